//! In how many articles each term stands, remembered from one question to the next.

use std::sync::{Mutex, MutexGuard, PoisonError};

use compact_str::CompactString;
use rustc_hash::FxHashMap;
use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

/// So many terms are remembered, in about three megabytes; then all are forgotten.
const MOST: usize = 1 << 15;

/// What is counted over all segments of one state of the index.
///
/// A question for a name asks eighty times how frequent a term is, for most terms stand in several of its clauses. Looking that up in the
/// dictionaries took a fourteenth of all its instructions.
pub struct Statistics {
    searcher: Searcher,
    known: Mutex<FxHashMap<(Field, CompactString), u64>>,
}

impl Statistics {
    pub fn new(searcher: Searcher) -> Self {
        Self { searcher, known: Mutex::default() }
    }

    pub const fn searcher(&self) -> &Searcher {
        &self.searcher
    }

    /// Returns in how many articles a term stands; those that were deleted count until their segment is merged.
    pub fn frequency(&self, field: Field, text: &str) -> tantivy::Result<u64> {
        let key = (field, CompactString::from(text));
        if let Some(&known) = self.known().get(&key) {
            return Ok(known);
        }
        let frequency = self.searcher.doc_freq(&Term::from_field_text(field, text))?;
        let mut known = self.known();
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(key, frequency);
        Ok(frequency)
    }

    fn known(&self) -> MutexGuard<'_, FxHashMap<(Field, CompactString), u64>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Bm25StatisticsProvider for Statistics {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        self.searcher.total_num_tokens(field)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        self.searcher.total_num_docs()
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        match term.value().as_str() {
            Some(text) => self.frequency(term.field(), text),
            None => self.searcher.doc_freq(term),
        }
    }
}
