//! The road of a file into the index: one thread reads and compares, several understand and analyse, the engine writes.
//!
//! Records travel in batches through a short queue, so memory stays flat whatever is read. A commit waits until no thread is handing over.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeSet, HashMap};
use std::io::{self, Seek};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};

use crate::diagnostic::Diagnostic;
use crate::engine;
use crate::engine::embedded::{Analyser, Known, Ledger, Origin, Writer};
use crate::ingest::{self, FileError, Input, Record, RecordError};

use super::memory;
use super::opened::Opened;
use super::report::Outcome;
use super::sources::{self, Sources};
use super::tally::{Tally, Turn};
use super::walk::{FoundFile, Root};
use super::{Error, Options, Progress};

/// Records that travel together.
const BATCH: usize = 32;
/// Batches that wait for a thread.
const QUEUE: usize = 16;
/// A commit comes when both have passed since the last one.
const COMMIT_ARTICLES: u64 = 20_000;
const COMMIT_AFTER: Duration = Duration::from_secs(10);

pub struct Pipeline<'a> {
    pub options: &'a Options,
    pub progress: &'a dyn Progress,
    pub stop: &'a AtomicBool,
    pub known: &'a Known,
    /// Files that are there no more; their articles are taken out already.
    pub gone: &'a [u64],
    pub writer: &'a RwLock<Writer>,
    pub tally: &'a Tally,
    pub ledger: &'a Ledger,
}

/// How the reading ended.
pub struct Outcomes {
    /// Files of which not every record was written, in this run or in an earlier one.
    pub unfinished: Vec<u64>,
    pub commit_seconds: f64,
}

/// What the records of a file have in common.
#[derive(Clone)]
struct Head {
    origin: Origin,
    source: Arc<sources::Known>,
}

/// Records on their way, all of one file.
struct Batch {
    head: Head,
    /// The number of the first one among all records of the run.
    first: u64,
    records: Vec<Record>,
}

/// What the threads know of each other.
struct Shared {
    /// Batches of each file that are not written yet.
    in_flight: Mutex<HashMap<u64, usize>>,
    /// Articles written since the last commit.
    since_commit: AtomicU64,
    /// The first failure of the engine; it ends the run.
    failure: Mutex<Option<engine::Error>>,
    handing_over: Mutex<()>,
}

