//! The facts of an article in the shape of a response.

use std::collections::BTreeSet;

use crate::article::Article;
use crate::extract::{self, Days, Origin, Published};
use crate::text::one_line;

use super::keys;
use super::response::{BodyFact, DateFact, Hit, Matched, OfficialFact, Tier};

impl Hit {
    /// Makes a hit of an article that nothing was asked of.
    pub fn of(article: &Article) -> Self {
        Self {
            id: article.id(),
            source_id: article.source_id.clone(),
            path: article.path.clone(),
            title: article.title().to_owned(),
            title_marks: Vec::new(),
            url: article.url.clone(),
            source: article.source.clone(),
            province: article.province.clone(),
            byline: article.byline.clone(),
            score: 0.0,
            matched: Matched::Full,
            tier: Tier::Exact,
            why: String::new(),
            published: published(article),
            sorted_by_event: sorted_by_event(article),
            events: events(article),
            officials: officials(article),
            bodies: bodies(article),
            documents: documents(article),
            snippets: Vec::new(),
        }
    }
}

/// Returns when the article came out, as far as that is known.
pub fn published(article: &Article) -> DateFact {
    let facts = &article.facts;
    let known = facts.published.or(facts.inferred);
    known.map_or(DateFact::unknown(), |Published { days, origin, evidence }| dated(days, origin, evidence.map(|span| span.of(&article.text))))
}

/// Returns when the event was that the article is sorted by: the first, where nothing says when it came out.
pub fn sorted_by_event(article: &Article) -> Option<DateFact> {
    let event = article.facts.events.first().filter(|_| article.facts.published.is_none())?;
    Some(dated(event.days, event.origin, Some(event.span.of(&article.text))))
}

/// Returns the days of the events it tells of, those of the lead first, each once.
pub fn events(article: &Article) -> Vec<DateFact> {
    let mut seen = BTreeSet::new();
    let first = article.facts.events.iter().filter(|event| seen.insert((event.days.first, event.days.last)));
    first.map(|event| dated(event.days, event.origin, Some(event.span.of(&article.text)))).collect()
}

/// Returns the people it names, each with the titles that it gives them.
pub fn officials(article: &Article) -> Vec<OfficialFact> {
    let titles = |official: &extract::Official| {
        let mut seen = BTreeSet::new();
        official.titles_held().map(|title| title.text.clone()).filter(|title| seen.insert(title.clone())).collect()
    };
    let official = |official: &extract::Official| OfficialFact { key: official.key(), name: official.name.clone(), titles: titles(official) };
    article.facts.officials.iter().map(official).collect()
}

/// Returns the bodies it names, each once, in the order of their first mention.
pub fn bodies(article: &Article) -> Vec<BodyFact> {
    let mut seen = BTreeSet::new();
    let bodies = article.facts.bodies.iter().filter(|body| seen.insert(body.key()));
    bodies.map(|body| BodyFact { key: body.key(), name: body.name.clone(), province: body.province.clone() }).collect()
}

/// Returns the numbers of the documents it cites, each once.
pub fn documents(article: &Article) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let documents = article.facts.documents.iter().filter(|document| seen.insert(&document.key));
    documents.map(|document| keys::document_name(&document.number)).collect()
}

fn dated(days: Days, origin: Origin, evidence: Option<&str>) -> DateFact {
    DateFact {
        date: Some(days.first.to_string()),
        to: days.to().map(|last| last.to_string()),
        precision: Some(days.precision),
        origin: Some(origin),
        evidence: evidence.map(one_line),
    }
}
