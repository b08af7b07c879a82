//! `timbao batch FILE`: asks the archive once per line and writes one line of JSON for each.
//!
//! A line is a query, or a JSON object `{"query": …, "limit": …}` that may set every flag of `search` anew.
//! Whatever a line holds, its answer has the shape of every response and stands on the same line of the output:
//! a line that cannot be read, or a query that cannot be answered, is an empty response with a warning.

use serde::Deserialize;

use super::args::{self, Asked, Dated, Inferred, Sort, Undated};
use super::exit::Exit;
use super::failure::Failure;
use super::lines::{Lines, Unreadable};
use super::session::Session;
use super::values::{self, BadValue};
use crate::diagnostic::Diagnostic;
use crate::search::{self, Engine, Facets, Reading, Request, Response, Warning, wording};

/// So many questions show that more are coming.
const MANY: usize = 100;
/// A longer line is no query.
const LONGEST_LINE: u64 = 1 << 20;

pub fn run(arguments: &args::Batch, session: &mut Session) -> Result<Exit, Failure> {
    let mut lines = Lines::open(&arguments.file, LONGEST_LINE)?;
    let mut index = session.open()?;
    let mut worst = Exit::Done;
    let mut asked = 0;
    while let Some(line) = lines.next()? {
        asked += 1;
        if asked == MANY && !arguments.asked.no_facets {
            index = index.keeping_facets()?;
        }
        let (mut response, exit) = answer(line, &arguments.asked, &index);
        wording::localise(&mut response, session.lang);
        session.out.json(&response)?;
        if lines.is_live {
            // Whoever writes the lines may wait for each answer.
            session.out.flush()?;
        }
        worst = if exit.number() > worst.number() { exit } else { worst };
    }
    Ok(worst)
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
    year: Option<Vec<Text>>,
    from: Option<Text>,
    to: Option<Text>,
    date: Option<Dated>,
    official: Option<Vec<String>>,
    body: Option<Vec<String>>,
    document: Option<Vec<String>>,
    province: Option<Vec<String>>,
    source: Option<Vec<String>>,
    undated: Option<Undated>,
    inferred: Option<Inferred>,
    expand: Option<bool>,
    facets: Option<bool>,
    snippets: Option<bool>,
}

/// A year may come as a number.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Text {
    Number(i64),
    Text(String),
}

impl std::fmt::Display for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Text(text) => text.fmt(f),
        }
    }
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
    let sought = &mut asked.sought;
    sought.sort = line.sort.unwrap_or(sought.sort);
    let lists = [
        (line.official, &mut sought.official),
        (line.body, &mut sought.body),
        (line.document, &mut sought.document),
        (line.province, &mut sought.province),
        (line.source, &mut sought.source),
    ];
    for (given, list) in lists {
        if let Some(values) = filters(given)? {
            *list = values;
        }
    }
    if let Some(years) = line.year {
        sought.year = years.iter().map(|year| values::year(&year.to_string())).collect::<Result<_, _>>()?;
    }
    sought.from = line.from.map(|day| values::first_day(&day.to_string())).transpose()?.or(sought.from);
    sought.to = line.to.map(|day| values::last_day(&day.to_string())).transpose()?.or(sought.to);
    sought.date = line.date.or(sought.date);
    sought.undated = line.undated.or(sought.undated);
    sought.inferred = line.inferred.or(sought.inferred);
    sought.no_expand = line.expand.map_or(sought.no_expand, |wanted| !wanted);
    asked.no_facets = line.facets.map_or(asked.no_facets, |wanted| !wanted);
    asked.no_snippets = line.snippets.map_or(asked.no_snippets, |wanted| !wanted);
    asked.request(line.query)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Start;

    fn asked() -> Asked {
        Asked { limit: 10, page: 1, cursor: None, sought: args::Sought::default(), no_facets: false, no_snippets: false }
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
