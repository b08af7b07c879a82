//! The folder of an index as tantivy sees it, where a commit lasts and a folder that cannot be written can be read.
//!
//! Tantivy's own directory does not make the name of a new `meta.json` lasting, so a loss of power could undo a commit that was reported as
//! done; it wants to create a lock file before it reads; and nothing in it tells what a file looked like when it was written.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tantivy::Directory;
use tantivy::directory::error::{DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, DirectoryLock, FileHandle, Lock, META_LOCK, MmapDirectory, TerminatingWrite, WatchCallback, WatchHandle, WritePtr,
};

use super::disk::{Disk, Step};
use super::seal::{Print, Printer, SEAL, Seal};

/// What says which segments are the index.
pub const META: &str = "meta.json";
/// Where tantivy notes the files that it made.
pub const MANAGED: &str = ".managed.json";

/// A folder below the home of an index.
#[derive(Clone, Debug)]
pub struct Folder {
    inner: MmapDirectory,
    disk: Disk,
    /// The folder, below the home.
    path: PathBuf,
    seal: Arc<Mutex<Seal>>,
}

impl Folder {
    /// Opens a folder that is there, with the seal of what is in it.
    pub fn open(disk: &Disk, path: &Path, seal: Seal) -> Result<Self, OpenDirectoryError> {
        let inner = MmapDirectory::open(disk.place(path))?;
        Ok(Self { inner, disk: disk.clone(), path: path.to_owned(), seal: Arc::new(Mutex::new(seal)) })
    }

    /// Says that the files may change from now on, or that nobody writes them any more and they are as they are.
    pub fn seal(&self, at_rest: bool) -> io::Result<()> {
        let managed = if at_rest { Some(Print::of(&fs::read(self.disk.place(&self.path(Path::new(MANAGED))))?)) } else { None };
        let mut seal = self.sealed();
        if seal.managed != managed {
            seal.managed = managed;
            self.replace(Path::new(SEAL), &seal.encode())?;
            self.disk.sync_folder(&self.path)?;
        }
        Ok(())
    }

    /// Returns how many bytes each segment takes, in no order.
    pub fn segment_bytes(&self) -> Vec<u64> {
        let mut segments: BTreeMap<String, u64> = BTreeMap::new();
        for (name, print) in &self.sealed().files {
            *segments.entry(name.split('.').next().unwrap_or_default().to_owned()).or_default() += print.bytes;
        }
        segments.into_values().collect()
    }

    /// Takes files out of the seal that are there no more.
    pub fn forget(&self, is_gone: impl Fn(&str) -> bool) {
        self.sealed().files.retain(|name, _| !is_gone(name));
    }

    /// Reads a small file; nothing if it is not what was written.
    pub fn read_sealed(&self, name: &str) -> Option<Vec<u8>> {
        let written = self.sealed().files.get(name).copied()?;
        let content = fs::read(self.disk.place(&self.path(Path::new(name)))).ok()?;
        (Print::of(&content) == written).then_some(content)
    }

    /// Returns a name in this folder as a path below the home.
    fn path(&self, name: &Path) -> PathBuf {
        self.path.join(name)
    }

    fn sealed(&self) -> MutexGuard<'_, Seal> {
        self.seal.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn replace(&self, name: &Path, content: &[u8]) -> io::Result<()> {
        self.disk.replace(&self.path(name), content)
    }

    /// Writes a `meta.json`: the seal that knows it first, so that there is never one that is unknown.
    fn replace_meta(&self, content: &[u8]) -> io::Result<()> {
        let print = Print::of(content);
        let mut seal = self.sealed();
        let before = seal.metas.last().copied();
        let both = Seal { metas: before.into_iter().chain([print]).collect(), ..seal.clone() };
        self.replace(Path::new(SEAL), &both.encode())?;
        self.disk.sync_folder(&self.path)?;
        self.replace(Path::new(META), content)?;
        // Tantivy does not: without it the old name of the file could come back, while files that only the old one names are removed.
        self.disk.sync_folder(&self.path)?;
        seal.metas = vec![print];
        Ok(())
    }
}

fn is_read_only(error: &LockError) -> bool {
    let LockError::IoError(error) = error else { return false };
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}

impl Directory for Folder {
    fn get_file_handle(&self, name: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.inner.get_file_handle(name)
    }

    fn delete(&self, name: &Path) -> Result<(), DeleteError> {
        let removed = self.disk.take(Step::Remove(&self.path(name)), || {
            self.inner.delete(name).map_err(|error| match error {
                DeleteError::FileDoesNotExist(_) => io::ErrorKind::NotFound.into(),
                DeleteError::IoError { io_error, .. } => io::Error::new(io_error.kind(), io_error),
            })
        });
        match removed {
            Ok(()) => {
                self.sealed().files.remove(&*name.to_string_lossy());
                Ok(())
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(DeleteError::FileDoesNotExist(name.to_owned())),
            Err(error) => Err(DeleteError::IoError { io_error: Arc::new(error), filepath: name.to_owned() }),
        }
    }

    fn exists(&self, name: &Path) -> Result<bool, OpenReadError> {
        self.inner.exists(name)
    }

    fn open_write(&self, name: &Path) -> Result<WritePtr, OpenWriteError> {
        let path = self.path(name);
        let opened = self.disk.take(Step::Create(&path), || {
            self.inner.open_write(name).map_err(|error| match error {
                OpenWriteError::FileAlreadyExists(_) => io::ErrorKind::AlreadyExists.into(),
                OpenWriteError::IoError { io_error, .. } => io::Error::new(io_error.kind(), io_error),
            })
        });
        let inner = opened.map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => OpenWriteError::FileAlreadyExists(name.to_owned()),
            _ => OpenWriteError::wrap_io_error(error, name.to_owned()),
        })?;
        let file = Written { inner, path, name: name.to_string_lossy().into_owned(), folder: self.clone(), printer: Printer::default() };
        Ok(BufWriter::new(Box::new(file)))
    }

    fn atomic_read(&self, name: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.inner.atomic_read(name)
    }

    fn atomic_write(&self, name: &Path, content: &[u8]) -> io::Result<()> {
        if name == Path::new(META) {
            return self.replace_meta(content);
        }
        self.replace(name, content)?;
        if name != Path::new(MANAGED) {
            self.sealed().files.insert(name.to_string_lossy().into_owned(), Print::of(content));
        }
        Ok(())
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.disk.sync_folder(&self.path)
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        match self.inner.acquire_lock(lock) {
            // Nobody can be in the way where nobody can write.
            Err(error) if lock.filepath == META_LOCK.filepath && is_read_only(&error) => Ok(DirectoryLock::from(Box::new(()))),
            locked => locked,
        }
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.inner.watch(callback)
    }
}

/// A new file; what it looks like becomes part of the seal when it is whole.
struct Written {
    inner: WritePtr,
    path: PathBuf,
    name: String,
    folder: Folder,
    printer: Printer,
}

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let inner = &mut self.inner;
        let count = self.folder.disk.take(Step::Write(&self.path, bytes), || inner.write(bytes))?;
        self.printer.update(&bytes[..count]);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl TerminatingWrite for Written {
    fn terminate_ref(&mut self, token: AntiCallToken) -> io::Result<()> {
        let inner = &mut self.inner;
        self.folder.disk.take(Step::Sync(&self.path), || inner.terminate_ref(token))?;
        self.folder.sealed().files.insert(std::mem::take(&mut self.name), self.printer.print());
        Ok(())
    }
}
