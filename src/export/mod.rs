//! Export: articles found, in the formats of other programs.
//!
//! [`write()`] takes hits one at a time from wherever they come, so memory stays flat; [`crate::search::walk()`] hands out all of a request.
//! Everything that leaves in a table or a reference is one line of visible characters; only JSON holds texts as they are, escaped.
//! No clock here, and no files: days are arguments, and where the bytes go is the caller's.

mod plain;

mod citation;

mod atom;
mod bibtex;
mod csv;
mod jsonl;
mod ris;

use std::io::{self, Write};
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::article::ArticleId;
use crate::messages::{self, Lang};
use crate::search::{self, Hit};

pub use citation::citation;

/// What articles are written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// A table for spreadsheets: RFC 4180, with a byte order mark, by which they know UTF-8.
    Csv,
    /// One hit of a search response a line.
    Jsonl,
    /// BibTeX and biblatex.
    Bib,
    /// The format of reference managers.
    Ris,
    /// A feed, RFC 4287.
    Atom,
}

impl Format {
    pub const ALL: [Self; 5] = [Self::Csv, Self::Jsonl, Self::Bib, Self::Ris, Self::Atom];

    /// Returns how names of files end, without the dot. It names the format everywhere.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
            Self::Bib => "bib",
            Self::Ris => "ris",
            Self::Atom => "atom",
        }
    }

    /// Returns the media type with its encoding.
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Jsonl => "application/x-ndjson; charset=utf-8",
            Self::Bib => "application/x-bibtex; charset=utf-8",
            Self::Ris => "application/x-research-info-systems; charset=utf-8",
            Self::Atom => "application/atom+xml; charset=utf-8",
        }
    }

    /// Tells whether the snippets of hits are shown; if not, nobody needs to find them.
    pub const fn shows_snippets(self) -> bool {
        matches!(self, Self::Atom)
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(text: &str) -> Result<Self, UnknownFormat> {
        Self::ALL.into_iter().find(|format| text.eq_ignore_ascii_case(format.extension())).ok_or(UnknownFormat)
    }
}

/// The text names no format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownFormat;

impl std::fmt::Display for UnknownFormat {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "expected one of `{}`", Format::ALL.map(Format::extension).join("`, `"))
    }
}

impl std::error::Error for UnknownFormat {}

/// What is said around the articles, and in which language.
#[derive(Clone, Debug)]
pub struct Style {
    pub lang: Lang,
    /// Where the reading room is, such as `http://127.0.0.1:7979`, for links to its pages; without it, links lead to the papers.
    pub base: Option<String>,
    /// Where this list is served; a feed names it.
    pub address: Option<String>,
    /// The name of the list. A feed is known by it, so the same question should give the same title.
    pub title: String,
    /// When the list was last made anew.
    pub updated: Timestamp,
    /// On which day the addresses were last visited, if anybody says so.
    pub accessed: Option<Date>,
}

impl Style {
    pub fn new(lang: Lang, title: impl Into<String>, updated: Timestamp) -> Self {
        Self { lang, base: None, address: None, title: title.into(), updated, accessed: None }
    }

    /// Returns the page of an article in the reading room.
    fn page(&self, id: ArticleId) -> Option<String> {
        self.base.as_ref().map(|base| plain::address(&format!("{}/article/{id}", base.trim_end_matches('/'))))
    }

    /// Returns the address that a reference gives: the paper's own, else the page in the reading room.
    fn address_of(&self, hit: &Hit) -> Option<String> {
        hit.url.as_deref().map(plain::address).or_else(|| self.page(hit.id))
    }

    /// Returns the title of a hit, or the words for an article without one.
    fn title_of(&self, hit: &Hit) -> String {
        Some(plain::line(&hit.title)).filter(|title| !title.is_empty()).unwrap_or_else(|| self.say("cli-untitled", &[]))
    }

    fn say(&self, code: &str, args: &[&str]) -> String {
        messages::render(self.lang, code, args)
    }
}

/// Writes hits in a format, and returns how many.
///
/// # Errors
/// If a hit cannot be had or `out` takes no more; what was written until then is then cut off in the middle.
pub fn write(format: Format, style: &Style, hits: impl IntoIterator<Item = search::Result<Hit>>, out: &mut dyn Write) -> Result<u64, Error> {
    let mut written = 0;
    out.write_all(head(format, style).as_bytes())?;
    for hit in hits {
        out.write_all(entry(format, style, &hit?).as_bytes())?;
        written += 1;
    }
    out.write_all(tail(format).as_bytes())?;
    out.flush()?;
    Ok(written)
}

fn head(format: Format, style: &Style) -> String {
    match format {
        Format::Csv => csv::head(style),
        Format::Atom => atom::head(style),
        Format::Jsonl | Format::Bib | Format::Ris => String::new(),
    }
}

fn entry(format: Format, style: &Style, hit: &Hit) -> String {
    match format {
        Format::Csv => csv::row(style, hit),
        Format::Jsonl => jsonl::line(style, hit),
        Format::Bib => bibtex::entry(style, hit),
        Format::Ris => ris::entry(style, hit),
        Format::Atom => atom::entry(style, hit),
    }
}

const fn tail(format: Format) -> &'static str {
    match format {
        Format::Atom => atom::TAIL,
        _ => "",
    }
}

/// Why an export ended early.
#[derive(Debug)]
pub enum Error {
    /// The next hit could not be had.
    Search(search::Error),
    /// The bytes could not be written.
    Write(io::Error),
}

impl From<search::Error> for Error {
    fn from(error: search::Error) -> Self {
        Self::Search(error)
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self::Write(error)
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Search(error) => error.fmt(out),
            Self::Write(error) => error.fmt(out),
        }
    }
}

impl std::error::Error for Error {}

#[cfg(test)]
mod tests;
