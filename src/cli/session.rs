//! What every command needs: the language, where the index lies, where to print.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::Common;
use super::exit::Exit;
use super::failure::Failure;
use super::screen::{Line, Screen, Style};
use super::{index, report};
use crate::archive::Options;
use crate::config::Config;
use crate::diagnostic::Log;
use crate::engine::embedded;
use crate::messages::{self, Lang};
use crate::text::visible::one_line;

/// One run of the program.
pub struct Session {
    pub lang: Lang,
    pub json: bool,
    pub quiet: bool,
    /// The home of the index.
    pub index: PathBuf,
    /// The folders that the index is made from, as far as the command line or `timbao.toml` says.
    pub archive: Vec<PathBuf>,
    /// Whether the command line asks for the index to be refreshed first.
    pub refresh: bool,
    /// Results.
    pub out: Screen,
    /// Everything else.
    pub aside: Screen,
}

impl Session {
    pub fn new(common: &Common, config: Config) -> Self {
        Self {
            lang: common.lang.unwrap_or(config.lang),
            json: common.json,
            quiet: common.quiet,
            index: common.index.clone().unwrap_or(config.index),
            archive: if common.archive.is_empty() { config.archive } else { common.archive.clone() },
            refresh: !common.archive.is_empty(),
            out: Screen::stdout(),
            aside: Screen::stderr(),
        }
    }

    /// A run that only answers for a command line.
    pub fn bare(config: Config, lang: Lang) -> Self {
        let Config { archive, index, .. } = config;
        Self { lang, json: false, quiet: false, index, archive, refresh: false, out: Screen::stdout(), aside: Screen::stderr() }
    }

    /// Returns a message of the catalogue in the reader's language.
    pub fn say(&self, code: &str, args: &[&dyn ToString]) -> String {
        let args: Vec<String> = args.iter().map(|arg| arg.to_string()).collect();
        messages::render(self.lang, code, &args)
    }

    /// Refreshes the index, if the command line asks for it.
    pub fn refresh(&mut self) -> Result<(), Failure> {
        if !self.refresh {
            return Ok(());
        }
        let options = Options { command: "timbao --archive".to_owned(), ..Options::new(self.archive.clone(), self.index.clone()) };
        let (report, signal) = index::update(&options, self)?;
        if let Some(signal) = signal {
            return Err(Failure::Stopped(Exit::Signal(signal)));
        }
        if !self.quiet {
            report::show(&report, self.lang, &mut self.aside)?;
        }
        Ok(())
    }

    /// Opens the index, refreshed first if the command line asks for it.
    pub fn open(&mut self) -> Result<embedded::Index, Failure> {
        self.refresh()?;
        Ok(embedded::Index::open(&self.index)?)
    }

    /// What servers tell while they serve, for standard error.
    pub fn log(&self) -> Log {
        let lang = self.lang;
        Arc::new(move |diagnostic| {
            let text = messages::sentence(lang, diagnostic);
            let _ = Screen::stderr().line(&Line::new().and(Style::Loud, "timbao: ").and(Style::Plain, &text));
        })
    }

    /// Tells the reader why the command failed. Nothing can be done if standard error is closed as well.
    pub fn complain(&mut self, failure: &Failure) {
        let Some((what, hint)) = failure.said(self.lang, &self.index_command()) else { return };
        let _ = self.aside.line(&Line::new().and(Style::Loud, "timbao: ").and(Style::Plain, &what));
        if let Some(hint) = hint {
            let _ = self.aside.indented(2, &Line::plain(&hint));
        }
    }

    /// Returns the command that builds the index at hand, as it can be typed.
    fn index_command(&self) -> String {
        let mut command = "timbao index".to_owned();
        if self.index != Path::new("index") {
            command.push_str(" --index ");
            command.push_str(&quoted(&self.index));
        }
        if self.archive.is_empty() {
            command.push_str(&format!(" {}", self.say("help-value-path", &[])));
        }
        for path in &self.archive {
            command.push(' ');
            command.push_str(&quoted(path));
        }
        command
    }
}

/// Returns `path` as a shell reads it back, if it holds only what can be shown.
fn quoted(path: &Path) -> String {
    let path = one_line(&path.to_string_lossy());
    let is_plain = |c: char| c.is_alphanumeric() || "/._-+,:@".contains(c);
    if !path.is_empty() && path.chars().all(is_plain) { path } else { format!("'{}'", path.replace('\'', r"'\''")) }
}
