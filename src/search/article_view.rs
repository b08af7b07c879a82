//! An article for programs: its text, its parts, its facts.

use schemars::JsonSchema;
use serde::Serialize;

use super::facts;
use super::response::{BodyFact, DateFact, OfficialFact};
use crate::article::{Article, ArticleId, Class};
use crate::text::CharCounter;

/// One article. Every span is half-open and counts Unicode scalar values of `text`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ArticleView {
    pub id: ArticleId,
    pub source_id: Option<String>,
    pub path: String,
    pub title: String,
    pub url: Option<String>,
    pub source: String,
    pub province: Option<String>,
    pub byline: Option<String>,
    pub published: DateFact,
    pub events: Vec<DateFact>,
    pub years: Vec<i16>,
    pub officials: Vec<OfficialFact>,
    pub bodies: Vec<BodyFact>,
    pub documents: Vec<String>,
    /// As it was found, removed lines included.
    pub text: String,
    pub parts: Vec<PartView>,
}

/// One paragraph of an article, or one line that is none.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PartView {
    pub class: Class,
    pub span: [usize; 2],
    /// The rule that named it, for what was removed.
    pub rule: Option<String>,
}

impl ArticleView {
    pub fn of(id: ArticleId, article: &Article) -> Self {
        let counter = CharCounter::new(&article.text);
        let part = |part: &crate::article::Part| PartView { class: part.class, span: counter.span(part.span), rule: part.rule.clone() };
        Self {
            id,
            source_id: article.source_id.clone(),
            path: article.path.clone(),
            title: article.title().to_owned(),
            url: article.url.clone(),
            source: article.source.clone(),
            province: article.province.clone(),
            byline: article.byline.clone(),
            published: facts::published(article),
            events: facts::events(article),
            years: article.facts.years.clone(),
            officials: facts::officials(article),
            bodies: facts::bodies(article),
            documents: facts::documents(article),
            text: article.text.clone(),
            parts: article.parts.iter().map(part).collect(),
        }
    }
}
