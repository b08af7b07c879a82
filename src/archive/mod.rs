//! Keeps an index equal to its folders: walk, compare, read, write, report; once, or whenever they change.
//!
//! The unit of change is the file: one whose content and settings hash as before is not read again, a changed one is read whole.
//! Bad input never stops a run; every file ends as indexed, unchanged, skipped or failed, and the report says why.

mod changes;
mod memory;
mod opened;
mod options;
mod pipeline;
mod report;
mod sources;
mod tally;
mod walk;
mod watch;

use std::collections::{HashMap, HashSet};
use std::sync::RwLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use crate::diagnostic::Diagnostic;
use crate::engine::embedded::{Known, Ledger, Writer, WriterOptions};
use crate::engine::{self, ErrorKind};
use crate::ingest;

pub use options::{Options, Phase, Progress};
pub use report::{ArticleCounts, FileCounts, FileNote, Outcome, Report, Seconds};
pub use watch::{Turn, Watch};

use memory::Memory;
use pipeline::Pipeline;
use tally::Tally;
use walk::{FoundFile, Root, Walk};

/// Why a run could not be carried through.
#[derive(Clone, Debug)]
pub struct Error {
    kind: ErrorKind,
    diagnostic: Diagnostic,
}

impl Error {
    const fn new(kind: ErrorKind, diagnostic: Diagnostic) -> Self {
        Self { kind, diagnostic }
    }

    pub const fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// Returns what to tell the reader.
    pub const fn diagnostic(&self) -> &Diagnostic {
        &self.diagnostic
    }
}

impl From<engine::Error> for Error {
    fn from(error: engine::Error) -> Self {
        Self::new(error.kind(), error.diagnostic().clone())
    }
}

/// Brings the index up to date with the roots.
///
/// When `stop` turns true the run ends soon: what was read is committed, and the rest waits for the next run.
///
/// # Errors
/// If a root does not exist, the index cannot be opened or written, or somebody else is writing it. Single files never end a run.
pub fn update(options: &Options, progress: &dyn Progress, stop: &AtomicBool) -> Result<Report, Error> {
    let started = Instant::now();
    let tally = Tally::default();
    let mut seconds = Seconds::default();

    progress.phase(Phase::Walk);
    let roots = options.roots.iter().map(|root| Root::open(root)).collect::<Result<Vec<_>, _>>()?;
    let walks: Vec<Walk> = roots.iter().map(|root| root.walk(options, &tally, stop)).collect();
    let files: Vec<&FoundFile> = walks.iter().flat_map(|walk| &walk.files).collect();
    progress.files_found(files.len() as u64, files.iter().map(|file| file.bytes).sum());
    seconds.walk = started.elapsed().as_secs_f64();

    progress.phase(Phase::Compare);
    let comparing = Instant::now();
    let writer = Writer::open(&options.index, &options.writer())?;
    let known = if options.rebuild { Known::default() } else { writer.known()? };
    // What is gone goes first: a renamed export brings the same articles under another file.
    let gone = gone(&known, &roots, &walks, options, &tally);
    tally.remember(remembered(&known, &roots, &walks));
    for &file in &gone {
        writer.delete_file(file);
        tally.rewriting(file);
    }
    let limits = options.limits();
    let is_new = |file: &FoundFile| !known.files.contains_key(&file.hash) && ingest::refusal(&file.relative, file.bytes, &limits).is_none();
    writer.make_sure_of_room(files.iter().filter(|file| is_new(file)).map(|file| file.bytes).sum())?;
    seconds.compare = comparing.elapsed().as_secs_f64();

    progress.phase(Phase::Read);
    let reading = Instant::now();
    let ledger = ledger(&known.ledger, &roots);
    let writer = RwLock::new(writer);
    let pipeline = Pipeline { options, progress, stop, known: &known, gone: &gone, writer: &writer, tally: &tally, ledger: &ledger };
    let outcome = pipeline.run(&roots, &files)?;
    let mut writer = writer.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    seconds.read = reading.elapsed().as_secs_f64();

    progress.phase(Phase::Commit);
    let committing = Instant::now();
    let interrupted = stop.load(Ordering::Relaxed);
    let memory = tally.memory(&outcome.unfinished).write();
    let in_the_making = ledger.in_the_making && interrupted;
    writer.commit(&Ledger { unfinished: outcome.unfinished, articles: tally.articles(&known), in_the_making, ..ledger }, &memory)?;
    seconds.commit = committing.elapsed().as_secs_f64() + outcome.commit_seconds;

    progress.phase(Phase::Merge);
    let merging = Instant::now();
    let total = writer.finish()?;
    seconds.merge = merging.elapsed().as_secs_f64();
    seconds.total = started.elapsed().as_secs_f64();

    let mut report = tally.into_report(&known, &gone);
    report.roots = roots.iter().map(|root| root.given.clone()).collect();
    report.index = options.index.display().to_string();
    report.articles.total = total;
    report.seconds = seconds;
    report.interrupted = interrupted;
    Ok(report)
}

