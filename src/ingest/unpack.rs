//! Compressed files, read within bounds: a few kilobytes must not become a few gigabytes.

use std::io::{self, Read};

use flate2::read::MultiGzDecoder;

use super::Limits;
use crate::diagnostic::Diagnostic;

/// Bytes that may come out of any file before its ratio is asked.
const FREE: u64 = 1 << 20;

/// Reads a `.gz`, also one of several members.
pub struct Gunzip<R> {
    decoder: MultiGzDecoder<Counting<R>>,
    unpacked: u64,
    limits: Limits,
}

impl<R: Read> Gunzip<R> {
    pub fn new(packed: R, limits: Limits) -> Self {
        Self { decoder: MultiGzDecoder::new(Counting { inner: packed, count: 0 }), unpacked: 0, limits }
    }
}

impl<R: Read> Read for Gunzip<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.decoder.read(buffer)?;
        self.unpacked += length as u64;
        check(self.unpacked, self.decoder.get_ref().count, &self.limits)?;
        Ok(length)
    }
}

/// A reader that refuses to give more than its packed size allows.
pub struct Bounded<R> {
    pub inner: R,
    pub packed: u64,
    pub unpacked: u64,
    pub limits: Limits,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.unpacked += length as u64;
        check(self.unpacked, self.packed, &self.limits)?;
        Ok(length)
    }
}

struct Counting<R> {
    inner: R,
    count: u64,
}

impl<R: Read> Read for Counting<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.count += length as u64;
        Ok(length)
    }
}

/// More came out than the limits allow.
#[derive(Debug)]
struct TooMuch(Diagnostic);

impl std::fmt::Display for TooMuch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.code)
    }
}

impl std::error::Error for TooMuch {}

fn check(unpacked: u64, packed: u64, limits: &Limits) -> io::Result<()> {
    let refusal = if unpacked > limits.unpacked {
        Diagnostic::error("ingest-unpacked-too-large").arg(limits.unpacked >> 20)
    } else if unpacked > FREE && unpacked / limits.ratio.max(1) > packed {
        Diagnostic::error("ingest-ratio").arg(limits.ratio)
    } else {
        return Ok(());
    };
    Err(io::Error::other(TooMuch(refusal)))
}

/// Says what is wrong with a compressed file that could not be read on.
pub fn diagnose(error: &io::Error) -> Diagnostic {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<TooMuch>()) {
        Some(TooMuch(diagnostic)) => diagnostic.clone(),
        None => Diagnostic::error("ingest-damaged-archive").arg(error),
    }
}

/// Tells whether the reading may not go on even with the next member.
pub fn is_refusal(diagnostic: &Diagnostic) -> bool {
    matches!(diagnostic.code.as_str(), "ingest-unpacked-too-large" | "ingest-ratio")
}

/// Returns how many members a zip says it has, without reading their list; nothing if it has a list of the large kind (zip64).
///
/// A file that is no zip says 0, and the zip reader says why it is none.
pub fn zip_entries(content: &mut dyn super::Content) -> io::Result<Option<u64>> {
    const END: usize = 22;
    let length = content.seek(io::SeekFrom::End(0))?;
    content.seek(io::SeekFrom::Start(length.saturating_sub(END as u64 + 0xFFFF)))?;
    let mut tail = Vec::new();
    content.take(END as u64 + 0xFFFF).read_to_end(&mut tail)?;
    content.rewind()?;
    let end = tail.windows(END).rev().find(|window| window.starts_with(b"PK\x05\x06"));
    let count = end.map_or(0, |end| u16::from_le_bytes([end[10], end[11]]));
    Ok((count != u16::MAX).then_some(u64::from(count)))
}
