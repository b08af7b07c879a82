//! What search asks of an engine, and nothing more.

use std::ops::ControlFlow;

use schemars::JsonSchema;
use serde::Serialize;

use crate::article::{Article, ArticleId};
use crate::diagnostic::Diagnostic;

use super::plan::{Clause, Facet, Field, Plan};
use super::request::Sort;

/// A searchable archive.
pub trait Engine {
    /// Carries out a plan.
    fn search(&self, plan: &Plan, page: &Page) -> Result<Found>;

    /// Counts the articles that a clause matches.
    fn count(&self, clause: &Clause) -> Result<u64>;

    /// Counts the values of a facet among the articles that a clause matches: at most `most`, the most frequent, then by value.
    fn values(&self, facet: Facet, matching: Clause, most: usize) -> Result<Vec<(String, u64)>> {
        let plan = Plan { matching, filters: Vec::new(), scoring: Vec::new(), sort: Sort::Relevance };
        let found = self.search(&plan, &Page { facets: vec![facet], facet_values: most, ..Page::COUNT })?;
        Ok(found.facets.into_iter().next().map_or_else(Vec::new, |(_, values)| values))
    }

    /// Returns how many articles hold a term. May count deleted articles until they are merged away.
    fn frequency(&self, field: Field, term: &str) -> Result<u64>;

    /// Returns the terms from `from` on, below `to`, in byte order, with their frequencies.
    fn terms(&self, field: Field, from: &str, to: &str, limit: usize) -> Result<Vec<(String, u64)>>;

    /// Returns the terms of words alone that are near to what was typed, with their frequencies: at most `limit`, the most frequent, equals
    /// in byte order.
    ///
    /// Terms with a sign in them (`=`, `@`, `:`, `?`) are other kinds of keys and are left out.
    fn near(&self, field: Field, typed: &Typed, limit: usize) -> Result<Vec<(String, u64)>>;

    /// Returns a stored article.
    fn article(&self, id: ArticleId) -> Result<Option<Article>>;

    /// Hands out every stored article until told to stop; their order is not promised.
    fn articles(&self, each: &mut dyn FnMut(ArticleId, &Article) -> ControlFlow<()>) -> Result<()>;

    /// Returns how many articles there are.
    fn size(&self) -> u64;

    /// Describes the archive.
    fn stats(&self) -> Result<Stats>;
}

/// What terms are compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Typed<'a> {
    /// Spaces count neither here nor in the terms.
    pub letters: &'a str,
    /// An edit adds, drops or changes a letter, or swaps two neighbours. More than two are two.
    pub edits: u8,
    pub part: Part<'a>,
}

/// Which part of a term is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    All,
    /// What stands before this word, which is the last one.
    Before(&'a str),
    /// What stands behind this word, which is the first one.
    Behind(&'a str),
}

/// Which part of the ordered hits is wanted.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    pub from: From,
    pub limit: usize,
    pub facets: Vec<Facet>,
    /// How many values of each facet are wanted at most, the most frequent; of months, which are few, all are.
    pub facet_values: usize,
}

impl Page {
    /// Asks for the number of hits and nothing else.
    pub const COUNT: Self = Self { from: From::NOWHERE, limit: 0, facets: Vec::new(), facet_values: 0 };
}

/// Where a page begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// Behind so many hits.
    Offset(usize),
    /// Behind the hit with this place.
    After(Place),
}

impl From {
    /// Behind every hit: only their number is asked for.
    pub const NOWHERE: Self = Self::Offset(usize::MAX);
}

/// The place of a hit in the order: highest `rank` first, then lowest id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The score or the date, as a number that sorts like it.
    pub rank: u64,
    pub id: std::cmp::Reverse<ArticleId>,
}

/// What an engine found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// How many articles match; exact.
    pub total: u64,
    pub hits: Vec<FoundHit>,
    /// For each facet that was asked for: values with their counts, most frequent first, then by value.
    pub facets: Vec<(Facet, Vec<(String, u64)>)>,
}

#[derive(Clone, Copy, Debug)]
pub struct FoundHit {
    pub place: Place,
    pub score: f32,
}

impl FoundHit {
    pub const fn id(&self) -> ArticleId {
        self.place.id.0
    }
}

/// An archive in figures.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct Stats {
    pub articles: u64,
    /// With the number of articles, most first.
    pub sources: Vec<(String, u64)>,
    pub provinces: Vec<(String, u64)>,
    pub segments: u64,
    pub bytes_on_disk: u64,
    /// Distinct terms of the body.
    pub terms: u64,
    /// The version of the index format and of the analysis.
    pub format: String,
    /// The folders that were indexed.
    pub roots: Vec<String>,
}

pub type Result<T> = std::result::Result<T, Error>;

/// Why an engine could not answer.
#[derive(Clone, Debug)]
pub struct Error {
    kind: ErrorKind,
    diagnostic: Diagnostic,
}

/// Whose trouble it is; decides the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// There is no index here.
    NotFound,
    /// The index was built by another version.
    Stale,
    /// Somebody else is writing.
    Locked,
    /// The index is damaged.
    Corrupt,
    Io,
    /// The question itself cannot be carried out.
    Usage,
    /// A mistake of ours.
    Internal,
}

impl Error {
    pub const fn new(kind: ErrorKind, diagnostic: Diagnostic) -> Self {
        Self { kind, diagnostic }
    }

    pub const fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// Returns what to tell the reader.
    pub const fn diagnostic(&self) -> &Diagnostic {
        &self.diagnostic
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.diagnostic.code, self.diagnostic.args.join(" "))
    }
}

impl std::error::Error for Error {}
