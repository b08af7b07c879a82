//! The years and months of which the archive has articles, and those of which it has none.

use schemars::JsonSchema;
use serde::Serialize;

use crate::search::plan::{Clause, Facet};
use crate::search::{Engine, Result};

use super::dossier;

/// How the archive is spread over time, by the day that articles are sorted by.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Coverage {
    /// From the first to the last year with an article; none is left out.
    pub years: Vec<YearOf>,
    pub undated: u64,
}

#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct YearOf {
    pub year: i16,
    pub articles: u64,
    /// January to December.
    pub months: Vec<Month>,
}

#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Month {
    /// `2019-05`.
    pub month: String,
    pub articles: u64,
    /// Whether it is empty although months before and behind it are not: something may be missing.
    pub gap: bool,
}

/// How one source is spread over time.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct SourceCoverage {
    pub source: String,
    pub articles: u64,
    pub coverage: Coverage,
}

/// Counts the articles by month.
pub fn coverage(engine: &dyn Engine) -> Result<Coverage> {
    of(engine, Clause::EVERYTHING, engine.size())
}

/// Counts the articles of each source by month; the source with most articles first.
pub fn coverage_by_source(engine: &dyn Engine) -> Result<Vec<SourceCoverage>> {
    let sources = dossier::counts(engine, Facet::Source, Clause::EVERYTHING)?;
    let coverage = |(source, articles): (String, u64)| {
        let coverage = of(engine, Clause::value(Facet::Source, &source), articles)?;
        Ok(SourceCoverage { source, articles, coverage })
    };
    sources.into_iter().map(coverage).collect()
}

fn of(engine: &dyn Engine, matching: Clause, articles: u64) -> Result<Coverage> {
    let mut months = dossier::counts(engine, Facet::Month, matching)?;
    months.sort();
    let dated: u64 = months.iter().map(|(_, articles)| articles).sum();
    let count = |month: &str| months.binary_search_by(|(known, _)| known.as_str().cmp(month)).map_or(0, |index| months[index].1);
    let year_of = |month: &str| month.split('-').next().and_then(|year| year.parse::<i16>().ok());
    let (first, last) = (months.first(), months.last());
    let ends = first.zip(last).and_then(|((first, _), (last, _))| Some((first.as_str(), last.as_str(), year_of(first)?, year_of(last)?)));
    let years = ends.map_or_else(Vec::new, |(first, last, from, to)| {
        let month = |year: i16, month: u8| {
            let month = format!("{year}-{month:02}");
            let articles = count(&month);
            Month { gap: articles == 0 && month.as_str() > first && month.as_str() < last, month, articles }
        };
        let year = |year: i16| {
            let months: Vec<Month> = (1..=12).map(|number| month(year, number)).collect();
            YearOf { year, articles: months.iter().map(|month| month.articles).sum(), months }
        };
        (from..=to).map(year).collect()
    });
    Ok(Coverage { years, undated: articles.saturating_sub(dated) })
}
