//! Why a command could not do what it was asked: one sentence, one hint with the next step, one exit code.

use std::io;

use super::exit::Exit;
use crate::diagnostic::Diagnostic;
use crate::engine::ErrorKind;
use crate::messages::{self, Lang};
use crate::{archive, config, search};

/// A command that ended without its result.
#[derive(Debug)]
pub enum Failure {
    /// The command line asks for something that cannot be.
    Usage { what: Diagnostic, hint: Option<Box<Diagnostic>> },
    /// A floor below could not go on.
    Floor { what: Diagnostic, kind: ErrorKind },
    /// A signal asked to stop; what was begun has been left in order.
    Stopped(Exit),
    /// The result could not be written.
    Output(io::Error),
}

impl Failure {
    /// The command line or the data given to it is wrong, as `what` says.
    pub const fn usage(what: Diagnostic) -> Self {
        Self::Usage { what, hint: None }
    }

    /// Adds the next step.
    #[must_use]
    pub fn hint(self, hint: Diagnostic) -> Self {
        match self {
            Self::Usage { what, .. } => Self::Usage { what, hint: Some(Box::new(hint)) },
            other => other,
        }
    }

    /// The machine refused `path`.
    pub fn io(code: &str, path: impl ToString, error: &io::Error) -> Self {
        // A name that does not exist was mistyped; anything else is the machine.
        let kind = if error.kind() == io::ErrorKind::NotFound { ErrorKind::Usage } else { ErrorKind::Io };
        Self::Floor { what: Diagnostic::error(code).arg(path.to_string()).arg(error), kind }
    }

    pub fn exit(&self) -> Exit {
        match self {
            Self::Usage { .. } => Exit::Usage,
            Self::Floor { kind, .. } => (*kind).into(),
            Self::Stopped(exit) => *exit,
            // Whoever read the result has read enough.
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Done,
            Self::Output(_) => Exit::Io,
        }
    }

    /// Returns the sentence and the hint for the reader; nothing if there is nothing to say. `index_command` builds the index at hand.
    pub fn said(&self, lang: Lang, index_command: &str) -> Option<(String, Option<String>)> {
        let (what, hint) = match self {
            Self::Usage { what, hint } => (what.clone(), hint.as_deref().cloned()),
            Self::Floor { what, kind } => (what.clone(), next_step(*kind, index_command)),
            Self::Stopped(_) => return None,
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => return None,
            Self::Output(error) => (Diagnostic::error("cli-output").arg(error), Some(Diagnostic::note("cli-hint-output"))),
        };
        Some((messages::sentence(lang, &what), hint.map(|hint| messages::sentence(lang, &hint))))
    }
}

fn next_step(kind: ErrorKind, index_command: &str) -> Option<Diagnostic> {
    Some(match kind {
        ErrorKind::NotFound => Diagnostic::note("cli-hint-not-found").arg(index_command),
        ErrorKind::Stale => Diagnostic::note("cli-hint-stale").arg(with_rebuild(index_command)),
        ErrorKind::Corrupt => Diagnostic::note("cli-hint-corrupt").arg(with_rebuild(index_command)),
        ErrorKind::Locked => Diagnostic::note("cli-hint-locked"),
        ErrorKind::Io => Diagnostic::note("cli-hint-io"),
        ErrorKind::Internal => Diagnostic::note("cli-hint-internal"),
        ErrorKind::Usage => return None,
    })
}

fn with_rebuild(index_command: &str) -> String {
    index_command.replacen("timbao index", "timbao index --rebuild", 1)
}

impl From<io::Error> for Failure {
    /// On this floor, only the output is written by hand.
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<archive::Error> for Failure {
    fn from(error: archive::Error) -> Self {
        Self::Floor { what: error.diagnostic().clone(), kind: error.kind() }
    }
}

impl From<search::Error> for Failure {
    /// Engines fail with it as well.
    fn from(error: search::Error) -> Self {
        Self::Floor { what: error.diagnostic().clone(), kind: error.kind() }
    }
}

impl From<config::Error> for Failure {
    fn from(error: config::Error) -> Self {
        Self::Usage { what: error.diagnostic(), hint: error.hint().map(Box::new) }
    }
}
