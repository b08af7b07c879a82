//! What is to be marked: words in a row, each in the spellings that count.

use std::ops::Range;

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

/// One paragraph of an article, analysed.
#[derive(Clone, Copy, Debug)]
pub struct Paragraph<'a> {
    pub tokens: &'a [Token],
    /// The names in it, as ranges of tokens.
    pub names: &'a [Range<usize>],
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

/// What the bare letters of a paragraph must hold for a pattern to stand in it.
///
/// Most paragraphs of a hit hold nothing that was asked for. Telling so from their letters takes a sixth of the time of analysing them.
pub struct Needle {
    /// All of them; none if nothing can be told.
    parts: Vec<String>,
}

impl Needle {
    pub fn of(pattern: &Pattern) -> Self {
        let mut parts = vec![String::new()];
        for (_, spelling) in &pattern.words {
            let Some(letters) = spelling.letters() else { return Self { parts: Vec::new() } };
            if let Some(part) = parts.last_mut() {
                part.push_str(&letters);
            }
            // Words in a row have nothing but gaps between them; the rest of a word that begins so, or of a sentence, is not known.
            if matches!(spelling, Spelling::Prefix(_)) || matches!(pattern.shape, Shape::Near(_)) {
                parts.push(String::new());
            }
        }
        Self { parts }
    }

    /// Tells whether the pattern may stand in a paragraph with these bare letters.
    pub fn may_stand_in(&self, letters: &str) -> bool {
        self.parts.iter().all(|part| letters.contains(part.as_str()))
    }
}

impl Spelling {
    /// Returns the bare letters of every word that is spelled so, or nothing if such words need not share any.
    fn letters(&self) -> Option<String> {
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
    /// Finds patterns in a paragraph.
    pub fn find_all(patterns: &[Self], paragraph: Paragraph<'_>, marks: &mut Vec<Mark>) {
        let Paragraph { tokens, names } = paragraph;
        let beginnings = Beginnings::of(patterns);
        let starts: Vec<usize> = (0..tokens.len()).filter(|&index| beginnings.may_hold(&tokens[index])).collect();
        for pattern in patterns {
            match pattern.shape {
                Shape::Row => pattern.find_rows(tokens, starts.iter().copied(), marks),
                Shape::Name => {
                    let as_long = names.iter().filter(|name| name.len() == pattern.words.len());
                    pattern.find_rows(tokens, as_long.map(|name| name.start), marks);
                }
                Shape::Near(slop) => pattern.find_near(tokens, slop, marks),
            }
        }
    }

    /// Marks the rows that begin with one of these tokens.
    fn find_rows(&self, tokens: &[Token], starts: impl Iterator<Item = usize>, marks: &mut Vec<Mark>) {
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
    fn find_near(&self, tokens: &[Token], slop: u32, marks: &mut Vec<Mark>) {
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

/// The first two letters of the first words of patterns, as bits: most tokens begin none, and one look at a token tells so for all.
struct Beginnings(u64);

impl Beginnings {
    fn of(patterns: &[Pattern]) -> Self {
        let firsts = patterns.iter().filter(|pattern| pattern.shape == Shape::Row).filter_map(|pattern| pattern.words.first());
        Self(firsts.fold(0, |bits, (_, first)| bits | Self::of_spelling(first)))
    }

    fn of_spelling(spelling: &Spelling) -> u64 {
        let is_open = |letters: &str| matches!(spelling, Spelling::Prefix(_)) && letters.chars().nth(1).is_none();
        spelling.letters().filter(|letters| !is_open(letters)).map_or(u64::MAX, |letters| Self::bit(&letters))
    }

    /// `y` counts as `i`, for it depends on the other letters of a word which of them its key has.
    fn bit(letters: &str) -> u64 {
        let mut letters = letters.chars().map(|c| if c == 'y' { 'i' as u64 } else { c as u64 });
        let (first, second) = (letters.next().unwrap_or_default(), letters.next().unwrap_or_default());
        1 << ((first * 29 + second) % 64)
    }

    fn may_hold(&self, token: &Token) -> bool {
        token.folds().any(|fold| self.0 & Self::bit(fold) != 0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::analysis::tokenize_paragraph;

    /// Every pattern that could be asked and stands in the text must be let through by its needle.
    fn check(text: &str) -> Result<(), TestCaseError> {
        let mut letters = String::new();
        bare_letters(text, &mut letters);
        let tokens = tokenize_paragraph(text);
        for window in tokens.windows(1).chain(tokens.windows(2)).chain(tokens.windows(3)) {
            let spelled = |spell: &dyn Fn(&Token) -> Spelling| Pattern {
                unit: 0,
                words: window.iter().map(|token| (token.position - window[0].position, spell(token))).collect(),
                shape: Shape::Row,
            };
            let first = |token: &Token| token.folds().next().unwrap_or_default().into();
            let last = |token: &Token| token.folds().last().unwrap_or_default().into();
            let patterns = [
                spelled(&|token| Spelling::Folded(first(token))),
                spelled(&|token| Spelling::Folded(last(token))),
                spelled(&|token| Spelling::Prefix(token.fold.chars().take(2).collect())),
                spelled(&|token| if token.exact.is_empty() { Spelling::Folded(first(token)) } else { Spelling::Exact(token.exact.clone()) }),
            ];
            for pattern in patterns {
                let mut marks = Vec::new();
                pattern.find_rows(&tokens, 0..tokens.len(), &mut marks);
                let mut found = Vec::new();
                Pattern::find_all(std::slice::from_ref(&pattern), Paragraph { tokens: &tokens, names: &[] }, &mut found);
                prop_assert_eq!(&found, &marks, "{:?}: {:?}", text, pattern);
                prop_assert!(marks.is_empty() || Needle::of(&pattern).may_stand_in(&letters), "{text:?}: {pattern:?} not in {letters}");
            }
        }
        Ok(())
    }

    #[test]
    fn needles_let_through_what_stands_there() {
        for text in [
            "Kỳ họp thứ XIII của HĐND tỉnh do T.Ư và UVT.Ư chủ trì, năm 2.397 và 2021",
            "Đại hội III, khoá XXX; kỹ sư NhungÝ H'Yim Kđoh ²³ № ½ ﬁ",
            "hòạ tụế ßü İstanbul Ｔｒần",
        ] {
            check(text).expect("nothing is lost");
        }
    }

    proptest! {
        #[test]
        fn needles_let_through_whatever_stands_there(text in "\\PC{0,40}", letters in "[a-zA-ZđĐưƯơăâêôếềểễệýỳỷỹỵ\u{300}-\u{323} .'0-9XIVtTwW\u{ad}]{0,40}") {
            check(&text)?;
            check(&letters)?;
        }
    }
}
