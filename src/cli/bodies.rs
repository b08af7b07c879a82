//! `timbao bodies [NAME]`: which committees, agencies and organisations are named in the archive, and the file of one.

use super::args;
use super::exit::Exit;
use super::failure::Failure;
use super::listing::{self, Shelf};
use super::screen::{Line, Style};
use super::session::Session;
use crate::catalog::{self, BodyFile, Kind, Relation};
use crate::search::{keys, wording};

/// Documents that a text shows.
const MOST: usize = 12;

pub fn run(arguments: &args::Listed, session: &mut Session) -> Result<Exit, Failure> {
    let shelf = Shelf { kind: Kind::Bodies, file: |index, key| catalog::body(index, key), show };
    listing::run(&shelf, &arguments.name.join(" "), arguments.limit, session)
}

fn show(file: &BodyFile, session: &mut Session) -> Result<(), Failure> {
    listing::head(&file.name, file.province.as_deref(), file.articles, session)?;
    relations("cli-catalog-before", &file.predecessors, session)?;
    relations("cli-catalog-after", &file.successors, session)?;
    listing::heading("cli-catalog-officials", file.officials.is_empty(), session)?;
    for year in &file.officials {
        let year_name = if year.year == keys::UNDATED { session.say("cli-catalog-undated", &[]) } else { year.year.clone() };
        for (index, holder) in year.officials.iter().enumerate() {
            let head = if index == 0 { format!("    {year_name}  ") } else { " ".repeat(year_name.chars().count() + 6) };
            let titles = holder.titles.iter().cloned().collect::<Vec<_>>().join("; ");
            session.out.hanging(&Line::new().and(Style::Dim, &head), &Line::plain(&holder.name).and(Style::Dim, &format!(" · {titles}")))?;
        }
    }
    listing::counted("cli-catalog-documents", &file.documents, MOST, session)?;
    listing::years(&file.years, session)
}

fn relations(code: &str, relations: &[Relation], session: &mut Session) -> Result<(), Failure> {
    if listing::heading(code, relations.is_empty(), session)? {
        for relation in relations {
            let place = relation.province.as_deref().map(|province| format!(" · {province}")).unwrap_or_default();
            let since = wording::day(&relation.since);
            session.out.indented(4, &Line::plain(&relation.name).and(Style::Dim, &format!("{place} · {since}")))?;
        }
    }
    Ok(())
}
