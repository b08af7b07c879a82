//! Words that are no name, mended by the pairs that the archive's own words form: `hội ngị` stands nowhere, `hội nghị` everywhere.
//!
//! A word is replaced only where it stands in no known pair, and only by one that forms a known pair there. So a single syllable, which
//! has a dozen neighbours, is never mended by itself.

use std::collections::HashMap;
use std::ops::Range;

use crate::analysis::bigram;

use super::super::engine::{Part, Result, Typed};
use super::super::plan::{Clause, Field};
use super::accents::{Accents, Marks};
use super::stretch::{Stretch, is_comparable, link};
use super::{Asking, EDIT, Mend, UNNAMED, WORSE, sound};

/// So many dictionary walks a stretch may cost at most.
const MOST_WALKS: usize = 6;
/// So many pairs come back from a walk at most.
const MOST_PAIRS: usize = 100;
/// So many ways to mend the first word are followed.
const MOST_CHOICES: usize = 3;
/// So many words of a stretch are mended at most.
const MOST_MENDED: usize = 3;

/// One word of a stretch while it is mended.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    pub fold: String,
    /// The token that it is, or was.
    pub typed: Option<usize>,
    pub is_changed: bool,
}

/// A stretch in other words, and what they cost.
#[derive(Clone, Debug)]
struct Draft {
    slots: Vec<Slot>,
    cost: f32,
}

/// Returns the ways to mend the words of a stretch: those that stand in no known pair, or else their marks.
pub fn mends(asking: &Asking, stretch: &Stretch) -> Result<Vec<Mend>> {
    let count = stretch.tokens.len();
    let Some(span) = stretch.span(0..count) else { return Ok(Vec::new()) };
    let slots = (0..count).map(|at| Slot { fold: stretch.tokens[at].fold.to_string(), typed: Some(at), is_changed: false }).collect();
    let mut mender = Mender { asking, stretch, walks: 0 };
    let mut drafts = Vec::new();
    for draft in mender.drafts(Draft { slots, cost: 0.0 })? {
        let mend = Mend { span, text: String::new(), cost: draft.cost + UNNAMED, frequency: mender.known_by(&draft.slots)? };
        drafts.push((mend, draft));
    }
    let best = drafts.iter().map(|(mend, _)| mend.promise()).fold(f32::MIN, f32::max);
    drafts.retain(|(mend, _)| mend.promise() >= best - WORSE);
    let mut mends = Vec::new();
    let mut accents = Accents::new(asking, stretch);
    for (index, (mend, draft)) in drafts.iter().enumerate() {
        // The marks of the other words were typed wrong as well where the words as typed are nowhere.
        let ways = if index == 0 && stretch.is_marked { &[Marks::Kept, Marks::Open][..] } else { &[Marks::Kept] };
        for marks in ways {
            let (text, cost) = accents.restore(&draft.slots, *marks)?;
            mends.push(Mend { text, cost: mend.cost + cost, ..mend.clone() });
        }
    }
    Ok(mends)
}

struct Mender<'a> {
    asking: &'a Asking<'a>,
    stretch: &'a Stretch<'a>,
    /// How many walks with edits were made.
    walks: usize,
}

