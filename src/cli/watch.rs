//! `timbao watch [PATH…]`: keeps the index equal to its folders until a signal asks to stop.

use std::collections::HashSet;
use std::time::Duration;

use super::args;
use super::exit::Exit;
use super::failure::Failure;
use super::index;
use super::progress::Bar;
use super::report;
use super::screen::{Line, Style};
use super::session::Session;
use super::signals::Stop;
use crate::archive::{FileNote, Outcome, Report, Turn, Watch};
use crate::diagnostic::Diagnostic;
use crate::messages;
use crate::search::wording;

pub fn run(arguments: args::Watch, session: &mut Session) -> Result<Exit, Failure> {
    let options = index::bounded("timbao watch", arguments.paths, &arguments.bounds, session)?;
    let poll = arguments.poll.map(|seconds| Duration::from_secs(seconds.into()));
    let stop = Stop::listen()?;
    let mut watch = Watch::open(options, poll)?;
    let bar = Bar::new(session.lang, session.quiet || session.json);
    let mut teller = Teller { session, said: None };
    while let Some(turn) = if teller.said.is_none() { watch.next(&bar, stop.flag())? } else { watch.next(&(), stop.flag())? } {
        bar.finish();
        teller.tell(turn)?;
    }
    bar.finish();
    Ok(stop.release().map_or(Exit::Done, Exit::Signal))
}

/// Tells of runs.
struct Teller<'a> {
    session: &'a mut Session,
    /// What the last run noted, told by it or by one before; nothing before the first run.
    said: Option<HashSet<(String, String)>>,
}

impl Teller<'_> {
    fn tell(&mut self, turn: Turn) -> Result<(), Failure> {
        match turn {
            Turn::Ran(report) => self.ran(report),
            Turn::Told(diagnostic) => self.aside(&diagnostic),
            Turn::Failed(what, again) => {
                let sentence = messages::sentence(self.session.lang, &what);
                self.aside(&Diagnostic::error("cli-watch-again").arg(sentence).arg(again.as_secs()))
            }
        }
    }

    /// The first run is told like one of `index`, a later one in a line, and only if there is something new.
    fn ran(&mut self, mut report: Report) -> Result<(), Failure> {
        report::localise(&mut report, self.session.lang);
        let key = |note: &FileNote| (note.path.clone(), note.reason.clone());
        let is_first = self.said.is_none();
        let before = self.said.replace(report.notes.iter().map(key).collect()).unwrap_or_default();
        let is_telling = |note: &&FileNote| matches!(note.outcome, Outcome::Failed | Outcome::Unchanged) && !before.contains(&key(note));
        let new: Vec<&FileNote> = report.notes.iter().filter(is_telling).collect();
        let session = &mut *self.session;
        if session.json {
            if is_first || report.changed() || !new.is_empty() {
                session.out.json(&report)?;
            }
        } else if session.quiet {
            // Failures of runs are told aside.
        } else if is_first {
            report::show(&report, session.lang, &mut session.out)?;
            session.out.flush()?;
            let watching = session.say("cli-watch-watching", &[&report.roots.join(", ")]);
            session.aside.text(&watching)?;
        } else {
            if report.changed() {
                let articles = &report.articles;
                let counts = [articles.added, articles.changed, articles.deleted, articles.total].map(|count| wording::number(session.lang, count));
                let line = session.say("cli-watch-ran", &[&counts[0], &counts[1], &counts[2], &counts[3]]);
                session.out.text(&line)?;
            }
            report::show_notes(new, session.lang, &mut session.out)?;
        }
        Ok(session.out.flush()?)
    }

    fn aside(&mut self, diagnostic: &Diagnostic) -> Result<(), Failure> {
        let text = messages::sentence(self.session.lang, diagnostic);
        Ok(self.session.aside.line(&Line::new().and(Style::Loud, "timbao: ").and(Style::Plain, &text))?)
    }
}
