//! The one who may change an index.
//!
//! The system frees the lock when the process ends, however it ends; the lock file itself stays and means nothing.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;
use crate::search::{Error, ErrorKind, Result};

/// The file that is locked, and the one that says by whom; they are two because some systems let nobody read a locked file.
pub const LOCK: &str = ".lock";
pub const HOLDER: &str = "writer.json";

/// How often a taken lock is tried again.
const RETRY: Duration = Duration::from_millis(50);

/// The right to change an index, until this is dropped.
#[derive(Debug)]
pub struct WriterLock {
    _file: File,
    holder: PathBuf,
}

/// Who holds the lock.
#[derive(Debug, Serialize, Deserialize)]
struct Holder {
    pid: u32,
    command: String,
}

impl WriterLock {
    /// Takes the lock of the index at `home`, which must be a folder, waiting at most so long. `command` says to others what it is for.
    ///
    /// # Errors
    /// [`ErrorKind::Locked`], naming the holder, if somebody else still has it when the wait is over; [`ErrorKind::Io`] if the folder cannot
    /// be written.
    pub fn take(home: &Path, command: &str, wait: Duration) -> Result<Self> {
        let path = home.join(LOCK);
        let io = |error: io::Error| Error::new(ErrorKind::Io, Diagnostic::error("engine-io").arg(path.display()).arg(error));
        let file = File::options().write(true).create(true).truncate(false).open(&path).map_err(io)?;
        let holder = home.join(HOLDER);
        let begun = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) if begun.elapsed() < wait => std::thread::sleep(RETRY),
                Err(TryLockError::WouldBlock) => return Err(held(&holder)),
                Err(TryLockError::Error(error)) => return Err(io(error)),
            }
        }
        let named = Holder { pid: std::process::id(), command: command.to_owned() };
        // Only a courtesy to whoever finds the lock taken.
        let _ = serde_json::to_vec(&named).map(|json| fs::write(&holder, json));
        Ok(Self { _file: file, holder })
    }
}

impl Drop for WriterLock {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.holder);
    }
}

fn held(holder: &Path) -> Error {
    // Whoever has just taken the lock is about to say so.
    let named = || fs::read(holder).ok().and_then(|json| serde_json::from_slice::<Holder>(&json).ok());
    let named = named().or_else(|| {
        std::thread::sleep(RETRY / 5);
        named()
    });
    let diagnostic = match named {
        Some(holder) => Diagnostic::error("engine-locked").arg(holder.pid).arg(holder.command),
        None => Diagnostic::error("engine-locked-unknown"),
    };
    Error::new(ErrorKind::Locked, diagnostic)
}
