//! Where an index lives on disk, and which version wrote it.
//!
//! `home/current/` is the index. The stamp in it is written before anything else, so an index of another version is told from a damaged one.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tantivy::Index as TantivyIndex;
use tantivy::tokenizer::TokenizerManager;

use crate::diagnostic::Diagnostic;
use crate::search::{Error, ErrorKind, Result};

use super::schema::{self, ANALYSIS, FORMAT, Fields};
use super::terms::{TOKENIZER, TermListTokenizer};

const STAMP: &str = "timbao.json";

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

/// The folder of an index.
#[derive(Clone, Debug)]
pub struct Home {
    home: PathBuf,
}

impl Home {
    pub fn new(home: &Path) -> Self {
        Self { home: home.to_owned() }
    }

    /// Returns the folder with the index itself.
    pub fn current(&self) -> PathBuf {
        self.home.join("current")
    }

    /// Opens the index that is there.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] if there is none, [`ErrorKind::Stale`] if another version wrote it, [`ErrorKind::Corrupt`] if it is damaged.
    pub fn open(&self) -> Result<(TantivyIndex, Fields)> {
        let current = self.current();
        if !current.is_dir() {
            return Err(Error::new(ErrorKind::NotFound, Diagnostic::error("engine-no-index").arg(self.home.display())));
        }
        self.check_stamp()?;
        let index = TantivyIndex::open_in_dir(&current).map_err(|error| self.explain(error))?;
        let (schema, fields) = schema::build();
        if index.schema() != schema {
            return Err(self.stale("?".to_owned()));
        }
        Ok((with_tokenizer(index), fields))
    }

    /// Opens the index, or makes an empty one. With `rebuild` an existing one is put aside first and removed.
    pub fn open_or_create(&self, rebuild: bool) -> Result<(TantivyIndex, Fields)> {
        let current = self.current();
        if rebuild && current.is_dir() {
            self.remove_current()?;
        }
        if current.join("meta.json").is_file() {
            return self.open();
        }
        self.refuse_foreign_folder()?;
        fs::create_dir_all(&current).map_err(|error| self.io(&current, &error))?;
        let stamp = serde_json::to_vec_pretty(&Stamp::of_this_program()).expect("a stamp is plain data");
        fs::write(current.join(STAMP), stamp).map_err(|error| self.io(&current, &error))?;
        let (schema, fields) = schema::build();
        let index = TantivyIndex::create_in_dir(&current, schema).map_err(|error| self.explain(error))?;
        Ok((with_tokenizer(index), fields))
    }

    /// Returns how many bytes the index takes on disk.
    /// Returns what says which segments are the index; nothing if it cannot be read.
    pub fn commit(&self) -> Vec<u8> {
        fs::read(self.current().join("meta.json")).unwrap_or_default()
    }

    pub fn bytes_on_disk(&self) -> u64 {
        let files = fs::read_dir(self.current()).into_iter().flatten().flatten();
        files.filter_map(|file| file.metadata().ok()).map(|metadata| metadata.len()).sum()
    }

    fn check_stamp(&self) -> Result<()> {
        let path = self.current().join(STAMP);
        let text = match fs::read(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(self.stale("?".to_owned())),
            Err(error) => return Err(self.io(&path, &error)),
        };
        let stamp: Stamp = serde_json::from_slice(&text).map_err(|_| self.stale("?".to_owned()))?;
        let ours = Stamp::of_this_program();
        if (stamp.format, stamp.analysis) == (ours.format, ours.analysis) { Ok(()) } else { Err(self.stale(stamp.version())) }
    }

    /// A `current` folder that holds files but no index was made by somebody else: nothing of it is touched.
    fn refuse_foreign_folder(&self) -> Result<()> {
        let current = self.current();
        let ours = |name: &std::ffi::OsStr| name == STAMP || name.to_string_lossy().starts_with('.');
        let foreign = fs::read_dir(&current).into_iter().flatten().flatten().any(|entry| !ours(&entry.file_name()));
        if foreign { Err(Error::new(ErrorKind::Usage, Diagnostic::error("engine-foreign-folder").arg(current.display()))) } else { Ok(()) }
    }

    /// Moves the index aside in one step, so that a crash leaves either the whole old index or none, then removes it.
    fn remove_current(&self) -> Result<()> {
        let current = self.current();
        if !current.join(STAMP).is_file() && !current.join("meta.json").is_file() {
            return self.refuse_foreign_folder();
        }
        let aside = self.home.join(format!("old-{}", std::process::id()));
        fs::rename(&current, &aside).map_err(|error| self.io(&current, &error))?;
        fs::remove_dir_all(&aside).map_err(|error| self.io(&aside, &error))
    }

    fn stale(&self, found: String) -> Error {
        Error::new(ErrorKind::Stale, Diagnostic::error("engine-stale").arg(self.home.display()).arg(found).arg(version()))
    }

    fn io(&self, path: &Path, error: &std::io::Error) -> Error {
        Error::new(ErrorKind::Io, Diagnostic::error("engine-io").arg(path.display()).arg(error))
    }

    /// Says what a failure of the engine means to the reader.
    pub fn explain(&self, error: tantivy::TantivyError) -> Error {
        use tantivy::TantivyError as Failed;
        let home = self.home.display();
        match error {
            Failed::IoError(error) => Error::new(ErrorKind::Io, Diagnostic::error("engine-io").arg(home).arg(error)),
            Failed::DataCorruption(damage) => {
                Error::new(ErrorKind::Corrupt, Diagnostic::error("engine-corrupt").arg(home).arg(format!("{damage:?}")))
            }
            Failed::OpenReadError(error) => Error::new(ErrorKind::Corrupt, Diagnostic::error("engine-corrupt").arg(home).arg(error)),
            Failed::OpenDirectoryError(error) => Error::new(ErrorKind::Io, Diagnostic::error("engine-io").arg(home).arg(error)),
            Failed::OpenWriteError(error) => Error::new(ErrorKind::Io, Diagnostic::error("engine-io").arg(home).arg(error)),
            error => Error::new(ErrorKind::Internal, Diagnostic::error("engine-internal").arg(home).arg(error)),
        }
    }
}

fn with_tokenizer(mut index: TantivyIndex) -> TantivyIndex {
    let tokenizers = TokenizerManager::default();
    tokenizers.register(TOKENIZER, TermListTokenizer::default());
    index.set_tokenizers(tokenizers);
    index
}
