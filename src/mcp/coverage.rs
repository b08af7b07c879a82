//! `coverage`: how large the archive is, and of what time it has articles.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::analysis::fold_words;
use crate::catalog::{self, Coverage, SourceCoverage};
use crate::diagnostic::Diagnostic;
use crate::messages::Lang;
use crate::search::Engine;

use super::fit::Cut;
use super::tool::Tool;
use super::trouble::Trouble;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CoverageOf {
    #[serde(default)]
    #[schemars(with = "String")]
    source: Option<String>,
}

/// The archive in figures. Months and years are those of the day that an article is sorted by: published, else told of, else inferred.
#[derive(Serialize, JsonSchema)]
pub struct Covered {
    /// Articles of the whole archive, or of the source that was asked for.
    articles: u64,
    /// Those without any date.
    undated: u64,
    /// With most articles first; all of them, also if one was asked for.
    sources: Vec<SourceSpan>,
    /// With most articles first.
    provinces: Vec<ProvinceCount>,
    /// Years with articles, ascending.
    years: Vec<YearCount>,
    /// Months without an article between the first and the last that has one: something may be missing.
    gaps: Vec<Gap>,
    cut: Vec<Cut>,
}

/// A paper or portal.
#[derive(Serialize, JsonSchema)]
struct SourceSpan {
    source: String,
    articles: u64,
    first_year: Option<i16>,
    last_year: Option<i16>,
    undated: u64,
}

#[derive(Serialize, JsonSchema)]
struct ProvinceCount {
    province: String,
    articles: u64,
}

#[derive(Serialize, JsonSchema)]
struct YearCount {
    year: i16,
    articles: u64,
    /// Articles by month, `01` to `12`; months without any are left out.
    months: BTreeMap<String, u64>,
}

/// Months in a row, both ends counted.
#[derive(Debug, PartialEq, Serialize, JsonSchema)]
struct Gap {
    /// `2019-05`.
    from: String,
    to: String,
}

impl Tool for CoverageOf {
    const NAME: &'static str = "coverage";
    type Answer = Covered;

    fn answer(self, engine: &dyn Engine, _: Lang) -> Result<Covered, Trouble> {
        let sources = catalog::coverage_by_source(engine)?;
        let (articles, coverage) = match self.source.as_deref().map(str::trim).filter(|source| !source.is_empty()) {
            None => (engine.size(), catalog::coverage(engine)?),
            Some(asked) => {
                let is_asked = |source: &&SourceCoverage| fold_words(&source.source) == fold_words(asked);
                let nothing = || Trouble::new(Diagnostic::error("mcp-no-source").arg(asked), "mcp-hint-source");
                let source = sources.iter().find(is_asked).ok_or_else(nothing)?;
                (source.articles, source.coverage.clone())
            }
        };
        let provinces = engine.stats()?.provinces.into_iter();
        Ok(Covered {
            articles,
            undated: coverage.undated,
            sources: sources.into_iter().map(SourceSpan::of).collect(),
            provinces: provinces.map(|(province, articles)| ProvinceCount { province, articles }).collect(),
            gaps: gaps(&coverage),
            years: coverage.years.into_iter().filter(|year| year.articles > 0).map(YearCount::of).collect(),
            cut: Vec::new(),
        })
    }
}

impl SourceSpan {
    fn of(of: SourceCoverage) -> Self {
        let years = &of.coverage.years;
        Self {
            first_year: years.first().map(|year| year.year),
            last_year: years.last().map(|year| year.year),
            undated: of.coverage.undated,
            source: of.source,
            articles: of.articles,
        }
    }
}

impl YearCount {
    fn of(year: catalog::YearOf) -> Self {
        let of_month = |month: catalog::Month| (month.month.split('-').next_back().unwrap_or_default().to_owned(), month.articles);
        let months = year.months.into_iter().filter(|month| month.articles > 0).map(of_month).collect();
        Self { year: year.year, articles: year.articles, months }
    }
}

/// Joins empty months that follow each other.
fn gaps(coverage: &Coverage) -> Vec<Gap> {
    let months = coverage.years.iter().flat_map(|year| &year.months);
    let mut gaps: Vec<Gap> = Vec::new();
    let mut is_open = false;
    for month in months {
        match gaps.last_mut().filter(|_| is_open && month.gap) {
            Some(gap) => gap.to.clone_from(&month.month),
            None if month.gap => gaps.push(Gap { from: month.month.clone(), to: month.month.clone() }),
            None => {}
        }
        is_open = month.gap;
    }
    gaps
}
