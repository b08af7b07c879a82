//! Hits for other programs: everything that a question finds, written while it is sent.

use std::io;

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};

use crate::export::{self, Format, Style};
use crate::search::{self, Hit, Request};

use super::answer::{Answer, Answered, Long};
use super::ask::Ask;

/// Names of files are cut there, in characters.
const LONGEST_NAME: usize = 60;

/// Answers with every full match of the question.
pub fn search(ask: &Ask, format: Format) -> Answered {
    let request = Request { snippets: format.shows_snippets(), ..ask.asked.request.clone() };
    let name = if request.query.trim().is_empty() { ask.words.say("web-search") } else { request.query.clone() };
    let style = style(ask, format, &name);
    let long: Long = Box::new(move |index, out| {
        let hits = search::walk(index, &request).map_err(|error| io::Error::other(error.to_string()))?;
        export::write(format, &style, hits, out).map(|_| ()).map_err(into_io)
    });
    Ok(filed(Answer::long(format.content_type(), long), format, &name))
}

/// Answers with one article.
pub fn article(ask: &Ask, format: Format, hit: Hit) -> Answered {
    let name = hit.id.to_string();
    let style = style(ask, format, &name);
    let mut written = Vec::new();
    // Writing into memory does not fail, and the hit is here already.
    let _ = export::write(format, &style, [Ok(hit)], &mut written);
    Ok(filed(Answer::new(format.content_type(), written), format, &name))
}

/// Returns how the reading room writes what it exports.
pub fn style(ask: &Ask, format: Format, name: &str) -> Style {
    let now = Timestamp::now();
    // Here it is always seven hours ahead of UTC.
    let here = TimeZone::fixed(Offset::constant(7));
    let title = ask.words.fill("web-feed", &[name]);
    let address = format!("{}{}", ask.base, ask.address(&format!(".{}", format.extension()), &ask.asked.changed(|_| ()).parameters()));
    Style {
        base: Some(ask.base.clone()),
        address: Some(address),
        accessed: Some(now.to_zoned(here).date()),
        ..Style::new(ask.words.lang, title, now)
    }
}

/// A feed is read where it is; everything else is kept as a file.
fn filed(answer: Answer, format: Format, name: &str) -> Answer {
    if format == Format::Atom {
        return answer;
    }
    let name: String = name.chars().map(|c| if c.is_alphanumeric() || c == '-' { c } else { '-' }).take(LONGEST_NAME).collect();
    answer.kept_as(format!("timbao-{name}.{}", format.extension()))
}

fn into_io(error: export::Error) -> io::Error {
    match error {
        export::Error::Search(error) => io::Error::other(error.to_string()),
        export::Error::Write(error) => error,
    }
}
