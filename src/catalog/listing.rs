//! Everybody and everything of one kind that the archive names, with the number of articles.

use compact_str::CompactString;
use schemars::JsonSchema;
use serde::Serialize;

use crate::analysis::{Token, tokenize};
use crate::extract::{Official, split_identity};
use crate::search::plan::{Clause, Facet};
use crate::search::{Engine, Result, facets_term, keys};
use crate::text::collation::{self, given_name_first};

use super::dossier;

/// What can be listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Officials,
    Bodies,
    Documents,
}

impl Kind {
    /// Returns the facet that counts them.
    pub const fn facet(self) -> Facet {
        match self {
            Self::Officials => Facet::Official,
            Self::Bodies => Facet::Body,
            Self::Documents => Facet::Document,
        }
    }
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Entry {
    /// What filters by it.
    pub key: String,
    pub name: String,
    /// Null where nothing tells it, and for documents.
    pub province: Option<String>,
    pub articles: u64,
}

impl Entry {
    pub(super) fn new(kind: Kind, key: &str, articles: u64) -> Self {
        let (name, province) = if kind == Kind::Documents { (key, None) } else { split_identity(key) };
        let key = if kind == Kind::Documents { keys::document_filter(key) } else { key.to_owned() };
        Self { key, name: name.to_owned(), province: province.map(str::to_owned), articles }
    }
}

/// Lists those whose name holds words that begin so, typed with marks or without; all of them if nothing is typed.
///
/// People come by given name in Vietnamese order, bodies and documents by the number of articles.
pub fn entries(engine: &dyn Engine, kind: Kind, beginning: &str) -> Result<Vec<Entry>> {
    let counts = dossier::counts(engine, kind.facet(), Clause::EVERYTHING)?;
    let wanted = Beginning::new(beginning);
    let whole = WholeName::new(kind, beginning);
    let entry = |(key, articles): &(String, u64)| Entry::new(kind, key, *articles);
    let other = whole.key_of_other_name(engine)?;
    let is_other = |entry: &Entry| other.as_ref() == Some(&entry.key);
    let mut entries: Vec<Entry> = counts.iter().map(entry).filter(|entry| wanted.fits(entry) || whole.is_of(entry) || is_other(entry)).collect();
    if kind == Kind::Officials {
        entries.sort_by_cached_key(|entry| (given_name_first(&entry.name), collation::key(entry.province.as_deref().unwrap_or(""))));
    }
    Ok(entries)
}

/// Lists those that most articles name.
pub fn most_named(engine: &dyn Engine, kind: Kind, most: usize) -> Result<Vec<Entry>> {
    let counts = engine.values(kind.facet(), Clause::EVERYTHING, most)?;
    Ok(counts.iter().map(|(key, articles)| Entry::new(kind, key, *articles)).collect())
}

/// A name that was typed as a whole, in any of its spellings: `UBKT Tỉnh ủy`, `chỉ thị 35`, `tran van chung`.
pub struct WholeName {
    kind: Kind,
    /// What it is looked up by; nothing if nothing was typed.
    asked: Option<CompactString>,
}

impl WholeName {
    pub fn new(kind: Kind, typed: &str) -> Self {
        let asked = (!typed.trim().is_empty()).then(|| facets_term(kind.facet(), typed));
        Self { kind, asked }
    }

    /// Tells whether it is the name of this one.
    pub fn is_of(&self, entry: &Entry) -> bool {
        self.names(&entry.name, entry.province.as_deref())
    }

    fn names(&self, name: &str, province: Option<&str>) -> bool {
        let Some(asked) = &self.asked else { return false };
        let is_asked = |terms: Vec<String>| terms.iter().any(|term| term == asked);
        match self.kind {
            Kind::Officials => is_asked(keys::of_official(name, province)),
            Kind::Bodies => is_asked(keys::of_body(name, province)),
            Kind::Documents => is_asked(keys::of_document(&keys::asked_document(name))),
        }
    }

    /// Returns the key of the official whom an authority file gives this name as another one.
    fn key_of_other_name(&self, engine: &dyn Engine) -> Result<Option<String>> {
        let Some(asked) = self.asked.as_deref().filter(|_| self.kind == Kind::Officials) else { return Ok(None) };
        let Some(article) = dossier::first_article(engine, self.kind, asked)? else { return Ok(None) };
        let is_called_so = |official: &&Official| official.also.iter().any(|name| self.names(name, official.province.as_deref()));
        Ok(article.facts.officials.iter().find(is_called_so).map(Official::key))
    }
}

/// What somebody typed of a name.
struct Beginning {
    words: Vec<Token>,
    province: Option<String>,
}

impl Beginning {
    fn new(typed: &str) -> Self {
        let (name, province) = typed.rsplit_once('@').map_or((typed, None), |(name, province)| (name, Some(keys::of_province(province))));
        Self { words: tokenize(name), province }
    }

    /// Tells whether the words stand in a row in the name, the last of them maybe only begun.
    fn fits(&self, entry: &Entry) -> bool {
        let name = tokenize(&entry.name);
        let starts = |asked: &Token, found: &Token, whole: bool| {
            let same = if whole { found.fold == asked.fold } else { found.fold.starts_with(asked.fold.as_str()) };
            same && (!asked.is_marked() || !whole || found.exact == asked.exact)
        };
        let last = self.words.len().saturating_sub(1);
        let in_a_row = |at: usize| self.words.iter().zip(&name[at..]).enumerate().all(|(index, (asked, found))| starts(asked, found, index < last));
        let stands =
            self.words.is_empty() || (0..=name.len().saturating_sub(self.words.len())).any(|at| name.len() >= at + self.words.len() && in_a_row(at));
        let province = self.province.as_ref().is_none_or(|province| entry.province.as_deref().map(keys::of_province).as_ref() == Some(province));
        stands && province
    }
}
