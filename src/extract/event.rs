//! The events that an article is about, out of all the days it speaks of.
//!
//! What a body adds, deadlines and what happened before, are dates of the text, but not of the article. A congress that opens on one day
//! and closes on another is one event.

use std::ops::Range;

use super::date::{Day, Days};
use super::facts::{Date, DateKind, Event};
use super::lexicon::Lexicon;
use super::paragraph::{Break, Paragraph};
use super::rules::RULES;

/// A date with what its place in the article tells of it.
#[derive(Clone, Copy, Debug)]
pub struct Told {
    pub date: Date,
    /// Whether it stands in the title or the first sentences, which say what the article tells of.
    pub in_lead: bool,
    /// Whether its year is written, not only told of: `năm tới`, `trong quý I`.
    pub has_year: bool,
    /// Whether a sentence begins with it: `Ngày 20/6, Đảng bộ tổ chức …`.
    pub opens_sentence: bool,
    pub edge: Edge,
}

/// Whether something lasting begins or ends on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    None,
    Opens,
    /// After so many days, where it says so: `Sau hai ngày làm việc`.
    Closes {
        after: Option<i32>,
    },
}

/// The longest event that is told by its first and its last day, in days.
const LONGEST: i32 = 31;

/// Returns the days that the article is about: of the events in title and lead those that a sentence begins with, else all of them, else
/// the first event of the text.
pub fn events(told: &[Told]) -> Vec<Event> {
    let all = told.iter().filter_map(|told| Some((told, told.date.days.filter(|_| told.date.kind == DateKind::Event)?)));
    let all: Vec<(&Told, Days)> = all.collect();
    let is_open = all.iter().any(|(told, _)| told.in_lead && told.opens_sentence);
    let first = if all.iter().any(|(told, _)| told.in_lead) { None } else { all.first() };
    let chosen = all.iter().filter(|(told, _)| told.in_lead && (told.opens_sentence || !is_open)).chain(first);
    let event = |(told, days): &(&Told, Days)| Event { days: whole(told, *days, &all), origin: told.date.origin, span: told.date.span };
    let events: Vec<Event> = chosen.map(event).collect();
    let is_part = |event: &&Event| events.iter().any(|other| other.days != event.days && other.days.holds(event.days));
    events.iter().filter(|event| !is_part(event)).copied().collect()
}

/// Returns the days from the opening of what closes on these.
fn whole(told: &Told, days: Days, all: &[(&Told, Days)]) -> Days {
    let Edge::Closes { after } = told.edge else { return days };
    let fits = |opening: &Day| *opening < days.first && days.first.number() - opening.number() < LONGEST;
    let opening = all.iter().filter(|(told, _)| told.edge == Edge::Opens).map(|(_, days)| days.first).find(fits);
    let counted = || after.filter(|count| (2..LONGEST).contains(count)).map(|count| days.first.plus(1 - count));
    opening.or_else(counted).and_then(|first| Days::range(first, days.last)).unwrap_or(days)
}

/// Reads whether the sentence of a date says that something opens or closes on it.
pub fn edge(paragraph: &Paragraph, date: &Range<usize>) -> Edge {
    let start = paragraph.sentence_start(date.start);
    let end = (date.end..paragraph.len()).find(|&at| paragraph.gap(at) == Break::Stop).unwrap_or(paragraph.len());
    let says = |words: &Lexicon<()>| (start..end).any(|at| words.has(paragraph, at));
    let after = (start..end).find_map(|at| duration(paragraph, at));
    if after.is_some() || says(&RULES.dates.closing_words) {
        Edge::Closes { after }
    } else if says(&RULES.dates.opening_words) {
        Edge::Opens
    } else {
        Edge::None
    }
}

/// Reads `sau hai ngày làm việc`, `sau 3 ngày tranh tài`, `sau một ngày rưỡi làm việc`.
fn duration(paragraph: &Paragraph, at: usize) -> Option<i32> {
    let (length, ()) = RULES.dates.after.at(paragraph, at)?;
    let count = at + length;
    let (days, next) = match paragraph.number(count, 2).and_then(|days| i32::try_from(days).ok()) {
        Some(days) => (days, count + 1),
        None => RULES.dates.counts.at(paragraph, count).map(|(length, days)| (*days, count + length))?,
    };
    let (length, ()) = RULES.dates.day_word.at(paragraph, next)?;
    let (half, next) = match RULES.dates.and_a_half.at(paragraph, next + length) {
        Some((half, ())) => (1, next + length + half),
        None => (0, next + length),
    };
    RULES.dates.at_work.has(paragraph, next).then_some(days + half)
}
