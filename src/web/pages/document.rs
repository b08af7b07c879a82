//! One document: when it was issued, and the articles that cite it, over time.

use askama::Template;

use super::frame::Frame;
use super::official::all_articles;
use super::search::Link;
use crate::engine::embedded::Index;
use crate::search::plan::Facet;
use crate::web::answer::{Answer, Answered};
use crate::web::ask::Ask;
use crate::web::charts::{Chart, CitingView};
use crate::web::files;

/// Citing articles that the page lists; the search behind its link has them all.
const MOST: usize = 200;

#[derive(Template)]
#[template(path = "document.html")]
struct DocumentPage {
    frame: Frame,
    number: String,
    issued: Vec<String>,
    articles: Link,
    chart: Option<Chart>,
    citing: Vec<CitingView>,
}

/// Answers `/document/{number}`.
pub fn document(index: &Index, ask: &Ask) -> Answered {
    let words = ask.words;
    let number = ask.rest("/document/");
    let file = files::document(index, number, "/documents")?;
    Answer::in_form(ask, file, |file| DocumentPage {
        frame: Frame { is_listed: true, ..Frame::new(ask, number) },
        issued: file.issued.iter().map(|day| words.day(day)).collect(),
        articles: all_articles(words, Facet::Document, number, file.articles.len() as u64),
        chart: Chart::by_year(words, &file.years, Facet::Document, number),
        citing: file.articles.iter().take(MOST).map(|citing| CitingView::of(words, citing)).collect(),
        number: file.number,
    })
}
