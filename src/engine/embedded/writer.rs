//! The one writer of an index.
//!
//! Its lock is freed by the system when the process ends, however it ends. Nothing is visible before a commit, and a commit is one step.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use tantivy::directory::error::LockError;
use tantivy::indexer::{IndexWriterOptions, LogMergePolicy};
use tantivy::{IndexWriter, ReloadPolicy, TantivyDocument, TantivyError, Term};

use crate::analysis::Token;
use crate::article::{Article, ArticleId};
use crate::diagnostic::Diagnostic;
use crate::search::{Error, ErrorKind, Result};

use super::document::{Document, Origin};
use super::home::Home;
use super::schema::Fields;

/// How a writer works.
#[derive(Clone, Debug)]
pub struct WriterOptions {
    pub threads: usize,
    /// Bytes that all threads together may hold before they write a segment.
    pub memory: usize,
    /// How long to wait for another writer.
    pub wait: Duration,
    /// What this process is doing, for the one who finds the lock taken.
    pub command: String,
    /// Whether to begin with an empty index.
    pub rebuild: bool,
}

/// What a commit remembers besides the articles.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// The folders and files that were ever given to be indexed, as absolute paths.
    pub roots: Vec<String>,
    /// Files whose articles were not all written when this was committed.
    pub unfinished: Vec<u64>,
}

/// A file that has articles in the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownFile {
    pub root: u64,
    pub content_hash: u64,
    pub articles: u64,
}

/// What the index holds before a run.
#[derive(Clone, Debug, Default)]
pub struct Known {
    pub files: HashMap<u64, KnownFile>,
    /// Which file each article came from.
    pub articles: HashMap<ArticleId, u64>,
    pub ledger: Ledger,
}

pub struct Writer {
    home: Home,
    inner: IndexWriter<TantivyDocument>,
    fields: Fields,
    holder: PathBuf,
}

/// Who holds the lock.
#[derive(Serialize, Deserialize)]
struct Holder {
    pid: u32,
    command: String,
}

/// How often a taken lock is tried again.
const RETRY: Duration = Duration::from_millis(100);
const MERGE_THREADS: usize = 1;

impl Writer {
    /// Opens the index at `home` for writing, making it if it is not there.
    ///
    /// # Errors
    /// [`ErrorKind::Locked`], naming the holder, if somebody else is still writing when the wait is over.
    pub fn open(home: &Path, options: &WriterOptions) -> Result<Self> {
        let home = Home::new(home);
        let started = Instant::now();
        let (index, fields) = match home.open_or_create(false) {
            // What cannot be read, or not by this version, is begun anew only if that was asked for.
            Err(error) if options.rebuild && matches!(error.kind(), ErrorKind::Stale | ErrorKind::Corrupt) => home.open_or_create(true)?,
            opened => opened?,
        };
        let holder = home.current().join("writer.json");
        let inner = loop {
            let settings = IndexWriterOptions::builder()
                .memory_budget_per_thread(options.memory / options.threads.max(1))
                .num_worker_threads(options.threads)
                .num_merge_threads(MERGE_THREADS)
                .build();
            match index.writer_with_options(settings) {
                Ok(writer) => break writer,
                Err(TantivyError::LockFailure(LockError::LockBusy, _)) if started.elapsed() < options.wait => std::thread::sleep(RETRY),
                Err(TantivyError::LockFailure(LockError::LockBusy, _)) => return Err(locked(&holder)),
                Err(error) => return Err(home.explain(error)),
            }
        };
        let named = Holder { pid: std::process::id(), command: options.command.clone() };
        // Only a courtesy to whoever finds the lock taken.
        let _ = serde_json::to_vec(&named).map(|json| fs::write(&holder, json));
        inner.set_merge_policy(Box::new(merge_policy()));
        // Files of a run that was killed would be in the way of this one.
        inner.garbage_collect_files().wait().map_err(|error| home.explain(error))?;
        let writer = Self { home, inner, fields, holder };
        if options.rebuild {
            writer.inner.delete_all_documents().map_err(|error| writer.home.explain(error))?;
        }
        Ok(writer)
    }

    /// Reads what the index holds: a few milliseconds for each ten thousand articles.
    pub fn known(&self) -> Result<Known> {
        self.read_known().map_err(|error| self.home.explain(error))
    }

