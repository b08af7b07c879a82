//! The conductor: from a request to a response.
//!
//! Full matches come first and alone are counted; partial ones are looked for only when the page has room left.

use std::time::Instant;

use crate::article::{Article, ArticleId};
use crate::diagnostic::Diagnostic;
use crate::highlight::{Highlighter, Passage, Taste};
use crate::query;

use super::cursor::Cursor;
use super::engine::{Engine, Error, ErrorKind, Found, FoundHit, From, Page, Result};
use super::meaning::{Meaning, Typing, understand};
use super::partial::{self, Partial};
use super::plan::{Clause, Facet, Plan};
use super::request::{Request, Start};
use super::response::{DateFact, FacetValue, Facets, Hit, Matched, Origin, Precision, Reading, Response, Snippet, Suggestion, Warning};
use super::{filters, tier, weights};

/// Answers a request.
///
/// # Errors
/// If the engine fails, or the request asks for a page that is not served ([`ErrorKind::Usage`]).
pub fn run(engine: &dyn Engine, request: &Request) -> Result<Response> {
    let started = Instant::now();
    let cursor = check(request)?;
    let query = query::parse(&request.query);
    let filters = filters::build(&request.filters);
    let typing = if request.expand { Typing::Cautious } else { Typing::Off };
    let mut meaning = understand(&query, engine, request.expand, typing)?;
    let mut search = Search { engine, request, filters, cursor };
    let mut full = search.full(&meaning)?;
    if full.total == 0 && meaning.pending_repairs > 0 {
        let repaired = understand(&query, engine, request.expand, Typing::Eager)?;
        let found = search.full(&repaired)?;
        if found.total > 0 {
            (meaning, full) = (repaired, found);
        }
    }
    let partial = partial::of(&meaning, engine)?;
    let rest = match &partial {
        Some(partial) if full.hits.len() < request.limit => search.partial(&meaning, partial, &full)?,
        _ => None,
    };
    let hits = search.hits(&meaning, &full, partial.as_ref().zip(rest.as_ref()))?;
    let next = search.next(&full, rest.as_ref(), partial.is_some());
    let mut diagnostics = query.diagnostics;
    diagnostics.append(&mut meaning.diagnostics);
    Ok(Response {
        total: full.total,
        partial_total: rest.map(|rest| rest.total),
        hits,
        facets: facets(&full),
        next,
        query: reading(request, meaning, diagnostics),
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
        Start::Page(page) if *page < 1 || page.saturating_mul(request.limit) > Request::MAX_OFFSET => refuse("search-page", page.to_string()),
        Start::Page(_) => Ok(None),
        Start::Cursor(text) => match text.parse() {
            Ok(cursor) => Ok(Some(cursor)),
            Err(_) => refuse("search-cursor", text.clone()),
        },
    }
}

struct Search<'a> {
    engine: &'a dyn Engine,
    request: &'a Request,
    filters: Vec<super::plan::FacetFilter>,
    cursor: Option<Cursor>,
}

