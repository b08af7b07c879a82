//! `timbao check`: whether the index is still what was written; with `--repair`, what is not is built anew from the articles.

use std::path::PathBuf;

use jiff::Timestamp;
use serde::Serialize;

use super::args;
use super::exit::Exit;
use super::failure::Failure;
use super::screen::{Line, Style};
use super::session::Session;
use super::{index, report};
use crate::archive::Options;
use crate::diagnostic::Diagnostic;
use crate::engine::embedded::{self, Depth, Health};
use crate::messages;
use crate::search::wording;

pub fn run(arguments: &args::Check, session: &mut Session) -> Result<Exit, Failure> {
    let depth = if arguments.deep { Depth::Everything } else { Depth::Files };
    let health = embedded::check(&session.index, depth)?;
    let repaired = if arguments.repair && !health.is_sound() { Some(repair(&health, session)?) } else { None };
    if session.json {
        session.out.json(&View::of(&health, repaired.as_ref(), session))?;
    } else {
        show(&health, repaired.as_ref(), session)?;
    }
    Ok(if health.is_sound() || repaired.is_some() { Exit::Done } else { Exit::Usage })
}

/// Puts the damaged index aside, makes another from the folders, and returns where the damaged one is.
fn repair(health: &Health, session: &mut Session) -> Result<PathBuf, Failure> {
    let known = || health.roots.iter().map(PathBuf::from).collect();
    let roots: Vec<PathBuf> = if session.archive.is_empty() { known() } else { session.archive.clone() };
    if roots.is_empty() {
        return Err(Failure::usage(Diagnostic::error("cli-check-from-what")).hint(Diagnostic::note("cli-hint-check-from-what")));
    }
    // A folder that is not there would be found missing when there is no index any more.
    if let Some(missing) = roots.iter().find(|root| !root.exists()) {
        let what = Diagnostic::error("archive-no-such-path").arg(missing.display()).arg(std::io::ErrorKind::NotFound);
        return Err(Failure::usage(what).hint(Diagnostic::note("cli-hint-check-from-what")));
    }
    let when = Timestamp::now().strftime("%Y%m%dT%H%M%SZ").to_string();
    let aside = embedded::quarantine(&session.index, &when)?;
    let options = Options { command: "timbao check --repair".to_owned(), ..Options::new(roots, session.index.clone()) };
    let (account, signal) = index::update(&options, session)?;
    if let Some(signal) = signal {
        return Err(Failure::Stopped(Exit::Signal(signal)));
    }
    if !session.quiet && !session.json {
        report::show(&account, session.lang, &mut session.aside)?;
    }
    Ok(aside)
}

/// What was found, as JSON.
#[derive(Serialize)]
struct View {
    sound: bool,
    files: u64,
    bytes: u64,
    segments: u64,
    articles: u64,
    damage: Vec<Damage>,
    /// Where a damaged index was put, if another was built in its place.
    aside: Option<String>,
}

#[derive(Serialize)]
struct Damage {
    code: String,
    message: String,
}

impl View {
    fn of(health: &Health, aside: Option<&PathBuf>, session: &Session) -> Self {
        let damage = |what: &Diagnostic| Damage { code: what.code.clone(), message: messages::sentence(session.lang, what) };
        Self {
            sound: health.is_sound(),
            files: health.files,
            bytes: health.bytes,
            segments: health.segments,
            articles: health.articles,
            damage: health.damage.iter().map(damage).collect(),
            aside: aside.map(|aside| aside.display().to_string()),
        }
    }
}

fn show(health: &Health, aside: Option<&PathBuf>, session: &mut Session) -> Result<(), Failure> {
    let lang = session.lang;
    for what in &health.damage {
        let text = messages::sentence(lang, what);
        session.out.hanging(&Line::new().and(Style::Loud, "  ! "), &Line::plain(&text))?;
    }
    let text = match (health.is_sound(), aside) {
        (true, _) => {
            let [files, articles] = [health.files, health.articles].map(|count| wording::number(lang, count));
            session.say("cli-check-sound", &[&files, &wording::bytes(lang, health.bytes), &articles])
        }
        (false, Some(aside)) => session.say("cli-check-repaired", &[&aside.display()]),
        (false, None) => session.say("cli-check-damaged", &[&health.damage.len()]),
    };
    session.out.text(&text)?;
    Ok(())
}
