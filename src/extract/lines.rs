//! A text that stands alone, each of its lines a paragraph.

use crate::analysis::{Token, tokenize_paragraph};

use super::read::{Piece, Place};

/// The lines of a text with their tokens. Blank ones are left out.
pub struct Lines<'a>(Vec<Line<'a>>);

struct Line<'a> {
    start: usize,
    text: &'a str,
    tokens: Vec<Token>,
}

impl<'a> Lines<'a> {
    pub fn of(text: &'a str) -> Self {
        let mut next = 0;
        let lines = text.split('\n').map(|line| {
            let start = next;
            next += line.len() + 1;
            (start, line)
        });
        let lines = lines.filter(|(_, line)| !line.trim().is_empty());
        Self(lines.map(|(start, text)| Line { start, text, tokens: tokenize_paragraph(text) }).collect())
    }

    /// Returns them as paragraphs; `place` tells what each is, in their order.
    pub fn pieces(&self, mut place: impl FnMut(&str) -> Place) -> Vec<Piece<'_>> {
        self.0.iter().map(|line| Piece { text: line.text, tokens: &line.tokens, start: line.start, place: place(line.text) }).collect()
    }
}
