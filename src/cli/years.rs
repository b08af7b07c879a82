//! `timbao years`: how many articles the archive has of each month, and where it has none.

use super::exit::Exit;
use super::failure::Failure;
use super::screen::{Line, Style};
use super::session::Session;
use crate::catalog;
use crate::search::wording;

pub fn run(session: &mut Session) -> Result<Exit, Failure> {
    let index = session.open()?;
    let coverage = catalog::coverage(&index)?;
    let exit = if coverage.years.is_empty() && coverage.undated == 0 { Exit::NothingFound } else { Exit::Done };
    if session.json {
        session.out.json(&coverage)?;
        return Ok(exit);
    }
    let months: String = (1..=12).map(|month| format!("{month:>6}")).collect();
    let heading = session.say("cli-catalog-year-heading", &[]);
    session.out.line(&Line::new().and(Style::Dim, &format!("{heading:>4}{:>10}{months}", "Σ")))?;
    for year in &coverage.years {
        let mut line = Line::plain(&format!("{:>4}{:>10}", year.year, wording::number(session.lang, year.articles)));
        for month in &year.months {
            line = match (month.articles, month.gap) {
                (0, true) => line.and(Style::Loud, &format!("{:>6}", "–")),
                (0, false) => line.and(Style::Dim, &format!("{:>6}", "·")),
                (articles, _) => line.and(Style::Plain, &format!("{:>6}", wording::number(session.lang, articles))),
            };
        }
        session.out.line(&line)?;
    }
    if !session.quiet {
        let undated = session.say("cli-catalog-undated-count", &[&wording::number(session.lang, coverage.undated)]);
        session.out.line(&Line::new().and(Style::Dim, &undated))?;
    }
    Ok(exit)
}
