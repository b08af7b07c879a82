//! `timbao officials [NAME]`: who is named in the archive, and the file of one official.

use super::args;
use super::exit::Exit;
use super::failure::Failure;
use super::listing::{self, Shelf};
use super::screen::{Line, Style};
use super::session::Session;
use crate::catalog::{self, Kind, OfficialFile};

/// Colleagues and bodies that a text shows.
const MOST: usize = 12;

pub fn run(arguments: &args::Listed, session: &mut Session) -> Result<Exit, Failure> {
    let shelf = Shelf { kind: Kind::Officials, file: |index, key| catalog::official(index, key), show };
    listing::run(&shelf, &arguments.name.join(" "), arguments.limit, session)
}

fn show(file: &OfficialFile, session: &mut Session) -> Result<(), Failure> {
    listing::head(&file.name, file.province.as_deref(), file.articles, session)?;
    let possibly: Vec<String> = file.possibly.iter().map(|entry| listing::named(entry, session)).collect();
    if listing::heading("cli-catalog-possibly", possibly.is_empty(), session)? {
        session.out.indented(4, &Line::plain(&possibly.join("; ")))?;
    }
    listing::heading("cli-catalog-posts", file.posts.is_empty(), session)?;
    for post in &file.posts {
        let (first, last) = (listing::day(&post.first, session), listing::day(&post.last, session));
        let time = if first == last { first } else { format!("{first}–{last}") };
        let line = Line::plain(&post.title).and(Style::Dim, &format!(" · {time} ({})", post.articles));
        session.out.indented(4, &line)?;
        listing::citing(&post.first, 6, session)?;
        if post.last.id != post.first.id {
            listing::citing(&post.last, 6, session)?;
        }
    }
    listing::counted("cli-catalog-bodies", &file.bodies, MOST, session)?;
    listing::counted("cli-catalog-colleagues", &file.colleagues, MOST, session)?;
    listing::years(&file.years, session)
}
