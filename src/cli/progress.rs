//! How far the work is: a bar on the terminal, nothing anywhere else.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::archive::{Phase, Progress};
use crate::messages::{self, Lang};
use crate::search::wording;

/// A bar over the bytes of the files, drawn on standard error.
pub struct Bar {
    bar: ProgressBar,
    articles: AtomicU64,
    lang: Lang,
}

impl Bar {
    /// Makes a bar, which stays hidden if `quiet` or if nobody looks.
    pub fn new(lang: Lang, quiet: bool) -> Self {
        // indicatif draws nothing on a standard error that is no terminal.
        let target = if quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr_with_hz(10) };
        let bar = ProgressBar::with_draw_target(None, target);
        bar.enable_steady_tick(Duration::from_millis(200));
        Self { bar, articles: AtomicU64::new(0), lang }
    }

    /// Takes the bar off the terminal.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }

    fn say(&self, code: &str, args: &[String]) -> String {
        messages::render(self.lang, code, args)
    }
}

impl Progress for Bar {
    fn files_found(&self, _files: u64, bytes: u64) {
        self.bar.set_length(bytes);
    }

    fn file_read(&self, bytes: u64, articles: u64) {
        let articles = self.articles.fetch_add(articles, Ordering::Relaxed) + articles;
        self.bar.inc(bytes);
        self.bar.set_message(self.say("cli-progress-articles", &[wording::number(self.lang, articles)]));
    }

    fn phase(&self, phase: Phase) {
        let code = match phase {
            Phase::Walk => "cli-phase-walk",
            Phase::Compare => "cli-phase-compare",
            Phase::Read => "cli-phase-read",
            Phase::Commit => "cli-phase-commit",
            Phase::Merge => "cli-phase-merge",
        };
        let template = match phase {
            Phase::Read => "{spinner} {prefix} {wide_bar} {binary_bytes}/{binary_total_bytes} {msg} {eta}",
            _ => "{spinner} {prefix} {msg}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style);
        }
        self.bar.set_prefix(self.say(code, &[]));
    }
}
