//! What is asked for and nowhere in the archive: said, so that nobody takes an empty answer, or one by words alone, for the archive's.

use jiff::civil::Date;

use crate::analysis::fold_words;
use crate::diagnostic::Diagnostic;
use crate::extract::split_identity;
use crate::query::{self, Expr};

use super::engine::{Engine, Part, Result, Typed};
use super::filters;
use super::plan::{Clause, Facet};
use super::request::Filters;
use super::wording;

/// What becomes of a value that the archive does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Instead {
    /// It finds nothing.
    Nothing,
    /// Its words are searched in the text.
    Words,
}

/// Warns of a value that no article has, with the nearest one that some have; nothing if there are such articles.
pub fn value(engine: &dyn Engine, facet: Facet, value: &str, instead: Instead) -> Result<Option<Diagnostic>> {
    if engine.frequency(facet.field(), &filters::term(facet, value))? > 0 {
        return Ok(None);
    }
    let nearest = nearest(engine, facet, value)?;
    let code = match (instead, &nearest) {
        (Instead::Nothing, None) => "search-unknown",
        (Instead::Nothing, Some(_)) => "search-unknown-near",
        (Instead::Words, None) => "search-unknown-words",
        (Instead::Words, Some(_)) => "search-unknown-words-near",
    };
    let warning = Diagnostic::warning(code).arg(value);
    Ok(Some(nearest.into_iter().fold(warning, Diagnostic::arg)))
}

/// Warns of each value of the filters that no article has, and of days that end before they begin.
pub fn values(engine: &dyn Engine, filters: &Filters) -> Result<Vec<Diagnostic>> {
    let mut warnings = Vec::new();
    for facet in Facet::ALL {
        for filter in filters.of(facet) {
            warnings.extend(value(engine, facet, &filter.value, Instead::Nothing)?);
        }
    }
    warnings.extend(days(filters.from, filters.to));
    Ok(warnings)
}

/// Warns of fields that ask for days which end before they begin: `den:2018 tu:2020`.
pub fn days_of(query: &Expr) -> Option<Diagnostic> {
    let fields = match query {
        Expr::And(inner) => inner.as_slice(),
        _ => return None,
    };
    let asked = |wanted: query::Field| {
        fields.iter().filter_map(move |expr| match expr {
            Expr::Field { field, value, .. } if *field == wanted => query::days(value),
            _ => None,
        })
    };
    let from = asked(query::Field::From).map(|(first, _)| first).max();
    let to = asked(query::Field::To).map(|(_, last)| last).min();
    days(from, to)
}

fn days(from: Option<Date>, to: Option<Date>) -> Option<Diagnostic> {
    let (from, to) = from.zip(to).filter(|(from, to)| from > to)?;
    let day = |date: Date| wording::day(&date.to_string());
    Some(Diagnostic::warning("search-no-days").arg(day(from)).arg(day(to)))
}

/// Keys that are compared.
const MOST_KEYS: usize = 50;
/// Values that are looked through for the one with the key.
const MOST_VALUES: usize = 200;

/// Returns the value that comes nearest by its letters, as the archive writes it. Numbers have none: each is another document.
fn nearest(engine: &dyn Engine, facet: Facet, value: &str) -> Result<Option<String>> {
    if matches!(facet, Facet::Document | Facet::Year | Facet::Month) {
        return Ok(None);
    }
    let name = split_identity(value).0;
    let key = if facet == Facet::Body { filters::term(facet, name).to_string() } else { fold_words(name) };
    let letters = key.replace(' ', "");
    let edits = match letters.chars().count() {
        0..=4 => 0,
        5..=11 => 1,
        _ => 2,
    };
    let near = engine.near(facet.field(), &Typed { letters: &letters, edits, part: Part::All }, MOST_KEYS)?;
    let distance = |key: &str| strsim::osa_distance(&letters, &key.replace(' ', ""));
    // The first of the nearest is the most frequent.
    let Some((key, _)) = near.into_iter().min_by_key(|(key, _)| distance(key)) else { return Ok(None) };
    let values = engine.values(facet, Clause::term(facet.field(), key.as_str()), MOST_VALUES)?;
    let names = values.iter().map(|(value, _)| split_identity(value).0);
    // Names that differ by their marks alone: the nearest as it is typed, the first of them the most frequent.
    let nearest = names.filter(|name| fold_words(name) == key).min_by_key(|found| strsim::osa_distance(&name.to_lowercase(), &found.to_lowercase()));
    Ok(nearest.map(str::to_owned))
}
