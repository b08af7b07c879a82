//! Reads dates as they are written; a year that is left out stays open.

use std::ops::Range;

use crate::extract::lexicon::Lexicon;
use crate::extract::paragraph::{Break, Paragraph};
use crate::extract::rules::RULES;

use super::calendar::Day;
use super::period::{self, Period};
use super::year;

/// A date as it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The tokens that say it, without the words before it (`ngày`, `sáng`).
    pub tokens: Range<usize>,
    pub said: Said,
    pub role: Role,
}

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    Day(Written),
    /// From one day to another; the first borrows what it leaves out from the second.
    Range(Written, Written),
    /// So many days after the day of publication: `hôm qua` is -1.
    Relative(i32),
    /// The last such day of the week: `thứ Bảy tuần qua`.
    LastWeekday(i8),
    Period(Period),
}

/// Day and month, with the year if it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    pub day: i8,
    pub month: i8,
    pub year: Option<i16>,
    /// The day of the week that stands with it, 1 for Monday.
    pub weekday: Option<i8>,
}

impl Written {
    /// Returns the day in its own year, else in `year`.
    pub fn in_year(self, year: i16) -> Option<Day> {
        Day::new(self.year.unwrap_or(year), self.month, self.day)
    }

    /// Tells whether this day is of another day of the week than the one that is written.
    pub fn disagrees(self, day: Day) -> bool {
        self.weekday.is_some_and(|weekday| weekday != day.weekday())
    }
}

/// What a date is in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Something happened, or is told of then.
    Past,
    /// Something is going to happen.
    Future,
    /// The day of issue of a document.
    Citation,
    /// A feast, an anniversary, a street or a square.
    Holiday,
    /// A day in somebody's life: born, joined the Party.
    Life,
    /// From this day on something holds, or up to it: `từ ngày 1/7/2025`.
    Since,
    /// The day of publication.
    Publication,
}

/// Finds the dates of a paragraph, from left to right. `taken` are tokens that belong to document numbers.
pub fn scan(paragraph: &Paragraph, taken: &[Range<usize>]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < paragraph.len() {
        if let Some(other) = taken.iter().find(|other| other.contains(&at)) {
            at = other.end;
            continue;
        }
        match read(paragraph, at) {
            Some((tokens, said)) => {
                at = tokens.end;
                let role = if matches!(said, Said::Period(_)) { Role::Past } else { role(paragraph, &tokens, said) };
                push(paragraph, &mut found, Found { tokens, said, role });
            }
            None => at += 1,
        }
    }
    found
}

/// Adds a date; what goes on a period with `đến` makes one of both: `tháng 3/2005 đến tháng 8/2010`.
fn push(paragraph: &Paragraph, found: &mut Vec<Found>, next: Found) {
    if let (Some(Found { tokens, said: Said::Period(first), .. }), Said::Period(last)) = (found.last(), next.said)
        && let Some((length, ())) = RULES.dates.to.at(paragraph, tokens.end)
        && tokens.end + length == next.tokens.start
        && let Some(said) = Period::joined(*first, last)
    {
        let tokens = tokens.start..next.tokens.end;
        found.pop();
        found.push(Found { tokens, said: Said::Period(said), role: Role::Past });
        return;
    }
    found.push(next);
}

/// Reads the date that begins at `at`, or the words before it.
fn read(paragraph: &Paragraph, at: usize) -> Option<(Range<usize>, Said)> {
    if paragraph.tokens[at].kind != crate::analysis::Kind::Number {
        if let Some((length, days)) = RULES.dates.relative_days.at(paragraph, at) {
            // `hôm nay (26/6)`: the digits say it.
            let dated = at + length;
            let said_again = dated < paragraph.len() && (day_month(paragraph, dated).is_some() || paragraph.gap(dated) == Break::Open);
            // `Sáng Mai Thanh Sơn đến`: somebody.
            let is_name = paragraph.name_at(dated - 1).is_some();
            return (!said_again && !is_name).then_some((at..dated, Said::Relative(*days)));
        }
        if let Some((end, weekday)) = last_weekday(paragraph, at) {
            return Some((at..end, Said::LastWeekday(weekday)));
        }
        return period::read(paragraph, at).map(|(end, period)| (at..end, Said::Period(period)));
    }
    if let Some(found) = range(paragraph, at) {
        return Some(found);
    }
    if let Some((written, end)) = day_month(paragraph, at)
        && (written.year.is_some()
            || (is_announced(paragraph, at) || is_parenthesis(paragraph, at, end) || is_feast(paragraph, at, written)) && !is_counted(paragraph, end))
    {
        return Some((at..end, Said::Day(written)));
    }
    period::read(paragraph, at).map(|(end, period)| (at..end, Said::Period(period)))
}

