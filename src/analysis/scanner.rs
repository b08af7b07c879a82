//! From characters to raw tokens: the one walk over the text.
//!
//! Nothing is normalised and nothing is copied, so a span is always the place in the text as stored. Words are cut at everything that is
//! neither a letter, a digit nor a mark; apostrophes cut as well, so that `H'Yim`, `H’Yim` and `H Yim` are the same two tokens.

use compact_str::CompactString;

use crate::text::letter::{Glyph, read_all, read_with_case};
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Keys {
    Both,
    Folded,
}

fn scan_for(text: &str, keys: Keys) -> Vec<Token> {
    let mut word = Word::default();
    let mut output = Output { keys, tokens: Vec::with_capacity(text.len() / 5), key: String::new() };
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let (glyph, capital) = read_with_case(c);
        match glyph {
            Glyph::Letter(letter) => word.push(letter, capital, at, end),
            Glyph::Mark(mark) => word.mark(mark, end),
            Glyph::Ignorable => {}
            Glyph::Boundary => word.flush(&mut output),
            Glyph::Several => read_all(c, |glyph| match glyph {
                Glyph::Letter(letter) => word.push(letter, capital, at, end),
                Glyph::Mark(mark) => word.mark(mark, end),
                Glyph::Ignorable | Glyph::Several => {}
                Glyph::Boundary => word.flush(&mut output),
            }),
        }
    }
    word.flush(&mut output);
    output.tokens
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

/// The tokens read so far.
struct Output {
    keys: Keys,
    tokens: Vec<Token>,
    /// Scratch, for a key is written letter by letter.
    key: String,
}

impl Output {
    fn push(&mut self, letters: &[Letter], sound: bool, span: Span, capital: Capital) {
        let kind = keys::kind(letters);
        let fold = keys::fold(letters, kind, &mut self.key);
        let wants_exact = kind == Kind::Word && self.keys == Keys::Both;
        let exact = if wants_exact { keys::exact(letters, sound, &mut self.key) } else { CompactString::const_new("") };
        self.tokens.push(Token { span, position: 0, kind, fold, exact, also: CompactString::const_new(""), capital });
    }
}

/// The word that is being read.
#[derive(Default)]
struct Word {
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
    fn flush(&mut self, output: &mut Output) {
        if self.letters.is_empty() {
            return;
        }
        if self.seams.is_empty() || !self.split_at_seam(output) {
            output.push(&self.letters, self.sound, Span::new(self.start, self.end), self.capital());
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
    fn split_at_seam(&self, output: &mut Output) -> bool {
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
            output.push(letters, self.sound, span, capital);
        }
        true
    }
}