/// What this run will remember while it lasts: the roots of all runs so far and its own, and whether it begins, or goes on to make, an index
/// from nothing.
fn ledger(before: &Ledger, roots: &[Root]) -> Ledger {
    let mut all = before.roots.clone();
    all.extend(roots.iter().map(Root::name));
    all.sort();
    all.dedup();
    Ledger { roots: all, in_the_making: before.in_the_making || before.roots.is_empty(), ..Ledger::default() }
}

/// Returns what is known of files without articles; those that are not there any more are forgotten, unless the whole root seems gone.
fn remembered(known: &Known, roots: &[Root], walks: &[Walk]) -> Memory {
    let whole = roots.iter().zip(walks).filter(|(_, walk)| walk.is_whole && !walk.files.is_empty());
    let seen = walks.iter().flat_map(|walk| &walk.files).map(|file| file.hash).collect();
    let mut memory = Memory::read(&known.beside);
    memory.forget_gone(&whole.map(|(root, _)| root.hash).collect(), &seen);
    memory
}

/// A root loses at most one in so many of its files or articles in one run, and never all, unless that is allowed: an unmounted disk looks like
/// an empty folder.
const MASS_DELETE_ONE_IN: u64 = 5;
/// Fewer than this are no mass.
const FEW: u64 = 10;

/// What the index knows of a root, and what of it is there no more.
#[derive(Default)]
struct Loss {
    files: u64,
    articles: u64,
    gone: Vec<u64>,
    gone_articles: u64,
}

impl Loss {
    /// Tells whether so much is gone that it looks like a mistake. An export may hold a whole archive, so articles count as well as files; but
    /// one that was renamed is not gone, and shows as a file that is `new`.
    fn is_mass(&self, new: u64) -> bool {
        let is_mass = |gone: u64, all: u64| gone >= FEW && gone * MASS_DELETE_ONE_IN > all;
        let gone = self.gone.len() as u64;
        is_mass(gone, self.files) || (new < gone && is_mass(self.gone_articles, self.articles))
    }
}

/// Returns the files that the index knows, of roots walked whole in this run, that are there no more.
fn gone(known: &Known, roots: &[Root], walks: &[Walk], options: &Options, tally: &Tally) -> Vec<u64> {
    let seen: HashSet<u64> = walks.iter().flat_map(|walk| &walk.files).map(|file| file.hash).collect();
    let whole = roots.iter().zip(walks).filter(|(_, walk)| walk.is_whole);
    let mut by_root: HashMap<u64, Loss> = whole.map(|(root, _)| (root.hash, Loss::default())).collect();
    for (&file, state) in &known.files {
        if let Some(loss) = by_root.get_mut(&state.root) {
            loss.files += 1;
            loss.articles += state.articles;
            if !seen.contains(&file) {
                loss.gone.push(file);
                loss.gone_articles += state.articles;
            }
        }
    }
    let mut deleted = Vec::new();
    for (root, walk) in roots.iter().zip(walks) {
        let Some(loss) = by_root.remove(&root.hash) else { continue };
        let new = walk.files.iter().filter(|file| !known.files.contains_key(&file.hash)).count() as u64;
        let is_empty = walk.files.is_empty() && !loss.gone.is_empty();
        if (is_empty || loss.is_mass(new)) && !options.allow_mass_delete {
            let diagnostic = Diagnostic::warning("archive-mass-delete").arg(loss.gone.len()).arg(loss.files).arg(&root.given);
            tally.note(&root.given, Outcome::Unchanged, diagnostic);
        } else {
            deleted.extend(loss.gone);
        }
    }
    deleted
}

impl Options {
    fn writer(&self) -> WriterOptions {
        WriterOptions {
            threads: self.worker_threads(),
            memory: self.memory,
            wait: self.wait,
            command: self.command.clone(),
            rebuild: self.rebuild,
            witness: self.witness.clone(),
        }
    }
}
