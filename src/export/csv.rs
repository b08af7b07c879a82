//! CSV for spreadsheets: a byte order mark, lines that end in CR LF, a row of names, and no cell that could be a formula.

use ::csv::{Terminator, WriterBuilder};

use super::citation::citation;
use super::{Style, plain};
use crate::extract::Origin;
use crate::search::{DateFact, Hit, OfficialFact};

/// The columns, each by the code of its name.
const COLUMNS: [&str; 16] = [
    "export-column-id",
    "export-column-title",
    "export-column-date",
    "export-column-date-to",
    "export-column-date-origin",
    "export-column-events",
    "export-column-source",
    "export-column-province",
    "export-column-byline",
    "export-column-officials",
    "export-column-bodies",
    "export-column-documents",
    "export-column-url",
    "export-column-page",
    "export-column-path",
    "export-column-citation",
];

/// Stands between the values of one cell.
const AND: &str = "; ";

/// Returns the byte order mark, by which spreadsheets know UTF-8, and the names of the columns.
pub fn head(style: &Style) -> String {
    format!("\u{feff}{}", record(COLUMNS.map(|code| style.say(code, &[]))))
}

/// Returns the row of a hit.
pub fn row(style: &Style, hit: &Hit) -> String {
    let date = &hit.published;
    record([
        hit.id.to_string(),
        hit.title.clone(),
        date.date.clone().unwrap_or_default(),
        date.to.clone().unwrap_or_default(),
        style.say(origin(date.origin), &[]),
        hit.events.iter().filter_map(event).collect::<Vec<_>>().join(AND),
        hit.source.clone(),
        hit.province.clone().unwrap_or_default(),
        hit.byline.clone().unwrap_or_default(),
        hit.officials.iter().map(official).collect::<Vec<_>>().join(AND),
        hit.bodies.iter().map(|body| body.name.clone()).collect::<Vec<_>>().join(AND),
        hit.documents.join(AND),
        hit.url.clone().unwrap_or_default(),
        style.page(hit.id).unwrap_or_default(),
        hit.path.clone(),
        citation(style, hit),
    ])
}

const fn origin(origin: Option<Origin>) -> &'static str {
    match origin {
        Some(Origin::Stated) => "export-origin-stated",
        Some(Origin::Metadata) => "export-origin-metadata",
        Some(Origin::Inferred) => "export-origin-inferred",
        None => "export-origin-none",
    }
}

/// `2019-05-23`, or `2019-05-23/2019-05-25` if the event may be of several days.
fn event(event: &DateFact) -> Option<String> {
    let first = event.date.as_deref()?;
    Some(event.to.as_deref().map_or_else(|| first.to_owned(), |last| format!("{first}/{last}")))
}

/// `Trần Văn Chung (Phó Bí thư Tỉnh ủy, Trưởng Đoàn đại biểu Quốc hội)`.
fn official(official: &OfficialFact) -> String {
    match official.titles.is_empty() {
        true => official.name.clone(),
        false => format!("{} ({})", official.name, official.titles.join(", ")),
    }
}

fn record(cells: [String; COLUMNS.len()]) -> String {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(cells.map(|text| cell(&text))).expect("memory takes a record");
    let bytes = writer.into_inner().expect("memory takes a record");
    String::from_utf8(bytes).expect("cells are text")
}

/// Returns `text` as one line that no spreadsheet reads as a formula: an apostrophe before it says that it is text.
fn cell(text: &str) -> String {
    let text = plain::line(text);
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text }
}
