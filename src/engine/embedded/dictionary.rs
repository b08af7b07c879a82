//! Questions to the term dictionaries of all segments at once.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder, SINK_STATE};
use tantivy::Searcher;
use tantivy::schema::Field;
use tantivy_fst::Automaton;

use crate::search::plan::POSSIBLE_NAME;
use crate::search::{Part, Typed};

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

/// Returns the terms of words alone that are near to what was typed, with how many articles hold each.
///
/// At most `limit`, the most frequent; equals in byte order.
pub fn near(searcher: &Searcher, field: Field, typed: &Typed, limit: usize) -> tantivy::Result<Vec<(String, u64)>> {
    let walk = Near::new(typed);
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

/// Walks a dictionary to the terms that are near to what was typed: through the word before them, those that are compared, and the word behind.
struct Near {
    /// With its space; empty if everything before the other word is compared.
    before: String,
    compared: DFA,
    /// With its space; empty if everything behind the other word is compared.
    behind: String,
}

/// How far a walk came.
#[derive(Clone, Copy)]
enum Walked {
    /// So many bytes of the word before.
    Before(usize),
    /// To this state of the automaton.
    Compared(u32),
    /// So many bytes of the word behind.
    Behind(usize),
    /// Where no term is near.
    Astray,
}

/// What a term may hold besides words: then it is another kind of key.
const SIGNS: [u8; 4] = [b'=', b'@', b':', POSSIBLE_NAME as u8];

impl Near {
    fn new(typed: &Typed) -> Self {
        // Making a builder takes longer than using it.
        static BUILDERS: [LazyLock<LevenshteinAutomatonBuilder>; 3] = [
            LazyLock::new(|| LevenshteinAutomatonBuilder::new(0, true)),
            LazyLock::new(|| LevenshteinAutomatonBuilder::new(1, true)),
            LazyLock::new(|| LevenshteinAutomatonBuilder::new(2, true)),
        ];
        let (before, behind) = match typed.part {
            Part::All => (String::new(), String::new()),
            Part::Behind(word) => (format!("{word} "), String::new()),
            Part::Before(word) => (String::new(), format!(" {word}")),
        };
        let letters = typed.letters.replace(' ', "");
        Self { before, compared: BUILDERS[usize::from(typed.edits.min(2))].build_dfa(&letters), behind }
    }

    fn compare(&self, state: u32, byte: u8) -> Walked {
        match byte {
            b' ' if self.behind.is_empty() => Walked::Compared(state),
            b' ' if self.is_near(state) => Walked::Behind(1),
            b' ' => Walked::Astray,
            sign if SIGNS.contains(&sign) => Walked::Astray,
            _ => match self.compared.transition(state, byte) {
                SINK_STATE => Walked::Astray,
                next => Walked::Compared(next),
            },
        }
    }

    fn is_near(&self, state: u32) -> bool {
        matches!(self.compared.distance(state), Distance::Exact(_))
    }
}

impl Automaton for &Near {
    type State = Walked;

    fn start(&self) -> Walked {
        if self.before.is_empty() { Walked::Compared(self.compared.initial_state()) } else { Walked::Before(0) }
    }

    fn is_match(&self, walked: &Walked) -> bool {
        match *walked {
            Walked::Compared(state) => self.behind.is_empty() && self.is_near(state),
            Walked::Behind(bytes) => bytes == self.behind.len(),
            Walked::Before(_) | Walked::Astray => false,
        }
    }

    fn can_match(&self, walked: &Walked) -> bool {
        !matches!(walked, Walked::Astray)
    }

    fn accept(&self, walked: &Walked, byte: u8) -> Walked {
        match *walked {
            Walked::Before(bytes) if self.before.as_bytes()[bytes] != byte => Walked::Astray,
            Walked::Before(bytes) if bytes + 1 == self.before.len() => Walked::Compared(self.compared.initial_state()),
            Walked::Before(bytes) => Walked::Before(bytes + 1),
            Walked::Compared(state) => self.compare(state, byte),
            Walked::Behind(bytes) if self.behind.as_bytes().get(bytes) == Some(&byte) => Walked::Behind(bytes + 1),
            Walked::Behind(_) | Walked::Astray => Walked::Astray,
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
