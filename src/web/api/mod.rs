//! The API: the same answers as the pages, for programs, with a document that describes it.

mod openapi;

use schemars::JsonSchema;
use serde::Serialize;

use crate::catalog::{self, Begun, Entry, Kind};
use crate::diagnostic::Diagnostic;
use crate::engine::embedded::Index;
use crate::search::{self, Start, wording};

use super::answer::{Answer, Answered, Page, Trouble};
use super::ask::Ask;

pub use crate::search::ArticleView;

/// Every call: its path as the router writes it, and its function.
pub const CALLS: [(&str, Page); 13] = [
    ("/api/v1/search", search),
    ("/api/v1/articles/{id}", article),
    ("/api/v1/officials", officials),
    ("/api/v1/officials/{key}", official),
    ("/api/v1/bodies", bodies),
    ("/api/v1/bodies/{key}", body),
    ("/api/v1/documents", documents),
    ("/api/v1/documents/{number}", document),
    ("/api/v1/years", years),
    ("/api/v1/coverage", coverage),
    ("/api/v1/suggest", suggest),
    ("/api/v1/openapi.json", openapi::document),
    ("/api/v1/", openapi::page),
];

/// Some of a list.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Listing {
    /// How many fit; `entries` holds one page of them.
    pub total: u64,
    pub entries: Vec<Entry>,
}

/// What may be meant by what somebody has begun to type.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Suggestions {
    pub suggestions: Vec<Begun>,
}

/// Things of one kind that are suggested.
const SUGGESTED: usize = 5;

/// Refuses what a page would go on without: a program that is misread must not think that it was read.
fn strict(ask: &Ask) -> Result<(), Trouble> {
    if let Some(problem) = ask.asked.problems.first() {
        return Err(Trouble::bad(problem.clone()));
    }
    if let Some(name) = ask.asked.left_empty.first() {
        return Err(Trouble::bad(Diagnostic::error("web-empty-parameter").arg(name)));
    }
    match ask.asked.unknown.first() {
        Some(unknown) => Err(Trouble::bad(Diagnostic::error("web-unknown-parameter").arg(unknown))),
        None => Ok(()),
    }
}

fn search(index: &Index, ask: &Ask) -> Answered {
    strict(ask)?;
    let mut response = search::run(index, &ask.asked.request)?;
    wording::localise(&mut response, ask.words.lang);
    Answer::json(&response)
}

fn article(index: &Index, ask: &Ask) -> Answered {
    strict(ask)?;
    let asked = ask.rest("/api/v1/articles/");
    let nothing = || Trouble::nothing("web-no-article", asked, "/api/v1/search");
    let id = asked.parse().map_err(|_| nothing())?;
    let article = crate::search::Engine::article(index, id)?.ok_or_else(nothing)?;
    Answer::json(&ArticleView::of(id, &article))
}

fn officials(index: &Index, ask: &Ask) -> Answered {
    list(index, ask, Kind::Officials)
}

fn bodies(index: &Index, ask: &Ask) -> Answered {
    list(index, ask, Kind::Bodies)
}

fn documents(index: &Index, ask: &Ask) -> Answered {
    list(index, ask, Kind::Documents)
}

fn list(index: &Index, ask: &Ask, kind: Kind) -> Answered {
    strict(ask)?;
    let all = catalog::entries(index, kind, ask.asked.request.query.trim())?;
    let Start::Page(page) = ask.asked.request.start else { return Err(Trouble::bad(Diagnostic::error("web-unknown-parameter").arg("cursor"))) };
    let entries = all.iter().skip((page - 1).saturating_mul(ask.asked.request.limit)).take(ask.asked.request.limit).cloned().collect();
    Answer::json(&Listing { total: all.len() as u64, entries })
}

fn official(index: &Index, ask: &Ask) -> Answered {
    strict(ask)?;
    let key = ask.rest("/api/v1/officials/");
    let file = catalog::official(index, key)?;
    if file.articles == 0 { Err(Trouble::nothing("web-no-official", key, "/api/v1/officials")) } else { Answer::json(&file) }
}

fn body(index: &Index, ask: &Ask) -> Answered {
    strict(ask)?;
    let key = ask.rest("/api/v1/bodies/");
    let file = catalog::body(index, key)?;
    if file.articles == 0 { Err(Trouble::nothing("web-no-body", key, "/api/v1/bodies")) } else { Answer::json(&file) }
}

fn document(index: &Index, ask: &Ask) -> Answered {
    strict(ask)?;
    let number = ask.rest("/api/v1/documents/");
    let file = catalog::document(index, number)?;
    if file.articles.is_empty() { Err(Trouble::nothing("web-no-document", number, "/api/v1/documents")) } else { Answer::json(&file) }
}

fn years(index: &Index, ask: &Ask) -> Answered {
    strict(ask)?;
    Answer::json(&catalog::coverage(index)?)
}

fn coverage(index: &Index, ask: &Ask) -> Answered {
    strict(ask)?;
    Answer::json(&catalog::coverage_by_source(index)?)
}

fn suggest(index: &Index, ask: &Ask) -> Answered {
    strict(ask)?;
    Answer::json(&Suggestions { suggestions: catalog::beginning(index, &ask.asked.request.query, SUGGESTED)? })
}
