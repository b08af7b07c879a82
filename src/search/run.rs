//! The conductor: from a request to a response.
//!
//! Full matches come first and alone are counted; partial ones are looked for only when the page has room left.

use std::time::Instant;

use crate::article::{Article, ArticleId};
use crate::diagnostic::Diagnostic;
use crate::highlight::{Highlighter, Passage, Patterns, Taste};
use crate::query::{self, Query};

use super::cursor::Cursor;
use super::engine::{Engine, Error, ErrorKind, Found, FoundHit, From, Page, Result};
use super::meaning::{Meaning, Typing, understand};
use super::partial::{self, Partial};
use super::plan::{Clause, Facet, Plan};
use super::request::{Request, Sort, Start};
use super::response::{FacetValue, Facets, Hit, Matched, Reading, Response, Snippet, Suggestion, Warning};
use super::tier::Judge;
use super::{filters, keys, suggest, unknown, weights};
use crate::extract::split_identity;

/// Answers a request.
///
/// # Errors
/// If the engine fails, or the request asks for a page that is not served ([`ErrorKind::Usage`]).
pub fn run(engine: &dyn Engine, request: &Request) -> Result<Response> {
    let started = Instant::now();
    let cursor = check(request)?;
    let query = query::parse(&request.query);
    let search = Search { engine, request, filters: filters::build(&request.filters), cursor };
    let (mut meaning, full) = search.understood(&query)?;
    let partial = partial::of(&meaning, engine)?;
    let list = if search.is_one_list(&meaning) {
        search.one_list(&meaning, partial.as_ref(), &full)?
    } else {
        search.two_lists(&meaning, partial.as_ref(), &full)?
    };
    let hits = search.hits(&meaning, &list.hits, partial.as_ref())?;
    let suggestions = suggest::suggestions(&suggest::Asking { engine, request, filters: &search.filters }, &meaning, full.total, &hits)?;
    let days = query.root.as_ref().and_then(unknown::days_of);
    let mut diagnostics = search.diagnostics(query, &mut meaning);
    diagnostics.extend(unknown::values(engine, &request.filters)?);
    diagnostics.extend(days);
    if full.total > 0 && search.is_one_list(&meaning) {
        diagnostics.push(Diagnostic::note("search-sentence"));
    }
    Ok(Response {
        total: full.total,
        partial_total: list.partial_total,
        hits,
        facets: facets(&full),
        next: list.next,
        query: reading(request, meaning, diagnostics, suggestions),
        took_us: started.elapsed().as_micros() as u64,
    })
}

/// Refuses pages that are not served, and reads the cursor.
fn check(request: &Request) -> Result<Option<Cursor>> {
    let refuse = |code: &str, value: String| Err(Error::new(ErrorKind::Usage, Diagnostic::error(code).arg(value)));
    if !(1..=Request::MAX_LIMIT).contains(&request.limit) {
        return refuse("search-limit", request.limit.to_string());
    }
    match &request.start {
        Start::Page(page) if *page < 1 || !Request::reaches(*page, request.limit) => refuse("search-page", page.to_string()),
        Start::Page(_) => Ok(None),
        Start::Cursor(text) => match text.parse() {
            Ok(cursor) => Ok(Some(cursor)),
            Err(_) => refuse("search-cursor", text.clone()),
        },
    }
}

/// How hits of one kind are looked at: what is marked in them, and how near they come.
pub(super) struct View {
    patterns: Patterns,
    judge: Judge,
}

impl View {
    pub fn of_full(meaning: &Meaning) -> Self {
        Self { patterns: Patterns::new(meaning.patterns.clone()), judge: Judge::of_full(meaning) }
    }

    fn of_partial(meaning: &Meaning, partial: &Partial) -> Self {
        Self { patterns: Patterns::new(partial.patterns.clone()), judge: Judge::of_partial(meaning, partial) }
    }
}

pub(super) struct Search<'a> {
    pub engine: &'a dyn Engine,
    pub request: &'a Request,
    pub filters: Vec<super::plan::FacetFilter>,
    pub cursor: Option<Cursor>,
}

/// One page of hits.
struct List {
    hits: Vec<(FoundHit, Matched)>,
    partial_total: Option<u64>,
    next: Option<String>,
}

