//! The facet values of every article in memory, for an index that is asked again and again.
//!
//! In the columns on disk each value of each article costs a search in a bitmap and a shift, each value that is shown a search in a dictionary,
//! and each segment numbers its values by itself. A server pays once for plain lists and one numbering instead; a single question would not
//! get its money back.

use tantivy::columnar::StrColumn;
use tantivy::{DocId, Searcher};

use crate::search::plan::Facet;

use super::facets::column;
use super::schema::Fields;
use super::tally::Tallies;

/// Facets that have a table, in this order.
const KEPT: [Facet; 7] = [Facet::Year, Facet::Month, Facet::Official, Facet::Body, Facet::Document, Facet::Province, Facet::Source];

/// The tables of an index.
pub struct Tables {
    /// As in [`KEPT`].
    tables: Vec<Option<Table>>,
}

/// The values of one facet.
pub struct Table {
    /// By the number of the segment.
    segments: Vec<Lists>,
    values: Values,
    /// For numbers of values.
    tallies: Tallies,
}

/// The values of the articles of one segment.
#[derive(Default)]
pub struct Lists {
    /// Where the values of each article begin in `ordinals`; one more than there are articles.
    starts: Vec<u32>,
    ordinals: Vec<u32>,
}

/// Values in their order, one behind the other.
#[derive(Default)]
struct Values {
    text: String,
    /// Where each value ends in `text`.
    ends: Vec<u32>,
}

impl Tables {
    /// Reads the tables of every facet.
    pub fn read(fields: &Fields, searcher: &Searcher) -> tantivy::Result<Self> {
        Ok(Self { tables: KEPT.into_iter().map(|facet| Table::read(facet, fields, searcher)).collect::<tantivy::Result<_>>()? })
    }

    /// Returns the table of a facet; none if it has too many values for one, or damaged ones.
    pub fn of(&self, facet: Facet) -> Option<&Table> {
        self.tables.get(KEPT.iter().position(|kept| *kept == facet)?)?.as_ref()
    }
}

impl Table {
    /// Reads the columns of a facet; nothing if their places do not fit into 32 bits, or values are damaged.
    fn read(facet: Facet, fields: &Fields, searcher: &Searcher) -> tantivy::Result<Option<Self>> {
        let mut read = Vec::new();
        for reader in searcher.segment_readers() {
            let Some(column) = column(facet, fields, reader)? else {
                read.push((Lists { starts: vec![0; reader.max_doc() as usize + 1], ordinals: Vec::new() }, Values::default()));
                continue;
            };
            let (Some(lists), Some(values)) = (Lists::read(&column, reader.max_doc()), Values::read(&column)?) else { return Ok(None) };
            read.push((lists, values));
        }
        let Some(values) = Values::joined(read.iter().map(|(_, values)| values)) else { return Ok(None) };
        let renumbered = read.into_iter().map(|(mut lists, own)| {
            let numbers = own.numbers_in(&values)?;
            lists.ordinals.iter_mut().for_each(|ordinal| *ordinal = numbers[*ordinal as usize]);
            Some(lists)
        });
        let Some(segments) = renumbered.collect() else { return Ok(None) };
        Ok(Some(Self { segments, tallies: Tallies::new(values.len()), values }))
    }

    /// Returns what counts the values by their numbers.
    pub const fn tallies(&self) -> &Tallies {
        &self.tallies
    }

    /// Returns the values of the articles of a segment.
    pub fn lists(&self, segment: usize) -> &Lists {
        &self.segments[segment]
    }

    /// Returns the value with this number; values are numbered in their order.
    pub fn value(&self, ordinal: u32) -> &str {
        self.values.get(ordinal as usize)
    }
}

impl Lists {
    /// Returns the numbers of the values of an article.
    pub fn of(&self, doc: DocId) -> &[u32] {
        &self.ordinals[self.starts[doc as usize] as usize..self.starts[doc as usize + 1] as usize]
    }

    fn read(column: &StrColumn, docs: DocId) -> Option<Self> {
        let mut lists = Self { starts: Vec::with_capacity(docs as usize + 1), ordinals: Vec::new() };
        lists.starts.push(0);
        for doc in 0..docs {
            lists.ordinals.extend(column.term_ords(doc).map(|ordinal| ordinal as u32));
            lists.starts.push(u32::try_from(lists.ordinals.len()).ok()?);
        }
        Some(lists)
    }
}

impl Values {
    /// Reads the dictionary of a column.
    fn read(column: &StrColumn) -> tantivy::Result<Option<Self>> {
        let all: Vec<u64> = (0..column.num_terms() as u64).collect();
        let mut values = Self::default();
        let mut fits = true;
        column.dictionary().sorted_ords_to_term_cb(&all, |value| fits &= std::str::from_utf8(value).is_ok_and(|value| values.push(value)))?;
        Ok((fits && values.len() == all.len()).then_some(values))
    }

    /// Joins the values of all segments, each once.
    fn joined<'v>(segments: impl Iterator<Item = &'v Self>) -> Option<Self> {
        let mut all: Vec<&str> = segments.flat_map(Self::iter).collect();
        // Stable, because it finds the runs that are sorted.
        all.sort();
        all.dedup();
        let mut joined = Self::default();
        all.into_iter().all(|value| joined.push(value)).then_some(joined)
    }

    /// Returns the number that each of these values has among `all`; both are in order. Nothing if one is not there, as in damaged columns.
    fn numbers_in(&self, all: &Self) -> Option<Vec<u32>> {
        let mut numbered = (0..).zip(all.iter());
        self.iter().map(|value| numbered.find(|(_, other)| *other == value).map(|(number, _)| number)).collect()
    }

    /// Appends a value; tells whether its place fits into 32 bits.
    fn push(&mut self, value: &str) -> bool {
        self.text.push_str(value);
        let end = u32::try_from(self.text.len());
        self.ends.push(end.unwrap_or(u32::MAX));
        end.is_ok()
    }

    const fn len(&self) -> usize {
        self.ends.len()
    }

    fn get(&self, index: usize) -> &str {
        let from = if index == 0 { 0 } else { self.ends[index - 1] };
        &self.text[from as usize..self.ends[index] as usize]
    }

    fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|index| self.get(index))
    }
}
