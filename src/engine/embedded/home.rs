//! Where an index lives on disk, and which version wrote it.
//!
//! `home/current/` is the index. It is made whole beside its place, with a stamp in it that tells an index of another version from a damaged one.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tantivy::directory::META_LOCK;
use tantivy::tokenizer::TokenizerManager;
use tantivy::{Directory, Index as TantivyIndex, IndexSettings};

use crate::diagnostic::Diagnostic;
use crate::search::{Error, ErrorKind, Result};

use super::beside;
use super::directory::{Folder, META};
use super::disk::{self, BESIDE, Disk, Witness};
use super::lock::{HOLDER, LOCK, WriterLock};
use super::schema::{self, ANALYSIS, FORMAT, Fields};
use super::seal::{SEAL, Seal};
use super::terms::{TOKENIZER, TermListTokenizer};
use super::writer;

/// Says which version made an index.
pub const STAMP: &str = "timbao.json";

/// The version of an index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Stamp {
    format: u32,
    analysis: u32,
    /// The program that made it, for people who look.
    program: String,
}

impl Stamp {
    fn of_this_program() -> Self {
        Self { format: FORMAT, analysis: ANALYSIS, program: format!("timbao {}", env!("CARGO_PKG_VERSION")) }
    }

    fn version(&self) -> String {
        format!("{}.{}", self.format, self.analysis)
    }
}

/// Returns the version that this program reads and writes.
pub fn version() -> String {
    Stamp::of_this_program().version()
}

/// Returns how many bytes the index at `home` takes.
///
/// # Errors
/// [`ErrorKind::NotFound`] if there is none.
pub fn bytes_on_disk(home: &Path) -> Result<u64> {
    let home = Home::new(home, None);
    home.expect_index().map(|()| home.bytes_on_disk())
}

/// Puts the index at `home` aside, so that another one can be made in its place. `when` tells one that was put aside from another.
///
/// # Errors
/// [`ErrorKind::Locked`] if somebody is writing, [`ErrorKind::Io`] if it cannot be moved.
pub fn quarantine(home: &Path, when: &str) -> Result<PathBuf> {
    let home = Home::new(home, None);
    let _lock = home.lock("timbao check --repair", Duration::ZERO)?;
    home.quarantine(when)
}

/// The folder of an index.
#[derive(Clone, Debug)]
pub struct Home {
    disk: Disk,
}

/// A hit is read by unpacking the block that it lies in: two fifths less work than in blocks of 16 KB, which tantivy makes by itself.
const STORE_BLOCK: usize = 8 << 10;

/// The index itself, below its home.
const CURRENT: &str = "current";
/// What begins the name of an index that is being made, or that is being removed after another took its place. The process that does so stands
/// behind it: it was killed if the lock is free.
const MAKING: &str = "new-";
/// What begins the names of damaged indexes that were put aside.
const CORRUPT: &str = "corrupt-";

impl Home {
    pub fn new(home: &Path, witness: Option<Arc<dyn Witness>>) -> Self {
        Self { disk: Disk::new(home, witness) }
    }

    pub const fn disk(&self) -> &Disk {
        &self.disk
    }

    /// Returns the folder with the index itself.
    pub fn current(&self) -> PathBuf {
        self.disk.place(Path::new(CURRENT))
    }

    /// Fails if there is no index.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`].
    pub fn expect_index(&self) -> Result<()> {
        let there = self.current().is_dir();
        if there { Ok(()) } else { Err(Error::new(ErrorKind::NotFound, Diagnostic::error("engine-no-index").arg(self.disk.home().display()))) }
    }

    /// Opens the index for reading.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] if there is none, [`ErrorKind::Stale`] if another version wrote it, [`ErrorKind::Corrupt`] if it is damaged.
    pub fn open(&self) -> Result<(TantivyIndex, Fields)> {
        self.expect_index()?;
        self.check_stamp()?;
        self.open_with(Seal::default()).map(|(index, fields, _)| (index, fields))
    }

    /// Takes the lock, making the folder if it is not there.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] if there are files in the folder that belong to no index, and those of [`WriterLock::take`].
    pub fn lock(&self, command: &str, wait: Duration) -> Result<WriterLock> {
        self.refuse_foreign_files()?;
        let home = self.disk.home();
        make_lasting(home).map_err(|error| self.io(home, &error))?;
        WriterLock::take(home, command, wait)
    }

