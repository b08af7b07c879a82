//! Marks for words that lack them: of the usual spellings of each syllable, those that the archive writes side by side most often.
//!
//! Titles are asked first: they are short and written with care. Where they hold a pair too seldom, the text is asked.

use std::collections::HashMap;

use compact_str::CompactString;

use crate::analysis::{Capital, Token, bigram, tokenize};
use crate::text::Tone;
use crate::text::spelling::{Style, place_tone};

use super::super::engine::Result;
use super::super::plan::{Clause, Field};
use super::Asking;
use super::phrases::Slot;
use super::stretch::{Stretch, mark_cost};

/// So many spellings of a syllable are tried.
const SPELLINGS: usize = 3;
/// So many spellings a syllable has at most; the exact terms of one stand in a row.
const MOST_TERMS: usize = 64;
/// A pair in so many titles is known by them.
const ENOUGH_TITLES: u64 = 20;
/// A longer stretch that was typed without marks is left so; of one with marks only what was mended gets them.
const LONGEST: usize = 6;

/// What becomes of marks that were typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marks {
    /// They are meant.
    Kept,
    /// They may be wrong.
    Open,
}

/// One way to write a word.
struct Choice {
    /// The index term: exact, or folded for what is left as typed.
    term: CompactString,
    text: String,
    cost: f32,
    frequency: u64,
}

/// Writes the words of one stretch with their marks.
pub struct Accents<'a> {
    asking: &'a Asking<'a>,
    stretch: &'a Stretch<'a>,
    /// How many articles hold two terms side by side.
    known: HashMap<[CompactString; 2], u64>,
}

impl<'a> Accents<'a> {
    pub fn new(asking: &'a Asking<'a>, stretch: &'a Stretch<'a>) -> Self {
        Self { asking, stretch, known: HashMap::new() }
    }

    /// Writes the words of a stretch with their marks, and says what the marks cost against those that were typed.
    pub fn restore(&mut self, slots: &[Slot], marks: Marks) -> Result<(String, f32)> {
        let choices = slots.iter().map(|slot| self.choices(slot, marks, slots.len())).collect::<Result<Vec<_>>>()?;
        // For each choice of the word reached so far: the best value of a way to it, and the way.
        let mut ways: Vec<(f32, Vec<usize>)> = choices[0].iter().enumerate().map(|(index, choice)| (-choice.cost, vec![index])).collect();
        for (at, next) in choices.iter().enumerate().skip(1) {
            let counts = self.counts([&slots[at - 1].fold, &slots[at].fold], [&choices[at - 1], next])?;
            let way = |index: usize| {
                let through = |from: usize| ways[from].0 + (1.0 + counts[from][index] as f32).ln() - next[index].cost;
                // Of equals the first, which is the more frequent spelling.
                let best = (0..ways.len()).rev().max_by(|&a, &b| through(a).total_cmp(&through(b))).unwrap_or_default();
                (through(best), ways[best].1.iter().copied().chain([index]).collect())
            };
            ways = (0..next.len()).map(way).collect();
        }
        let best = ways.into_iter().rev().max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, way)| way).unwrap_or_default();
        let chosen = || best.iter().zip(&choices).filter_map(|(&index, choices)| choices.get(index));
        let words: Vec<&str> = chosen().map(|choice| choice.text.as_str()).collect();
        Ok((words.join(" "), chosen().map(|choice| choice.cost).sum()))
    }

    /// Returns the ways to write one word; at least one.
    fn choices(&self, slot: &Slot, marks: Marks, count: usize) -> Result<Vec<Choice>> {
        let Self { asking, stretch, .. } = self;
        let typed = slot.typed.map(|at| &stretch.tokens[at]);
        let as_typed = typed.filter(|_| !slot.is_changed).map(|token| Choice {
            term: if token.is_marked() { token.exact_term().unwrap_or_default() } else { token.fold.clone() },
            text: stretch.typed(slot.typed.unwrap_or_default()).to_owned(),
            cost: 0.0,
            frequency: u64::MAX,
        });
        if count > LONGEST && !stretch.is_marked {
            let text = capitals(&with_y(&slot.fold, false), typed);
            return Ok(vec![as_typed.unwrap_or(Choice { term: slot.fold.as_str().into(), text, cost: 0.0, frequency: u64::MAX })]);
        }
        let is_kept = count > LONGEST || marks == Marks::Kept && typed.is_some_and(Token::is_marked);
        if let Some(choice) = as_typed.filter(|_| is_kept) {
            return Ok(vec![choice]);
        }
        let (from, to) = (format!("={}:", slot.fold), format!("={};", slot.fold));
        let mut terms = asking.engine.terms(Field::Body, &from, &to, MOST_TERMS)?;
        terms.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let choice = |(term, frequency): (String, u64)| {
            let written = written(term.strip_prefix(&from)?, typed.filter(|_| !slot.is_changed), stretch, slot)?;
            let cost = typed.zip(tokenize(&written).first()).map_or(0.0, |(typed, meant)| mark_cost(typed, meant));
            Some(Choice { term: term.into(), text: written, cost, frequency })
        };
        let mut choices: Vec<Choice> = terms.into_iter().filter_map(choice).collect();
        // Those that carry what was typed come first, each group in the order of the archive.
        choices.sort_by(|a, b| a.cost.total_cmp(&b.cost));
        choices.truncate(SPELLINGS);
        if choices.is_empty() {
            choices.push(Choice { term: slot.fold.clone().into(), text: capitals(&slot.fold, typed), cost: 0.0, frequency: 0 });
        }
        Ok(choices)
    }

    /// Counts how often the choices of two neighbours stand side by side, until all articles with the pair in any spelling are accounted for.
    fn counts(&mut self, folds: [&str; 2], choices: [&[Choice]; 2]) -> Result<Vec<Vec<u64>>> {
        let engine = self.asking.engine;
        let pair = bigram(folds[0], folds[1]);
        let in_titles = engine.frequency(Field::TitleBigrams, &pair)?;
        let (field, all) =
            if in_titles >= ENOUGH_TITLES { (Field::Title, in_titles) } else { (Field::Body, engine.frequency(Field::BodyBigrams, &pair)?) };
        let mut counts = vec![vec![0; choices[1].len()]; choices[0].len()];
        let mut pairs: Vec<(usize, usize)> = (0..choices[0].len()).flat_map(|a| (0..choices[1].len()).map(move |b| (a, b))).collect();
        pairs.sort_by_key(|&(a, b)| std::cmp::Reverse(choices[0][a].frequency.min(choices[1][b].frequency)));
        let mut found = 0;
        for (a, b) in pairs {
            if found >= all {
                break;
            }
            let terms = [choices[0][a].term.clone(), choices[1][b].term.clone()];
            counts[a][b] = match self.known.get(&terms) {
                Some(known) => *known,
                None => {
                    let in_a_row = (0..).zip(terms.clone()).collect();
                    engine.count(&Clause::Phrase { field, terms: in_a_row, slop: 0, bigrams: vec![pair.clone()] })?
                }
            };
            self.known.insert(terms, counts[a][b]);
            found += counts[a][b];
        }
        Ok(counts)
    }
}

