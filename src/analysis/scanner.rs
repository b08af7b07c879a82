//! From characters to raw tokens: the one walk over the text.
//!
//! Nothing is normalised and nothing is copied, so a span is always the place in the text as stored. Words are cut at everything that is
//! neither a letter, a digit nor a mark; apostrophes cut as well, so that `H'Yim`, `H’Yim` and `H Yim` are the same two tokens.

use crate::text::Span;
use crate::text::letter::is_boundary;

use super::known;
use super::token::Token;

/// Cuts a text into tokens. Positions are not given yet.
pub fn scan(text: &str) -> Vec<Token> {
    // A word and its space take five bytes or more; the only word of a line takes one place, not the four that a vector begins with.
    let mut tokens = Vec::with_capacity(text.len().div_ceil(5));
    known::with(|known| {
        let mut start = None;
        for (at, c) in text.char_indices() {
            match (start, is_boundary(c)) {
                (None, false) => start = Some(at),
                (Some(from), true) => {
                    known.read(text, Span::new(from, at), &mut tokens);
                    start = None;
                }
                _ => {}
            }
        }
        if let Some(from) = start {
            known.read(text, Span::new(from, text.len()), &mut tokens);
        }
    });
    tokens
}