impl Search<'_> {
    /// Finds what the query means and what matches it in full: as it is typed, or as raw typing if only that finds something.
    pub fn understood(&self, query: &Query) -> Result<(Meaning, Found)> {
        let meaning = understand(query, self.engine, self.request.expand, Typing::of(self.request))?;
        let full = self.full(&meaning)?;
        if full.total == 0 && meaning.pending_repairs > 0 {
            let repaired = understand(query, self.engine, self.request.expand, Typing::Eager)?;
            let found = self.full(&repaired)?;
            if found.total > 0 {
                return Ok((repaired, found));
            }
        }
        Ok((meaning, full))
    }

    /// Collects what there is to say of the query.
    pub fn diagnostics(&self, query: Query, meaning: &mut Meaning) -> Vec<Diagnostic> {
        let mut diagnostics = query.diagnostics;
        // Filters ask a question of their own: words are needed only without them.
        if meaning.full.is_none() && !self.filters.is_empty() {
            diagnostics.retain(|diagnostic| diagnostic.code != "query-empty");
        }
        diagnostics.append(&mut meaning.diagnostics);
        diagnostics
    }

    pub fn plan(&self, matching: Clause, meaning: &Meaning) -> Plan {
        Plan { matching, filters: self.filters.clone(), scoring: meaning.scoring.clone(), sort: self.request.sort }
    }

    /// Tells whether full and partial matches stand in one list by score.
    ///
    /// The words of a sentence are not all equally meant: the article that a headline stands above often lacks one of them, and others
    /// hold them all, scattered. A short question, and any order but by relevance, keeps the full matches apart.
    fn is_one_list(&self, meaning: &Meaning) -> bool {
        meaning.is_sentence && self.request.sort == Sort::Relevance
    }

    /// Returns what decides which articles match in full; nothing if nothing was asked.
    pub fn matching(&self, meaning: &Meaning) -> Option<Clause> {
        meaning.full.clone().or_else(|| (!self.filters.is_empty()).then_some(Clause::EVERYTHING))
    }

    /// Finds the full matches; of a sentence, only their number.
    fn full(&self, meaning: &Meaning) -> Result<Found> {
        let Some(matching) = self.matching(meaning) else { return Ok(Found::default()) };
        let from = match self.cursor {
            _ if self.is_one_list(meaning) => From::NOWHERE,
            None => From::Offset(self.offset()),
            Some(Cursor { matched: Matched::Full, place }) => From::After(place),
            // The full matches are behind us: only their number is asked for.
            Some(Cursor { matched: Matched::Partial, .. }) => From::NOWHERE,
        };
        let mut facets = if self.request.facets { Facet::ALL.to_vec() } else { Vec::new() };
        facets.extend(self.request.months.then_some(Facet::Month));
        self.engine.search(&self.plan(matching, meaning), &Page { from, limit: self.request.limit, facets, facet_values: self.request.facet_values })
    }

    /// Lists the full matches, then the partial ones where the page has room left.
    fn two_lists(&self, meaning: &Meaning, partial: Option<&Partial>, full: &Found) -> Result<List> {
        let rest = match partial {
            Some(partial) if full.hits.len() < self.request.limit => Some(self.partial(meaning, partial, full)?),
            _ => None,
        };
        let mut hits: Vec<_> = full.hits.iter().map(|&hit| (hit, Matched::Full)).collect();
        hits.extend(rest.iter().flat_map(|rest| &rest.hits).map(|&hit| (hit, Matched::Partial)));
        let all = match &rest {
            Some(rest) => Some(full.total + rest.total),
            None => partial.is_none().then_some(full.total),
        };
        Ok(List { next: self.next(&hits, all), partial_total: rest.map(|rest| rest.total), hits })
    }

    fn partial(&self, meaning: &Meaning, partial: &Partial, full: &Found) -> Result<Found> {
        let from = match self.cursor {
            None => From::Offset(self.offset().saturating_sub(full.total as usize)),
            Some(Cursor { matched: Matched::Full, .. }) => From::Offset(0),
            Some(Cursor { matched: Matched::Partial, place }) => From::After(place),
        };
        let page = Page { from, limit: self.request.limit - full.hits.len(), facets: Vec::new(), facet_values: 0 };
        let not_full = meaning.full.iter().map(|full| Clause::Not(Box::new(full.clone())));
        let matching = Clause::all([partial.clause.clone()].into_iter().chain(not_full).collect());
        let mut plan = self.plan(matching, meaning);
        plan.scoring.extend(weights::whole_units(&meaning.whole_units));
        self.engine.search(&plan, &page)
    }

    /// Lists full and partial matches together.
    fn one_list(&self, meaning: &Meaning, partial: Option<&Partial>, full: &Found) -> Result<List> {
        let from = self.cursor.map_or(From::Offset(self.offset()), |cursor| From::After(cursor.place));
        let page = Page { from, limit: self.request.limit, facets: Vec::new(), facet_values: 0 };
        let either = partial.map(|partial| partial.clause.clone()).into_iter().chain(meaning.full.clone());
        let found = self.engine.search(&self.plan(Clause::any(either.collect()), meaning), &page)?;
        let fully = self.fully_matched(meaning, full, &found)?;
        let matched = |hit: &FoundHit| if fully.contains(&hit.id()) { Matched::Full } else { Matched::Partial };
        let hits: Vec<_> = found.hits.iter().map(|hit| (*hit, matched(hit))).collect();
        Ok(List { next: self.next(&hits, Some(found.total)), partial_total: Some(found.total - full.total), hits })
    }

    /// Returns which of the articles found match in full.
    fn fully_matched(&self, meaning: &Meaning, full: &Found, found: &Found) -> Result<Vec<ArticleId>> {
        let Some(clause) = meaning.full.as_ref().filter(|_| full.total > 0) else { return Ok(Vec::new()) };
        let these = Clause::Articles(found.hits.iter().map(FoundHit::id).collect());
        let matching = Clause::All(vec![these, clause.clone()]);
        let plan = Plan { matching, filters: Vec::new(), scoring: Vec::new(), sort: Sort::Relevance };
        let page = Page { from: From::Offset(0), limit: found.hits.len(), ..Page::COUNT };
        Ok(self.engine.search(&plan, &page)?.hits.iter().map(FoundHit::id).collect())
    }

    fn offset(&self) -> usize {
        self.request.hits_before().unwrap_or(0)
    }

    fn hits(&self, meaning: &Meaning, found: &[(FoundHit, Matched)], partial: Option<&Partial>) -> Result<Vec<Hit>> {
        let full = View::of_full(meaning);
        let partial = partial.map(|partial| View::of_partial(meaning, partial));
        let hit = |(found, matched): &(FoundHit, Matched)| {
            let view = partial.as_ref().filter(|_| *matched == Matched::Partial).unwrap_or(&full);
            self.hit(found, *matched, view).transpose()
        };
        found.iter().filter_map(hit).collect()
    }

    pub fn hit(&self, found: &FoundHit, matched: Matched, view: &View) -> Result<Option<Hit>> {
        let Some(article) = self.engine.article(found.id())? else { return Ok(None) };
        let highlighter = Highlighter::new(&article);
        let title_marks = highlighter.title_marks(&view.patterns).iter().map(|span| span.in_chars(article.title())).collect();
        let passages = if self.request.snippets { highlighter.passages(&view.patterns, &Taste::default()) } else { Vec::new() };
        let tier = view.judge.tier(&highlighter);
        let snippets = passages.iter().map(|passage| snippet(&article, passage)).collect();
        Ok(Some(Hit { score: found.score, matched, tier, title_marks, snippets, ..Hit::of(&article) }))
    }

    /// Returns where the next page begins; nothing on the last one. `all` is how many hits all pages hold, where it is known.
    fn next(&self, hits: &[(FoundHit, Matched)], all: Option<u64>) -> Option<String> {
        let (last, matched) = hits.last().filter(|_| hits.len() >= self.request.limit)?;
        let seen = match (&self.cursor, &self.request.start) {
            (None, Start::Page(_)) => Some((self.offset() + hits.len()) as u64),
            _ => None,
        };
        let is_last = seen.zip(all).is_some_and(|(seen, all)| seen >= all);
        (!is_last).then(|| Cursor { matched: *matched, place: last.place }.to_string())
    }
}

