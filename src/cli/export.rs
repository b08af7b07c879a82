//! `timbao export [QUERY…] --format FORMAT`: writes all articles found, as a table, as references or as a feed.

use std::io::{self, Write};
use std::path::Path;

use jiff::Timestamp;

use super::args;
use super::exit::Exit;
use super::failure::Failure;
use super::screen::{Line, Screen, Style as Look};
use super::session::Session;
use super::signals::Stop;
use super::whole_file::WholeFile;
use crate::diagnostic::{Diagnostic, Severity};
use crate::export::{self, Error, Style};
use crate::messages;
use crate::search::plan::Facet;
use crate::search::{self, Filters, Hit, Reading, Request, Walk, wording};

pub fn run(arguments: &args::Export, session: &mut Session) -> Result<Exit, Failure> {
    let request = arguments.request();
    if request.query.trim().is_empty() && request.filters.is_empty() {
        return Err(Failure::usage(Diagnostic::error("cli-search-empty")).hint(Diagnostic::note("cli-hint-search-empty")));
    }
    let index = session.open()?;
    let walk = search::walk(&index, &request)?;
    if !session.quiet {
        remark(&walk.reading, session)?;
    }
    let style = Style::new(session.lang, session.say("cli-export-title", &[&title(&request)]), Timestamp::now());
    let write = |hits: &mut dyn Iterator<Item = search::Result<Hit>>, out: &mut dyn Write| export::write(arguments.format, &style, hits, out);
    let written = match arguments.output.as_deref().filter(|path| path.as_os_str() != "-") {
        Some(path) => to_file(path, walk, write)?,
        None => to_screen(walk, write, &mut session.out)?,
    };
    if !session.quiet {
        let text = match written {
            0 => session.say("cli-export-nothing", &[]),
            _ => session.say("cli-export-written", &[&wording::number(session.lang, written)]),
        };
        session.aside.text(&text)?;
    }
    Ok(if written > 0 { Exit::Done } else { Exit::NothingFound })
}

/// Says how the query was read, where that is not as it was typed.
fn remark(reading: &Reading, session: &mut Session) -> Result<(), Failure> {
    if !reading.interpreted.is_empty() && reading.interpreted != reading.text {
        let text = session.say("cli-read-as", &[&reading.interpreted]);
        session.aside.line(&Line::new().and(Look::Dim, &text))?;
    }
    for warning in &reading.warnings {
        let (look, sign) = if warning.diagnostic.severity == Severity::Note { (Look::Dim, "· ") } else { (Look::Loud, "! ") };
        let text = messages::sentence(session.lang, &warning.diagnostic);
        session.aside.hanging(&Line::new().and(look, sign), &Line::plain(&text))?;
    }
    Ok(())
}

/// Names what was asked: the query and the values of the filters, as they were typed.
fn title(request: &Request) -> String {
    let Filters { from, to, .. } = &request.filters;
    let values = Facet::ALL.into_iter().flat_map(|facet| request.filters.of(facet)).map(ToString::to_string);
    let days = (from.is_some() || to.is_some()).then(|| [from, to].map(|day| day.map(|day| day.to_string()).unwrap_or_default()).join("…"));
    let parts = std::iter::once(request.query.trim().to_owned()).chain(values).chain(days);
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Writes to standard output.
fn to_screen(
    mut walk: Walk<'_>,
    write: impl Fn(&mut dyn Iterator<Item = search::Result<Hit>>, &mut dyn Write) -> Result<u64, Error>,
    screen: &mut Screen,
) -> Result<u64, Failure> {
    write(&mut walk, screen).map_err(|error| match error {
        Error::Search(error) => error.into(),
        Error::Write(error) => Failure::Output(error),
    })
}

/// Writes a file, whole or not at all; what is no file, such as a device, is written to as it is.
fn to_file(
    path: &Path,
    walk: Walk<'_>,
    write: impl Fn(&mut dyn Iterator<Item = search::Result<Hit>>, &mut dyn Write) -> Result<u64, Error>,
) -> Result<u64, Failure> {
    let unwritable = |error: &io::Error| Failure::io("cli-export-unwritable", path.display(), error);
    let stop = Stop::listen()?;
    let mut sink = WholeFile::create(path).map_err(|error| unwritable(&error))?;
    let mut hits = walk.take_while(|_| !stop.is_asked());
    let written = write(&mut hits, &mut sink);
    if let Some(signal) = stop.release() {
        return Err(Failure::Stopped(Exit::Signal(signal)));
    }
    let written = written.map_err(|error| match error {
        Error::Search(error) => error.into(),
        Error::Write(error) => unwritable(&error),
    })?;
    sink.finish().map_err(|error| unwritable(&error))?;
    Ok(written)
}

/// What is exported was made safe for terminals on its floor.
impl Write for Screen {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.raw(bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Screen::flush(self)
    }
}
