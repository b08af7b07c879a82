//! Responses in the reader's language: the sentences of hits and warnings, numbers and dates as people here write them.
//!
//! `search::run` answers in codes; every view passes the answer through [`localise`] before it shows it.

use super::response::{DateFact, Hit, Matched, Response, Tier};
use crate::extract::{Origin, Precision};
use crate::messages::{self, Lang};

/// Fills in the sentences of `response`: why each hit was found, and what each warning says.
pub fn localise(response: &mut Response, lang: Lang) {
    for warning in &mut response.query.warnings {
        warning.message = messages::sentence(lang, &warning.diagnostic);
    }
    for hit in &mut response.hits {
        hit.why = why(lang, hit);
    }
}

/// Says why a hit was found.
pub fn why(lang: Lang, hit: &Hit) -> String {
    messages::render::<&str>(lang, code_of_why(hit), &[])
}

const fn code_of_why(hit: &Hit) -> &'static str {
    match (hit.matched, hit.tier) {
        (_, Tier::FewerWords) => "cli-why-fewer-words",
        (Matched::Full, Tier::Exact) => "cli-why-full",
        (Matched::Full, Tier::Spelling | Tier::Unmarked) => "cli-why-full-unmarked",
        (Matched::Partial, Tier::Exact) => "cli-why-partial",
        (Matched::Partial, Tier::Spelling) => "cli-why-spelling",
        (Matched::Partial, Tier::Unmarked) => "cli-why-unmarked",
    }
}

/// Says what a removed line was, by the rule that removed it.
pub fn rule(lang: Lang, rule: &str) -> String {
    messages::render::<&str>(lang, &format!("rule-{rule}"), &[])
}

/// Writes a number with its thousands parted: `1.234` in Vietnamese, `1,234` in English.
pub fn number(lang: Lang, number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() * 2);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(match lang {
                Lang::Vi => '.',
                Lang::En => ',',
            });
        }
        text.push(digit);
    }
    text
}

/// Writes seconds with three decimals, the last of them a millisecond: `0,012`.
pub fn seconds(lang: Lang, seconds: f64) -> String {
    let text = format!("{seconds:.3}");
    match lang {
        Lang::Vi => text.replace('.', ","),
        Lang::En => text,
    }
}

/// Writes bytes in the largest unit that leaves a digit before the point: `1,5 MB`.
pub fn bytes(lang: Lang, bytes: u64) -> String {
    const UNITS: [&str; 5] = ["B", "KB", "MB", "GB", "TB"];
    let mut amount = bytes as f64;
    let mut unit = 0;
    while amount >= 1024.0 && unit + 1 < UNITS.len() {
        amount /= 1024.0;
        unit += 1;
    }
    let text = if unit == 0 { bytes.to_string() } else { format!("{amount:.1}") };
    let text = match lang {
        Lang::Vi => text.replace('.', ","),
        Lang::En => text,
    };
    format!("{text} {}", UNITS[unit])
}

/// Writes the day that an article is sorted by: that of publication, else of the event, and says which.
pub fn sorted_date(lang: Lang, published: &DateFact, event: Option<&DateFact>) -> String {
    match event {
        Some(event) => messages::render(lang, "cli-date-event", &[date(lang, event)]),
        None => date(lang, published),
    }
}

/// Writes a date as precisely as it is known: `17/01/2020`, `01/2020`, `quý I năm 2020`, `2015–2020`; an inferred one says so.
pub fn date(lang: Lang, date: &DateFact) -> String {
    let say = |code: &str, args: &[String]| messages::render(lang, code, args);
    let Some(first) = date.date.as_deref() else { return say("cli-date-none", &[]) };
    let (year, month) = (first.split('-').next().unwrap_or(first), first.split('-').nth(1).and_then(|month| month.parse::<usize>().ok()));
    let known = match (date.precision, month) {
        (Some(Precision::Month), Some(month)) => format!("{month:02}/{year}"),
        (Some(Precision::Quarter), Some(month)) => {
            let quarter = ["I", "II", "III", "IV"][(month.clamp(1, 12) - 1) / 3];
            say("cli-date-quarter", &[quarter.to_owned(), year.to_owned()])
        }
        (Some(Precision::Half), Some(1..=6)) => say("cli-date-first-half", &[year.to_owned()]),
        (Some(Precision::Half), Some(_)) => say("cli-date-second-half", &[year.to_owned()]),
        (Some(Precision::Year), _) => year.to_owned(),
        (Some(Precision::Range), _) => match date.to.as_deref() {
            Some(last) => format!("{}–{}", day(first), day(last)),
            None => day(first),
        },
        _ => day(first),
    };
    if date.origin == Some(Origin::Inferred) { say("cli-date-inferred", &[known]) } else { known }
}

/// Writes a day, month or year as people here do: `2020-01-17` ⇒ `17/01/2020`, `2025-07` ⇒ `07/2025`.
pub fn day(iso: &str) -> String {
    iso.split('-').rev().collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_parted_by_thousands() {
        for (value, vietnamese, english) in [(0, "0", "0"), (999, "999", "999"), (1_234, "1.234", "1,234"), (1_234_567, "1.234.567", "1,234,567")] {
            assert_eq!((number(Lang::Vi, value), number(Lang::En, value)), (vietnamese.to_owned(), english.to_owned()));
        }
        assert_eq!((seconds(Lang::Vi, 0.0123), seconds(Lang::En, 1.5)), ("0,012".to_owned(), "1.500".to_owned()));
        assert_eq!((bytes(Lang::Vi, 1_572_864), bytes(Lang::En, 12)), ("1,5 MB".to_owned(), "12 B".to_owned()));
    }

    #[test]
    fn dates_say_no_more_than_is_known() {
        let fact = |first: Option<&str>, to: Option<&str>, precision, origin| DateFact {
            date: first.map(Into::into),
            to: to.map(Into::into),
            precision: Some(precision),
            origin: Some(origin),
            evidence: None,
        };
        for (fact, text) in [
            (fact(Some("2020-01-07"), None, Precision::Day, Origin::Stated), "07/01/2020"),
            (fact(Some("2020-01-01"), None, Precision::Month, Origin::Stated), "01/2020"),
            (fact(Some("2019-10-01"), None, Precision::Quarter, Origin::Stated), "quý IV năm 2019"),
            (fact(Some("2019-07-01"), None, Precision::Half, Origin::Stated), "6 tháng cuối năm 2019"),
            (fact(Some("2019-01-01"), None, Precision::Year, Origin::Inferred), "2019 (suy đoán)"),
            (fact(Some("2019-01-02"), Some("2019-01-04"), Precision::Range, Origin::Stated), "02/01/2019–04/01/2019"),
            (DateFact::unknown(), "không rõ ngày"),
        ] {
            assert_eq!(date(Lang::Vi, &fact), text);
        }
    }
}