    /// Opens the index for whoever holds the lock, or makes an empty one. With `rebuild` one that cannot be opened is removed first.
    pub fn open_for_writing(&self, rebuild: bool) -> Result<(TantivyIndex, Fields, Folder)> {
        self.sweep_home().map_err(|error| self.io(self.disk.home(), &error))?;
        if !self.has_index() {
            self.create()?;
        }
        match self.open_sealed() {
            // What cannot be read, or not by this version, is begun anew only if that was asked for.
            Err(error) if rebuild && matches!(error.kind(), ErrorKind::Stale | ErrorKind::Corrupt) => {
                self.create()?;
                self.open_sealed()
            }
            opened => opened,
        }
    }

    fn open_sealed(&self) -> Result<(TantivyIndex, Fields, Folder)> {
        self.check_stamp()?;
        let current = self.current();
        let seal = match Seal::read(&current) {
            Ok(Some(seal)) => seal,
            Ok(None) => return Err(self.corrupt(SEAL)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(self.corrupt(SEAL)),
            Err(error) => return Err(self.io(&current.join(SEAL), &error)),
        };
        let (index, fields, folder) = self.open_with(seal)?;
        self.sweep(&index, &folder).map_err(|error| self.explain(error))?;
        folder.seal(false).map_err(|error| self.io(&current.join(SEAL), &error))?;
        Ok((index, fields, folder))
    }

    fn open_with(&self, seal: Seal) -> Result<(TantivyIndex, Fields, Folder)> {
        let folder = Folder::open(&self.disk, Path::new(CURRENT), seal).map_err(|error| self.explain(error.into()))?;
        let index = TantivyIndex::open(folder.clone()).map_err(|error| self.explain(error))?;
        let (schema, fields) = schema::build();
        if index.schema() != schema {
            return Err(self.stale("?".to_owned()));
        }
        Ok((with_tokenizer(index), fields, folder))
    }

    /// Tells whether there is an index, be it damaged.
    fn has_index(&self) -> bool {
        [STAMP, META].iter().any(|name| self.current().join(name).is_file())
    }

    /// Makes an empty index beside its place, and puts it there in one step.
    fn create(&self) -> Result<()> {
        self.expect_replaceable()?;
        let making = self.making();
        let io = |error: io::Error| self.io(&self.current(), &error);
        self.disk.create_folder(&making).map_err(io)?;
        let folder = Folder::open(&self.disk, &making, Seal::default()).map_err(|error| self.explain(error.into()))?;
        let stamp = serde_json::to_vec_pretty(&Stamp::of_this_program()).expect("a stamp is plain data");
        folder.atomic_write(Path::new(STAMP), &stamp).map_err(io)?;
        let (schema, _) = schema::build();
        let settings = IndexSettings { docstore_blocksize: STORE_BLOCK, ..IndexSettings::default() };
        TantivyIndex::create(folder.clone(), schema, settings).map_err(|error| self.explain(error))?;
        folder.seal(true).map_err(io)?;
        self.take_place(&making)
    }

    /// Returns where an index is made before it takes its place.
    pub fn making(&self) -> PathBuf {
        PathBuf::from(format!("{MAKING}{}", std::process::id()))
    }

    /// Puts an index that was made whole in its place, and removes the one that was there: a crash leaves the one or the other.
    pub fn take_place(&self, making: &Path) -> Result<()> {
        let current = Path::new(CURRENT);
        let moved = if self.current().exists() {
            self.disk.exchange(making, current).and_then(|()| self.sync()).and_then(|()| self.disk.remove(making))
        } else {
            self.disk.rename(making, current).and_then(|()| self.sync())
        };
        moved.map_err(|error| self.io(&self.current(), &error))
    }

    /// Makes lasting what was moved below the home.
    fn sync(&self) -> io::Result<()> {
        self.disk.sync_folder(Path::new(""))
    }

    /// Puts a damaged index aside under a name that ends so, and returns where it is.
    pub fn quarantine(&self, when: &str) -> Result<PathBuf> {
        let aside = PathBuf::from(format!("{CORRUPT}{when}"));
        let moved = self.disk.rename(Path::new(CURRENT), &aside).and_then(|()| self.sync());
        moved.map(|()| self.disk.place(&aside)).map_err(|error| self.io(&self.current(), &error))
    }

    /// Removes what killed processes were making or removing.
    fn sweep_home(&self) -> io::Result<()> {
        for entry in fs::read_dir(self.disk.home())? {
            let name = entry?.file_name();
            let text = name.to_string_lossy();
            if is_passing(&text) {
                self.disk.remove(Path::new(&name))?;
            }
        }
        Ok(())
    }

    /// Removes files of the index that belong to no segment and to no commit: of a process that was killed. They would be in the way of new ones.
    pub fn sweep(&self, index: &TantivyIndex, folder: &Folder) -> tantivy::Result<()> {
        // Whoever opens the index meanwhile has read which files it needs, and has not opened all of them yet.
        let _lock = folder.acquire_lock(&META_LOCK)?;
        let living = index.load_metas()?.list_segment_files();
        let beside = beside::name(writer::read_ledger(index)?.generation);
        let is_left_over = |name: &str| {
            let unknown = is_of_segment(name) && !living.contains(Path::new(name));
            unknown || beside::is_name(name) && beside.as_deref() != Some(name)
        };
        for entry in fs::read_dir(self.current())? {
            let name = PathBuf::from(entry?.file_name());
            let text = name.to_string_lossy();
            if text.starts_with(BESIDE) || is_left_over(&text) {
                self.disk.remove(&Path::new(CURRENT).join(&name))?;
            }
        }
        folder.forget(is_left_over);
        Ok(())
    }

    /// Returns what says which segments are the index; nothing if it cannot be read.
    pub fn commit(&self) -> Vec<u8> {
        fs::read(self.current().join(META)).unwrap_or_default()
    }

    /// Returns how many bytes the index takes on disk.
    pub fn bytes_on_disk(&self) -> u64 {
        let files = fs::read_dir(self.current()).into_iter().flatten().flatten();
        files.filter_map(|file| file.metadata().ok()).map(|metadata| metadata.len()).sum()
    }

    /// Fails if the index is of another version.
    pub fn check_stamp(&self) -> Result<()> {
        self.check_stamp_in(Path::new(CURRENT))
    }

    /// The same of an index in another folder below the home.
    pub fn check_stamp_in(&self, folder: &Path) -> Result<()> {
        let path = self.disk.place(folder).join(STAMP);
        let text = match fs::read(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(self.stale("?".to_owned())),
            Err(error) => return Err(self.io(&path, &error)),
        };
        let stamp: Stamp = serde_json::from_slice(&text).map_err(|_| self.stale("?".to_owned()))?;
        let ours = Stamp::of_this_program();
        if (stamp.format, stamp.analysis) == (ours.format, ours.analysis) { Ok(()) } else { Err(self.stale(stamp.version())) }
    }

    /// A folder that holds other things than an index is somebody else's: nothing in it is touched, and nothing is put into it.
    fn refuse_foreign_files(&self) -> Result<()> {
        let home_is_ours = |name: &str| {
            let made_by_us = [CURRENT, LOCK, HOLDER].contains(&name) || name.starts_with(CORRUPT) || is_passing(name);
            made_by_us || name == "README.md" || name.starts_with(".git")
        };
        let index_is_ours = |name: &str| name.starts_with('.');
        let current = self.current();
        let (foreign, folder) = match self.has_index() {
            // The index shows whose folder this is.
            true => (false, &*current),
            false if holds_other(&current, index_is_ours) => (true, &*current),
            false => (holds_other(self.disk.home(), home_is_ours), self.disk.home()),
        };
        if foreign { Err(Error::new(ErrorKind::Usage, Diagnostic::error("engine-foreign-folder").arg(folder.display()))) } else { Ok(()) }
    }

    /// Fails if somebody has put something of theirs into the index: it is not to be removed.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`].
    pub fn expect_replaceable(&self) -> Result<()> {
        let is_ours =
            |name: &str| name.starts_with('.') || [STAMP, SEAL, HOLDER, META].contains(&name) || is_of_segment(name) || beside::is_name(name);
        let folder = self.current();
        let foreign = holds_other(&folder, is_ours);
        if foreign { Err(Error::new(ErrorKind::Usage, Diagnostic::error("engine-foreign-folder").arg(folder.display()))) } else { Ok(()) }
    }

    /// Says that something of the index is damaged.
    pub fn corrupt(&self, what: &str) -> Error {
        Error::new(ErrorKind::Corrupt, Diagnostic::error("engine-corrupt").arg(self.disk.home().display()).arg(what))
    }

    /// Says that a run is making the index from nothing.
    pub fn in_the_making(&self) -> Error {
        Error::new(ErrorKind::Locked, Diagnostic::warning("engine-in-the-making").arg(self.disk.home().display()))
    }

    fn stale(&self, found: String) -> Error {
        Error::new(ErrorKind::Stale, Diagnostic::error("engine-stale").arg(self.disk.home().display()).arg(found).arg(version()))
    }

    /// Says that the machine could not read or write.
    pub fn io(&self, path: &Path, error: &io::Error) -> Error {
        let diagnostic = match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => self.disk_full(path),
            _ => Diagnostic::error("engine-io").arg(path.display()).arg(error),
        };
        Error::new(ErrorKind::Io, diagnostic)
    }

