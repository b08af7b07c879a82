//! Other queries that would find more, or tell apart what the answer mixes: "did you mean".
//!
//! Everything offered comes from the archive itself: its officials, its committees, the pairs of words that stand in it. A suggestion is
//! the query as typed with one stretch of words replaced, so it can be pasted back, and it was counted by the rules of any query, filters
//! included. Single syllables, numbers, years, documents, quoted phrases, fields and operators are never mended.

mod accents;
mod known;
mod namesakes;
mod phrases;
mod sound;
mod splice;
mod stretch;

use crate::query;

use super::engine::{Engine, Page, Result};
use super::meaning::{Meaning, Typing, understand};
use super::plan::{Clause, FacetFilter, Plan};
use super::request::Request;
use super::response::{Hit, Suggestion};

/// What a wrong, missing, added or swapped letter costs, in logarithms of hits.
const EDIT: f32 = 2.0;
/// What a syllable costs that sounds like the one typed.
const SOUND: f32 = 1.0;
/// The same, where it sounds so in one part of the country only.
const FAR_SOUND: f32 = 2.0;
/// What a name costs in the form of another region.
const REGIONAL: f32 = 0.5;

/// Who finds fewer articles may have mistyped.
const FEW: u64 = 10;
/// How much better than the answer itself, in logarithms of hits, a mended query must be.
const BETTER: f32 = 1.0;
/// What words that are no known name cost: who or what is named is surer than which words stand together.
const UNNAMED: f32 = 1.0;
/// How much worse than the best, in logarithms of hits, what else is offered may be.
const WORSE: f32 = 1.0;
/// Below this, nothing is worth a line: one edit must find one article, two must find three; eight in words that are no known name.
const LEAST: f32 = -3.05;
/// So many are offered at most.
const MOST: usize = 3;
/// So many are counted at most.
const MOST_COUNTED: usize = 6;
/// So many stretches of a query are looked at.
const MOST_STRETCHES: usize = 4;

/// One question that is being answered.
pub struct Asking<'a> {
    pub engine: &'a dyn Engine,
    pub request: &'a Request,
    pub filters: &'a [FacetFilter],
}

/// A stretch of the query in other words.
#[derive(Clone, Debug, PartialEq)]
pub struct Mend {
    /// Which bytes of the query it replaces.
    pub span: crate::text::Span,
    pub text: String,
    /// How far it is from what was typed.
    pub cost: f32,
    /// About how many articles hold it: what is counted first.
    pub frequency: u64,
}

impl Mend {
    fn promise(&self) -> f32 {
        (self.frequency.max(1) as f32).ln() - self.cost
    }
}

/// Returns what to offer beside an answer of `total` full matches that begins with `hits`: the best first, then by text.
pub fn suggestions(asking: &Asking, meaning: &Meaning, total: u64, hits: &[Hit]) -> Result<Vec<Suggestion>> {
    let mut offered = asking.other_readings(meaning, total)?;
    offered.extend(namesakes::of(asking, meaning, total, hits)?);
    if total < FEW && offered.is_empty() {
        offered = mended(asking, meaning, total)?;
    }
    offered.truncate(MOST);
    Ok(offered)
}

/// Offers the query with its words mended. What the archive has a name for comes first, since that is sure and soon found.
fn mended(asking: &Asking, meaning: &Meaning, total: u64) -> Result<Vec<Suggestion>> {
    let query = &asking.request.query;
    let mut mends = namesakes::more_often_written(asking, meaning, total)?;
    let mut explained = Vec::new();
    for stretch in stretch::of(asking, meaning, total)?.into_iter().take(MOST_STRETCHES) {
        let (known, are_enough) = known::mends(asking, &stretch)?;
        if are_enough {
            explained.push(stretch);
        } else {
            let is_known = |text: &str| known.iter().any(|mend| splice::folded(query, mend) == text);
            let phrases = phrases::mends(asking, &stretch)?;
            // What has a name is written as it is named.
            mends.extend(phrases.into_iter().filter(|mend| !is_known(&splice::folded(query, mend))));
        }
        mends.extend(known);
    }
    let offered = asking.worth_it(mends, total)?;
    if !offered.is_empty() {
        return Ok(offered);
    }
    // The name explained the words, but with the rest of the query it finds nothing.
    let phrases = explained.iter().map(|stretch| phrases::mends(asking, stretch)).collect::<Result<Vec<_>>>()?;
    asking.worth_it(phrases.concat(), total)
}

impl Asking<'_> {
    /// Offers the other reading of a phrase or name whose bare words may be meant or left unmarked.
    fn other_readings(&self, meaning: &Meaning, hits: u64) -> Result<Vec<Suggestion>> {
        let mut offered: Vec<Suggestion> = Vec::new();
        for other in meaning.others.iter().take(MOST) {
            let Some(text) = splice::replace(&self.request.query, other.span, &other.text) else { continue };
            // Alone and unfiltered it has been counted already.
            let is_counted = other.is_exact && meaning.is_one_unit() && self.filters.is_empty();
            let total = if is_counted { other.total } else { self.count(&text)? };
            let is_new = text != self.request.query && offered.iter().all(|suggestion| suggestion.text != text);
            if total > 0 && is_new && (total > hits || !other.is_wider) {
                offered.push(Suggestion { text, total });
            }
        }
        Ok(offered)
    }

    /// Counts what the most promising mends find, and offers those that find clearly more than `hits`.
    fn worth_it(&self, mut mends: Vec<Mend>, hits: u64) -> Result<Vec<Suggestion>> {
        mends.sort_by(|a, b| b.promise().total_cmp(&a.promise()).then_with(|| a.text.cmp(&b.text)));
        let mut counted: Vec<(f32, Suggestion)> = Vec::new();
        let mut tried: Vec<String> = Vec::new();
        let mut least = if hits == 0 { LEAST } else { (hits as f32).ln() + BETTER };
        for mend in &mends {
            // None scores more than it promises.
            if mend.promise() < least || tried.len() == MOST_COUNTED {
                break;
            }
            let Some(text) = splice::mended(&self.request.query, mend.span, &mend.text) else { continue };
            if tried.iter().any(|other| splice::reads_alike(other, &text)) {
                continue;
            }
            let total = self.count(&text)?;
            if total > 0 {
                // Words scattered over an article say little of the phrase that is meant.
                let score = (total.min(mend.frequency).max(1) as f32).ln() - mend.cost;
                counted.push((score, Suggestion { text: text.clone(), total }));
                least = least.max(score - WORSE);
            }
            tried.push(text);
        }
        counted.retain(|(score, _)| *score >= least);
        counted.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.text.cmp(&b.1.text)));
        Ok(counted.into_iter().map(|(_, suggestion)| suggestion).collect())
    }

    /// Returns how many articles a query finds in full, with the filters of the request.
    fn count(&self, text: &str) -> Result<u64> {
        let query = query::parse(text);
        let typing = Typing::of(self.request);
        let meaning = understand(&query, self.engine, self.request.expand, typing)?;
        let Some(matching) = meaning.full else { return Ok(0) };
        Ok(self.engine.search(&self.plan(matching), &Page::COUNT)?.total)
    }

    /// Plans what is only counted.
    fn plan(&self, matching: Clause) -> Plan {
        Plan { matching, filters: self.filters.to_vec(), scoring: Vec::new(), sort: self.request.sort }
    }
}
