//! CSV exports: rows are cut one by one, and an open quote costs its own line only.

use std::io::{self, BufRead};
use std::ops::ControlFlow;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::text::encoding;

/// The first row: the names of the columns, and how rows are separated into fields.
#[derive(Debug, PartialEq, Eq)]
pub struct Header {
    pub names: Vec<String>,
    separator: u8,
}

type Each<'a> = &'a mut dyn FnMut(u64, &Arc<Header>, Result<Vec<u8>, Diagnostic>) -> ControlFlow<()>;

/// Cuts a CSV file into rows, numbered from 1 behind the header.
///
/// A row that is longer than `most`, or whose quotes do not close, fails; the next row is looked for on the line behind its first.
pub fn rows(reader: &mut dyn BufRead, separator: Option<u8>, most: u64, each: Each<'_>) -> io::Result<()> {
    let mut window = Window { reader, bytes: Vec::new(), start: 0, ended: false };
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let mut header: Option<Arc<Header>> = None;
    let mut number = 0;
    loop {
        let known = header.as_ref().map(|header| header.separator);
        let row = window.next_row(known.or(separator), most)?;
        let (bytes, is_whole) = match row {
            Row::End => return Ok(()),
            Row::Whole(bytes) if bytes.trim_ascii().is_empty() => continue,
            Row::Whole(bytes) => (bytes, true),
            Row::Broken => (Vec::new(), false),
        };
        let Some(header) = &header else {
            let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
            let separator = separator.unwrap_or_else(|| guess_separator(bytes));
            let names = fields(bytes, separator).into_iter().map(|name| name.trim().to_owned()).collect();
            header = Some(Arc::new(Header { names, separator }));
            continue;
        };
        number += 1;
        let row = if is_whole { Ok(bytes) } else { Err(Diagnostic::error("ingest-csv-row").arg(most >> 10)) };
        if each(number, header, row).is_break() {
            return Ok(());
        }
    }
}

/// Reads a row: its names and values in order.
pub fn object(header: &Header, row: &[u8]) -> Result<Vec<(String, String)>, Diagnostic> {
    let values = fields(row, header.separator);
    let filled = values.iter().rposition(|value| !value.trim().is_empty()).map_or(0, |last| last + 1);
    if filled > header.names.len() {
        return Err(Diagnostic::error("ingest-csv-fields").arg(header.names.len()).arg(filled));
    }
    Ok(header.names.iter().cloned().zip(values).collect())
}

fn fields(row: &[u8], separator: u8) -> Vec<String> {
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(row);
    let mut record = ::csv::ByteRecord::new();
    // Reading from memory cannot fail, and flexible rows may have any length.
    let _ = reader.read_byte_record(&mut record);
    record.iter().map(|field| encoding::decode(field, None).text).collect()
}

/// Excel separates by `;` where the comma is the decimal point, as in Vietnam.
fn guess_separator(header: &[u8]) -> u8 {
    let count = |separator: u8| header.iter().filter(|b| **b == separator).count();
    [b',', b';', b'\t', b'|'].into_iter().rev().max_by_key(|&separator| count(separator)).unwrap_or(b',')
}

enum Row {
    Whole(Vec<u8>),
    Broken,
    End,
}

/// The bytes that were read and not yet given.
struct Window<'a> {
    reader: &'a mut dyn BufRead,
    bytes: Vec<u8>,
    start: usize,
    ended: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    FieldStart,
    Plain,
    Quoted,
    /// Behind a quote inside quotes: doubled, or the end.
    AfterQuote,
}

impl Window<'_> {
    fn next_row(&mut self, separator: Option<u8>, most: usize) -> io::Result<Row> {
        let mut state = State::FieldStart;
        let mut at = self.start;
        let mut first_line_end = None;
        loop {
            if at == self.bytes.len() && !self.fill(&mut at, &mut first_line_end)? {
                return Ok(match state {
                    State::Quoted => self.give_up(first_line_end),
                    _ if at == self.start => Row::End,
                    _ => self.give(at, at),
                });
            }
            let byte = self.bytes[at];
            let is_separator = separator.map_or_else(|| b",;\t|".contains(&byte), |separator| byte == separator);
            if byte == b'\n' {
                first_line_end = first_line_end.or(Some(at + 1));
            }
            state = match (state, byte) {
                (State::Quoted, b'"') => State::AfterQuote,
                (State::Quoted, _) => State::Quoted,
                (State::FieldStart | State::AfterQuote, b'"') => State::Quoted,
                (_, b'\n') => return Ok(self.give(at, at + 1)),
                (_, _) if is_separator => State::FieldStart,
                (State::AfterQuote, b'\r') => State::AfterQuote,
                // A letter behind a closing quote that was opened lines ago: it was not the closing one.
                (State::AfterQuote, _) if first_line_end.is_some() => return Ok(self.give_up(first_line_end)),
                _ => State::Plain,
            };
            at += 1;
            if at - self.start > most {
                return self.skip_line(first_line_end);
            }
        }
    }

    fn give(&mut self, end: usize, next: usize) -> Row {
        let row = self.bytes[self.start..end].to_vec();
        self.start = next;
        Row::Whole(row)
    }

    fn give_up(&mut self, first_line_end: Option<usize>) -> Row {
        self.start = first_line_end.unwrap_or(self.bytes.len());
        Row::Broken
    }

    fn skip_line(&mut self, first_line_end: Option<usize>) -> io::Result<Row> {
        let mut end = first_line_end;
        while end.is_none() {
            self.start = self.bytes.len();
            let mut at = self.start;
            if !self.fill(&mut at, &mut None)? {
                break;
            }
            end = self.bytes[at..].iter().position(|&b| b == b'\n').map(|index| at + index + 1);
        }
        Ok(self.give_up(end))
    }

    /// Reads on, forgetting what was given; moves the offsets along. Returns false at the end of the file.
    fn fill(&mut self, at: &mut usize, line_end: &mut Option<usize>) -> io::Result<bool> {
        if self.ended {
            return Ok(false);
        }
        self.bytes.drain(..self.start);
        *at -= self.start;
        *line_end = line_end.map(|end| end - self.start);
        self.start = 0;
        let more = self.reader.fill_buf()?;
        self.bytes.extend_from_slice(more);
        let length = more.len();
        self.reader.consume(length);
        self.ended = length == 0;
        Ok(!self.ended)
    }
}
