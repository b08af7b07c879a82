//! Which source each file belongs to, and what its content and settings hash to.

use std::collections::HashMap;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::engine::embedded;
use crate::extract::Authority;
use crate::ingest::{FileError, Folder, Source};

use super::walk::{FoundFile, Root};

/// A source with what its articles are named below.
#[derive(Debug)]
pub struct Known {
    source: Source,
    authority: Arc<Authority>,
    prefix: String,
    stamp: String,
}

/// Finds sources, each folder's once.
pub struct Sources<'a> {
    roots: HashMap<u64, &'a Root>,
    folders: HashMap<PathBuf, Result<Arc<Known>, Diagnostic>>,
}

impl<'a> Sources<'a> {
    pub fn new(roots: &'a [Root]) -> Self {
        Self { roots: roots.iter().map(|root| (root.hash, root)).collect(), folders: HashMap::new() }
    }

    /// Returns the source of a file: the nearest `source.toml` at or above its folder, within its root.
    pub fn of(&mut self, file: &FoundFile) -> Result<Arc<Known>, Diagnostic> {
        let root = self.roots[&file.root];
        let folder = file.path.parent().unwrap_or(&root.base).to_owned();
        let find = |folder: &PathBuf| find(folder, root);
        self.folders.entry(folder).or_insert_with_key(find).clone()
    }
}

fn find(folder: &Path, root: &Root) -> Result<Arc<Known>, Diagnostic> {
    let (base, authority) = (root.base.as_path(), root.authority.clone());
    let (source, home) = Source::nearest(folder, base).map_err(|error| told(error, folder))?;
    let below = home.strip_prefix(base).unwrap_or(Path::new(""));
    let prefix: String = below.components().map(|part| format!("{}/", part.as_os_str().to_string_lossy())).collect();
    Ok(Arc::new(Known { stamp: format!("{}{:?}{:?}", source.stamp(), authority.merges, authority.splits), source, authority, prefix }))
}

/// Returns what is said of a file of settings that cannot be used.
pub fn told(error: FileError, folder: &Path) -> Diagnostic {
    match error {
        FileError::Skipped(diagnostic) | FileError::Failed(diagnostic) => diagnostic,
        FileError::Io(error) => Diagnostic::error("archive-unreadable").arg(folder.display()).arg(error),
    }
}

impl Known {
    /// Returns what its articles are read by.
    pub fn folder(&self) -> Folder<'_> {
        let authority = Some(&*self.authority).filter(|authority| !authority.is_empty());
        Folder { source: &self.source, authority, prefix: &self.prefix }
    }

    /// Hashes what decides how a file is read: its bytes, the settings of its source, and the version of the index.
    pub fn content_hash(&self, content: &mut impl Read) -> io::Result<u64> {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.stamp.as_bytes());
        hasher.update(embedded::version().as_bytes());
        let mut buffer = vec![0; 64 << 10];
        loop {
            match content.read(&mut buffer) {
                Ok(0) => return Ok(first_64(&hasher.finalize())),
                Ok(count) => {
                    hasher.update(&buffer[..count]);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }
}

/// Hashes pieces, each kept apart from the next.
pub fn hash(pieces: &[&[u8]]) -> u64 {
    let mut hasher = blake3::Hasher::new();
    for piece in pieces {
        hasher.update(&(piece.len() as u64).to_le_bytes());
        hasher.update(piece);
    }
    first_64(&hasher.finalize())
}

fn first_64(hash: &blake3::Hash) -> u64 {
    u64::from_le_bytes(hash.as_bytes()[..8].try_into().expect("a hash has 32 bytes"))
}
