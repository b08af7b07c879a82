//! What every file of an index looked like when it was written: its length and checksum.
//!
//! Tantivy ends its files with a checksum of their own, which does not tell a file from another that was put in its place, and its
//! `meta.json` has none. The seal is written before each `meta.json` that takes effect and knows that one and the one before, so whichever
//! of the two is found after a crash is known.

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::directory::{MANAGED, META};

/// The name of the file.
pub const SEAL: &str = "seal.json";

/// Length and CRC-32 of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Print {
    pub bytes: u64,
    pub crc: u32,
}

impl Print {
    pub fn of(content: &[u8]) -> Self {
        Self { bytes: content.len() as u64, crc: crc32fast::hash(content) }
    }
}

/// Takes the print of what passes.
#[derive(Clone, Debug, Default)]
pub struct Printer {
    bytes: u64,
    crc: crc32fast::Hasher,
}

impl Printer {
    pub fn update(&mut self, content: &[u8]) {
        self.bytes += content.len() as u64;
        self.crc.update(content);
    }

    /// Returns the print of what has passed so far.
    pub fn print(&self) -> Print {
        Print { bytes: self.bytes, crc: self.crc.clone().finalize() }
    }
}

/// What is read, with its print.
pub struct Printed<R> {
    inner: R,
    printer: Printer,
}

impl<R: Read> Printed<R> {
    pub fn new(inner: R) -> Self {
        Self { inner, printer: Printer::default() }
    }

    /// Returns the print of what has been read so far.
    pub fn print(&self) -> Print {
        self.printer.print()
    }
}

impl<R: Read> Read for Printed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.printer.update(&buffer[..count]);
        Ok(count)
    }
}

/// What is known of the files of an index. Files that are listed may be gone already; a file of the index that is not listed is not ours.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    /// The `meta.json` that is in effect, or was before the last one.
    pub metas: Vec<Print>,
    /// The list of tantivy's own files; known only when nobody writes.
    pub managed: Option<Print>,
    pub files: BTreeMap<String, Print>,
}

/// The seal on disk: its own checksum, then the rest.
#[derive(Serialize, Deserialize)]
struct Sealed<'a> {
    crc: u32,
    #[serde(borrow)]
    seal: std::borrow::Cow<'a, str>,
}

impl Seal {
    /// Returns the seal as it is written.
    pub fn encode(&self) -> Vec<u8> {
        let seal = serde_json::to_string(self).expect("a seal is plain data");
        serde_json::to_vec(&Sealed { crc: crc32fast::hash(seal.as_bytes()), seal: seal.into() }).expect("a seal is plain data")
    }

    /// Reads a seal; nothing if it is not as it was written.
    pub fn decode(content: &[u8]) -> Option<Self> {
        let sealed: Sealed<'_> = serde_json::from_slice(content).ok()?;
        // Written anew, it must be the same: a changed byte outside of the checked part is a change as well.
        let seal: Self = (crc32fast::hash(sealed.seal.as_bytes()) == sealed.crc).then(|| serde_json::from_str(&sealed.seal).ok())??;
        (seal.encode() == content).then_some(seal)
    }

    /// Returns what is known of a file of an index that nobody writes.
    pub fn print_of(&self, name: &str) -> Option<Print> {
        match name {
            META => self.metas.last().copied(),
            MANAGED => self.managed,
            _ => self.files.get(name).copied(),
        }
    }

    /// Reads the seal in a folder.
    pub fn read(folder: &Path) -> io::Result<Option<Self>> {
        std::fs::read(folder.join(SEAL)).map(|content| Self::decode(&content))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_changed_byte_breaks_the_seal() {
        let files = BTreeMap::from([("a.term".to_owned(), Print::of("Hội nghị".as_bytes()))]);
        let seal = Seal { metas: vec![Print::of(b"1"), Print::of(b"2")], managed: None, files };
        let written = seal.encode();
        assert_eq!(Seal::decode(&written), Some(seal));
        for place in 0..written.len() {
            for bit in 0..8 {
                let mut changed = written.clone();
                changed[place] ^= 1 << bit;
                assert_eq!(Seal::decode(&changed), None, "bit {bit} of byte {place}");
            }
            assert_eq!(Seal::decode(&written[..place]), None, "cut to {place}");
        }
    }
}
