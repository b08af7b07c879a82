//! Words in a row as a clause: a phrase within one field, in one of its readings.

use compact_str::CompactString;

use crate::analysis::bigram;
use crate::extract::name_key;
use crate::highlight::{Pattern, Shape, Spelling};

use super::engine::{Engine, Result};
use super::plan::{Clause, Field, POSSIBLE_NAME};
use super::reading::{Asked, Stance, tokens};

/// How the words of a phrase or name are spelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Marked words by their marks, bare words in any spelling.
    Typed,
    /// Every word exactly as typed: a bare word is then a level one.
    Literal,
    /// Every word in any spelling.
    Folded,
}

/// What finds words in a row: [`clause`] or [`name_clause`].
pub type Whole = fn(&[Asked], Reading, &[Field]) -> Clause;

/// One word of a phrase: its place, the term it is looked up by, and its folded form for the bigrams.
type Slot = (u32, CompactString, CompactString);

/// Builds the clause that finds these words in a row in one of `fields`.
pub fn clause(asked: &[Asked], reading: Reading, fields: &[Field]) -> Clause {
    let variants = variants(asked, reading);
    let in_field = |&field: &Field| variants.iter().map(move |slots| row(slots, field)).collect::<Vec<_>>();
    Clause::any(fields.iter().flat_map(in_field).collect())
}

/// Builds the clause that finds these words as a whole name: in a row, in an article that writes that name and not only a longer one.
pub fn name_clause(asked: &[Asked], reading: Reading, fields: &[Field]) -> Clause {
    let key = name_key(&tokens(asked));
    let possible = Clause::term(Field::NameRun, format!("{POSSIBLE_NAME}{key}"));
    Clause::All(vec![Clause::Any(vec![Clause::term(Field::NameRun, key), possible]), clause(asked, reading, fields)])
}

fn row(slots: &[Slot], field: Field) -> Clause {
    if let [(_, term, _)] = slots {
        return Clause::term(field, term.clone());
    }
    phrase(slots, field, 0)
}

/// Builds the phrase alone, for scoring; nothing for a single word.
pub fn scored(asked: &[Asked], reading: Reading, field: Field) -> Option<Clause> {
    let slots = variants(asked, reading).into_iter().next()?;
    (slots.len() > 1).then(|| phrase(&slots, field, 0))
}

/// Builds the clause for words that stand near each other, in any order.
pub fn near(asked: &[Asked], slop: u32, fields: &[Field]) -> Clause {
    let slots: Vec<Slot> = variants(asked, Reading::Typed).into_iter().next().unwrap_or_default();
    if slots.len() < 2 {
        return clause(asked, Reading::Typed, fields);
    }
    Clause::any(fields.iter().map(|&field| phrase(&slots, field, slop)).collect())
}

fn phrase(slots: &[Slot], field: Field, slop: u32) -> Clause {
    let terms = slots.iter().map(|(place, term, _)| (*place, term.clone())).collect();
    let bigrams = if slop == 0 { bigrams(slots).collect() } else { Vec::new() };
    Clause::Phrase { field, terms, slop, bigrams }
}

fn bigrams(slots: &[Slot]) -> impl Iterator<Item = CompactString> {
    let neighbours = slots.windows(2).filter(|pair| pair[0].0 + 1 == pair[1].0);
    neighbours.map(|pair| bigram(&pair[0].2, &pair[1].2))
}

/// At most this many words with a second reading (`khóa XIII`, `TƯ`) are tried both ways.
const TWICE_READ: usize = 2;

