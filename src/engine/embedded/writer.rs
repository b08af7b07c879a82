//! The one writer of an index.
//!
//! Nothing is visible before a commit, and a commit is one step that lasts. After any failure everything since the last commit is taken
//! back and the writer is of no more use: tantivy would go on, and pass off as committed what it has lost.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use tantivy::indexer::{IndexWriterOptions, LogMergePolicy};
use tantivy::{IndexWriter, ReloadPolicy, TantivyDocument, Term};

use crate::analysis::Token;
use crate::article::{Article, ArticleId};
use crate::search::{ErrorKind, Result};

use super::beside::Beside;
use super::directory::Folder;
use super::disk::Witness;
use super::document::{Document, Origin};
use super::home::Home;
use super::lock::WriterLock;
use super::schema::Fields;

/// How a writer works.
#[derive(Clone, Debug)]
pub struct WriterOptions {
    pub threads: usize,
    /// Bytes that all threads together may hold before they write a segment; 0 takes as much for each as is best.
    pub memory: usize,
    /// How long to wait for another writer.
    pub wait: Duration,
    /// What this process is doing, for the one who finds the lock taken.
    pub command: String,
    /// Whether to begin with an empty index.
    pub rebuild: bool,
    /// Who sees every step on the disk.
    pub witness: Option<Arc<dyn Witness>>,
}

/// What a commit remembers besides the articles.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// The folders and files that were ever given to be indexed, as absolute paths.
    pub roots: Vec<String>,
    /// Files whose articles were not all written when this was committed.
    pub unfinished: Vec<u64>,
    /// How many articles there are.
    pub articles: u64,
    /// Whether the index was begun from nothing by a run that has not come to its end.
    #[serde(default)]
    pub in_the_making: bool,
    /// Names what is kept beside this commit; 0 if nothing is. The writer fills it in.
    #[serde(default)]
    pub generation: u64,
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
    /// What was kept beside the last commit; empty if nothing was, or it is lost.
    pub beside: Vec<u8>,
}

pub struct Writer {
    home: Home,
    inner: IndexWriter<TantivyDocument>,
    fields: Fields,
    folder: Folder,
    /// What the last commit remembers.
    ledger: Ledger,
    beside: Beside,
    /// Whether something was added or taken out since the last commit.
    touched: AtomicBool,
    /// Dropped behind the writer and before the lock.
    leftovers: Leftovers,
    _lock: WriterLock,
}

/// Removes what a run that did not come to its end has written: on a full disk it is the room for the next one.
struct Leftovers {
    home: Home,
    index: tantivy::Index,
    folder: Folder,
}

impl Drop for Leftovers {
    fn drop(&mut self) {
        // The next one that writes would do it.
        let _ = self.home.sweep(&self.index, &self.folder);
    }
}

const MERGE_THREADS: usize = 1;
/// What a thread holds by itself. With four times as much, two threads take half as much memory again, most of it for merging larger
/// segments, and a tenth more time.
const MEMORY: usize = 75 << 20;

impl Writer {
    /// Opens the index at `home` for writing, making it if it is not there.
    ///
    /// # Errors
    /// [`ErrorKind::Locked`], naming the holder, if somebody else is still writing when the wait is over.
    pub fn open(home: &Path, options: &WriterOptions) -> Result<Self> {
        let home = Home::new(home, options.witness.clone());
        let lock = home.lock(&options.command, options.wait)?;
        let (index, fields, folder) = home.open_for_writing(options.rebuild)?;
        let settings = IndexWriterOptions::builder()
            .memory_budget_per_thread(if options.memory == 0 { MEMORY } else { options.memory / options.threads.max(1) })
            .num_worker_threads(options.threads)
            .num_merge_threads(MERGE_THREADS)
            .build();
        let inner = index.writer_with_options(settings).map_err(|error| home.explain(error))?;
        inner.set_merge_policy(Box::new(merge_policy()));
        // Tantivy gives the first operation the number of the last commit again. A merge that begins before the next commit takes every
        // deletion up to that number for done in a segment that lost articles in that commit, and would bring this one back to life.
        inner.run(Vec::new()).map_err(|error| home.explain(error))?;
        if options.rebuild {
            inner.delete_all_documents().map_err(|error| home.explain(error))?;
        }
        let ledger = read_ledger(&index).map_err(|error| home.explain(error))?;
        let beside = Beside::read(&folder, ledger.generation);
        let touched = AtomicBool::new(options.rebuild);
        let leftovers = Leftovers { home: home.clone(), index, folder: folder.clone() };
        Ok(Self { home, inner, fields, folder, ledger, beside, touched, leftovers, _lock: lock })
    }

    /// Makes sure that the disk takes `new` more bytes of articles, with what merging needs.
    ///
    /// # Errors
    /// [`ErrorKind::Io`] if it does not.
    pub fn make_sure_of_room(&self, new: u64) -> Result<()> {
        let largest = self.folder.segment_bytes().into_iter().max().unwrap_or(0);
        self.home.need(new.saturating_mul(ROOM_FOR_ONE) + largest)
    }

    /// Reads what the index holds: a few milliseconds for each ten thousand articles.
    ///
    /// # Errors
    /// [`ErrorKind::Corrupt`] if it holds more or fewer articles than the last commit knew of.
    pub fn known(&self) -> Result<Known> {
        let known = self.read_known().map_err(|error| self.home.explain(error))?;
        let (held, expected) = (known.articles.len() as u64, known.ledger.articles);
        if held == expected { Ok(known) } else { Err(self.home.miscounted(ErrorKind::Corrupt, held, expected)) }
    }

