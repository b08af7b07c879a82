//! How a run over the folders is to be done, and how it tells of itself while it goes on.

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use crate::engine::embedded::Witness;
use crate::ingest::Limits;

/// What to index, into which index, within which bounds.
#[derive(Clone, Debug)]
pub struct Options {
    /// Folders and files.
    pub roots: Vec<PathBuf>,
    /// The home of the index; the index itself is the folder `current` in it.
    pub index: PathBuf,
    /// Whether to begin anew instead of comparing.
    pub rebuild: bool,
    /// 0 takes one for each core.
    pub threads: usize,
    /// Bytes that are held in memory before they are written as a segment; 0 takes as much as is best.
    pub memory: usize,
    /// Bytes of one article.
    pub max_file: u64,
    /// Bytes that one compressed file may unpack to.
    pub max_unpacked: u64,
    /// How long to wait for another writer.
    pub wait: Duration,
    /// Whether files that gave no article are read again though they have not changed.
    pub retry_failed: bool,
    /// Files last modified within this time may be half-written and are left as they are in the index.
    pub settling: Option<Range<SystemTime>>,
    /// Whether all files of a root may be gone, or more than a fifth of many.
    pub allow_mass_delete: bool,
    /// Shown to whoever finds the lock taken.
    pub command: String,
    /// Sees every step on the files of the index.
    pub witness: Option<Arc<dyn Witness>>,
}

/// The most threads that one index writer takes.
const MOST_THREADS: usize = 8;

impl Options {
    /// Indexes `roots` into `index` with the usual bounds.
    pub fn new(roots: Vec<PathBuf>, index: PathBuf) -> Self {
        let limits = Limits::default();
        Self {
            roots,
            index,
            rebuild: false,
            threads: 0,
            memory: 0,
            max_file: limits.article,
            max_unpacked: limits.unpacked,
            wait: Duration::ZERO,
            retry_failed: false,
            settling: None,
            allow_mass_delete: false,
            command: String::new(),
            witness: None,
        }
    }

    /// Returns the number of threads that read, and of those that write.
    pub(super) fn worker_threads(&self) -> usize {
        let cores = || std::thread::available_parallelism().map_or(1, usize::from);
        let wanted = if self.threads == 0 { cores() } else { self.threads };
        wanted.clamp(1, MOST_THREADS)
    }

    pub(super) fn limits(&self) -> Limits {
        Limits { article: self.max_file, unpacked: self.max_unpacked, ..Limits::default() }
    }
}

/// What a run is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    Walk,
    Compare,
    Read,
    Commit,
    Merge,
}

/// Somebody who watches a run; called from several threads.
pub trait Progress: Sync {
    /// The walk found so much to look at.
    fn files_found(&self, files: u64, bytes: u64);
    /// So many more bytes were read and so many more articles written.
    fn file_read(&self, bytes: u64, articles: u64);
    fn phase(&self, phase: Phase);
}

/// Nobody watches.
impl Progress for () {
    fn files_found(&self, _files: u64, _bytes: u64) {}
    fn file_read(&self, _bytes: u64, _articles: u64) {}
    fn phase(&self, _phase: Phase) {}
}
