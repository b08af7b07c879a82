//! `timbao completions SHELL`: what a shell needs to complete our flags.

use super::args;
use super::exit::Exit;
use super::failure::Failure;
use super::help;
use super::session::Session;

pub fn run(arguments: &args::Completions, session: &mut Session) -> Result<Exit, Failure> {
    // The generator insists that writing succeeds, so it writes to memory.
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut help::command(session.lang), "timbao", &mut script);
    session.out.raw(&script)?;
    Ok(Exit::Done)
}
