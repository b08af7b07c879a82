//! From characters to raw tokens: the one walk over the text.
//!
//! Nothing is normalised and nothing is copied, so a span is always the place in the text as stored. Words are cut at everything that is
//! neither a letter, a digit nor a mark; apostrophes cut as well, so that `H'Yim`, `H’Yim` and `H Yim` are the same two tokens.

use compact_str::CompactString;

use crate::text::letter::{Glyph, is_capital, read, read_all};
use crate::text::{Letter, Span, Syllable};

use super::keys;
use super::token::{Capital, Kind, Token};

/// Cuts a text into tokens. Positions are not given yet.
pub fn scan(text: &str) -> Vec<Token> {
    scan_for(text, Keys::Both)
}

/// Cuts a text into tokens with folded keys only, for comparing lines.
pub fn scan_folded(text: &str) -> Vec<Token> {
    scan_for(text, Keys::Folded)
}

/// Which keys are worked out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Keys {
    #[default]
    Both,
    Folded,
}

fn scan_for(text: &str, keys: Keys) -> Vec<Token> {
    let mut word = Word { keys, ..Word::default() };
    let mut tokens = Vec::with_capacity(text.len() / 5);
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        match read(c) {
            Glyph::Letter(letter) => word.push(letter, c, at, end),
            Glyph::Mark(mark) => word.mark(mark, end),
            Glyph::Ignorable => {}
            Glyph::Boundary => word.flush(&mut tokens),
            Glyph::Several => read_all(c, |glyph| match glyph {
                Glyph::Letter(letter) => word.push(letter, c, at, end),
                Glyph::Mark(mark) => word.mark(mark, end),
                Glyph::Ignorable | Glyph::Several => {}
                Glyph::Boundary => word.flush(&mut tokens),
            }),
        }
    }
    word.flush(&mut tokens);
    tokens
}

/// A place where two words may be glued together. What nobody sees may stand between them.
struct Seam {
    /// The index of the letter behind it.
    letter: usize,
    /// Where the letter before it ends.
    end: usize,
    /// Where the letter behind it starts.
    start: usize,
}

/// The word that is being read.
#[derive(Default)]
struct Word {
    keys: Keys,
    letters: Vec<Letter>,
    start: usize,
    end: usize,
    /// No letter got two tones.
    sound: bool,
    capitals: usize,
    begins_with_capital: bool,
    last_is_small: bool,
    /// Where a capital follows a small letter.
    seams: Vec<Seam>,
}

impl Word {
    #[inline]
    fn push(&mut self, letter: Letter, source: char, at: usize, end: usize) {
        let capital = is_capital(source);
        if self.letters.is_empty() {
            self.start = at;
            self.sound = true;
            self.begins_with_capital = capital;
        } else if capital && self.last_is_small {
            self.seams.push(Seam { letter: self.letters.len(), end: self.end, start: at });
        }
        self.capitals += usize::from(capital);
        self.last_is_small = !capital && !letter.base.is_ascii_digit();
        self.letters.push(letter);
        self.end = end;
    }

    /// Puts a mark on the last letter; a mark without a letter is passed over.
    #[inline]
    fn mark(&mut self, mark: crate::text::Mark, end: usize) {
        if let Some(letter) = self.letters.last_mut() {
            self.sound &= letter.add(mark);
            self.end = end;
        }
    }

    #[inline]
    fn flush(&mut self, tokens: &mut Vec<Token>) {
        if self.letters.is_empty() {
            return;
        }
        if self.seams.is_empty() || !self.split_at_seam(tokens) {
            tokens.push(self.token(&self.letters, Span::new(self.start, self.end), self.capital()));
        }
        self.letters.clear();
        self.seams.clear();
        self.capitals = 0;
    }

    fn capital(&self) -> Capital {
        match self.begins_with_capital {
            false => Capital::Lower,
            true if self.capitals == self.letters.len() && self.capitals > 1 => Capital::Upper,
            true => Capital::Title,
        }
    }

    /// Parts words that were glued together (`NhungÝ`), if each side is a syllable and the whole is not (`iPhone` stays).
    fn split_at_seam(&self, tokens: &mut Vec<Token>) -> bool {
        if !self.sound || Syllable::of(&self.letters).is_some() {
            return false;
        }
        let (mut letter, mut start) = (0, self.start);
        let mut pieces = Vec::new();
        let last = Seam { letter: self.letters.len(), end: self.end, start: self.end };
        for seam in self.seams.iter().chain([&last]) {
            let letters = &self.letters[letter..seam.letter];
            if Syllable::of(letters).is_none() {
                return false;
            }
            pieces.push((letters, Span::new(start, seam.end)));
            (letter, start) = (seam.letter, seam.start);
        }
        for (index, (letters, span)) in pieces.into_iter().enumerate() {
            let capital = if index == 0 && !self.begins_with_capital { Capital::Lower } else { Capital::Title };
            tokens.push(self.token(letters, span, capital));
        }
        true
    }

    fn token(&self, letters: &[Letter], span: Span, capital: Capital) -> Token {
        let kind = keys::kind(letters);
        let fold = keys::fold(letters, kind);
        let wants_exact = kind == Kind::Word && self.keys == Keys::Both;
        let exact = if wants_exact { keys::exact(letters, self.sound) } else { CompactString::const_new("") };
        Token { span, position: 0, kind, fold, exact, also: CompactString::const_new(""), capital }
    }
}
