//! One committee or office: its officials by year, what it was before and became, its documents.

use askama::Template;

use super::frame::{Frame, thing};
use super::official::{all_articles, entries};
use super::search::Link;
use crate::catalog::{self, Relation};
use crate::engine::embedded::Index;
use crate::search::plan::Facet;
use crate::web::answer::{Answer, Answered};
use crate::web::ask::Ask;
use crate::web::charts::Chart;
use crate::web::files;
use crate::web::words::Words;

#[derive(Template)]
#[template(path = "body.html")]
struct BodyPage {
    frame: Frame,
    name: String,
    province: String,
    articles: Link,
    predecessors: Vec<Link>,
    successors: Vec<Link>,
    chart: Option<Chart>,
    officials: Vec<(String, Vec<Link>)>,
    documents: Vec<Link>,
}

/// Answers `/body/{key}`.
pub fn body(index: &Index, ask: &Ask) -> Answered {
    let words = ask.words;
    let key = ask.rest("/body/");
    let file = files::body(index, key, "/bodies")?;
    let holder = |holder: &catalog::Holder| Link {
        href: thing(Facet::Official, &holder.key),
        text: holder.name.clone(),
        note: holder.titles.iter().cloned().collect::<Vec<_>>().join("; "),
    };
    let of_year = |year: &catalog::OfficialsOfYear| (words.year(&year.year), year.officials.iter().map(holder).collect());
    Answer::in_form(ask, file, |file| BodyPage {
        frame: Frame { is_listed: true, ..Frame::new(ask, &file.name) },
        province: words.province(file.province.as_deref()),
        articles: all_articles(words, Facet::Body, key, file.articles),
        predecessors: relations(words, &file.name, &file.predecessors, ["web-before-united", "web-before-continued"]),
        successors: relations(words, &file.name, &file.successors, ["web-after-united", "web-after-continued"]),
        chart: Chart::by_year(words, &file.years, Facet::Body, key),
        officials: file.officials.iter().map(of_year).collect(),
        documents: entries(words, Facet::Document, &file.documents),
        name: file.name,
    })
}

/// Links to what the body `name` came from or went into, each with what happened.
///
/// Bodies of one name are those of provinces that were united. Of the others some were merged, some parted and some renamed.
fn relations(words: Words, name: &str, relations: &[Relation], [united, continued]: [&str; 2]) -> Vec<Link> {
    let link = |relation: &Relation| {
        let happened = words.fill(if relation.name == name { united } else { continued }, &[&words.day(&relation.since)]);
        Link {
            href: thing(Facet::Body, &relation.key),
            text: relation.name.clone(),
            note: format!("{} · {happened}", words.province(relation.province.as_deref())),
        }
    };
    relations.iter().map(link).collect()
}
