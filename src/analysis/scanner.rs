//! From characters to raw tokens: the one walk over the text.
//!
//! Nothing is normalised and nothing is copied, so a span is always the place in the text as stored. Words are cut at everything that is
//! neither a letter, a digit nor a mark; apostrophes cut as well, so that `H'Yim`, `H’Yim` and `H Yim` are the same two tokens.

use compact_str::CompactString;

use crate::text::letter::{Glyph, is_boundary, read_all, read_with_case};
use crate::text::{Letter, Span, Syllable};

use super::keys;
use super::known;
use super::token::{Capital, Kind, Token};

/// Cuts a text into tokens. Positions are not given yet.
pub fn scan(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
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

/// Reads words out of a stretch without boundaries: one, or none, or those that were glued together.
#[derive(Default)]
pub struct Reader {
    word: Word,
    /// Scratch, for a key is written letter by letter.
    key: String,
}

impl Reader {
    /// Appends the tokens; their spans are in the stretch.
    pub fn read(&mut self, stretch: &str, tokens: &mut Vec<Token>) {
        let mut output = Output { tokens, key: &mut self.key };
        let word = &mut self.word;
        for (at, c) in stretch.char_indices() {
            let end = at + c.len_utf8();
            let (glyph, capital) = read_with_case(c);
            let mut take = |glyph| match glyph {
                Glyph::Letter(letter) => word.push(letter, capital, at, end),
                Glyph::Mark(mark) => word.mark(mark, end),
                Glyph::Ignorable | Glyph::Several => {}
                Glyph::Boundary => word.flush(&mut output),
            };
            if glyph == Glyph::Several { read_all(c, take) } else { take(glyph) }
        }
        word.flush(&mut output);
    }
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
struct Output<'a> {
    tokens: &'a mut Vec<Token>,
    key: &'a mut String,
}

impl Output<'_> {
    fn push(&mut self, letters: &[Letter], sound: bool, span: Span, capital: Capital) {
        let kind = keys::kind(letters);
        let fold = keys::fold(letters, kind, self.key);
        let exact = if kind == Kind::Word { keys::exact(letters, sound, self.key) } else { CompactString::const_new("") };
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
    fn flush(&mut self, output: &mut Output<'_>) {
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
    fn split_at_seam(&self, output: &mut Output<'_>) -> bool {
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
