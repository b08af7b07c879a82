//! Lines of a file or of standard input, one at a time. Whatever a line holds, the next one can still be read.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use super::failure::Failure;

/// An input that is read line by line.
pub struct Lines {
    input: Box<dyn BufRead>,
    /// In bytes; what is longer is no line of ours.
    longest: u64,
    is_first: bool,
    name: String,
    /// Whether somebody may wait for the answer to each line.
    pub is_live: bool,
}

/// A line that is no text, or too long.
#[derive(Debug)]
pub struct Unreadable {
    /// The line as far as it can be shown.
    pub text: String,
    pub code: &'static str,
}

impl Lines {
    /// Opens a file; `-` is standard input.
    pub fn open(path: &Path, longest: u64) -> Result<Self, Failure> {
        let is_live = path.as_os_str() == "-";
        let input: Box<dyn BufRead> = match is_live {
            true => Box::new(io::stdin().lock()),
            false => Box::new(BufReader::new(File::open(path).map_err(|error| Failure::io("cli-batch-unreadable", path.display(), &error))?)),
        };
        Ok(Self { input, longest, is_first: true, name: path.display().to_string(), is_live })
    }

    /// Reads the next line, its line break cut off; nothing at the end.
    pub fn next(&mut self) -> Result<Option<Result<String, Unreadable>>, Failure> {
        let line = next_line(self.input.as_mut(), self.longest).map_err(|error| Failure::io("cli-batch-unreadable", &self.name, &error))?;
        // Editors on Windows begin a file with a byte order mark.
        let is_first = std::mem::take(&mut self.is_first);
        let without_mark = |line: String| line.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(line);
        Ok(line.map(|line| if is_first { line.map(without_mark) } else { line }))
    }
}

fn next_line(input: &mut dyn BufRead, longest: u64) -> io::Result<Option<Result<String, Unreadable>>> {
    let mut line = Vec::new();
    if input.take(longest + 1).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    let is_whole = line.last() == Some(&b'\n') || line.len() as u64 <= longest;
    if !is_whole {
        skip_line(input)?;
    }
    while line.last().is_some_and(|byte| matches!(byte, b'\n' | b'\r')) {
        line.pop();
    }
    Ok(Some(match String::from_utf8(line) {
        _ if !is_whole => Err(Unreadable { text: String::new(), code: "cli-batch-too-long" }),
        Ok(line) => Ok(line),
        Err(error) => Err(Unreadable { text: String::from_utf8_lossy(error.as_bytes()).into_owned(), code: "cli-batch-not-utf8" }),
    }))
}

fn skip_line(input: &mut dyn BufRead) -> io::Result<()> {
    loop {
        let buffer = input.fill_buf()?;
        let end = buffer.iter().position(|&byte| byte == b'\n');
        let (used, is_over) = (end.map_or(buffer.len(), |end| end + 1), end.is_some() || buffer.is_empty());
        input.consume(used);
        if is_over {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_break_ends_a_line() {
        const LONGEST: u64 = 100;
        let long = "a".repeat(105);
        let text = [b"m\xe1\xbb\x99t\r\n\n\xff\xfe\n".as_slice(), long.as_bytes(), b"\nhai\n\ncu\xe1\xbb\x91i"].concat();
        let mut input = BufReader::new(text.as_slice());
        let mut lines = Vec::new();
        while let Some(line) = next_line(&mut input, LONGEST).expect("memory is readable") {
            lines.push(line.map_err(|bad| bad.code));
        }
        let expected = [Ok("một"), Ok(""), Err("cli-batch-not-utf8"), Err("cli-batch-too-long"), Ok("hai"), Ok(""), Ok("cuối")];
        assert_eq!(lines, expected.map(|line| line.map(str::to_owned)));
    }
}
