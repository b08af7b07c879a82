//! JSON on one line, safe for line readers and terminals.
//!
//! JSON allows raw U+2028 and C1 controls inside strings; programs that read line by line and terminals do not.
//! Whatever is not shown as itself is written as `\uXXXX`, which means the same.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};

use crate::text::visible::{Shown, visible};

/// Writes `value` without a line break at the end.
pub fn write<T: Serialize + ?Sized>(sink: &mut dyn Write, value: &T) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(sink, Escaping)).map_err(io::Error::from)
}

struct Escaping;

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, sink: &mut W, fragment: &str) -> io::Result<()> {
        let mut written = 0;
        for (start, c) in fragment.char_indices() {
            if visible(c) == Shown::As(c) {
                continue;
            }
            CompactFormatter.write_string_fragment(sink, &fragment[written..start])?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(sink, "\\u{unit:04x}")?;
            }
            written = start + c.len_utf8();
        }
        CompactFormatter.write_string_fragment(sink, &fragment[written..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c06_strings_are_escaped_and_read_back() {
        for (text, json) in [
            ("Trần \"Văn\" \\ Chung", r#""Trần \"Văn\" \\ Chung""#),
            ("a\u{2028}b\u{85}c\u{9b}", r#""a\u2028b\u0085c\u009b""#),
            ("\x1b[2J\n", r#""\u001b[2J\n""#),
            ("\u{202e}\u{e0041}😀", r#""\u202e\udb40\udc41😀""#),
        ] {
            let mut written = Vec::new();
            write(&mut written, text).expect("memory takes it");
            assert_eq!(String::from_utf8(written.clone()).expect("JSON is text"), json);
            assert_eq!(serde_json::from_slice::<String>(&written).expect("it is JSON"), text);
        }
    }
}
