//! Words met before, with their keys: nine words of ten in the news are among the few thousand met last.
//!
//! The keys of a word depend on its letters alone, so what a thread has read it need not read again. What is remembered is bounded: each word
//! has one place, and the next word of that place takes it over.

use std::cell::RefCell;
use std::hash::Hasher;

use compact_str::CompactString;
use rustc_hash::FxHasher;

use crate::text::Span;

use super::token::Token;
use super::word::Word;

/// So many words are remembered, in half a megabyte for each thread. With half of them eight words of ten are met again, with twice as many 94
/// of a hundred.
const PLACES: usize = 1 << 12;
/// Longer ones are not, in bytes: they are rare, and would lie elsewhere in memory.
const LONGEST: usize = 24;

thread_local! {
    static KNOWN: RefCell<Known> = RefCell::new(Known { places: vec![None; PLACES], word: Word::default() });
}

/// Lends the words that this thread has met.
pub fn with(work: impl FnOnce(&mut Known)) {
    KNOWN.with_borrow_mut(work);
}

/// The words that a thread has met.
pub struct Known {
    places: Vec<Option<Place>>,
    word: Word,
}

#[derive(Clone)]
struct Place {
    word: CompactString,
    /// Its span is in the word.
    token: Token,
}

impl Known {
    /// Appends the tokens of a stretch of the text that has no boundaries inside.
    pub fn read(&mut self, text: &str, span: Span, tokens: &mut Vec<Token>) {
        let stretch = span.of(text);
        let place = &mut self.places[place_of(stretch)];
        if let Some(Place { token, .. }) = place.as_ref().filter(|known| known.word == stretch) {
            tokens.push(Token { span: token.span.shift(span.start), ..token.clone() });
            return;
        }
        let first = tokens.len();
        self.word.read(stretch, tokens);
        if let ([token], true) = (&tokens[first..], stretch.len() <= LONGEST) {
            *place = Some(Place { word: CompactString::new(stretch), token: token.clone() });
        }
        tokens[first..].iter_mut().for_each(|token| token.span = token.span.shift(span.start));
    }
}

fn place_of(stretch: &str) -> usize {
    let mut hasher = FxHasher::default();
    hasher.write(stretch.as_bytes());
    hasher.finish() as usize % PLACES
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_remembered_is_what_is_read(words in prop::collection::vec("[a-dA-DđưƯơăâêếễý\u{301}\u{323}\u{ad}0-9ﬁ½'№]{1,4}|\\PC{1,30}", 1..30)) {
            let text = words.join(" ");
            for _ in 0..2 {
                let mut start = 0;
                for word in &words {
                    let span = Span::new(start, start + word.len());
                    let mut read = Vec::new();
                    Word::default().read(word, &mut read);
                    read.iter_mut().for_each(|token| token.span = token.span.shift(start));
                    let mut tokens = Vec::new();
                    with(|known| known.read(&text, span, &mut tokens));
                    prop_assert_eq!(tokens, read);
                    start = span.end + 1;
                }
            }
        }
    }
}
