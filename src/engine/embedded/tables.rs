//! The facet values of every article in memory, for an index that is asked again and again.
//!
//! In the columns on disk each value of each article costs a search in a bitmap and a shift, and each value that is shown a search in a
//! dictionary. A server pays once for plain lists instead; a single question would not get its money back.

use tantivy::columnar::StrColumn;
use tantivy::{DocId, Searcher};

use crate::search::plan::Facet;

use super::facets::column;
use super::schema::Fields;

/// Facets that have a table, in the order of a segment's tables.
const KEPT: [Facet; 7] = [Facet::Year, Facet::Month, Facet::Official, Facet::Body, Facet::Document, Facet::Province, Facet::Source];

/// The tables of all segments.
pub struct Tables {
    /// By the number of the segment, then as in [`KEPT`].
    segments: Vec<Vec<Option<Table>>>,
}

/// The values of one facet in one segment.
pub struct Table {
    /// Where the values of each article begin in `ordinals`; one more than there are articles.
    starts: Vec<u32>,
    ordinals: Vec<u32>,
    /// All values, in their order, one behind the other.
    text: String,
    /// Where each value ends in `text`.
    ends: Vec<u32>,
}

impl Tables {
    /// Reads the tables of every segment.
    pub fn read(fields: &Fields, searcher: &Searcher) -> tantivy::Result<Self> {
        let segments = searcher.segment_readers().iter().map(|reader| {
            let table = |facet: Facet| column(facet, fields, reader)?.map(|values| Table::read(&values, reader.max_doc())).transpose();
            KEPT.into_iter().map(|facet| Ok(table(facet)?.flatten())).collect()
        });
        Ok(Self { segments: segments.collect::<tantivy::Result<_>>()? })
    }

    /// Returns the table of a facet in a segment; none if it is too large for one, or has no value.
    pub fn of(&self, segment: usize, facet: Facet) -> Option<&Table> {
        let place = KEPT.iter().position(|kept| *kept == facet)?;
        self.segments.get(segment)?.get(place)?.as_ref()
    }
}

impl Table {
    /// Reads a column; nothing if its places do not fit into 32 bits.
    fn read(values: &StrColumn, docs: DocId) -> tantivy::Result<Option<Self>> {
        let mut table = Self { starts: Vec::with_capacity(docs as usize + 1), ordinals: Vec::new(), text: String::new(), ends: Vec::new() };
        table.starts.push(0);
        for doc in 0..docs {
            table.ordinals.extend(values.term_ords(doc).map(|ordinal| ordinal as u32));
            let Ok(end) = u32::try_from(table.ordinals.len()) else { return Ok(None) };
            table.starts.push(end);
        }
        let all: Vec<u64> = (0..values.num_terms() as u64).collect();
        let Self { text, ends, .. } = &mut table;
        values.dictionary().sorted_ords_to_term_cb(&all, |value| {
            // Values are texts; one that is damaged is shown as far as it can be.
            text.push_str(&String::from_utf8_lossy(value));
            ends.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
        })?;
        let fits = ends.len() == all.len() && u32::try_from(text.len()).is_ok();
        Ok(fits.then_some(table))
    }

    /// Returns how many values there are.
    pub const fn len(&self) -> usize {
        self.ends.len()
    }

    /// Returns the numbers of an article's values.
    pub fn of(&self, doc: DocId) -> &[u32] {
        let (from, to) = (self.starts[doc as usize], self.starts[doc as usize + 1]);
        &self.ordinals[from as usize..to as usize]
    }

    /// Returns the value with this number.
    pub fn value(&self, ordinal: u32) -> &str {
        let ordinal = ordinal as usize;
        let from = if ordinal == 0 { 0 } else { self.ends[ordinal - 1] };
        &self.text[from as usize..self.ends[ordinal] as usize]
    }

    /// Returns the number of a value; values are numbered in their order.
    pub fn ordinal(&self, value: &str) -> Option<u32> {
        let (mut low, mut high) = (0, self.len() as u32);
        while low < high {
            let middle = low + (high - low) / 2;
            match self.value(middle).cmp(value) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(middle),
            }
        }
        None
    }
}
