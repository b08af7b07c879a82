//! What the archive answers: one shape for the command line, the batch, the page and the API.
//!
//! Every key is always present. Every span is half-open and counts Unicode scalar values of the text it belongs to.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

use crate::article::ArticleId;
use crate::diagnostic::Diagnostic;
use crate::extract::{Origin, Precision};

use super::plan::Facet;
use super::request::{Request, Start};

/// The answer to one request.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Response {
    pub query: Reading,
    /// How many articles match in full.
    pub total: u64,
    /// How many match in part; null when nobody needed to know.
    pub partial_total: Option<u64>,
    pub took_us: u64,
    pub hits: Vec<Hit>,
    pub facets: Facets,
    /// The cursor of the next page; null on the last.
    pub next: Option<String>,
}

impl Response {
    /// Returns the place of the first partial hit, where a line can part it from the full ones: not where both stand in one list.
    pub fn first_partial(&self) -> Option<usize> {
        let is_parted = self.hits.is_sorted_by_key(|hit| hit.matched == Matched::Partial);
        self.hits.iter().position(|hit| hit.matched == Matched::Partial).filter(|_| is_parted)
    }

    /// Returns where the next page begins: by its number as far as numbers reach, behind that by the cursor.
    pub fn next_start(&self, request: &Request) -> Option<Start> {
        self.next.as_ref().map(|cursor| match request.start {
            Start::Page(page) if Request::reaches(page + 1, request.limit) => Start::Page(page + 1),
            _ => Start::Cursor(cursor.clone()),
        })
    }
}

/// How the query was read.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Reading {
    pub text: String,
    /// The query as it was searched, in its own syntax.
    pub interpreted: String,
    pub units: Vec<Unit>,
    pub expansions: Vec<Expansion>,
    pub warnings: Vec<Warning>,
    pub suggestions: Vec<Suggestion>,
}

/// One thing that an article must hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Unit {
    pub kind: UnitKind,
    /// As typed.
    pub text: String,
    /// What it is looked up by.
    pub key: String,
    /// Whether plain words were taken for it: then it is said, with a way back to the words.
    #[serde(skip)]
    pub is_recognised: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    Word,
    Phrase,
    Prefix,
    Name,
    Body,
    Document,
    Abbreviation,
    Year,
}

/// A form that is searched besides the one typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Expansion {
    pub from: String,
    pub to: String,
}

/// A diagnostic as the reader sees it. Its sentence is filled in at the rim, in the reader's language.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Warning {
    pub code: String,
    pub message: String,
    pub span: Option<[usize; 2]>,
    /// What the sentence is made from.
    #[serde(skip)]
    pub diagnostic: Diagnostic,
}

/// Another query that would find something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Suggestion {
    pub text: String,
    pub total: u64,
}

/// One article of the answer.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Hit {
    pub id: ArticleId,
    pub source_id: Option<String>,
    pub path: String,
    pub title: String,
    pub title_marks: Vec<[usize; 2]>,
    pub url: Option<String>,
    pub source: String,
    pub province: Option<String>,
    pub byline: Option<String>,
    pub score: f32,
    #[serde(rename = "match")]
    pub matched: Matched,
    pub tier: Tier,
    /// Why it was found, as a sentence; filled in at the rim, in the reader's language.
    pub why: String,
    pub published: DateFact,
    /// One of the events: the one that the hit is sorted by, where nothing says when it came out.
    #[serde(skip)]
    pub sorted_by_event: Option<DateFact>,
    pub events: Vec<DateFact>,
    pub officials: Vec<OfficialFact>,
    pub bodies: Vec<BodyFact>,
    pub documents: Vec<String>,
    pub snippets: Vec<Snippet>,
}

/// Whether every unit of the query stands in the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Matched {
    Full,
    Partial,
}

/// How near the spelling of the article comes to the query's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// As asked.
    Exact,
    /// With marks that the query left out or set otherwise.
    Spelling,
    /// Equal once all marks are taken away.
    Unmarked,
    /// Only some of the query's words.
    FewerWords,
}

/// A day or a span of days, and how it is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DateFact {
    /// ISO 8601; null when there is none.
    pub date: Option<String>,
    /// The last day of a range.
    pub to: Option<String>,
    #[serde(serialize_with = "or_none")]
    #[schemars(schema_with = "or_none_schema::<Precision>")]
    pub precision: Option<Precision>,
    #[serde(serialize_with = "or_none")]
    #[schemars(schema_with = "or_none_schema::<Origin>")]
    pub origin: Option<Origin>,
    /// The words of the article that say so.
    pub evidence: Option<String>,
}

impl DateFact {
    /// The date of an article that states none.
    pub const fn unknown() -> Self {
        Self { date: None, to: None, precision: None, origin: None, evidence: None }
    }
}

/// Writes `none` where there is nothing: every key of an answer has a word.
fn or_none<T: Serialize, S: Serializer>(value: &Option<T>, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => value.serialize(serializer),
        None => serializer.serialize_str("none"),
    }
}

fn or_none_schema<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    json_schema!({ "anyOf": [generator.subschema_for::<T>(), { "const": "none" }] })
}

/// An official named in the article, with the posts it gives him or her.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OfficialFact {
    pub key: String,
    pub name: String,
    pub titles: Vec<String>,
}

/// A committee or office named in the article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BodyFact {
    pub key: String,
    pub name: String,
    pub province: Option<String>,
}

/// A passage of the article with the words that were asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Snippet {
    pub text: String,
    /// In characters of `text`.
    pub marks: Vec<[usize; 2]>,
    /// Where `text` begins in the stored text, in characters.
    pub offset: usize,
}

impl Snippet {
    /// Tells whether it seems to begin inside a sentence.
    pub fn breaks_in(&self) -> bool {
        let first = self.text.chars().find(|c| c.is_alphanumeric());
        self.offset > 0 && first.is_some_and(char::is_lowercase)
    }

    /// Tells whether it seems to end inside a sentence.
    pub fn breaks_off(&self) -> bool {
        self.text.ends_with(|c: char| c.is_alphanumeric() || c == ',')
    }
}

/// How often each value stands among the full matches, most frequent first, then by value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Facets {
    pub year: Vec<FacetValue>,
    pub official: Vec<FacetValue>,
    pub body: Vec<FacetValue>,
    pub document: Vec<FacetValue>,
    pub province: Vec<FacetValue>,
    pub source: Vec<FacetValue>,
    /// For pictures, where the request wants them.
    #[serde(skip)]
    pub month: Vec<FacetValue>,
}

impl Facets {
    /// Returns the values of one facet.
    pub fn of(&self, facet: Facet) -> &[FacetValue] {
        match facet {
            Facet::Month => &self.month,
            Facet::Year => &self.year,
            Facet::Official => &self.official,
            Facet::Body => &self.body,
            Facet::Document => &self.document,
            Facet::Province => &self.province,
            Facet::Source => &self.source,
        }
    }

    /// Returns the values of one facet, to be changed.
    pub const fn of_mut(&mut self, facet: Facet) -> &mut Vec<FacetValue> {
        match facet {
            Facet::Month => &mut self.month,
            Facet::Year => &mut self.year,
            Facet::Official => &mut self.official,
            Facet::Body => &mut self.body,
            Facet::Document => &mut self.document,
            Facet::Province => &mut self.province,
            Facet::Source => &mut self.source,
        }
    }
}

/// How often a value stands among the full matches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FacetValue {
    /// For people.
    pub value: String,
    /// What filters by it.
    pub key: String,
    pub count: u64,
}
