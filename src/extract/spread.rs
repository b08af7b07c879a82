//! Names that one paragraph shows and others only repeat: `ca sĩ Ngọc Vân` here, `Ngọc Vân` there.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::analysis::Capital;

use super::paragraph::Paragraph;
use super::rules::RULES;

/// Names of an article, as exact keys.
#[derive(Default)]
struct Names<'a> {
    names: FxHashSet<Vec<&'a str>>,
    /// The longest name that begins with a word, in words.
    longest: FxHashMap<&'a str, usize>,
}

/// Finds in every paragraph the names that are evident in another one.
pub fn spread(paragraphs: &mut [&mut Paragraph]) {
    let mut found: Vec<Vec<Range<usize>>> = Vec::new();
    {
        let names = evident(paragraphs);
        if names.names.is_empty() {
            return;
        }
        found.extend(paragraphs.iter().map(|paragraph| repeated(paragraph, &names)));
    }
    for (paragraph, found) in paragraphs.iter_mut().zip(found) {
        for name in found {
            if shouts(paragraph, name.clone()) { paragraph.cut_name(name) } else { paragraph.add_name(name) }
        }
    }
}

fn evident<'a>(paragraphs: &'a [&mut Paragraph]) -> Names<'a> {
    let mut names = Names::default();
    for paragraph in paragraphs {
        for name in paragraph.evident_names() {
            let words: Vec<&str> = name.clone().map(|at| paragraph.tokens[at].exact.as_str()).collect();
            // Streets and schools are called after people of history.
            let is_historic = RULES.bodies.historic.at(paragraph, name.start).is_some_and(|(length, ())| length == name.len());
            if let Some(first) = words.first().filter(|first| !first.is_empty() && !is_historic) {
                let longest = names.longest.entry(first).or_default();
                *longest = words.len().max(*longest);
                names.names.insert(words);
            }
        }
    }
    names
}

/// Finds these names in a paragraph, the longest where several begin.
fn repeated(paragraph: &Paragraph, names: &Names) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < paragraph.len() {
        let known = if paragraph.is_capitalised(at) { names.longest.get(paragraph.tokens[at].exact.as_str()) } else { None };
        let stands = |length: &usize| {
            let end = at + length;
            let words = || paragraph.tokens[at..end].iter().map(|token| token.exact.as_str()).collect::<Vec<_>>();
            end <= paragraph.len()
                && (at + 1..end).all(|inside| paragraph.joins(inside))
                && (shouts(paragraph, at..end) || !(end < paragraph.len() && paragraph.is_capitalised(end) && paragraph.follows(end)))
                && names.names.contains(&words())
        };
        let longest = known.and_then(|longest| (1..=*longest).rev().find(stands));
        if let Some(length) = longest {
            found.push(at..at + length);
        }
        at += longest.unwrap_or(1);
    }
    found
}

/// Tells whether a name stands in capitals: in a headline only who knows it tells where it ends.
fn shouts(paragraph: &Paragraph, name: Range<usize>) -> bool {
    name.len() > 2 && paragraph.tokens[name].iter().all(|token| token.capital == Capital::Upper)
}
