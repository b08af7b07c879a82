//! What the archive covers: by year and month, and by source.

use askama::Template;
use jiff::civil::Date;

use super::frame::Frame;
use crate::catalog::{self, Coverage, SourceCoverage};
use crate::engine::embedded::Index;
use crate::query;
use crate::search::Undated;
use crate::search::plan::Facet;
use crate::web::answer::{Answer, Answered};
use crate::web::ask::Ask;
use crate::web::asked::Asked;
use crate::web::charts::Chart;
use crate::web::words::Words;

#[derive(Template)]
#[template(path = "years.html")]
struct YearsPage {
    frame: Frame,
    chart: Option<Chart>,
    map: Map,
}

#[derive(Template)]
#[template(path = "coverage.html")]
struct CoveragePage {
    frame: Frame,
    sources: Vec<(String, String, Map)>,
}

/// Years by months, each cell with its articles.
struct Map {
    years: Vec<(String, String, Vec<Cell>)>,
    undated: Option<(String, String)>,
}

struct Cell {
    href: String,
    label: String,
    count: String,
    /// How full the month is beside the fullest, 0 to 4; 5 for a gap.
    level: u8,
    is_empty: bool,
}

/// Answers `/years`.
pub fn years(index: &Index, ask: &Ask) -> Answered {
    let words = ask.words;
    Answer::in_form(ask, catalog::coverage(index)?, |coverage| YearsPage {
        frame: Frame { is_listed: true, ..Frame::new(ask, &words.say("web-years")) },
        chart: Chart::of_coverage(words, &coverage),
        map: Map::of(words, &coverage, &Asked::default()),
    })
}

/// Answers `/coverage`.
pub fn coverage(index: &Index, ask: &Ask) -> Answered {
    let words = ask.words;
    let shown = |source: &SourceCoverage| {
        let asked = Asked::default().with(Facet::Source, &source.source, false);
        (source.source.clone(), words.articles(source.articles), Map::of(words, &source.coverage, &asked))
    };
    Answer::in_form(ask, catalog::coverage_by_source(index)?, |sources| CoveragePage {
        frame: Frame { is_listed: true, ..Frame::new(ask, &words.say("web-coverage")) },
        sources: sources.iter().map(shown).collect(),
    })
}

impl Map {
    /// Lays a coverage out, latest year first; cells lead to the articles of `asked` in that month.
    fn of(words: Words, coverage: &Coverage, asked: &Asked) -> Self {
        let most = coverage.years.iter().flat_map(|year| &year.months).map(|month| month.articles).max().unwrap_or(0).max(1);
        let cell = |month: &catalog::Month| {
            let days: Option<(Date, Date)> = query::days(&month.month);
            let (first, last) = days.unzip();
            let name: Vec<&str> = month.month.split('-').rev().collect();
            let name = name.join("/");
            let label = match month.gap {
                true => words.fill("web-map-gap", &[&name]),
                false => words.fill("web-chart-bar", &[&name, &words.articles(month.articles)]),
            };
            Cell {
                href: format!("/search{}", asked.between(first, last).parameters()),
                label,
                count: words.number(month.articles),
                level: if month.gap { 5 } else { ((month.articles * 4).div_ceil(most)).min(4) as u8 },
                is_empty: month.articles == 0,
            }
        };
        let of_year = |year: &catalog::YearOf| (year.year.to_string(), words.number(year.articles), year.months.iter().map(cell).collect());
        let only = asked.changed(|asked| asked.request.filters.undated = Some(Undated::Only));
        let undated = (coverage.undated > 0)
            .then(|| (format!("/search{}", only.parameters()), words.fill("web-chart-undated", &[&words.articles(coverage.undated)])));
        Self { years: coverage.years.iter().rev().map(of_year).collect(), undated }
    }
}
