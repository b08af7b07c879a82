//! Closes the dates of an article: which year a date without one is in, and when an undated article was written.

use crate::extract::lexicon::Lexicon;
use crate::extract::paragraph::Paragraph;
use crate::extract::rules::RULES;

use super::calendar::{Day, Days};
use super::period::Period;
use super::scan::{Found, Role, Said, Written};

/// What is known of an article besides the date that is being read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context {
    pub published: Option<Day>,
    /// When the article must have been written, as far as its text tells.
    pub window: Option<Days>,
    /// The first day on which something happened that it tells of.
    pub event: Option<Day>,
    /// The latest day with a year that the article speaks of as past.
    pub latest: Option<Day>,
    /// The year that it speaks of.
    pub year: Option<i16>,
}

/// An article that gives only older years tells of history, and was written in another year.
const ARCHIVES_BEGIN: i16 = 2000;

/// How long ago a day without a year may be.
const HALF_A_YEAR: i32 = 183;

/// Returns the days that are meant, and whether the year had to be inferred from something else than the day of publication.
pub fn resolve(said: Said, role: Role, context: &Context) -> Option<(Days, bool)> {
    match said {
        Said::LastWeekday(weekday) => {
            let published = context.published?;
            let days = (published.weekday() - weekday).rem_euclid(7);
            Some((Days::day(published.plus(-i32::from(days))), false))
        }
        Said::Relative(days) => context.published.map(|published| (Days::day(published.plus(days)), false)),
        Said::Period(period) => {
            let written = period.days(None);
            written.map(|days| (days, false)).or_else(|| period.days(year_of_period(period, context)).map(|days| (days, true)))
        }
        Said::Day(written) => day(written, role, context).map(|(day, inferred)| (Days::day(day), inferred)),
        Said::Range(first, last) => {
            let (last, inferred) = day(last, role, context)?;
            let year = last.year();
            let first = first.in_year(year).filter(|first| *first <= last).or_else(|| first.in_year(year - 1))?;
            Some((Days::range(first, last)?, inferred))
        }
    }
}

fn day(written: Written, role: Role, context: &Context) -> Option<(Day, bool)> {
    if let Some(year) = written.year {
        // A day of the week that does not fit leaves the date in doubt; order and digits stay as they are written.
        return written.in_year(year).map(|day| (day, written.disagrees(day)));
    }
    if role == Role::Holiday {
        return None;
    }
    if let Some(published) = context.published {
        return nearest(written, role, published).map(|day| on_its_weekday(written, day));
    }
    let inferred = context.window.and_then(|window| within(written, window));
    let inferred = inferred.or_else(|| {
        context
            .latest
            .filter(|latest| latest.year() >= ARCHIVES_BEGIN)
            .and_then(|latest| (latest.year()..=latest.year() + 1).filter_map(|year| written.in_year(year)).find(|day| *day >= latest))
    });
    inferred.or_else(|| context.year.filter(|year| *year >= ARCHIVES_BEGIN).and_then(|year| written.in_year(year))).map(|day| (day, true))
}

/// Returns the day, or the same a year before or after, whose day of the week is the one that is written; in doubt if none is.
fn on_its_weekday(written: Written, day: Day) -> (Day, bool) {
    let year = day.year();
    let other = || [year - 1, year + 1].into_iter().filter_map(|year| written.in_year(year)).find(|other| !written.disagrees(*other));
    if written.disagrees(day) { (other().unwrap_or(day), true) } else { (day, false) }
}

/// Returns the day of that name that was last when the article came out, or comes next where it is announced.
fn nearest(written: Written, role: Role, published: Day) -> Option<Day> {
    let year = published.year();
    let days = || (year - 1..=year + 1).filter_map(|year| written.in_year(year));
    let past = || days().filter(|day| *day <= published.plus(1)).max();
    let coming = || days().find(|day| *day >= published);
    if role == Role::Future {
        return coming().filter(|day| day.number() - published.number() <= 2 * HALF_A_YEAR).or_else(past);
    }
    past().filter(|day| published.number() - day.number() <= HALF_A_YEAR).or_else(coming).or_else(past)
}

fn within(written: Written, window: Days) -> Option<Day> {
    let days = (window.first.year()..=window.last.year()).filter_map(|year| written.in_year(year));
    // A meeting that looks back on the year may be a little earlier than the window, and the article a little later than it.
    days.min_by_key(|day| (window.first.number() - day.number()).max(day.number() - window.last.number()).max(0))
}

