//! `timbao mcp`: lets an assistant ask, over standard input and output.

use std::sync::Arc;

use super::exit::Exit;
use super::failure::Failure;
use super::screen::{Line, Screen, Style};
use super::session::Session;
use crate::diagnostic::Diagnostic;
use crate::engine::ErrorKind;
use crate::{mcp, messages};

pub fn run(session: &mut Session) -> Result<Exit, Failure> {
    // Refreshes the index, and says what is wrong with it before anybody is answered.
    drop(session.open()?);
    let lang = session.lang;
    mcp::serve(mcp::Options {
        index: session.index.clone(),
        lang,
        log: Arc::new(move |diagnostic| {
            let text = messages::sentence(lang, diagnostic);
            let _ = Screen::stderr().line(&Line::new().and(Style::Loud, "timbao: ").and(Style::Plain, &text));
        }),
    })?;
    Ok(Exit::Done)
}

impl From<mcp::Error> for Failure {
    fn from(error: mcp::Error) -> Self {
        match error {
            mcp::Error::Index(error) => error.into(),
            mcp::Error::Greeting => Self::usage(Diagnostic::error("cli-mcp-greeting")).hint(Diagnostic::note("cli-hint-mcp-greeting")),
            mcp::Error::Runtime(error) => Self::Floor { what: Diagnostic::error("cli-signals").arg("").arg(error), kind: ErrorKind::Io },
        }
    }
}
