//! `timbao stats`: what the index holds.

use serde::Serialize;

use super::args;
use super::boilerplate;
use super::exit::Exit;
use super::failure::Failure;
use super::screen::{Line, Style};
use super::session::Session;
use crate::search::{Engine, Stats, wording};

pub fn run(arguments: &args::Stats, session: &mut Session) -> Result<Exit, Failure> {
    let index = session.open()?;
    if arguments.boilerplate {
        return boilerplate::run(&index, session);
    }
    let stats = index.stats()?;
    match session.json {
        true => session.out.json(&View::of(&stats))?,
        false => show(&stats, session)?,
    }
    Ok(Exit::Done)
}

/// The figures as JSON, with the shape that facets have in a response.
#[derive(Serialize)]
struct View<'a> {
    articles: u64,
    sources: Vec<Count<'a>>,
    provinces: Vec<Count<'a>>,
    roots: &'a [String],
    terms: u64,
    segments: u64,
    bytes_on_disk: u64,
    format: &'a str,
}

#[derive(Serialize)]
struct Count<'a> {
    value: &'a str,
    count: u64,
}

fn counts(pairs: &[(String, u64)]) -> Vec<Count<'_>> {
    pairs.iter().map(|(value, count)| Count { value, count: *count }).collect()
}

impl<'a> View<'a> {
    fn of(stats: &'a Stats) -> Self {
        Self {
            articles: stats.articles,
            sources: counts(&stats.sources),
            provinces: counts(&stats.provinces),
            roots: &stats.roots,
            terms: stats.terms,
            segments: stats.segments,
            bytes_on_disk: stats.bytes_on_disk,
            format: &stats.format,
        }
    }
}

fn show(stats: &Stats, session: &mut Session) -> Result<(), Failure> {
    let lang = session.lang;
    let rows = [
        ("cli-stats-articles", wording::number(lang, stats.articles)),
        ("cli-stats-terms", wording::number(lang, stats.terms)),
        ("cli-stats-segments", wording::number(lang, stats.segments)),
        ("cli-stats-disk", wording::bytes(lang, stats.bytes_on_disk)),
        ("cli-stats-format", stats.format.clone()),
        ("cli-stats-roots", stats.roots.join(", ")),
    ];
    let names = rows.each_ref().map(|(code, _)| session.say(code, &[]));
    let widest = names.iter().map(|name| Line::plain(name).width()).max().unwrap_or(0);
    for (name, (_, value)) in names.iter().zip(&rows) {
        let pad = " ".repeat(widest - Line::plain(name).width() + 2);
        session.out.hanging(&Line::new().and(Style::Dim, &format!("{name}{pad}")), &Line::plain(value))?;
    }
    for (code, pairs) in [("cli-stats-sources", &stats.sources), ("cli-stats-provinces", &stats.provinces)] {
        if pairs.is_empty() {
            continue;
        }
        let heading = session.say(code, &[]);
        session.out.blank()?;
        session.out.line(&Line::new().and(Style::Dim, &heading))?;
        for (value, count) in pairs {
            let count = wording::number(lang, *count);
            session.out.hanging(&Line::plain(&format!("{count:>12}  ")), &Line::plain(value))?;
        }
    }
    Ok(())
}
