//! How a command ends, as the shell sees it.

use std::process::ExitCode;

use crate::engine::ErrorKind;

/// What became of a command. The numbers are part of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Found, or done.
    Done,
    /// Everything worked and there was nothing to find.
    NothingFound,
    /// The command line, a file or the index is not as it must be.
    Usage,
    /// Our own mistake.
    Internal,
    /// The machine: a disk is full, a file cannot be read.
    Io,
    /// Another process holds the index; the same command works later.
    TryAgain,
    /// Ended by this signal, having left things in order.
    Signal(u8),
}

impl Exit {
    pub const fn number(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::NothingFound => 1,
            Self::Usage => 2,
            Self::Internal => 70,
            Self::Io => 74,
            Self::TryAgain => 75,
            Self::Signal(signal) => 128 + signal,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.number())
    }
}

impl From<ErrorKind> for Exit {
    fn from(kind: ErrorKind) -> Self {
        match kind {
            ErrorKind::NotFound | ErrorKind::Stale | ErrorKind::Corrupt | ErrorKind::Usage => Self::Usage,
            ErrorKind::Locked => Self::TryAgain,
            ErrorKind::Io => Self::Io,
            ErrorKind::Internal => Self::Internal,
        }
    }
}
