//! Articles that match at least one of several queries, told for one article at a time.
//!
//! The union of tantivy reads ahead: it collects what its parts hold of some four thousand articles, and so reads the positions of phrases in
//! articles that the rest of a question has ruled out long ago.

use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SeekDangerResult, SegmentReader, TERMINATED, TantivyError};

/// A union for the inside of an intersection. It knows no scores.
#[derive(Debug)]
pub struct EitherQuery {
    pub parts: Vec<Box<dyn Query>>,
}

impl Clone for EitherQuery {
    fn clone(&self) -> Self {
        Self { parts: self.parts.iter().map(|part| part.box_clone()).collect() }
    }
}

impl Query for EitherQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let parts = self.parts.iter().map(|part| part.weight(scoring)).collect::<tantivy::Result<_>>()?;
        Ok(Box::new(EitherWeight { parts }))
    }
}

struct EitherWeight {
    parts: Vec<Box<dyn Weight>>,
}

impl Weight for EitherWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let (found, mut either) = self.open(reader, 0, boost)?;
        if let SeekDangerResult::SeekLowerBound(next) = found {
            either.go_to(next);
        }
        Ok(Box::new(either))
    }

    fn scorer_danger(&self, reader: &SegmentReader, target: DocId, boost: Score) -> tantivy::Result<(SeekDangerResult, Box<dyn Scorer>)> {
        let (found, either) = self.open(reader, target, boost)?;
        Ok((found, Box::new(either)))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        match self.scorer_danger(reader, doc, 1.0)? {
            (SeekDangerResult::Found, mut scorer) => Ok(Explanation::new("one of several", scorer.score())),
            _ => Err(TantivyError::InvalidArgument(format!("document {doc} does not match"))),
        }
    }
}

impl EitherWeight {
    /// Opens the parts around `target`, and tells whether one of them holds it.
    fn open(&self, reader: &SegmentReader, target: DocId, boost: Score) -> tantivy::Result<(SeekDangerResult, Either)> {
        let mut parts = Vec::with_capacity(self.parts.len());
        for weight in &self.parts {
            let (found, scorer) = weight.scorer_danger(reader, target, boost)?;
            let mut part = Part { scorer, next: target, is_there: false };
            part.take(target, found);
            if part.next < TERMINATED {
                parts.push(part);
            }
        }
        let mut either = Either { parts, doc: target, documents: reader.max_doc() };
        Ok((either.look(target), either))
    }
}

/// One of several.
struct Part {
    scorer: Box<dyn Scorer>,
    /// It holds no document between the last one that was asked for and this one.
    next: DocId,
    /// Whether it holds that one, as far as is known.
    is_there: bool,
}

impl Part {
    fn holds(&mut self, target: DocId) -> bool {
        if self.next < target || (self.next == target && !self.is_there) {
            let found = self.scorer.seek_danger(target);
            self.take(target, found);
        }
        self.next == target && self.is_there
    }

    fn take(&mut self, target: DocId, found: SeekDangerResult) {
        (self.next, self.is_there) = match found {
            SeekDangerResult::Found => (target, true),
            SeekDangerResult::SeekLowerBound(next) => (next, false),
        };
    }
}

struct Either {
    /// Those that may hold another document. Each is only ever asked about one document behind the other.
    parts: Vec<Part>,
    doc: DocId,
    documents: u32,
}

impl Either {
    /// Tells whether one of the parts holds the document; the others need not be asked then.
    fn look(&mut self, target: DocId) -> SeekDangerResult {
        let mut next = TERMINATED;
        for part in &mut self.parts {
            if part.holds(target) {
                self.doc = target;
                return SeekDangerResult::Found;
            }
            next = next.min(part.next);
        }
        SeekDangerResult::SeekLowerBound(next)
    }

    /// Goes to the first document from here on.
    fn go_to(&mut self, mut target: DocId) -> DocId {
        while target < TERMINATED {
            match self.look(target) {
                SeekDangerResult::Found => return target,
                SeekDangerResult::SeekLowerBound(next) => target = next,
            }
        }
        self.doc = TERMINATED;
        TERMINATED
    }
}

impl DocSet for Either {
    fn advance(&mut self) -> DocId {
        self.seek(self.doc.saturating_add(1))
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if target <= self.doc { self.doc } else { self.go_to(target) }
    }

    /// Looks at one document only, and does not go on to the next match.
    fn seek_danger(&mut self, target: DocId) -> SeekDangerResult {
        if target < TERMINATED { self.look(target) } else { SeekDangerResult::SeekLowerBound(TERMINATED) }
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.parts.iter().fold(0, |sum: u32, part| sum.saturating_add(part.scorer.size_hint())).min(self.documents)
    }

    fn cost(&self) -> u64 {
        self.parts.iter().map(|part| part.scorer.cost()).sum()
    }
}

