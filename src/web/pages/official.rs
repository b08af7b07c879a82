//! One official: the career as a picture, the articles by year, the bodies and the colleagues.

use askama::Template;

use super::frame::{Frame, articles_of, thing};
use super::search::Link;
use crate::catalog::Entry;
use crate::engine::embedded::Index;
use crate::search::plan::Facet;
use crate::web::answer::{Answer, Answered};
use crate::web::ask::Ask;
use crate::web::charts::{Career, Chart};
use crate::web::files;
use crate::web::words::Words;

#[derive(Template)]
#[template(path = "official.html")]
struct OfficialPage {
    frame: Frame,
    name: String,
    province: String,
    articles: Link,
    possibly: Vec<Link>,
    career: Option<Career>,
    chart: Option<Chart>,
    bodies: Vec<Link>,
    colleagues: Vec<Link>,
}

/// Answers `/official/{key}`.
pub fn official(index: &Index, ask: &Ask) -> Answered {
    let words = ask.words;
    let key = ask.rest("/official/");
    let file = files::official(index, key, "/officials")?;
    Answer::in_form(ask, file, |file| OfficialPage {
        frame: Frame { is_listed: true, ..Frame::new(ask, &file.name) },
        province: words.province(file.province.as_deref()),
        articles: all_articles(words, Facet::Official, key, file.articles),
        possibly: entries(words, Facet::Official, &file.possibly),
        career: Career::of(words, &file.posts),
        chart: Chart::by_year(words, &file.years, Facet::Official, key),
        bodies: entries(words, Facet::Body, &file.bodies),
        colleagues: entries(words, Facet::Official, &file.colleagues),
        name: file.name,
    })
}

/// Links to every article of one official, body or document.
pub fn all_articles(words: Words, facet: Facet, key: &str, count: u64) -> Link {
    Link { href: articles_of(facet, key), text: words.articles(count), note: String::new() }
}

/// Links to the pages of entries, each with its province and the number of its articles.
pub fn entries(words: Words, facet: Facet, entries: &[Entry]) -> Vec<Link> {
    let link = |entry: &Entry| {
        let place = if facet == Facet::Document { String::new() } else { format!("{} · ", words.province(entry.province.as_deref())) };
        Link { href: thing(facet, &entry.key), text: entry.name.clone(), note: format!("{place}{}", words.articles(entry.articles)) }
    };
    entries.iter().map(link).collect()
}
