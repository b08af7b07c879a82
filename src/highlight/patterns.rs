//! Patterns that are looked for together, in article after article.

use std::ops::Range;

use crate::analysis::Token;

use super::pattern::{Mark, Pattern, Shape, Spelling};

/// Patterns with what tells quickly that none of them stands somewhere.
#[derive(Clone, Debug)]
pub struct Patterns {
    all: Vec<Pattern>,
    beginnings: Beginnings,
    /// Nothing if there are so many that nearly every paragraph holds one.
    needles: Option<Vec<Needle>>,
}

/// One paragraph of an article, analysed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paragraph<'a> {
    pub tokens: &'a [Token],
    /// The names in it, as ranges of tokens; none if no pattern asks for them.
    pub names: &'a [Range<usize>],
}

impl Patterns {
    const MOST_NEEDLES: usize = 6;

    pub fn new(all: Vec<Pattern>) -> Self {
        let needles = (all.len() <= Self::MOST_NEEDLES).then(|| all.iter().map(Needle::of).collect());
        Self { beginnings: Beginnings::of(&all), needles, all }
    }

    /// Tells whether the names of a paragraph have to be known.
    pub(super) fn have_names(&self) -> bool {
        self.all.iter().any(|pattern| pattern.shape == Shape::Name)
    }

    /// Tells whether one of them may stand in a paragraph with these bare letters.
    ///
    /// Most paragraphs of a hit hold nothing that was asked for. Telling so from their letters takes a sixth of the time of analysing them.
    pub(super) fn may_stand_in(&self, letters: &str) -> bool {
        self.needles.as_ref().is_none_or(|needles| needles.iter().any(|needle| needle.may_stand_in(letters)))
    }

    /// Tells whether bare letters can tell anything.
    pub(super) const fn have_needles(&self) -> bool {
        self.needles.is_some()
    }

    /// Finds them in a paragraph.
    pub(super) fn find(&self, paragraph: Paragraph<'_>, marks: &mut Vec<Mark>) {
        let Paragraph { tokens, names } = paragraph;
        let starts: Vec<usize> = (0..tokens.len()).filter(|&index| self.beginnings.may_hold(&tokens[index])).collect();
        for pattern in &self.all {
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
}

/// What the bare letters of a paragraph must hold for a pattern to stand in it.
#[derive(Clone, Debug)]
struct Needle {
    /// All of them; none if nothing can be told.
    parts: Vec<String>,
}

impl Needle {
    fn of(pattern: &Pattern) -> Self {
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

    fn may_stand_in(&self, letters: &str) -> bool {
        self.parts.iter().all(|part| letters.contains(part.as_str()))
    }
}

/// The first two letters of the first words of patterns, as bits: most tokens begin none, and one look at a token tells so for all.
#[derive(Clone, Copy, Debug)]
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
    use crate::text::bare_letters;

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
                let patterns = Patterns::new(vec![pattern]);
                let mut found = Vec::new();
                patterns.find(Paragraph { tokens: &tokens, names: &[] }, &mut found);
                prop_assert_eq!(&found, &marks, "{:?}: {:?}", text, patterns);
                prop_assert!(marks.is_empty() || patterns.may_stand_in(&letters), "{text:?}: {patterns:?} not in {letters}");
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
