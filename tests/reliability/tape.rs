//! A witness that writes down every step, and can make some of them fail.

use std::io;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use timbao::engine::embedded::{Step, Witness};

/// A step, kept.
#[derive(Clone, Debug)]
pub enum Kept {
    CreateFolder(PathBuf),
    Create(PathBuf),
    Write(PathBuf, Vec<u8>),
    Sync(PathBuf),
    Replace(PathBuf, Vec<u8>),
    Rename(PathBuf, PathBuf),
    Exchange(PathBuf, PathBuf),
    Remove(PathBuf),
    SyncFolder(PathBuf),
}

impl Kept {
    fn of(step: Step<'_>) -> Self {
        match step {
            Step::CreateFolder(path) => Self::CreateFolder(path.to_owned()),
            Step::Create(path) => Self::Create(path.to_owned()),
            Step::Write(path, bytes) => Self::Write(path.to_owned(), bytes.to_owned()),
            Step::Sync(path) => Self::Sync(path.to_owned()),
            Step::Replace(path, bytes) => Self::Replace(path.to_owned(), bytes.to_owned()),
            Step::Rename(from, to) => Self::Rename(from.to_owned(), to.to_owned()),
            Step::Exchange(one, other) => Self::Exchange(one.to_owned(), other.to_owned()),
            Step::Remove(path) => Self::Remove(path.to_owned()),
            Step::SyncFolder(path) => Self::SyncFolder(path.to_owned()),
        }
    }

    /// What kind of step this is, on what kind of file: `replace meta.json`, `create *.del`.
    pub fn name(&self) -> String {
        let (what, path) = match self {
            Self::CreateFolder(path) => ("create folder", path),
            Self::Create(path) => ("create", path),
            Self::Write(path, _) => ("write", path),
            Self::Sync(path) => ("sync", path),
            Self::Replace(path, _) => ("replace", path),
            Self::Rename(_, path) => ("rename to", path),
            Self::Exchange(_, path) => ("exchange with", path),
            Self::Remove(path) => ("remove", path),
            Self::SyncFolder(path) => ("sync folder", path),
        };
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let kind = match name.split_once('.') {
            Some((id, _)) if id.len() == 32 => format!("*.{}", name.rsplit('.').next().unwrap_or_default()),
            _ if name.starts_with("new-") => "new-".to_owned(),
            _ => name,
        };
        format!("{what} {kind}")
    }
}

/// Which steps fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    Never,
    /// The step with this number, counted from 0.
    Once(usize, io::ErrorKind),
    /// It and all that follow, as if the process had been killed before it.
    From(usize, io::ErrorKind),
    /// Whatever would make more bytes than this.
    Quota(usize),
}

#[derive(Debug)]
pub struct Tape {
    fault: Fault,
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    steps: Vec<Kept>,
    bytes: usize,
}

impl Tape {
    pub fn new(fault: Fault) -> Self {
        Self { fault, inner: Mutex::default() }
    }

    /// Returns the steps so far.
    pub fn steps(&self) -> Vec<Kept> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner).steps.clone()
    }

    /// Returns how many steps there were so far.
    pub fn len(&self) -> usize {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner).steps.len()
    }
}

impl Witness for Tape {
    fn step(&self, step: Step<'_>) -> io::Result<()> {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let number = inner.steps.len();
        if let Step::Write(_, bytes) | Step::Replace(_, bytes) = step {
            inner.bytes += bytes.len();
        }
        let refused = match self.fault {
            Fault::Never => None,
            Fault::Once(at, kind) => (number == at).then_some(kind),
            Fault::From(at, kind) => (number >= at).then_some(kind),
            Fault::Quota(bytes) => (inner.bytes > bytes && makes_bytes(step)).then_some(io::ErrorKind::StorageFull),
        };
        inner.steps.push(Kept::of(step));
        refused.map_or(Ok(()), |kind| Err(kind.into()))
    }
}

const fn makes_bytes(step: Step<'_>) -> bool {
    matches!(step, Step::Write(..) | Step::Replace(..) | Step::Create(_) | Step::CreateFolder(_))
}