impl Scorer for Either {
    fn score(&mut self) -> Score {
        1.0
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use tantivy::collector::{Count, DocSetCollector};
    use tantivy::query::{BooleanQuery, PhraseQuery, TermQuery};
    use tantivy::schema::{Field, IndexRecordOption, Schema, TEXT};
    use tantivy::{Index, IndexWriter, Searcher, TantivyDocument, Term, doc};

    use super::*;

    const DOCUMENTS: DocId = 10_000;

    /// Document `n` has the word `dN` for each divisor in the list, and `a b` or `b a`.
    const DIVISORS: [DocId; 5] = [1, 2, 7, 300, 5_001];

    fn scene() -> tantivy::Result<(Searcher, Field)> {
        let mut schema = Schema::builder();
        let body = schema.add_text_field("body", TEXT);
        let index = Index::create_in_ram(schema.build());
        let mut writer: IndexWriter<TantivyDocument> = index.writer_with_num_threads(1, 15_000_000)?;
        for n in 0..DOCUMENTS {
            let divisors: String = DIVISORS.iter().filter(|&divisor| n % divisor == 0).map(|divisor| format!("d{divisor} ")).collect();
            writer.add_document(doc!(body => format!("{divisors}{}", if n % 3 == 0 { "a b" } else { "b a" })))?;
        }
        writer.commit()?;
        Ok((index.reader()?.searcher(), body))
    }

    /// Parts, and which documents one of them holds.
    type Choice = (Vec<Box<dyn Query>>, fn(DocId) -> bool);

    fn word(body: Field, word: &str) -> Box<dyn Query> {
        Box::new(TermQuery::new(Term::from_field_text(body, word), IndexRecordOption::Basic))
    }

    fn phrase(body: Field) -> Box<dyn Query> {
        Box::new(PhraseQuery::new(vec![Term::from_field_text(body, "a"), Term::from_field_text(body, "b")]))
    }

    fn found(searcher: &Searcher, query: &dyn Query) -> tantivy::Result<BTreeSet<DocId>> {
        let found: BTreeSet<DocId> = searcher.search(query, &DocSetCollector)?.into_iter().map(|address| address.doc_id).collect();
        assert_eq!(searcher.search(query, &Count)?, found.len());
        Ok(found)
    }

    #[test]
    fn it_holds_what_one_of_its_parts_holds() -> tantivy::Result<()> {
        let (searcher, body) = scene()?;
        let choices: [Choice; 6] = [
            (vec![], |_| false),
            (vec![word(body, "nowhere")], |_| false),
            (vec![word(body, "d7"), word(body, "d300")], |n| n % 7 == 0 || n % 300 == 0),
            (vec![phrase(body), word(body, "d7"), word(body, "nowhere")], |n| n % 3 == 0 || n % 7 == 0),
            (vec![word(body, "d5001"), phrase(body)], |n| n % 5_001 == 0 || n % 3 == 0),
            (vec![word(body, "d1"), word(body, "d2")], |_| true),
        ];
        for (parts, holds) in choices {
            let either = EitherQuery { parts };
            let expected: BTreeSet<DocId> = (0..DOCUMENTS).filter(|&n| holds(n)).collect();
            assert_eq!(found(&searcher, &either)?, expected);
            for divisor in DIVISORS {
                let both = BooleanQuery::intersection(vec![word(body, &format!("d{divisor}")), Box::new(either.clone())]);
                let expected: BTreeSet<DocId> = expected.iter().copied().filter(|n| n % divisor == 0).collect();
                assert_eq!(found(&searcher, &both)?, expected, "with d{divisor}");
            }
            let weight = either.weight(EnableScoring::disabled_from_searcher(&searcher))?;
            let reader = searcher.segment_reader(0);
            for step in [1, 2, 19, 1_300] {
                let mut seeking = weight.scorer(reader, 1.0)?;
                let mut looking: Option<Box<dyn Scorer>> = None;
                for target in (0..DOCUMENTS).step_by(step) {
                    let next = expected.range(target..).next().copied().unwrap_or(TERMINATED);
                    assert_eq!(seeking.seek(target), next, "{target} by {step}");
                    assert_eq!(seeking.doc(), next);
                    let looked = match &mut looking {
                        Some(scorer) => scorer.seek_danger(target),
                        None => {
                            let (looked, scorer) = weight.scorer_danger(reader, target, 1.0)?;
                            looking = Some(scorer);
                            looked
                        }
                    };
                    match looked {
                        SeekDangerResult::Found => assert_eq!(next, target),
                        SeekDangerResult::SeekLowerBound(bound) => assert!(target < bound && bound <= next, "{target}: {bound}, {next}"),
                    }
                }
                assert_eq!(seeking.seek(TERMINATED), TERMINATED);
                assert_eq!(seeking.advance(), TERMINATED);
            }
        }
        Ok(())
    }
}