/// Reads a date with its year: `23/9/2019`, `18.5.2021`, `16 - 1 - 2012`, `5 tháng 3 năm 2020`; returns where it ends.
pub fn full(paragraph: &Paragraph, at: usize) -> Option<(Day, usize)> {
    let (written, end) = day_month(paragraph, at)?;
    Some((written.in_year(written.year?)?, end))
}

/// Reads day and month, with the year if it is there.
pub fn day_month(paragraph: &Paragraph, at: usize) -> Option<(Written, usize)> {
    let day = small(paragraph, at, 31)?;
    if at > 0 && matches!(paragraph.gap(at), Break::Slash | Break::Point | Break::Sign) {
        return None;
    }
    let (month, end, sign) = if let Some((length, ())) = RULES.dates.month_word.at(paragraph, at + 1).filter(|_| paragraph.follows(at + 1)) {
        let (month, end) = month(paragraph, at + 1 + length)?;
        (month, end, None)
    } else {
        let sign = separator(paragraph, at + 1)?;
        // `5-6/1` is two days of January.
        if sign == Break::Dash && matches!(separator(paragraph, at + 2), Some(Break::Slash | Break::Point)) && small(paragraph, at + 2, 12).is_some()
        {
            return None;
        }
        (small(paragraph, at + 1, 12)?, at + 2, Some(sign))
    };
    if let Some((year, end)) = year_behind(paragraph, end, sign) {
        Day::new(year, month, day)?;
        return Some((Written { day, month, year: Some(year), weekday: weekday(paragraph, at, end) }, end));
    }
    // `3-1-2`, `6.1.4`: versions and paragraphs of laws.
    let goes_on = sign.is_some_and(|sign| separator(paragraph, end) == Some(sign) && sign != Break::Dash && paragraph.number(end, 9).is_some());
    // The longest February shows whether there is such a day at all.
    let is_day = !goes_on && Day::new(2000, month, day).is_some();
    is_day.then(|| (Written { day, month, year: None, weekday: weekday(paragraph, at, end) }, end))
}

/// Reads the day of the week beside a date: `thứ Bảy, ngày 18/1`, `ngày 18/1 (thứ Bảy)`.
fn weekday(paragraph: &Paragraph, start: usize, end: usize) -> Option<i8> {
    let word = RULES.dates.day_word.before(paragraph, start, 1).map_or(start, |(length, ())| start - length);
    let near = matches!(paragraph.gap(word), Break::Space | Break::None | Break::Comma | Break::Open | Break::Close | Break::Colon);
    let before = RULES.dates.weekdays.before(paragraph, word, 2).filter(|_| near);
    before.or_else(|| RULES.dates.weekdays.at(paragraph, end).filter(|_| paragraph.gap(end) == Break::Open)).map(|(_, weekday)| *weekday)
}

/// Reads a day of the week that is just past, unless its date follows.
fn last_weekday(paragraph: &Paragraph, at: usize) -> Option<(usize, i8)> {
    let (length, weekday) = RULES.dates.weekdays.at(paragraph, at)?;
    let (past, ()) = RULES.dates.just_past.at(paragraph, at + length).filter(|_| paragraph.follows(at + length))?;
    let end = at + length + past;
    let said_again = end < paragraph.len() && (paragraph.gap(end) == Break::Open || day_month(paragraph, end).is_some());
    (!said_again).then_some((end, *weekday))
}

fn year_behind(paragraph: &Paragraph, at: usize, sign: Option<Break>) -> Option<(i16, usize)> {
    match sign {
        Some(sign) if separator(paragraph, at) == Some(sign) => Some((year::at(paragraph, at)?, at + 1)),
        Some(_) => None,
        None if separator(paragraph, at).is_some() => Some((year::at(paragraph, at)?, at + 1)),
        None => {
            let (length, ()) = RULES.dates.year_word.at(paragraph, at).filter(|_| paragraph.follows(at))?;
            Some((year::at(paragraph, at + length)?, at + length + 1))
        }
    }
}

