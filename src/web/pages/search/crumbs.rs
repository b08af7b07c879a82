//! Everything that narrows the answer, each removable; and what to loosen when nothing is left.

use jiff::civil::Date;

use super::Link;
use super::facets::{named, shown};
use crate::engine::embedded::Index;
use crate::search::plan::Facet;
use crate::search::{self, Dated, Request, Undated, keys};
use crate::web::ask::Ask;
use crate::web::asked::{Asked, FACETS};

/// One thing that narrows.
pub struct Crumb {
    pub text: String,
    /// The address without it.
    pub href: String,
}

pub fn crumbs(ask: &Ask) -> Vec<Crumb> {
    narrowed(ask).into_iter().map(|(text, without)| Crumb { text, href: address(&without) }).collect()
}

fn address(asked: &Asked) -> String {
    format!("/search{}", asked.parameters())
}

/// Returns all that narrows, each with the question that is left without it.
fn narrowed(ask: &Ask) -> Vec<(String, Asked)> {
    let words = ask.words;
    let asked = &ask.asked;
    let mut crumbs = Vec::new();
    for (facet, ..) in FACETS {
        for filter in asked.request.filters.of(facet) {
            let (name, value) = (named(words, facet), shown(words, facet, &filter.value));
            let text = match filter.excluded {
                true if facet == Facet::Year && filter.value == keys::UNDATED => words.say("web-crumb-without-undated"),
                true => words.fill("web-crumb-without", &[&name.to_lowercase(), &value]),
                false => words.fill("web-crumb", &[&name, &value]),
            };
            crumbs.push((text, asked.without(facet, &filter.value)));
        }
    }
    let filters = &asked.request.filters;
    if filters.from.is_some() || filters.to.is_some() {
        let day = |day: Option<Date>| day.map_or_else(|| "…".to_owned(), |day| words.day(&day.to_string()));
        let code = match filters.dated {
            Dated::Best => "web-crumb-days",
            Dated::Published => "web-crumb-days-published",
            Dated::Event => "web-crumb-days-event",
        };
        crumbs.push((words.fill(code, &[&day(filters.from), &day(filters.to)]), asked.between(None, None)));
    }
    if let Some(undated) = filters.undated {
        let code = match undated {
            Undated::Only => "web-crumb-undated-only",
            Undated::No => "web-crumb-undated-no",
        };
        crumbs.push((words.say(code), asked.changed(|asked| asked.request.filters.undated = None)));
    }
    if filters.no_inferred {
        crumbs.push((words.say("web-crumb-inferred-no"), asked.changed(|asked| asked.request.filters.no_inferred = false)));
    }
    if !asked.request.expand {
        crumbs.push((words.say("web-crumb-literal"), asked.changed(|asked| asked.request.expand = true)));
    }
    crumbs
}

/// Ways out that are tried, at most: each costs a search.
const MOST_TRIED: usize = 8;

/// Returns the ways out of an answer without any hit, only such as find something.
pub fn loosened(index: &Index, ask: &Ask) -> Result<Vec<Link>, search::Error> {
    let words = ask.words;
    let asked = &ask.asked;
    let bare = Asked::from(Request { sort: asked.request.sort, ..Request::new(&asked.request.query) });
    let mut ways: Vec<(String, Asked)> = Vec::new();
    if !asked.request.filters.is_empty() {
        let dropped = narrowed(ask).into_iter().take(MOST_TRIED);
        ways.extend(dropped.map(|(text, without)| (words.fill("web-loosen-drop", &[&text]), without)));
        if ways.len() > 1 {
            ways.push((words.say("web-loosen-all"), bare.clone()));
        }
        if !asked.request.query.trim().is_empty() {
            ways.push((words.say("web-loosen-words"), asked.changed(|asked| asked.request.query.clear())));
            // A slip hides behind the filters: what was meant is offered without them.
            let response = search::run(index, &small(&bare))?;
            let meant = response.query.suggestions.into_iter();
            ways.extend(meant.map(|suggestion| (suggestion.text.clone(), bare.changed(|asked| asked.request.query = suggestion.text))));
        }
    }
    let mut links = Vec::new();
    for (text, way) in ways {
        let total = search::run(index, &small(&way))?.total;
        if total > 0 {
            links.push(Link { href: address(&way), text, note: words.articles(total) });
        }
    }
    Ok(links)
}

/// Asks for little more than the number of articles.
fn small(asked: &Asked) -> Request {
    Request { limit: 1, facets: false, snippets: false, ..asked.request.clone() }
}
