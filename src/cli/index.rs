//! `timbao index PATH…`: makes the index equal to its folders.

use std::path::PathBuf;

use super::args;
use super::exit::Exit;
use super::failure::Failure;
use super::progress::Bar;
use super::report;
use super::session::Session;
use super::signals::Stop;
use crate::archive::{self, Options, Report};
use crate::diagnostic::Diagnostic;

pub fn run(arguments: args::Index, session: &mut Session) -> Result<Exit, Failure> {
    let strict = arguments.strict;
    let options = options(arguments, session)?;
    let (report, signal) = update(&options, session)?;
    if session.json {
        session.out.json(&report)?;
    } else if !session.quiet {
        report::show(&report, session.lang, &mut session.out)?;
    }
    Ok(match signal {
        Some(signal) if report.interrupted => Exit::Signal(signal),
        _ if strict && report.files.failed + report.articles.failed > 0 => Exit::Usage,
        _ => Exit::Done,
    })
}

fn options(arguments: args::Index, session: &Session) -> Result<Options, Failure> {
    let options = bounded("timbao index", arguments.paths, &arguments.bounds, session)?;
    Ok(Options { rebuild: arguments.rebuild, wait: arguments.waiting.time(), ..options })
}

/// Returns how `command` is to read these folders and files, or those of the settings if there are none.
pub fn bounded(command: &str, paths: Vec<PathBuf>, bounds: &args::Bounds, session: &Session) -> Result<Options, Failure> {
    let roots = if paths.is_empty() { session.archive.clone() } else { paths };
    if roots.is_empty() {
        return Err(Failure::usage(Diagnostic::error("cli-index-nothing")).hint(Diagnostic::note("cli-hint-index-nothing")));
    }
    let mut command = vec![command.to_owned()];
    command.extend(roots.iter().map(|root| root.display().to_string()));
    let default = Options::new(roots, session.index.clone());
    Ok(Options {
        retry_failed: bounds.retry_failed,
        allow_mass_delete: bounds.allow_mass_delete,
        threads: bounds.threads.unwrap_or(default.threads),
        memory: bounds.memory.map_or(default.memory, |bytes| usize::try_from(bytes).unwrap_or(usize::MAX)),
        max_file: bounds.max_file.unwrap_or(default.max_file),
        max_unpacked: bounds.max_unpacked.unwrap_or(default.max_unpacked),
        command: command.join(" "),
        ..default
    })
}

/// Runs the update under a progress bar. Returns also the signal that arrived meanwhile, if one did.
pub fn update(options: &Options, session: &Session) -> Result<(Report, Option<u8>), Failure> {
    let stop = Stop::listen()?;
    let bar = Bar::new(session.lang, session.quiet || session.json);
    let updated = archive::update(options, &bar, stop.flag());
    bar.finish();
    let signal = stop.release();
    let mut report = updated?;
    report::localise(&mut report, session.lang);
    Ok((report, signal))
}
