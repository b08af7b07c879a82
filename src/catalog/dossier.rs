//! The articles of one official, body or document, and what they have in common.

use schemars::JsonSchema;
use serde::Serialize;

use crate::article::{Article, ArticleId};
use crate::extract::Origin;
use crate::search::plan::{Clause, Facet, Plan};
use crate::search::{Engine, From, Page, Result, Sort};

use super::listing::{Entry, Kind};

/// Articles read at a time.
const PAGE: usize = 200;

/// An article, as it is cited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Citing {
    pub id: ArticleId,
    /// The day that it is sorted by; null if it has none.
    pub date: Option<String>,
    /// Whether nothing states that day; pages say so.
    #[serde(skip)]
    pub is_inferred: bool,
    pub title: String,
    pub source: String,
}

impl Citing {
    pub(super) fn of(id: ArticleId, article: &Article) -> Self {
        let date = article.facts.date().map(|day| day.to_string());
        let is_inferred = article.facts.date_origin() == Some(Origin::Inferred);
        Self { id, date, is_inferred, title: article.title().to_owned(), source: article.source.clone() }
    }
}

/// Counts all values of a facet among the articles that match; most frequent first.
pub fn counts(engine: &dyn Engine, facet: Facet, matching: Clause) -> Result<Vec<(String, u64)>> {
    engine.values(facet, matching, usize::MAX)
}

/// Counts the values of a facet among the articles of one official, body or document, that one left out.
pub fn beside(engine: &dyn Engine, kind: Kind, of: (Kind, &str)) -> Result<Vec<Entry>> {
    let counts = counts(engine, kind.facet(), of_entry(of.0, of.1))?;
    let others = counts.into_iter().filter(|(key, _)| kind != of.0 || key != of.1);
    Ok(others.map(|(key, articles)| Entry::new(kind, &key, articles)).collect())
}

/// Hands out the articles of one value, oldest first, the undated last.
pub fn articles(engine: &dyn Engine, kind: Kind, key: &str, each: &mut dyn FnMut(ArticleId, &Article)) -> Result<()> {
    let plan = oldest_first(of_entry(kind, key));
    let mut from = From::Offset(0);
    loop {
        let found = engine.search(&plan, &Page { from, limit: PAGE, ..Page::COUNT })?;
        for hit in &found.hits {
            if let Some(article) = engine.article(hit.id())? {
                each(hit.id(), &article);
            }
        }
        match found.hits.last() {
            Some(last) if found.hits.len() == PAGE => from = From::After(last.place),
            _ => return Ok(()),
        }
    }
}

/// Returns the oldest article that is found by a term of this kind, if there is any.
pub fn first_article(engine: &dyn Engine, kind: Kind, term: &str) -> Result<Option<Article>> {
    let plan = oldest_first(Clause::term(kind.facet().field(), term));
    let found = engine.search(&plan, &Page { from: From::Offset(0), limit: 1, ..Page::COUNT })?;
    Ok(found.hits.first().map(|hit| engine.article(hit.id())).transpose()?.flatten())
}

fn oldest_first(matching: Clause) -> Plan {
    Plan { matching, filters: Vec::new(), scoring: Vec::new(), sort: Sort::Oldest }
}

/// Matches the articles of one official, body or document.
///
/// By the very value that the list counts: what looks up a name finds namesakes too, whom a person has told apart.
pub fn of_entry(kind: Kind, key: &str) -> Clause {
    let value = if kind == Kind::Documents { key.trim_start_matches('=') } else { key };
    Clause::value(kind.facet(), value)
}
