//! The first stage: cuts a file into records. Does the I/O, understands no record.

use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::ops::ControlFlow;
use std::sync::Arc;

use zip::result::ZipError;

use super::format::{self, Format, Packing};
use super::unpack::{self, Bounded, Gunzip};
use super::{Content, FileError, Input, Limits, RecordError, Summary, csv, json, utf16};
use crate::diagnostic::Diagnostic;
use crate::text::encoding::{self, Encoding};

/// One article as it lies in its file, not yet understood.
#[derive(Debug)]
pub struct Record {
    /// The file, with `!member` and `#record`: what the article is named by.
    pub path: String,
    pub(super) body: Body,
}

#[derive(Debug)]
pub(super) enum Body {
    Text(Vec<u8>),
    Html(Vec<u8>),
    Json(Vec<u8>),
    Row { header: Arc<csv::Header>, bytes: Vec<u8> },
}

impl Record {
    /// Returns the raw bytes: what a program that looks for changes may compare.
    pub fn bytes(&self) -> &[u8] {
        match &self.body {
            Body::Text(bytes) | Body::Html(bytes) | Body::Json(bytes) | Body::Row { bytes, .. } => bytes,
        }
    }
}

type Sink<'a> = &'a mut dyn FnMut(Result<Record, RecordError>) -> ControlFlow<()>;

/// Reads a file and hands over its records one by one, holding no more than one of them.
///
/// An export that breaks off is no error once some of it was read: its records stay, and the summary says what happened.
pub fn records(file: Input<'_>, limits: &Limits, sink: Sink<'_>) -> Result<Summary, FileError> {
    let named = format::by_name(file.path);
    let unpacked = Cell::new(0);
    let mut cut = Cut { limits: *limits, sink, summary: Summary::default(), unpacked: &unpacked };
    let result = match named.packing {
        Packing::None => cut.file(file.path, named.format, file.content).map_err(|error| error.into_file_error(FileError::Io)),
        Packing::Gzip => cut.file(file.path, named.format, Gunzip::new(file.content, *limits)).map_err(|error| {
            error.into_file_error(|error| if is_of_disk(&error) { FileError::Io(error) } else { FileError::Failed(unpack::diagnose(&error)) })
        }),
        Packing::Zip => cut.zip(file.path, file.content),
    };
    let mut summary = Summary { unpacked: unpacked.get(), ..cut.summary };
    match result {
        Err(FileError::Failed(diagnostic)) if summary.records > 0 => {
            summary.notes.push(diagnostic);
            Ok(summary)
        }
        Err(error) => Err(error),
        Ok(()) => Ok(summary),
    }
}

/// Says why a file of so many bytes is not read at all, before anything of it is.
pub fn refusal(path: &str, bytes: u64, limits: &Limits) -> Option<Diagnostic> {
    let named = format::by_name(path);
    let is_one_article = named.packing == Packing::None && !named.format.is_some_and(Format::is_export);
    if is_one_article && bytes > limits.article {
        return Some(too_large(limits));
    }
    (bytes > limits.unpacked).then(|| Diagnostic::warning("ingest-file-too-large").arg(limits.unpacked >> 20))
}

fn too_large(limits: &Limits) -> Diagnostic {
    Diagnostic::warning("ingest-too-large").arg(limits.article >> 20)
}

/// Why a file or a member of an archive could not be cut.
enum CutError {
    Skipped(Diagnostic),
    Read(io::Error),
}

impl CutError {
    fn into_file_error(self, on_read: impl FnOnce(io::Error) -> FileError) -> FileError {
        match self {
            Self::Skipped(diagnostic) => FileError::Skipped(diagnostic),
            Self::Read(error) => on_read(error),
        }
    }
}

impl From<io::Error> for CutError {
    fn from(error: io::Error) -> Self {
        Self::Read(error)
    }
}

/// Tells whether the file could not be read, rather than understood.
fn is_of_disk(error: &io::Error) -> bool {
    error.raw_os_error().is_some()
}

struct Cut<'a> {
    limits: Limits,
    sink: Sink<'a>,
    summary: Summary,
    unpacked: &'a Cell<u64>,
}

/// How much of a file is looked at before its format is settled.
const HEAD: u64 = 64 << 10;