/// Writes an exact key as people write it; nothing for a key of several tones.
fn written(exact: &str, unchanged: Option<&Token>, stretch: &Stretch, slot: &Slot) -> Option<String> {
    let digit = exact.chars().last()?.to_digit(10)?;
    let tone = *Tone::ALL.get(digit as usize)?;
    let letters = &exact[..exact.len() - 1];
    let typed_i = unchanged.zip(slot.typed).map(|(_, at)| !stretch.typed(at).to_lowercase().contains(['y', 'ý', 'ỳ', 'ỷ', 'ỹ', 'ỵ']));
    let letters = with_y(letters, typed_i.unwrap_or(false));
    Some(capitals(&place_tone(&letters, tone, Style::Old), slot.typed.map(|at| &stretch.tokens[at])))
}

/// Puts back the `y` that keys write as `i`, unless an `i` was typed: `quý`, `kỹ`, `lý`, but `sĩ`, `vì`.
fn with_y(letters: &str, typed_i: bool) -> String {
    let is_open = |onset: &str| letters.strip_prefix(onset) == Some("i");
    let takes_y = ["h", "k", "l", "m", "t"].into_iter().any(is_open) || letters.starts_with("qui");
    if takes_y && !typed_i { letters.replacen('i', "y", 1) } else { letters.to_owned() }
}

/// Gives a word the capitals of the token that it stands for.
fn capitals(word: &str, typed: Option<&Token>) -> String {
    match typed.map(|token| token.capital) {
        Some(Capital::Upper) => word.to_uppercase(),
        Some(Capital::Title) => {
            let mut chars = word.chars();
            chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
        }
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_written_with_the_y_that_papers_write() {
        for (key, typed_i, written) in [
            ("ki", false, "ky"),
            ("ki", true, "ki"),
            ("li", false, "ly"),
            ("qui", false, "quy"),
            ("quinh", false, "quynh"),
            ("quit", true, "quit"),
            ("si", false, "si"),
            ("vi", false, "vi"),
            ("thi", false, "thi"),
            ("kinh", false, "kinh"),
            ("i", false, "i"),
            ("", false, ""),
        ] {
            assert_eq!(with_y(key, typed_i), written, "{key}");
        }
    }

    #[test]
    fn a_word_keeps_the_capitals_that_were_typed() {
        for (typed, written) in [("ngi", "nghị"), ("Ngi", "Nghị"), ("NGI", "NGHỊ"), ("ß", "nghị")] {
            assert_eq!(capitals("nghị", tokenize(typed).first()), written, "{typed}");
        }
    }
}
