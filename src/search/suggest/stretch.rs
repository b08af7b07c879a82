//! Which words of a query may be mended: those that stand side by side and that nothing else explains.

use std::ops::Range;

use crate::analysis::{Kind, Token, bigram, tokenize};
use crate::text::Span;

use super::super::engine::Result;
use super::super::keys;
use super::super::meaning::Meaning;
use super::super::plan::Field;
use super::super::reading::{Run, Stance, tokens};
use super::super::response::UnitKind;
use super::super::units::Found;
use super::{Asking, EDIT, SOUND, sound};

/// What is shorter has a neighbour in every direction.
const SHORTEST: usize = 6;
/// No name that is looked for is longer, and the longer it is the more a walk takes.
const LONGEST: usize = 80;
/// So many letters may hold two slips.
const LONG: usize = 12;

/// Words in a row that may be mended, as tokens, with how often the archive holds them.
pub struct Stretch<'a> {
    run: &'a Run,
    range: Range<usize>,
    pub tokens: Vec<Token>,
    /// How many articles hold each token.
    pub frequencies: Vec<u64>,
    /// How many articles hold each token beside the next.
    pub links: Vec<u64>,
    /// Pairs that stand in fewer articles are none.
    pub floor: u64,
    /// A sentence is new by its nature: only words that the archive lacks are looked at.
    pub is_sentence: bool,
    /// Whether marks are meant: words of the query carry some.
    pub is_marked: bool,
}

/// Below this size of archive a handful of occurrences is not to be had.
const SMALL_ARCHIVE: u64 = 1_000;

/// Returns the stretches of a query with `total` full matches. What the archive knows and finds is not looked at.
pub fn of<'a>(asking: &Asking, meaning: &'a Meaning, total: u64) -> Result<Vec<Stretch<'a>>> {
    let is_marked = meaning.read.iter().flat_map(|(run, _)| &run.asked).any(|word| word.stance == Stance::Marked);
    let floor = if asking.engine.size() > SMALL_ARCHIVE { 5 } else { 2 };
    let mut stretches = Vec::new();
    for (run, units) in &meaning.read {
        for range in ranges(asking, run, units, total)? {
            let mut stretch = Stretch {
                run,
                tokens: tokens(&run.asked[range.clone()]),
                range,
                frequencies: Vec::new(),
                links: Vec::new(),
                floor,
                is_sentence: meaning.is_sentence,
                is_marked,
            };
            if stretch.is_mendable() {
                stretch.look_up(asking)?;
                if !stretch.is_sentence || !stretch.suspects().is_empty() {
                    stretches.push(stretch);
                }
            }
        }
    }
    Ok(stretches)
}

/// Joins neighbours that may be mended.
///
/// What the archive knows may still be wrong beside a loose word, or if nothing is found. But a person whom it knows by this very name
/// did not become another because the year or a filter leaves nothing.
fn ranges(asking: &Asking, run: &Run, units: &[Found], total: u64) -> Result<Vec<Range<usize>>> {
    let mut ranges: Vec<(Range<usize>, bool)> = Vec::new();
    for unit in units.iter().filter(|unit| may_be_mended(run, unit)) {
        let Range { start, end } = unit.tokens;
        let is_open = match unit.kind {
            UnitKind::Word | UnitKind::Phrase => true,
            UnitKind::Name if total == 0 => !is_known_name(asking, run, unit)?,
            _ => total == 0,
        };
        match ranges.last_mut() {
            Some((last, has_open)) if last.end == start && run.asked[start - 1].token.is_before(&run.asked[start].token) => {
                last.end = end;
                *has_open |= is_open;
            }
            _ => ranges.push((start..end, is_open)),
        }
    }
    Ok(ranges.into_iter().filter(|(_, has_open)| *has_open).map(|(range, _)| range).collect())
}

fn is_known_name(asking: &Asking, run: &Run, name: &Found) -> Result<bool> {
    let is_bare = run.asked[name.tokens.clone()].iter().all(|word| word.stance == Stance::Bare);
    Ok(is_bare || asking.engine.frequency(Field::Official, &keys::asked_official(&run.text_of(name.tokens.clone())))? > 0)
}

fn may_be_mended(run: &Run, unit: &Found) -> bool {
    let asked = &run.asked[unit.tokens.clone()];
    let are_words = asked.iter().all(|word| word.is_word() && word.stance != Stance::Literal);
    are_words
        && match unit.kind {
            UnitKind::Word | UnitKind::Phrase | UnitKind::Name | UnitKind::Body => true,
            // A short form is typed as it is meant.
            UnitKind::Abbreviation => asked.len() > 1,
            UnitKind::Prefix | UnitKind::Document | UnitKind::Year => false,
        }
}

