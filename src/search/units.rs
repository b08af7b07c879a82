//! Which of the query's words belong together: names, abbreviations and their long forms, document numbers, years; else each word by itself.
//!
//! Only names are looked up in the archive: a run of words is a name if articles write it like one.

use std::ops::Range;

use crate::analysis::Kind;
use crate::analysis::abbreviation::Abbreviation;
use crate::extract::{begins_body, begins_name, name_key};

use super::engine::{Engine, Result};
use super::keys;
use super::phrase::{self, Reading};
use super::plan::Field;
use super::reading::{Asked, Run, Stance, tokens};
use super::response::UnitKind;

/// Tokens of a run that are one thing.
#[derive(Clone, Debug)]
pub struct Found {
    pub kind: UnitKind,
    pub tokens: Range<usize>,
    /// The abbreviation that these words are, or are the long form of.
    pub abbreviation: Option<&'static Abbreviation>,
}

/// The longest name, in tokens.
const LONGEST_NAME: usize = 5;

/// Words of address that stand before a name in a query and need not stand before it in the article.
const ADDRESSES: [&[&str]; 5] = [&["cac", "dong", "chi"], &["dong", "chi"], &["d", "c"], &["ong"], &["ba"]];

/// Parts a run into units, from left to right, each as long as it can be.
///
/// Words of address before a name are left out; words that the run leaves out are in no unit. `expand` false takes abbreviations as they are.
pub fn recognise(run: &Run, engine: &dyn Engine, expand: bool) -> Result<Vec<Found>> {
    let mut units = Vec::new();
    let mut at = 0;
    while at < run.asked.len() {
        let rest = &run.asked[at..];
        if let Some(count) = address_before_name(run, at, engine)? {
            at += count;
            continue;
        }
        let literal = rest[0].stance == Stance::Literal;
        let name = if literal { None } else { name_at(run, at, engine)? };
        let reads_on = expand && !literal && name.is_none();
        let abbreviation = if reads_on { abbreviation_at(run, at) } else { None };
        let body = if reads_on { body_at(run, at, engine)? } else { None };
        let body = body.filter(|count| abbreviation.is_none_or(|(short, _)| *count > short));
        let unit = match (name, body, abbreviation) {
            (Some(count), ..) => Found { kind: UnitKind::Name, tokens: at..at + count, abbreviation: None },
            (None, Some(count), _) => Found { kind: UnitKind::Body, tokens: at..at + count, abbreviation: None },
            (None, None, Some((count, found))) => Found { kind: UnitKind::Abbreviation, tokens: at..at + count, abbreviation: Some(found) },
            (None, None, None) => one_word(run, at),
        };
        at = unit.tokens.end;
        units.push(unit);
    }
    Ok(units)
}

/// Returns how many tokens of address stand at `at` with a name behind them.
fn address_before_name(run: &Run, at: usize, engine: &dyn Engine) -> Result<Option<usize>> {
    let rest = &run.asked[at..];
    for address in ADDRESSES {
        let fits =
            rest.len() > address.len() && rest.iter().zip(address).all(|(asked, word)| asked.token.fold == *word && asked.stance != Stance::Literal);
        if fits && run.word_ends(at + address.len()) && name_at(run, at + address.len(), engine)?.is_some() {
            return Ok(Some(address.len()));
        }
    }
    Ok(None)
}

/// Returns the length of the longest name at `at`.
fn name_at(run: &Run, at: usize, engine: &dyn Engine) -> Result<Option<usize>> {
    let rest = &run.asked[at..];
    if !begins_name(&rest[0].token) {
        return Ok(None);
    }
    let joined = |pair: &&[Asked]| pair[0].token.is_before(&pair[1].token) && pair[1].is_word() && pair[1].stance != Stance::Literal;
    let run_length = 1 + rest.windows(2).take_while(joined).count();
    for length in (2..=run_length.min(LONGEST_NAME)).rev() {
        if run.word_ends(at + length) && is_name(&rest[..length], engine)? {
            return Ok(Some(length));
        }
    }
    Ok(None)
}

/// The longest body, in tokens.
const LONGEST_BODY: usize = 10;

