//! `timbao search [QUERY…]`: asks the archive once.

use super::args;
use super::exit::Exit;
use super::failure::Failure;
use super::response;
use super::session::Session;
use super::values::BadValue;
use crate::diagnostic::Diagnostic;
use crate::search::{self, wording};

pub fn run(arguments: args::Search, session: &mut Session) -> Result<Exit, Failure> {
    let mut request = arguments.asked.request(arguments.query.join(" "))?;
    if request.query.trim().is_empty() && request.filters.is_empty() {
        return Err(Failure::usage(Diagnostic::error("cli-search-empty")).hint(Diagnostic::note("cli-hint-search-empty")));
    }
    // The text view shows no facets, so they need not be counted.
    request.facets &= session.json;

    let index = session.open()?;
    let mut response = search::run(&index, &request)?;
    wording::localise(&mut response, session.lang);
    if session.json {
        session.out.json(&response)?;
    } else {
        response::show(&response, &request, session.lang, session.quiet, &mut session.out)?;
    }
    Ok(if response.total > 0 { Exit::Done } else { Exit::NothingFound })
}

impl From<BadValue> for Failure {
    fn from(BadValue(what): BadValue) -> Self {
        let hint = match what.code.as_str() {
            "cli-too-deep" => Diagnostic::note("cli-hint-too-deep"),
            _ => Diagnostic::note("cli-see-help"),
        };
        Self::usage(what).hint(hint)
    }
}
