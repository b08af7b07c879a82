//! From the clauses of a plan to tantivy queries.

use std::ops::Bound;

use compact_str::CompactString;
use tantivy::Term;
use tantivy::query::{AllQuery, BooleanQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query, RangeQuery, TermQuery, TermSetQuery};
use tantivy::schema::{Field as IndexField, IndexRecordOption};

use crate::search::plan::{Clause, Dated, Facet, Field};

use super::either::EitherQuery;
use super::first::FirstQuery;
use super::schema::Fields;
use super::statistics::Statistics;

/// Compiles clauses for one state of the index.
pub struct Compiler<'a> {
    pub fields: &'a Fields,
    pub statistics: &'a Statistics,
    /// Whether the compiled query will be asked for scores.
    pub scored: bool,
}

impl Compiler<'_> {
    /// Compiles a clause.
    pub fn compile(&self, clause: &Clause) -> tantivy::Result<Box<dyn Query>> {
        Ok(match clause {
            Clause::Term { field, text } => self.term(field.in_index(self.fields), text),
            Clause::Value { facet, value } => self.term(facet.in_index(self.fields), value),
            Clause::Phrase { field, terms, slop, bigrams } => self.phrase(*field, terms, *slop, bigrams)?,
            Clause::First { field, text, within } => {
                Box::new(FirstQuery { term: Term::from_field_text(field.in_index(self.fields), text), within: *within })
            }
            Clause::Prefix { field, text } => self.prefix(*field, text)?,
            Clause::Days { of, first, last } => self.days(*of, *first, *last),
            Clause::Articles(ids) => Box::new(TermSetQuery::new(ids.iter().map(|id| Term::from_field_u64(self.fields.id, id.order())))),
            Clause::Any(clauses) if clauses.is_empty() => Box::new(EmptyQuery),
            Clause::Any(clauses) => Box::new(BooleanQuery::union(self.compile_each(clauses)?)),
            Clause::All(clauses) => self.all(clauses)?,
            Clause::Not(_) => self.all(std::slice::from_ref(clause))?,
        })
    }

    fn compile_each(&self, clauses: &[Clause]) -> tantivy::Result<Vec<Box<dyn Query>>> {
        clauses.iter().map(|clause| self.compile(clause)).collect()
    }

    fn term(&self, field: IndexField, text: &str) -> Box<dyn Query> {
        let option = if self.scored { IndexRecordOption::WithFreqs } else { IndexRecordOption::Basic };
        Box::new(TermQuery::new(Term::from_field_text(field, text), option))
    }

    /// Of an article without the bigrams no position is read. They add nothing to the score. A bigram that no article holds in this field
    /// spares all the rest: a name stands in few titles.
    fn phrase(&self, field: Field, terms: &[(u32, CompactString)], slop: u32, bigrams: &[CompactString]) -> tantivy::Result<Box<dyn Query>> {
        let index_field = field.in_index(self.fields);
        let bigrams_field = field.bigrams().in_index(self.fields);
        for bigram in bigrams {
            if self.statistics.frequency(bigrams_field, bigram)? == 0 {
                return Ok(Box::new(EmptyQuery));
            }
        }
        Ok(match terms {
            [] => Box::new(EmptyQuery),
            [(_, text)] => self.term(index_field, text),
            _ => {
                let terms = terms.iter().map(|(place, text)| (*place as usize, Term::from_field_text(index_field, text))).collect();
                let phrase = Box::new(PhraseQuery::new_with_offset_and_slop(terms, slop));
                let bigram = |text: &CompactString| {
                    let holds: Box<dyn Query> = Box::new(TermQuery::new(Term::from_field_text(bigrams_field, text), IndexRecordOption::Basic));
                    if self.scored { Box::new(ConstScoreQuery::new(holds, 0.0)) } else { holds }
                };
                Box::new(BooleanQuery::intersection(bigrams.iter().map(bigram).chain([phrase as Box<dyn Query>]).collect()))
            }
        })
    }

    /// Takes the folded terms that begin so, the first of them in byte order where there are too many.
    fn prefix(&self, field: Field, text: &str) -> tantivy::Result<Box<dyn Query>> {
        let index_field = field.in_index(self.fields);
        let found = super::dictionary::terms(self.statistics.searcher(), index_field, text, &super::dictionary::behind(text), Clause::MAX_EXPANSION)?;
        let terms = found.into_iter().map(|(term, _)| Term::from_field_text(index_field, &term));
        Ok(Box::new(TermSetQuery::new(terms)))
    }

    fn days(&self, of: Dated, first: i32, last: i32) -> Box<dyn Query> {
        let field = match of {
            Dated::Best => self.fields.date,
            Dated::Published => self.fields.published,
            Dated::Event => self.fields.event,
        };
        let day = |day: i32| Bound::Included(Term::from_field_i64(field, i64::from(day)));
        Box::new(RangeQuery::new(day(first), day(last)))
    }

    fn all(&self, clauses: &[Clause]) -> tantivy::Result<Box<dyn Query>> {
        let mut compiled: Vec<(Occur, Box<dyn Query>)> = Vec::with_capacity(clauses.len() + 1);
        for clause in clauses {
            compiled.push(match clause {
                Clause::Not(inner) => (Occur::MustNot, self.compile(inner)?),
                Clause::Any(parts) if !self.scored => (Occur::Must, Box::new(EitherQuery { parts: self.compile_each(parts)? })),
                other => (Occur::Must, self.compile(other)?),
            });
        }
        if compiled.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            compiled.push((Occur::Must, Box::new(AllQuery)));
        }
        Ok(Box::new(BooleanQuery::new(compiled)))
    }
}

impl Field {
    /// Returns the field of the index that holds these terms.
    pub(super) const fn in_index(self, fields: &Fields) -> IndexField {
        match self {
            Self::Title => fields.title,
            Self::Body => fields.body,
            Self::Caption => fields.caption,
            Self::TitleBigrams => fields.title_bigrams,
            Self::BodyBigrams => fields.body_bigrams,
            Self::NameRun => fields.name_run,
            Self::Source => fields.source_key,
            Self::Province => fields.province_key,
            Self::Year => fields.year,
            Self::Month => fields.month,
            Self::DateOrigin => fields.date_origin,
            Self::Official => fields.official_key,
            Self::Committee => fields.body_key,
            Self::Document => fields.document_key,
        }
    }
}

impl Facet {
    /// Returns the field of the index that holds the values of this facet.
    pub(super) const fn in_index(self, fields: &Fields) -> IndexField {
        match self {
            Self::Year => fields.year,
            Self::Month => fields.month,
            Self::Official => fields.official,
            Self::Body => fields.body_name,
            Self::Document => fields.document,
            Self::Province => fields.province,
            Self::Source => fields.source,
        }
    }
}