    /// Says what a failure of the engine means to the reader.
    pub fn explain(&self, error: tantivy::TantivyError) -> Error {
        use tantivy::TantivyError as Failed;
        // A thread of the engine failed, it says; the disk knows why.
        if let Some(trouble) = self.disk.trouble() {
            return self.io(&trouble.path, &io::Error::new(trouble.kind, trouble.said));
        }
        let home = self.disk.home().display();
        match error {
            Failed::IoError(error) => self.io(self.disk.home(), &error),
            Failed::DataCorruption(damage) => {
                Error::new(ErrorKind::Corrupt, Diagnostic::error("engine-corrupt").arg(home).arg(format!("{damage:?}")))
            }
            Failed::OpenReadError(error) => Error::new(ErrorKind::Corrupt, Diagnostic::error("engine-corrupt").arg(home).arg(error)),
            Failed::OpenDirectoryError(error) => Error::new(ErrorKind::Io, Diagnostic::error("engine-io").arg(home).arg(error)),
            Failed::OpenWriteError(error) => Error::new(ErrorKind::Io, Diagnostic::error("engine-io").arg(home).arg(error)),
            error => Error::new(ErrorKind::Internal, Diagnostic::error("engine-internal").arg(home).arg(error)),
        }
    }

    /// Says that the index holds another number of articles than it should.
    pub fn miscounted(&self, kind: ErrorKind, held: u64, expected: u64) -> Error {
        Error::new(kind, Diagnostic::error("engine-miscounted").arg(self.disk.home().display()).arg(held).arg(expected))
    }

