//! Counts how often each value of a facet stands among the articles that match.
//!
//! A segment numbers its values; articles are counted by these numbers, and only values that can be among the most frequent are looked up.
//! There are hundreds of thousands of officials, and an answer shows the first hundred.

use std::collections::{BTreeSet, HashMap};

use tantivy::columnar::StrColumn;
use tantivy::{DocId, SegmentReader};

use crate::search::plan::Facet;

use super::schema::Fields;
use super::tables::Table;

/// The counts of one facet in one segment.
pub struct Counts<'a> {
    values: Values<'a>,
    /// By the number of a value; what is never counted is never touched, so the memory of most values is never used.
    counts: Vec<u32>,
    /// The numbers that were counted.
    counted: Vec<u32>,
}

/// Where the values are read from.
enum Values<'a> {
    /// The segment has none.
    None,
    Column(StrColumn),
    Table(&'a Table),
}

impl<'a> Counts<'a> {
    /// Opens a facet of a segment, by its table where there is one.
    pub fn open(facet: Facet, fields: &Fields, reader: &SegmentReader, table: Option<&'a Table>) -> tantivy::Result<Self> {
        let values = match table {
            Some(table) => Values::Table(table),
            None => column(facet, fields, reader)?.map_or(Values::None, Values::Column),
        };
        let size = match &values {
            Values::None => 0,
            Values::Column(column) => column.num_terms(),
            Values::Table(table) => table.len(),
        };
        Ok(Self { values, counts: vec![0; size], counted: Vec::new() })
    }

    /// Counts the values of an article, each once.
    pub fn add(&mut self, doc: DocId) {
        let Self { values, counts, counted } = self;
        let mut add = |ordinal: u32| {
            let count = &mut counts[ordinal as usize];
            if *count == 0 {
                counted.push(ordinal);
            }
            *count += 1;
        };
        match values {
            Values::None => {}
            Values::Column(column) => column.term_ords(doc).for_each(|ordinal| add(ordinal as u32)),
            Values::Table(table) => table.of(doc).iter().for_each(|&ordinal| add(ordinal)),
        }
    }

    /// Hands out the values that were counted at least so often, each with its count.
    fn values(&self, least: u64, each: &mut dyn FnMut(&str, u64)) -> tantivy::Result<()> {
        let column = match &self.values {
            Values::None => return Ok(()),
            Values::Table(table) => {
                self.at_least(least).for_each(|ordinal| each(table.value(ordinal), u64::from(self.counts[ordinal as usize])));
                return Ok(());
            }
            Values::Column(column) => column,
        };
        let mut ordinals: Vec<u64> = self.at_least(least).map(u64::from).collect();
        // In their order, neighbours are read from one block of the dictionary.
        ordinals.sort_unstable();
        let mut counts = ordinals.iter().map(|&ordinal| u64::from(self.counts[ordinal as usize]));
        column.dictionary().sorted_ords_to_term_cb(&ordinals, |value| {
            if let (Ok(value), Some(count)) = (std::str::from_utf8(value), counts.next()) {
                each(value, count);
            }
        })?;
        Ok(())
    }

    fn at_least(&self, least: u64) -> impl Iterator<Item = u32> {
        self.counted.iter().copied().filter(move |&ordinal| u64::from(self.counts[ordinal as usize]) >= least)
    }

    /// Returns how often a value was counted.
    fn of(&self, value: &str) -> tantivy::Result<u64> {
        let ordinal = match &self.values {
            Values::None => None,
            Values::Column(column) => column.dictionary().term_ord(value.as_bytes())?,
            Values::Table(table) => table.ordinal(value).map(u64::from),
        };
        Ok(ordinal.map_or(0, |ordinal| u64::from(self.counts[ordinal as usize])))
    }
}

/// Returns the `most` most frequent values over all segments with their exact counts; equals by value.
pub fn most_frequent(segments: &[Counts], most: usize) -> tantivy::Result<Vec<(String, u64)>> {
    if most == 0 {
        return Ok(Vec::new());
    }
    let mut totals: HashMap<String, u64> = HashMap::new();
    let least = least_in_a_segment(segments, most);
    let candidates: usize = segments.iter().map(|segment| segment.at_least(least).count()).sum();
    let counted: usize = segments.iter().map(|segment| segment.counted.len()).sum();
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
fn least_in_a_segment(segments: &[Counts], most: usize) -> u64 {
    let largest = segments.iter().max_by_key(|segment| segment.counted.len());
    let Some(largest) = largest.filter(|segment| segment.counted.len() > most) else { return 1 };
    let mut counts: Vec<u32> = largest.counted.iter().map(|&ordinal| largest.counts[ordinal as usize]).collect();
    let (_, reached, _) = counts.select_nth_unstable_by(most - 1, |a, b| b.cmp(a));
    u64::from(*reached).div_ceil(segments.len() as u64).max(1)
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
