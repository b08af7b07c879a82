//! Filters as clauses: OR inside a field, AND across fields, exclusions always.

use compact_str::CompactString;

use crate::analysis::fold_words;
use crate::extract::{Day, Origin};

use super::keys;
use super::plan::{Clause, Facet, FacetFilter, Field};
use super::request::{Filter, Filters, Undated};

/// Builds one clause for each field that is filtered. Values are compared without marks and capitals, but for those typed into a name.
pub fn build(filters: &Filters) -> Vec<FacetFilter> {
    let filtered = Facet::ALL.into_iter().filter(|facet| !filters.of(*facet).is_empty());
    let mut built: Vec<FacetFilter> =
        filtered.map(|facet| FacetFilter { facet: Some(facet), clause: values_clause(facet, filters.of(facet)) }).collect();
    built.extend(dates(filters).into_iter().map(|clause| FacetFilter { facet: None, clause }));
    built
}

/// Returns what a value of a facet is looked up by.
pub fn term(facet: Facet, value: &str) -> CompactString {
    match facet {
        Facet::Year | Facet::Month => value.trim().to_lowercase().into(),
        Facet::Official => keys::asked_official(value),
        Facet::Body => keys::asked_body(value),
        Facet::Document => keys::asked_document(value),
        Facet::Province => keys::of_province(value).into(),
        Facet::Source => fold_words(value).into(),
    }
}

fn values_clause(facet: Facet, values: &[Filter]) -> Clause {
    let term = |filter: &Filter| Clause::term(facet.field(), term(facet, &filter.value));
    let wanted: Vec<Clause> = values.iter().filter(|filter| !filter.excluded).map(term).collect();
    let mut clauses: Vec<Clause> = values.iter().filter(|filter| filter.excluded).map(|filter| Clause::Not(Box::new(term(filter)))).collect();
    if !wanted.is_empty() {
        clauses.push(Clause::any(wanted));
    }
    Clause::All(clauses)
}

fn dates(filters: &Filters) -> Vec<Clause> {
    let mut clauses = Vec::new();
    if filters.from.is_some() || filters.to.is_some() {
        let number = |day| Day::of(day).number();
        let (first, last) = (filters.from.map_or(i32::MIN, number), filters.to.map_or(i32::MAX, number));
        clauses.push(Clause::Days { of: filters.dated, first, last });
    }
    let origin = |origin: Option<Origin>| Clause::term(Field::DateOrigin, keys::name_of_origin(origin));
    match filters.undated {
        Some(Undated::Only) => clauses.push(origin(None)),
        Some(Undated::No) => clauses.push(Clause::Not(Box::new(origin(None)))),
        None => {}
    }
    if filters.no_inferred {
        clauses.push(Clause::Not(Box::new(origin(Some(Origin::Inferred)))));
    }
    clauses
}
