//! What `officials`, `bodies` and `documents` share: the list of entries, and how counts and articles are shown.

use serde::Serialize;

use super::exit::Exit;
use super::failure::Failure;
use super::screen::{Line, Style};
use super::session::Session;
use crate::catalog::{self, Citing, Entry, Kind, WholeName};
use crate::engine::embedded::Index;
use crate::search::wording;

/// What a command prints as JSON: who fits, and the file of each whose whole name was typed, or of the only one.
#[derive(Serialize)]
pub struct View<File> {
    /// How many fit; `entries` holds no more than `--limit` of them.
    pub total: usize,
    pub entries: Vec<Entry>,
    pub files: Vec<File>,
}

/// Files shown at once: more are namesakes of many provinces, and a list says more.
const MOST_FILES: usize = 10;

/// How one kind of thing is looked up and shown.
pub struct Shelf<File> {
    pub kind: Kind,
    pub file: fn(&Index, &str) -> crate::search::Result<File>,
    pub show: fn(&File, &mut Session) -> Result<(), Failure>,
}

/// Runs a command: the list of those that fit, and the files of those that were named in full.
pub fn run<File: Serialize>(shelf: &Shelf<File>, typed: &str, limit: usize, session: &mut Session) -> Result<Exit, Failure> {
    let index = session.open()?;
    let mut entries = catalog::entries(&index, shelf.kind, typed)?;
    let name = WholeName::new(shelf.kind, typed);
    let is_alone = entries.len() == 1;
    let whole: Vec<&Entry> = entries.iter().filter(|entry| is_alone || name.is_of(entry)).collect();
    let files = whole.iter().take(MOST_FILES).map(|entry| (shelf.file)(&index, &entry.key)).collect::<Result<Vec<_>, _>>()?;
    let total = entries.len();
    entries.truncate(limit);
    let view = View { total, entries, files };
    let exit = if total == 0 { Exit::NothingFound } else { Exit::Done };
    if session.json {
        session.out.json(&view)?;
        return Ok(exit);
    }
    if view.files.is_empty() {
        list(&view.entries, total, session)?;
    }
    for (index, file) in view.files.iter().enumerate() {
        if index > 0 {
            session.out.blank()?;
        }
        (shelf.show)(file, session)?;
    }
    Ok(exit)
}

fn list(entries: &[Entry], total: usize, session: &mut Session) -> Result<(), Failure> {
    for entry in entries {
        let count = wording::number(session.lang, entry.articles);
        let place = entry.province.as_deref().map(|province| format!(" · {province}")).unwrap_or_default();
        session.out.hanging(&Line::plain(&format!("{count:>8}  ")), &Line::plain(&entry.name).and(Style::Dim, &place))?;
    }
    if !session.quiet {
        let text = match total {
            0 => session.say("cli-catalog-nothing", &[]),
            _ => session
                .say("cli-catalog-shown", &[&wording::number(session.lang, entries.len() as u64), &wording::number(session.lang, total as u64)]),
        };
        session.out.line(&Line::new().and(Style::Dim, &text))?;
    }
    Ok(())
}

/// Writes the head of a file: name, province, number of articles.
pub fn head(name: &str, province: Option<&str>, articles: u64, session: &mut Session) -> Result<(), Failure> {
    let place = province.map_or_else(|| session.say("cli-catalog-no-province", &[]), str::to_owned);
    let count = session.say("cli-catalog-articles", &[&wording::number(session.lang, articles)]);
    session.out.line(&Line::new().and(Style::Mark, name).and(Style::Dim, &format!(" · {place} · {count}")))?;
    Ok(())
}

/// Writes an entry with its province and the number of its articles: `Lê Văn An · Phú Yên (12)`.
pub fn named(entry: &Entry, session: &Session) -> String {
    let place = entry.province.clone().unwrap_or_else(|| session.say("cli-catalog-no-province", &[]));
    format!("{} · {place} ({})", entry.name, wording::number(session.lang, entry.articles))
}

/// Writes a heading, unless nothing stands under it.
pub fn heading(code: &str, is_empty: bool, session: &mut Session) -> Result<bool, Failure> {
    if !is_empty {
        let text = session.say(code, &[]);
        session.out.indented(2, &Line::new().and(Style::Dim, &text))?;
    }
    Ok(!is_empty)
}

/// Writes counted values in one paragraph, the most frequent first.
pub fn counted(code: &str, values: &[Entry], most: usize, session: &mut Session) -> Result<(), Failure> {
    if heading(code, values.is_empty(), session)? {
        let shown: Vec<String> = values.iter().take(most).map(|value| format!("{} ({})", value.name, value.articles)).collect();
        session.out.indented(4, &Line::plain(&shown.join("; ")))?;
    }
    Ok(())
}

/// Writes articles by year in one line.
pub fn years(values: &[(String, u64)], session: &mut Session) -> Result<(), Failure> {
    if heading("cli-catalog-years", values.is_empty(), session)? {
        let undated = session.say("cli-catalog-undated", &[]);
        let name = |year: &String| if year == crate::search::keys::UNDATED { undated.clone() } else { year.clone() };
        let shown: Vec<String> = values.iter().map(|(year, articles)| format!("{} ({articles})", name(year))).collect();
        session.out.indented(4, &Line::plain(&shown.join(" · ")))?;
    }
    Ok(())
}

/// Writes one article as it is cited.
pub fn citing(citing: &Citing, indent: usize, session: &mut Session) -> Result<(), Failure> {
    let line = Line::plain(&format!("{}  ", day(citing, session))).and(Style::Plain, &citing.title).and(Style::Dim, &format!(" · {}", citing.id));
    session.out.indented(indent, &line)?;
    Ok(())
}

/// Returns the day of an article as people write it.
pub fn day(citing: &Citing, session: &Session) -> String {
    match &citing.date {
        Some(date) => wording::day(date),
        None => session.say("cli-catalog-undated", &[]),
    }
}
