//! People whose names are told apart by marks alone.
//!
//! `tran van chung` finds Trần Văn Chung and Trần Văn Chúng: who sees both in one answer can choose. And who typed wrong marks, so that
//! only a misprint or nobody is found, is led to the one that is written so often.

use std::collections::BTreeMap;

use compact_str::CompactString;

use crate::analysis::{Token, fold_words, tokenize};
use crate::extract::{name_key, split_identity};
use crate::text::bare_letters;

use super::super::engine::{Page, Result};
use super::super::keys;
use super::super::meaning::Meaning;
use super::super::plan::{Clause, Facet, Field};
use super::super::reading::{Run, Stance, tokens};
use super::super::response::{Hit, Matched, Suggestion, UnitKind};
use super::super::units::Found;
use super::stretch::marks_cost;
use super::{Asking, MOST_COUNTED, Mend, sound, splice};

/// Fewer articles than this are a misprint, not a person.
const PERSON: u64 = 2;
/// The same, as a share of all articles under the name without marks.
const ONE_IN: u64 = 50;
/// How many values of the facet are looked through: whoever stands in one article in [`ONE_IN`] is among them.
const VALUES: usize = 1_000;
/// So many ways to write one name are offered at most.
const MOST_SPELLINGS: usize = 3;

/// Returns the people whom a name without marks stands for, if they are several, with what each finds: most first, then by text.
///
/// Costs a few look-ups where there is one.
pub fn of(asking: &Asking, meaning: &Meaning, total: u64, hits: &[Hit]) -> Result<Vec<Suggestion>> {
    let mut offered = Vec::new();
    for (_, run, found) in names(meaning).filter(|_| total >= 2 * PERSON) {
        let asked = &run.asked[found.tokens.clone()];
        if asked.iter().all(|word| word.stance == Stance::Marked) {
            continue;
        }
        let (words, span) = (tokens(asked), run.span_of(found.tokens.clone()));
        let mut people = bearers(asking, meaning, &name_key(&words), total, hits)?;
        people.retain(|name| marks_cost(&words, name) == 0.0);
        if people.len() < 2 {
            continue;
        }
        let mut counted = Vec::with_capacity(people.len());
        for text in people.into_iter().take(MOST_COUNTED) {
            let Some(text) = splice::mended(&asking.request.query, span, &text) else { continue };
            counted.push(Suggestion { total: asking.count(&text)?, text });
        }
        let all: u64 = counted.iter().map(|person| person.total).sum();
        counted.retain(|person| person.total >= PERSON && person.total * ONE_IN >= all);
        counted.sort_by(|a, b| b.total.cmp(&a.total).then_with(|| a.text.cmp(&b.text)));
        offered.extend(counted.iter().filter(|_| counted.len() > 1).cloned());
    }
    Ok(offered)
}

/// Returns how the officials are written who bear a name. Those among the hits are asked first: mostly they are all.
fn bearers(asking: &Asking, meaning: &Meaning, key: &str, total: u64, hits: &[Hit]) -> Result<Vec<String>> {
    let all = asking.engine.frequency(Field::Official, key)?;
    if all < 2 * PERSON {
        return Ok(Vec::new());
    }
    let (mut letters, mut others) = (String::new(), String::new());
    bare_letters(key, &mut letters);
    let mut seen: Vec<(CompactString, String)> = Vec::new();
    let mut missing = all;
    let words = key.split(' ').count();
    for name in hits.iter().flat_map(|hit| &hit.officials).map(|official| &official.name) {
        if name.split(' ').count() != words {
            continue;
        }
        others.clear();
        bare_letters(name, &mut others);
        if others != letters {
            continue;
        }
        let term = keys::asked_official(name);
        if seen.iter().all(|(known, _)| *known != term) {
            missing = missing.saturating_sub(asking.engine.frequency(Field::Official, &term)?);
            seen.push((term, name.clone()));
        }
        if missing < PERSON || missing * ONE_IN < all {
            return Ok(seen.into_iter().map(|(_, name)| name).collect());
        }
    }
    if hits.iter().filter(|hit| hit.matched == Matched::Full).count() as u64 == total {
        return Ok(seen.into_iter().map(|(_, name)| name).collect());
    }
    Ok(spellings(asking, Facet::Official, key, meaning.full.clone())?.into_iter().map(|(name, _)| name).collect())
}