    fn disk_full(&self, path: &Path) -> Diagnostic {
        Diagnostic::error("engine-disk-full").arg(path.display()).arg(megabytes(self.disk.free().unwrap_or(0)))
    }

    /// Makes sure before the work begins that the disk takes so many bytes.
    ///
    /// # Errors
    /// [`ErrorKind::Io`] if it does not.
    pub fn need(&self, bytes: u64) -> Result<()> {
        let Some(free) = self.disk.free().filter(|free| *free < bytes) else { return Ok(()) };
        let diagnostic = Diagnostic::error("engine-too-little-room").arg(self.disk.home().display()).arg(megabytes(bytes)).arg(megabytes(free));
        Err(Error::new(ErrorKind::Io, diagnostic))
    }
}

/// Bytes as megabytes, rounded up: nobody frees disks to the byte.
const fn megabytes(bytes: u64) -> u64 {
    bytes.div_ceil(1 << 20)
}

/// Makes a folder with those above it, such that it is there after a loss of power.
fn make_lasting(folder: &Path) -> io::Result<()> {
    let new: Vec<&Path> = folder.ancestors().take_while(|above| !above.as_os_str().is_empty() && !above.exists()).collect();
    fs::create_dir_all(folder)?;
    for made in new {
        let above = made.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
        disk::sync_folder(above)?;
    }
    Ok(())
}

/// Tells whether a folder of this name is being made or removed below the home: `new-` alone may begin anything of somebody else's.
fn is_passing(name: &str) -> bool {
    name.strip_prefix(MAKING).is_some_and(|process| !process.is_empty() && process.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Tells whether a file of this name belongs to a segment, whose id has 32 hexadecimal digits.
fn is_of_segment(name: &str) -> bool {
    name.split_once('.').is_some_and(|(id, _)| id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Tells whether a folder holds something of another name than these.
fn holds_other(folder: &Path, ours: impl Fn(&str) -> bool) -> bool {
    fs::read_dir(folder).into_iter().flatten().flatten().any(|entry| !ours(&entry.file_name().to_string_lossy()))
}

fn with_tokenizer(mut index: TantivyIndex) -> TantivyIndex {
    let tokenizers = TokenizerManager::default();
    tokenizers.register(TOKENIZER, TermListTokenizer::default());
    index.set_tokenizers(tokenizers);
    index
}
