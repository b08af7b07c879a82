//! What has become of the files so far, counted by all threads of a run.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::article::ArticleId;
use crate::diagnostic::Diagnostic;
use crate::engine::embedded::Known;

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
}

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

    pub fn indexed(&self, bytes: u64) {
        let mut inner = self.lock();
        inner.report.files.indexed += 1;
        inner.report.bytes += bytes;
    }

    pub fn unchanged(&self, articles: u64) {
        let mut inner = self.lock();
        inner.report.files.unchanged += 1;
        inner.report.articles.unchanged += articles;
    }

    /// Counts a record that could not be read.
    pub fn record_failed(&self, path: &str, diagnostic: Diagnostic) {
        self.lock().report.articles.failed += 1;
        self.note(path, Outcome::Failed, diagnostic);
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
