//! Filters as clauses: OR inside a field, AND across fields, exclusions always.

use crate::analysis::fold_words;

use super::plan::{Clause, Facet, FacetFilter};
use super::request::{Filter, Filters};

/// Builds one clause for each field that is filtered. Values are compared without marks and capitals.
pub fn build(filters: &Filters) -> Vec<FacetFilter> {
    let fields = [(Facet::Source, &filters.sources), (Facet::Province, &filters.provinces)];
    let filtered = fields.into_iter().filter(|(_, values)| !values.is_empty());
    filtered.map(|(facet, values)| FacetFilter { facet, clause: clause(facet, values) }).collect()
}

fn clause(facet: Facet, values: &[Filter]) -> Clause {
    let term = |filter: &Filter| Clause::term(facet.field(), fold_words(&filter.value));
    let wanted: Vec<Clause> = values.iter().filter(|filter| !filter.excluded).map(term).collect();
    let mut clauses: Vec<Clause> = values.iter().filter(|filter| filter.excluded).map(|filter| Clause::Not(Box::new(term(filter)))).collect();
    if !wanted.is_empty() {
        clauses.push(Clause::any(wanted));
    }
    Clause::All(clauses)
}
