//! `timbao compact`: one segment of all, without a trace of what was deleted.

use std::time::Duration;

use super::args;
use super::exit::Exit;
use super::failure::Failure;
use super::session::Session;
use crate::archive::Options;
use crate::engine::embedded::{Index, Writer, WriterOptions};
use crate::search::{Engine, wording};

pub fn run(arguments: &args::Compact, session: &mut Session) -> Result<Exit, Failure> {
    session.refresh()?;
    // What is not there is not made.
    let before = Index::open(&session.index)?.stats()?.bytes_on_disk;
    let wait = arguments.wait.map_or(Duration::ZERO, |seconds| Duration::from_secs(seconds.into()));
    let Options { memory, .. } = Options::new(Vec::new(), session.index.clone());
    let options = WriterOptions { threads: 1, memory, wait, command: "timbao compact".to_owned(), rebuild: false, witness: None };
    let mut writer = Writer::open(&session.index, &options)?;
    writer.compact()?;
    writer.finish()?;
    if !session.quiet {
        let after = Index::open(&session.index)?.stats()?.bytes_on_disk;
        let [before, after] = [before, after].map(|bytes| wording::bytes(session.lang, bytes));
        let text = session.say("cli-compact-done", &[&before, &after]);
        session.aside.text(&text)?;
    }
    Ok(Exit::Done)
}
