//! What is asked of the archive.

use jiff::civil::Date;

pub use super::plan::Dated;
use super::plan::Facet;

/// One question: the query as typed, and what narrows, orders and cuts the answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// The query as typed; may be empty when a filter is given.
    pub query: String,
    pub filters: Filters,
    pub sort: Sort,
    /// How many hits a page holds, 1 to [`Request::MAX_LIMIT`].
    pub limit: usize,
    pub start: Start,
    /// Whether abbreviations find their long forms and the other way round, and raw Telex and VNI typing is read.
    pub expand: bool,
    /// Whether to count the values of each facet.
    pub facets: bool,
    /// How many values of each facet the answer holds at most, the most frequent.
    pub facet_values: usize,
    /// Whether to count the matches by month as well, for a [histogram](super::histogram).
    pub months: bool,
    /// Whether each hit carries its snippets.
    pub snippets: bool,
}

impl Request {
    /// How many hits a page holds, unless others are asked for.
    pub const LIMIT: usize = 10;
    /// The most hits that one page holds.
    pub const MAX_LIMIT: usize = 100;
    /// How many values of each facet an answer holds, unless more are asked for.
    pub const FACET_VALUES: usize = 100;
    /// How deep a page number may reach; behind it, only a cursor goes on.
    pub const MAX_OFFSET: usize = 10_000;

    /// Asks `query` with nothing else said.
    pub fn new(query: impl Into<String>) -> Self {
        Self {
            query: query.into(),
            filters: Filters::default(),
            sort: Sort::Relevance,
            limit: Self::LIMIT,
            start: Start::Page(1),
            expand: true,
            facets: true,
            facet_values: Self::FACET_VALUES,
            months: false,
            snippets: true,
        }
    }

    /// Returns how many hits stand before its page; a cursor does not say.
    pub const fn hits_before(&self) -> Option<usize> {
        match self.start {
            Start::Page(page) => Some((page - 1) * self.limit),
            Start::Cursor(_) => None,
        }
    }

    /// Tells whether a page of `limit` hits is near enough to be asked for by its number.
    pub const fn reaches(page: usize, limit: usize) -> bool {
        page.saturating_mul(limit) <= Self::MAX_OFFSET
    }
}

impl Default for Request {
    /// Asks nothing.
    fn default() -> Self {
        Self::new("")
    }
}

/// What an article must be besides matching the query: OR inside a field, AND across fields.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filters {
    /// Any of the article's years; `undated` for those without.
    pub years: Vec<Filter>,
    /// By name, or by name and province: `Trần Văn Chung`, `Trần Văn Chung@Tuyên Quang`.
    pub officials: Vec<Filter>,
    pub bodies: Vec<Filter>,
    pub documents: Vec<Filter>,
    pub provinces: Vec<Filter>,
    pub sources: Vec<Filter>,
    /// The first and the last day, both counted.
    pub from: Option<Date>,
    pub to: Option<Date>,
    /// Which day `from` and `to` speak of.
    pub dated: Dated,
    pub undated: Option<Undated>,
    /// Whether articles are left out whose date is inferred.
    pub no_inferred: bool,
}

impl Filters {
    /// Returns the values that a facet is filtered by. Months are filtered by their years.
    pub fn of(&self, facet: Facet) -> &[Filter] {
        match facet {
            Facet::Year | Facet::Month => &self.years,
            Facet::Official => &self.officials,
            Facet::Body => &self.bodies,
            Facet::Document => &self.documents,
            Facet::Province => &self.provinces,
            Facet::Source => &self.sources,
        }
    }

    /// Returns the values that a facet is filtered by, to be changed.
    pub const fn of_mut(&mut self, facet: Facet) -> &mut Vec<Filter> {
        match facet {
            Facet::Year | Facet::Month => &mut self.years,
            Facet::Official => &mut self.officials,
            Facet::Body => &mut self.bodies,
            Facet::Document => &mut self.documents,
            Facet::Province => &mut self.provinces,
            Facet::Source => &mut self.sources,
        }
    }

    /// Tells whether nothing is filtered.
    pub fn is_empty(&self) -> bool {
        *self == Self { dated: self.dated, ..Self::default() }
    }
}

/// What to do with articles that have no date at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undated {
    Only,
    No,
}

/// One value that an article must have, or must not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    pub value: String,
    pub excluded: bool,
}

impl std::str::FromStr for Filter {
    type Err = std::convert::Infallible;

    /// Reads `value`, or `-value` for an exclusion.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(match text.strip_prefix('-') {
            Some(value) => Self { value: value.trim().to_owned(), excluded: true },
            None => Self { value: text.trim().to_owned(), excluded: false },
        })
    }
}

impl std::fmt::Display for Filter {
    /// Writes a filter as it is typed.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", if self.excluded { "-" } else { "" }, self.value)
    }
}

/// The order of the hits. Ties are broken by article id, so every order is total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    Relevance,
    Newest,
    Oldest,
}

/// Where in the list of hits the page begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    /// 1 is the first page.
    Page(usize),
    /// The `next` of an earlier response to the same question.
    Cursor(String),
}
