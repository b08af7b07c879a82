//! Days and stretches of days.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A day of the calendar.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(i32);

const EPOCH: Date = jiff::civil::date(1970, 1, 1);

impl Day {
    /// Makes the day of this date; nothing if there is none (`31/4`).
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        Date::new(year, month, day).ok().map(Self::of)
    }

    pub fn of(date: Date) -> Self {
        Self((date - EPOCH).get_days())
    }

    /// Takes the days since 1970-01-01.
    pub const fn from_number(days: i32) -> Self {
        Self(days)
    }

    /// Returns the days since 1970-01-01.
    pub const fn number(self) -> i32 {
        self.0
    }

    pub fn date(self) -> Date {
        EPOCH.checked_add(jiff::Span::new().days(self.0)).unwrap_or(EPOCH)
    }

    /// Returns the day of the week, 1 for Monday to 7 for Sunday.
    pub fn weekday(self) -> i8 {
        self.date().weekday().to_monday_one_offset()
    }

    pub fn year(self) -> i16 {
        self.date().year()
    }

    /// Returns the day so many days later.
    pub const fn plus(self, days: i32) -> Self {
        Self(self.0 + days)
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.date().fmt(f)
    }
}

impl std::fmt::Debug for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.date().fmt(f)
    }
}

/// How exactly a date is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    Day,
    Month,
    Quarter,
    Half,
    Year,
    Range,
}

/// A day or a stretch of days, both ends counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Days {
    pub first: Day,
    pub last: Day,
    pub precision: Precision,
}

impl Days {
    pub const fn day(day: Day) -> Self {
        Self { first: day, last: day, precision: Precision::Day }
    }

    /// Makes a stretch from one day to another; nothing if it would run backwards.
    pub fn range(first: Day, last: Day) -> Option<Self> {
        (first < last).then_some(Self { first, last, precision: Precision::Range })
    }

    /// Makes the months `first..=last` of a year.
    pub fn months(year: i16, first: i8, last: i8, precision: Precision) -> Option<Self> {
        let begin = Day::new(year, first, 1)?;
        let end = Day::of(Date::new(year, last, 1).ok()?.last_of_month());
        Some(Self { first: begin, last: end, precision })
    }

    pub fn year(year: i16) -> Option<Self> {
        Self::months(year, 1, 12, Precision::Year)
    }

    /// Makes the years `first..=last`.
    pub fn years(first: i16, last: i16) -> Option<Self> {
        if first == last {
            return Self::year(first);
        }
        Self::range(Day::new(first, 1, 1)?, Day::new(last, 12, 31)?)
    }

    /// Tells whether all of the other days are among these.
    pub fn holds(self, other: Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    /// Returns the last day, where it is not the first as well.
    pub fn to(self) -> Option<Day> {
        (self.last != self.first).then_some(self.last)
    }
}
