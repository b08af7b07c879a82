//! Finds the files of a root: in a fixed order, without following links, minding the ignore files.

use std::ffi::OsStr;
use std::fs::{self, Metadata};
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::Diagnostic;
use crate::engine::ErrorKind;
use crate::extract::Authority;
use crate::ingest::{self, FileError};

use super::report::Outcome;
use super::tally::Tally;
use super::{Error, Options, sources};

/// The file that says what in a folder is no article.
pub const IGNORE_FILE: &str = ".timbaoignore";

/// A folder or file that was given to be indexed.
#[derive(Clone, Debug)]
pub struct Root {
    /// As it was typed.
    pub given: String,
    pub path: PathBuf,
    /// The folder that paths are told from: the root itself, or the folder of a single file.
    pub base: PathBuf,
    pub hash: u64,
    /// What is settled about its officials by hand.
    pub authority: Arc<Authority>,
}

/// A file to look at.
#[derive(Clone, Debug)]
pub struct FoundFile {
    pub path: PathBuf,
    /// Below the base of its root, with `/` between folders.
    pub relative: String,
    pub bytes: u64,
    /// A hash of root and path.
    pub hash: u64,
    pub root: u64,
    /// Whether somebody may still be writing it.
    pub is_settling: bool,
}

/// What was found below a root.
#[derive(Debug)]
pub struct Walk {
    pub files: Vec<FoundFile>,
    /// False if a folder could not be read, or the walk was stopped: what lay in it is not known to be gone.
    pub is_whole: bool,
}

impl Root {
    /// Finds the root on disk, and reads what is settled about its officials.
    pub fn open(given: &Path) -> Result<Self, Error> {
        let path = given.canonicalize().map_err(|error| {
            let code = if error.kind() == std::io::ErrorKind::NotFound { "archive-no-such-path" } else { "archive-unreadable-path" };
            let kind = if error.kind() == std::io::ErrorKind::NotFound { ErrorKind::Usage } else { ErrorKind::Io };
            Error::new(kind, Diagnostic::error(code).arg(given.display()).arg(error))
        })?;
        let base = if path.is_dir() { path.clone() } else { path.parent().unwrap_or(Path::new("/")).to_owned() };
        let hash = sources::hash(&[path.as_os_str().as_encoded_bytes()]);
        // A mistake in it would be one of every article, so it is told before anything is touched.
        let authority = ingest::officials(&base).map_err(|error| {
            let kind = if matches!(error, FileError::Io(_)) { ErrorKind::Io } else { ErrorKind::Usage };
            Error::new(kind, sources::told(error, &base))
        })?;
        Ok(Self { given: given.display().to_string(), path, base, hash, authority: Arc::new(authority) })
    }

    /// Returns the absolute path as text, as the index remembers it.
    pub fn name(&self) -> String {
        self.path.display().to_string()
    }

    /// Lists the files below, sorted by name folder by folder. What is passed over is noted, what was never meant is not.
    pub fn walk(&self, options: &Options, tally: &Tally, stop: &AtomicBool) -> Walk {
        let index = options.index.canonicalize().ok();
        let mut ignored = IgnoreFiles::default();
        let mut found = Walk { files: Vec::new(), is_whole: true };
        let mut walk = WalkDir::new(&self.path).follow_links(false).sort_by_file_name().into_iter();
        while let Some(entry) = walk.next() {
            if stop.load(Ordering::Relaxed) {
                found.is_whole = false;
                break;
            }
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let path = error.path().map_or_else(|| self.given.clone(), |path| path.display().to_string());
                    tally.failed(&path, Diagnostic::error("archive-unreadable").arg(&path).arg(error));
                    found.is_whole = false;
                    continue;
                }
            };
            let is_dir = entry.file_type().is_dir();
            let hidden = entry.depth() > 0 && is_hidden(entry.file_name());
            if hidden || ignored.excludes(&entry) {
                if is_dir {
                    walk.skip_current_dir();
                }
                continue;
            }
            if is_dir {
                if index.as_deref() == Some(entry.path()) {
                    tally.note(&entry.path().display().to_string(), Outcome::Skipped, Diagnostic::note("archive-own-index"));
                    walk.skip_current_dir();
                } else {
                    ignored.enter(&entry, tally);
                }
                continue;
            }
            found.files.extend(self.file(&entry, options, tally));
        }
        found
    }

    fn file(&self, entry: &DirEntry, options: &Options, tally: &Tally) -> Option<FoundFile> {
        let relative = relative(&self.base, entry.path());
        if !ingest::is_candidate(&relative) {
            return None;
        }
        let shown = entry.path().display().to_string();
        if !entry.file_type().is_file() {
            let code = if entry.file_type().is_symlink() { "archive-link" } else { "archive-not-a-file" };
            tally.skipped(&shown, Diagnostic::note(code));
            return None;
        }
        let metadata = fs::metadata(entry.path()).ok();
        let bytes = metadata.as_ref().map_or(0, Metadata::len);
        let modified = metadata.and_then(|metadata| metadata.modified().ok());
        let is_settling = options.settling.as_ref().is_some_and(|settling| modified.is_some_and(|time| settling.contains(&time)));
        let hash = sources::hash(&[&self.hash.to_le_bytes(), entry.path().as_os_str().as_encoded_bytes()]);
        Some(FoundFile { path: entry.path().to_owned(), relative, bytes, hash, root: self.hash, is_settling })
    }
}

