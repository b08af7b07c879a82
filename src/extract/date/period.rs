//! Periods: years, quarters, halves, months, terms and ranges of years.

use crate::analysis::Kind;
use crate::extract::paragraph::{Break, Paragraph};
use crate::extract::rules::RULES;

use super::calendar::{Days, Precision};
use super::{scan, year};

/// A period as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    Year(i16),
    /// So many years after that of the article: `năm nay` is 0, `năm ngoái` is -1.
    RelativeYear(i16),
    Month {
        month: i8,
        year: Option<i16>,
    },
    Quarter {
        quarter: i8,
        year: Option<i16>,
    },
    /// The months `first..=last` of a year: `6 tháng đầu năm`, `9 tháng`.
    Months {
        first: i8,
        last: i8,
        year: Option<i16>,
    },
    /// `giai đoạn 2016-2020`.
    Years {
        first: i16,
        last: i16,
    },
    /// `nhiệm kỳ 2015-2020`, `khóa 2016-2021`.
    Term {
        first: i16,
        last: i16,
    },
    /// From a month or year to another.
    Span(Days),
    /// The middle year of a term: `giữa nhiệm kỳ 2015-2020`.
    MidTerm {
        first: i16,
        last: i16,
    },
}

impl Period {
    /// Returns its days; `year` stands in for a year that is not written.
    pub fn days(self, year: Option<i16>) -> Option<Days> {
        match self {
            Self::Year(year) => Days::year(year),
            Self::RelativeYear(years) => Days::year(year?.checked_add(years)?),
            Self::Month { month, year: written } => Days::months(written.or(year)?, month, month, Precision::Month),
            Self::Quarter { quarter, year: written } => Days::months(written.or(year)?, 3 * quarter - 2, 3 * quarter, Precision::Quarter),
            Self::Months { first, last, year: written } => {
                let precision = if last - first == 5 { Precision::Half } else { Precision::Range };
                Days::months(written.or(year)?, first, last, precision)
            }
            Self::Span(days) => Some(days),
            Self::Years { first, last } | Self::Term { first, last } => Days::years(first, last),
            Self::MidTerm { first, last } => {
                let middle = first + (last - first) / 2;
                let begin = Days::months(middle, 7, 12, Precision::Range)?;
                let end = Days::months(middle + 1, 1, 6, Precision::Range)?;
                Days::range(begin.first, end.last)
            }
        }
    }

    /// Joins two periods of which the second ends later.
    pub fn joined(first: Self, last: Self) -> Option<Self> {
        let single = |period: &Self| matches!(period, Self::Year(_) | Self::Month { .. } | Self::Quarter { .. });
        let (begin, end) = (first.days(last.written_year())?, last.days(None)?);
        Days::range(begin.first, end.last).filter(|_| single(&first) && single(&last)).map(Self::Span)
    }

    /// Returns the year that is written, where it is one.
    pub const fn written_year(self) -> Option<i16> {
        match self {
            Self::Year(year) => Some(year),
            Self::Month { year, .. } | Self::Quarter { year, .. } | Self::Months { year, .. } => year,
            Self::RelativeYear(_) | Self::Span(_) | Self::Years { .. } | Self::Term { .. } | Self::MidTerm { .. } => None,
        }
    }
}

/// Which words begin a period.
#[derive(Clone, Copy, Debug)]
pub enum Opening {
    Year,
    RelativeYear(i16),
    Month,
    Quarter,
    Term,
    MidTerm,
    Stage,
    Decade,
}

/// Reads the period that begins at `at`; returns where it ends.
pub fn read(paragraph: &Paragraph, at: usize) -> Option<(usize, Period)> {
    if let Some(found) = months(paragraph, at) {
        return Some(found);
    }
    if paragraph.tokens[at].kind == Kind::Number {
        if let Some((first, last, end)) = bare_years(paragraph, at) {
            return Some((end, Period::Years { first, last }));
        }
        if let Some(year) = second_year(paragraph, at) {
            return Some((at + 1, Period::Year(year)));
        }
    }
    let (length, opening) = RULES.dates.periods.at(paragraph, at)?;
    let next = at + length;
    match opening {
        Opening::RelativeYear(years) => Some((next, Period::RelativeYear(*years))),
        Opening::Year => match years(paragraph, next) {
            Some((first, last, end)) => Some((end, Period::Years { first, last })),
            None => Some((next + 1, Period::Year(spaced(paragraph, next).then(|| year::at(paragraph, next)).flatten()?))),
        },
        Opening::Month => {
            let (month, end) = scan::month(paragraph, next).filter(|_| spaced(paragraph, next))?;
            let (year, end) = year_of(paragraph, end).map_or((None, end), |(year, end)| (Some(year), end));
            Some((end, Period::Month { month, year }))
        }
        Opening::Quarter => {
            let quarter = quarter(paragraph, next)?;
            let (year, end) = year_of(paragraph, next + 1).map_or((None, next + 1), |(year, end)| (Some(year), end));
            Some((end, Period::Quarter { quarter, year }))
        }
        Opening::Decade => {
            let first = decade(paragraph, next)?;
            Some((next + 1, Period::Years { first, last: first + 9 }))
        }
        Opening::Term | Opening::MidTerm | Opening::Stage => {
            let (first, last, end) = years(paragraph, next)?;
            let period = match opening {
                Opening::Term => Period::Term { first, last },
                Opening::MidTerm => Period::MidTerm { first, last },
                _ => Period::Years { first, last },
            };
            Some((end, period))
        }
    }
}

