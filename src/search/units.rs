//! Which of the query's words belong together: names, abbreviations and their long forms, document numbers, years; else each word by itself.
//!
//! Names, committees and documents are looked up in the archive: a run of words is a name if articles write it like one.

use std::ops::Range;

use crate::analysis::abbreviation::Abbreviation;
use crate::analysis::{Capital, Kind};
use crate::extract::{begins_body, begins_name, document_key, name_key};

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
    /// The key of the document that the archive knows by these words.
    pub document: Option<String>,
}

impl Found {
    /// Takes tokens as a unit of which nothing more is known.
    pub const fn of(kind: UnitKind, tokens: Range<usize>) -> Self {
        Self { kind, tokens, abbreviation: None, document: None }
    }

    /// Returns the tokens that an article must hold: of `năm 2021` the number.
    pub fn needed(&self) -> Range<usize> {
        if self.kind == UnitKind::Year { self.tokens.end - 1..self.tokens.end } else { self.tokens.clone() }
    }
}

/// The longest name, in tokens.
const LONGEST_NAME: usize = 5;

/// Words of address that stand before a name in a query and need not stand before it in the article.
const ADDRESSES: [&[&str]; 5] = [&["cac", "dong", "chi"], &["dong", "chi"], &["d", "c"], &["ong"], &["ba"]];

/// Parts a run into units, from left to right, each as long as it can be.
///
/// Words of address before a name are left out; words that the run leaves out are in no unit. `expand` false takes words as they are, but for names.
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
        if reads_on && let Some(found) = known_number(run, at, engine)? {
            at = found.tokens.end;
            units.push(found);
            continue;
        }
        let abbreviation = if reads_on { abbreviation_at(run, at) } else { None };
        let body = if reads_on { body_at(run, at, engine)? } else { None };
        let body = body.filter(|count| abbreviation.is_none_or(|(short, _)| *count > short));
        let unit = match (name, body, abbreviation) {
            (Some(count), ..) => Found::of(UnitKind::Name, at..at + count),
            (None, Some(count), _) => Found::of(UnitKind::Body, at..at + count),
            (None, None, Some((count, found))) => Found { abbreviation: Some(found), ..Found::of(UnitKind::Abbreviation, at..at + count) },
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
    // The pairs give bounds, and cost less than counting: no more articles hold the words in a row than hold the rarest pair, and of two words
    // no fewer.
    let (mut least, mut most) = (0, u64::MAX);
    for bigram in crate::analysis::bigrams(&tokens) {
        let (titles, bodies) = (engine.frequency(Field::TitleBigrams, &bigram)?, engine.frequency(Field::BodyBigrams, &bigram)?);
        least = if tokens.len() == 2 { titles.max(bodies) } else { 0 };
        most = most.min(titles + bodies);
    }
    if most <= one_in * written {
        return Ok(true);
    }
    let longer = engine.terms(Field::NameRun, &format!("{key} "), &format!("{key}!"), LONGER_NAMES)?;
    let written = written + longer.iter().map(|(_, frequency)| frequency).sum::<u64>();
    if least > one_in * written {
        return Ok(false);
    }
    Ok(engine.count(&phrase::clause(asked, Reading::Folded, &Field::TEXT))? <= one_in * written)
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
    let kind = match count {
        1 => UnitKind::Word,
        _ if is_document_number(&run.asked[at..at + count], &run.texts[word]) => UnitKind::Document,
        _ => UnitKind::Phrase,
    };
    Found::of(kind, at..at + count)
}

/// Reads a year or the number of a document that the archive knows.
fn known_number(run: &Run, at: usize, engine: &dyn Engine) -> Result<Option<Found>> {
    let year = year_at(run, at).map(|count| Found::of(UnitKind::Year, at..at + count));
    let document = document_at(run, at, engine)?;
    let document = document.map(|(count, key)| Found { document: Some(key), ..Found::of(UnitKind::Document, at..at + count) });
    Ok(document.or(year))
}

/// Words before which an unmarked `nam` is the south, or the end of a name: `Việt Nam 2021`, `Hà Nam 2021`.
const BEFORE_SOUTH: [&str; 18] =
    ["van", "ong", "viet", "ha", "quang", "mien", "phia", "dong", "tay", "an", "hai", "bac", "huong", "cuc", "vung", "nuoc", "ben", "thanh"];