fn snippet(article: &Article, passage: &Passage) -> Snippet {
    let text = passage.span.of(&article.text);
    Snippet {
        text: text.to_owned(),
        marks: passage.marks.iter().map(|mark| mark.in_chars(text)).collect(),
        offset: article.text[..passage.span.start].chars().count(),
    }
}

fn facets(found: &Found) -> Facets {
    let mut facets = Facets::default();
    for (facet, values) in &found.facets {
        let value = |(key, count): &(String, u64)| FacetValue { value: shown(*facet, key).to_owned(), key: filtering(*facet, key), count: *count };
        *facets.of_mut(*facet) = values.iter().map(value).collect();
    }
    facets
}

/// Returns a key as people read it: of an identity the name.
fn shown(facet: Facet, key: &str) -> &str {
    match facet {
        Facet::Official | Facet::Body => split_identity(key).0,
        _ => key,
    }
}

/// Returns what filters by a key.
fn filtering(facet: Facet, key: &str) -> String {
    if facet == Facet::Document { keys::document_filter(key) } else { key.to_owned() }
}

pub(super) fn reading(request: &Request, meaning: Meaning, diagnostics: Vec<Diagnostic>, suggestions: Vec<Suggestion>) -> Reading {
    let warning = |diagnostic: Diagnostic| Warning {
        code: diagnostic.code.clone(),
        message: String::new(),
        span: diagnostic.span.map(|span| span.in_chars(&request.query)),
        diagnostic,
    };
    Reading {
        text: request.query.clone(),
        interpreted: meaning.shown.map(|shown| shown.to_string()).unwrap_or_default(),
        units: meaning.units,
        expansions: meaning.expansions,
        warnings: diagnostics.into_iter().map(warning).collect(),
        suggestions,
    }
}