/// Reads a month in digits or as a word; returns where it ends.
pub fn month(paragraph: &Paragraph, at: usize) -> Option<(i8, usize)> {
    if let Some(month) = small(paragraph, at, 12) {
        return Some((month, at + 1));
    }
    RULES.dates.months.at(paragraph, at).map(|(length, month)| (*month, at + length))
}

fn small(paragraph: &Paragraph, at: usize, most: u32) -> Option<i8> {
    paragraph.number(at, 2).filter(|number| (1..=most).contains(number)).and_then(|number| i8::try_from(number).ok())
}

/// Returns the sign that ties the number at `at` to the one before it.
fn separator(paragraph: &Paragraph, at: usize) -> Option<Break> {
    let found = (at < paragraph.len()).then(|| paragraph.gap(at))?;
    matches!(found, Break::Slash | Break::Dash | Break::Point).then_some(found)
}

/// Reads days in a row: `10 và 11-2`, `27 - 28/2`, `27/2 đến 1/3`, `9 đến ngày 25/2`, `29, 30 và 31/12`, `(5-6/1)`.
fn range(paragraph: &Paragraph, at: usize) -> Option<(Range<usize>, Said)> {
    let is_announced = is_announced(paragraph, at);
    if !is_announced && paragraph.gap(at) != Break::Open && paragraph.gap(at + 1) != Break::Dash {
        return None;
    }
    let first = day_month(paragraph, at);
    let mut next = match first {
        Some((_, end)) => end,
        None => {
            small(paragraph, at, 31)?;
            at + 1
        }
    };
    let mut joined = join(paragraph, next)?;
    // Days between the first and the last one add nothing.
    while first.is_none() && small(paragraph, joined, 31).is_some() && day_month(paragraph, joined).is_none() {
        next = joined + 1;
        joined = join(paragraph, next)?;
    }
    let (last, end) = day_month(paragraph, joined)?;
    let is_bare = first.is_none();
    let first = match first {
        Some((written, _)) => written,
        None => first_of(small(paragraph, at, 31)?, last, paragraph.gap(at + 1) == Break::Dash),
    };
    if is_feast(paragraph, at, first) && RULES.dates.feasts.contains(&(last.day, last.month)) {
        return None;
    }
    let runs_forward =
        first.in_year(last.year.unwrap_or(2000))? < last.in_year(last.year.unwrap_or(2000))? || (first.month > last.month && first.year.is_none());
    // `(11-6-1948 - 11-6-2018)` is an anniversary.
    let in_brackets = || first.year.is_none_or(|year| last.year == Some(year)) && is_parenthesis(paragraph, at, end);
    // `12-15/1/2022` is a range even where no word announces it.
    let is_plain = is_bare && last.year.is_some() && paragraph.gap(at + 1) == Break::Dash;
    let is_meant = is_announced || is_plain || in_brackets();
    (is_meant && runs_forward && !is_counted(paragraph, end)).then_some((at..end, Said::Range(first, last)))
}

/// Returns the first of two days, of which only the last has its month; behind a dash it may be of the month before: `28-2/3`.
fn first_of(day: i8, last: Written, by_dash: bool) -> Written {
    if by_dash && day > last.day {
        let month = if last.month == 1 { 12 } else { last.month - 1 };
        return Written { day, month, year: None, weekday: None };
    }
    Written { day, ..last }
}

/// Returns the number that is tied to what ends before `at`: by a dash, a comma, `và` or `đến`.
fn join(paragraph: &Paragraph, at: usize) -> Option<usize> {
    if at >= paragraph.len() {
        return None;
    }
    if paragraph.tokens[at].kind == crate::analysis::Kind::Number {
        return matches!(paragraph.gap(at), Break::Dash | Break::Comma).then_some(at);
    }
    let (length, ()) = RULES.dates.until.at(paragraph, at).filter(|_| paragraph.joins(at))?;
    let next = at + length;
    let next = RULES.dates.day_word.at(paragraph, next).map_or(next, |(length, _)| next + length);
    (next < paragraph.len()).then_some(next)
}

/// Tells whether the words before say that a date comes: `ngày`, `sáng`, `từ`, `Thứ Bảy,`, `hôm nay (`.
fn is_announced(paragraph: &Paragraph, at: usize) -> bool {
    let near = matches!(paragraph.gap(at), Break::Space | Break::None | Break::Open | Break::Comma | Break::Colon);
    near && RULES.dates.date_triggers.before(paragraph, at, 3).is_some() && !is_lunar(paragraph, at)
}

