//! `timbao analyze TEXT`: what the analyser makes of a text. For whoever wonders why something is, or is not, found.

use serde::Serialize;

use super::args;
use super::exit::Exit;
use super::failure::Failure;
use super::screen::{Line, Style};
use super::session::Session;
use crate::analysis::{self, Kind, Token};

pub fn run(arguments: &args::Analyze, session: &mut Session) -> Result<Exit, Failure> {
    let text = arguments.text.join(" ");
    let tokens = analysis::tokenize(&text);
    let views: Vec<View> = tokens.iter().map(|token| View::of(token, &text)).collect();
    if session.json {
        session.out.json(&Views { text: &text, tokens: &views })?;
    } else {
        show(&views, session)?;
    }
    Ok(if views.is_empty() { Exit::NothingFound } else { Exit::Done })
}

#[derive(Serialize)]
struct Views<'a> {
    text: &'a str,
    tokens: &'a [View<'a>],
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
    fn of(token: &'a Token, text: &'a str) -> Self {
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
            span: token.span.in_chars(text),
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
