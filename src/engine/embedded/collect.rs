//! Walks the articles that match, counts them, scores them and keeps the best.
//!
//! Matching and scoring run apart: the matching query decides without scores, then each weighted clause is asked about the article by
//! seeking, the weightiest first, until it is plain that the article cannot reach the page. Rare matches stay cheap however common the
//! scored words are, and the parts of a score are always added in the same order, so a score does not depend on how the index is cut
//! into segments.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use tantivy::columnar::Column;
use tantivy::query::{ConstScoreQuery, EnableScoring, Scorer, Weight};
use tantivy::{DocId, DocSet, SeekDangerResult, SegmentReader};

use crate::article::ArticleId;
use crate::search::plan::{Adds, Facet, Weighted};
use crate::search::{Found, FoundHit, From, Page, Place, Sort};

use super::bounds::Bounds;
use super::compile::Compiler;
use super::facets::Counts;
use super::schema::Fields;
use super::statistics::Statistics;
use super::tables::Tables;

/// A query that decides which articles match, and what else is to be known of them.
pub struct Collector<'a> {
    pub statistics: &'a Statistics,
    pub fields: &'a Fields,
    pub sort: Sort,
    pub scoring: &'a [Weighted],
    pub tables: Option<&'a Tables>,
}

impl Collector<'_> {
    /// Returns the hits of one page, the number of all, and the counts of the facets.
    pub fn collect(&self, matching: &dyn Weight, page: &Page) -> tantivy::Result<Found> {
        let scoring = self.scoring()?;
        let mut best = Best::new(page);
        let mut total = 0;
        let mut counts: Vec<Counts> = page.facets.iter().map(|&facet| Counts::new(facet, self.tables)).collect();
        for (number, reader) in self.statistics.searcher().segment_readers().iter().enumerate() {
            counts.iter_mut().try_for_each(|counts| counts.enter(number, self.fields, reader))?;
            let mut segment = Segment::open(self.sort, reader, &scoring)?;
            let mut alive = Vec::new();
            let mut failed = None;
            matching.for_each_no_score(reader, &mut |docs| {
                let docs = match reader.alive_bitset() {
                    None => docs,
                    Some(bits) => {
                        alive.clear();
                        alive.extend(docs.iter().copied().filter(|&doc| bits.is_alive(doc)));
                        &alive
                    }
                };
                if failed.is_none() {
                    total += docs.len() as u64;
                    counts.iter_mut().for_each(|counts| counts.add(docs));
                    failed = docs.iter().try_for_each(|&doc| segment.visit(doc, &mut best)).err();
                }
            })?;
            if let Some(error) = failed {
                return Err(error);
            }
        }
        let most = |(facet, counts): (&Facet, Counts)| {
            let wanted = if *facet == Facet::Month { usize::MAX } else { page.facet_values };
            Ok((*facet, counts.most_frequent(wanted)?))
        };
        let facets = page.facets.iter().zip(counts).map(most).collect::<tantivy::Result<_>>()?;
        Ok(Found { total, hits: best.into_hits(), facets })
    }

    /// Compiles the weighted clauses that any article can match, the weightiest first.
    fn scoring(&self) -> tantivy::Result<Vec<Scoring>> {
        let mut bounded: Vec<(&Weighted, f32)> = Vec::with_capacity(self.scoring.len());
        let bounds = Bounds::new(self.fields, self.statistics)?;
        for weighted in self.scoring.iter().filter(|_| self.sort == Sort::Relevance) {
            let most = match weighted.adds {
                Adds::Relevance => bounds.relevance(&weighted.clause)?,
                Adds::Constant => 1.0,
            };
            if most > 0.0 {
                bounded.push((weighted, most * weighted.weight));
            }
        }
        // The sort is stable: clauses that may add the same stay in the order of the plan.
        bounded.sort_by(|(_, a), (_, b)| b.total_cmp(a));
        let compiler = Compiler { fields: self.fields, statistics: self.statistics, scored: true };
        let mut rest = 0.0;
        let mut clauses = Vec::with_capacity(bounded.len());
        for (weighted, most) in bounded.into_iter().rev() {
            let mut query = compiler.compile(&weighted.clause)?;
            if weighted.adds == Adds::Constant {
                query = Box::new(ConstScoreQuery::new(query, 1.0));
            }
            let weight = query.weight(EnableScoring::enabled_from_statistics_provider(self.statistics, self.statistics.searcher()))?;
            clauses.push(Scoring { weight, boost: weighted.weight, rest });
            rest += most;
        }
        clauses.reverse();
        Ok(clauses)
    }
}

/// A weighted clause of a query, compiled.
struct Scoring {
    weight: Box<dyn Weight>,
    boost: f32,
    /// What the clauses behind it can add at most.
    rest: f32,
}

/// One segment while it is walked.
struct Segment<'a> {
    reader: &'a SegmentReader,
    sort: Sort,
    ids: Column<u64>,
    dates: Column<i64>,
    clauses: Vec<Scored<'a>>,
}

