//! Questions to the term dictionaries of all segments at once.

use std::collections::BTreeMap;

use tantivy::schema::Field;
use tantivy::{Searcher, Term};

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

/// Returns how many articles hold a term.
pub fn frequency(searcher: &Searcher, field: Field, term: &str) -> tantivy::Result<u64> {
    searcher.doc_freq(&Term::from_field_text(field, term))
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
