//! A place in a text.
//!
//! Everything that is found in an article (tokens, parts, marks, facts) says where it stands as a [`Span`] of the stored text.
//! People and JSON count in characters; [`Span::in_chars`] is the one border where bytes become characters.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A half-open range of bytes, on character boundaries of the text it belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// Byte offset of the first character.
    pub start: usize,
    /// Byte offset just behind the last character.
    pub end: usize,
}

impl Span {
    /// Makes the span `start..end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Returns the piece of `text` that this span covers.
    ///
    /// # Panics
    /// If the span is not of this text; spans never come from outside the program.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// Returns the length in bytes.
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Tells whether the span covers nothing.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Returns this span moved `by` bytes to the right: from a piece of a text to the whole text.
    pub const fn shift(self, by: usize) -> Self {
        Self::new(self.start + by, self.end + by)
    }

    /// Returns the smallest span that covers both.
    pub fn join(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// Tells whether `other` lies inside this span.
    pub const fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Tells whether the two share at least one byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Returns the same place counted in Unicode scalar values of `text`, as responses give it.
    pub fn in_chars(self, text: &str) -> [usize; 2] {
        let start = text[..self.start].chars().count();
        [start, start + self.of(text).chars().count()]
    }
}

/// Spans that do not overlap, however many: whoever comes first stays.
#[derive(Debug, Default)]
pub struct Apart {
    /// The end of each span, by its start.
    ends: BTreeMap<usize, usize>,
}

impl Apart {
    /// Takes a span in if it overlaps none of those before; tells whether it did.
    pub fn add(&mut self, span: Span) -> bool {
        // Of spans that do not overlap, the last that begins before the end of this one is the only one that can reach into it.
        let is_free = self.ends.range(..span.end).next_back().is_none_or(|(_, &end)| end <= span.start);
        if is_free {
            self.ends.insert(span.start, span.end);
        }
        is_free
    }
}

/// Counts the characters before any place of a text, however many places are asked for.
///
/// [`Span::in_chars`] counts from the beginning each time, which is right for one line and not for the facts of a book.
pub struct CharCounter<'t> {
    text: &'t str,
    /// The characters before every [`STEP`]th byte.
    before: Vec<usize>,
}

const STEP: usize = 256;

impl<'t> CharCounter<'t> {
    pub fn new(text: &'t str) -> Self {
        let mut count = 0;
        let steps = text.as_bytes().chunks(STEP).map(|bytes| {
            let before = count;
            count += begun(bytes);
            before
        });
        Self { before: steps.collect(), text }
    }

    /// Returns what [`Span::in_chars`] returns.
    pub fn span(&self, span: Span) -> [usize; 2] {
        [self.before(span.start), self.before(span.end)]
    }

    fn before(&self, byte: usize) -> usize {
        let step = (byte / STEP).min(self.before.len().saturating_sub(1));
        self.before.get(step).map_or(0, |count| count + begun(&self.text.as_bytes()[step * STEP..byte]))
    }
}

/// Returns how many characters begin in these bytes.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (*byte & 0xC0) != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_anywhere() {
        for text in ["", "a", "Đảng ủy Khối", &"Đảng ủy Khối ".repeat(100), &"x".repeat(STEP), &"ữ".repeat(2 * STEP)] {
            let counter = CharCounter::new(text);
            let places: Vec<usize> = text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect();
            for &byte in &places {
                for span in [Span::new(0, byte), Span::new(byte, text.len())] {
                    assert_eq!(counter.span(span), span.in_chars(text), "{span:?}");
                }
            }
        }
    }

    #[test]
    fn who_comes_first_stays() {
        let mut apart = Apart::default();
        let added = [(5, 9), (0, 5), (8, 10), (4, 6), (9, 12), (0, 20), (12, 13)].map(|(start, end)| apart.add(Span::new(start, end)));
        assert_eq!(added, [true, true, false, false, true, false, true]);
    }

    #[test]
    fn bytes_become_characters() {
        let text = "Đảng ủy Khối";
        let start = text.find("Khối").expect("it is there");
        let span = Span::new(start, text.len());
        assert_eq!(span.of(text), "Khối");
        assert_eq!(span.in_chars(text), [8, 12]);
    }
}