fn year_of_period(period: Period, context: &Context) -> Option<i16> {
    // `năm tới` is counted from when the article was written, not from the year that it spoke of last.
    if matches!(period, Period::RelativeYear(_)) {
        let written = context.published.or(context.event).or(context.window.map(|window| window.first));
        return written.map(Day::year).or(context.year);
    }
    let Some(published) = context.published else { return context.year };
    let year = published.year();
    // In January the fourth quarter is that of the year before.
    let is_ahead = period.days(Some(year)).is_some_and(|days| days.first > published.plus(31));
    Some(if is_ahead { year - 1 } else { year })
}

/// When an undated article was written, and what says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inferred {
    pub days: Days,
    /// The dates of the paragraph between which the words stand that say so.
    pub evidence: (usize, usize),
}

/// How far before a year stands what is done with it: `tổng kết công tác Đảng năm 2019`.
const REACH: usize = 14;

/// Infers from one paragraph when it was written: who reviews one year and plans the next writes between December and February.
pub fn infer(paragraph: &Paragraph, dates: &[Found]) -> Option<Inferred> {
    year_end(paragraph, dates).or_else(|| mid_term(dates)).or_else(|| mid_year(paragraph, dates)).or_else(|| beginning_of_term(paragraph, dates))
}

fn year_end(paragraph: &Paragraph, dates: &[Found]) -> Option<Inferred> {
    for (index, past) in dates.iter().enumerate() {
        let Some((year, is_last)) = ending(past.said) else { continue };
        if !is_spoken_of(paragraph, past, &RULES.dates.review_words) || !is_last {
            continue;
        }
        let plan = dates[index + 1..]
            .iter()
            .position(|plan| beginning(plan.said) == Some(year + 1) && is_spoken_of(paragraph, plan, &RULES.dates.plan_words));
        if let Some(behind) = plan {
            let first = Day::new(year, 12, 1)?;
            let last = Day::new(year + 1, 3, 1)?.plus(-1);
            return Some(Inferred { days: Days::range(first, last)?, evidence: (index, index + 1 + behind) });
        }
    }
    None
}

/// Returns the year that a review of this period closes.
const fn ending(said: Said) -> Option<(i16, bool)> {
    match said {
        Said::Period(Period::Year(year)) => Some((year, true)),
        Said::Period(Period::Quarter { quarter, year: Some(year) }) => Some((year, quarter == 4)),
        Said::Period(Period::Months { last, year: Some(year), .. }) => Some((year, last == 12)),
        _ => None,
    }
}

/// Returns the year that a plan for this period opens.
const fn beginning(said: Said) -> Option<i16> {
    match said {
        Said::Period(Period::Year(year) | Period::Quarter { quarter: 1, year: Some(year) }) => Some(year),
        Said::Period(Period::Months { first: 1, year: Some(year), .. }) => Some(year),
        _ => None,
    }
}

fn is_spoken_of(paragraph: &Paragraph, date: &Found, words: &Lexicon<()>) -> bool {
    let from = paragraph.sentence_start(date.tokens.start).max(date.tokens.start.saturating_sub(REACH));
    (from..date.tokens.start).any(|at| words.has(paragraph, at))
}

fn mid_term(dates: &[Found]) -> Option<Inferred> {
    let index = dates.iter().position(|date| matches!(date.said, Said::Period(Period::MidTerm { .. })))?;
    let Said::Period(period) = dates[index].said else { return None };
    Some(Inferred { days: period.days(None)?, evidence: (index, index) })
}

/// A congress or an election begins a term: `Đại hội đại biểu lần thứ I, nhiệm kỳ 2020-2025` was in 2020.
fn beginning_of_term(paragraph: &Paragraph, dates: &[Found]) -> Option<Inferred> {
    let (index, year) = dates.iter().enumerate().find_map(|(index, date)| match date.said {
        Said::Period(Period::Term { first, .. }) if is_spoken_of(paragraph, date, &RULES.dates.beginnings) => Some((index, first)),
        _ => None,
    })?;
    Some(Inferred { days: Days::year(year)?, evidence: (index, index) })
}

/// A review of the first half of a year is written in June or July.
fn mid_year(paragraph: &Paragraph, dates: &[Found]) -> Option<Inferred> {
    let halves = |date: &Found| match date.said {
        Said::Period(Period::Months { first: 1, last: 6, year: Some(year) }) => Some(year),
        _ => None,
    };
    let (index, year) = dates
        .iter()
        .enumerate()
        .find_map(|(index, date)| Some((index, halves(date)?)).filter(|_| is_spoken_of(paragraph, date, &RULES.dates.review_words)))?;
    let first = Day::new(year, 6, 1)?;
    Some(Inferred { days: Days::range(first, Day::new(year, 8, 1)?.plus(-1))?, evidence: (index, index) })
}
