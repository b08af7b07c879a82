//! `search`: articles by words, names, facts and time.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;
use crate::messages::{self, Lang};
use crate::query;
use crate::search::{
    self, BodyFact, DateFact, Engine, Expansion, Facets, Filter, Filters, Hit, Matched, OfficialFact, Request, Response, Sort, Start, Suggestion,
    wording,
};

use super::cite::Citation;
use super::fit::Cut;
use super::tool::Tool;
use super::trouble::Trouble;

/// Hits of a page unless others are asked for, and the most.
const LIMIT: usize = 10;
const MOST: usize = 20;
/// Values of each facet.
const FACET_VALUES: usize = 10;
/// The most years and the most names of one question, and the longest value of a filter in characters.
const MOST_VALUES: usize = 20;
const LONGEST_VALUE: usize = 200;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Search {
    #[serde(default)]
    #[schemars(with = "String", length(max = 1000))]
    words: Option<String>,
    #[serde(default)]
    #[schemars(length(max = 20))]
    names: Vec<String>,
    #[serde(default)]
    #[schemars(with = "String")]
    official: Option<String>,
    #[serde(default)]
    #[schemars(with = "String")]
    body: Option<String>,
    #[serde(default)]
    #[schemars(with = "String")]
    document: Option<String>,
    #[serde(default)]
    #[schemars(with = "String")]
    province: Option<String>,
    #[serde(default)]
    #[schemars(with = "String")]
    source: Option<String>,
    #[serde(default)]
    #[schemars(length(max = 20))]
    years: Vec<u16>,
    #[serde(default)]
    #[schemars(with = "String")]
    from: Option<String>,
    #[serde(default)]
    #[schemars(with = "String")]
    to: Option<String>,
    #[serde(default)]
    sort: Order,
    #[serde(default = "limit")]
    #[schemars(range(min = 1, max = 20))]
    limit: usize,
    #[serde(default)]
    #[schemars(with = "String")]
    cursor: Option<String>,
    #[serde(default = "expand")]
    expand: bool,
}

const fn limit() -> usize {
    LIMIT
}

const fn expand() -> bool {
    true
}

#[derive(Clone, Copy, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Order {
    #[default]
    Relevance,
    Newest,
    Oldest,
}

/// Articles that hold all that was asked, then those that hold a part of it.
#[derive(Serialize, JsonSchema)]
pub struct Found {
    /// How many articles match in full; facets speak of these.
    total: u64,
    /// How many match in part; null when nobody needed to know.
    partial_total: Option<u64>,
    /// The words as they were searched.
    interpreted: String,
    /// Forms that were searched besides those given.
    expansions: Vec<Expansion>,
    /// What is to be known of this answer.
    notes: Vec<String>,
    /// Other words that would find something.
    suggestions: Vec<Suggestion>,
    hits: Vec<FoundArticle>,
    /// The most frequent values among the full matches; a `key` can be asked for.
    facets: Facets,
    /// The `cursor` of the next page; null on the last.
    next: Option<String>,
    cut: Vec<Cut>,
}

#[derive(Serialize, JsonSchema)]
struct FoundArticle {
    citation: Citation,
    /// Whether it holds all that was asked.
    #[serde(rename = "match")]
    matched: Matched,
    why: String,
    province: Option<String>,
    /// When it was published, and how that is known.
    published: DateFact,
    officials: Vec<OfficialFact>,
    bodies: Vec<BodyFact>,
    documents: Vec<String>,
    /// Where it holds the words.
    passages: Vec<Passage>,
}

#[derive(Serialize, JsonSchema)]
struct Passage {
    text: String,
    /// Where it begins in the stored text, in characters; `read_article` goes on from there.
    offset: usize,
}

impl Tool for Search {
    const NAME: &'static str = "search";
    type Answer = Found;

    fn answer(self, engine: &dyn Engine, lang: Lang) -> Result<Found, Trouble> {
        let mut response = search::run(engine, &self.request()?)?;
        wording::localise(&mut response, lang);
        Ok(Found::of(response, lang))
    }
}

