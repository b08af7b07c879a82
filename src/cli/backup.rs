//! `timbao backup FILE` and `timbao restore FILE`: the index as one file, and back.

use std::fs::File;
use std::io::{self, BufReader, Write};

use super::args;
use super::exit::Exit;
use super::failure::Failure;
use super::session::Session;
use super::signals::Stop;
use super::whole_file::WholeFile;
use crate::engine::embedded::{self, Backup, RestoreOptions};
use crate::search::wording;

pub fn run(arguments: &args::Backup, session: &mut Session) -> Result<Exit, Failure> {
    session.refresh()?;
    let done = if arguments.file.as_os_str() == "-" {
        let done = embedded::backup(&session.index, &mut session.out)?;
        session.out.flush()?;
        done
    } else {
        let unwritable = |error: &io::Error| Failure::io("cli-export-unwritable", arguments.file.display(), error);
        let stop = Stop::listen()?;
        let mut file = WholeFile::create(&arguments.file).map_err(|error| unwritable(&error))?;
        let written = embedded::backup(&session.index, &mut Stoppable { inner: &mut file, stop: &stop });
        if let Some(signal) = stop.release() {
            return Err(Failure::Stopped(Exit::Signal(signal)));
        }
        let done = written?;
        file.finish().map_err(|error| unwritable(&error))?;
        done
    };
    say(done, "cli-backup-done", session)
}

pub fn restore(arguments: &args::Restore, session: &mut Session) -> Result<Exit, Failure> {
    let unreadable = |error: &io::Error| Failure::io("cli-restore-unreadable", arguments.file.display(), error);
    let options = RestoreOptions { replace: arguments.replace, wait: arguments.waiting.time(), witness: None };
    let done = if arguments.file.as_os_str() == "-" {
        embedded::restore(&session.index, &mut io::stdin().lock(), &options)?
    } else {
        let file = File::open(&arguments.file).map_err(|error| unreadable(&error))?;
        embedded::restore(&session.index, &mut BufReader::with_capacity(256 << 10, file), &options)?
    };
    say(done, "cli-restore-done", session)
}

fn say(done: Backup, code: &str, session: &mut Session) -> Result<Exit, Failure> {
    if !session.quiet {
        let text = session.say(code, &[&wording::number(session.lang, done.files), &wording::bytes(session.lang, done.bytes)]);
        session.aside.text(&text)?;
    }
    Ok(Exit::Done)
}

/// Ends the writing when a signal asks to stop.
struct Stoppable<'a> {
    inner: &'a mut WholeFile,
    stop: &'a Stop,
}

impl Write for Stoppable<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.stop.is_asked() { Err(io::ErrorKind::Other.into()) } else { self.inner.write(bytes) }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}
