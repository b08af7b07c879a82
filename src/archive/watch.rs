//! Keeps an index equal to its folders while they change: hears of changes, waits until it has been quiet, and runs over all of them.
//!
//! A run is the same as any other and holds the index only while it lasts. It does not matter what was heard, or that something was not:
//! what decides is what lies in the folders. No trouble that passes by itself ends the watch.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant, SystemTime};

use crate::diagnostic::Diagnostic;
use crate::engine::ErrorKind;

use super::changes::{Deaf, Ears, Heard, Looking, ears};
use super::walk::Root;
use super::{Error, Options, Progress, Report};

/// A watch over the roots of `options`.
pub struct Watch {
    options: Options,
    ears: Box<dyn Ears>,
    /// How often to look where nobody tells.
    every: Duration,
    pace: Pace,
    /// Roots that are not there.
    missing: Vec<PathBuf>,
    to_tell: VecDeque<Diagnostic>,
    /// What the last run failed with, so that it is told once.
    trouble: Option<Diagnostic>,
    has_run: bool,
}

/// What there is to say.
#[derive(Debug)]
pub enum Turn {
    /// A run over the folders is done.
    Ran(Report),
    Told(Diagnostic),
    /// A run failed; it is tried again after this time.
    Failed(Diagnostic, Duration),
}

/// How often the wish to stop is looked at.
const TICK: Duration = Duration::from_millis(100);
/// How often to look at the folders where nobody tells of changes.
const LOOK: Duration = Duration::from_secs(10);
/// What was modified later than this may be half-written.
const SETTLES: Duration = Duration::from_secs(1);
/// A file modified later than this from now on is no half-written one: its time means nothing.
const AHEAD: Duration = Duration::from_secs(10);

impl Watch {
    /// Begins to listen. With `poll` the folders are looked at that often, and nobody is asked to tell.
    ///
    /// # Errors
    /// If a root does not exist, or what is settled about its officials cannot be used.
    pub fn open(options: Options, poll: Option<Duration>) -> Result<Self, Error> {
        options.roots.iter().try_for_each(|root| Root::open(root).map(|_| ()))?;
        let every = poll.unwrap_or(LOOK);
        let (ears, deaf): (Box<dyn Ears>, _) = match poll.map_or_else(|| ears(&options.roots, &options.index), |_| Err(Deaf(String::new()))) {
            Ok(ears) => (ears, None),
            Err(deaf) => (Box::new(Looking::new(every, &options.index)), Some(deaf)),
        };
        let mut watch = Self::with(options, ears, every);
        watch.to_tell.extend(deaf.filter(|_| poll.is_none()).map(|deaf| told(deaf, every)));
        Ok(watch)
    }

    fn with(options: Options, ears: Box<dyn Ears>, every: Duration) -> Self {
        let (pace, missing, to_tell) = (Pace::new(), Vec::new(), VecDeque::new());
        Self { options, ears, every, pace, missing, to_tell, trouble: None, has_run: false }
    }

    /// Waits for something to say, which is a run over all folders at first; nothing when it was asked to stop.
    ///
    /// # Errors
    /// If no later run could do better: the index is damaged or of another version, or the first run meets a mistake in the settings.
    pub fn next(&mut self, progress: &dyn Progress, stop: &AtomicBool) -> Result<Option<Turn>, Error> {
        loop {
            if let Some(told) = self.to_tell.pop_front() {
                return Ok(Some(Turn::Told(told)));
            }
            if stop.load(Ordering::Relaxed) {
                return Ok(None);
            }
            if self.pace.is_due(Instant::now()) {
                if let Some(turn) = self.run(progress, stop)? {
                    return Ok(Some(turn));
                }
                continue;
            }
            let heard = self.ears.listen(TICK);
            if heard > Heard::Nothing {
                self.pace.heard(heard, Instant::now());
                // Where one file is written, there are many: not every one of them is worth a turn of this loop.
                std::thread::sleep(TICK);
            }
        }
    }

