//! Names that their neighbourhood shows: behind a word of address (`ông Kpuih Thăk`), or before a post (`Bh'riu Nhíp, Chủ nhiệm`).
//!
//! There are more surnames than any list holds, and whole peoples without them.

use std::ops::Range;

use crate::analysis::Capital;

use super::paragraph::{Break, Paragraph};
use super::place;
use super::rules::RULES;
use super::{foreign, name};

/// The longest name, in words; names of neighbours are written with dashes: `Khăm-phẻng Xay-nhạ-vông`.
const LONGEST: usize = 7;

/// Folded names of clans that stand last in a name.
const CLANS: [&str; 24] = [
    "nie", "mlo", "eban", "ayun", "bya", "kbuor", "kdoh", "ksor", "kpa", "adrong", "enuol", "hdok", "hwing", "knul", "ktla", "ktul", "arul",
    "bkrong", "bdap", "buon", "rcam", "ecam", "hrue", "kdam",
];

/// Finds the names that `paragraph.names` lacks, has only a part of, or is not sure of.
pub fn shown(paragraph: &Paragraph) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < paragraph.len() {
        let addressed = behind_foreign_post(paragraph, at);
        let addressed = addressed.or_else(|| {
            RULES
                .people
                .honorifics
                .at(paragraph, at)
                .map(|(length, _)| at + length)
                .filter(|&next| paragraph.joins(next) && !RULES.people.honorifics.has(paragraph, next) && !shouts(paragraph, at, next))
        });
        let begins = goes_on(paragraph, at) && (at == 0 || !paragraph.is_capitalised(at - 1) || !paragraph.follows(at));
        if let Some(name) = addressed.and_then(|start| capitals(paragraph, start).or_else(|| of_woman(paragraph, start))) {
            at = name.end;
            found.push(name);
        } else if let Some(name) = begins
            .then(|| capitals(paragraph, at))
            .flatten()
            .filter(|name| is_before_post(paragraph, name) || speaks(paragraph, name) || is_glued(paragraph, name))
        {
            at = name.end;
            found.push(name);
        } else {
            at += 1;
        }
    }
    found
}

/// Tells whether a capitalised word stands here with another one behind it: most capitals stand alone.
fn goes_on(paragraph: &Paragraph, at: usize) -> bool {
    paragraph.is_capitalised(at) && (paragraph.is_capitalised(at + 1) || matches!(paragraph.gap(at + 1), Break::None | Break::Dash))
}

/// Tells whether a headline in capitals goes on here: `CÔNG BỐ CÁC QUYẾT ĐỊNH` speaks of no father.
fn shouts(paragraph: &Paragraph, address: usize, name: usize) -> bool {
    [address, name].iter().all(|&at| paragraph.tokens.get(at).is_some_and(|token| token.capital == Capital::Upper))
}

/// Returns where a name may begin behind a post with a country: `Tổng thống Mỹ Donald Trump`.
fn behind_foreign_post(paragraph: &Paragraph, at: usize) -> Option<usize> {
    let (length, _) = RULES.people.posts.at(paragraph, at)?;
    let country = at + length;
    let (length, ()) = RULES.people.countries.at(paragraph, country).filter(|_| paragraph.follows(country))?;
    let start = country + length;
    (start < paragraph.len() && paragraph.follows(start)).then_some(start)
}

/// Reads capitals in a row that may be a name, and no place, post or body.
fn capitals(paragraph: &Paragraph, start: usize) -> Option<Range<usize>> {
    let start = start + RULES.people.countries.at(paragraph, start).map_or(0, |(length, ())| length);
    if start >= paragraph.len() {
        return None;
    }
    let is_other = |at: usize| {
        RULES.people.posts.has(paragraph, at)
            || RULES.bodies.heads.has(paragraph, at)
            || RULES.bodies.levels.has(paragraph, at)
            || RULES.people.organisations.has(paragraph, at)
    };
    let is_tied = |at: usize| match paragraph.gap(at) {
        Break::Dash => name::is_tied(paragraph, start, at),
        gap => gap == Break::None,
    };
    let is_part = |at: usize| at > start && is_tied(at) || paragraph.is_capitalised(at) && (at == start || paragraph.follows(at)) && !is_other(at);
    let end = (start..paragraph.len()).take_while(|&at| is_part(at)).last()? + 1;
    let words = (start..end).filter(|&at| at == start || paragraph.gap(at) != Break::Dash).count();
    let is_place = place::known_end(paragraph, start) == Some(end);
    let goes_on = end < paragraph.len() && paragraph.follows(end) && paragraph.is_capitalised(end);
    let is_withheld = name::is_cut_short(&paragraph.tokens[end - 1]) || goes_on && name::is_cut_short(&paragraph.tokens[end]);
    let is_other = is_place || is_withheld || paragraph.tokens[start..end].iter().any(foreign::is_of_thing);
    let is_name = words >= 2 && end - start <= LONGEST && !is_other && !RULES.people.not_names.has(paragraph, start);
    is_name.then_some(start..end)
}

/// Reads the name of a woman of the peoples who write `Thị` first: `bà Thị Rét`.
fn of_woman(paragraph: &Paragraph, start: usize) -> Option<Range<usize>> {
    let is_thi = paragraph.tokens.get(start)?.exact == "thi5" && paragraph.is_capitalised(start) && !RULES.bodies.levels.has(paragraph, start);
    let given = (start + 1..paragraph.len().min(start + 3)).take_while(|&at| is_thi && paragraph.is_capitalised(at) && paragraph.follows(at));
    given.last().map(|last| start..last + 1)
}

/// Tells whether a marker is written together with the given name, and a clan stands behind: `YLong Niê`.
fn is_glued(paragraph: &Paragraph, name: &Range<usize>) -> bool {
    name::glued_marker(&paragraph.tokens[name.start], paragraph.text).is_some()
        && (2..=3).contains(&name.len())
        && CLANS.contains(&paragraph.tokens[name.start + 1].fold.as_str())
}

/// Tells whether these are two given names before a word of speech: `Ngọc Vân chia sẻ`.
fn speaks(paragraph: &Paragraph, name: &Range<usize>) -> bool {
    name.len() == 2
        && name.clone().all(|at| name::is_given(&paragraph.tokens[at]))
        && paragraph.follows(name.end)
        && RULES.people.speech.has(paragraph, name.end)
}

/// Tells whether a post stands behind, parted by a comma or a dash.
fn is_before_post(paragraph: &Paragraph, name: &Range<usize>) -> bool {
    let words = name.len();
    (2..=4).contains(&words)
        && matches!(paragraph.gap(name.end), Break::Comma | Break::Dash | Break::Open)
        && paragraph.is_capitalised(name.end)
        && RULES.people.posts.has(paragraph, name.end)
        && matches!(
            paragraph.gap(name.start),
            Break::Start | Break::Comma | Break::Semicolon | Break::Colon | Break::Space | Break::Dash | Break::Stop
        )
}
