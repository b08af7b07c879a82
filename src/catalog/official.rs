//! One official: the posts with their time, the bodies, the colleagues, the articles by year.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::analysis::tokenize;
use crate::article::{Article, ArticleId};
use crate::extract::usual_body;
use crate::search::plan::{Clause, Facet};
use crate::search::{Engine, Result, facets_term};

use super::dossier::{self, Citing};
use super::listing::{Entry, Kind};

/// Everything the archive says of one official.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct OfficialFile {
    pub key: String,
    pub name: String,
    pub province: Option<String>,
    pub articles: u64,
    /// Entries of the same name that may be the same person: nothing tells the province of one of the two.
    pub possibly: Vec<Entry>,
    /// By their first mention.
    pub posts: Vec<Post>,
    /// Bodies named in the same articles, most frequent first.
    pub bodies: Vec<Entry>,
    /// People named in the same articles, most frequent first.
    pub colleagues: Vec<Entry>,
    /// Articles by year, ascending; `undated` last.
    pub years: Vec<(String, u64)>,
}

/// A post, with the first and the last article that gives it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Post {
    /// As it was first written.
    pub title: String,
    pub articles: u64,
    pub first: Citing,
    pub last: Citing,
    /// The articles that give it, oldest first, the undated last; of very many only the first ones.
    pub citing: Vec<Citing>,
}

/// How many colleagues and bodies are of use.
const MOST: usize = 50;

/// How many citing articles of a post are kept.
const MOST_CITING: usize = 100;

/// Gathers the file of the official with this key.
pub fn official(engine: &dyn Engine, key: &str) -> Result<OfficialFile> {
    let mut posts = Posts::default();
    let mut articles = 0;
    dossier::articles(engine, Kind::Officials, key, &mut |id, article| {
        articles += 1;
        posts.read(key, id, article);
    })?;
    let (name, province) = crate::extract::split_identity(key);
    let of = (Kind::Officials, key);
    let most = |mut counted: Vec<Entry>| {
        counted.truncate(MOST);
        counted
    };
    Ok(OfficialFile {
        key: key.to_owned(),
        name: name.to_owned(),
        province: province.map(str::to_owned),
        articles,
        possibly: possibly(engine, name, province)?,
        posts: posts.ordered,
        bodies: most(dossier::beside(engine, Kind::Bodies, of)?),
        colleagues: most(dossier::beside(engine, Kind::Officials, of)?),
        years: by_year(dossier::counts(engine, Facet::Year, dossier::of_entry(Kind::Officials, key))?),
    })
}

/// Finds the entries of the same name without a province, or for one without, those that have one.
fn possibly(engine: &dyn Engine, name: &str, province: Option<&str>) -> Result<Vec<Entry>> {
    let of_name = Clause::term(Facet::Official.field(), facets_term(Facet::Official, name));
    let counts = dossier::counts(engine, Facet::Official, of_name)?;
    let namesakes = counts.into_iter().map(|(key, articles)| Entry::new(Kind::Officials, &key, articles)).filter(|entry| entry.name == name);
    Ok(namesakes.filter(|entry| entry.province.is_none() != province.is_none()).collect())
}

/// Sorts the years, ascending; `undated` sorts last.
pub(super) fn by_year(mut counts: Vec<(String, u64)>) -> Vec<(String, u64)> {
    counts.sort();
    counts
}

/// The posts met so far, by the words of the title.
#[derive(Default)]
struct Posts {
    ordered: Vec<Post>,
    known: BTreeMap<String, usize>,
}

impl Posts {
    fn read(&mut self, key: &str, id: ArticleId, article: &Article) {
        let own = article.facts.officials.iter().filter(|official| official.key() == key);
        let mut seen: Vec<String> = Vec::new();
        for title in own.flat_map(|official| official.titles_held()) {
            let words = words_of(&title.text);
            if seen.contains(&words) {
                continue;
            }
            let citing = Citing::of(id, article);
            match self.known.get(&words) {
                Some(&index) => {
                    let post = &mut self.ordered[index];
                    post.articles += 1;
                    if post.citing.len() < MOST_CITING {
                        post.citing.push(citing.clone());
                    }
                    // The undated come last, and say nothing of when a post ended.
                    if citing.date.is_some() {
                        post.last = citing;
                    }
                }
                None => {
                    self.known.insert(words.clone(), self.ordered.len());
                    self.ordered.push(Post {
                        title: title.text.clone(),
                        articles: 1,
                        first: citing.clone(),
                        citing: vec![citing.clone()],
                        last: citing,
                    });
                }
            }
            seen.push(words);
        }
    }
}

/// What titles are compared by: how a body is written, its province, case and the place of the tone make no difference.
pub(super) fn words_of(title: &str) -> String {
    fold_case(&usual_body(title).0)
}

fn fold_case(title: &str) -> String {
    let tokens = tokenize(title);
    tokens.iter().map(|token| if token.exact.is_empty() { token.fold.as_str() } else { token.exact.as_str() }).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_post_in_all_its_spellings() {
        for (one, other) in [
            ("Chủ nhiệm UBKT Tỉnh ủy", "Chủ nhiệm Ủy ban kiểm tra Tỉnh uỷ"),
            ("Phó Bí thư thường trực Tỉnh ủy Phú Yên", "Phó Bí thư Thường trực Tỉnh ủy"),
            ("Bí thư ĐUK các cơ quan tỉnh", "Bí thư Đảng ủy Khối các cơ quan tỉnh"),
        ] {
            assert_eq!(words_of(one), words_of(other));
        }
        assert_ne!(words_of("Bí thư Tỉnh ủy"), words_of("nguyên Bí thư Tỉnh ủy"));
        assert_ne!(words_of("Bí thư Tỉnh ủy"), words_of("Phó Bí thư Tỉnh ủy"));
    }
}
