//! `timbao mcp`: lets an assistant ask, over standard input and output.

use super::exit::Exit;
use super::failure::Failure;
use super::session::Session;
use super::signals::Stop;
use crate::diagnostic::Diagnostic;
use crate::engine::ErrorKind;
use crate::mcp;

pub fn run(session: &mut Session) -> Result<Exit, Failure> {
    session.refresh()?;
    let options = mcp::Options { index: session.index.clone(), lang: session.lang, log: session.log() };
    let stop = Stop::listen()?;
    mcp::serve(options, stop.flag())?;
    stop.release();
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