    fn read_known(&self) -> tantivy::Result<Known> {
        let index = self.inner.index();
        let mut known = Known { ledger: self.ledger.clone(), beside: self.beside.content().to_owned(), ..Known::default() };
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
        self.touched.store(true, Ordering::Relaxed);
        self.inner.add_document(document.inner).map(|_| ()).map_err(|error| self.home.explain(error))
    }

    /// Takes out all articles of a file that were added so far.
    pub fn delete_file(&self, file: u64) {
        self.touched.store(true, Ordering::Relaxed);
        self.inner.delete_term(Term::from_field_u64(self.fields.file, file));
    }

    /// Takes out an article that was added so far.
    pub fn delete(&self, id: ArticleId) {
        self.touched.store(true, Ordering::Relaxed);
        self.inner.delete_term(Term::from_field_u64(self.fields.id, id.order()));
    }

    /// Makes everything added and deleted so far visible, in one step, and keeps `beside` with it. Does nothing if nothing is new.
    ///
    /// # Errors
    /// If the disk fails, or the engine has lost articles on the way. Then everything since the last commit is taken back, and the writer
    /// must be opened anew.
    pub fn commit(&mut self, ledger: &Ledger, beside: &[u8]) -> Result<()> {
        let as_before = Ledger { generation: self.beside.generation(), ..ledger.clone() };
        if !self.touched.swap(false, Ordering::Relaxed) && as_before == self.ledger && self.beside.is(beside) {
            return Ok(());
        }
        let committed = self.beside.write(&self.folder, beside).map_err(tantivy::TantivyError::from).and_then(|beside| {
            let ledger = Ledger { generation: beside.generation(), ..ledger.clone() };
            let mut prepared = self.inner.prepare_commit()?;
            prepared.set_payload(&serde_json::to_string(&ledger).expect("a ledger is plain data"));
            prepared.commit()?;
            Ok((ledger, beside))
        });
        let (ledger, beside) = match committed {
            Ok(committed) => committed,
            Err(error) => {
                let error = self.home.explain(error);
                let _ = self.inner.rollback();
                return Err(error);
            }
        };
        let held = articles(self.inner.index()).map_err(|error| self.home.explain(error))?;
        if held != ledger.articles {
            return Err(self.home.miscounted(ErrorKind::Internal, held, ledger.articles));
        }
        let before = std::mem::replace(&mut self.beside, beside);
        if before.generation() != ledger.generation {
            before.remove(&self.folder);
        }
        self.ledger = ledger;
        Ok(())
    }

    /// Makes one segment of all: no trace is left of deleted articles, and searches are as fast as they can be.
    ///
    /// # Errors
    /// If the disk fails. The index stays as it was.
    pub fn compact(&mut self) -> Result<()> {
        let segments = self.inner.index().searchable_segment_metas().map_err(|error| self.home.explain(error))?;
        if segments.len() <= 1 && segments.iter().all(|segment| !segment.has_deletes()) {
            return Ok(());
        }
        self.home.need(self.folder.segment_bytes().into_iter().sum())?;
        let segments: Vec<_> = segments.iter().map(tantivy::SegmentMeta::id).collect();
        self.inner.merge(&segments).wait().map(|_| ()).map_err(|error| self.home.explain(error))
    }

    /// Ends the writing: waits for merges, removes files that nobody needs any more, and frees the lock. Returns how many articles there are.
    ///
    /// # Errors
    /// If the disk fails. What was committed stays so.
    pub fn finish(self) -> Result<u64> {
        // Dropped from the last to the first.
        let Self { _lock, leftovers: _leftovers, home, inner, folder, .. } = self;
        let index = inner.index().clone();
        let collected = inner.garbage_collect_files().wait();
        let ended = collected.and_then(|_| inner.wait_merging_threads()).and_then(|()| Ok(folder.seal(true)?));
        ended.and_then(|()| articles(&index)).map_err(|error| home.explain(error))
    }
}

/// Bytes of disk that may be needed while a byte of articles is indexed: for its terms and its text, before and after a merge.
const ROOM_FOR_ONE: u64 = 2;

fn articles(index: &tantivy::Index) -> tantivy::Result<u64> {
    Ok(index.load_metas()?.segments.iter().map(|segment| u64::from(segment.num_docs())).sum())
}

/// Makes documents of articles; cheap to copy to every thread.
#[derive(Clone, Copy)]
pub struct Analyser {
    fields: Fields,
}

impl Analyser {
    /// Makes a document of an article and the tokens of each of its parts.
    pub fn document(&self, article: Article, tokens: &[Vec<Token>], origin: Origin) -> Document {
        Document::new(&self.fields, article, tokens, origin)
    }
}

/// Reads what the last commit remembered.
pub(super) fn read_ledger(index: &tantivy::Index) -> tantivy::Result<Ledger> {
    let payload = index.load_metas()?.payload;
    Ok(payload.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default())
}

/// Tells from `meta.json` whether a run that makes the index from nothing has not come to its end. One that cannot be read tells nothing.
pub(super) fn is_in_the_making(meta: &[u8]) -> bool {
    #[derive(Deserialize)]
    struct Meta {
        #[serde(rename = "segments")]
        _segments: Vec<IgnoredAny>,
        payload: Option<String>,
    }
    let Ok(Meta { payload, .. }) = serde_json::from_slice(meta) else { return false };
    // Nothing was committed to an index without a ledger.
    payload.is_none_or(|json| serde_json::from_str(&json).is_ok_and(|ledger: Ledger| ledger.in_the_making))
}

/// Few segments make a search fast; merging them all the time makes indexing slow.
fn merge_policy() -> LogMergePolicy {
    let mut policy = LogMergePolicy::default();
    policy.set_min_num_segments(6);
    policy
}
