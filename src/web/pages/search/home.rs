//! The first page: what the archive holds, and examples taken from it.

use askama::Template;

use super::Link;
use crate::catalog::{self, Kind};
use crate::engine::embedded::Index;
use crate::search::plan::Facet;
use crate::search::{self, Engine, Request, keys};
use crate::text::spelling::without_marks;
use crate::web::answer::{Answer, Answered};
use crate::web::ask::Ask;
use crate::web::asked::Asked;
use crate::web::charts::Chart;
use crate::web::pages::frame::{Frame, thing};

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage {
    frame: Frame,
    articles: String,
    /// Questions that find something here: a name without marks, a name with a year, a body.
    examples: Vec<Link>,
    chart: Option<Chart>,
    officials: Vec<Link>,
    bodies: Vec<Link>,
}

/// Officials and bodies that are shown.
const MOST: usize = 8;

pub fn home(index: &Index, ask: &Ask) -> Answered {
    let words = ask.words;
    let officials = catalog::most_named(index, Kind::Officials, MOST)?;
    let bodies = catalog::most_named(index, Kind::Bodies, MOST)?;
    let coverage = catalog::coverage(index)?;
    let question =
        |query: String| Link { href: format!("/search{}", Asked::from(Request::new(&query)).parameters()), text: query, note: String::new() };
    let examples = officials.first().map(|entry| without_marks(&entry.name).to_lowercase()).into_iter();
    let dated = officials.get(1).or(officials.first()).map(|entry| dated(index, entry)).transpose()?.flatten();
    let examples = examples.chain(dated).chain(bodies.first().map(|entry| entry.name.clone())).map(question);
    let list = |facet: Facet, entries: &[catalog::Entry]| {
        let link = |entry: &catalog::Entry| Link {
            href: thing(facet, &entry.key),
            text: entry.name.clone(),
            note: format!("{} · {}", words.province(entry.province.as_deref()), words.number(entry.articles)),
        };
        entries.iter().map(link).collect::<Vec<_>>()
    };
    Answer::page(&HomePage {
        frame: Frame { is_listed: true, ..Frame::new(ask, "") },
        articles: words.articles(index.size()),
        examples: examples.collect(),
        chart: Chart::of_coverage(words, &coverage),
        officials: list(Facet::Official, &officials),
        bodies: list(Facet::Body, &bodies),
    })
}

/// Joins a name with the year that has most articles of it.
fn dated(index: &Index, entry: &catalog::Entry) -> search::Result<Option<String>> {
    let of_official = Asked::default().with(Facet::Official, &entry.key, false).request;
    let request = Request { limit: 1, facet_values: 2, snippets: false, ..of_official };
    let years = search::run(index, &request)?.facets.year;
    Ok(years.iter().find(|year| year.key != keys::UNDATED).map(|year| format!("{} {}", entry.name, year.key)))
}
