//! Articles that hold a term near their beginning.
//!
//! tantivy has no such query. It reads the positions that phrases need anyway, so it costs nothing in the index.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{ConstScorer, EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, Score, SeekDangerResult, SegmentReader, TERMINATED, TantivyError, Term};

use super::bounds::idf;

/// Matches where a term stands before the position `within` of its field; weighs every match by the rarity of the term.
#[derive(Clone, Debug)]
pub struct FirstQuery {
    pub term: Term,
    pub within: u32,
}

impl Query for FirstQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let idf = match scoring {
            EnableScoring::Enabled { statistics_provider, .. } => {
                idf(statistics_provider.total_num_docs()?, statistics_provider.doc_freq(&self.term)?)
            }
            EnableScoring::Disabled { .. } => 1.0,
        };
        Ok(Box::new(FirstWeight { term: self.term.clone(), within: self.within, idf }))
    }
}

struct FirstWeight {
    term: Term,
    within: u32,
    idf: Score,
}

impl Weight for FirstWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let index = reader.inverted_index(self.term.field())?;
        let Some(postings) = index.read_postings(&self.term, IndexRecordOption::WithFreqsAndPositions)? else {
            return Ok(Box::new(EmptyScorer));
        };
        let early = Early::new(postings, self.within);
        Ok(Box::new(ConstScorer::new(early, self.idf * boost)))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        if scorer.doc() > doc || scorer.seek(doc) != doc {
            return Err(TantivyError::InvalidArgument(format!("document {doc} does not match")));
        }
        Ok(Explanation::new("rarity of a term near the beginning", scorer.score()))
    }
}

/// The postings of a term, without those in which it stands late.
struct Early {
    postings: SegmentPostings,
    within: u32,
    positions: Vec<u32>,
}

impl Early {
    fn new(postings: SegmentPostings, within: u32) -> Self {
        let mut early = Self { postings, within, positions: Vec::new() };
        early.skip_late();
        early
    }

    fn is_early(&mut self) -> bool {
        self.postings.positions(&mut self.positions);
        self.positions.first().is_some_and(|&first| first < self.within)
    }

    fn skip_late(&mut self) -> DocId {
        while self.postings.doc() != TERMINATED && !self.is_early() {
            self.postings.advance();
        }
        self.postings.doc()
    }
}

impl DocSet for Early {
    fn advance(&mut self) -> DocId {
        self.postings.advance();
        self.skip_late()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.postings.doc() < target {
            self.postings.seek(target);
        }
        self.skip_late()
    }

    /// Looks at one document only, and does not go on to the next match.
    fn seek_danger(&mut self, target: DocId) -> SeekDangerResult {
        if self.postings.doc() < target {
            self.postings.seek(target);
        }
        match self.postings.doc() {
            doc if doc > target || doc == TERMINATED => SeekDangerResult::SeekLowerBound(doc),
            _ if self.is_early() => SeekDangerResult::Found,
            doc => SeekDangerResult::SeekLowerBound(doc + 1),
        }
    }

    fn doc(&self) -> DocId {
        self.postings.doc()
    }

    fn size_hint(&self) -> u32 {
        self.postings.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use tantivy::collector::DocSetCollector;
    use tantivy::schema::{Schema, TEXT};
    use tantivy::{Index, IndexWriter, TantivyDocument, doc};

    use super::*;

    /// Document `n` holds `x` at position `n % 20`, and mostly once more at its end.
    fn is_early(n: DocId) -> bool {
        n % 20 < 5
    }

    #[test]
    fn only_documents_with_the_term_early_match() -> tantivy::Result<()> {
        const DOCUMENTS: DocId = 1_000;
        let mut schema = Schema::builder();
        let body = schema.add_text_field("body", TEXT);
        let index = Index::create_in_ram(schema.build());
        let mut writer: IndexWriter<TantivyDocument> = index.writer_with_num_threads(1, 15_000_000)?;
        for n in 0..DOCUMENTS {
            let end = if n % 3 == 0 { "" } else { "x" };
            writer.add_document(doc!(body => format!("{}x {}{end}", "a ".repeat(n as usize % 20), "b ".repeat(30))))?;
        }
        writer.commit()?;
        let searcher = index.reader()?.searcher();
        let query = FirstQuery { term: Term::from_field_text(body, "x"), within: 5 };

        let mut found: Vec<DocId> = searcher.search(&query, &DocSetCollector)?.into_iter().map(|address| address.doc_id).collect();
        found.sort_unstable();
        assert_eq!(found, (0..DOCUMENTS).filter(|&n| is_early(n)).collect::<Vec<_>>());

        let weight = query.weight(EnableScoring::enabled_from_searcher(&searcher))?;
        for step in [1, 2, 7, 19, 130] {
            let mut scorer = weight.scorer(searcher.segment_reader(0), 2.0)?;
            for target in (0..DOCUMENTS).step_by(step) {
                let found = scorer.seek_danger(target);
                assert_eq!(found == SeekDangerResult::Found, is_early(target), "{target}, by {step}");
            }
        }
        let mut scorer = weight.scorer(searcher.segment_reader(0), 2.0)?;
        assert_eq!((scorer.seek(5), scorer.seek(24), scorer.seek(27)), (20, 24, 40));
        assert_eq!(scorer.score(), 2.0 * idf(u64::from(DOCUMENTS), u64::from(DOCUMENTS)));
        assert_eq!(weight.scorer(searcher.segment_reader(0), 1.0)?.seek(DOCUMENTS - 1), TERMINATED);
        Ok(())
    }
}
