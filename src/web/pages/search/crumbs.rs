//! Everything that narrows the answer, each removable; and what to loosen when nothing is left.

use jiff::civil::Date;

use super::Link;
use super::facets::{named, shown};
use crate::search::{Dated, Undated};
use crate::web::ask::Ask;
use crate::web::asked::{Asked, FACETS};

/// One thing that narrows.
pub struct Crumb {
    pub text: String,
    /// The address without it.
    pub href: String,
}

pub fn crumbs(ask: &Ask) -> Vec<Crumb> {
    let words = ask.words;
    let asked = &ask.asked;
    let to = |asked: Asked| format!("/search{}", asked.parameters());
    let mut crumbs = Vec::new();
    for (facet, ..) in FACETS {
        for filter in asked.values(facet) {
            let code = if filter.excluded { "web-crumb-without" } else { "web-crumb" };
            let text = words.fill(code, &[&named(words, facet), &shown(words, facet, &filter.value)]);
            crumbs.push(Crumb { text, href: to(asked.without(facet, &filter.value)) });
        }
    }
    let filters = &asked.filters;
    if filters.from.is_some() || filters.to.is_some() {
        let day = |day: Option<Date>| day.map_or_else(|| "…".to_owned(), |day| words.day(&day.to_string()));
        let code = match filters.dated {
            Dated::Best => "web-crumb-days",
            Dated::Published => "web-crumb-days-published",
            Dated::Event => "web-crumb-days-event",
        };
        crumbs.push(Crumb { text: words.fill(code, &[&day(filters.from), &day(filters.to)]), href: to(asked.between(None, None)) });
    }
    if let Some(undated) = filters.undated {
        let code = match undated {
            Undated::Only => "web-crumb-undated-only",
            Undated::No => "web-crumb-undated-no",
        };
        crumbs.push(Crumb { text: words.say(code), href: to(asked.changed(|asked| asked.filters.undated = None)) });
    }
    if filters.no_inferred {
        let href = to(asked.changed(|asked| asked.filters.no_inferred = false));
        crumbs.push(Crumb { text: words.say("web-crumb-inferred-no"), href });
    }
    if !asked.expand {
        crumbs.push(Crumb { text: words.say("web-crumb-literal"), href: to(asked.changed(|asked| asked.expand = true)) });
    }
    crumbs
}

/// Returns the ways out of an answer without any hit.
pub fn loosened(ask: &Ask) -> Vec<Link> {
    let words = ask.words;
    let link = |crumb: Crumb| Link { text: words.fill("web-loosen-drop", &[&crumb.text]), href: crumb.href, note: String::new() };
    let mut links: Vec<Link> = crumbs(ask).into_iter().map(link).collect();
    if links.len() > 1 {
        let all = Asked { query: ask.asked.query.clone(), ..Asked::default() };
        links.push(Link { href: format!("/search{}", all.parameters()), text: words.say("web-loosen-all"), note: String::new() });
    }
    links
}
