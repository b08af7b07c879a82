//! How the reading of a file or a record can end.

use std::io;

use crate::analysis::Token;
use crate::article::Article;
use crate::diagnostic::Diagnostic;

/// An article, and what is worth saying about how it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    pub article: Article,
    /// The tokens of each part, in order; none for a part that is not read. Whoever indexes the article need not read it again.
    pub tokens: Vec<Vec<Token>>,
    pub notes: Vec<Diagnostic>,
}

/// A record that gave no article. The others of its file are read all the same.
///
/// The severity says how: an error for what failed, a note for what was passed over (a picture in a zip).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordError {
    /// The file, with `!member` and `#record`.
    pub path: String,
    pub diagnostic: Diagnostic,
}

/// A file that gave no article at all.
#[derive(Debug)]
pub enum FileError {
    /// Nothing for us: empty, binary, too large, of a format that is not read.
    Skipped(Diagnostic),
    /// An article was expected, and the file is damaged.
    Failed(Diagnostic),
    /// The machine could not read it.
    Io(io::Error),
}

/// What was read of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Records handed to the sink, failed ones left out.
    pub records: u64,
    pub failed: u64,
    /// Bytes, unpacked.
    pub unpacked: u64,
    /// What is wrong with the file as a whole, such as an archive that breaks off: its records up to there were read.
    pub notes: Vec<Diagnostic>,
    /// True if the sink ended the reading.
    pub stopped: bool,
}
