//! What has become of the files so far, counted by all threads of a run.

use std::collections::{HashMap, HashSet, hash_map};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::article::ArticleId;
use crate::diagnostic::Diagnostic;
use crate::engine::embedded::Known;

use super::memory::{Fruitless, Memory, Remark};
use super::report::{FileNote, Outcome, Report};

/// The counts and notes of a run.
#[derive(Default)]
pub struct Tally {
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    report: Report,
    written: HashMap<ArticleId, u64>,
    /// Files whose articles were taken out to be written anew.
    rewritten: HashSet<u64>,
    /// What earlier runs found out about files that this one has not read.
    memory: Memory,
    /// What this run finds out about each file that has given no article so far.
    findings: HashMap<u64, Fruitless>,
}

/// More remarks on one file are not kept: it is read again instead.
const MOST_REMARKS: usize = 100;

/// What becomes of a record, given the ids written so far: of two records with one id the later wins, whichever thread was faster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    First,
    Replaces,
    TooLate,
}

impl Tally {
    /// Adds a remark on a file that is counted elsewhere.
    pub fn note(&self, path: &str, outcome: Outcome, diagnostic: Diagnostic) {
        self.lock().report.notes.push(FileNote { path: path.to_owned(), outcome, reason: String::new(), diagnostic: Some(diagnostic) });
    }

    pub fn skipped(&self, path: &str, diagnostic: Diagnostic) {
        self.lock().report.files.skipped += 1;
        self.note(path, Outcome::Skipped, diagnostic);
    }

    pub fn failed(&self, path: &str, diagnostic: Diagnostic) {
        self.lock().report.files.failed += 1;
        self.note(path, Outcome::Failed, diagnostic);
    }

    pub fn settling(&self, articles: u64) {
        let mut inner = self.lock();
        inner.report.files.settling += 1;
        inner.report.articles.unchanged += articles;
    }

    /// Begins with what earlier runs found out.
    pub fn remember(&self, memory: Memory) {
        self.lock().memory = memory;
    }

    /// Tells again what an earlier run found out about a file, if it was read as this then.
    pub fn again(&self, file: u64, read_as: u64) -> bool {
        let mut inner = self.lock();
        let Inner { memory, report, .. } = &mut *inner;
        let Some(known) = memory.files.get(&file).filter(|known| known.read_as == read_as) else { return false };
        match known.outcome {
            Outcome::Skipped => report.files.skipped += 1,
            Outcome::Failed => report.files.failed += 1,
            Outcome::Indexed | Outcome::Unchanged => report.files.unchanged += 1,
        }
        for Remark { path, outcome, is_record, diagnostic } in &known.remarks {
            report.articles.failed += u64::from(*is_record);
            report.notes.push(FileNote { path: path.clone(), outcome: *outcome, reason: String::new(), diagnostic: Some(diagnostic.clone()) });
        }
        true
    }

    /// Says that a file is read from now on; until it gives an article, what is said of it may be all there is.
    pub fn begin(&self, file: u64, root: u64, read_as: u64) {
        let mut inner = self.lock();
        inner.memory.files.remove(&file);
        inner.findings.insert(file, Fruitless { root, read_as, outcome: Outcome::Indexed, remarks: Vec::new() });
    }

    /// Adds a remark on a file that is being read.
    pub fn remark(&self, file: u64, path: &str, outcome: Outcome, diagnostic: Diagnostic) {
        self.lock().remark(file, Remark { path: path.to_owned(), outcome, is_record: false, diagnostic });
    }

    /// Counts a record that could not be read.
    pub fn record_failed(&self, file: u64, path: &str, diagnostic: Diagnostic) {
        let mut inner = self.lock();
        inner.report.articles.failed += 1;
        inner.remark(file, Remark { path: path.to_owned(), outcome: Outcome::Failed, is_record: true, diagnostic });
    }

    /// Says that what becomes of a file does not depend on it alone, or that it has given an article: it is not one to remember.
    pub fn do_not_remember(&self, file: u64) {
        self.lock().findings.remove(&file);
    }

