//! Which sentences of an article to show.
//!
//! A passage is a sentence, or as much of a long one as fits, cut between graphemes at white space. Passages are chosen greedily: each next
//! one is the sentence that adds most that has not been shown.

use std::collections::HashSet;

use unicode_segmentation::{GraphemeCursor, GraphemeIncomplete};

use crate::article::{Article, Class, Part};
use crate::text::{Span, sentences};

use super::{Mark, back, merge};

/// How many passages are wanted, and how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taste {
    pub passages: usize,
    /// The longest passage, in characters.
    pub chars: usize,
}

impl Default for Taste {
    fn default() -> Self {
        Self { passages: 3, chars: 240 }
    }
}

/// A piece of the stored text with its marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// In the stored text.
    pub span: Span,
    /// In the text of the passage, in order; places that only white space parts are one.
    pub marks: Vec<Span>,
}

/// Sentences that are tried; those that show what another shows already are passed over.
const MOST_TRIES: usize = 50;

/// A sentence that may be shown.
struct Candidate {
    sentence: Span,
    caption: bool,
    marks: Vec<Mark>,
}

/// Chooses among the sentences of the parts that hold marks.
pub(super) fn choose(article: &Article, marked: &[(&Part, Vec<Mark>)], taste: &Taste) -> Vec<Passage> {
    let text = &article.text;
    let mut candidates: Vec<Candidate> = Vec::new();
    // A sentence that stands there a thousand times is shown once, and chosen among once.
    let mut seen = HashSet::new();
    for (part, marks) in marked {
        for sentence in sentences(part.span.of(text)) {
            let sentence = sentence.shift(part.span.start);
            // Marks are in order and do not overlap, so those of a sentence stand in a row.
            let first = marks.partition_point(|mark| mark.span.end <= sentence.start);
            let marks: Vec<Mark> = marks[first..].iter().copied().take_while(|mark| mark.span.start < sentence.end).collect();
            if !marks.is_empty() && seen.insert(sentence.of(text)) {
                let sentence = marks.iter().fold(sentence, |sentence, mark| sentence.join(mark.span));
                candidates.push(Candidate { sentence, caption: part.class == Class::Caption, marks });
            }
        }
    }
    if candidates.is_empty() {
        return opening(article, taste).into_iter().collect();
    }
    let mut passages: Vec<Passage> = Vec::new();
    let mut shown_units: Vec<usize> = Vec::new();
    let mut tries = 0;
    while passages.len() < taste.passages && !candidates.is_empty() && tries < MOST_TRIES {
        tries += 1;
        let best = (0..candidates.len()).max_by_key(|&index| (candidates[index].worth(&shown_units), std::cmp::Reverse(index))).unwrap_or(0);
        let candidate = candidates.remove(best);
        if !passages.is_empty() && candidate.worth(&shown_units).0 == 0 && passages.len() >= 2 {
            break;
        }
        shown_units.extend(candidate.marks.iter().map(|mark| mark.unit));
        let span = cut(text, candidate.sentence, &candidate.marks, taste.chars);
        let inside = candidate.marks.iter().map(|mark| mark.span).filter(|mark| span.covers(*mark)).map(|mark| back(mark, span.start));
        let passage = Passage { span, marks: merge(inside.collect(), span.of(text)) };
        if passages.iter().all(|other| !other.span.overlaps(span) && other.span.of(text) != span.of(text)) {
            passages.push(passage);
        }
    }
    passages.sort_by_key(|passage| passage.span);
    passages
}

impl Candidate {
    /// Units not shown yet, then words marked (each unit once), then running text before captions.
    fn worth(&self, shown: &[usize]) -> (usize, usize, bool) {
        let mut units: Vec<(usize, usize)> = self.marks.iter().map(|mark| (mark.unit, mark.words)).collect();
        units.sort_by_key(|&(unit, words)| (unit, std::cmp::Reverse(words)));
        units.dedup_by_key(|&mut (unit, _)| unit);
        let new = units.iter().filter(|(unit, _)| !shown.contains(unit)).count();
        (new, units.iter().map(|&(_, words)| words).sum(), !self.caption)
    }
}