/// Returns a path below `base` with `/` between folders. Names that are not Unicode get U+FFFD, so they can be shown; they are never opened by this name.
fn relative(base: &Path, path: &Path) -> String {
    let below = path.strip_prefix(base).unwrap_or(path);
    let names: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    names.join("/")
}

/// Tells whether what has this name is passed by, except a root: people hide what is not for readers.
fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

/// Tells whether nothing depends on what has this name: what is passed by, but for the rules of what is.
pub fn is_idle(name: &OsStr) -> bool {
    is_hidden(name) && name != IGNORE_FILE
}

/// Hashes what can be seen of a root without opening its files. Whether something has changed is told by it, not what.
pub fn look(root: &Path, index: &Path, hasher: &mut impl Hasher) {
    let is_seen = |entry: &DirEntry| {
        let is_idle = entry.depth() > 0 && is_idle(entry.file_name());
        !is_idle && entry.path() != index
    };
    let Ok(root) = root.canonicalize() else { return };
    for entry in WalkDir::new(root).follow_links(false).sort_by_file_name().into_iter().filter_entry(is_seen) {
        let seen = entry.ok().and_then(|entry| entry.metadata().ok().map(|metadata| (entry.into_path(), metadata)));
        let seen = seen.map(|(path, metadata)| {
            // A folder changes with what is in it, which is looked at, and with what is hidden in it.
            let file = metadata.is_file().then(|| (metadata.len(), metadata.modified().ok(), permissions(&metadata)));
            (path, file)
        });
        seen.hash(hasher);
    }
}

/// Returns a number that changes when another folder or file takes this place: another disk, or none.
#[cfg(unix)]
pub fn identity(place: &Path) -> u64 {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(place).map_or(0, |metadata| sources::hash(&[&metadata.dev().to_le_bytes(), &metadata.ino().to_le_bytes()]))
}

#[cfg(not(unix))]
pub fn identity(place: &Path) -> u64 {
    u64::from(place.exists())
}

#[cfg(unix)]
fn permissions(metadata: &Metadata) -> u32 {
    std::os::unix::fs::PermissionsExt::mode(&metadata.permissions())
}

#[cfg(not(unix))]
const fn permissions(_metadata: &Metadata) -> u32 {
    0
}

/// Tells whether others may change this place without our system hearing of it: file systems over the network, and those of programs.
#[cfg(target_os = "linux")]
pub fn is_remote(place: &Path) -> bool {
    // NFS, SMB, CIFS, SMB2, FUSE, 9P, Ceph, AFS.
    const REMOTE: [u32; 8] = [0x6969, 0x517b, 0xff53_4d42, 0xfe53_4d42, 0x6573_5546, 0x0102_1997, 0x00c3_6400, 0x5346_414f];
    rustix::fs::statfs(place).is_ok_and(|told| u32::try_from(told.f_type & 0xffff_ffff).is_ok_and(|kind| REMOTE.contains(&kind)))
}

#[cfg(not(target_os = "linux"))]
pub const fn is_remote(_place: &Path) -> bool {
    false
}

/// The ignore files of the folders above the place that the walk has come to.
#[derive(Default)]
struct IgnoreFiles {
    stack: Vec<(usize, Gitignore)>,
}

impl IgnoreFiles {
    /// Reads the ignore file of a folder, if it has one.
    fn enter(&mut self, folder: &DirEntry, tally: &Tally) {
        self.leave(folder.depth());
        let file = folder.path().join(IGNORE_FILE);
        if !file.is_file() {
            return;
        }
        let mut builder = GitignoreBuilder::new(folder.path());
        let broken = builder.add(&file);
        match builder.build() {
            Ok(rules) => self.stack.push((folder.depth(), rules)),
            Err(error) => tally.failed(&file.display().to_string(), Diagnostic::error("archive-ignore-file").arg(error)),
        }
        if let Some(error) = broken {
            tally.note(&file.display().to_string(), Outcome::Skipped, Diagnostic::warning("archive-ignore-file").arg(error));
        }
    }

    fn leave(&mut self, depth: usize) {
        self.stack.retain(|(above, _)| *above < depth);
    }

    /// Tells whether a rule leaves this entry out; the nearest folder's rules come first.
    fn excludes(&mut self, entry: &DirEntry) -> bool {
        self.leave(entry.depth());
        for (_, rules) in self.stack.iter().rev() {
            let matched = rules.matched(entry.path(), entry.file_type().is_dir());
            if !matched.is_none() {
                return matched.is_ignore();
            }
        }
        false
    }
}
