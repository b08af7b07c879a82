//! What a page shows beside the hits: how the matches are spread over time, and where the words stand in one article.
//!
//! Both read the question as [`run`](super::run()) does, so they speak of the same matches.

use jiff::civil::Date;

use crate::article::Article;
use crate::extract::Day;
use crate::highlight::{Highlighter, Patterns};
use crate::query;
use crate::text::Span;

use super::engine::{Engine, Result};
use super::meaning::{Meaning, Typing, understand};
use super::plan::{Clause, Dated};
use super::request::{Request, Start};
use super::response::Response;
use super::run::Search;
use super::{filters, partial};

/// How many matches fall on each stretch of time, by the day that articles are sorted by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Histogram {
    pub unit: TimeUnit,
    /// From the first to the last with a match; none between them is left out.
    pub bars: Vec<Bar>,
    /// Matches without any date.
    pub undated: u64,
}

/// How long a bar is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeUnit {
    Year,
    Month,
    Day,
}

/// The matches of one stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    pub first: Date,
    pub last: Date,
    pub count: u64,
}

/// Spreads the full matches of a response, whose request wanted months, by year; by month where it asks for days of one year; by day where it
/// asks for those of one month.
pub fn histogram(engine: &dyn Engine, request: &Request, response: &Response) -> Result<Histogram> {
    let mut months: Vec<(Date, u64)> = response.facets.month.iter().filter_map(|month| Some((query::days(&month.value)?.0, month.count))).collect();
    months.sort_unstable();
    // Every article that has a day has one month.
    let undated = response.total.saturating_sub(months.iter().map(|(_, count)| count).sum());
    let asked = request.filters.from.zip(request.filters.to);
    let (unit, bars) = match asked {
        Some((first, last)) if first.first_of_month() == last.first_of_month() => (TimeUnit::Day, days(engine, request, first, last)?),
        Some((first, last)) if first.year() == last.year() => (TimeUnit::Month, bars(&months, TimeUnit::Month)),
        _ => (TimeUnit::Year, bars(&months, TimeUnit::Year)),
    };
    Ok(Histogram { unit, bars, undated })
}

/// Counts the matches of each day.
fn days(engine: &dyn Engine, request: &Request, first: Date, last: Date) -> Result<Vec<Bar>> {
    let full = understood(engine, request)?.full.unwrap_or(Clause::EVERYTHING);
    let filters = filters::build(&request.filters).into_iter().map(|filter| filter.clause);
    let matching = Clause::all([full].into_iter().chain(filters).collect());
    let count = |day: Date| {
        let number = Day::of(day).number();
        let count = engine.count(&Clause::All(vec![matching.clone(), Clause::Days { of: Dated::Best, first: number, last: number }]))?;
        Ok(Bar { first: day, last: day, count })
    };
    first.series(jiff::Span::new().days(1)).take_while(|day| *day <= last).map(count).collect()
}

/// Joins months to bars and fills the gaps between them.
fn bars(months: &[(Date, u64)], unit: TimeUnit) -> Vec<Bar> {
    let (Some((first, _)), Some((last, _))) = (months.first(), months.last()) else { return Vec::new() };
    let (start, step) = match unit {
        TimeUnit::Year => (first.first_of_year(), jiff::Span::new().years(1)),
        _ => (first.first_of_year(), jiff::Span::new().months(1)),
    };
    let end = if unit == TimeUnit::Year { *last } else { last.last_of_year() };
    let bar = |first: Date| {
        let last = if unit == TimeUnit::Year { first.last_of_year() } else { first.last_of_month() };
        let count = months.iter().filter(|(month, _)| (first..=last).contains(month)).map(|(_, count)| count).sum();
        Bar { first, last, count }
    };
    start.series(step).take_while(|day| *day <= end).map(bar).collect()
}

/// Finds every place of an article where what was asked for stands, as spans of its text, in order; they do not overlap.
pub fn marks(engine: &dyn Engine, request: &Request, article: &Article) -> Result<Vec<Span>> {
    let meaning = understood(engine, request)?;
    let highlighter = Highlighter::new(article);
    let mut marks = highlighter.marks(&Patterns::new(meaning.patterns.clone()));
    if marks.is_empty()
        && let Some(partial) = partial::of(&meaning, engine)?
    {
        marks = highlighter.marks(&Patterns::new(partial.patterns));
    }
    Ok(marks.into_iter().map(|mark| mark.span).collect())
}

fn understood(engine: &dyn Engine, request: &Request) -> Result<Meaning> {
    let query = query::parse(&request.query);
    let meaning = understand(&query, engine, request.expand, Typing::of(request))?;
    if meaning.pending_repairs == 0 {
        return Ok(meaning);
    }
    let counted = Request { limit: 1, start: Start::Page(1), facets: false, ..request.clone() };
    let search = Search { engine, request: &counted, filters: Vec::new(), cursor: None };
    search.understood(&query).map(|(meaning, _)| meaning)
}