/// Returns the people who are written like a name but for its marks, or with a syllable of another region, if they are found much more often.
pub fn more_often_written(asking: &Asking, meaning: &Meaning, total: u64) -> Result<Vec<Mend>> {
    let mut mends = Vec::new();
    for (_, run, found) in names(meaning).filter(|(units, _, name)| stands_alone(units, name)) {
        let words = tokens(&run.asked[found.tokens.clone()]);
        let folds: Vec<&str> = words.iter().map(|word| word.fold.as_str()).collect();
        let mut keys = Vec::new();
        if words.iter().any(Token::is_marked) {
            keys.push((folds.join(" "), 0.0));
        }
        for (at, fold) in folds.iter().enumerate() {
            keys.extend(sound::regional(fold).map(|other| {
                let mut folds = folds.clone();
                folds[at] = other;
                (folds.join(" "), super::REGIONAL)
            }));
        }
        let span = run.span_of(found.tokens.clone());
        for (key, cost) in keys {
            // One who is found so often is not another.
            if asking.engine.frequency(Field::Official, &key)? > 2 * total {
                let people = spellings(asking, Facet::Official, &key, None)?.into_iter().take(MOST_SPELLINGS);
                mends.extend(people.map(|(text, frequency)| Mend { span, cost: cost + marks_cost(&words, &text), text, frequency }));
            }
        }
    }
    Ok(mends)
}

fn names<'a>(meaning: &'a Meaning) -> impl Iterator<Item = (&'a [Found], &'a Run, &'a Found)> {
    let of_run =
        |(run, units): &'a (Run, Vec<Found>)| units.iter().filter(|unit| unit.kind == UnitKind::Name).map(move |name| (&units[..], run, name));
    meaning.read.iter().flat_map(of_run)
}

/// Tells whether no loose word stands beside a name: else it is not understood yet.
fn stands_alone(units: &[Found], name: &Found) -> bool {
    let is_beside = |unit: &Found| unit.tokens.end == name.tokens.start || unit.tokens.start == name.tokens.end;
    !units.iter().any(|unit| unit.kind == UnitKind::Word && is_beside(unit))
}

/// Returns how officials or bodies with this folded key are written, most frequent first, then by text.
///
/// Counted are the articles that match, filters of the request included; misprints are left out.
pub fn spellings(asking: &Asking, facet: Facet, key: &str, matching: Option<Clause>) -> Result<Vec<(String, u64)>> {
    let named = Clause::term(facet.field(), key);
    let plan = asking.plan(Clause::all(matching.into_iter().chain([named]).collect()));
    let page = Page { facets: vec![facet], facet_values: VALUES, ..Page::COUNT };
    let found = asking.engine.search(&plan, &page)?;
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for (value, count) in found.facets.iter().flat_map(|(_, values)| values) {
        let name = split_identity(value).0;
        if fold_words(name) == key {
            *counts.entry(name.to_owned()).or_default() += count;
        }
    }
    let mut spellings: Vec<(String, u64)> = counts.into_iter().collect();
    spellings.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let all: u64 = spellings.iter().map(|(_, count)| count).sum();
    // `Lý` and `Lí` are one to the archive.
    let mut seen = Vec::new();
    spellings.retain(|(_, count)| count * ONE_IN >= all);
    spellings.retain(|(name, _)| {
        let exact: Vec<_> = tokenize(name).into_iter().map(|token| token.exact).collect();
        let is_new = !seen.contains(&exact);
        seen.push(exact);
        is_new
    });
    Ok(spellings)
}
