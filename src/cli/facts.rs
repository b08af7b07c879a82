//! The facts of a text as JSON. Every span counts characters of the text.

use serde::Serialize;

use crate::extract::{self, DateKind, Facts, Known, Lines, Official, Origin, Piece, Place, Precision};
use crate::ingest::{before_credit, bylines, is_date_line};
use crate::text::{CharCounter, Span, one_line};

/// Every fact of a text.
#[derive(Serialize)]
pub struct View {
    /// When it was written, where nothing says when it was published.
    pub inferred: Option<InferredView>,
    pub officials: Vec<OfficialView>,
    pub references: Vec<ReferenceView>,
    pub bodies: Vec<BodyView>,
    pub dates: Vec<DateView>,
    pub documents: Vec<DocumentView>,
}

/// One mention of somebody.
#[derive(Serialize)]
pub struct OfficialView {
    pub name: String,
    pub key: String,
    pub province: Option<String>,
    span: [usize; 2],
    pub titles: Vec<TitleView>,
}

/// A given name alone, with the person who is meant.
#[derive(Serialize)]
pub struct ReferenceView {
    name: String,
    key: String,
    span: [usize; 2],
}

#[derive(Serialize)]
pub struct TitleView {
    pub text: String,
    span: [usize; 2],
}

#[derive(Serialize)]
pub struct BodyView {
    /// As it is written.
    pub name: String,
    pub key: String,
    pub province: Option<String>,
    span: [usize; 2],
}

#[derive(Serialize)]
pub struct DateView {
    pub kind: DateKind,
    pub date: Option<String>,
    pub to: Option<String>,
    pub precision: Option<Precision>,
    pub origin: Origin,
    span: [usize; 2],
}

#[derive(Serialize)]
pub struct InferredView {
    pub date: String,
    pub to: Option<String>,
    pub precision: Precision,
    /// The words that say so.
    pub evidence: Option<String>,
    span: Option<[usize; 2]>,
}

#[derive(Serialize)]
pub struct DocumentView {
    pub number: String,
    pub key: String,
    pub issued: Option<String>,
    span: [usize; 2],
}

/// Reads a text that stands alone, each line a paragraph. Who wrote it is not read, as in an article.
pub fn read(text: &str, known: &Known) -> Facts {
    let mut is_lead = true;
    let bylines = bylines(text);
    let lines = Lines::of(text);
    let mut pieces = lines.pieces(|line| match is_date_line(line) {
        true => Place::DateLine,
        false if std::mem::take(&mut is_lead) => Place::Lead,
        false => Place::Body,
    });
    // Both come in the order of the text.
    let is_byline = |piece: &Piece| {
        let behind = &bylines[bylines.partition_point(|byline| byline.end <= piece.start)..];
        behind.first().is_some_and(|byline| byline.start < piece.start + piece.text.len())
    };
    pieces.retain(|piece| !is_byline(piece));
    for piece in &mut pieces {
        let end = before_credit(piece.text).len();
        piece.tokens = &piece.tokens[..piece.tokens.partition_point(|token| token.span.end <= end)];
    }
    extract::read(&pieces, known)
}

impl View {
    pub fn of(facts: &Facts, text: &str) -> Self {
        let counter = CharCounter::new(text);
        let chars = |span: Span| counter.span(span);
        let mentions = facts.officials.iter().flat_map(|official| official.mentions.iter().map(move |mention| (official, mention)));
        let mut officials: Vec<OfficialView> = mentions
            .map(|(official, mention)| OfficialView {
                name: official.name.clone(),
                key: official.key(),
                province: official.province.clone(),
                span: chars(mention.span),
                titles: mention.titles.iter().map(|title| TitleView { text: title.text.clone(), span: chars(title.span) }).collect(),
            })
            .collect();
        officials.sort_by_key(|official| official.span);
        let reference = |official: &Official, span: Span| ReferenceView { name: official.name.clone(), key: official.key(), span: chars(span) };
        let references = facts.officials.iter().flat_map(|official| official.references.iter().map(move |span| reference(official, *span)));
        let mut references: Vec<ReferenceView> = references.collect();
        references.sort_by_key(|reference| reference.span);
        let bodies = facts.bodies.iter().map(|body| BodyView {
            name: one_line(body.span.of(text)),
            key: body.key(),
            province: body.province.clone(),
            span: chars(body.span),
        });
        let dates = facts.dates.iter().map(|date| DateView {
            kind: date.kind,
            date: date.days.map(|days| days.first.to_string()),
            to: date.days.and_then(|days| days.to()).map(|last| last.to_string()),
            precision: date.days.map(|days| days.precision),
            origin: date.origin,
            span: chars(date.span),
        });
        let documents = facts.documents.iter().map(|document| DocumentView {
            number: document.number.clone(),
            key: document.key.clone(),
            issued: document.issued.map(|day| day.to_string()),
            span: chars(document.span),
        });
        let inferred = facts.inferred.map(|inferred| InferredView {
            date: inferred.days.first.to_string(),
            to: inferred.days.to().map(|last| last.to_string()),
            precision: inferred.days.precision,
            evidence: inferred.evidence.map(|span| one_line(span.of(text))),
            span: inferred.evidence.map(chars),
        });
        Self { inferred, officials, references, bodies: bodies.collect(), dates: dates.collect(), documents: documents.collect() }
    }
}
