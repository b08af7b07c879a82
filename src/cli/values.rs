//! Values of flags that have a rule: what is let through, and what is said otherwise.

use std::fmt;

use jiff::civil::Date;

use crate::article::ArticleId;
use crate::diagnostic::Diagnostic;
use crate::query;
use crate::search::{Filter, Request, keys};

/// A value breaks its rule.
#[derive(Clone, Debug)]
pub struct BadValue(pub Diagnostic);

impl BadValue {
    fn new(code: &str) -> Self {
        Self(Diagnostic::error(code))
    }

    fn arg(self, value: impl ToString) -> Self {
        Self(self.0.arg(value))
    }
}

impl fmt::Display for BadValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.code)
    }
}

impl std::error::Error for BadValue {}

/// Reads how many hits a page holds.
pub fn limit(text: &str) -> Result<usize, BadValue> {
    let bad = || BadValue::new("cli-bad-limit").arg(text).arg(Request::MAX_LIMIT);
    text.parse().ok().filter(|limit| (1..=Request::MAX_LIMIT).contains(limit)).ok_or_else(bad)
}

/// Reads how many entries of a list are wanted.
pub fn count(text: &str) -> Result<usize, BadValue> {
    text.parse().ok().filter(|&count| count >= 1).ok_or_else(|| BadValue::new("cli-bad-count").arg(text))
}

/// Reads the number of a page.
pub fn page(text: &str) -> Result<usize, BadValue> {
    text.parse().ok().filter(|&page| page >= 1).ok_or_else(|| BadValue::new("cli-bad-page").arg(text))
}

/// Lets `page` through if its last hit is not deeper than page numbers reach.
pub fn within_reach(page: usize, limit: usize) -> Result<usize, BadValue> {
    if Request::reaches(page, limit) { Ok(page) } else { Err(BadValue::new("cli-too-deep").arg(page).arg(limit).arg(Request::MAX_OFFSET)) }
}

/// Reads `value`, or `-value` for an exclusion.
pub fn filter(text: &str) -> Result<Filter, BadValue> {
    let Ok(filter) = text.parse::<Filter>();
    if filter.value.is_empty() { Err(BadValue::new("cli-empty-filter")) } else { Ok(filter) }
}

/// Reads a year, or `undated` for articles without one; `-` before it leaves out.
pub fn year(text: &str) -> Result<Filter, BadValue> {
    let filter = filter(text)?;
    let is_year = query::year(&filter.value).is_some() || filter.value == keys::UNDATED;
    if is_year { Ok(filter) } else { Err(BadValue::new("cli-bad-year").arg(&filter.value)) }
}

/// Reads a day, month or year and takes its first day.
pub fn first_day(text: &str) -> Result<Date, BadValue> {
    query::days(text.trim()).map(|(first, _)| first).ok_or_else(|| BadValue::new("cli-bad-day").arg(text))
}

/// Reads a day, month or year and takes its last day.
pub fn last_day(text: &str) -> Result<Date, BadValue> {
    query::days(text.trim()).map(|(_, last)| last).ok_or_else(|| BadValue::new("cli-bad-day").arg(text))
}

pub fn article_id(text: &str) -> Result<ArticleId, BadValue> {
    text.trim().parse().map_err(|_| BadValue::new("cli-bad-id").arg(text))
}

/// Reads a number of bytes: `64000000`, `64M`, `64MB`, `2 GB`. Units are powers of 1,024, as for disks in most tools.
pub fn size(text: &str) -> Result<u64, BadValue> {
    let bad = || BadValue::new("cli-bad-size").arg(text);
    let digits = text.trim().bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = text.trim().split_at(digits);
    let power = match unit.trim().to_ascii_uppercase().trim_end_matches('B').trim_end_matches('I') {
        "" => 0,
        "K" => 1,
        "M" => 2,
        "G" => 3,
        "T" => 4,
        _ => return Err(bad()),
    };
    number.parse::<u64>().ok().and_then(|number| number.checked_mul(1 << (10 * power))).filter(|&bytes| bytes > 0).ok_or_else(bad)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn q06_q07_limits_and_pages_have_bounds() {
        for (text, value) in [
            ("1", Some(1)),
            ("100", Some(100)),
            ("0", None),
            ("101", None),
            ("-1", None),
            ("1000000000", None),
            ("18446744073709551616", None),
            ("", None),
            ("mười", None),
        ] {
            assert_eq!(limit(text).ok(), value, "limit {text}");
        }
        for (text, value) in [("1", Some(1)), ("0", None), ("-1", None), ("18446744073709551616", None)] {
            assert_eq!(page(text).ok(), value, "page {text}");
        }
        for (page, limit, reached) in [(1_000, 10, true), (1_001, 10, false), (100, 100, true), (101, 100, false), (usize::MAX, 100, false)] {
            assert_eq!(within_reach(page, limit).is_ok(), reached, "{page} x {limit}");
        }
    }

    #[test]
    fn sizes_have_units() {
        for (text, bytes) in [
            ("512", Some(512)),
            ("64M", Some(64 << 20)),
            ("2 GB", Some(2 << 30)),
            ("1kib", Some(1 << 10)),
            ("0", None),
            ("MB", None),
            ("1.5G", None),
            ("99999999999T", None),
        ] {
            assert_eq!(size(text).ok(), bytes, "{text}");
        }
    }

    #[test]
    fn filters_exclude_with_a_hyphen() {
        assert_eq!(filter("Đắk Lắk").ok(), Some(Filter { value: "Đắk Lắk".into(), excluded: false }));
        assert_eq!(filter("-Đắk Lắk").ok(), Some(Filter { value: "Đắk Lắk".into(), excluded: true }));
        assert!(filter("").is_err() && filter("-").is_err());
    }
}
