//! Dates of metadata: ISO 8601, day first as everybody here writes it, and RFC 2822.

use jiff::civil::Date;
use jiff::fmt::rfc2822;
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};

use crate::extract::Day;

/// Years in which there was a paper to publish; whatever lies outside is a slip or a default of some database.
const YEARS: std::ops::RangeInclusive<i16> = 1925..=2100;

/// Reads a date; nothing if it is none or cannot be true (`31/02/2019`, `0000-00-00`).
pub fn published(text: &str) -> Option<Day> {
    let text = text.trim();
    let day = iso(text).or_else(|| day_first(text)).or_else(|| rfc_2822(text))?;
    YEARS.contains(&day.year()).then(|| Day::of(day))
}

/// Reads the day that an address or a path holds: `/2020/01/18/`, `bai-20200118.html`, `2020-01-18`.
pub fn in_address(address: &str) -> Option<Day> {
    let numbers: Vec<&str> = address.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty()).collect();
    let whole = numbers
        .iter()
        .filter(|digits| digits.len() == 8)
        .find_map(|digits| published(&format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..])));
    let parted = numbers.windows(3).find_map(|three| match three {
        [year, month, day] if year.len() == 4 && month.len() == 2 && day.len() == 2 => published(&format!("{year}-{month}-{day}")),
        _ => None,
    });
    parted.or(whole)
}

fn iso(text: &str) -> Option<Date> {
    // A time in UTC is a Vietnamese evening or morning: the day is that of the reader.
    if let Ok(timestamp) = text.parse::<Timestamp>() {
        let offset = text.rfind(['+', '-']).filter(|at| *at > 10);
        return match offset {
            Some(_) if !text.ends_with("+00:00") => text.get(..10)?.parse().ok(),
            _ => Some(in_vietnam(&timestamp.to_zoned(TimeZone::UTC))),
        };
    }
    let head = text.get(..10)?;
    let is_whole = text[10..].chars().next().is_none_or(|next| next == 'T' || next == ' ');
    if is_whole { head.parse().ok().or_else(|| year_first(head)) } else { None }
}

/// Reads `2019/12/27`.
fn year_first(text: &str) -> Option<Date> {
    let [year, month, day] = numbers(text)?;
    if year < 1000 { None } else { new(year, month, day) }
}

/// Reads `27/12/2019`, `27-12-2019`, `27.12.2019`, with a time before or behind it.
fn day_first(text: &str) -> Option<Date> {
    text.split([' ', ',', 'T', '|']).find_map(|piece| {
        let [day, month, year] = numbers(piece)?;
        if year < 1000 { None } else { new(year, month, day) }
    })
}

fn numbers(text: &str) -> Option<[i32; 3]> {
    let mut numbers = text.split(['/', '-', '.']).map(|number| {
        let is_short = !number.is_empty() && number.len() <= 4 && number.bytes().all(|b| b.is_ascii_digit());
        if is_short { number.parse::<i32>().ok() } else { None }
    });
    let three = [numbers.next()??, numbers.next()??, numbers.next()??];
    numbers.next().is_none().then_some(three)
}

fn new(year: i32, month: i32, day: i32) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn rfc_2822(text: &str) -> Option<Date> {
    let zoned = rfc2822::DateTimeParser::new().relaxed_weekday(true).parse_zoned(text).ok()?;
    Some(if zoned.offset() == Offset::UTC { in_vietnam(&zoned) } else { zoned.date() })
}

fn in_vietnam(zoned: &Zoned) -> Date {
    zoned.with_time_zone(TimeZone::fixed(jiff::tz::offset(7))).date()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_addresses() {
        for (address, expected) in [
            ("https://x.vn/2020/01/18/hoi-nghi", Some("2020-01-18")),
            ("tin/bai-20200118.html", Some("2020-01-18")),
            ("2020-01-18-hoi-nghi.txt", Some("2020-01-18")),
            ("2019/bai-12-3.txt", None),
            ("20201332.html", None),
            ("hoi-nghi-c46a1623157.html", None),
        ] {
            assert_eq!(in_address(address).map(|day| day.to_string()).as_deref(), expected, "{address}");
        }
    }

    #[test]
    fn dates_of_metadata() {
        for (text, expected) in [
            ("2019-12-27", Some("2019-12-27")),
            ("2019-12-27T10:00:00+07:00", Some("2019-12-27")),
            ("2019-12-27T23:30:00+07:00", Some("2019-12-27")),
            ("2019-12-27T20:00:00Z", Some("2019-12-28")),
            ("2019-12-27T20:00:00+00:00", Some("2019-12-28")),
            ("2019-12-27 10:00:00", Some("2019-12-27")),
            ("2019-12-27T10:00", Some("2019-12-27")),
            ("2019/12/27", Some("2019-12-27")),
            ("27/12/2019", Some("2019-12-27")),
            ("7-1-2019", Some("2019-01-07")),
            ("27.12.2019 08:30", Some("2019-12-27")),
            ("08:30, 27/12/2019", Some("2019-12-27")),
            ("Fri, 27 Dec 2019 08:30:00 +0700", Some("2019-12-27")),
            ("Fri, 27 Dec 2019 20:30:00 GMT", Some("2019-12-28")),
            ("31/02/2019", None),
            ("12/27/2019", None),
            ("0000-00-00", None),
            ("0001-01-01T00:00:00", None),
            ("9999-12-31", None),
            ("300000-01-01", None),
            ("27/12/19", None),
            ("hôm qua", None),
            ("ngày hai bảy", None),
            ("2019-12-2ế", None),
            ("", None),
        ] {
            assert_eq!(published(text).map(|day| day.to_string()).as_deref(), expected, "{text}");
        }
    }
}
