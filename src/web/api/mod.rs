//! The API: the same answers as the pages, for programs, with a document that describes it.

mod openapi;
mod parameters;

use schemars::{JsonSchema, SchemaGenerator};
use serde::Serialize;
use serde_json::Value;

use crate::catalog::{self, Begun, BodyFile, Coverage, DocumentFile, Entry, Kind, OfficialFile, SourceCoverage};
use crate::diagnostic::Diagnostic;
use crate::engine::embedded::Index;
use crate::search::{self, Response, Start, wording};

use super::answer::{Answer, Answered, Page, Trouble};
use super::ask::Ask;
use super::files;

use parameters::{Groups, Parameter};

pub use crate::search::ArticleView;
pub use openapi::{document as description, page};

/// One call: what answers it, and how the document describes it.
pub struct Call {
    /// As the router writes it.
    pub path: &'static str,
    pub answer: Page,
    /// The message that says what it answers.
    about: &'static str,
    /// The parameters that it takes.
    groups: Groups,
    /// Describes the type of its answer.
    schema: fn(&mut SchemaGenerator) -> Value,
}

impl Call {
    const fn new<T: JsonSchema>(path: &'static str, answer: Page, about: &'static str, groups: Groups) -> Self {
        Self { path, answer, about, groups, schema: openapi::schema::<T> }
    }

    fn parameters(&self) -> impl Iterator<Item = &'static Parameter> {
        self.groups.iter().copied().flatten()
    }
}

/// Every call.
pub const CALLS: [Call; 11] = [
    Call::new::<Response>("/api/v1/search", search, "web-api-about-search", parameters::SEARCH),
    Call::new::<ArticleView>("/api/v1/articles/{id}", article, "web-api-about-article", parameters::BY_ID),
    Call::new::<Listing>("/api/v1/officials", officials, "web-api-about-officials", parameters::LIST),
    Call::new::<OfficialFile>("/api/v1/officials/{key}", official, "web-api-about-official", parameters::BY_KEY),
    Call::new::<Listing>("/api/v1/bodies", bodies, "web-api-about-bodies", parameters::LIST),
    Call::new::<BodyFile>("/api/v1/bodies/{key}", body, "web-api-about-body", parameters::BY_KEY),
    Call::new::<Listing>("/api/v1/documents", documents, "web-api-about-documents", parameters::LIST),
    Call::new::<DocumentFile>("/api/v1/documents/{number}", document, "web-api-about-document", parameters::BY_NUMBER),
    Call::new::<Coverage>("/api/v1/years", years, "web-api-about-years", parameters::WHOLE),
    Call::new::<Vec<SourceCoverage>>("/api/v1/coverage", coverage, "web-api-about-coverage", parameters::WHOLE),
    Call::new::<Suggestions>("/api/v1/suggest", suggest, "web-api-about-suggest", parameters::BEGUN),
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
    let (id, article) = files::article(index, ask.rest("/api/v1/articles/"), "/api/v1/search")?;
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
    Answer::json(&files::official(index, ask.rest("/api/v1/officials/"), "/api/v1/officials")?)
}

fn body(index: &Index, ask: &Ask) -> Answered {
    strict(ask)?;
    Answer::json(&files::body(index, ask.rest("/api/v1/bodies/"), "/api/v1/bodies")?)
}

fn document(index: &Index, ask: &Ask) -> Answered {
    strict(ask)?;
    Answer::json(&files::document(index, ask.rest("/api/v1/documents/"), "/api/v1/documents")?)
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
