//! Every step on the files of an index passes here: told to a witness before it is taken, and remembered if it fails.
//!
//! Tantivy says that a thread of it failed, not that the disk is full; whoever explains the failure finds the cause here.

use std::fmt::Debug;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// One step that changes files. Paths are below the home of the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    CreateFolder(&'a Path),
    /// A new and empty file.
    Create(&'a Path),
    /// More bytes at the end of a new file.
    Write(&'a Path, &'a [u8]),
    /// What was written to a file is to survive a loss of power.
    Sync(&'a Path),
    /// A file takes this content in one step, and the content survives a loss of power whenever the step does.
    Replace(&'a Path, &'a [u8]),
    Rename(&'a Path, &'a Path),
    /// Two folders take each other's names in one step.
    Exchange(&'a Path, &'a Path),
    Remove(&'a Path),
    /// The names in a folder are to survive a loss of power.
    SyncFolder(&'a Path),
}

/// Somebody who sees each step before it is taken, and may refuse it. Tests stand here.
pub trait Witness: Debug + Send + Sync {
    /// # Errors
    /// What the step is to fail with.
    fn step(&self, step: Step<'_>) -> io::Result<()>;
}

/// A step that failed.
#[derive(Clone, Debug)]
pub struct Trouble {
    pub path: PathBuf,
    pub kind: io::ErrorKind,
    pub said: String,
}

/// What begins the name under which the new content of a file is written. Of two contents of one file only one is ever written at a time.
pub const BESIDE: &str = ".tmp-";

/// The files of one index.
#[derive(Clone, Debug)]
pub struct Disk(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    home: PathBuf,
    witness: Option<Arc<dyn Witness>>,
    trouble: Mutex<Option<Trouble>>,
}

impl Disk {
    pub fn new(home: &Path, witness: Option<Arc<dyn Witness>>) -> Self {
        Self(Arc::new(Inner { home: home.to_owned(), witness, trouble: Mutex::default() }))
    }

    /// Returns the home of the index.
    pub fn home(&self) -> &Path {
        &self.0.home
    }

    /// Returns where a path below the home lies.
    pub fn place(&self, path: &Path) -> PathBuf {
        self.0.home.join(path)
    }

    /// Returns the first step that failed since this was asked last. What fails later fails because of it.
    pub fn trouble(&self) -> Option<Trouble> {
        self.0.trouble.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Takes a step: the witness sees it first.
    pub fn take<T>(&self, step: Step<'_>, work: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        let witnessed = self.0.witness.as_ref().map_or(Ok(()), |witness| witness.step(step));
        witnessed.and_then(|()| work()).inspect_err(|error| self.remember(step.path(), error))
    }

    fn remember(&self, path: &Path, error: &io::Error) {
        // What is not there any more is no trouble to whoever takes it away.
        if error.kind() != io::ErrorKind::NotFound {
            let trouble = || Trouble { path: self.place(path), kind: error.kind(), said: error.to_string() };
            self.0.trouble.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert_with(trouble);
        }
    }

    /// Makes a folder; it is good if it is there.
    pub fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.take(Step::CreateFolder(path), || fs::create_dir_all(self.place(path)))
    }

    /// Copies what is read into a new file, and makes it lasting.
    pub fn create(&self, path: &Path, from: &mut dyn io::Read) -> io::Result<()> {
        let mut file = self.take(Step::Create(path), || File::create_new(self.place(path)))?;
        let mut buffer = vec![0; 256 << 10];
        loop {
            let count = from.read(&mut buffer)?;
            if count == 0 {
                break;
            }
            self.take(Step::Write(path, &buffer[..count]), || file.write_all(&buffer[..count]))?;
        }
        self.take(Step::Sync(path), || file.sync_data())
    }

    /// Gives a file this content in one step, and makes the content lasting; whoever may read the folder may read it.
    pub fn replace(&self, path: &Path, content: &[u8]) -> io::Result<()> {
        self.take(Step::Replace(path, content), || {
            let place = self.place(path);
            let beside = place.with_file_name(format!("{BESIDE}{}", path.file_name().unwrap_or_default().to_string_lossy()));
            let mut file = File::create(&beside)?;
            file.write_all(content)?;
            file.sync_data()?;
            fs::rename(&beside, &place)
        })
    }

    pub fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.take(Step::Rename(from, to), || fs::rename(self.place(from), self.place(to)))
    }

    /// Gives two folders each other's names: in one step where the system can, else in three.
    pub fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        self.take(Step::Exchange(one, other), || exchange(&self.place(one), &self.place(other)))
    }

    /// Removes a file, or a folder with all that is in it; it is good if it is gone.
    pub fn remove(&self, path: &Path) -> io::Result<()> {
        let place = self.place(path);
        let work = || if place.is_dir() { fs::remove_dir_all(&place) } else { fs::remove_file(&place) };
        match self.take(Step::Remove(path), work) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            removed => removed,
        }
    }

    /// Makes the names in a folder lasting.
    pub fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.take(Step::SyncFolder(path), || sync_folder(&self.place(path)))
    }

    /// Returns how many bytes the disk still takes, where the system tells.
    pub fn free(&self) -> Option<u64> {
        free(&self.0.home)
    }
}

impl Step<'_> {
    /// Returns what the step changes.
    pub const fn path(&self) -> &Path {
        match self {
            Self::CreateFolder(path) | Self::Create(path) | Self::Write(path, _) | Self::Sync(path) | Self::Replace(path, _) => path,
            Self::Rename(_, path) | Self::Exchange(_, path) | Self::Remove(path) | Self::SyncFolder(path) => path,
        }
    }
}

/// Makes the names in a folder lasting.
#[cfg(unix)]
pub fn sync_folder(place: &Path) -> io::Result<()> {
    File::open(place)?.sync_all()
}

/// Elsewhere folders cannot be opened, and names last as they are made.
#[cfg(not(unix))]
pub fn sync_folder(_place: &Path) -> io::Result<()> {
    Ok(())
}

fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;
        match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
            // Not every file system can.
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {}
            exchanged => return exchanged.map_err(Into::into),
        }
    }
    // Another name of the same kind, so that it is swept away as well if we are killed here.
    let mut aside = one.as_os_str().to_owned();
    aside.push("0");
    fs::rename(other, &aside)?;
    if let Err(error) = fs::rename(one, other) {
        fs::rename(&aside, other)?;
        return Err(error);
    }
    fs::rename(&aside, one)
}

#[cfg(unix)]
fn free(place: &Path) -> Option<u64> {
    let told = rustix::fs::statvfs(place).ok()?;
    Some(told.f_bavail.saturating_mul(told.f_frsize))
}

#[cfg(not(unix))]
fn free(_place: &Path) -> Option<u64> {
    None
}