impl Mender<'_> {
    /// Mends one word after the other, the most suspect first; the stretch itself if no word is suspect.
    fn drafts(&mut self, typed: Draft) -> Result<Vec<Draft>> {
        let Some(suspect) = self.suspect(&typed.slots)? else {
            return Ok(if self.stretch.is_marked { vec![typed] } else { Vec::new() });
        };
        let mut drafts = Vec::new();
        for mut draft in self.choices(&typed, suspect, MOST_CHOICES)? {
            for _ in 1..MOST_MENDED {
                let Some(next) = self.suspect(&draft.slots)? else { break };
                let Some(better) = self.choices(&draft, next, 1)?.pop() else { break };
                draft = better;
            }
            drafts.push(draft);
        }
        Ok(drafts)
    }

    /// Returns the rarest word as typed that stands in no known pair.
    fn suspect(&self, slots: &[Slot]) -> Result<Option<usize>> {
        let mut rarest = None;
        for (at, slot) in slots.iter().enumerate().filter(|(_, slot)| !slot.is_changed) {
            let frequency = slot.typed.map_or(0, |typed| self.stretch.frequencies[typed]);
            let is_suspect = frequency == 0 || !self.stretch.is_sentence && self.links(slots, at, &slot.fold)?.all(|link| link < self.stretch.floor);
            if is_suspect && rarest.is_none_or(|(least, _)| frequency < least) {
                rarest = Some((frequency, at));
            }
        }
        Ok(rarest.map(|(_, at)| at))
    }

    /// Returns how often `fold` would stand beside its neighbours at `at`.
    fn links(&self, slots: &[Slot], at: usize, fold: &str) -> Result<impl Iterator<Item = u64> + use<>> {
        let left = at.checked_sub(1).map(|left| link(self.asking, &slots[left].fold, fold)).transpose()?;
        let right = slots.get(at + 1).map(|right| link(self.asking, fold, &right.fold)).transpose()?;
        Ok(left.into_iter().chain(right))
    }

    /// Returns how often the archive has what was mended, as the least of its words: each between its neighbours, or in one pair in
    /// a hundred where nobody wrote all three (`ban tổ cho tỉnh` is not made by how often `cho tỉnh` is written).
    fn known_by(&self, slots: &[Slot]) -> Result<u64> {
        const PAIRS: u64 = 100;
        let any_changed = slots.iter().any(|slot| slot.is_changed);
        let mut least = u64::MAX;
        for (at, slot) in slots.iter().enumerate().filter(|(_, slot)| slot.is_changed || !any_changed) {
            let links: Vec<u64> = self.links(slots, at, &slot.fold)?.collect();
            let known = match &links[..] {
                [] => 0,
                [link] => *link,
                _ => self.in_a_row(&slots[at - 1..=at + 1])?.max(links.into_iter().max().unwrap_or_default() / PAIRS),
            };
            least = least.min(known);
        }
        Ok(least)
    }

    /// Counts the articles whose text has these words in a row, in any spelling.
    fn in_a_row(&self, slots: &[Slot]) -> Result<u64> {
        let bigrams = slots.windows(2).map(|pair| bigram(&pair[0].fold, &pair[1].fold)).collect();
        let terms = (0..).zip(slots).map(|(place, slot)| (place, slot.fold.as_str().into())).collect();
        self.asking.engine.count(&Clause::Phrase { field: Field::Body, terms, slop: 0, bigrams })
    }

    /// Returns the best drafts in which the word at `at` is another, or is parted, or shares its letters otherwise with a neighbour.
    fn choices(&mut self, draft: &Draft, at: usize, most: usize) -> Result<Vec<Draft>> {
        let slots = &draft.slots;
        let mut choices = self.parted(draft, at)?;
        let others = if choices.is_empty() { self.others(slots, at)? } else { Vec::new() };
        for (fold, cost) in others {
            let links: Vec<u64> = self.links(slots, at, &fold)?.collect();
            if links.iter().any(|&link| link >= self.stretch.floor) {
                choices.push((strength(&links) - cost, draft.with(at..at + 1, &[&fold], cost)));
            }
        }
        choices.sort_by(|(a, x), (b, y)| b.total_cmp(a).then_with(|| x.folds().cmp(y.folds())));
        choices.truncate(most);
        Ok(choices.into_iter().map(|(_, draft)| draft).collect())
    }

    /// Returns other words for the one at `at`: one letter away beside a neighbour, or alike to the ear.
    fn others(&mut self, slots: &[Slot], at: usize) -> Result<Vec<(String, f32)>> {
        let fold = slots[at].fold.as_str();
        let mut others: HashMap<String, f32> = sound::alike(fold).into_iter().map(|(other, cost)| (other.to_owned(), cost)).collect();
        let left = at.checked_sub(1).map(|left| Part::Behind(&slots[left].fold));
        let right = slots.get(at + 1).map(|right| Part::Before(&right.fold));
        for part in left.into_iter().chain(right) {
            let mut is_found = false;
            let pairs = self.walk(fold, 1, part)?.into_iter().filter(|(_, frequency)| *frequency >= self.stretch.floor);
            for (pair, _) in pairs {
                let Some((first, second)) = pair.split_once(' ') else { continue };
                let other = if let Part::Behind(_) = part { second } else { first };
                if other != fold {
                    let cost = EDIT * strsim::osa_distance(fold, other) as f32;
                    let known = others.entry(other.to_owned()).or_insert(cost);
                    *known = known.min(cost);
                    is_found = true;
                }
            }
            // The other neighbour would hardly know better, and a walk takes its time.
            if is_found {
                break;
            }
        }
        let mut others: Vec<(String, f32)> = others.into_iter().collect();
        others.sort_by(|a, b| a.0.cmp(&b.0));
        Ok(others)
    }

    /// Returns drafts with the very letters of a word that lacks its space, or of two whose space stands elsewhere; or else nearly them.
    fn parted(&mut self, draft: &Draft, at: usize) -> Result<Vec<(f32, Draft)>> {
        let slots = &draft.slots;
        let alone = Some(at..at + 1).filter(|_| !sound::is_syllable(&slots[at].fold));
        let mut parted = Vec::new();
        for (range, cost) in alone.clone().into_iter().map(|alone| (alone, 0.0)).chain(neighbours(slots, at).map(|pair| (pair, EDIT / 2.0))) {
            parted.extend(self.pairs(draft, &range, 0, cost)?);
        }
        if let (true, Some(alone)) = (parted.is_empty(), alone) {
            parted = self.pairs(draft, &alone, 1, EDIT)?;
        }
        Ok(parted)
    }

    fn pairs(&mut self, draft: &Draft, range: &Range<usize>, edits: u8, cost: f32) -> Result<Vec<(f32, Draft)>> {
        let letters: String = draft.slots[range.clone()].iter().map(|slot| slot.fold.as_str()).collect();
        let pairs = self.walk(&letters, edits, Part::All)?.into_iter().filter(|(_, frequency)| *frequency >= self.stretch.floor);
        let drafts = pairs.filter_map(|(pair, frequency)| {
            let words: Vec<&str> = pair.split(' ').collect();
            // A letter by itself is an initial or a numeral, not what a space is missing before.
            let are_words = words.iter().all(|word| word.chars().count() > 1);
            are_words.then(|| (strength(&[frequency]) - cost, draft.with(range.clone(), &words, cost)))
        });
        Ok(drafts.collect())
    }

    /// Finds the pairs of the archive that have these letters in that part, but for so many edits.
    fn walk(&mut self, letters: &str, edits: u8, part: Part) -> Result<Vec<(String, u64)>> {
        let beside = if let Part::Before(word) | Part::Behind(word) = part { word.chars().count() } else { 0 };
        if !is_comparable(letters.chars().count() + beside) || self.walks == MOST_WALKS {
            return Ok(Vec::new());
        }
        self.walks += usize::from(edits > 0);
        self.asking.engine.near(Field::BodyBigrams, &Typed { letters, edits, part }, MOST_PAIRS)
    }
}

/// Returns how strong pairs are together, in logarithms of articles.
fn strength(links: &[u64]) -> f32 {
    links.iter().map(|&link| (1.0 + link as f32).ln()).sum()
}

fn neighbours(slots: &[Slot], at: usize) -> impl Iterator<Item = Range<usize>> + use<> {
    let left = at.checked_sub(1).map(|left| left..at + 1);
    let right = (at + 1 < slots.len()).then_some(at..at + 2);
    left.into_iter().chain(right)
}

impl Draft {
    fn with(&self, range: Range<usize>, folds: &[&str], cost: f32) -> Self {
        let typed = self.slots[range.start].typed;
        let is_one_for_one = folds.len() == range.len();
        let slot = |(index, fold): (usize, &&str)| Slot {
            fold: (*fold).to_owned(),
            typed: if is_one_for_one { self.slots[range.start + index].typed } else { typed.filter(|_| index == 0) },
            is_changed: true,
        };
        let mut slots = self.slots.clone();
        slots.splice(range.clone(), folds.iter().enumerate().map(slot));
        Self { slots, cost: self.cost + cost }
    }

    fn folds(&self) -> impl Iterator<Item = &str> {
        self.slots.iter().map(|slot| slot.fold.as_str())
    }
}