/// Tells whether the day is of the lunar calendar: `tức ngày 22 tháng 2 năm Bính Ngọ`.
fn is_lunar(paragraph: &Paragraph, at: usize) -> bool {
    RULES.dates.lunar.before(paragraph, at, 3).is_some()
        || (at..paragraph.len().min(at + 6)).any(|index| RULES.dates.lunar_years.has(paragraph, index))
}

/// Tells whether a feast is named here, or spoken of: `dịp Quốc khánh 2/9`.
fn is_feast(paragraph: &Paragraph, at: usize, day: Written) -> bool {
    let from = paragraph.sentence_start(at).max(at.saturating_sub(NEAR));
    let is_named = || (from..at).any(|word| RULES.dates.feast_words.has(paragraph, word));
    RULES.dates.feasts.contains(&(day.day, day.month)) && (is_named() || is_occasion(paragraph, at))
}

/// Tells whether something is done on the occasion of a day: `nhân ngày 8/3`, but not `bệnh nhân ngày 8/3`.
fn is_occasion(paragraph: &Paragraph, at: usize) -> bool {
    let occasion = RULES.dates.on_occasion.before(paragraph, at, 2).map(|(length, ())| at - length);
    occasion.is_some_and(|start| start == 0 || !paragraph.follows(start) || !RULES.dates.before_people.has(paragraph, start - 1))
}

/// Tells whether a date stands alone in brackets: `(17-1)`.
fn is_parenthesis(paragraph: &Paragraph, at: usize, end: usize) -> bool {
    let between = at.checked_sub(1).map_or("", |before| &paragraph.text[paragraph.tokens[before].span.end..paragraph.tokens[at].span.start]);
    let behind = paragraph.text[paragraph.tokens[end - 1].span.end..].trim_start();
    between.ends_with('(') && behind.starts_with(')') && RULES.dates.scores.before(paragraph, at, 2).is_none()
}

/// Tells whether what stands behind makes a number of it: `6.1%`, `3.2 tỷ đồng`.
fn is_counted(paragraph: &Paragraph, end: usize) -> bool {
    match paragraph.gap(end) {
        Break::Sign => true,
        // A space may stand before the sign: `12/12 , Huyện ủy`.
        Break::Comma | Break::Point => {
            let behind = &paragraph.text[paragraph.tokens[end - 1].span.end..];
            behind.chars().nth(1).is_some_and(|c| c.is_ascii_digit())
        }
        _ => end < paragraph.len() && paragraph.follows(end) && RULES.dates.units.has(paragraph, end),
    }
}

/// How far before a date its sentence is asked what the date is.
const NEAR: usize = 12;

fn role(paragraph: &Paragraph, tokens: &Range<usize>, said: Said) -> Role {
    let sentence = paragraph.sentence_start(tokens.start);
    let from = sentence.max(tokens.start.saturating_sub(NEAR));
    let before = |words: &Lexicon<()>| (from..tokens.start).rev().find(|&at| words.has(paragraph, at));
    if before(&RULES.dates.publication_words).is_some() && sentence == 0 {
        return Role::Publication;
    }
    let is_since = RULES.dates.since_when.before(paragraph, tokens.start, 3).is_some();
    if let Said::Day(day) = said {
        let is_anniversary = day.year.is_some() && before(&RULES.dates.anniversary_words).is_some();
        if is_anniversary || is_feast(paragraph, tokens.start, day) {
            return Role::Holiday;
        }
        if before(&RULES.dates.life_words).is_some_and(|at| tokens.start - at <= 6) && day.year.is_some() {
            return Role::Life;
        }
        if day.year.is_some()
            && !is_since
            && (from..tokens.start).any(|at| RULES.documents.document_words.has(paragraph, at) && !crosses(paragraph, at, tokens.start))
        {
            return Role::Citation;
        }
    }
    if matches!(said, Said::Day(_)) && is_since {
        return Role::Since;
    }
    if before(&RULES.dates.future_words).is_some()
        || (tokens.end..paragraph.len().min(tokens.end + 2)).any(|at| RULES.dates.future_behind.has(paragraph, at))
    {
        return Role::Future;
    }
    Role::Past
}

/// Tells whether a comma parts a document from the date.
fn crosses(paragraph: &Paragraph, from: usize, to: usize) -> bool {
    (from + 1..=to).any(|at| {
        !matches!(
            paragraph.gap(at),
            Break::Space | Break::None | Break::Dash | Break::Slash | Break::Open | Break::Quote | Break::Close | Break::Point
        )
    })
}