    fn read_known(&self) -> tantivy::Result<Known> {
        let index = self.inner.index();
        let mut known = Known { ledger: read_ledger(index)?, ..Known::default() };
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        for segment in reader.searcher().segment_readers() {
            let columns = segment.fast_fields();
            let (ids, roots) = (columns.u64("id")?, columns.u64("root")?);
            let (files, hashes) = (columns.u64("file")?, columns.u64("content_hash")?);
            for doc in segment.doc_ids_alive() {
                let first = |column: &tantivy::columnar::Column<u64>| column.first(doc).unwrap_or_default();
                let file = first(&files);
                let entry = known.files.entry(file).or_insert(KnownFile { root: first(&roots), content_hash: first(&hashes), articles: 0 });
                entry.articles += 1;
                known.articles.insert(ArticleId::from_order(first(&ids)), file);
            }
        }
        Ok(known)
    }

    /// Returns what makes documents of articles, for the threads that read.
    pub const fn analyser(&self) -> Analyser {
        Analyser { fields: self.fields }
    }

    /// Adds a document; it is found after the next commit.
    pub fn add(&self, document: Document) -> Result<()> {
        self.inner.add_document(document.inner).map(|_| ()).map_err(|error| self.home.explain(error))
    }

    /// Takes out all articles of a file that were added so far.
    pub fn delete_file(&self, file: u64) {
        self.inner.delete_term(Term::from_field_u64(self.fields.file, file));
    }

    /// Takes out an article that was added so far.
    pub fn delete(&self, id: ArticleId) {
        self.inner.delete_term(Term::from_field_u64(self.fields.id, id.order()));
    }

    /// Makes everything added and deleted so far visible, in one step.
    ///
    /// On failure everything since the last commit is taken back: a second commit must not pass off what was lost.
    pub fn commit(&mut self, ledger: &Ledger) -> Result<()> {
        let payload = serde_json::to_string(ledger).expect("a ledger is plain data");
        let committed = self.inner.prepare_commit().and_then(|mut prepared| {
            prepared.set_payload(&payload);
            prepared.commit()
        });
        match committed {
            Ok(_) => Ok(()),
            Err(error) => {
                let _ = self.inner.rollback();
                Err(self.home.explain(error))
            }
        }
    }

    /// Ends the writing: waits for merges, removes files that nobody needs any more, and frees the lock.
    pub fn finish(self) -> Result<u64> {
        let index = self.inner.index().clone();
        self.inner.garbage_collect_files().wait().map_err(|error| self.home.explain(error))?;
        self.inner.wait_merging_threads().map_err(|error| self.home.explain(error))?;
        let _ = fs::remove_file(&self.holder);
        let count = index.load_metas().map(|metas| metas.segments.iter().map(|segment| u64::from(segment.num_docs())).sum());
        count.map_err(|error| self.home.explain(error))
    }
}

/// Makes documents of articles; cheap to copy to every thread.
#[derive(Clone, Copy)]
pub struct Analyser {
    fields: Fields,
}

impl Analyser {
    /// Makes a document of an article and the tokens of each of its parts.
    pub fn document(&self, article: &Article, tokens: &[Vec<Token>], origin: Origin) -> Document {
        Document::new(&self.fields, article, tokens, origin)
    }
}

/// Reads what the last commit remembered.
pub(super) fn read_ledger(index: &tantivy::Index) -> tantivy::Result<Ledger> {
    let payload = index.load_metas()?.payload;
    Ok(payload.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default())
}

/// Few segments make a search fast; merging them all the time makes indexing slow.
fn merge_policy() -> LogMergePolicy {
    let mut policy = LogMergePolicy::default();
    policy.set_min_num_segments(6);
    policy
}

fn locked(holder: &Path) -> Error {
    let named: Option<Holder> = fs::read(holder).ok().and_then(|json| serde_json::from_slice(&json).ok());
    let diagnostic = match named {
        Some(holder) => Diagnostic::error("engine-locked").arg(holder.pid).arg(holder.command),
        None => Diagnostic::error("engine-locked-unknown"),
    };
    Error::new(ErrorKind::Locked, diagnostic)
}
