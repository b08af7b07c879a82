//! An index as one file: its seal first, then every file that the seal knows, in a tar.
//!
//! The seal is what makes the file checked: whatever is missing, cut off, swapped or changed is not what it says.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use tantivy::Directory;
use tantivy::directory::META_LOCK;
use tar::{Archive, Builder, Header};

use crate::diagnostic::Diagnostic;
use crate::search::{Error, ErrorKind, Result};

use super::beside;
use super::directory::{MANAGED, META};
use super::disk::Witness;
use super::home::{Home, STAMP};
use super::seal::{Print, Printed, SEAL, Seal};
use super::writer;

/// What a backup holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Backup {
    pub files: u64,
    pub bytes: u64,
}

/// How often to try again when a commit comes in between.
const ATTEMPTS: usize = 20;

/// Writes the last commit of the index at `home`, whoever writes meanwhile.
///
/// # Errors
/// [`ErrorKind::Corrupt`] if the index is damaged: a backup of it would be worth nothing; [`ErrorKind::Io`] if `out` cannot be written.
pub fn backup(home: &Path, out: &mut dyn Write) -> Result<Backup> {
    let home = Home::new(home, None);
    home.expect_index()?;
    home.check_stamp()?;
    let commit = Commit::open(&home)?;
    let unwritable = |error: io::Error| Error::new(ErrorKind::Io, Diagnostic::error("backup-unwritable").arg(error));
    let mut tar = Builder::new(out);
    let mut done = Backup::default();
    let seal = commit.seal.encode();
    append(&mut tar, SEAL, seal.len() as u64, &mut &*seal).map_err(unwritable)?;
    for (name, content) in commit.contents {
        let written = commit.seal.print_of(&name).expect("it was opened because the seal knows it");
        let mut seen = Printed::new(content.take(written.bytes));
        append(&mut tar, &name, written.bytes, &mut seen).map_err(unwritable)?;
        if seen.print() != written {
            return Err(home.corrupt(&name));
        }
        done.files += 1;
        done.bytes += written.bytes;
    }
    tar.into_inner().and_then(|out| out.flush()).map_err(unwritable)?;
    Ok(done)
}

/// The files of one commit, open: whoever removes them meanwhile takes nothing from us.
struct Commit {
    /// Knows these files and no other.
    seal: Seal,
    contents: Vec<(String, Box<dyn Read>)>,
}

impl Commit {
    fn open(home: &Home) -> Result<Self> {
        for _ in 0..ATTEMPTS {
            if let Some(commit) = Self::try_open(home)? {
                return Ok(commit);
            }
        }
        Err(home.corrupt(SEAL))
    }

    /// Opens the files; nothing if the seal and the commit are not of one time.
    fn try_open(home: &Home) -> Result<Option<Self>> {
        let current = home.current();
        let (index, _) = home.open()?;
        let folder = index.directory();
        let _lock = folder.acquire_lock(&META_LOCK).map_err(|error| home.explain(error.into()))?;
        let read = |name: &str| std::fs::read(current.join(name)).map_err(|error| home.io(&current.join(name), &error));
        let (meta, stamp) = (read(META)?, read(STAMP)?);
        let Some(known) = Seal::decode(&read(SEAL)?).filter(|seal| seal.metas.contains(&Print::of(&meta))) else { return Ok(None) };
        let metas = index.load_metas().map_err(|error| home.explain(error))?;
        let ledger = writer::read_ledger(&index).map_err(|error| home.explain(error))?;
        if read(META)? != meta {
            return Ok(None);
        }
        let mut living: Vec<String> = metas.list_segment_files().into_iter().map(|name| name.to_string_lossy().into_owned()).collect();
        living.retain(|name| known.files.contains_key(name));
        living.sort();
        let managed = serde_json::to_vec(&living.iter().map(String::as_str).chain([META]).collect::<Vec<_>>()).expect("names are plain data");
        let mut seal = Seal { metas: vec![Print::of(&meta)], managed: Some(Print::of(&managed)), ..Seal::default() };
        let mut contents: Vec<(String, Box<dyn Read>)> = vec![(STAMP.to_owned(), Box::new(io::Cursor::new(stamp)))];
        contents.push((META.to_owned(), Box::new(io::Cursor::new(meta))));
        contents.push((MANAGED.to_owned(), Box::new(io::Cursor::new(managed))));
        for name in living.into_iter().chain(beside::name(ledger.generation)) {
            let path = current.join(&name);
            contents.push((name, Box::new(File::open(&path).map_err(|_| home.corrupt(&path.display().to_string()))?)));
        }
        let prints = contents.iter().filter_map(|(name, _)| known.files.get_key_value(name));
        seal.files = prints.map(|(name, print)| (name.clone(), *print)).collect();
        Ok(Some(Self { seal, contents }))
    }
}

