//! A file as it was when it was opened.
//!
//! Between the walk and the reading anything may take its place: a link, a pipe that nobody writes into, a device without end. Only a
//! regular file is read, and only up to the length it had then, so one that grows while it is read comes to its end all the same.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

/// A regular file, open for reading.
#[derive(Debug)]
pub struct Opened {
    file: File,
    length: u64,
    position: u64,
}

impl Opened {
    /// Opens a file without following a link and without waiting; nothing if it is no regular file.
    ///
    /// # Errors
    /// If it cannot be opened. One that is not there is looked for twice, for many programs save by taking the old file away first.
    pub fn at(path: &Path) -> io::Result<Option<Self>> {
        let opened = open(path).or_else(|error| if error.kind() == io::ErrorKind::NotFound { open(path) } else { Err(error) });
        let file = match opened {
            Ok(file) => file,
            Err(_) if std::fs::symlink_metadata(path).is_ok_and(|metadata| !metadata.is_file()) => return Ok(None),
            Err(error) => return Err(error),
        };
        let metadata = file.metadata()?;
        Ok(metadata.is_file().then(|| Self { file, length: metadata.len(), position: 0 }))
    }

    /// Returns its length in bytes.
    pub const fn length(&self) -> u64 {
        self.length
    }
}

#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags, open};
    Ok(File::from(open(path, OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOFOLLOW | OFlags::CLOEXEC, Mode::empty())?))
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    File::open(path)
}

impl Read for Opened {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.length.saturating_sub(self.position);
        let room = usize::try_from(left).unwrap_or(usize::MAX).min(buffer.len());
        let count = self.file.read(&mut buffer[..room])?;
        self.position += count as u64;
        Ok(count)
    }
}

impl Seek for Opened {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let to = match to {
            SeekFrom::End(by) => SeekFrom::Start(self.length.saturating_add_signed(by)),
            to => to,
        };
        self.position = self.file.seek(to)?;
        Ok(self.position)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn i06_a_file_that_grows_while_it_is_read_comes_to_its_end() {
        let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
        file.write_all("Hội nghị".as_bytes()).expect("it is ours");
        let mut opened = Opened::at(file.path()).expect("it is there").expect("it is a file");
        file.write_all(" sau đó".as_bytes()).expect("it is ours");
        let mut text = String::new();
        opened.read_to_string(&mut text).expect("it can be read");
        assert_eq!(text, "Hội nghị");
        assert_eq!(opened.seek(SeekFrom::End(-5)).expect("it is long enough"), opened.length() - 5);
        text.clear();
        opened.read_to_string(&mut text).expect("it can be read");
        assert_eq!(text, "ghị");
    }
}
