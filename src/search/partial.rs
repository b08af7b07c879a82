//! Articles that hold only a part of what was asked, or hold it in another spelling.

use crate::analysis::bigrams;
use crate::highlight::{Pattern, Shape, Spelling};

use super::engine::{Engine, Result};
use super::meaning::{AskedRun, Meaning};
use super::phrase::{self, Reading};
use super::plan::{Clause, Field};
use super::reading::{Asked, tokens};

/// How partial matches of a query are found and marked.
#[derive(Clone, Debug)]
pub struct Partial {
    /// Matches what holds a part, whether it holds the rest or not.
    pub clause: Clause,
    pub patterns: Vec<Pattern>,
}

/// A bigram that stands in more than one of so many articles tells nothing (`nguyễn văn`, `của tỉnh`), and costs most.
const COMMON_ONE_IN: u64 = 20;
/// In a small archive no bigram is too common.
const COMMON_AT_LEAST: u64 = 1_000;

/// Builds the partial matches of a query: any bigram of its words in title or text; for a single marked word any spelling of it.
///
/// Of a name only the last bigram counts, the given name with the middle name before it: others share the rest. Nothing if the query has no such part.
pub fn of(meaning: &Meaning, engine: &dyn Engine) -> Result<Option<Partial>> {
    if meaning.full.is_none() {
        return Ok(None);
    }
    let mut pairs: Vec<Pair> = Vec::new();
    let mut clauses = Vec::new();
    let mut patterns = meaning.patterns.clone();
    let mut unit = meaning.units.len();
    for run in &meaning.runs {
        for pair in run.pairs() {
            let frequency = pair.frequency(engine)?;
            pairs.push(Pair { frequency, ..pair });
        }
        if let [word] = &run.asked[..]
            && word.is_word()
            && word.token.is_marked()
        {
            clauses.extend(Field::TEXT.map(|field| Clause::term(field, word.token.fold.clone())));
            patterns.push(phrase::pattern(&run.asked, Reading::Folded, Shape::Row, unit));
            unit += 1;
        }
        for name in &run.names {
            patterns.push(phrase::pattern(&run.asked[name.clone()], Reading::Folded, Shape::Row, unit));
            unit += 1;
        }
    }
    for pair in kept(pairs, engine.size()) {
        let terms = pair.bigrams.iter().flat_map(|bigram| Field::BIGRAMS.map(|field| Clause::term(field, bigram.as_str())));
        clauses.extend(terms);
        patterns.push(Pattern { unit, words: pair.words, shape: Shape::Row });
        unit += 1;
    }
    if clauses.is_empty() {
        return Ok(None);
    }
    let mut all = vec![Clause::any(clauses)];
    all.extend(meaning.required.iter().cloned());
    all.extend(meaning.excluded.iter().map(|clause| Clause::Not(Box::new(clause.clone()))));
    Ok(Some(Partial { clause: Clause::all(all), patterns }))
}

/// Two neighbours of the query.
struct Pair {
    bigrams: Vec<String>,
    words: Vec<(u32, Spelling)>,
    frequency: u64,
}

impl Pair {
    fn frequency(&self, engine: &dyn Engine) -> Result<u64> {
        self.bigrams.iter().map(|bigram| engine.frequency(Field::BodyBigrams, bigram)).sum()
    }
}

impl AskedRun {
    /// Returns the neighbours that may make a partial match.
    fn pairs(&self) -> impl Iterator<Item = Pair> {
        let inside_name = |index: usize| self.names.iter().any(|name| name.start <= index && index + 2 < name.end);
        self.asked.windows(2).enumerate().filter(move |(index, _)| !inside_name(*index)).filter_map(|(_, pair)| pair_of(pair))
    }
}

fn pair_of(pair: &[Asked]) -> Option<Pair> {
    let tokens = tokens(pair);
    let bigrams: Vec<String> = bigrams(&tokens).map(String::from).collect();
    let words = tokens.iter().enumerate().map(|(place, token)| (place as u32, Spelling::Folded(token.fold.clone()))).collect();
    (!bigrams.is_empty()).then_some(Pair { bigrams, words, frequency: 0 })
}

/// Leaves out the pairs that are too common; if all are, the rarest stays.
fn kept(mut pairs: Vec<Pair>, size: u64) -> Vec<Pair> {
    let limit = (size / COMMON_ONE_IN).max(COMMON_AT_LEAST);
    pairs.retain(|pair| pair.frequency > 0);
    if pairs.iter().all(|pair| pair.frequency > limit) {
        pairs.sort_by_key(|pair| pair.frequency);
        pairs.truncate(1);
    }
    pairs.retain(|pair| pair.frequency <= limit || size == 0);
    pairs
}
