//! `timbao batch FILE`: asks the archive once per line and writes one line of JSON for each.
//!
//! A line is a query, or a JSON object `{"query": …, "limit": …}` that may set every flag of `search` anew.
//! Whatever a line holds, its answer has the shape of every response and stands on the same line of the output:
//! a line that cannot be read, or a query that cannot be answered, is an empty response with a warning.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};

use serde::Deserialize;

use super::args::{self, Asked, Sort};
use super::exit::Exit;
use super::failure::Failure;
use super::session::Session;
use super::values::{self, BadValue};
use crate::diagnostic::Diagnostic;
use crate::search::{self, Engine, Facets, Reading, Request, Response, Warning, wording};

/// A longer line is no query.
const LONGEST_LINE: u64 = 1 << 20;

pub fn run(arguments: &args::Batch, session: &mut Session) -> Result<Exit, Failure> {
    let is_live = arguments.file.as_os_str() == "-";
    let unreadable = |error: io::Error| Failure::io("cli-batch-unreadable", arguments.file.display(), &error);
    let mut input: Box<dyn BufRead> = match is_live {
        true => Box::new(io::stdin().lock()),
        false => Box::new(BufReader::new(File::open(&arguments.file).map_err(unreadable)?)),
    };
    let index = session.open()?;
    let mut worst = Exit::Done;
    let mut is_first = true;
    while let Some(line) = next_line(input.as_mut()).map_err(unreadable)? {
        let line = if std::mem::take(&mut is_first) { without_mark(line) } else { line };
        let (mut response, exit) = answer(line, &arguments.asked, &index);
        wording::localise(&mut response, session.lang);
        session.out.json(&response)?;
        if is_live {
            // Whoever writes the lines may wait for each answer.
            session.out.flush()?;
        }
        worst = if exit.number() > worst.number() { exit } else { worst };
    }
    Ok(worst)
}

/// Reads up to the next line break, which is cut off. `Some(Err)` is a line that is no text or too long.
fn next_line(input: &mut dyn BufRead) -> io::Result<Option<Result<String, Unreadable>>> {
    let mut line = Vec::new();
    if input.take(LONGEST_LINE + 1).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    let is_whole = line.last() == Some(&b'\n') || line.len() as u64 <= LONGEST_LINE;
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

/// Editors on Windows begin a file with a byte order mark.
fn without_mark(line: Result<String, Unreadable>) -> Result<String, Unreadable> {
    line.map(|line| line.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(line))
}

#[derive(Debug)]
struct Unreadable {
    /// The line as far as it can be shown.
    text: String,
    code: &'static str,
}

fn answer(line: Result<String, Unreadable>, asked: &Asked, engine: &dyn Engine) -> (Response, Exit) {
    let line = match line {
        Ok(line) => line,
        Err(Unreadable { text, code }) => return (empty(text, Diagnostic::error(code)), Exit::Usage),
    };
    let request = match request(&line, asked) {
        Ok(request) => request,
        Err(BadValue(what)) => return (empty(line, what), Exit::Usage),
    };
    if request.query.trim().is_empty() && request.filters.is_empty() {
        return (empty(request.query, Diagnostic::warning("cli-search-empty")), Exit::Done);
    }
    match search::run(engine, &request) {
        Ok(response) => (response, Exit::Done),
        Err(error) => (empty(request.query, error.diagnostic().clone()), error.kind().into()),
    }
}

/// The answer to a line that could not be asked.
fn empty(text: String, what: Diagnostic) -> Response {
    let warning = Warning { code: what.code.clone(), message: String::new(), span: None, diagnostic: what };
    let query = Reading { text, warnings: vec![warning], ..Reading::default() };
    Response { query, total: 0, partial_total: None, took_us: 0, hits: Vec::new(), facets: Facets::default(), next: None }
}

/// One line that is an object. Every key is a flag of `search`; what is not set is as on the command line.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    query: String,
    limit: Option<usize>,
    page: Option<usize>,
    cursor: Option<String>,
    sort: Option<Sort>,
    source: Option<Vec<String>>,
    province: Option<Vec<String>>,
    expand: Option<bool>,
    facets: Option<bool>,
    snippets: Option<bool>,
}

