//! From files to articles.
//!
//! Two stages, so that one thread reads while many understand. [`records()`] does the I/O: it unpacks `.gz` and `.zip`, cuts exports into
//! records and hands over every other file whole, all within [`Limits`]. [`parse()`] is pure: it decodes one record, finds title, lead,
//! captions and byline, and names the rule by which a line is no part of the article. Bad input never stops a run: it comes back as a
//! [`RecordError`] or [`FileError`] with a diagnostic, and the next record is read.

mod csv;
mod date;
mod fields;
mod format;
mod html;
mod json;
mod limits;
mod officials;
mod outcome;
mod parse;
mod records;
mod source;
mod structure;
mod unpack;
mod utf16;

use std::io::{Read, Seek};
use std::ops::ControlFlow;

use crate::extract::Authority;

pub use date::published;
pub use format::is_candidate;
pub use limits::Limits;
pub use officials::officials;
pub use outcome::{FileError, Parsed, RecordError, Summary};
pub use parse::parse;
pub use records::{Record, records, refusal};
pub use source::{Fields, Source};
pub use structure::{before_credit, bylines, is_date_line};

/// A file to read.
pub struct Input<'a> {
    /// What the article is named by, with `/` between folders, below the folder of its `source.toml` or its root.
    pub path: &'a str,
    pub content: &'a mut dyn Content,
}

/// What a file's content must offer: zip archives keep their list at the end.
pub trait Content: Read + Seek {}

impl<T: Read + Seek> Content for T {}

/// What is settled about the folder that a record lies in.
#[derive(Clone, Copy, Debug)]
pub struct Folder<'a> {
    pub source: &'a Source,
    /// What is settled about officials by hand, if anything is.
    pub authority: Option<&'a Authority>,
    /// What stands before an article's key in its path: the folder of `source.toml`, with a `/` at the end, or nothing.
    pub prefix: &'a str,
}

impl<'a> Folder<'a> {
    /// Describes a folder of which nothing is known but its source.
    pub const fn of(source: &'a Source) -> Self {
        Self { source, authority: None, prefix: "" }
    }
}

/// Reads every article of a file on this thread.
///
/// The sink may stop the reading with [`ControlFlow::Break`].
pub fn read(
    file: Input<'_>,
    folder: Folder<'_>,
    limits: &Limits,
    sink: &mut dyn FnMut(Result<Parsed, RecordError>) -> ControlFlow<()>,
) -> Result<Summary, FileError> {
    records(file, limits, &mut |record| sink(record.and_then(|record| parse(record, folder))))
}

#[cfg(test)]
mod tests;
