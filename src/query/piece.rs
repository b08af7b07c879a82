//! What is typed without a space, and what stands in quotes: characters as text.

use crate::analysis::{Token, tokenize};

use super::input::Char;
use super::quotes;

/// What is typed without a space, with its tokens.
pub struct Piece {
    pub start: usize,
    pub end: usize,
    pub text: String,
    pub tokens: Vec<Token>,
}

impl Piece {
    /// Reads the characters `start..end` of the query.
    pub fn new(chars: &[Char], start: usize, end: usize) -> Self {
        let text = text_of(&chars[start..end]);
        let tokens = tokenize(&text);
        Self { start, end, text, tokens }
    }

    /// Returns the name before the first colon and where the value begins. Punctuation before the name is passed over.
    pub fn field_name(&self) -> Option<(String, usize)> {
        let from = self.tokens.first()?.span.start;
        let (name, _) = self.text[from..].split_once(':')?;
        let is_name = name.chars().all(|ch| ch.is_alphabetic() || matches!(ch, '-' | '_'));
        is_name.then(|| (name.to_owned(), self.index(from + name.len() + 1)))
    }

    /// Tells whether this is one word with nothing but `*` behind it.
    pub fn is_prefix(&self) -> bool {
        match &self.tokens[..] {
            [word] => self.text.ends_with('*') && self.text[word.span.end..].chars().all(|ch| ch == '*'),
            _ => false,
        }
    }

    /// Returns which character of the query the byte `at` of the text is.
    pub fn index(&self, at: usize) -> usize {
        self.start + self.text[..at].chars().count()
    }
}

/// Returns the text of characters.
pub fn text_of(chars: &[Char]) -> String {
    chars.iter().map(|c| c.ch).collect()
}

/// Returns what stands in quotes, one space between words. Quotes of another style in it hold no word.
pub fn quoted_text(chars: &[Char]) -> String {
    let plain: String = chars.iter().map(|c| if quotes::always_quotes(c.ch) { ' ' } else { c.ch }).collect();
    plain.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
