//! Questions to the term dictionaries of all segments at once.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder, SINK_STATE};
use tantivy::Searcher;
use tantivy::schema::Field;
use tantivy_fst::Automaton;

use crate::search::plan::POSSIBLE_NAME;

/// Returns the terms from `from` on, below `to`, with how many articles hold each.
///
/// At most `limit`, the first in byte order.
pub fn terms(searcher: &Searcher, field: Field, from: &str, to: &str, limit: usize) -> tantivy::Result<Vec<(String, u64)>> {
    let mut found: BTreeMap<String, u64> = BTreeMap::new();
    for reader in searcher.segment_readers() {
        let index = reader.inverted_index(field)?;
        let mut range = index.terms().range().ge(from.as_bytes());
        if !to.is_empty() {
            range = range.lt(to.as_bytes());
        }
        let mut stream = range.into_stream()?;
        let mut taken = 0;
        while taken < limit && stream.advance() {
            if let Ok(term) = std::str::from_utf8(stream.key()) {
                *found.entry(term.to_owned()).or_default() += u64::from(stream.value().doc_freq);
                taken += 1;
            }
        }
    }
    Ok(found.into_iter().take(limit).collect())
}

/// Returns the terms of words alone whose letters come within `edits` of those of `key`, with how many articles hold each.
///
/// At most `limit`, the most frequent; equals in byte order. Spaces count on neither side.
pub fn near(searcher: &Searcher, field: Field, key: &str, edits: u8, limit: usize) -> tantivy::Result<Vec<(String, u64)>> {
    let letters: String = key.chars().filter(|letter| *letter != ' ').collect();
    let walk = Near::new(&letters, edits);
    let mut found: BTreeMap<String, u64> = BTreeMap::new();
    for reader in searcher.segment_readers() {
        let index = reader.inverted_index(field)?;
        let mut stream = index.terms().search(&walk).into_stream()?;
        while stream.advance() {
            if let Ok(term) = std::str::from_utf8(stream.key()) {
                *found.entry(term.to_owned()).or_default() += u64::from(stream.value().doc_freq);
            }
        }
    }
    let mut found: Vec<(String, u64)> = found.into_iter().collect();
    // The sort is stable: equals stay in byte order.
    found.sort_by_key(|(_, frequency)| Reverse(*frequency));
    found.truncate(limit);
    Ok(found)
}

/// Walks a dictionary to the terms that are near a word.
struct Near(DFA);

/// What a term may hold besides words: then it is another kind of key.
const SIGNS: [u8; 4] = [b'=', b'@', b':', POSSIBLE_NAME as u8];

impl Near {
    fn new(letters: &str, edits: u8) -> Self {
        // Making a builder takes longer than using it.
        static BUILDERS: [LazyLock<LevenshteinAutomatonBuilder>; 3] = [
            LazyLock::new(|| LevenshteinAutomatonBuilder::new(0, true)),
            LazyLock::new(|| LevenshteinAutomatonBuilder::new(1, true)),
            LazyLock::new(|| LevenshteinAutomatonBuilder::new(2, true)),
        ];
        Self(BUILDERS[usize::from(edits.min(2))].build_dfa(letters))
    }
}

impl Automaton for &Near {
    type State = u32;

    fn start(&self) -> u32 {
        self.0.initial_state()
    }

    fn is_match(&self, state: &u32) -> bool {
        matches!(self.0.distance(*state), Distance::Exact(_))
    }

    fn can_match(&self, state: &u32) -> bool {
        *state != SINK_STATE
    }

    fn accept(&self, state: &u32, byte: u8) -> u32 {
        match byte {
            b' ' => *state,
            sign if SIGNS.contains(&sign) => SINK_STATE,
            _ => self.0.transition(*state, byte),
        }
    }
}

/// Returns the first text behind all that begin with `prefix`; empty if there is none.
pub fn behind(prefix: &str) -> String {
    let mut chars: Vec<char> = prefix.chars().collect();
    while let Some(last) = chars.pop() {
        let next = (last as u32 + 1..=char::MAX as u32).find_map(char::from_u32);
        if let Some(next) = next {
            return chars.into_iter().chain([next]).collect();
        }
    }
    String::new()
}

#[cfg(test)]
mod tests {
    use super::behind;

    #[test]
    fn what_stands_behind_a_prefix() {
        for (prefix, expected) in [("", ""), ("ngh", "ngi"), ("đ", "\u{112}"), ("a\u{10ffff}", "b"), ("\u{d7ff}", "\u{e000}")] {
            assert_eq!(behind(prefix), expected);
        }
    }
}
