//! From the characters between two boundaries to a token, letter by letter; words that were glued together are parted.

use compact_str::CompactString;

use crate::text::letter::{Glyph, read_all, read_with_case};
use crate::text::{Letter, Span, Syllable};

use super::keys;
use super::token::{Capital, Kind, Token};

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
pub struct Word {
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
    /// Appends the tokens of a stretch of text without boundaries: one, or none, or those that were glued together. Their spans are in the stretch.
    pub fn read(&mut self, stretch: &str, tokens: &mut Vec<Token>) {
        for (at, c) in stretch.char_indices() {
            let end = at + c.len_utf8();
            let (glyph, capital) = read_with_case(c);
            let mut take = |glyph| match glyph {
                Glyph::Letter(letter) => self.push(letter, capital, at, end),
                Glyph::Mark(mark) => self.mark(mark, end),
                Glyph::Ignorable | Glyph::Several => {}
                Glyph::Boundary => self.flush(tokens),
            };
            if glyph == Glyph::Several { read_all(c, take) } else { take(glyph) }
        }
        self.flush(tokens);
    }

    #[inline]
    fn push(&mut self, letter: Letter, capital: bool, at: usize, end: usize) {
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
            tokens.push(token(&self.letters, self.sound, Span::new(self.start, self.end), self.capital()));
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
            tokens.push(token(letters, self.sound, span, capital));
        }
        true
    }
}

fn token(letters: &[Letter], sound: bool, span: Span, capital: Capital) -> Token {
    let kind = keys::kind(letters);
    let fold = keys::fold(letters, kind);
    let exact = if kind == Kind::Word { keys::exact(letters, sound) } else { CompactString::const_new("") };
    Token { span, position: 0, kind, fold, exact, also: CompactString::const_new(""), capital }
}