impl Search {
    fn request(&self) -> Result<Request, Trouble> {
        if !(1..=MOST).contains(&self.limit) {
            return Err(bad("mcp-bad-limit", &[&self.limit, &MOST]));
        }
        let mut request = Request::new(self.query()?);
        request.filters = self.filters()?;
        if request.query.is_empty() && request.filters.is_empty() {
            return Err(Trouble::new(Diagnostic::error("mcp-nothing-asked"), "mcp-hint-nothing-asked"));
        }
        request.sort = match self.sort {
            Order::Relevance => Sort::Relevance,
            Order::Newest => Sort::Newest,
            Order::Oldest => Sort::Oldest,
        };
        request.limit = self.limit;
        request.facet_values = FACET_VALUES;
        request.expand = self.expand;
        if let Some(cursor) = given(self.cursor.as_ref()) {
            request.start = Start::Cursor(cursor.to_owned());
        }
        Ok(request)
    }

    /// Writes the query: the words as words, each name as a phrase. Nothing that was given is read as syntax.
    fn query(&self) -> Result<String, Trouble> {
        if self.names.len() > MOST_VALUES {
            return Err(bad("mcp-too-many", &[&"names", &MOST_VALUES]));
        }
        // Rather no answer than one to a shorter question.
        let too_long = |text: &String| text.len() > query::limits::BYTES;
        if self.words.iter().chain(&self.names).any(too_long) {
            return Err(Trouble::new(Diagnostic::error("query-too-long").arg(query::limits::BYTES), "mcp-hint-shorter"));
        }
        let words = self.words.as_deref().map(query::plain).unwrap_or_default();
        let names = self.names.iter().map(|name| query::plain(name)).filter(|name| !name.is_empty()).map(|name| format!("\"{name}\""));
        let written: Vec<String> = [words].into_iter().filter(|words| !words.is_empty()).chain(names).collect();
        let query = written.join(" ");
        match query::parse(&query).first_limit() {
            Some(limit) => Err(Trouble::new(limit.clone(), "mcp-hint-shorter")),
            None => Ok(query),
        }
    }

    fn filters(&self) -> Result<Filters, Trouble> {
        let one = |name: &'static str, value: &Option<String>| match given(value.as_ref()) {
            Some(value) if value.chars().count() > LONGEST_VALUE => Err(bad("mcp-long-value", &[&name, &LONGEST_VALUE])),
            value => Ok(value.map(|value| Filter { value: value.to_owned(), excluded: false }).into_iter().collect()),
        };
        if self.years.len() > MOST_VALUES {
            return Err(bad("mcp-too-many", &[&"years", &MOST_VALUES]));
        }
        let day = |value: &Option<String>| match given(value.as_ref()) {
            Some(value) => query::days(value).map(Some).ok_or_else(|| bad("mcp-bad-day", &[&value])),
            None => Ok(None),
        };
        Ok(Filters {
            years: self.years.iter().map(|year| Filter { value: year.to_string(), excluded: false }).collect(),
            officials: one("official", &self.official)?,
            bodies: one("body", &self.body)?,
            documents: one("document", &self.document)?,
            provinces: one("province", &self.province)?,
            sources: one("source", &self.source)?,
            from: day(&self.from)?.map(|(first, _)| first),
            to: day(&self.to)?.map(|(_, last)| last),
            ..Filters::default()
        })
    }
}

/// Returns a value without the space around it, if there is any of it.
fn given(value: Option<&String>) -> Option<&str> {
    value.map(|value| value.trim()).filter(|value| !value.is_empty())
}

fn bad(code: &str, args: &[&dyn ToString]) -> Trouble {
    Trouble::new(args.iter().fold(Diagnostic::error(code), |what, arg| what.arg(arg.to_string())), "mcp-hint-arguments")
}

impl Found {
    fn of(response: Response, lang: Lang) -> Self {
        let mut notes: Vec<String> = response.query.warnings.into_iter().map(|warning| warning.message).collect();
        if response.total == 0 {
            notes.push(messages::render::<&str>(lang, "mcp-nothing-found", &[]));
        }
        Self {
            total: response.total,
            partial_total: response.partial_total,
            interpreted: response.query.interpreted,
            expansions: response.query.expansions,
            notes,
            suggestions: response.query.suggestions,
            hits: response.hits.into_iter().map(|hit| FoundArticle::of(hit, lang)).collect(),
            facets: response.facets,
            next: response.next,
            cut: Vec::new(),
        }
    }
}

impl FoundArticle {
    fn of(hit: Hit, lang: Lang) -> Self {
        Self {
            citation: Citation::of(&hit, lang),
            matched: hit.matched,
            why: hit.why,
            province: hit.province,
            published: hit.published,
            officials: hit.officials,
            bodies: hit.bodies,
            documents: hit.documents,
            passages: hit.snippets.into_iter().map(|snippet| Passage { text: snippet.text, offset: snippet.offset }).collect(),
        }
    }
}
