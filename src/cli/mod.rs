//! The command line: one file per command, and the only code that prints.
//!
//! Typed arguments become typed options, one function runs the command, its `Exit` is what the shell sees.
//! Results go to standard output, everything else to standard error.

mod args;
mod help;
mod usage;
mod values;

mod exit;
mod failure;
mod lines;
mod listing;
mod screen;
mod session;

mod analyze;
mod backup;
mod batch;
mod bodies;
mod boilerplate;
mod check;
mod compact;
mod completions;
mod documents;
mod export;
mod facts;
mod index;
mod man;
mod mcp;
mod officials;
mod progress;
mod report;
mod response;
mod search;
mod serve;
mod show;
mod signals;
mod stats;
mod told;
mod watch;
mod whole_file;
mod years;

use std::ffi::OsString;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::ExitCode;

use clap::FromArgMatches;

use self::args::{Arguments, Command};
use self::exit::Exit;
use self::failure::Failure;
use self::screen::Screen;
use self::session::Session;
use crate::config::{self, Config};
use crate::diagnostic::Diagnostic;
use crate::engine::ErrorKind;
use crate::messages::Lang;

/// Runs the command line `arguments`, whose first is the name of the program.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let environment = |name: &str| std::env::var_os(name);
    let config = Config::load(Path::new(""), &environment);
    let fallback = config.clone().unwrap_or_else(|_| Config::of_environment(&environment));
    let lang = lang_in(&arguments).unwrap_or(fallback.lang);
    report_panics(lang);
    // A panic is our own mistake, and has been said when it arrives here.
    let exit = catch_unwind(AssertUnwindSafe(|| match parse(arguments.clone(), lang) {
        Ok(arguments) => finish(arguments, config, fallback),
        Err(error) => answer(&error, &arguments, Session::bare(fallback, lang)),
    }));
    exit.unwrap_or(Exit::Internal).into()
}

/// Runs a command, writes what is left to write, and says what went wrong.
fn finish(arguments: Arguments, config: Result<Config, config::Error>, fallback: Config) -> Exit {
    let mut session = Session::new(&arguments.common, fallback);
    let ended = config.map_err(Failure::from).and_then(|_| dispatch(arguments.command, &mut session));
    let written = session.out.flush();
    let ended = ended.and_then(|exit| written.map(|()| exit).map_err(Failure::Output));
    ended.unwrap_or_else(|failure| {
        session.complain(&failure);
        failure.exit()
    })
}

fn dispatch(command: Command, session: &mut Session) -> Result<Exit, Failure> {
    match command {
        Command::Index(arguments) => index::run(arguments, session),
        Command::Watch(arguments) => watch::run(arguments, session),
        Command::Search(arguments) => search::run(arguments, session),
        Command::Export(arguments) => export::run(&arguments, session),
        Command::Batch(arguments) => batch::run(&arguments, session),
        Command::Show(arguments) => show::run(&arguments, session),
        Command::Officials(arguments) => officials::run(&arguments, session),
        Command::Bodies(arguments) => bodies::run(&arguments, session),
        Command::Documents(arguments) => documents::run(&arguments, session),
        Command::Years(_) => years::run(session),
        Command::Serve(arguments) => serve::run(arguments, session),
        Command::Mcp(_) => mcp::run(session),
        Command::Check(arguments) => check::run(&arguments, session),
        Command::Compact(arguments) => compact::run(&arguments, session),
        Command::Backup(arguments) => backup::run(&arguments, session),
        Command::Restore(arguments) => backup::restore(&arguments, session),
        Command::Stats(arguments) => stats::run(&arguments, session),
        Command::Analyze(arguments) => analyze::run(&arguments, session),
        Command::Completions(arguments) => completions::run(&arguments, session),
        Command::Man(arguments) => man::run(&arguments, session),
    }
}

fn parse(mut arguments: Vec<OsString>, lang: Lang) -> Result<Arguments, clap::Error> {
    // `timbao help search` is what many type first.
    if arguments.get(1).is_some_and(|first| first == "help") {
        arguments.remove(1);
        arguments.push("--help".into());
    }
    Arguments::from_arg_matches(&help::command(lang).try_get_matches_from(arguments)?)
}

/// Looks for `--lang` before anything is parsed, for help and complaints are in that language too.
fn lang_in(arguments: &[OsString]) -> Option<Lang> {
    let mut arguments = arguments.iter().map(|argument| argument.to_string_lossy()).take_while(|argument| argument != "--");
    while let Some(argument) = arguments.next() {
        if argument == "--lang" {
            return arguments.next().and_then(|name| name.parse().ok());
        }
        if let Some(name) = argument.strip_prefix("--lang=") {
            return name.parse().ok();
        }
    }
    None
}

/// Answers a command line that runs no command: help and version where results go, mistakes aside.
fn answer(error: &clap::Error, arguments: &[OsString], mut session: Session) -> Exit {
    use clap::error::ErrorKind as Kind;
    let text = |screen: &Screen| if screen.has_colour() { error.render().ansi().to_string() } else { error.render().to_string() };
    match error.kind() {
        Kind::DisplayHelp | Kind::DisplayVersion => {
            let text = text(&session.out);
            let written = session.out.raw(text.as_bytes()).and_then(|()| session.out.flush());
            written.map_or_else(
                |error| {
                    let failure = Failure::Output(error);
                    session.complain(&failure);
                    failure.exit()
                },
                |()| Exit::Done,
            )
        }
        Kind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let text = text(&session.aside);
            let _ = session.aside.raw(text.as_bytes());
            Exit::Usage
        }
        _ => {
            let failure = usage::failure(error, arguments);
            session.complain(&failure);
            failure.exit()
        }
    }
}

/// Says a panic like every other failure, without the control characters that its message may carry.
fn report_panics(lang: Lang) {
    std::panic::set_hook(Box::new(move |panic| {
        let payload = panic.payload();
        let text = payload.downcast_ref::<&str>().copied().or_else(|| payload.downcast_ref::<String>().map(String::as_str));
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let what = Diagnostic::error("cli-internal").arg(format!("{place}: {}", text.unwrap_or("?")));
        let failure = Failure::Floor { what, kind: ErrorKind::Internal };
        Session::bare(Config { archive: Vec::new(), index: "index".into(), lang }, lang).complain(&failure);
    }));
}
