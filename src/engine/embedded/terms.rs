//! Finished terms on their way into the index.
//!
//! An article is analysed once, by the thread that read it; the index's own threads should not do it again for each field. So a field's
//! value is not text but a [`TermList`]: the terms one behind the other, each after a character that says how far its position is from
//! the one before. The tokenizer of this module does no more than cut the list apart.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::analysis::{self, PARAGRAPH_STEP};

/// The name under which the index knows the tokenizer.
pub const TOKENIZER: &str = "terms";

/// Terms are made of letters, digits, `=`, `:` and spaces; everything below is free to be a step.
const FIRST_STEP: u8 = 0x01;
const LAST_STEP: u8 = 0x1f;

/// The terms of one field of one article, with their positions.
#[derive(Clone, Debug, Default)]
pub struct TermList {
    encoded: String,
    /// The position of the last term, or nothing before the first.
    position: Option<u32>,
}

impl TermList {
    /// Appends the terms of one paragraph: at each position the folded term, its second reading, and the exact term.
    pub fn push_paragraph(&mut self, tokens: &[analysis::Token]) {
        let start = self.position.map_or(0, |last| last + PARAGRAPH_STEP);
        for token in tokens {
            let position = start + token.position;
            for fold in token.folds() {
                self.push(position, &[fold]);
            }
            if !token.exact.is_empty() {
                self.push(position, &["=", &token.fold, ":", &token.exact]);
            }
        }
    }

    /// Appends a term, given in pieces, that needs no position.
    pub fn push_loose(&mut self, pieces: &[&str]) {
        let position = self.position.map_or(0, |last| last + 1);
        self.push(position, pieces);
    }

    fn push(&mut self, position: u32, pieces: &[&str]) {
        let step = position + 1 - self.position.map_or(0, |last| last + 1);
        let encoded = u8::try_from(step).unwrap_or(u8::MAX).saturating_add(FIRST_STEP).min(LAST_STEP);
        self.encoded.push(encoded as char);
        pieces.iter().for_each(|piece| self.encoded.push_str(piece));
        self.position = Some(position);
    }

    /// Tells whether there is nothing to index.
    pub fn is_empty(&self) -> bool {
        self.encoded.is_empty()
    }

    /// Returns the value to put into a field.
    pub fn into_value(self) -> String {
        self.encoded
    }
}

/// Cuts term lists apart.
#[derive(Clone, Debug, Default)]
pub struct TermListTokenizer {
    token: Token,
}

impl Tokenizer for TermListTokenizer {
    type TokenStream<'a> = TermStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> TermStream<'a> {
        self.token.reset();
        // The first step counts from before the first position; see `TermList::push`.
        self.token.position = usize::MAX;
        TermStream { rest: text, token: &mut self.token }
    }
}

/// The terms of one list.
pub struct TermStream<'a> {
    rest: &'a str,
    token: &'a mut Token,
}

impl TokenStream for TermStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(&step) = self.rest.as_bytes().first() else { return false };
        let term = &self.rest[1..];
        let end = term.bytes().position(|byte| byte <= LAST_STEP).unwrap_or(term.len());
        self.token.position = self.token.position.wrapping_add(usize::from(step - FIRST_STEP));
        self.token.text.clear();
        self.token.text.push_str(&term[..end]);
        self.rest = &term[end..];
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(list: TermList) -> Vec<(usize, String)> {
        let value = list.into_value();
        let mut tokenizer = TermListTokenizer::default();
        let mut stream = tokenizer.token_stream(&value);
        let mut terms = Vec::new();
        stream.process(&mut |token| terms.push((token.position, token.text.clone())));
        terms
    }

    #[test]
    fn terms_keep_their_positions() {
        let mut list = TermList::default();
        list.push_paragraph(&analysis::tokenize_paragraph("Đảng ủy. Một 2019"));
        list.push_paragraph(&analysis::tokenize_paragraph("BCH TƯ"));
        let expected = [
            (0, "dang"),
            (0, "=dang:đang3"),
            (1, "uy"),
            (1, "=uy:uy3"),
            (3, "mot"),
            (3, "=mot:môt5"),
            (4, "2019"),
            (13, "bch"),
            (13, "=bch:bch0"),
            (14, "tu"),
            (14, "tw"),
            (14, "=tu:tư0"),
        ];
        assert_eq!(decode(list), expected.map(|(position, term)| (position, term.to_owned())));
    }

    #[test]
    fn loose_terms_follow_each_other() {
        let mut list = TermList::default();
        list.push_loose(&["dang", " ", "uy"]);
        list.push_loose(&["uy khoi"]);
        assert_eq!(decode(list), [(0, "dang uy".to_owned()), (1, "uy khoi".to_owned())]);
    }
}
