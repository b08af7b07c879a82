//! `timbao man`: the manual pages, one per command, in roff.

use std::fs;
use std::io;
use std::path::Path;

use clap::Command;
use clap_mangen::Man;

use super::args;
use super::exit::Exit;
use super::failure::Failure;
use super::help;
use super::session::Session;

pub fn run(arguments: &args::Man, session: &mut Session) -> Result<Exit, Failure> {
    for (name, page) in pages(help::command(session.lang))? {
        match &arguments.dir {
            Some(dir) => write(dir, &name, &page).map_err(|error| Failure::io("cli-man-unwritable", dir.join(&name).display(), &error))?,
            None => session.out.raw(&page)?,
        }
    }
    Ok(Exit::Done)
}

/// Returns the pages with their file names: `timbao.1`, then `timbao-search.1` and its like.
fn pages(mut command: Command) -> io::Result<Vec<(String, Vec<u8>)>> {
    command.build();
    let commands = command.get_subcommands().map(|sub| (format!("timbao-{}", sub.get_name()), sub.clone()));
    let all = std::iter::once(("timbao".to_owned(), command.clone())).chain(commands);
    all.map(|(name, command)| {
        let mut page = Vec::new();
        Man::new(command.name(name.clone()).display_name(name.clone()).disable_help_subcommand(true)).render(&mut page)?;
        Ok((format!("{name}.1"), page))
    })
    .collect()
}

fn write(dir: &Path, name: &str, page: &[u8]) -> io::Result<()> {
    fs::create_dir_all(dir)?;
    fs::write(dir.join(name), page)
}