/// Returns how many tokens a year takes, the word `năm` before it included: whoever types it means the same year.
fn year_at(run: &Run, at: usize) -> Option<usize> {
    let is_year = |at: usize| {
        let Some(asked) = run.asked.get(at) else { return false };
        let stands_alone = (at == 0 || run.word_ends(at)) && run.word_ends(at + 1);
        stands_alone && asked.stance != Stance::Literal && asked.token.kind == Kind::Number && is_year(&asked.token.fold)
    };
    if is_year(at) {
        return Some(1);
    }
    let word = &run.asked[at];
    let is_south = || at > 0 && BEFORE_SOUTH.contains(&run.asked[at - 1].token.fold.as_str());
    let says_year = match word.stance {
        Stance::Marked => word.token.exact == "năm0",
        Stance::Bare => word.token.fold == "nam" && word.token.capital != Capital::Title && !is_south(),
        Stance::Literal => false,
    };
    (says_year && is_year(at + 1)).then_some(2)
}

/// The longest number of a document, in tokens: `nghị quyết liên tịch số 403/2017/NQLT-CP`.
const LONGEST_DOCUMENT: usize = 10;
/// The longest kind with the word before its number, in tokens.
const LONGEST_KIND: usize = 5;

/// Returns the length of the document at `at` that the archive knows, with its key: `35 ct tw`, `Chỉ thị số 35-CT/TW`, `chi thi 35`.
fn document_at(run: &Run, at: usize, engine: &dyn Engine) -> Result<Option<(usize, String)>> {
    let rest = &run.asked[at..run.asked.len().min(at + LONGEST_DOCUMENT)];
    let Some(number) = rest.iter().take(LONGEST_KIND + 1).position(|asked| asked.token.kind != Kind::Word) else { return Ok(None) };
    let begins = |at: usize| at == 0 || run.word_ends(at);
    if !begins(at) || !begins(at + number) {
        return Ok(None);
    }
    // What stands before the number must be its kind: `hội nghị 35-CT/TW` holds a number, but is none.
    let called = |from: usize| document_key(&format!("{} {}", run.text_of(from..at + number), rest[number].token.fold));
    if number > 0 && (called(at).is_none() || number > 1 && called(at + 1) == called(at)) {
        return Ok(None);
    }
    let mut found = None;
    let mut shorter = None;
    for length in number + 1..=rest.len() {
        if !run.word_ends(at + length) {
            continue;
        }
        if rest[..length].iter().any(|asked| asked.stance == Stance::Literal) {
            break;
        }
        let key = document_key(&run.text_of(at..at + length));
        // What adds nothing to the number is no part of it. Without its issuer a number is known by the words before it.
        let is_new = key != shorter && (number > 0 || key.as_ref().is_some_and(|key| key.contains('/')));
        if let Some(key) = key.as_ref().filter(|_| is_new)
            && engine.frequency(Field::Document, key)? > 0
        {
            found = Some((length, key.clone())).filter(|_| key.contains('/') || !is_counted(run, at + number)).or(found);
        }
        shorter = key;
    }
    Ok(found)
}

/// What is counted where a kind of document stands before a number: `kế hoạch 10 năm`.
const COUNTED: [&str; 8] = ["nam", "thang", "ngay", "nguoi", "tuoi", "dong", "trieu", "ty"];

/// Tells whether a number counts what stands behind it: `kế hoạch 5 năm`, `chương trình 3 giai đoạn`. Numbers of documents below ten
/// have a zero or a word before them where more is said.
fn is_counted(run: &Run, number: usize) -> bool {
    let Some(next) = run.asked.get(number + 1).filter(|next| next.is_word() && year_at(run, number + 1).is_none()) else { return false };
    let is_said = number > 0 && run.asked[number - 1].token.fold == "so";
    let is_bare = run.asked[number].token.fold.len() == 1;
    !is_said && (is_bare || COUNTED.contains(&next.token.fold.as_str()))
}

fn is_year(digits: &str) -> bool {
    matches!(digits.parse(), Ok(1900..=2100)) && digits.len() == 4
}

/// Tells whether a word is written like `35-CT/TW` or `30/2020/NĐ-CP`: a number, then letters, with a slash or a dash.
fn is_document_number(tokens: &[Asked], text: &str) -> bool {
    let starts_with_number = tokens.first().is_some_and(|asked| asked.token.kind != Kind::Word);
    starts_with_number && tokens.iter().any(Asked::is_word) && text.contains(['/', '-', '–'])
}
