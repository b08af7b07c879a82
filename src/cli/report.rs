//! The account of a run, for people.

use std::io;

use super::screen::{Line, Screen, Style};
use crate::archive::{FileNote, Outcome, Report};
use crate::messages::{self, Lang};
use crate::search::wording::{number, seconds};

/// Files named at most; the rest is counted. `--json` names them all.
const NAMED: usize = 20;

/// Fills in the sentences of the notes.
pub fn localise(report: &mut Report, lang: Lang) {
    for note in &mut report.notes {
        if let Some(diagnostic) = &note.diagnostic {
            note.reason = messages::sentence(lang, diagnostic);
        }
    }
}

/// Writes what changed, then the files that somebody should look at.
pub fn show(report: &Report, lang: Lang, screen: &mut Screen) -> io::Result<()> {
    let say = |code: &str, args: &[String]| messages::render(lang, code, args);
    let count = |number_of: u64| number(lang, number_of);
    let (articles, files) = (&report.articles, &report.files);

    if report.interrupted {
        screen.line(&Line::new().and(Style::Loud, &say("cli-report-interrupted", &[])))?;
    }
    screen.text(&say("cli-report-total", &[report.index.clone(), count(articles.total), seconds(lang, report.seconds.total)]))?;
    screen.text(&say("cli-report-articles", &[articles.added, articles.changed, articles.unchanged, articles.deleted].map(count)))?;
    screen.text(&say("cli-report-files", &[files.indexed, files.unchanged, files.skipped, files.failed, files.deleted].map(count)))?;
    if articles.failed > 0 {
        screen.text(&say("cli-report-records", &[count(articles.failed)]))?;
    }

    if files.settling > 0 {
        screen.text(&say("cli-report-settling", &[count(files.settling)]))?;
    }
    show_notes(report.notes.iter().collect(), lang, screen)
}

/// Writes what is to be said of single files, the most important first.
pub fn show_notes(mut notes: Vec<&FileNote>, lang: Lang, screen: &mut Screen) -> io::Result<()> {
    let say = |code: &str, args: &[String]| messages::render(lang, code, args);
    notes.sort_by_key(|note| rank(note.outcome));
    for note in notes.iter().take(NAMED) {
        let style = if rank(note.outcome) <= rank(Outcome::Failed) { Style::Loud } else { Style::Dim };
        let head = Line::new().and(style, &format!("  {} ", say(outcome(note.outcome), &[])));
        screen.hanging(&head, &Line::plain(&format!("{}: {}", note.path, note.reason)))?;
    }
    if notes.len() > NAMED {
        screen.text(&say("cli-report-more", &[number(lang, (notes.len() - NAMED) as u64)]))?;
    }
    Ok(())
}

/// First what a person must act on: files that were to be deleted and were kept, then failures.
const fn rank(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::Unchanged => 0,
        Outcome::Failed => 1,
        Outcome::Skipped => 2,
        Outcome::Indexed => 3,
    }
}

const fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Failed => "cli-outcome-failed",
        Outcome::Skipped => "cli-outcome-skipped",
        Outcome::Indexed => "cli-outcome-indexed",
        Outcome::Unchanged => "cli-outcome-unchanged",
    }
}
