//! RIS, for reference managers: a tag a line, lines that end in CR LF.

use super::citation::{author, date_note};
use super::{Style, plain};
use crate::extract::Precision;
use crate::search::{DateFact, Hit};

/// Returns the record of a hit.
pub fn entry(style: &Style, hit: &Hit) -> String {
    let source = Some(plain::line(&hit.source)).filter(|source| !source.is_empty());
    let lines = [
        ("TY", Some("NEWS".to_owned())),
        ("ID", Some(hit.id.to_string())),
        ("TI", Some(style.title_of(hit))),
        ("AU", author(hit)),
        // Some managers look for the paper in the one, some in the other.
        ("JO", source.clone()),
        ("T2", source),
        ("PY", hit.published.date.as_deref().and_then(|date| date.get(..4)).map(str::to_owned)),
        ("DA", date(&hit.published)),
        ("UR", style.address_of(hit)),
        ("Y2", style.accessed.map(|day| day.strftime("%Y/%m/%d/").to_string())),
        ("N1", date_note(style, &hit.published)),
        ("ER", Some(String::new())),
    ];
    let lines: String = lines.into_iter().filter_map(|(tag, value)| Some(format!("{tag}  - {}\r\n", value?))).collect();
    lines + "\r\n"
}

/// Returns a date as precisely as RIS can say it: `2019/05/23/`, `2019/05//`, `2019///`.
fn date(date: &DateFact) -> Option<String> {
    let mut parts = date.date.as_deref()?.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    Some(match date.precision {
        Some(Precision::Day) => format!("{year}/{month}/{day}/"),
        Some(Precision::Month) => format!("{year}/{month}//"),
        _ => format!("{year}///"),
    })
}
