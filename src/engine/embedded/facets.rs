//! Counts how often each value of a facet stands among the articles that match.
//!
//! A segment numbers its values; articles are counted by these numbers, and only values that can be among the most frequent are looked up.
//! There are hundreds of thousands of officials, and an answer shows the first hundred.

use std::collections::{BTreeSet, HashMap};

use tantivy::columnar::StrColumn;
use tantivy::{DocId, SegmentReader};

use crate::search::plan::Facet;

use super::schema::Fields;
use super::tables::{Table, Tables};
use super::tally::{Lent, Tally};

/// The counts of one facet while the segments are walked. What the numbers of its values mean depends on where they come from.
pub enum Counts<'a> {
    /// By its table: the same in all segments.
    Together { table: &'a Table, segment: usize, tally: Lent<'a> },
    /// By its columns: in each segment something else. Not every segment has values.
    Apart { facet: Facet, segments: Vec<Option<Segment>> },
}

impl<'a> Counts<'a> {
    /// Begins to count a facet, by its table where there is one.
    pub fn new(facet: Facet, tables: Option<&'a Tables>) -> Self {
        match tables.and_then(|tables| tables.of(facet)) {
            Some(table) => Self::Together { table, segment: 0, tally: table.tallies().lend() },
            None => Self::Apart { facet, segments: Vec::new() },
        }
    }

    /// Goes to a segment; they come in their order.
    pub fn enter(&mut self, number: usize, fields: &Fields, reader: &SegmentReader) -> tantivy::Result<()> {
        match self {
            Self::Together { segment, .. } => *segment = number,
            Self::Apart { facet, segments } => {
                let counted = |column: StrColumn| Segment { tally: Tally::new(column.num_terms()), column };
                segments.push(column(*facet, fields, reader)?.map(counted));
            }
        }
        Ok(())
    }

    /// Counts the values of articles of this segment, each once for each article.
    pub fn add(&mut self, docs: &[DocId]) {
        match self {
            Self::Together { table, segment, tally } => {
                let lists = table.lists(*segment);
                docs.iter().flat_map(|&doc| lists.of(doc)).for_each(|&ordinal| tally.add(ordinal));
            }
            Self::Apart { segments, .. } => {
                if let Some(Some(Segment { column, tally })) = segments.last_mut() {
                    docs.iter().flat_map(|&doc| column.term_ords(doc)).for_each(|ordinal| tally.add(ordinal as u32));
                }
            }
        }
    }

    /// Returns the `most` most frequent values with their counts; equals by value.
    pub fn most_frequent(self, most: usize) -> tantivy::Result<Vec<(String, u64)>> {
        match self {
            _ if most == 0 => Ok(Vec::new()),
            Self::Together { table, tally, .. } => {
                let named = |ordinal: u32| (table.value(ordinal).to_owned(), tally.of(ordinal));
                Ok(tally.most_frequent(most).into_iter().map(named).collect())
            }
            Self::Apart { segments, .. } => most_frequent(&segments.into_iter().flatten().collect::<Vec<_>>(), most),
        }
    }
}

/// A segment that has values.
pub struct Segment {
    column: StrColumn,
    tally: Tally,
}

impl Segment {
    /// Hands out the values that were counted at least so often, each with its count.
    fn values(&self, least: u64, each: &mut dyn FnMut(&str, u64)) -> tantivy::Result<()> {
        let mut ordinals: Vec<u64> = self.tally.at_least(least).map(u64::from).collect();
        // In their order, neighbours are read from one block of the dictionary.
        ordinals.sort_unstable();
        let mut counts = ordinals.iter().map(|&ordinal| self.tally.of(ordinal as u32));
        self.column.dictionary().sorted_ords_to_term_cb(&ordinals, |value| {
            if let (Ok(value), Some(count)) = (std::str::from_utf8(value), counts.next()) {
                each(value, count);
            }
        })?;
        Ok(())
    }

    /// Returns how often a value was counted.
    fn of(&self, value: &str) -> tantivy::Result<u64> {
        Ok(self.column.dictionary().term_ord(value.as_bytes())?.map_or(0, |ordinal| self.tally.of(ordinal as u32)))
    }
}

/// Returns the `most` most frequent values over all segments with their exact counts; equals by value.
fn most_frequent(segments: &[Segment], most: usize) -> tantivy::Result<Vec<(String, u64)>> {
    let mut totals: HashMap<String, u64> = HashMap::new();
    let least = least_in_a_segment(segments, most);
    let candidates: usize = segments.iter().map(|segment| segment.tally.at_least(least).count()).sum();
    let counted: usize = segments.iter().map(|segment| segment.tally.counted().len()).sum();
    if candidates * segments.len() >= counted {
        // So few that looking up all of them is less than asking each segment for some.
        for segment in segments {
            segment.values(1, &mut |value, count| *totals.entry(value.to_owned()).or_default() += count)?;
        }
    } else {
        let mut values = BTreeSet::new();
        for segment in segments {
            segment.values(least, &mut |value, _| {
                values.insert(value.to_owned());
            })?;
        }
        for value in values {
            let total = segments.iter().map(|segment| segment.of(&value)).sum::<tantivy::Result<u64>>()?;
            totals.insert(value, total);
        }
    }
    let mut values = most_first(totals);
    values.truncate(most);
    Ok(values)
}

/// Returns the count that a value must have in at least one segment to be among the most frequent.
///
/// At least `most` values have in one segment alone the count that stands at that place among all counts. Whoever reaches it in sum has its
/// share of it in one of the segments.
fn least_in_a_segment(segments: &[Segment], most: usize) -> u64 {
    let largest = segments.iter().map(|segment| &segment.tally).max_by_key(|tally| tally.counted().len());
    let Some(largest) = largest.filter(|tally| tally.counted().len() > most) else { return 1 };
    let mut counts: Vec<u64> = largest.counted().iter().map(|&ordinal| largest.of(ordinal)).collect();
    let (_, reached, _) = counts.select_nth_unstable_by(most - 1, |a, b| b.cmp(a));
    reached.div_ceil(segments.len() as u64).max(1)
}

/// Sorts values: most frequent first, then by value.
fn most_first(counts: HashMap<String, u64>) -> Vec<(String, u64)> {
    let mut values: Vec<(String, u64)> = counts.into_iter().collect();
    values.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    values
}

/// Opens the column of a facet; none if no article of the segment has a value.
pub fn column(facet: Facet, fields: &Fields, reader: &SegmentReader) -> tantivy::Result<Option<StrColumn>> {
    reader.fast_fields().str(reader.schema().get_field_name(facet.in_index(fields)))
}
