//! A place in a text.
//!
//! Everything that is found in an article (tokens, parts, marks, facts) says where it stands as a [`Span`] of the stored text.
//! People and JSON count in characters; [`Span::in_chars`] is the one border where bytes become characters.

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_characters() {
        let text = "Đảng ủy Khối";
        let start = text.find("Khối").expect("it is there");
        let span = Span::new(start, text.len());
        assert_eq!(span.of(text), "Khối");
        assert_eq!(span.in_chars(text), [8, 12]);
    }
}