/// Spells the words out; several times if some of them have a second reading.
fn variants(asked: &[Asked], reading: Reading) -> Vec<Vec<Slot>> {
    let Some(first) = asked.first() else { return Vec::new() };
    let mut variants = vec![Vec::with_capacity(asked.len())];
    let mut twice_read = 0;
    for word in asked {
        let place = word.token.position - first.token.position;
        let also = word.token.also.clone();
        let branches = !also.is_empty() && word.stance != Stance::Literal && twice_read < TWICE_READ;
        twice_read += usize::from(branches);
        if branches {
            let mut others = variants.clone();
            others.iter_mut().for_each(|slots| slots.push((place, also.clone(), also.clone())));
            variants.iter_mut().for_each(|slots| slots.push((place, term(word, reading), word.token.fold.clone())));
            variants.append(&mut others);
        } else {
            variants.iter_mut().for_each(|slots| slots.push((place, term(word, reading), word.token.fold.clone())));
        }
    }
    variants
}

fn term(word: &Asked, reading: Reading) -> CompactString {
    match reading {
        Reading::Typed => word.wanted(),
        Reading::Literal => word.exact(),
        Reading::Folded => word.token.fold.clone(),
    }
}

/// Builds the pattern that marks these words in a row.
pub fn pattern(asked: &[Asked], reading: Reading, shape: Shape, unit: usize) -> Pattern {
    let base = asked.first().map_or(0, |word| word.token.position);
    let words = asked.iter().map(|word| (word.token.position - base, spelling(word, reading))).collect();
    Pattern { unit, words, shape }
}

fn spelling(word: &Asked, reading: Reading) -> Spelling {
    let exact = match reading {
        Reading::Typed => word.stance != Stance::Bare,
        Reading::Literal => true,
        Reading::Folded => false,
    };
    if exact && word.is_word() { Spelling::Exact(word.token.exact.clone()) } else { Spelling::Folded(word.token.fold.clone()) }
}

/// How a phrase or name is read in this archive, and another reading, with the number of articles that it would find.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resolved {
    pub reading: Reading,
    pub other: Option<(Reading, u64)>,
}

impl Resolved {
    /// Nothing has to be decided.
    pub const AS_TYPED: Self = Self { reading: Reading::Typed, other: None };
}

/// The literal reading must have at least one in so many of the articles of the mixed one: a single typo in the archive must not turn
/// `Hồ Chi Minh` away from the man who is meant.
const ONE_IN: u64 = 20;

/// Decides whether the bare words among marked ones are meant bare (`Nguyễn Văn Thanh`) or only typed lazily (`Trần Van Chung`), and counts
/// what the other reading would find.
///
/// `whole` builds the clause that is counted: [`clause`], or [`name_clause`] for names.
pub fn resolve(asked: &[Asked], whole: Whole, engine: &dyn Engine) -> Result<Resolved> {
    let (reading, literal) = decide(asked, whole, engine)?;
    let other = match reading {
        Reading::Typed => Some((Reading::Literal, literal)).filter(|_| literal > 0),
        // The mixed reading cannot be typed; without any mark at least its articles are found.
        _ => Some((Reading::Folded, engine.count(&whole(asked, Reading::Folded, &Field::TEXT))?)).filter(|(_, unmarked)| *unmarked > literal),
    };
    Ok(Resolved { reading, other })
}

/// Decides it for words in a row that are only weighed.
pub fn reading(asked: &[Asked], engine: &dyn Engine) -> Result<Reading> {
    Ok(decide(asked, clause, engine)?.0)
}

/// Returns the typed or the literal reading, and how many articles the literal one finds if it is another.
fn decide(asked: &[Asked], whole: Whole, engine: &dyn Engine) -> Result<(Reading, u64)> {
    let has = |stance| asked.iter().any(|word| word.is_word() && word.stance == stance);
    if !(has(Stance::Marked) && has(Stance::Bare)) {
        return Ok((Reading::Typed, 0));
    }
    let count = |reading| engine.count(&whole(asked, reading, &Field::TEXT));
    let mixed = count(Reading::Typed)?;
    let literal = if mixed == 0 { 0 } else { count(Reading::Literal)? };
    let is_literal = literal > 0 && literal * ONE_IN >= mixed;
    Ok((if is_literal { Reading::Literal } else { Reading::Typed }, literal))
}
