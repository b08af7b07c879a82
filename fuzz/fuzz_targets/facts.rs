//! Any text read for facts: nothing fails, every fact lies in the text, and a text says the same in composed and decomposed letters.
#![no_main]

use libfuzzer_sys::fuzz_target;
use timbao::extract::{self, Day, Facts, Known, Lines, Place};
use timbao::text::Span;
use unicode_normalization::UnicodeNormalization;

/// A day on which articles come out.
const PUBLISHED: i32 = 18_279;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    for published in [None, Some(Day::from_number(PUBLISHED))] {
        let facts = read(&text, published);
        spans_lie_in(&text, &facts);
        days_run_forward(&facts);
        assert!(facts.years.is_sorted() && facts.officials.iter().all(|official| !official.mentions.is_empty()));
        assert_eq!(said(&facts), said(&read(&text.nfd().collect::<String>(), published)));
        assert_eq!(said(&facts), said(&read(&text.nfc().collect::<String>(), published)));
    }
    if let Some(key) = extract::document_key(&text) {
        assert!(!key.contains(char::is_whitespace), "{key:?}");
    }
    let _ = extract::usual_body(&text);
});

fn read(text: &str, published: Option<Day>) -> Facts {
    let mut places = [Place::Title, Place::DateLine, Place::Lead].into_iter();
    let lines = Lines::of(text);
    extract::read(&lines.pieces(|_| places.next().unwrap_or(Place::Body)), &Known { published, ..Known::default() })
}

fn spans_lie_in(text: &str, facts: &Facts) {
    let officials = facts
        .officials
        .iter()
        .flat_map(|official| official.mentions.iter().map(|mention| mention.span).chain(official.titles().map(|title| title.span)));
    let others = facts
        .bodies
        .iter()
        .map(|body| body.span)
        .chain(facts.dates.iter().map(|date| date.span))
        .chain(facts.documents.iter().map(|document| document.span));
    let evidence = facts.published.iter().chain(&facts.inferred).filter_map(|published| published.evidence);
    let others = others.chain(facts.officials.iter().flat_map(|official| official.references.iter().copied()));
    let others = others.chain(facts.events.iter().map(|event| event.span));
    for span in officials.chain(others).chain(evidence) {
        assert!(!span.is_empty() && !span.of(text).trim().is_empty(), "{span:?}");
        let Span { start, end } = span;
        assert!(text.is_char_boundary(start) && text.is_char_boundary(end), "{span:?}");
    }
}

fn days_run_forward(facts: &Facts) {
    let days = facts.dates.iter().filter_map(|date| date.days);
    assert!(days.chain(facts.published.map(|published| published.days)).all(|days| days.first <= days.last));
}

/// What is said, without where.
fn said(facts: &Facts) -> String {
    let officials: Vec<_> = facts.officials.iter().map(|official| (official.key(), official.titles().count())).collect();
    let bodies: Vec<_> = facts.bodies.iter().map(|body| body.key()).collect();
    let dates: Vec<_> = facts.dates.iter().map(|date| (date.kind, date.days)).collect();
    let documents: Vec<_> = facts.documents.iter().map(|document| (&document.key, document.issued)).collect();
    format!("{officials:?} {bodies:?} {dates:?} {documents:?} {:?}", facts.years)
}
