//! The search page: the box and what it was read as, the hits, and every way to narrow, loosen and order them.

mod crumbs;
mod facets;
mod hits;
mod home;

use askama::Template;

use super::frame::{FormLink, Frame};
use crate::engine::embedded::Index;
use crate::messages;
use crate::search::{self, Request, Response, Sort, Start, UnitKind, wording};
use crate::web::answer::{Answer, Answered};
use crate::web::ask::{Ask, Form};
use crate::web::asked::Asked;
use crate::web::charts::Chart;
use crate::web::export;

use crumbs::Crumb;
use facets::Group;
use hits::HitView;

pub use facets::{Choice, SHOWN, choices, named};

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    frame: Frame,
    /// What the box passes on besides the query.
    kept: Vec<(String, String)>,
    total: String,
    crumbs: Vec<Crumb>,
    /// The address without any filter.
    start_over: String,
    reading: Vec<String>,
    literal: Option<String>,
    notes: Vec<String>,
    nothing_typed: bool,
    suggestions: Vec<Link>,
    loosen: Vec<Link>,
    chart: Option<Chart>,
    groups: Vec<Group>,
    sorts: Vec<Choice>,
    hits: Vec<HitView>,
    /// Before which hit the partial ones begin, and what is said there.
    partial: Option<(usize, String)>,
    previous: Option<String>,
    next: Option<String>,
    page: String,
    exports: Vec<FormLink>,
}

/// A link with its text.
pub struct Link {
    pub href: String,
    pub text: String,
    pub note: String,
}

/// The warning of a query without words, which the page says instead of a total.
const NOTHING_TYPED: &str = "query-empty";

/// Answers `/` and `/search`.
pub fn search(index: &Index, ask: &Ask) -> Answered {
    if ask.form == Form::Page && ask.asked.is_empty() {
        return home::home(index, ask);
    }
    if let Form::Export(format) = ask.form {
        return export::search(ask, format);
    }
    let mut request = ask.asked.request.clone();
    let mut notes: Vec<String> = Vec::new();
    // The page turns over what a number cannot reach, and says so; JSON refuses.
    if ask.form == Form::Page
        && let Start::Page(page) = request.start
        && !Request::reaches(page, request.limit)
    {
        request.start = Start::Page(1);
        notes.push(ask.words.fill("web-too-deep", &[&ask.words.number(page as u64)]));
    }
    if ask.form == Form::Json {
        if let Some(problem) = ask.asked.problems.first() {
            return Err(crate::web::answer::Trouble::bad(problem.clone()));
        }
    } else {
        request.facet_values = SHOWN + 1;
        request.months = true;
    }
    let mut response = search::run(index, &request)?;
    wording::localise(&mut response, ask.words.lang);
    if ask.form == Form::Json {
        return Answer::json(&response);
    }
    notes.extend(ask.asked.problems.iter().map(|problem| messages::sentence(ask.words.lang, problem)));
    let histogram = search::histogram(index, &request, &response)?;
    let mut page = view(ask, &request, &response, &histogram, notes);
    if response.total == 0 {
        page.loosen = crumbs::loosened(index, ask)?;
    }
    Answer::page(&page)
}

fn view(ask: &Ask, request: &Request, response: &Response, histogram: &search::Histogram, mut notes: Vec<String>) -> SearchPage {
    let words = ask.words;
    let asked = &ask.asked;
    let title = if request.query.is_empty() { words.say("web-search") } else { request.query.clone() };
    let seconds = wording::seconds(words.lang, response.took_us as f64 / 1e6);
    let warnings = &response.query.warnings;
    let nothing_typed = warnings.iter().any(|warning| warning.code == NOTHING_TYPED);
    let total = match response.total {
        0 if nothing_typed => words.say("web-nothing-typed"),
        0 => words.say("web-nothing-full"),
        total => words.fill("web-found", &[&words.articles(total), &seconds]),
    };
    notes.extend(warnings.iter().filter(|warning| warning.code != NOTHING_TYPED).map(|warning| warning.message.clone()));
    let exports = ["csv", "bib", "ris", "atom", "json"].map(|ending| FormLink {
        kind: "",
        href: format!("/search.{ending}{}", asked.changed(|_| ()).parameters()),
        name: ending,
    });
    let (previous, next) = turns(asked, request, response);
    SearchPage {
        frame: Frame::new(ask, &title).with_forms(forms(asked)),
        kept: kept(asked),
        total,
        crumbs: crumbs::crumbs(ask),
        start_over: Asked::from(Request::new(&request.query)).parameters(),
        reading: reading(ask, response),
        literal: literal(asked, response),
        notes,
        nothing_typed,
        suggestions: suggestions(ask, response),
        loosen: Vec::new(),
        chart: Chart::over_time(words, asked, histogram),
        groups: facets::groups(ask, &response.facets),
        sorts: sorts(ask),
        hits: hits::views(ask, request, response),
        partial: partial(ask, response),
        previous,
        next,
        page: match request.start {
            Start::Page(page) => words.fill("web-page", &[&words.number(page as u64)]),
            Start::Cursor(_) => words.say("web-page-further"),
        },
        exports: exports.into(),
    }
}

