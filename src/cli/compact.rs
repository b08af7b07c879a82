//! `timbao compact`: one segment of all, without a trace of what was deleted.

use super::args;
use super::exit::Exit;
use super::failure::Failure;
use super::session::Session;
use crate::engine::embedded::{Writer, WriterOptions, bytes_on_disk};
use crate::search::wording;

pub fn run(arguments: &args::Compact, session: &mut Session) -> Result<Exit, Failure> {
    session.refresh()?;
    // What is not there is not made.
    let before = bytes_on_disk(&session.index)?;
    let (wait, command) = (arguments.waiting.time(), "timbao compact".to_owned());
    let options = WriterOptions { threads: 1, memory: 0, wait, command, rebuild: false, witness: None };
    let mut writer = Writer::open(&session.index, &options)?;
    writer.compact()?;
    writer.finish()?;
    if !session.quiet {
        let [before, after] = [before, bytes_on_disk(&session.index)?].map(|bytes| wording::bytes(session.lang, bytes));
        let text = session.say("cli-compact-done", &[&before, &after]);
        session.aside.text(&text)?;
    }
    Ok(Exit::Done)
}
