//! A file that is written whole or not at all: beside its place, which it takes in one step, so that nobody ever reads half of one.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// A file in the making. Dropped before it is finished, it leaves nothing behind.
pub struct WholeFile {
    file: BufWriter<File>,
    /// Where it is written, and the place that it takes; nothing if it is written in place.
    way: Option<(PathBuf, PathBuf)>,
}

impl WholeFile {
    /// Begins a file that is to lie at `path`; what is no file, such as a device, is written to as it is.
    pub fn create(path: &Path) -> io::Result<Self> {
        // Through links, so that a link stays one.
        let place = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let old = fs::metadata(&place).ok();
        if old.as_ref().is_some_and(|old| !old.is_file()) {
            return Ok(Self { file: BufWriter::new(File::options().write(true).open(&place)?), way: None });
        }
        let mut name = place.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_owned();
        name.push(format!(".{}.part", std::process::id()));
        let beside = place.with_file_name(name);
        let made = Self { file: BufWriter::new(File::create_new(&beside)?), way: Some((beside, place)) };
        if let Some(old) = old {
            made.file.get_ref().set_permissions(old.permissions())?;
        }
        Ok(made)
    }

    /// Puts the file in its place.
    pub fn finish(mut self) -> io::Result<()> {
        self.file.flush()?;
        if let Some((beside, place)) = &self.way {
            self.file.get_ref().sync_all()?;
            fs::rename(beside, place)?;
            self.way = None;
        }
        Ok(())
    }
}

impl Drop for WholeFile {
    fn drop(&mut self) {
        if let Some((beside, _)) = &self.way {
            // Nothing can be done if it is gone already.
            let _ = fs::remove_file(beside);
        }
    }
}

impl Write for WholeFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
