//! How matches are weighed: the order of the hits, as weighted clauses.
//!
//! The weights were measured on title queries and on names with differently marked namesakes; `docs/benchmarks.md` has the figures.
//! Marked words count by their exact term, bare ones by both; bigrams bring words that stand together back together; the phrase of a
//! short query or of a name outweighs everything else, so that a namesake never stands above the person who was asked for.

use super::phrase::{self, Reading};
use super::plan::{Adds, Clause, Field, Weighted};
use super::reading::{Asked, Stance, tokens};

const WORD: f32 = 1.0;
/// A bare word in a marked query: any spelling, and the level one a little more.
const BARE_FOLDED: f32 = 0.8;
const BARE_EXACT: f32 = 0.5;
const BIGRAM_UNMARKED: f32 = 0.4;
const BIGRAM_MARKED: f32 = 0.3;
/// In a sentence, beside each word: the word in the lead.
const LEAD: f32 = 0.7;
/// The lead of an article: about a hundred words. What stands in its headline mostly stands there again.
const LEAD_POSITIONS: u32 = 110;
const PHRASE_UNMARKED: f32 = 2.0;
const PHRASE_MARKED: f32 = 3.0;
/// Beside the literal phrase, the mixed one.
const PHRASE_MIXED: f32 = 0.5;

/// More than the words of a query can add up to.
const WHOLE_UNIT: f32 = 200.0;

/// The longest run of words that is weighed as a phrase of its own.
pub const SHORT: usize = 6;

/// Weighs a run of words that stand side by side in the query.
///
/// `whole` is how the whole run is read, where it is short enough to be asked.
pub fn run(asked: &[Asked], marked_query: bool, whole: Option<Reading>) -> Vec<Weighted> {
    let literal = whole == Some(Reading::Literal);
    let mut weighed = Vec::new();
    for word in asked {
        for (term, weight) in word_terms(word, marked_query, literal) {
            weighed.extend(Field::TEXT.map(|field| Weighted::relevance(Clause::term(field, term.clone()), weight * field.weight())));
        }
    }
    let weight = if marked_query { BIGRAM_MARKED } else { BIGRAM_UNMARKED };
    for bigram in crate::analysis::bigrams(&tokens(asked)) {
        weighed.extend(Field::BIGRAMS.map(|field| Weighted::relevance(Clause::term(field, bigram.clone()), weight * field.weight())));
    }
    if let Some(reading) = whole {
        weighed.extend(self::phrase(asked, marked_query, reading));
    }
    weighed
}

/// Weighs the words of a sentence that stand early in an article: it says first what it is about.
pub fn lead(asked: &[Asked], marked_query: bool) -> impl Iterator<Item = Weighted> {
    let terms = asked.iter().flat_map(move |word| word_terms(word, marked_query, false));
    terms.map(|(text, weight)| Weighted::relevance(Clause::First { field: Field::Body, text, within: LEAD_POSITIONS }, weight * LEAD))
}

/// Returns the terms of one word with their weights.
fn word_terms(word: &Asked, marked_query: bool, literal: bool) -> Vec<(compact_str::CompactString, f32)> {
    let fold = || word.token.fold.clone();
    match word.stance {
        _ if !word.is_word() => vec![(fold(), WORD)],
        Stance::Marked | Stance::Literal => vec![(word.exact(), WORD)],
        Stance::Bare if !marked_query => vec![(fold(), WORD)],
        Stance::Bare if literal => vec![(word.exact(), WORD)],
        Stance::Bare => vec![(fold(), BARE_FOLDED), (word.exact(), BARE_EXACT)],
    }
}

/// Weighs, among partial matches, each name, phrase and abbreviation that stands whole above any sum of scattered words.
pub fn whole_units(units: &[Clause]) -> impl Iterator<Item = Weighted> {
    units.iter().map(|clause| Weighted { clause: clause.clone(), weight: WHOLE_UNIT, adds: Adds::Constant })
}

/// Weighs words that stand in a row as a phrase.
pub fn phrase(asked: &[Asked], marked_query: bool, reading: Reading) -> Vec<Weighted> {
    let weights = match reading {
        Reading::Literal => vec![(Reading::Literal, PHRASE_MARKED), (Reading::Typed, PHRASE_MIXED)],
        _ if marked_query => vec![(Reading::Typed, PHRASE_MARKED)],
        _ => vec![(Reading::Typed, PHRASE_UNMARKED)],
    };
    let in_field = |field: Field| {
        weights
            .iter()
            .filter_map(move |&(reading, weight)| Some(Weighted::relevance(phrase::scored(asked, reading, field)?, weight * field.weight())))
            .collect::<Vec<_>>()
    };
    Field::TEXT.into_iter().flat_map(in_field).collect()
}