impl Cut<'_> {
    fn file(&mut self, path: &str, named: Option<Format>, content: impl Read) -> Result<(), CutError> {
        let mut content = Counted { inner: content, count: self.unpacked };
        let mut head = Vec::new();
        // A file that breaks off early is read up to there: the error waits for its turn behind the head.
        let broken = content.by_ref().take(HEAD).read_to_end(&mut head).err();
        if head.is_empty()
            && let Some(error) = broken
        {
            return Err(error.into());
        }
        let whole = (head.len() as u64) < HEAD;
        if whole && broken.is_none() && is_blank(&head) {
            return Err(CutError::Skipped(Diagnostic::note("ingest-empty")));
        }
        if encoding::is_binary(&head) {
            return Err(CutError::Skipped(Diagnostic::note("ingest-binary")));
        }
        let Some(format) = format::by_content(named, &head) else {
            return Err(CutError::Skipped(Diagnostic::note("ingest-unknown-format")));
        };
        let utf16 = utf16_of(&head);
        let rest = Cursor::new(head).chain(Broken(broken)).chain(content);
        match (format, utf16) {
            (Format::Text | Format::Html, _) => self.whole(path, format, rest),
            (_, Some(encoding)) => self.export(path, format, &mut BufReader::new(utf16::Recoded::new(rest, encoding))),
            _ => self.export(path, format, &mut BufReader::with_capacity(256 << 10, rest)),
        }
    }

    fn whole(&mut self, path: &str, format: Format, content: impl Read) -> Result<(), CutError> {
        let mut bytes = Vec::new();
        content.take(self.limits.article + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > self.limits.article {
            return Err(CutError::Skipped(too_large(&self.limits)));
        }
        let body = if format == Format::Html { Body::Html(bytes) } else { Body::Text(bytes) };
        let _ = self.give(Ok(Record { path: path.to_owned(), body }));
        Ok(())
    }

    fn export(&mut self, path: &str, format: Format, content: &mut dyn BufRead) -> Result<(), CutError> {
        let limits = self.limits;
        match format {
            Format::Csv(separator) => csv::rows(content, separator, limits.csv_record, &mut |number, header, row| {
                let path = format!("{path}#{number}");
                self.give(match row {
                    Ok(bytes) => Ok(Record { path, body: Body::Row { header: Arc::clone(header), bytes } }),
                    Err(diagnostic) => Err(RecordError { path, diagnostic }),
                })
            })?,
            _ => {
                let mut give = |number: u64, record: Result<Vec<u8>, Diagnostic>| {
                    let path = format!("{path}#{number}");
                    self.give(match record {
                        Ok(bytes) => Ok(Record { path, body: Body::Json(bytes) }),
                        Err(diagnostic) => Err(RecordError { path, diagnostic }),
                    })
                };
                if format == Format::JsonLines {
                    json::lines(content, limits.article, &mut give)?;
                } else {
                    json::values(content, limits.article, &mut give)?;
                }
            }
        }
        Ok(())
    }

    fn give(&mut self, record: Result<Record, RecordError>) -> ControlFlow<()> {
        match &record {
            Ok(_) => self.summary.records += 1,
            Err(_) => self.summary.failed += 1,
        }
        let flow = (self.sink)(record);
        self.summary.stopped |= flow.is_break();
        flow
    }

    fn zip(&mut self, path: &str, content: &mut dyn Content) -> Result<(), FileError> {
        let packed = content.seek(io::SeekFrom::End(0)).map_err(FileError::Io)?;
        // The list of an archive of a million members would fill the memory before the first is read.
        let entries = unpack::zip_entries(content).map_err(FileError::Io)?;
        if entries.is_none() {
            return Err(FileError::Skipped(Diagnostic::warning("ingest-zip-too-many").arg(u16::MAX)));
        }
        let damaged = |error| match error {
            ZipError::Io(error) if is_of_disk(&error) => FileError::Io(error),
            error => FileError::Failed(Diagnostic::error("ingest-damaged-archive").arg(error)),
        };
        let mut archive = zip::ZipArchive::new(content).map_err(damaged)?;
        for index in 0..archive.len() {
            if self.summary.stopped {
                break;
            }
            let member = match archive.by_index(index) {
                Ok(member) => member,
                Err(ZipError::Io(error)) if is_of_disk(&error) => return Err(FileError::Io(error)),
                Err(error) => {
                    let diagnostic = Diagnostic::error("ingest-damaged-member").arg(error);
                    self.give_error(&format!("{path}!{}", index + 1), diagnostic);
                    continue;
                }
            };
            // The name is only a name: nothing is ever written, so `../` in it leads nowhere.
            let own = member.name().map_or_else(|_| (index + 1).to_string(), std::borrow::Cow::into_owned);
            let name = format!("{path}!{own}");
            if member.is_dir() || is_litter(&own) {
                continue;
            }
            let named = format::by_name(&name);
            if named.packing != Packing::None {
                self.give_error(&name, Diagnostic::note("ingest-nested-archive"));
                continue;
            }
            let own = Bounded { packed: member.compressed_size(), inner: member, unpacked: 0, limits: self.limits };
            // Members may overlap, so the archive as a whole is bounded too.
            let bounded = Bounded { packed, inner: own, unpacked: self.unpacked.get(), limits: self.limits };
            match self.file(&name, named.format, bounded) {
                Ok(()) => {}
                Err(CutError::Skipped(diagnostic)) => self.give_error(&name, diagnostic),
                Err(CutError::Read(error)) if is_of_disk(&error) => return Err(FileError::Io(error)),
                Err(CutError::Read(error)) => {
                    let diagnostic = unpack::diagnose(&error);
                    if unpack::is_refusal(&diagnostic) {
                        return Err(FileError::Failed(diagnostic));
                    }
                    self.give_error(&name, diagnostic);
                }
            }
        }
        Ok(())
    }

    fn give_error(&mut self, path: &str, diagnostic: Diagnostic) {
        // Whether to go on is asked before each member.
        let _ = self.give(Err(RecordError { path: path.to_owned(), diagnostic }));
    }
}

/// What packing programs leave behind.
fn is_litter(name: &str) -> bool {
    name.starts_with("__MACOSX/") || name.rsplit(['/', '\\']).next().is_some_and(|last| last.starts_with('.') || last == "Thumbs.db")
}

fn is_blank(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match utf16_of(bytes) {
        Some(encoding) => encoding.decode(bytes).0.trim().is_empty(),
        None => std::str::from_utf8(bytes).map_or_else(|_| bytes.trim_ascii().is_empty(), |text| text.trim().is_empty()),
    }
}

fn utf16_of(head: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    match encoding::utf16_of(head)? {
        Encoding::Utf16Be => Some(encoding_rs::UTF_16BE),
        _ => Some(encoding_rs::UTF_16LE),
    }
}

/// Gives the error that an earlier reading met, once.
struct Broken(Option<io::Error>);

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

struct Counted<'a, R> {
    inner: R,
    count: &'a Cell<u64>,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.count.set(self.count.get() + length as u64);
        Ok(length)
    }
}
