//! JSON exports: one object a line, an array, or objects one after another; of any size, one record in memory.

use std::fmt;
use std::io::{self, BufRead};
use std::ops::ControlFlow;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;

use crate::diagnostic::Diagnostic;

type Each<'a> = &'a mut dyn FnMut(u64, Result<Vec<u8>, Diagnostic>) -> ControlFlow<()>;

/// Cuts JSONL at its line ends. Records are numbered by line, from 1; blank lines are passed over.
pub fn lines(reader: &mut dyn BufRead, most: u64, each: Each<'_>) -> io::Result<()> {
    let mut line = Capped::new(most);
    let mut number = 0;
    loop {
        let buffer = reader.fill_buf()?;
        let ended = buffer.is_empty();
        let end = buffer.iter().position(|&b| b == b'\n');
        let used = end.unwrap_or(buffer.len());
        line.extend(&buffer[..used]);
        reader.consume(used + usize::from(end.is_some()));
        if end.is_none() && !ended {
            continue;
        }
        number += 1;
        let flow = match line.take() {
            Ok(bytes) => {
                let bytes = if number == 1 { bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes) } else { &bytes };
                if bytes.trim_ascii().is_empty() { ControlFlow::Continue(()) } else { each(number, Ok(bytes.to_vec())) }
            }
            Err(diagnostic) => each(number, Err(diagnostic)),
        };
        if ended || flow.is_break() {
            return Ok(());
        }
    }
}

/// Cuts an array into its elements, or a sequence into its values. Records are numbered from 1.
///
/// Only strings and brackets are looked at; whether a value is sound JSON shows when it is parsed.
pub fn values(reader: &mut dyn BufRead, most: u64, each: Each<'_>) -> io::Result<()> {
    let mut value = Capped::new(most);
    let mut state = Values::default();
    let mut number = 0;
    loop {
        let buffer = reader.fill_buf()?;
        let used = buffer.len();
        let ended = used == 0;
        let mut start = 0;
        for (at, &byte) in buffer.iter().enumerate() {
            match state.see(byte) {
                Step::Skip => start = at + 1,
                Step::Inside => {}
                Step::EndBefore | Step::EndAfter if state.is_done => {}
                step => {
                    let end = at + usize::from(step == Step::EndAfter);
                    value.extend(&buffer[start..end]);
                    start = at + 1;
                    number += 1;
                    if each(number, value.take()).is_break() {
                        return Ok(());
                    }
                }
            }
        }
        value.extend(&buffer[start..]);
        reader.consume(used);
        if ended {
            if state.started {
                // It breaks off: parsing says where.
                let _ = each(number + 1, value.take());
            }
            return Ok(());
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    /// Between values.
    Skip,
    Inside,
    /// The value ended before this byte.
    EndBefore,
    /// The value ends with this byte.
    EndAfter,
}

/// Where in the stream of values the scanner is.
#[derive(Default)]
struct Values {
    in_array: bool,
    seen_any: bool,
    /// Behind the end of the array.
    is_done: bool,
    started: bool,
    scalar: bool,
    depth: u64,
    in_string: bool,
    escaped: bool,
}

impl Values {
    fn see(&mut self, byte: u8) -> Step {
        if self.is_done {
            return Step::Skip;
        }
        if self.in_string {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.in_string = false,
                _ => {}
            }
            return if !self.in_string && self.depth == 0 { self.end(Step::EndAfter) } else { Step::Inside };
        }
        if !self.started {
            return self.start(byte);
        }
        match byte {
            b'"' => self.in_string = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' if self.depth > 0 => {
                self.depth -= 1;
                if self.depth == 0 {
                    return self.end(Step::EndAfter);
                }
            }
            b']' | b',' | b'}' | b' ' | b'\t' | b'\r' | b'\n' if self.scalar && self.depth == 0 => {
                let step = self.end(Step::EndBefore);
                if byte == b']' && self.in_array {
                    self.in_array = false;
                }
                return step;
            }
            _ => {}
        }
        Step::Inside
    }

    fn start(&mut self, byte: u8) -> Step {
        match byte {
            b' ' | b'\t' | b'\r' | b'\n' | b',' | 0xEF | 0xBB | 0xBF => return Step::Skip,
            b'[' if !self.seen_any => {
                self.in_array = true;
                self.seen_any = true;
                return Step::Skip;
            }
            b']' if self.in_array => {
                self.is_done = true;
                return Step::Skip;
            }
            b'{' | b'[' => self.depth = 1,
            b'"' => self.in_string = true,
            _ => self.scalar = true,
        }
        self.started = true;
        self.seen_any = true;
        Step::Inside
    }

    fn end(&mut self, step: Step) -> Step {
        self.started = false;
        self.scalar = false;
        step
    }
}

/// Bytes of one record, forgotten once they are too many.
struct Capped {
    bytes: Vec<u8>,
    most: u64,
    is_over: bool,
}

impl Capped {
    fn new(most: u64) -> Self {
        Self { bytes: Vec::new(), most, is_over: false }
    }

    fn extend(&mut self, more: &[u8]) {
        if !self.is_over && (self.bytes.len() + more.len()) as u64 <= self.most {
            self.bytes.extend_from_slice(more);
        } else if !more.is_empty() {
            self.is_over = true;
            self.bytes = Vec::new();
        }
    }

    fn take(&mut self) -> Result<Vec<u8>, Diagnostic> {
        let bytes = std::mem::take(&mut self.bytes);
        if std::mem::take(&mut self.is_over) { Err(Diagnostic::error("ingest-record-too-large").arg(self.most >> 20)) } else { Ok(bytes) }
    }
}

/// Reads a record: its names and values in order. A name that stands twice is an error, for nobody can say which value was meant.
pub fn object(text: &str) -> Result<Vec<(String, Value)>, Diagnostic> {
    serde_json::from_str::<Object>(text).map(|object| object.0).map_err(|error| {
        // The place is said by number; serde's own sentence repeats it at its end.
        let place = format!(" at line {} column {}", error.line(), error.column());
        let reason = error.to_string();
        Diagnostic::error("ingest-json").arg(reason.strip_suffix(&place).unwrap_or(&reason)).arg(error.line()).arg(error.column())
    })
}

struct Object(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ObjectVisitor)
    }
}

struct ObjectVisitor;

impl<'de> Visitor<'de> for ObjectVisitor {
    type Value = Object;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with the fields of an article")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object, A::Error> {
        let mut fields: Vec<(String, Value)> = Vec::new();
        while let Some((name, value)) = map.next_entry::<String, Value>()? {
            if fields.len() >= 1_000 {
                return Err(serde::de::Error::custom("more than 1,000 fields"));
            }
            if fields.iter().any(|(known, _)| *known == name) {
                return Err(serde::de::Error::custom(format_args!("duplicate field `{name}`")));
            }
            fields.push((name, value));
        }
        Ok(Object(fields))
    }
}