/// A weighted clause that is asked about one article after the other.
struct Scored<'a> {
    scoring: &'a Scoring,
    /// Opened at the first article: what stands before it is never read.
    scorer: Option<Box<dyn Scorer>>,
    /// No article before this one can match.
    next: DocId,
}

impl Scored<'_> {
    /// Returns what the clause adds to the score of an article. Articles come in ascending order.
    fn score(&mut self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<f32> {
        if doc < self.next {
            return Ok(0.0);
        }
        let found = match &mut self.scorer {
            Some(scorer) => scorer.seek_danger(doc),
            None => {
                let (found, scorer) = self.scoring.weight.scorer_danger(reader, doc, self.scoring.boost)?;
                self.scorer = Some(scorer);
                found
            }
        };
        match (found, &mut self.scorer) {
            (SeekDangerResult::Found, Some(scorer)) => Ok(scorer.score()),
            (SeekDangerResult::SeekLowerBound(next), _) => {
                self.next = next;
                Ok(0.0)
            }
            _ => Ok(0.0),
        }
    }
}

impl<'a> Segment<'a> {
    fn open(sort: Sort, reader: &'a SegmentReader, scoring: &'a [Scoring]) -> tantivy::Result<Self> {
        let columns = reader.fast_fields();
        Ok(Self {
            reader,
            sort,
            ids: columns.u64("id")?,
            dates: columns.i64("date")?,
            clauses: scoring.iter().map(|scoring| Scored { scoring, scorer: None, next: 0 }).collect(),
        })
    }

    fn visit(&mut self, doc: DocId, best: &mut Best) -> tantivy::Result<()> {
        if best.wants_none() {
            return Ok(());
        }
        let (rank, score) = match self.sort {
            Sort::Relevance => {
                let Some(score) = self.score(doc, best.least_score())? else { return Ok(()) };
                // The bits of a non-negative float sort like the float.
                (u64::from(score.max(0.0).to_bits()), score)
            }
            // The undated, whose rank is 0, come last in both orders.
            Sort::Newest => (self.dates.first(doc).map_or(0, |day| (day + FAR) as u64), 0.0),
            Sort::Oldest => (self.dates.first(doc).map_or(0, |day| (FAR - day) as u64), 0.0),
        };
        if best.may_take(rank) {
            let id = ArticleId::from_order(self.ids.first(doc).unwrap_or_default());
            best.offer(FoundHit { place: Place { rank, id: Reverse(id) }, score });
        }
        Ok(())
    }

    /// Returns the score of an article, or nothing once it cannot reach `least`.
    fn score(&mut self, doc: DocId, least: f32) -> tantivy::Result<Option<f32>> {
        // Bounds and scores are rounded in different ways: what is as good as equal is looked at.
        const SLACK: f32 = 1.0 + 1e-4;
        let mut sum = 0.0;
        for clause in &mut self.clauses {
            sum += clause.score(self.reader, doc)?;
            if (sum + clause.scoring.rest) * SLACK < least {
                return Ok(None);
            }
        }
        Ok(Some(sum))
    }
}

/// Farther from 1970 than any day of publication.
const FAR: i64 = 1 << 40;

/// The best hits so far.
struct Best {
    heap: BinaryHeap<Reverse<Entry>>,
    size: usize,
    skip: usize,
    after: Option<Place>,
}

struct Entry(FoundHit);

impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        self.0.place == other.0.place
    }
}
impl Eq for Entry {}
impl PartialOrd for Entry {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Entry {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.place.cmp(&other.0.place)
    }
}

impl Best {
    fn new(page: &Page) -> Self {
        let (skip, after) = match page.from {
            From::Offset(offset) => (offset, None),
            From::After(place) => (0, Some(place)),
        };
        // An offset behind every hit asks only for the number of hits.
        let size = if skip == usize::MAX { 0 } else { skip + page.limit };
        Self { heap: BinaryHeap::with_capacity(size.min(1_024) + 1), size, skip, after }
    }

    const fn wants_none(&self) -> bool {
        self.size == 0
    }

    /// Tells, before the id is read, whether a hit of this rank could be kept.
    fn may_take(&self, rank: u64) -> bool {
        self.to_beat().is_none_or(|worst| rank >= worst.place.rank)
    }

    /// Returns the score that a hit must reach to be kept, where the order is by score.
    fn least_score(&self) -> f32 {
        self.to_beat().map_or(0.0, |worst| worst.score)
    }

    /// Returns the hit that the next one has to beat, once there are enough.
    fn to_beat(&self) -> Option<&FoundHit> {
        self.heap.peek().filter(|_| self.heap.len() >= self.size).map(|Reverse(Entry(worst))| worst)
    }

    fn offer(&mut self, hit: FoundHit) {
        if self.after.is_some_and(|after| hit.place >= after) {
            return;
        }
        self.heap.push(Reverse(Entry(hit)));
        if self.heap.len() > self.size {
            self.heap.pop();
        }
    }

    fn into_hits(self) -> Vec<FoundHit> {
        let sorted = self.heap.into_sorted_vec();
        sorted.into_iter().map(|Reverse(entry)| entry.0).skip(self.skip).collect()
    }
}
