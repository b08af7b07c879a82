//! How much a clause can add to a score at most.

use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::Field as IndexField;

use crate::search::plan::Clause;

use super::schema::Fields;
use super::statistics::Statistics;

/// BM25 saturates: a term adds its idf times this much at most, k1 + 1.
const SATURATION: f32 = 2.2;

/// Bounds for one state of the index.
pub struct Bounds<'a> {
    fields: &'a Fields,
    statistics: &'a Statistics,
    articles: u64,
}

impl<'a> Bounds<'a> {
    pub fn new(fields: &'a Fields, statistics: &'a Statistics) -> tantivy::Result<Self> {
        Ok(Self { fields, statistics, articles: statistics.total_num_docs()? })
    }

    /// Returns the highest BM25 score of a clause; 0 if no article can match it.
    pub fn relevance(&self, clause: &Clause) -> tantivy::Result<f32> {
        Ok(match clause {
            Clause::Term { field, text } => self.idf(field.in_index(self.fields), text)? * SATURATION,
            Clause::Value { facet, value } => self.idf(facet.in_index(self.fields), value)? * SATURATION,
            Clause::Phrase { field, terms, .. } => {
                let idfs = terms.iter().map(|(_, text)| self.idf(field.in_index(self.fields), text)).collect::<tantivy::Result<Vec<_>>>()?;
                // A phrase counts its terms together, as one.
                if idfs.contains(&0.0) { 0.0 } else { idfs.iter().sum::<f32>() * SATURATION }
            }
            Clause::Any(clauses) => clauses.iter().map(|clause| self.relevance(clause)).sum::<tantivy::Result<f32>>()?,
            Clause::All(clauses) => {
                let each = clauses.iter().filter(|clause| !matches!(clause, Clause::Not(_))).map(|clause| self.relevance(clause));
                let each = each.collect::<tantivy::Result<Vec<_>>>()?;
                if each.contains(&0.0) { 0.0 } else { each.iter().sum() }
            }
            Clause::First { field, text, .. } => self.idf(field.in_index(self.fields), text)?,
            // These match with a constant score.
            Clause::Prefix { .. } | Clause::Days { .. } | Clause::Articles(_) => 1.0,
            Clause::Not(_) => 0.0,
        })
    }

    /// Returns the inverse document frequency of a term as the engine weighs it; 0 if no article holds it.
    fn idf(&self, field: IndexField, text: &str) -> tantivy::Result<f32> {
        let holding = self.statistics.frequency(field, text)?;
        Ok(if holding == 0 { 0.0 } else { idf(self.articles, holding) })
    }
}

/// Returns the inverse document frequency as BM25 counts it.
pub fn idf(articles: u64, holding: u64) -> f32 {
    let (articles, holding) = (articles as f32, holding as f32);
    ((articles - holding + 0.5) / (holding + 0.5)).ln_1p()
}
