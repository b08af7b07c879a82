//! Keeps an index equal to its folders: walk, compare, read, write, report; once, or whenever they change.
//!
//! The unit of change is the file: one whose content and settings hash as before is not read again, a changed one is read whole.
//! Bad input never stops a run; every file ends as indexed, unchanged, skipped or failed, and the report says why.

mod changes;
mod memory;
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
    writer.make_sure_of_room(files.iter().filter(|file| !known.files.contains_key(&file.hash)).map(|file| file.bytes).sum())?;
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
    writer.commit(&Ledger { unfinished: outcome.unfinished, articles: tally.articles(&known), ..ledger }, &memory)?;
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

/// What this run will remember: the roots of all runs so far and its own.
fn ledger(before: &Ledger, roots: &[Root]) -> Ledger {
    let mut all = before.roots.clone();
    all.extend(roots.iter().map(Root::name));
    all.sort();
    all.dedup();
    Ledger { roots: all, ..Ledger::default() }
}

/// Returns what is known of files without articles; those that are not there any more are forgotten, unless the whole root seems gone.
fn remembered(known: &Known, roots: &[Root], walks: &[Walk]) -> Memory {
    let whole = roots.iter().zip(walks).filter(|(_, walk)| walk.is_whole && !walk.files.is_empty());
    let seen = walks.iter().flat_map(|walk| &walk.files).map(|file| file.hash).collect();
    let mut memory = Memory::read(&known.beside);
    memory.forget_gone(&whole.map(|(root, _)| root.hash).collect(), &seen);
    memory
}

/// A root loses at most one in so many of its files in one run, and never all, unless that is allowed: an unmounted disk looks like an empty
/// folder.
const MASS_DELETE_ONE_IN: usize = 5;
/// Fewer than this are no mass.
const FEW: usize = 10;

/// Returns the files that the index knows, of roots walked whole in this run, that are there no more.
fn gone(known: &Known, roots: &[Root], walks: &[Walk], options: &Options, tally: &Tally) -> Vec<u64> {
    let seen: HashSet<u64> = walks.iter().flat_map(|walk| &walk.files).map(|file| file.hash).collect();
    let whole = roots.iter().zip(walks).filter(|(_, walk)| walk.is_whole);
    let mut by_root: HashMap<u64, (usize, Vec<u64>)> = whole.map(|(root, _)| (root.hash, (0, Vec::new()))).collect();
    for (&file, state) in &known.files {
        if let Some((all, gone)) = by_root.get_mut(&state.root) {
            *all += 1;
            if !seen.contains(&file) {
                gone.push(file);
            }
        }
    }
    let mut deleted = Vec::new();
    for root in roots {
        let Some((all, gone)) = by_root.remove(&root.hash) else { continue };
        let is_empty = !gone.is_empty() && walks.iter().flat_map(|walk| &walk.files).all(|file| file.root != root.hash);
        let is_mass = is_empty || gone.len() >= FEW && gone.len() * MASS_DELETE_ONE_IN > all;
        if is_mass && !options.allow_mass_delete {
            let diagnostic = Diagnostic::warning("archive-mass-delete").arg(gone.len()).arg(all).arg(&root.given);
            tally.note(&root.given, Outcome::Unchanged, diagnostic);
        } else {
            deleted.extend(gone);
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
