//! Any line as what was asked for, and any text as the article: marks and passages lie in the text, and looking before analysing misses none.
#![no_main]

use libfuzzer_sys::fuzz_target;
use timbao::analysis::tokenize;
use timbao::article::Article;
use timbao::highlight::{Highlighter, Pattern, Patterns, Shape, Spelling, Taste};
use timbao::laws::{read_file, spans_in_order};

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let Some((asked, written)) = text.split_once('\n') else { return };
    let patterns = patterns(asked);
    let together = Patterns::new(patterns.clone());
    for parsed in read_file("tin/bai.txt", written.as_bytes()) {
        places_lie_in_the_text(&parsed.article, &together);
        looking_first_misses_nothing(&parsed.article, &patterns);
        passages_are_of_the_text(&parsed.article, &together);
    }
});

/// Makes a pattern of each kind from the words of a line.
fn patterns(asked: &str) -> Vec<Pattern> {
    let tokens = tokenize(asked);
    let row = |spelling: fn(&timbao::analysis::Token) -> Spelling| {
        (0..).zip(tokens.iter().take(8)).map(|(place, token)| (place, spelling(token))).collect()
    };
    let spellings: [fn(&timbao::analysis::Token) -> Spelling; 4] = [
        |token| Spelling::Folded(token.fold.clone()),
        |token| Spelling::Exact(token.exact.clone()),
        |token| Spelling::Compatible(token.exact.clone()),
        |token| Spelling::Prefix(token.fold.clone()),
    ];
    let shapes = [Shape::Row, Shape::Name, Shape::Near(2), Shape::Row];
    if tokens.is_empty() {
        return Vec::new();
    }
    (0..).zip(spellings.into_iter().zip(shapes)).map(|(unit, (spelling, shape))| Pattern { unit, words: row(spelling), shape }).collect()
}

fn places_lie_in_the_text(article: &Article, patterns: &Patterns) {
    let marks = Highlighter::new(article).marks(patterns);
    spans_in_order(&article.text, marks.iter().map(|mark| mark.span));
    for mark in &marks {
        let inside = |part: &timbao::article::Part| part.class.is_kept() && part.span.start <= mark.span.start && mark.span.end <= part.span.end;
        assert!(article.parts.iter().any(inside), "{mark:?} lies in no part that is shown");
    }
}

/// Paragraphs are passed over by their bare letters before they are analysed.
fn looking_first_misses_nothing(article: &Article, patterns: &[Pattern]) {
    for pattern in patterns {
        let one = Patterns::new(vec![pattern.clone()]);
        let stands = !Highlighter::new(article).marks(&one).is_empty();
        assert_eq!(Highlighter::new(article).holds_each(&one, [pattern.unit]), stands, "{pattern:?}");
    }
}

fn passages_are_of_the_text(article: &Article, patterns: &Patterns) {
    let taste = Taste::default();
    let highlighter = Highlighter::new(article);
    let passages = highlighter.passages(patterns, &taste);
    assert!(passages.len() <= taste.passages.max(1));
    spans_in_order(&article.text, passages.iter().map(|passage| passage.span));
    for passage in &passages {
        let text = passage.span.of(&article.text);
        assert!(text.chars().count() <= taste.chars, "{} characters", text.chars().count());
        spans_in_order(text, passage.marks.iter().copied());
    }
    if let Some(title) = article.parts_of(timbao::article::Class::Title).next() {
        spans_in_order(title.span.of(&article.text), highlighter.title_marks(patterns));
    }
}