/// Returns the length of the longest body at `at` that the archive knows: `ban to chuc tinh uy`, `UBKT Tỉnh ủy`.
fn body_at(run: &Run, at: usize, engine: &dyn Engine) -> Result<Option<usize>> {
    let rest = &run.asked[at..];
    if !begins_body(&rest[0].token) || !(at == 0 || run.word_ends(at)) {
        return Ok(None);
    }
    let joined = |pair: &&[Asked]| pair[0].token.is_before(&pair[1].token) && pair[1].stance != Stance::Literal;
    let run_length = 1 + rest.windows(2).take_while(joined).count();
    for length in (2..=run_length.min(LONGEST_BODY)).rev() {
        if run.word_ends(at + length) && engine.frequency(Field::Committee, &keys::asked_body(&run.text_of(at..at + length)))? > 0 {
            return Ok(Some(length));
        }
    }
    Ok(None)
}

/// Words are a name if at least one in so many of the articles that hold them in a row writes them like one, alone or as the beginning
/// of a longer name.
///
/// Of two words, names reach one half and more, `vận tải` and its like stay below a third. Three words that are no name are rarely written
/// like one at all (`đồng quản trị`, in `Hội Đồng Quản Trị`, once in 1,211 articles), but a name may mostly stand inside longer ones, in
/// 30 articles of 32.
const fn written_one_in(words: usize) -> u64 {
    if words == 2 { 3 } else { 30 }
}

/// Longer names looked at, at most.
const LONGER_NAMES: usize = 200;

fn is_name(asked: &[Asked], engine: &dyn Engine) -> Result<bool> {
    let tokens = tokens(asked);
    let key = name_key(&tokens);
    let written = engine.frequency(Field::NameRun, &key)?;
    if written == 0 {
        return Ok(false);
    }
    let one_in = written_one_in(asked.len());
    // The rarest pair is an upper bound, and costs less than counting.
    let mut in_a_row = u64::MAX;
    for bigram in crate::analysis::bigrams(&tokens) {
        let pair = engine.frequency(Field::TitleBigrams, &bigram)? + engine.frequency(Field::BodyBigrams, &bigram)?;
        in_a_row = in_a_row.min(pair);
    }
    if in_a_row <= one_in * written {
        return Ok(true);
    }
    let in_a_row = engine.count(&phrase::clause(asked, Reading::Folded, &Field::TEXT))?;
    if in_a_row <= one_in * written {
        return Ok(true);
    }
    let longer = engine.terms(Field::NameRun, &format!("{key} "), &format!("{key}!"), LONGER_NAMES)?;
    let written = written + longer.iter().map(|(_, frequency)| frequency).sum::<u64>();
    Ok(in_a_row <= one_in * written)
}

/// Returns the short or long form at `at`, the longer of the two, if it ends with a word.
pub fn abbreviation_at(run: &Run, at: usize) -> Option<(usize, &'static Abbreviation)> {
    // Inside a document number (`35-CT/TW`) nothing is spelled out.
    let word = run.asked[at].word;
    let in_number = run.asked.iter().any(|asked| asked.word == word && asked.token.kind != Kind::Word);
    let at_word_start = at == 0 || run.word_ends(at);
    if in_number || !at_word_start {
        return None;
    }
    let tokens = tokens(&run.asked[at..]);
    let found = [Abbreviation::of_long_form(&tokens), Abbreviation::at(&tokens)];
    found.into_iter().flatten().filter(|(count, _)| run.word_ends(at + count)).max_by_key(|(count, _)| *count)
}

/// Takes one typed word as a unit; several tokens of it are a phrase or a document number.
fn one_word(run: &Run, at: usize) -> Found {
    let word = run.asked[at].word;
    let count = run.asked[at..].iter().take_while(|asked| asked.word == word).count();
    let token = &run.asked[at].token;
    let kind = match count {
        1 if token.kind == Kind::Number && is_year(&token.fold) => UnitKind::Year,
        1 => UnitKind::Word,
        _ if is_document_number(&run.asked[at..at + count], &run.texts[word]) => UnitKind::Document,
        _ => UnitKind::Phrase,
    };
    Found { kind, tokens: at..at + count, abbreviation: None }
}

fn is_year(digits: &str) -> bool {
    matches!(digits.parse(), Ok(1900..=2100)) && digits.len() == 4
}

/// Tells whether a word is written like `35-CT/TW` or `30/2020/NĐ-CP`: a number, then letters, with a slash or a dash.
fn is_document_number(tokens: &[Asked], text: &str) -> bool {
    let starts_with_number = tokens.first().is_some_and(|asked| asked.token.kind != Kind::Word);
    starts_with_number && tokens.iter().any(Asked::is_word) && text.contains(['/', '-', '–'])
}