    /// Ends the reading of a file that gives nothing, for a reason that lies in it.
    pub fn fruitless(&self, file: u64, path: &str, outcome: Outcome, diagnostic: Diagnostic) {
        let mut inner = self.lock();
        match outcome {
            Outcome::Failed => inner.report.files.failed += 1,
            _ => inner.report.files.skipped += 1,
        }
        inner.remark(file, Remark { path: path.to_owned(), outcome, is_record: false, diagnostic });
        if let Some(findings) = inner.findings.get_mut(&file) {
            findings.outcome = outcome;
        }
    }

    pub fn indexed(&self, bytes: u64) {
        let mut inner = self.lock();
        inner.report.files.indexed += 1;
        inner.report.bytes += bytes;
    }

    /// Returns what a later run needs to know of files that gave no article. Those of `unfinished` may still give one.
    pub fn memory(&self, unfinished: &[u64]) -> Memory {
        let inner = self.lock();
        let mut memory = inner.memory.clone();
        let found = inner.findings.iter().filter(|(file, _)| !unfinished.contains(file));
        memory.files.extend(found.map(|(file, findings)| (*file, findings.clone())));
        memory
    }

    pub fn unchanged(&self, articles: u64) {
        let mut inner = self.lock();
        inner.report.files.unchanged += 1;
        inner.report.articles.unchanged += articles;
    }

    /// Says that the articles of a file were taken out to be written anew.
    pub fn rewriting(&self, file: u64) {
        self.lock().rewritten.insert(file);
    }

    /// Tells whether the articles of a file were taken out in this run.
    pub fn is_rewritten(&self, file: u64) -> bool {
        self.lock().rewritten.contains(&file)
    }

    /// Notes that record `number` of this run has this id.
    pub fn take(&self, id: ArticleId, number: u64) -> Turn {
        let mut inner = self.lock();
        match inner.written.get(&id) {
            None => {
                inner.written.insert(id, number);
                Turn::First
            }
            Some(&earlier) if earlier < number => {
                inner.written.insert(id, number);
                Turn::Replaces
            }
            Some(_) => Turn::TooLate,
        }
    }

    /// Returns how many articles the index must hold after what was done so far.
    pub fn articles(&self, known: &Known) -> u64 {
        let inner = self.lock();
        let taken_out: u64 = inner.rewritten.iter().filter_map(|file| known.files.get(file)).map(|file| file.articles).sum();
        (known.articles.len() as u64).saturating_sub(taken_out) + inner.written.len() as u64
    }

    /// Closes the account.
    pub fn into_report(self, known: &Known, gone: &[u64]) -> Report {
        let inner = self.inner.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut report = inner.report;
        report.files.deleted = gone.len() as u64;
        let changed = inner.written.keys().filter(|id| known.articles.contains_key(id)).count() as u64;
        report.articles.changed = changed;
        report.articles.added = inner.written.len() as u64 - changed;
        let taken_out = |file: &u64| inner.rewritten.contains(file) || gone.contains(file);
        let files: HashMap<u64, bool> = known.files.keys().map(|file| (*file, taken_out(file))).collect();
        let lost = known.articles.iter().filter(|(id, file)| files.get(file).copied().unwrap_or(false) && !inner.written.contains_key(id));
        report.articles.deleted = lost.count() as u64;
        report.notes.sort_by(|a, b| a.path.cmp(&b.path));
        report
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    fn remark(&mut self, file: u64, remark: Remark) {
        let Remark { path, outcome, diagnostic, .. } = &remark;
        self.report.notes.push(FileNote { path: path.clone(), outcome: *outcome, reason: String::new(), diagnostic: Some(diagnostic.clone()) });
        if let hash_map::Entry::Occupied(mut entry) = self.findings.entry(file) {
            if entry.get().remarks.len() < MOST_REMARKS {
                entry.get_mut().remarks.push(remark);
            } else {
                entry.remove();
            }
        }
    }
}