/// Returns the addresses of the page before and of the page behind.
fn turns(asked: &Asked, request: &Request, response: &Response) -> (Option<String>, Option<String>) {
    let to = |start: Start| format!("/search{}", asked.changed(|asked| asked.request.start = start).parameters());
    let previous = match request.start {
        Start::Page(page) if page > 1 => Some(to(Start::Page(page - 1))),
        Start::Page(_) => None,
        Start::Cursor(_) => Some(to(Start::Page(1))),
    };
    (previous, response.next_start(request).map(to))
}

/// Returns what a new query keeps of the address: filters and order, but not the page.
fn kept(asked: &Asked) -> Vec<(String, String)> {
    let parameters = asked.changed(|asked| asked.request.query.clear()).parameters();
    crate::web::address::parameters(parameters.trim_start_matches('?')).unwrap_or_default()
}

/// Says how the query was understood, if that is more than its words.
fn reading(ask: &Ask, response: &Response) -> Vec<String> {
    let words = ask.words;
    let reading = &response.query;
    let mut said = Vec::new();
    for unit in &reading.units {
        let code = match unit.kind {
            UnitKind::Name => "web-unit-name",
            UnitKind::Body => "web-unit-body",
            UnitKind::Document => "web-unit-document",
            UnitKind::Year => "web-unit-year",
            UnitKind::Word | UnitKind::Phrase | UnitKind::Prefix | UnitKind::Abbreviation => continue,
        };
        // The word for a year stands in the sentence.
        let text = if unit.kind == UnitKind::Year { &unit.key } else { &unit.text };
        said.push(words.fill(code, &[text]));
    }
    let expanded = reading.expansions.iter().map(|expansion| words.fill("web-expanded", &[&expansion.from, &expansion.to]));
    said.extend(expanded);
    if said.is_empty() && !reading.interpreted.is_empty() && reading.interpreted != reading.text {
        said.push(words.fill("web-read-as", &[&reading.interpreted]));
    }
    said
}

/// Returns the way back to plain words, where something was recognised or widened.
fn literal(asked: &Asked, response: &Response) -> Option<String> {
    let is_read =
        !response.query.expansions.is_empty() || response.query.units.iter().any(|unit| unit.kind == UnitKind::Year || unit.kind == UnitKind::Body);
    (is_read && asked.request.expand).then(|| format!("/search{}", asked.changed(|asked| asked.request.expand = false).parameters()))
}

fn suggestions(ask: &Ask, response: &Response) -> Vec<Link> {
    let link = |suggestion: &search::Suggestion| Link {
        href: format!("/search{}", ask.asked.changed(|asked| asked.request.query.clone_from(&suggestion.text)).parameters()),
        text: suggestion.text.clone(),
        note: ask.words.articles(suggestion.total),
    };
    response.query.suggestions.iter().map(link).collect()
}

fn sorts(ask: &Ask) -> Vec<Choice> {
    let sort = |(sort, code): (Sort, &str)| Choice {
        text: ask.words.say(code),
        count: String::new(),
        href: format!("/search{}", ask.asked.changed(|asked| asked.request.sort = sort).parameters()),
        is_chosen: ask.asked.request.sort == sort,
        is_excluded: false,
        exclude: None,
    };
    [(Sort::Relevance, "web-sort-relevance"), (Sort::Newest, "web-sort-newest"), (Sort::Oldest, "web-sort-oldest")].map(sort).into()
}

/// Says where the full matches end, where they stand before the others.
fn partial(ask: &Ask, response: &Response) -> Option<(usize, String)> {
    let first = response.first_partial()?;
    let text = match response.partial_total {
        Some(total) => ask.words.fill("web-partial-counted", &[&ask.words.articles(total)]),
        None => ask.words.say("web-partial"),
    };
    Some((first, text))
}

fn forms(asked: &Asked) -> Vec<FormLink> {
    let link = |(ending, kind, name)| FormLink { kind, href: format!("/search.{ending}{}", asked.changed(|_| ()).parameters()), name };
    [("json", "application/json", "JSON"), ("atom", "application/atom+xml", "Atom")].map(link).into()
}
