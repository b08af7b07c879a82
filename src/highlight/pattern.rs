//! What is to be marked: words in a row, each in the spellings that count.

use compact_str::CompactString;

use crate::analysis::Token;
use crate::text::{Span, bare_letters};

/// A word, a phrase or a name to be marked.
#[derive(Clone, Debug, PartialEq)]
pub struct Pattern {
    /// Which unit of the query it stands for; a passage is better the more units it holds.
    pub unit: usize,
    /// The words with their places relative to the first; places differ by 1 but where the query itself had a gap.
    pub words: Vec<(u32, Spelling)>,
    pub shape: Shape,
}

/// How the words of a pattern stand together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// In a row; marked as one.
    Row,
    /// In a row, and with nothing of a longer name around them: in `Nguyễn Thị Thu Hà` there is no `Nguyễn Thị Thu`.
    Name,
    /// At most so many places further apart in sum than in a row, in any order; each marked by itself.
    Near(u32),
}

/// The spellings that count as one word.
#[derive(Clone, Debug, PartialEq)]
pub enum Spelling {
    /// Any word with this folded key.
    Folded(CompactString),
    /// Only the word with this exact key.
    Exact(CompactString),
    /// The words that carry at least the marks of this exact key.
    Compatible(CompactString),
    /// Any word whose folded key begins so.
    Prefix(CompactString),
}

impl Spelling {
    /// Tells whether a token of an article is spelled so.
    pub fn fits(&self, token: &Token) -> bool {
        match self {
            Self::Folded(fold) => token.folds().any(|reading| reading == fold),
            Self::Exact(exact) => token.exact == *exact,
            Self::Compatible(exact) => token.has_marks_of(exact),
            Self::Prefix(prefix) => token.fold.starts_with(prefix.as_str()),
        }
    }
}

impl Spelling {
    /// Returns the bare letters of every word that is spelled so, or nothing if such words need not share any.
    pub(super) fn letters(&self) -> Option<String> {
        /// A key is cut off behind so many letters.
        const LONGEST: usize = 60;
        let mut letters = String::new();
        match self {
            Self::Folded(fold) | Self::Prefix(fold) => bare_letters(fold, &mut letters),
            Self::Exact(exact) | Self::Compatible(exact) => {
                // The digits of a key are tones, and an `x` at its end stands for several.
                bare_letters(exact.strip_suffix('x').unwrap_or(exact), &mut letters);
                letters.retain(|c| !c.is_ascii_digit());
            }
        }
        // `tw` is written `T.Ư` as well, and numbers up to thirty as Roman numerals.
        let is_short_number = letters.len() < 3 && letters.contains(|c: char| c.is_ascii_digit());
        (letters.len() <= LONGEST && !letters.contains("tw") && !is_short_number).then_some(letters)
    }
}

/// A place where a pattern stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    pub span: Span,
    pub unit: usize,
    /// How many words the pattern has: a whole name tells more than a word.
    pub words: usize,
}

impl Pattern {
    /// Marks the rows that begin with one of these tokens.
    pub(super) fn find_rows(&self, tokens: &[Token], starts: impl Iterator<Item = usize>, marks: &mut Vec<Mark>) {
        let Some((_, first)) = self.words.first() else { return };
        for index in starts.filter(|&index| first.fits(&tokens[index])) {
            if let Some(last) = self.end_of_row(tokens, index) {
                marks.push(Mark { span: tokens[index].span.join(tokens[last].span), unit: self.unit, words: self.words.len() });
            }
        }
    }

    /// Returns the index of the last token if the row begins at `start`.
    fn end_of_row(&self, tokens: &[Token], start: usize) -> Option<usize> {
        let base = tokens[start].position - self.words[0].0;
        let mut at = start;
        for (place, spelling) in &self.words[1..] {
            at += 1;
            let token = tokens.get(at).filter(|token| token.position == base + place)?;
            if !spelling.fits(token) {
                return None;
            }
        }
        Some(at)
    }

    /// Marks each word of the pattern wherever all of them stand near enough.
    pub(super) fn find_near(&self, tokens: &[Token], slop: u32, marks: &mut Vec<Mark>) {
        let width = self.words.len() as u32 + slop;
        for (start, first) in tokens.iter().enumerate() {
            if !self.words.iter().any(|(_, spelling)| spelling.fits(first)) {
                continue;
            }
            let window: Vec<&Token> = tokens[start..].iter().take_while(|token| token.position - first.position < width).collect();
            if self.words.iter().all(|(_, spelling)| window.iter().any(|token| spelling.fits(token))) {
                let hits = window.into_iter().filter(|token| self.words.iter().any(|(_, spelling)| spelling.fits(token)));
                marks.extend(hits.map(|token| Mark { span: token.span, unit: self.unit, words: 1 }));
            }
        }
    }
}
