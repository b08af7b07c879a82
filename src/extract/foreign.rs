//! Names of foreigners: `Tổng thống Donald Trump`, `Moon Jae-in`, `Denis Manturov cho biết`.
//!
//! A row of capitalised words that is no Vietnamese may be a person, a firm, a film or a town. It is a person where something says so: it
//! begins with a usual name, a post, a country or a word of address stands before it, or a post or a word of speech behind.

use std::ops::Range;
use std::sync::LazyLock;

use compact_str::CompactString;
use rustc_hash::FxHashSet;

use crate::analysis::{Capital, Kind, Token, tokenize};
use crate::text::Syllable;

use super::lexicon::lines;
use super::paragraph::{Break, Paragraph};
use super::rules::RULES;

/// The longest name, in words.
const LONGEST: usize = 7;

/// Small words inside a name: `Bashar al-Assad`, `Ursula von der Leyen`.
const PARTICLES: [&str; 14] = ["al", "el", "de", "da", "di", "del", "della", "der", "den", "von", "van", "bin", "la", "e"];

/// Folded usual first words of a name.
static FIRST: LazyLock<FxHashSet<CompactString>> = LazyLock::new(|| folds(include_str!("data/foreign_names.txt")));

/// Folded words that are in no name.
static THINGS: LazyLock<FxHashSet<CompactString>> = LazyLock::new(|| folds(include_str!("data/foreign_things.txt")));

fn folds(file: &'static str) -> FxHashSet<CompactString> {
    lines(file).flat_map(tokenize).map(|token| token.fold).collect()
}

/// Finds the names of foreigners in a paragraph, from left to right.
pub fn names(paragraph: &Paragraph) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < paragraph.len() {
        // `Tổng thống Ecuador Lenin Moreno`
        if let Some((length, ())) = RULES.people.countries.at(paragraph, at).filter(|_| paragraph.is_capitalised(at)) {
            at += length;
            continue;
        }
        // A second word with marks makes a Vietnamese name of it: nothing to read.
        if let Some(end) = paragraph.name_at(at).filter(|_| paragraph.tokens[at + 1].is_marked()) {
            at = end;
            continue;
        }
        let Some(end) = row(paragraph, at) else {
            at += 1;
            continue;
        };
        if is_person(paragraph, at..end) {
            found.push(at..end);
        }
        at = end;
    }
    found
}

/// Returns where the row of foreign words ends that begins at `at`; nothing if fewer than two stand there.
fn row(paragraph: &Paragraph, at: usize) -> Option<usize> {
    let first = &paragraph.tokens[at];
    if !paragraph.is_capitalised(at) || first.capital == Capital::Upper || !may_go_on(paragraph, at + 1) {
        return None;
    }
    // Tones and shapes make a Vietnamese word of the first one, and sooner than its syllable does.
    let is_vietnamese = first.is_marked() && !first.fold.contains(['f', 'j', 'w', 'z']);
    if is_vietnamese || !(is_usual(first) || is_foreign(first, paragraph.text)) {
        return None;
    }
    let mut end = at + 1;
    let mut words = 1;
    while end < paragraph.len() && end - at < LONGEST {
        let length = next_part(paragraph, end);
        if length == 0 {
            break;
        }
        end += length;
        words += 1;
    }
    // `Thứ trưởng Ngoại giao Triều Tiên Choe Son Hui`
    let is_told = is_usual(first) && is_announced(paragraph, at);
    let is_foreign = is_told || (at..end).any(|word| is_foreign(&paragraph.tokens[word], paragraph.text));
    (words >= 2 && is_foreign).then_some(end)
}

/// Tells whether a name may go on at `at`: most capitals stand alone.
fn may_go_on(paragraph: &Paragraph, at: usize) -> bool {
    at < paragraph.len() && (paragraph.is_capitalised(at) || paragraph.gap(at) == Break::Dash || is_particle(&paragraph.tokens[at]))
}

/// Returns how many tokens the next part of a name has: 0 if the name ends before `at`.
fn next_part(paragraph: &Paragraph, at: usize) -> usize {
    let (token, before) = (&paragraph.tokens[at], &paragraph.tokens[at - 1]);
    let is_part = |at: usize| {
        let token = &paragraph.tokens[at];
        paragraph.is_capitalised(at) && token.capital != Capital::Upper && (is_foreign(token, paragraph.text) || !token.is_marked())
    };
    match paragraph.gap(at) {
        Break::Space | Break::None if is_part(at) => 1,
        // `Mary J. Blige`
        Break::Stop if before.fold.len() == 1 && is_part(at) && is_foreign(token, paragraph.text) => 1,
        // `Kim Jong-un`, `Moon Jae - in`; a capital behind a spaced dash is somebody else.
        Break::Dash => {
            let is_tied = before.span.end + 1 == token.span.start;
            let is_small = !paragraph.is_capitalised(at) && token.kind == Kind::Word && !token.is_marked() && token.fold.len() <= 4;
            usize::from(is_small || is_tied && is_part(at))
        }
        Break::Space if is_particle(token) => {
            let next = at + 1;
            let goes_on = next < paragraph.len() && matches!(paragraph.gap(next), Break::Space | Break::Dash) && is_part(next);
            if goes_on { 2 } else { 0 }
        }
        _ => 0,
    }
}

/// Tells whether this is a small word inside a name: `Bashar al-Assad`.
pub fn is_particle(token: &Token) -> bool {
    token.capital == Capital::Lower && token.fold.len() <= 5 && PARTICLES.contains(&token.fold.as_str()) && !token.is_marked()
}

/// Tells whether names often begin with this word: `Song` is one, `sông` is a river.
fn is_usual(token: &Token) -> bool {
    !token.is_marked() && FIRST.contains(&token.fold)
}

/// Tells whether a word is no Vietnamese syllable.
fn is_foreign(token: &Token, text: &str) -> bool {
    token.kind == Kind::Word && token.fold.len() > 1 && Syllable::parse(token.span.of(text)).is_none()
}

/// Tells whether a word makes a firm, a club or a film of the row that it stands in.
pub fn is_of_thing(token: &Token) -> bool {
    THINGS.contains(&token.fold)
}

fn is_person(paragraph: &Paragraph, row: Range<usize>) -> bool {
    let Range { start, end } = row;
    if paragraph.tokens[row].iter().any(is_of_thing) {
        return false;
    }
    is_usual(&paragraph.tokens[start]) || is_announced(paragraph, start) || is_explained(paragraph, end)
}

/// Tells whether a post, a country or a word of address stands right before.
fn is_announced(paragraph: &Paragraph, start: usize) -> bool {
    start > 0
        && paragraph.follows(start)
        && (RULES.people.posts.before(paragraph, start, 5).is_some()
            || RULES.people.countries.before(paragraph, start, 4).is_some()
            || RULES.people.honorifics.before(paragraph, start, 4).is_some())
}

/// Tells whether a post or a word of address follows behind a comma, or somebody speaks.
fn is_explained(paragraph: &Paragraph, end: usize) -> bool {
    match paragraph.gap(end) {
        Break::Comma | Break::Dash | Break::Open => RULES.people.posts.has(paragraph, end) || RULES.people.honorifics.has(paragraph, end),
        Break::Space => RULES.people.speech.has(paragraph, end),
        _ => false,
    }
}