impl Search<'_> {
    fn plan(&self, matching: Clause, meaning: &Meaning) -> Plan {
        Plan { matching, filters: self.filters.clone(), scoring: meaning.scoring.clone(), sort: self.request.sort }
    }

    fn full(&self, meaning: &Meaning) -> Result<Found> {
        let matching = match &meaning.full {
            Some(clause) => clause.clone(),
            None if self.filters.is_empty() => return Ok(Found::default()),
            None => Clause::EVERYTHING,
        };
        let from = match self.cursor {
            None => From::Offset(self.offset()),
            Some(Cursor { matched: Matched::Full, place }) => From::After(place),
            // The full matches are behind us: only their number is asked for.
            Some(Cursor { matched: Matched::Partial, .. }) => From::Offset(usize::MAX),
        };
        let facets = if self.request.facets { Facet::ALL.to_vec() } else { Vec::new() };
        self.engine.search(&self.plan(matching, meaning), &Page { from, limit: self.request.limit, facets })
    }

    fn partial(&mut self, meaning: &Meaning, partial: &Partial, full: &Found) -> Result<Option<Found>> {
        let from = match self.cursor {
            None => From::Offset(self.offset().saturating_sub(full.total as usize)),
            Some(Cursor { matched: Matched::Full, .. }) => From::Offset(0),
            Some(Cursor { matched: Matched::Partial, place }) => From::After(place),
        };
        let page = Page { from, limit: self.request.limit - full.hits.len(), facets: Vec::new() };
        let mut plan = self.plan(partial.clause.clone(), meaning);
        plan.scoring.extend(weights::whole_units(&meaning.whole_units));
        self.engine.search(&plan, &page).map(Some)
    }

    fn offset(&self) -> usize {
        match self.request.start {
            Start::Page(page) => (page - 1) * self.request.limit,
            Start::Cursor(_) => 0,
        }
    }

    fn hits(&self, meaning: &Meaning, full: &Found, rest: Option<(&Partial, &Found)>) -> Result<Vec<Hit>> {
        let mut hits = Vec::with_capacity(self.request.limit);
        for found in &full.hits {
            hits.extend(self.hit(found, Matched::Full, meaning, None)?);
        }
        if let Some((partial, rest)) = rest {
            for found in &rest.hits {
                hits.extend(self.hit(found, Matched::Partial, meaning, Some(partial))?);
            }
        }
        Ok(hits)
    }

    fn hit(&self, found: &FoundHit, matched: Matched, meaning: &Meaning, partial: Option<&Partial>) -> Result<Option<Hit>> {
        let Some(article) = self.engine.article(found.id())? else { return Ok(None) };
        let highlighter = Highlighter::new(&article);
        let patterns = partial.map_or(&meaning.patterns, |partial| &partial.patterns);
        let title_marks = highlighter.title_marks(patterns).iter().map(|span| span.in_chars(article.title())).collect();
        let passages = if self.request.snippets { highlighter.passages(patterns, &Taste::default()) } else { Vec::new() };
        let tier = match partial {
            None => tier::of_full(&highlighter, meaning),
            Some(partial) => tier::of_partial(&highlighter, meaning, partial),
        };
        let snippets = passages.iter().map(|passage| snippet(&article, passage)).collect();
        Ok(Some(hit(found.id(), found.score, &article, matched, tier, title_marks, snippets)))
    }

    /// Returns where the next page begins; nothing on the last one.
    fn next(&self, full: &Found, rest: Option<&Found>, has_partial: bool) -> Option<String> {
        let shown = full.hits.len() + rest.map_or(0, |rest| rest.hits.len());
        if shown < self.request.limit {
            return None;
        }
        let cursor = match rest.and_then(|rest| rest.hits.last()) {
            Some(last) => Cursor { matched: Matched::Partial, place: last.place },
            None => Cursor { matched: Matched::Full, place: full.hits.last()?.place },
        };
        let seen = match (&self.cursor, &self.request.start) {
            (None, Start::Page(_)) => Some((self.offset() + shown) as u64),
            _ => None,
        };
        let last_page = seen.is_some_and(|seen| match rest {
            Some(rest) => seen >= full.total + rest.total,
            None => !has_partial && seen >= full.total,
        });
        (!last_page).then(|| cursor.to_string())
    }
}

fn hit(
    id: ArticleId,
    score: f32,
    article: &Article,
    matched: Matched,
    tier: super::response::Tier,
    title_marks: Vec<[usize; 2]>,
    snippets: Vec<Snippet>,
) -> Hit {
    Hit {
        id,
        source_id: article.source_id.clone(),
        path: article.path.clone(),
        title: article.title().to_owned(),
        title_marks,
        url: article.url.clone(),
        source: article.source.clone(),
        province: article.province.clone(),
        byline: article.byline.clone(),
        score,
        matched,
        tier,
        why: String::new(),
        published: published(article),
        events: Vec::new(),
        officials: Vec::new(),
        bodies: Vec::new(),
        documents: Vec::new(),
        snippets,
    }
}

fn published(article: &Article) -> DateFact {
    let Some(published) = article.published else { return DateFact::unknown() };
    let epoch = jiff::civil::date(1970, 1, 1);
    let date = epoch.checked_add(jiff::Span::new().days(published.day)).ok();
    date.map_or(DateFact::unknown(), |date| DateFact {
        date: Some(date.to_string()),
        to: None,
        precision: Precision::Day,
        origin: Origin::Metadata,
        evidence: None,
    })
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
        let values = values.iter().map(|(value, count)| FacetValue { value: value.clone(), key: value.clone(), count: *count }).collect();
        match facet {
            Facet::Source => facets.source = values,
            Facet::Province => facets.province = values,
        }
    }
    facets
}

fn reading(request: &Request, meaning: Meaning, diagnostics: Vec<Diagnostic>) -> Reading {
    let warning = |diagnostic: Diagnostic| Warning {
        code: diagnostic.code.clone(),
        message: String::new(),
        span: diagnostic.span.map(|span| span.in_chars(&request.query)),
        diagnostic,
    };
    let mut suggestions: Vec<Suggestion> = Vec::new();
    for (text, total) in meaning.others {
        if suggestions.iter().all(|other| other.text != text) {
            suggestions.push(Suggestion { text, total });
        }
    }
    Reading {
        text: request.query.clone(),
        interpreted: meaning.shown.map(|shown| shown.to_string()).unwrap_or_default(),
        units: meaning.units,
        expansions: meaning.expansions,
        warnings: diagnostics.into_iter().map(warning).collect(),
        suggestions,
    }
}
