//! One token of a text: where it stands, and the keys that it is found by.

use compact_str::{CompactString, format_compact};

use crate::text::Span;

/// A word or number of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// In the text that was analysed; covers trailing combining marks.
    pub span: Span,
    /// Its place among the tokens. Neighbours differ by 1; a larger step is a gap that no phrase crosses.
    pub position: u32,
    pub kind: Kind,
    /// Base letters in lower case, without any mark: `dang`, `2397`, `m2`.
    pub fold: CompactString,
    /// Letters with their shapes, and the tone as a digit: `đang3`. Empty unless this is a [`Kind::Word`].
    pub exact: CompactString,
    /// A second folded reading at the same position (`tw` beside `tu` for TƯ, `13` beside `xiii`), or empty.
    pub also: CompactString,
    pub capital: Capital,
}

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters only.
    Word,
    /// Digits only.
    Number,
    /// Letters and digits.
    Mixed,
}

/// How a token is capitalised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Capital {
    /// Begins with a small letter or a digit.
    Lower,
    /// Begins with a capital; a single capital counts as this.
    Title,
    /// Two or more letters, all capitals.
    Upper,
}

impl Token {
    /// Returns the index term of the exact spelling, such as `=dang:đang3`; nothing for numbers.
    ///
    /// `=` keeps such terms out of folded prefix scans, and `=dang:` lists all spellings of a folded syllable in one range.
    pub fn exact_term(&self) -> Option<CompactString> {
        (self.kind == Kind::Word).then(|| format_compact!("={}:{}", self.fold, self.exact))
    }

    /// Tells whether the token carries any mark: a shape or a tone.
    pub fn is_marked(&self) -> bool {
        self.kind == Kind::Word && !(self.exact.ends_with('0') && self.exact[..self.exact.len() - 1] == self.fold)
    }

    /// Tells whether the token carries every mark of the exact key `asked`, and maybe more: `nguyễn` those of `nguyên0`, `hưng` not those of `hung2`.
    pub fn has_marks_of(&self, asked: &str) -> bool {
        let mut letters = self.exact.chars();
        let each = asked.chars().all(|mark| letters.next().is_some_and(|found| found == mark || mark == unmarked(found)));
        each && letters.next().is_none()
    }

    /// Tells whether `next` stands right behind this token, with no gap between.
    pub const fn is_before(&self, next: &Self) -> bool {
        self.position + 1 == next.position
    }

    /// Returns the folded readings: one, seldom two.
    pub fn folds(&self) -> impl Iterator<Item = &str> {
        [self.fold.as_str(), self.also.as_str()].into_iter().filter(|fold| !fold.is_empty())
    }
}

/// Returns a letter of an exact key without its shape, and the digit of the level tone for any tone.
const fn unmarked(c: char) -> char {
    match c {
        'â' | 'ă' => 'a',
        'ê' => 'e',
        'ô' | 'ơ' => 'o',
        'ư' => 'u',
        'đ' => 'd',
        '1'..='5' => '0',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tokenize;

    #[test]
    fn marks_that_are_there_and_maybe_more() {
        let check = |found: &str, asked: &str| tokenize(found)[0].has_marks_of(&tokenize(asked)[0].exact);
        for (found, asked) in [("nguyễn", "nguyên"), ("đảng", "dang"), ("đảng", "đang"), ("đảng", "dảng"), ("hùng", "hung"), ("hùng", "hùng")]
        {
            assert!(check(found, asked), "{found} has the marks of {asked}");
        }
        for (found, asked) in [("hưng", "hùng"), ("hung", "hùng"), ("dang", "đang"), ("đáng", "đảng"), ("dan", "dang"), ("dang", "dan")] {
            assert!(!check(found, asked), "{found} lacks the marks of {asked}");
        }
    }
}