fn request(line: &str, asked: &Asked) -> Result<Request, BadValue> {
    if !line.trim_start().starts_with('{') {
        return asked.request(line.to_owned());
    }
    let line: Line = serde_json::from_str(line).map_err(|error| BadValue(Diagnostic::error("cli-batch-not-json").arg(error)))?;
    let filters =
        |given: Option<Vec<String>>| given.map(|values| values.iter().map(|value| values::filter(value)).collect::<Result<Vec<_>, _>>()).transpose();
    let mut asked = asked.clone();
    // A page, or a cursor, of this line replaces either of the command line.
    if let Some(page) = line.page {
        (asked.page, asked.cursor) = (values::page(&page.to_string())?, None);
    }
    asked.cursor = line.cursor.or(asked.cursor);
    asked.limit = line.limit.map_or(Ok(asked.limit), |limit| values::limit(&limit.to_string()))?;
    asked.sort = line.sort.unwrap_or(asked.sort);
    asked.source = filters(line.source)?.unwrap_or(asked.source);
    asked.province = filters(line.province)?.unwrap_or(asked.province);
    asked.no_expand = line.expand.map_or(asked.no_expand, |wanted| !wanted);
    asked.no_facets = line.facets.map_or(asked.no_facets, |wanted| !wanted);
    asked.no_snippets = line.snippets.map_or(asked.no_snippets, |wanted| !wanted);
    asked.request(line.query)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Start;

    fn asked() -> Asked {
        Asked {
            limit: 10,
            page: 1,
            cursor: None,
            sort: Sort::Relevance,
            source: Vec::new(),
            province: Vec::new(),
            no_expand: false,
            no_facets: false,
            no_snippets: false,
        }
    }

    #[test]
    fn every_line_break_ends_a_line() {
        let long = "a".repeat(LONGEST_LINE as usize + 5);
        let text = [b"m\xe1\xbb\x99t\r\n\n\xff\xfe\n".as_slice(), long.as_bytes(), b"\nhai\n\ncu\xe1\xbb\x91i"].concat();
        let mut input = BufReader::new(text.as_slice());
        let mut lines = Vec::new();
        while let Some(line) = next_line(&mut input).expect("memory is readable") {
            lines.push(line.map_err(|bad| bad.code));
        }
        let expected = [Ok("một"), Ok(""), Err("cli-batch-not-utf8"), Err("cli-batch-too-long"), Ok("hai"), Ok(""), Ok("cuối")];
        assert_eq!(lines, expected.map(|line| line.map(str::to_owned)));
    }

    #[test]
    fn a_line_sets_flags_anew() {
        let plain = request("trần văn chung", &asked()).expect("any text is a query");
        assert_eq!((plain.query.as_str(), plain.limit, plain.facets), ("trần văn chung", 10, true));
        let object =
            request(r#"{"query": "hội nghị", "limit": 3, "page": 2, "sort": "moi-nhat", "province": ["-Đắk Lắk"], "facets": false}"#, &asked())
                .expect("every key is known");
        assert_eq!((object.query.as_str(), object.limit, object.start, object.facets), ("hội nghị", 3, Start::Page(2), false));
        assert!(object.filters.provinces[0].excluded);

        for (bad, code) in [
            (r#"{"query": "a""#, "cli-batch-not-json"),
            (r#"{"limit": 3}"#, "cli-batch-not-json"),
            (r#"{"query": "a", "limt": 3}"#, "cli-batch-not-json"),
            (r#"{"query": "a", "limit": 0}"#, "cli-bad-limit"),
            (r#"{"query": "a", "page": 1001}"#, "cli-too-deep"),
        ] {
            assert_eq!(request(bad, &asked()).expect_err(bad).0.code, code, "{bad}");
        }
    }
}
