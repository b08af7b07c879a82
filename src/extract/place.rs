//! Places behind a level (`huyện Hoàng Su Phì`) or behind a body (`Tỉnh ủy Phú Yên`).

use std::sync::LazyLock;

use compact_str::CompactString;
use rustc_hash::FxHashSet;

use crate::analysis::tokenize;

use super::body;
use super::lexicon::lines;
use super::name::name_key;
use super::paragraph::{Break, Paragraph};
use super::rules::RULES;

/// The longest name of a place, in words: `Bà Rịa - Vũng Tàu`.
const LONGEST: usize = 4;

/// Folded names of provinces, districts and communes, and their first words.
static PLACES: LazyLock<Places> = LazyLock::new(|| {
    // People are called `Minh Hải` and `Nam Hà`, but nobody `Hà Nam Ninh`.
    let former = || lines(include_str!("data/former_provinces.txt")).map(tokenize).filter(|words| words.len() > 2);
    let places = || lines(include_str!("data/places.txt")).map(tokenize).chain(former());
    let first = places().filter_map(|words| words.first().map(|first| first.fold.clone())).collect();
    Places { first, names: places().map(|words| name_key(&words)).collect() }
});

struct Places {
    first: FxHashSet<CompactString>,
    names: FxHashSet<String>,
}

/// Reads the place behind a level: a known one, else what follows in capitals; `phường 5`, `thôn 3`, `tổ dân phố số 7`.
pub fn after_level(paragraph: &Paragraph, at: usize) -> Option<usize> {
    let is_letter = |at: usize| paragraph.tokens[at].fold.len() == 1;
    // The letter of `H'Djuin` is no district.
    let is_tied = || paragraph.gap(at) == Break::None && is_letter(at - 1);
    if at >= paragraph.len() || !(paragraph.follows(at) || follows_short_form(paragraph, at)) || is_tied() {
        return None;
    }
    if let Some(end) = numbered(paragraph, at) {
        return Some(end);
    }
    let known = known(paragraph, at);
    // `phường Lộc Vượng` is a place although people are called so; `xã Nguyễn Văn Sơn` ends before somebody's name.
    let named = paragraph.name_at(at).filter(|end| end - at == 2);
    known.max(in_capitals(paragraph, at)).or(named)
}

/// Tells whether a point belongs to the level before it: `TP. Huế`, `H.Bình Chánh`.
fn follows_short_form(paragraph: &Paragraph, at: usize) -> bool {
    let level = &paragraph.tokens[at - 1];
    level.fold.len() <= 2 && level.span.of(paragraph.text).starts_with(char::is_uppercase) && matches!(paragraph.gap(at), Break::Point | Break::Stop)
}

/// Reads the place right behind a body.
pub fn bare(paragraph: &Paragraph, at: usize) -> Option<usize> {
    known(paragraph, at).or_else(|| in_capitals(paragraph, at))
}

fn numbered(paragraph: &Paragraph, at: usize) -> Option<usize> {
    let at = if paragraph.tokens[at].exact == "sô1" { at + 1 } else { at };
    (at < paragraph.len() && paragraph.follows(at) && paragraph.number(at, 3).is_some()).then_some(at + 1)
}

/// Returns where the known place ends that begins at `at`, whatever stands behind it.
pub fn known_end(paragraph: &Paragraph, at: usize) -> Option<usize> {
    if !paragraph.tokens.get(at).is_some_and(|token| PLACES.first.contains(&token.fold)) {
        return None;
    }
    let is_place = |length: &usize| PLACES.names.contains(&name_key(&paragraph.tokens[at..at + length]));
    (1..=capitals(paragraph, at).min(LONGEST)).rev().find(is_place).map(|length| at + length)
}

/// Reads the longest known place, unless more capitals make a person of it.
fn known(paragraph: &Paragraph, at: usize) -> Option<usize> {
    let length = known_end(paragraph, at)? - at;
    // `Vũ Quang` is a district, `Vũ Quang Đức` a person.
    let is_person = paragraph.name_at(at).is_some_and(|end| end > at + length.max(2));
    (!is_person).then_some(at + length)
}

fn in_capitals(paragraph: &Paragraph, at: usize) -> Option<usize> {
    if paragraph.name_at(at).is_some() {
        return None;
    }
    let run = run(paragraph, at);
    let is_person = |at: usize| paragraph.name_at(at).is_some_and(|end| end - at > 2);
    let before_person = (0..run).take_while(|&step| step == 0 || !is_person(at + step)).count();
    (run > 0).then(|| at + before_person.min(LONGEST))
}

/// Returns how many capitalised words stand here in a row, up to one that begins a post, a body or another thing.
fn run(paragraph: &Paragraph, at: usize) -> usize {
    let is_other = |index: usize| {
        let is_body = || RULES.bodies.heads.has(paragraph, index) && !body::is_plain_word(paragraph, index);
        RULES.bodies.not_places.has(paragraph, index) || RULES.people.posts.has(paragraph, index) || is_body()
    };
    (0..capitals(paragraph, at)).take_while(|&step| !is_other(at + step)).count()
}

/// Returns how many capitalised words stand here in a row.
fn capitals(paragraph: &Paragraph, at: usize) -> usize {
    let goes_on = |&index: &usize| {
        // `Cư M'gar`, `Ea H'leo`.
        let is_tied = index > at && paragraph.gap(index) == Break::None && paragraph.tokens[index - 1].fold.len() == 1;
        is_tied || paragraph.is_capitalised(index) && (index == at || matches!(paragraph.gap(index), Break::Space | Break::None | Break::Dash))
    };
    (at..paragraph.len()).take_while(goes_on).count()
}
