//! Names that one paragraph shows and others only repeat: `ca sĩ Ngọc Vân` here, `Ngọc Vân` there.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::paragraph::Paragraph;
use super::rules::RULES;

/// Names of an article by their first word, as exact keys.
type Names<'a> = FxHashMap<&'a str, FxHashSet<Vec<&'a str>>>;

/// Finds in every paragraph the names that are evident in another one.
pub fn spread(paragraphs: &mut [&mut Paragraph]) {
    let mut found: Vec<Vec<Range<usize>>> = Vec::new();
    {
        let names = evident(paragraphs);
        if names.is_empty() {
            return;
        }
        found.extend(paragraphs.iter().map(|paragraph| repeated(paragraph, &names)));
    }
    for (paragraph, found) in paragraphs.iter_mut().zip(found) {
        found.into_iter().for_each(|name| paragraph.add_name(name));
    }
}

fn evident<'a>(paragraphs: &'a [&mut Paragraph]) -> Names<'a> {
    let mut names = Names::default();
    for paragraph in paragraphs {
        for name in paragraph.evident_names() {
            let words: Vec<&str> = name.clone().map(|at| paragraph.tokens[at].exact.as_str()).collect();
            // Streets and schools are called after people of history.
            let is_historic = RULES.historic.at(paragraph, name.start).is_some_and(|(length, ())| length == name.len());
            if let Some(first) = words.first().filter(|first| !first.is_empty() && !is_historic) {
                names.entry(first).or_default().insert(words);
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
        let known = if paragraph.is_capitalised(at) { names.get(paragraph.tokens[at].exact.as_str()) } else { None };
        let stands = |words: &&Vec<&str>| {
            let end = at + words.len();
            end <= paragraph.len()
                && words.iter().zip(at..).all(|(word, at)| paragraph.tokens[at].exact == *word)
                && (at + 1..end).all(|inside| paragraph.joins(inside))
                && !(end < paragraph.len() && paragraph.is_capitalised(end) && paragraph.follows(end))
        };
        let longest = known.and_then(|known| known.iter().filter(stands).map(|words| words.len()).max());
        if let Some(length) = longest {
            found.push(at..at + length);
        }
        at += longest.unwrap_or(1);
    }
    found
}
