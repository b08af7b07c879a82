//! What somebody who has begun to type may mean: officials, bodies and documents whose name begins so.
//!
//! Reads only the terms that begin so, never the whole list: it is asked with every key that is pressed.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use crate::analysis::fold_words;
use crate::search::plan::Clause;
use crate::search::{Engine, Result};

use super::listing::{Entry, Kind};

/// Terms that are looked at for each kind.
const TERMS: usize = 400;

/// Something whose name begins as was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Begun {
    pub kind: Kind,
    #[serde(flatten)]
    pub entry: Entry,
}

/// Lists what begins as was typed, marks or none: at most `most` of each kind, those in most articles first.
pub fn beginning(engine: &dyn Engine, typed: &str, most: usize) -> Result<Vec<Begun>> {
    let folded = fold_words(typed);
    if folded.chars().count() < 2 {
        return Ok(Vec::new());
    }
    let mut begun = Vec::new();
    for kind in [Kind::Officials, Kind::Bodies, Kind::Documents] {
        let entries = of_kind(engine, kind, &folded, most)?;
        begun.extend(entries.into_iter().map(|entry| Begun { kind, entry }));
    }
    Ok(begun)
}

fn of_kind(engine: &dyn Engine, kind: Kind, folded: &str, most: usize) -> Result<Vec<Entry>> {
    let facet = kind.facet();
    // Documents are kept by their number with its signs: `35-ct/tw`.
    let from = if kind == Kind::Documents { folded.replacen(' ', "-", 1) } else { folded.to_owned() };
    let mut terms = engine.terms(facet.field(), &from, &format!("{from}\u{10ffff}"), TERMS)?;
    terms.retain(|(term, _)| !term.contains('@'));
    terms.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let mut seen = BTreeSet::new();
    let mut entries = Vec::new();
    for (term, _) in terms.into_iter().take(most) {
        // Who is found by a term is among those in the articles that hold it.
        for (key, articles) in engine.values(facet, Clause::term(facet.field(), term), 2 * most)? {
            let entry = Entry::new(kind, &key, articles);
            let name = fold_words(&entry.name);
            if name.starts_with(folded) && seen.insert(key) {
                entries.push(entry);
            }
        }
    }
    entries.sort_by(|a, b| b.articles.cmp(&a.articles).then_with(|| a.key.cmp(&b.key)));
    entries.truncate(most);
    Ok(entries)
}
