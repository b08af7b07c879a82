//! `timbao serve [DIR]`: opens the reading room, pages and API, on this machine.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::Path;

use super::args;
use super::exit::Exit;
use super::failure::Failure;
use super::screen::{Line, Screen, Style};
use super::session::Session;
use super::signals::Stop;
use crate::diagnostic::Diagnostic;
use crate::engine::ErrorKind;
use crate::web;

/// The longest token, in bytes.
const LONGEST_TOKEN: u64 = 1024;

pub fn run(arguments: args::Serve, session: &mut Session) -> Result<Exit, Failure> {
    let token = arguments.token_file.as_deref().map(read_token).transpose()?;
    if !arguments.folders.is_empty() {
        session.archive = arguments.folders;
        session.refresh = true;
    }
    session.refresh()?;
    let listen = arguments.listen.map_or_else(own_addresses, |address| vec![address]);
    if listen.iter().any(|address| !address.ip().is_loopback()) {
        let warning = session.say(if token.is_some() { "cli-serve-open-token" } else { "cli-serve-open" }, &[]);
        session.aside.line(&Line::new().and(Style::Loud, &warning))?;
    }
    let lang = session.lang;
    let quiet = session.quiet;
    let options = web::Options {
        index: session.index.clone(),
        listen,
        hosts: arguments.host,
        token,
        lang,
        ready: Box::new(move |addresses| {
            let mut out = Screen::stdout();
            let addresses = if quiet { &addresses[..1] } else { addresses };
            for address in addresses {
                // If nobody reads where it listens, it listens all the same.
                let _ = out.line(&Line::plain(&format!("http://{address}/")));
            }
            let _ = out.flush();
        }),
        log: session.log(),
    };
    let stop = Stop::listen()?;
    web::serve(options, stop.flag())?;
    stop.release();
    Ok(Exit::Done)
}

/// This machine only, by either kind of address.
fn own_addresses() -> Vec<SocketAddr> {
    [IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)].map(|ip| SocketAddr::new(ip, web::PORT)).into()
}

/// Reads the token that stands on the first line of a file.
fn read_token(path: &Path) -> Result<web::Token, Failure> {
    let refuse = |what: Diagnostic| Failure::usage(what).hint(Diagnostic::note("cli-hint-serve-token"));
    let mut line = Vec::new();
    let read = File::open(path).and_then(|file| BufReader::new(file.take(LONGEST_TOKEN + 2)).read_until(b'\n', &mut line));
    read.map_err(|error| refuse(Diagnostic::error("cli-serve-token-unreadable").arg(path.display()).arg(error)))?;
    let token = std::str::from_utf8(&line).map_or("", str::trim);
    if token.is_empty() || token.len() as u64 > LONGEST_TOKEN || token.contains(char::is_control) {
        return Err(refuse(Diagnostic::error("cli-serve-token-empty").arg(path.display()).arg(LONGEST_TOKEN)));
    }
    Ok(web::Token::new(token))
}

impl From<web::Error> for Failure {
    fn from(error: web::Error) -> Self {
        match error {
            web::Error::Index(error) => error.into(),
            web::Error::Listen(address, error) => {
                let what = Diagnostic::error("cli-serve-listen").arg(address).arg(error);
                Self::usage(what).hint(Diagnostic::note("cli-hint-serve-listen"))
            }
            web::Error::Runtime(error) => Self::Floor { what: Diagnostic::error("cli-signals").arg("").arg(error), kind: ErrorKind::Io },
        }
    }
}
