//! `timbao serve [DIR]`: opens the reading room, pages and API, on this machine.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use super::args;
use super::exit::Exit;
use super::failure::Failure;
use super::screen::{Line, Screen, Style};
use super::session::Session;
use super::signals::Stop;
use crate::diagnostic::Diagnostic;
use crate::engine::ErrorKind;
use crate::web;

pub fn run(arguments: args::Serve, session: &mut Session) -> Result<Exit, Failure> {
    if !arguments.folders.is_empty() {
        session.archive = arguments.folders;
        session.refresh = true;
    }
    session.refresh()?;
    let listen = arguments.listen.map_or_else(own_addresses, |address| vec![address]);
    if listen.iter().any(|address| !address.ip().is_loopback()) {
        let warning = session.say("cli-serve-open", &[]);
        session.aside.line(&Line::new().and(Style::Loud, &warning))?;
    }
    let lang = session.lang;
    let quiet = session.quiet;
    let options = web::Options {
        index: session.index.clone(),
        listen,
        hosts: arguments.host,
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