/// How an index is restored.
#[derive(Clone, Debug, Default)]
pub struct RestoreOptions {
    /// Whether to take the place of an index that is there.
    pub replace: bool,
    /// How long to wait for another writer.
    pub wait: Duration,
    /// Who sees every step on the disk.
    pub witness: Option<Arc<dyn Witness>>,
}

/// Makes the index at `home` what the backup holds.
///
/// Nothing changes before the backup has been read to its end and found whole.
///
/// # Errors
/// [`ErrorKind::Usage`] if `input` is no backup, or an index is there that is not to be replaced; [`ErrorKind::Corrupt`] if the backup is
/// damaged; [`ErrorKind::Stale`] if another version made it.
pub fn restore(home: &Path, input: &mut dyn Read, options: &RestoreOptions) -> Result<Backup> {
    let home = Home::new(home, options.witness.clone());
    if home.expect_index().is_ok() && !options.replace {
        return Err(Error::new(ErrorKind::Usage, Diagnostic::error("backup-index-exists").arg(home.disk().home().display())));
    }
    let lock = home.lock("timbao restore", options.wait)?;
    home.expect_replaceable()?;
    let making = home.making();
    let restored = unpack(&home, input, &making).and_then(|done| home.take_place(&making).map(|()| done));
    if restored.is_err() {
        // Whoever takes the lock next would do it.
        let _ = home.disk().remove(&making);
    }
    drop(lock);
    restored
}

fn unpack(home: &Home, input: &mut dyn Read, making: &Path) -> Result<Backup> {
    let broken = |what: &str| Error::new(ErrorKind::Corrupt, Diagnostic::error("backup-broken").arg(what));
    let foreign = || Error::new(ErrorKind::Usage, Diagnostic::error("backup-foreign"));
    let disk = home.disk();
    let unwritable = |error: io::Error| home.io(&disk.place(making), &error);
    disk.remove(making).and_then(|()| disk.create_folder(making)).map_err(unwritable)?;
    let mut tar = Archive::new(input);
    let mut entries = tar.entries().map_err(|_| foreign())?;
    let mut first = entries.next().and_then(std::result::Result::ok).filter(|entry| entry.path_bytes() == SEAL.as_bytes()).ok_or_else(foreign)?;
    let mut sealed = Vec::new();
    (&mut first).take(LONGEST_SEAL).read_to_end(&mut sealed).map_err(|_| broken(SEAL))?;
    let seal = Seal::decode(&sealed).ok_or_else(|| broken(SEAL))?;
    disk.create(&making.join(SEAL), &mut &*sealed).map_err(unwritable)?;
    let mut missing: std::collections::BTreeSet<String> = seal.files.keys().cloned().chain([META.to_owned(), MANAGED.to_owned()]).collect();
    let mut done = Backup::default();
    for entry in entries {
        let mut entry = entry.map_err(|_| broken(SEAL))?;
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        // Only names that the seal knows are ever made into paths.
        let written = seal.print_of(&name).filter(|_| missing.remove(&name)).ok_or_else(|| broken(&name))?;
        let mut seen = Printed::new((&mut entry).take(written.bytes + 1));
        disk.create(&making.join(&name), &mut seen).map_err(|error| match error.kind() {
            io::ErrorKind::UnexpectedEof => broken(&name),
            _ => home.io(&disk.place(&making.join(&name)), &error),
        })?;
        if seen.print() != written {
            return Err(broken(&name));
        }
        done.files += 1;
        done.bytes += written.bytes;
    }
    if let Some(name) = missing.first() {
        return Err(broken(name));
    }
    disk.sync_folder(making).map_err(unwritable)?;
    home.check_stamp_in(making)?;
    Ok(done)
}

/// Far more than the seal of any index.
const LONGEST_SEAL: u64 = 256 << 20;

fn append(tar: &mut Builder<&mut dyn Write>, name: &str, bytes: u64, content: &mut dyn Read) -> io::Result<()> {
    let mut header = Header::new_gnu();
    header.set_size(bytes);
    header.set_mode(0o644);
    header.set_mtime(0);
    tar.append_data(&mut header, name, content)
}