    /// Runs over the roots that are there.
    fn run(&mut self, progress: &dyn Progress, stop: &AtomicBool) -> Result<Option<Turn>, Error> {
        // What was heard so far is seen by this run, and what is heard from now on calls for the next.
        self.ears.listen(Duration::ZERO);
        self.pace.begin();
        let roots = self.roots();
        if let Err(deaf) = self.ears.turn_to(&roots) {
            self.to_tell.push_back(told(deaf, self.every));
            self.ears = Box::new(Looking::new(self.every, &self.options.index));
            let _ = self.ears.turn_to(&roots);
        }
        if roots.is_empty() {
            return Ok(None);
        }
        let now = SystemTime::now();
        let retry_failed = self.options.retry_failed && !self.has_run;
        let options = Options { roots, retry_failed, settling: Some(now - SETTLES..now + AHEAD), ..self.options.clone() };
        match super::update(&options, progress, stop) {
            Ok(report) => {
                self.pace.did_well();
                if report.files.settling > 0 {
                    self.pace.heard(Heard::Change, Instant::now());
                }
                self.has_run = true;
                self.trouble = None;
                Ok(Some(Turn::Ran(report)))
            }
            Err(error) if self.may_pass(&error) => {
                let again = self.pace.failed(Instant::now());
                let what = error.diagnostic().clone();
                let is_new = self.trouble.as_ref().is_none_or(|before| before.code != what.code);
                self.trouble = Some(what.clone());
                Ok(is_new.then_some(Turn::Failed(what, again)))
            }
            Err(error) => Err(error),
        }
    }

    /// Tells whether a run that failed so may do better later.
    const fn may_pass(&self, error: &Error) -> bool {
        match error.kind() {
            ErrorKind::Locked | ErrorKind::Io => true,
            // Somebody is editing the settings, or has just taken a root away.
            ErrorKind::Usage => self.has_run,
            ErrorKind::NotFound | ErrorKind::Stale | ErrorKind::Corrupt | ErrorKind::Internal => false,
        }
    }

    /// Returns the roots that are there, and tells of those that went or came back.
    fn roots(&mut self) -> Vec<PathBuf> {
        let (there, missing): (Vec<PathBuf>, Vec<PathBuf>) = self.options.roots.iter().cloned().partition(|root| root.exists());
        let gone = missing.iter().filter(|root| !self.missing.contains(root)).map(|root| ("archive-root-gone", root));
        let back = there.iter().filter(|root| self.missing.contains(root)).map(|root| ("archive-root-back", root));
        let told = gone.chain(back).map(|(code, root)| Diagnostic::warning(code).arg(root.display()));
        self.to_tell.extend(told);
        self.missing = missing;
        there
    }
}

fn told(deaf: Deaf, every: Duration) -> Diagnostic {
    Diagnostic::note("archive-watch-looks").arg(deaf.0).arg(every.as_secs())
}

/// When to run.
#[derive(Debug)]
struct Pace {
    /// When it was first heard of what the last run has not seen, and when last.
    news: Option<(Instant, Instant)>,
    /// Whether to run without news.
    at_once: bool,
    not_before: Option<Instant>,
    /// How often in a row runs have failed, and how often what was told was lost.
    failed: u32,
    lost: u32,
    /// Whether it was lost since the last run.
    is_lost: bool,
}

/// So long it must have been quiet before a run, but a run is not put off longer than this.
const QUIET: Duration = Duration::from_secs(1);
const LONGEST: Duration = Duration::from_secs(10);
/// The longest pause between runs that fail.
const PATIENCE: Duration = Duration::from_secs(60);

impl Pace {
    const fn new() -> Self {
        Self { news: None, at_once: true, not_before: None, failed: 0, lost: 0, is_lost: false }
    }

    fn heard(&mut self, heard: Heard, now: Instant) {
        let (first, _) = self.news.unwrap_or((now, now));
        if heard == Heard::Lost && !self.is_lost {
            // Reading many files may itself be what floods the news, so one loss after the other is answered more and more slowly.
            self.not_before = self.not_before.max(Some(now + pause(self.lost)));
            self.lost += 1;
            self.is_lost = true;
        }
        self.news = Some((first, now));
    }

    fn is_due(&self, now: Instant) -> bool {
        let is_quiet = |(first, last): (Instant, Instant)| now - last >= QUIET || now - first >= LONGEST;
        self.not_before.is_none_or(|moment| now >= moment) && (self.at_once || self.news.is_some_and(is_quiet))
    }

    /// A run begins, which sees all that was heard of.
    const fn begin(&mut self) {
        if !self.is_lost {
            self.lost = 0;
        }
        self.is_lost = false;
        self.news = None;
        self.at_once = false;
        self.not_before = None;
    }

    const fn did_well(&mut self) {
        self.failed = 0;
    }

    /// Returns how long it waits now.
    fn failed(&mut self, now: Instant) -> Duration {
        let again = pause(self.failed);
        self.failed += 1;
        self.at_once = true;
        self.not_before = Some(now + again);
        again
    }
}

/// 1, 2, 4 … seconds.
fn pause(before: u32) -> Duration {
    Duration::from_secs(1 << before.min(6)).min(PATIENCE)
}

#[cfg(test)]
mod tests;
