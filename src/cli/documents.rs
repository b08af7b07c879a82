//! `timbao documents [NUMBER]`: which documents are cited in the archive, and the articles that cite one.

use super::args;
use super::exit::Exit;
use super::failure::Failure;
use super::listing::{self, Shelf};
use super::screen::{Line, Style};
use super::session::Session;
use crate::catalog::{self, DocumentFile, Kind};
use crate::search::wording;

pub fn run(arguments: &args::Listed, session: &mut Session) -> Result<Exit, Failure> {
    let shelf = Shelf { kind: Kind::Documents, file: |index, key| catalog::document(index, key), show };
    let typed = arguments.name.join(" ");
    listing::run(&shelf, &typed, arguments.limit, session)
}

fn show(file: &DocumentFile, session: &mut Session) -> Result<(), Failure> {
    let issued: Vec<String> = file.issued.iter().map(|day| wording::day(day)).collect();
    let issued = if issued.is_empty() { String::new() } else { format!(" · {}", issued.join(", ")) };
    let count = session.say("cli-catalog-articles", &[&file.articles.len()]);
    session.out.line(&Line::new().and(Style::Mark, &file.number).and(Style::Dim, &format!("{issued} · {count}")))?;
    for article in &file.articles {
        listing::citing(article, 4, session)?;
    }
    listing::years(&file.years, session)
}
