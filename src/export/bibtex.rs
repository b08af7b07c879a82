//! BibTeX, for LaTeX: `date` is what biblatex reads, `year` what BibTeX does.
//!
//! The key of an entry is the article's id, so a text that cites it stays right when the archive is exported again.

use unicode_normalization::UnicodeNormalization;

use super::citation::{author, date_note};
use super::{Style, plain};
use crate::extract::Precision;
use crate::search::{DateFact, Hit};

/// Returns the entry of a hit.
pub fn entry(style: &Style, hit: &Hit) -> String {
    let source = plain::line(&hit.source);
    let fields = [
        // Names in titles keep their capitals, and names of people their order: Vietnamese ones begin with the family.
        ("title", Some(format!("{{{}}}", escaped(&style.title_of(hit))))),
        ("author", author(hit).map(|author| format!("{{{}}}", escaped(&author)))),
        ("journal", Some(escaped(&source)).filter(|source| !source.is_empty())),
        ("date", date(&hit.published)),
        ("year", hit.published.date.as_deref().and_then(|date| date.get(..4)).map(str::to_owned)),
        // Addresses are read as they stand.
        ("url", style.address_of(hit)),
        ("urldate", style.accessed.map(|day| day.to_string())),
        ("note", date_note(style, &hit.published).map(|note| escaped(&note))),
    ];
    let kind = if source.is_empty() { "misc" } else { "article" };
    let fields: String = fields.into_iter().filter_map(|(name, value)| Some(format!("  {name} = {{{}}},\n", value?))).collect();
    format!("@{kind}{{timbao-{},\n{fields}}}\n\n", hit.id)
}

/// Returns a date as precisely as it is known: `2019-05-23`, `2019-05`, `2019`, `2019-12-01/2020-02-29`.
fn date(date: &DateFact) -> Option<String> {
    let first = date.date.as_deref()?;
    let shortened = match date.precision {
        Some(Precision::Month) => first.get(..7),
        Some(Precision::Year) => first.get(..4),
        _ => None,
    };
    Some(match (shortened, date.to.as_deref()) {
        (Some(shortened), _) => shortened.to_owned(),
        (None, Some(last)) => format!("{first}/{last}"),
        (None, None) => first.to_owned(),
    })
}

/// Returns `text` as TeX sets it: composed, for TeX sets no combining marks, and with every sign that means something to TeX as a command.
///
/// BibTeX counts braces even behind a backslash, so a brace of the text becomes a command as well.
fn escaped(text: &str) -> String {
    let mut tex = String::with_capacity(text.len() + 8);
    for c in text.nfc() {
        match c {
            '\\' => tex.push_str("\\textbackslash{}"),
            '{' => tex.push_str("\\textbraceleft{}"),
            '}' => tex.push_str("\\textbraceright{}"),
            '~' => tex.push_str("\\textasciitilde{}"),
            '^' => tex.push_str("\\textasciicircum{}"),
            '%' | '&' | '#' | '_' | '$' => tex.extend(['\\', c]),
            c => tex.push(c),
        }
    }
    tex
}
