//! One committee, agency or organisation: who held posts in it by year, which documents stand beside it, what it was before and is now.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use crate::article::Article;
use crate::extract::{split_identity, usual_body};
use crate::search::keys;
use crate::search::plan::Facet;
use crate::search::{Engine, Result};

use super::dossier;
use super::lineage::{self, Relation};
use super::listing::{Entry, Kind};
use super::official::{by_year, words_of};

/// Everything the archive says of one body.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct BodyFile {
    pub key: String,
    pub name: String,
    pub province: Option<String>,
    pub articles: u64,
    /// Ascending; those of undated articles last.
    pub officials: Vec<OfficialsOfYear>,
    pub documents: Vec<Entry>,
    pub years: Vec<(String, u64)>,
    pub predecessors: Vec<Relation>,
    pub successors: Vec<Relation>,
}

/// Who held a post in a body in the articles of one year.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct OfficialsOfYear {
    pub year: String,
    pub officials: Vec<Holder>,
}

#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Holder {
    pub key: String,
    pub name: String,
    /// The posts in this body, each as it was first written.
    pub titles: BTreeSet<String>,
}

/// Gathers the file of the body with this key.
pub fn body(engine: &dyn Engine, key: &str) -> Result<BodyFile> {
    let (name, province) = split_identity(key);
    let mut articles = 0;
    let mut by_official: BTreeMap<String, BTreeMap<String, Holder>> = BTreeMap::new();
    dossier::articles(engine, Kind::Bodies, key, &mut |_, article| {
        articles += 1;
        let year = article.facts.date().map_or_else(|| keys::UNDATED.to_owned(), |day| day.year().to_string());
        holders(article, name, by_official.entry(year).or_default());
    })?;
    let of_year = |(year, holders): (String, BTreeMap<String, Holder>)| OfficialsOfYear { year, officials: holders.into_values().collect() };
    let relations = lineage::relations(name, province);
    Ok(BodyFile {
        key: key.to_owned(),
        name: name.to_owned(),
        province: province.map(str::to_owned),
        articles,
        officials: by_official.into_iter().filter(|(_, holders)| !holders.is_empty()).map(of_year).collect(),
        documents: dossier::beside(engine, Kind::Documents, (Kind::Bodies, key))?,
        years: by_year(dossier::counts(engine, Facet::Year, dossier::of_entry(Kind::Bodies, key))?),
        predecessors: relations.0,
        successors: relations.1,
    })
}

/// Adds the people to whom an article gives a post in this body.
fn holders(article: &Article, body: &str, holders: &mut BTreeMap<String, Holder>) {
    let of_body = |title: &&crate::extract::Title| usual_body(&title.text).0.ends_with(body);
    for official in &article.facts.officials {
        let titles: Vec<String> = official.titles_held().filter(of_body).map(|title| title.text.clone()).collect();
        if titles.is_empty() {
            continue;
        }
        let key = official.key();
        let holder = holders.entry(key.clone()).or_insert_with(|| Holder { key, name: official.name.clone(), titles: BTreeSet::new() });
        for title in titles {
            let words = words_of(&title);
            if holder.titles.iter().all(|held| words_of(held) != words) {
                holder.titles.insert(title);
            }
        }
    }
}