/// The first sentence of the article, for hits that are marked only in their title.
fn opening(article: &Article, taste: &Taste) -> Option<Passage> {
    let part = article.parts.iter().find(|part| matches!(part.class, Class::Sapo | Class::Body))?;
    let sentence = sentences(part.span.of(&article.text)).first()?.shift(part.span.start);
    Some(Passage { span: cut(&article.text, sentence, &[], taste.chars), marks: Vec::new() })
}

/// Takes at most `chars` characters of the sentence, around the stretch that holds most marks.
fn cut(text: &str, sentence: Span, marks: &[Mark], chars: usize) -> Span {
    if sentence.of(text).chars().count() <= chars {
        return sentence;
    }
    let dense = densest(text, marks, chars).unwrap_or(Span::new(sentence.start, sentence.start));
    // What is left is shared out: a third before the marks, the rest behind, and what the one side does not need goes to the other.
    let spare = chars.saturating_sub(dense.of(text).chars().count());
    let mut start = step_back(text, sentence.start, dense.start, spare / 3);
    let used = text[start..dense.start].chars().count();
    let end = step_forward(text, dense.end, sentence.end, spare - used.min(spare));
    if end == sentence.end {
        let used = text[dense.end..end].chars().count();
        start = step_back(text, sentence.start, dense.start, spare - used.min(spare));
    }
    let start = at_word_start(text, sentence.start, start, dense.start);
    let whole = at_word_end(text, sentence.end, end, dense.end);
    // A grapheme longer than all that may be shown is parted.
    Span::new(start, if whole > start { whole } else { end })
}

/// The stretch of neighbouring marks within `chars` characters that holds most words; a longer single mark stands alone.
fn densest(text: &str, marks: &[Mark], chars: usize) -> Option<Span> {
    let stretches = (0..marks.len()).map(|first| {
        let (mut span, mut words) = (marks[first].span, marks[first].words);
        for mark in &marks[first + 1..] {
            let wider = span.join(mark.span);
            if wider.of(text).chars().count() > chars {
                break;
            }
            (span, words) = (wider, words + mark.words);
        }
        (words, std::cmp::Reverse(first), span)
    });
    stretches.max_by_key(|&(words, first, _)| (words, first)).map(|(_, _, span)| span)
}

fn step_back(text: &str, floor: usize, from: usize, chars: usize) -> usize {
    text[floor..from].char_indices().rev().take(chars).last().map_or(from, |(offset, _)| floor + offset)
}

fn step_forward(text: &str, from: usize, ceiling: usize, chars: usize) -> usize {
    text[from..ceiling].char_indices().nth(chars).map_or(ceiling, |(offset, _)| from + offset)
}

/// Moves a cut to the right, behind the next white space; a word too long for that is cut between graphemes.
fn at_word_start(text: &str, floor: usize, at: usize, limit: usize) -> usize {
    if at == floor || text[..at].ends_with(char::is_whitespace) {
        return at;
    }
    let to_space = text[at..limit].char_indices().find(|(_, c)| c.is_whitespace());
    to_space.map_or_else(|| whole_graphemes(text, at, GraphemeCursor::next_boundary).min(limit), |(offset, c)| at + offset + c.len_utf8())
}

/// Moves a cut to the left, before the white space before it; a word too long for that is cut between graphemes.
fn at_word_end(text: &str, ceiling: usize, at: usize, limit: usize) -> usize {
    if at == ceiling || text[at..].starts_with(char::is_whitespace) {
        return at;
    }
    let to_space = text[limit..at].char_indices().rev().find(|(_, c)| c.is_whitespace());
    to_space.map_or_else(|| whole_graphemes(text, at, GraphemeCursor::prev_boundary).max(limit), |(offset, _)| limit + offset)
}

/// Moves a cut one step if it parts a grapheme.
fn whole_graphemes(text: &str, at: usize, step: impl Fn(&mut GraphemeCursor, &str, usize) -> Result<Option<usize>, GraphemeIncomplete>) -> usize {
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    match cursor.is_boundary(text, 0) {
        Ok(true) => at,
        _ => step(&mut cursor, text, 0).ok().flatten().unwrap_or(at),
    }
}