/// Reads the years of a life told in stations: `(1979 - 1983)`, `2010 - 2015: Phó Chủ tịch`.
fn bare_years(paragraph: &Paragraph, at: usize) -> Option<(i16, i16, usize)> {
    let stands_apart = matches!(paragraph.gap(at), Break::Open | Break::Start | Break::Semicolon | Break::Stop);
    if !stands_apart || paragraph.number(at, 4).is_none() {
        return None;
    }
    two_years(paragraph, at).filter(|(_, _, end)| !paragraph.follows(*end) || *end == paragraph.len())
}

/// Reads the second of two years: `năm 2013 và 2016`.
fn second_year(paragraph: &Paragraph, at: usize) -> Option<i16> {
    let first = at.checked_sub(2)?;
    let is_second = RULES.people.and.has(paragraph, at - 1)
        && first > 0
        && RULES.dates.year_word.has(paragraph, first - 1)
        && year::at(paragraph, first).is_some();
    year::at(paragraph, at).filter(|_| is_second)
}

fn spaced(paragraph: &Paragraph, at: usize) -> bool {
    at < paragraph.len() && matches!(paragraph.gap(at), Break::Space | Break::None | Break::Colon)
}

/// Reads `6 tháng đầu năm 2021`, `9 tháng năm 2020`, `6 tháng cuối năm`.
fn months(paragraph: &Paragraph, at: usize) -> Option<(usize, Period)> {
    let (count, mut end) = match paragraph.number(at, 2) {
        Some(count) => (
            i8::try_from(count).ok()?,
            RULES.dates.month_word.at(paragraph, at + 1).filter(|_| paragraph.follows(at + 1)).map(|(length, ())| at + 1 + length)?,
        ),
        None => RULES.dates.month_counts.at(paragraph, at).map(|(length, count)| (*count, at + length))?,
    };
    let (length, part) = RULES.dates.parts_of_year.at(paragraph, end).filter(|_| paragraph.follows(end))?;
    if !(2..=11).contains(&count) {
        return None;
    }
    end += length;
    let (first, last) = if *part { (1, count) } else { (13 - count, 12) };
    let year = year::at(paragraph, end).filter(|_| end < paragraph.len() && paragraph.joins(end));
    Some((end + usize::from(year.is_some()), Period::Months { first, last, year }))
}

/// Reads the first year of a decade: `1990`, `90`.
fn decade(paragraph: &Paragraph, at: usize) -> Option<i16> {
    let is_short = paragraph.number(at, 2).is_some();
    let written = paragraph.number(at, 4).filter(|_| spaced(paragraph, at)).and_then(|number| i16::try_from(number).ok())?;
    let first = if is_short { 1900 + written } else { written };
    (first % 10 == 0 && (1800..=2100).contains(&first) && !(is_short && written < 20)).then_some(first)
}

/// Reads the number of a quarter: `IV`, `4`, `bốn`.
fn quarter(paragraph: &Paragraph, at: usize) -> Option<i8> {
    if at >= paragraph.len() || !paragraph.follows(at) {
        return None;
    }
    let number = paragraph.number(at, 1).and_then(|number| i8::try_from(number).ok());
    let number = number.or_else(|| RULES.dates.quarters.at(paragraph, at).map(|(_, quarter)| *quarter))?;
    (1..=4).contains(&number).then_some(number)
}

/// Reads a year behind a month or a quarter: `/2019`, `-2019`, ` năm 2019`.
fn year_of(paragraph: &Paragraph, at: usize) -> Option<(i16, usize)> {
    if at >= paragraph.len() {
        return None;
    }
    if matches!(paragraph.gap(at), Break::Slash | Break::Dash | Break::Point) {
        return Some((year::at(paragraph, at)?, at + 1));
    }
    let (length, ()) = RULES.dates.year_word.at(paragraph, at).filter(|_| paragraph.follows(at) || paragraph.gap(at) == Break::Comma)?;
    Some((year::at(paragraph, at + length)?, at + length + 1))
}

/// Reads two years: `2015-2020`, `2015 - 2020`, `2015-20`; returns where they end.
fn years(paragraph: &Paragraph, at: usize) -> Option<(i16, i16, usize)> {
    if spaced(paragraph, at) { two_years(paragraph, at) } else { None }
}

fn two_years(paragraph: &Paragraph, at: usize) -> Option<(i16, i16, usize)> {
    let first = paragraph.number(at, 4).filter(|year| (1900..=2100).contains(year)).and_then(|year| i16::try_from(year).ok())?;
    if at + 1 >= paragraph.len() || !matches!(paragraph.gap(at + 1), Break::Dash | Break::Slash) {
        return None;
    }
    let written = &paragraph.tokens[at + 1].fold;
    let second = i16::try_from(paragraph.number(at + 1, 4)?).ok()?;
    let last = match written.len() {
        4 => second,
        2 => first / 100 * 100 + second,
        _ => return None,
    };
    (first < last && last - first <= 60).then_some((first, last, at + 2))
}