impl Stretch<'_> {
    /// Never a single syllable; a single word only if it looks like several without their spaces.
    fn is_mendable(&self) -> bool {
        let is_one_syllable = self.tokens.len() == 1 && sound::is_syllable(&self.tokens[0].fold);
        !is_one_syllable && self.letters(0..self.tokens.len()) >= SHORTEST
    }

    fn look_up(&mut self, asking: &Asking) -> Result<()> {
        let engine = asking.engine;
        for token in &self.tokens {
            self.frequencies.push(engine.frequency(Field::Body, &token.fold)?.max(engine.frequency(Field::Title, &token.fold)?));
        }
        for pair in self.tokens.windows(2) {
            self.links.push(link(asking, &pair[0].fold, &pair[1].fold)?);
        }
        Ok(())
    }

    /// Returns the tokens that stand where the archive never has them, the rarest first.
    pub fn suspects(&self) -> Vec<usize> {
        let is_broken = |at: usize| {
            let left = at.checked_sub(1).and_then(|left| self.links.get(left));
            left.into_iter().chain(self.links.get(at)).all(|&link| link < self.floor)
        };
        let is_suspect = |&at: &usize| self.frequencies[at] == 0 || !self.is_sentence && is_broken(at);
        let mut suspects: Vec<usize> = (0..self.tokens.len()).filter(is_suspect).collect();
        suspects.sort_by_key(|&at| (self.frequencies[at], at));
        suspects
    }

    /// Returns how many letters these tokens have.
    pub fn letters(&self, range: Range<usize>) -> usize {
        self.tokens[range].iter().map(|token| token.fold.chars().count()).sum()
    }

    /// Returns the letters of these tokens and how many edits so many may take; nothing if they are too few or too many to be compared.
    pub fn key(&self, range: Range<usize>) -> Option<(String, u8)> {
        let count = self.letters(range.clone());
        let edits = if count >= LONG { 2 } else { 1 };
        let letters = || self.tokens[range].iter().map(|token| token.fold.as_str()).collect();
        is_comparable(count).then(|| (letters(), edits))
    }

    /// Returns where these tokens were typed; nothing if they begin or end inside a word.
    pub fn span(&self, range: Range<usize>) -> Option<Span> {
        let (start, end) = (self.range.start + range.start, self.range.start + range.end);
        let is_whole = (start == 0 || self.run.word_ends(start)) && self.run.word_ends(end);
        is_whole.then(|| self.run.span_of(start..end))
    }

    /// Returns a token as it was typed, or read. Of raw typing only the text of whole words is kept, so a part of a word may lose its marks.
    pub fn typed(&self, at: usize) -> &str {
        let index = self.range.start + at;
        let word = self.run.asked[index].word;
        let is_whole = self.run.asked.iter().filter(|asked| asked.word == word).count() == 1;
        if is_whole {
            return &self.run.texts[word];
        }
        let before: usize = self.run.texts[..word].iter().map(|text| text.len() + 1).sum();
        let part = |span: Span| self.run.texts[word].get(span.start.checked_sub(before)?..span.end.checked_sub(before)?);
        part(self.tokens[at].span).unwrap_or(&self.tokens[at].fold)
    }
}

/// Tells whether so many letters are enough to be told from others, and not more than anything has.
pub fn is_comparable(letters: usize) -> bool {
    (SHORTEST..=LONGEST).contains(&letters)
}

/// Returns how many articles hold two words side by side.
pub fn link(asking: &Asking, first: &str, second: &str) -> Result<u64> {
    let pair = bigram(first, second);
    Ok(asking.engine.frequency(Field::BodyBigrams, &pair)?.max(asking.engine.frequency(Field::TitleBigrams, &pair)?))
}

/// Returns what the marks of `meant` cost against those that were typed: nothing where it only carries more.
pub fn marks_cost(typed: &[Token], meant: &str) -> f32 {
    let meant = tokenize(meant);
    if meant.len() != typed.len() {
        return 0.0;
    }
    typed.iter().zip(&meant).map(|(typed, meant)| mark_cost(typed, meant)).sum()
}

/// The same for one word.
pub fn mark_cost(typed: &Token, meant: &Token) -> f32 {
    if typed.kind != Kind::Word || !typed.is_marked() || meant.has_marks_of(&typed.exact) {
        return 0.0;
    }
    let ((typed_letters, typed_tone), (letters, tone)) = (letters_and_tone(typed), letters_and_tone(meant));
    let is_level = typed_tone == Some('0');
    if typed.fold != meant.fold {
        // Other letters carry other shapes; a tone says something all the same.
        return if is_level || typed_tone == tone { 0.0 } else { SOUND };
    }
    let hoi_or_nga = |tone: Option<char>| matches!(tone, Some('3' | '4'));
    if typed_letters == letters && hoi_or_nga(typed_tone) && hoi_or_nga(tone) { SOUND } else { EDIT }
}

/// Parts an exact key; that of a number is empty.
fn letters_and_tone(token: &Token) -> (&str, Option<char>) {
    let mut letters = token.exact.chars();
    let tone = letters.next_back();
    (letters.as_str(), tone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_cost_what_they_contradict() {
        for (typed, meant, cost) in [
            ("tran van chung", "Trần Văn Chung", 0.0),
            ("Trân Van Chung", "Trần Văn Chung", 0.0),
            ("Trần Văn Chung", "Trần Văn Chúng", 0.0),
            ("Trần Văn Chúng", "Trần Văn Chung", EDIT),
            ("Nguyển Văn Chúng", "Nguyễn Văn Chung", SOUND + EDIT),
            ("Nguyển", "Nguyền", EDIT),
            ("Phúc", "Phước", 0.0),
            ("Phùc", "Phước", SOUND),
            ("Phuc", "Phước", 0.0),
            ("trầnvăn", "Trần Văn", 0.0),
            ("hài", "2", SOUND),
            ("óà", "òá", EDIT),
            ("", "", 0.0),
        ] {
            assert_eq!(marks_cost(&tokenize(typed), meant), cost, "{typed} for {meant}");
        }
    }
}
