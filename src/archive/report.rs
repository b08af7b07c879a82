//! What became of every file of a run: read by people on the terminal and by programs as JSON.

use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;

/// The account of one run over the folders.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Report {
    /// The folders and files that were walked, as given.
    pub roots: Vec<String>,
    pub index: String,
    pub files: FileCounts,
    pub articles: ArticleCounts,
    pub seconds: Seconds,
    /// Bytes read from the sources (unpacked).
    pub bytes: u64,
    /// Every file that did not simply go in: skipped, failed, or indexed with something to say.
    pub notes: Vec<FileNote>,
    /// True when a signal ended the run before every file was read; what was committed is searchable.
    pub interrupted: bool,
}

/// How many files ended how; they sum up to all files seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FileCounts {
    pub indexed: u64,
    pub unchanged: u64,
    pub skipped: u64,
    pub failed: u64,
    /// Files that somebody may still be writing; they are left as they are in the index, and looked at in the next run.
    pub settling: u64,
    /// Files of the last run that are gone.
    pub deleted: u64,
}

impl Report {
    /// Tells whether the run found anything in the index that was not as in the folders.
    pub const fn changed(&self) -> bool {
        let ArticleCounts { added, changed, deleted, .. } = self.articles;
        added + changed + deleted + self.files.deleted > 0
    }
}

/// What the run did to the articles of the index.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ArticleCounts {
    pub added: u64,
    pub changed: u64,
    pub unchanged: u64,
    pub deleted: u64,
    /// Records of an export that could not be read; their file is indexed without them.
    pub failed: u64,
    /// All articles in the index when the run ended.
    pub total: u64,
}

/// Seconds of the clock per phase; phases overlap, `total` is the whole run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Seconds {
    pub walk: f64,
    pub compare: f64,
    /// Reading, decoding, cleaning, analysing and handing over to the engine.
    pub read: f64,
    pub commit: f64,
    pub merge: f64,
    pub total: f64,
}

/// One file that a person may want to know about.
#[derive(Clone, Debug, Serialize)]
pub struct FileNote {
    /// As found, made safe for display by whoever shows it.
    pub path: String,
    pub outcome: Outcome,
    /// The reason as a sentence; filled in at the rim, in the reader's language.
    pub reason: String,
    #[serde(skip)]
    pub diagnostic: Option<Diagnostic>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Indexed,
    Unchanged,
    Skipped,
    Failed,
}
