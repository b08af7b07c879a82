//! `timbao analyze TEXT`: what the analyser makes of a text. For whoever wonders why something is, or is not, found.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::args;
use super::exit::Exit;
use super::failure::Failure;
use super::lines::Lines;
use super::screen::{Line, Style};
use super::session::Session;
use super::{facts, told};
use crate::analysis::{self, Kind, Token};
use crate::diagnostic::Diagnostic;
use crate::extract::{Facts, Known};
use crate::ingest;
use crate::messages;
use crate::text::CharCounter;

/// A longer record is no article.
const LONGEST_RECORD: u64 = 64 << 20;

pub fn run(arguments: &args::Analyze, session: &mut Session) -> Result<Exit, Failure> {
    if let Some(file) = &arguments.jsonl {
        return records(file, session);
    }
    let text = arguments.text.join(" ");
    let tokens = analysis::tokenize(&text);
    let counter = CharCounter::new(&text);
    let views: Vec<View> = tokens.iter().map(|token| View::of(token, &text, &counter)).collect();
    let facts = facts::View::of(&facts::read(&text, &Known::default()), &text);
    if session.json {
        session.out.json(&Views { text: &text, tokens: &views, facts })?;
    } else {
        show(&views, session)?;
        told::show(&facts, session)?;
    }
    Ok(if views.is_empty() { Exit::NothingFound } else { Exit::Done })
}

/// One line of `--jsonl`.
#[derive(Deserialize)]
struct Record {
    /// Text or a number; comes back as it is.
    id: serde_json::Value,
    text: String,
    /// The day of publication, if it is known from outside.
    #[serde(default)]
    published: Option<String>,
    /// The province of the paper.
    #[serde(default)]
    province: Option<String>,
}

#[derive(Serialize)]
struct Analysed {
    id: serde_json::Value,
    #[serde(flatten)]
    facts: facts::View,
    /// Why there are none, if the line could not be read.
    error: Option<String>,
}

/// Prints the facts of each record on a line.
fn records(file: &Path, session: &mut Session) -> Result<Exit, Failure> {
    let mut lines = Lines::open(file, LONGEST_RECORD)?;
    let mut exit = Exit::NothingFound;
    while let Some(line) = lines.next()? {
        let record = line
            .map_err(|unreadable| Diagnostic::error(unreadable.code))
            .and_then(|line| serde_json::from_str::<Record>(&line).map_err(|error| Diagnostic::error("cli-analyze-not-a-record").arg(error)));
        let analysed = match record {
            Ok(record) => {
                let published = record.published.as_deref().and_then(ingest::published);
                let facts = facts::View::of(
                    &facts::read(&record.text, &Known { published, in_address: None, province: record.province.as_deref(), settled: None }),
                    &record.text,
                );
                exit = if exit == Exit::NothingFound { Exit::Done } else { exit };
                Analysed { id: record.id, facts, error: None }
            }
            Err(diagnostic) => {
                exit = Exit::Usage;
                let facts = facts::View::of(&Facts::default(), "");
                Analysed { id: serde_json::Value::Null, facts, error: Some(messages::sentence(session.lang, &diagnostic)) }
            }
        };
        session.out.json(&analysed)?;
        if lines.is_live {
            session.out.flush()?;
        }
    }
    Ok(exit)
}

#[derive(Serialize)]
struct Views<'a> {
    text: &'a str,
    tokens: &'a [View<'a>],
    facts: facts::View,
}

/// One token; its span counts characters, like every span that leaves the program.
#[derive(Serialize)]
struct View<'a> {
    text: &'a str,
    kind: &'static str,
    folded: &'a str,
    /// Null unless the token is a word.
    exact: Option<&'a str>,
    /// A second folded reading, null if there is none.
    also: Option<&'a str>,
    position: u32,
    span: [usize; 2],
}

impl<'a> View<'a> {
    fn of(token: &'a Token, text: &'a str, counter: &CharCounter) -> Self {
        Self {
            text: token.span.of(text),
            kind: match token.kind {
                Kind::Word => "word",
                Kind::Number => "number",
                Kind::Mixed => "mixed",
            },
            folded: &token.fold,
            exact: Some(token.exact.as_str()).filter(|exact| !exact.is_empty()),
            also: Some(token.also.as_str()).filter(|also| !also.is_empty()),
            position: token.position,
            span: counter.span(token.span),
        }
    }

    fn cells(&self) -> [String; 7] {
        let [start, end] = self.span;
        let text = |text: Option<&str>| text.unwrap_or("").to_owned();
        [
            self.position.to_string(),
            self.text.to_owned(),
            self.kind.to_owned(),
            self.folded.to_owned(),
            text(self.exact),
            text(self.also),
            format!("{start}..{end}"),
        ]
    }
}

/// Writes the tokens as a table whose columns are as wide as they need to be.
fn show(views: &[View], session: &mut Session) -> Result<(), Failure> {
    let codes = ["cli-token-position", "cli-token-text", "cli-token-kind", "cli-token-folded", "cli-token-exact", "cli-token-also", "cli-token-span"];
    let mut rows = vec![codes.map(|code| session.say(code, &[]))];
    rows.extend(views.iter().map(View::cells));
    let width = |text: &str| Line::plain(text).width();
    let widths: [usize; 7] = std::array::from_fn(|column| rows.iter().map(|row| width(&row[column])).max().unwrap_or(0));
    for (index, row) in rows.iter().enumerate() {
        let style = if index == 0 { Style::Dim } else { Style::Plain };
        let line =
            row.iter().zip(widths).fold(Line::new(), |line, (cell, column)| line.and(style, cell).and(style, &" ".repeat(column - width(cell) + 2)));
        session.out.line(&line)?;
    }
    Ok(())
}