impl Pipeline<'_> {
    /// Reads all files and writes their articles.
    pub fn run(&self, roots: &[Root], files: &[&FoundFile]) -> Result<Outcomes, Error> {
        let shared =
            Shared { in_flight: Mutex::default(), since_commit: AtomicU64::new(0), failure: Mutex::default(), handing_over: Mutex::default() };
        let (sender, receiver) = sync_channel(QUEUE);
        let receiver = Mutex::new(receiver);
        let analyser = self.read_lock(|writer| writer.analyser());
        let outcomes = std::thread::scope(|scope| {
            for _ in 0..self.options.worker_threads() {
                scope.spawn(|| self.work(&receiver, analyser, &shared));
            }
            let reader = Reader {
                pipeline: self,
                shared: &shared,
                sender,
                number: Cell::new(0),
                committed: Cell::new(Instant::now()),
                commit_seconds: Cell::new(0.0),
                unfinished: RefCell::new(self.left_over()),
            };
            reader.read_all(roots, files)
        })?;
        match shared.failure.into_inner().unwrap_or_else(PoisonError::into_inner) {
            Some(error) => Err(error.into()),
            None => Ok(outcomes),
        }
    }

    /// One of the threads that understand and analyse.
    fn work(&self, receiver: &Mutex<Receiver<Batch>>, analyser: Analyser, shared: &Shared) {
        loop {
            let batch = receiver.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok(batch) = batch else { return };
            let bytes = batch.records.iter().map(|record| record.bytes().len() as u64).sum();
            let mut articles = 0;
            for (number, record) in (batch.first..).zip(batch.records) {
                match self.write(record, number, &batch.head, analyser, shared) {
                    Ok(written) => articles += u64::from(written),
                    Err(error) => {
                        shared.failure.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
                    }
                }
            }
            shared.since_commit.fetch_add(articles, Ordering::Relaxed);
            shared.arrived(batch.head.origin.file);
            self.progress.file_read(bytes, articles);
        }
    }

    /// Brings one record into the index; tells whether it gave an article. A record that makes our code panic is reported like any bad record.
    fn write(&self, record: Record, number: u64, batch: &Head, analyser: Analyser, shared: &Shared) -> engine::Result<bool> {
        let Head { origin, source } = batch;
        let path = record.path.clone();
        let understood = contained(|| {
            ingest::parse(record, source.folder()).map(|parsed| (analyser.document(parsed.article, &parsed.tokens, *origin), parsed.notes))
        });
        let (document, notes) = match understood {
            Ok(Ok(understood)) => understood,
            Ok(Err(error)) => {
                self.tally.record_failed(origin.file, &error.path, error.diagnostic);
                return Ok(false);
            }
            Err(ours) => {
                self.tally.record_failed(origin.file, &path, ours);
                return Ok(false);
            }
        };
        // From here on it depends on the other files as well what becomes of it.
        self.tally.do_not_remember(origin.file);
        for note in notes {
            self.tally.note(&path, Outcome::Indexed, note);
        }
        let id = document.id;
        if let Some(other) = self.known.articles.get(&id).filter(|file| **file != origin.file && !self.tally.is_rewritten(**file)) {
            self.tally.record_failed(origin.file, &path, Diagnostic::error("archive-same-id").arg(id).arg(format!("{other:016x}")));
            return Ok(false);
        }
        // One step for all threads: an earlier record must not slip in behind the later one that takes its place.
        let _handing_over = shared.handing_over.lock().unwrap_or_else(PoisonError::into_inner);
        self.read_lock(|writer| match self.tally.take(id, number) {
            Turn::First => writer.add(document).map(|()| true),
            Turn::Replaces => {
                self.tally.note(&path, Outcome::Indexed, Diagnostic::warning("archive-id-twice").arg(id));
                writer.delete(id);
                writer.add(document).map(|()| true)
            }
            Turn::TooLate => {
                self.tally.note(&path, Outcome::Indexed, Diagnostic::warning("archive-id-twice").arg(id));
                Ok(false)
            }
        })
    }

    /// Returns the files that an earlier run left unfinished and that are still there.
    fn left_over(&self) -> BTreeSet<u64> {
        self.known.ledger.unfinished.iter().copied().filter(|file| !self.gone.contains(file)).collect()
    }

    fn read_lock<T>(&self, work: impl FnOnce(&Writer) -> T) -> T {
        work(&self.writer.read().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Shared {
    fn departs(&self, file: u64) {
        *self.in_flight.lock().unwrap_or_else(PoisonError::into_inner).entry(file).or_default() += 1;
    }

    fn arrived(&self, file: u64) {
        let mut in_flight = self.in_flight.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = in_flight.get_mut(&file) {
            *count -= 1;
            if *count == 0 {
                in_flight.remove(&file);
            }
        }
    }

    fn has_failed(&self) -> bool {
        self.failure.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }
}

/// The thread that reads.
struct Reader<'a> {
    pipeline: &'a Pipeline<'a>,
    shared: &'a Shared,
    sender: SyncSender<Batch>,
    /// Records read so far.
    number: Cell<u64>,
    committed: Cell<Instant>,
    commit_seconds: Cell<f64>,
    /// Files of which records are missing in the index: left over from earlier runs, and in this one.
    unfinished: RefCell<BTreeSet<u64>>,
}

impl Reader<'_> {
    fn read_all(self, roots: &[Root], files: &[&FoundFile]) -> Result<Outcomes, Error> {
        let mut sources = Sources::new(roots);
        for file in files {
            if self.must_stop() {
                break;
            }
            let came_to_its_end = self.read(file, &mut sources)?;
            self.settle(file.hash, came_to_its_end);
        }
        Ok(Outcomes { unfinished: self.unfinished.into_inner().into_iter().collect(), commit_seconds: self.commit_seconds.get() })
    }

    /// Remembers whether a file came to its end.
    fn settle(&self, file: u64, came_to_its_end: bool) {
        let mut unfinished = self.unfinished.borrow_mut();
        if came_to_its_end {
            unfinished.remove(&file);
        } else {
            unfinished.insert(file);
        }
    }

    fn must_stop(&self) -> bool {
        self.pipeline.stop.load(Ordering::Relaxed) || self.shared.has_failed()
    }

    /// Reads one file if it is new or has changed; tells whether it came to its end.
    fn read(&self, file: &FoundFile, sources: &mut Sources<'_>) -> Result<bool, Error> {
        let (tally, known) = (self.pipeline.tally, self.pipeline.known);
        let shown = file.path.display().to_string();
        let before = known.files.get(&file.hash);
        let unfinished = known.ledger.unfinished.contains(&file.hash);
        if file.is_settling {
            tally.settling(before.map_or(0, |before| before.articles));
            return Ok(!unfinished);
        }
        let source = match sources.of(file) {
            Ok(source) => source,
            Err(diagnostic) => {
                tally.failed(&shown, diagnostic);
                return Ok(!unfinished);
            }
        };
        let forget = || {
            if before.is_some() {
                self.pipeline.read_lock(|writer| writer.delete_file(file.hash));
                tally.rewriting(file.hash);
            }
        };
        let opened = match Opened::at(&file.path) {
            Ok(Some(content)) => match ingest::refusal(&file.relative, content.length(), &self.pipeline.options.limits()) {
                Some(diagnostic) => {
                    forget();
                    tally.skipped(&shown, diagnostic);
                    return Ok(true);
                }
                None => Ok(content),
            },
            Ok(None) => {
                tally.skipped(&shown, Diagnostic::note("archive-not-a-file"));
                return Ok(!unfinished);
            }
            Err(error) => Err(error),
        };
        let hashed = opened.and_then(|mut content| {
            let hash = source.content_hash(&mut content)?;
            content.rewind()?;
            Ok((content, hash))
        });
        let (mut content, content_hash) = match hashed {
            Ok(hashed) => hashed,
            Err(error) => {
                tally.failed(&shown, unreadable(&shown, &error));
                return Ok(!unfinished);
            }
        };
        let read_as = memory::read_as(content_hash, self.pipeline.options);
        if !unfinished && !self.pipeline.options.retry_failed && tally.again(file.hash, read_as) {
            self.pipeline.progress.file_read(file.bytes, 0);
            return Ok(true);
        }
        if let Some(before) = before.filter(|before| before.content_hash == content_hash && !unfinished) {
            tally.unchanged(before.articles);
            self.pipeline.progress.file_read(file.bytes, 0);
            return Ok(true);
        }
        forget();
        let origin = Origin { root: file.root, file: file.hash, content_hash };
        tally.begin(file.hash, file.root, read_as);
        self.send_records(file, &mut content, Head { origin, source })
    }

    fn send_records(&self, file: &FoundFile, content: &mut Opened, head: Head) -> Result<bool, Error> {
        let tally = self.pipeline.tally;
        let mut waiting: Vec<Record> = Vec::with_capacity(BATCH);
        let mut failed_commit = None;
        let mut passed_over = None;
        let mut sent = 0u64;
        let input = Input { path: &file.relative, content };
        let limits = self.pipeline.options.limits();
        let mut take = |record: Result<Record, RecordError>| {
            match record {
                Ok(record) => {
                    waiting.push(record);
                    sent += 1;
                }
                Err(error) if error.diagnostic.severity == crate::diagnostic::Severity::Error => {
                    tally.record_failed(file.hash, &error.path, error.diagnostic);
                }
                Err(error) => {
                    tally.remark(file.hash, &error.path, Outcome::Skipped, error.diagnostic.clone());
                    passed_over = Some(error.diagnostic);
                }
            }
            if waiting.len() == BATCH {
                self.send(&head, &mut waiting);
                if self.is_commit_due() {
                    failed_commit = self.commit(file.hash).err();
                }
            }
            if failed_commit.is_some() || self.must_stop() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let read = contained(|| ingest::records(input, &limits, &mut take)).unwrap_or_else(|ours| Err(FileError::Failed(ours)));
        self.send(&head, &mut waiting);
        if let Some(error) = failed_commit {
            return Err(error);
        }
        let shown = file.path.display().to_string();
        match read {
            Ok(summary) => {
                for note in summary.notes {
                    tally.remark(file.hash, &shown, Outcome::Indexed, note);
                }
                match passed_over.filter(|_| sent == 0) {
                    Some(diagnostic) => tally.fruitless(file.hash, &shown, Outcome::Skipped, diagnostic),
                    None => tally.indexed(summary.unpacked),
                }
                Ok(!summary.stopped)
            }
            Err(FileError::Skipped(diagnostic)) => {
                tally.fruitless(file.hash, &shown, Outcome::Skipped, diagnostic);
                Ok(true)
            }
            Err(FileError::Failed(diagnostic)) => {
                tally.fruitless(file.hash, &shown, Outcome::Failed, diagnostic);
                Ok(true)
            }
            Err(FileError::Io(error)) => {
                tally.do_not_remember(file.hash);
                tally.failed(&shown, unreadable(&shown, &error));
                // A part of it may be in the index, with the hash of the whole.
                Ok(false)
            }
        }
    }

    fn send(&self, head: &Head, waiting: &mut Vec<Record>) {
        if waiting.is_empty() {
            return;
        }
        let records = std::mem::replace(waiting, Vec::with_capacity(BATCH));
        let first = self.number.get();
        self.number.set(first + records.len() as u64);
        self.shared.departs(head.origin.file);
        // The workers live as long as this sender, so the queue cannot be closed.
        let _ = self.sender.send(Batch { head: head.clone(), first, records });
    }

    fn is_commit_due(&self) -> bool {
        self.shared.since_commit.load(Ordering::Relaxed) >= COMMIT_ARTICLES && self.committed.get().elapsed() >= COMMIT_AFTER
    }

    /// Commits in the middle of file `reading`; files that are not whole yet are remembered as such.
    fn commit(&self, reading: u64) -> Result<(), Error> {
        let started = Instant::now();
        let mut writer = self.pipeline.writer.write().unwrap_or_else(PoisonError::into_inner);
        let mut unfinished = self.unfinished.borrow().clone();
        unfinished.extend(self.shared.in_flight.lock().unwrap_or_else(PoisonError::into_inner).keys());
        unfinished.insert(reading);
        let unfinished: Vec<u64> = unfinished.into_iter().collect();
        let articles = self.pipeline.tally.articles(self.pipeline.known);
        let memory = self.pipeline.tally.memory(&unfinished).write();
        writer.commit(&Ledger { unfinished, articles, ..self.pipeline.ledger.clone() }, &memory)?;
        self.shared.since_commit.store(0, Ordering::Relaxed);
        self.committed.set(Instant::now());
        self.commit_seconds.set(self.commit_seconds.get() + started.elapsed().as_secs_f64());
        Ok(())
    }
}

/// Says why a file was not read. What is not there any more is no fault of its permissions.
fn unreadable(shown: &str, error: &io::Error) -> Diagnostic {
    match error.kind() {
        io::ErrorKind::NotFound => Diagnostic::warning("archive-vanished"),
        _ => Diagnostic::error("archive-unreadable").arg(shown).arg(error),
    }
}

/// Does work on what was read; where it makes our code panic, that is told like any fault of the file, and the others are read all the same.
fn contained<T>(work: impl FnOnce() -> T) -> Result<T, Diagnostic> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| Diagnostic::error("archive-panic"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn i21_a_panic_of_ours_is_told_like_a_fault_of_the_file() {
        let text = "Hội nghị";
        assert_eq!(contained(|| text.len()).ok(), Some(text.len()));
        let told = contained(|| text.split_at(2).0.len());
        assert_eq!(told.err().map(|diagnostic| diagnostic.code).as_deref(), Some("archive-panic"));
    }
}
