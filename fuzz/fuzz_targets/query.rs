//! Any text as a query: it is read within its limits, its places lie in the text, and its print reads as the same query.
#![no_main]

use libfuzzer_sys::fuzz_target;
use timbao::analysis::{fold_words, tokenize};
use timbao::query::{Expr, Query, Word, limits, parse};
use timbao::text::Span;
use unicode_normalization::is_nfc;

fuzz_target!(|bytes: &[u8]| {
    let typed = String::from_utf8_lossy(bytes);
    let query = parse(&typed);
    places_lie_in_the_text(&typed, &query);
    each_code_is_said_once(&query);
    if let Some(root) = &query.root {
        let mut size = Size::default();
        size.measure(root, 1);
        size.is_within_limits();
    }
    the_print_reads_as_the_same_query(&query);
});

fn places_lie_in_the_text(typed: &str, query: &Query) {
    let mut spans: Vec<Span> = query.diagnostics.iter().filter_map(|diagnostic| diagnostic.span).collect();
    if let Some(root) = &query.root {
        collect_spans(root, &mut spans);
    }
    for span in spans {
        assert!(span.start <= span.end && typed.is_char_boundary(span.start) && typed.is_char_boundary(span.end), "{span:?}");
    }
}

fn collect_spans(expr: &Expr, spans: &mut Vec<Span>) {
    match expr {
        Expr::Words(words) => spans.extend(words.iter().map(|word| word.span)),
        Expr::Phrase { span, .. } | Expr::Prefix { span, .. } | Expr::Field { span, .. } => spans.push(*span),
        Expr::Not(inner) => collect_spans(inner, spans),
        Expr::And(inner) | Expr::Or(inner) => inner.iter().for_each(|expr| collect_spans(expr, spans)),
    }
}

fn each_code_is_said_once(query: &Query) {
    let mut codes: Vec<&str> = query.diagnostics.iter().map(|diagnostic| diagnostic.code.as_str()).collect();
    assert_eq!(query.root.is_none(), codes.contains(&"query-empty"));
    let said = codes.len();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), said, "{codes:?}");
}

/// How much a tree asks for, with its shape checked on the way.
#[derive(Default)]
struct Size {
    depth: usize,
    words: usize,
    prefixes: usize,
    bytes: usize,
}

impl Size {
    fn measure(&mut self, expr: &Expr, depth: usize) {
        self.depth = self.depth.max(depth);
        match expr {
            Expr::Words(words) => {
                assert!(!words.is_empty());
                words.iter().for_each(|word| self.text(&word.text));
            }
            Expr::Phrase { text, slop, .. } => {
                assert!(*slop <= limits::SLOP);
                self.text(text);
            }
            Expr::Prefix { text, .. } => {
                self.prefixes += 1;
                assert!(fold_words(text).chars().count() >= limits::PREFIX_LETTERS, "{text:?}");
                self.text(text);
            }
            Expr::Field { field, value, .. } => {
                assert_eq!(field.check(value), Ok(()));
                self.text(value);
            }
            Expr::Not(inner) => {
                assert!(!matches!(**inner, Expr::Not(_)));
                self.measure(inner, depth + 1);
            }
            Expr::And(inner) | Expr::Or(inner) => {
                assert!(inner.len() > 1);
                for child in inner {
                    assert_ne!(std::mem::discriminant(child), std::mem::discriminant(expr), "its own kind inside");
                    self.measure(child, depth + 1);
                }
            }
        }
    }

    fn text(&mut self, text: &str) {
        let words = tokenize(text).len();
        assert!((1..=limits::PHRASE).contains(&words), "{words} words in {text:?}");
        assert!(is_nfc(text) && !text.contains(char::is_control) && text == text.trim(), "{text:?}");
        self.words += words;
        self.bytes += text.len();
    }

    fn is_within_limits(&self) {
        assert!(self.words <= limits::WORDS && self.prefixes <= limits::PREFIXES && self.bytes <= limits::BYTES);
        // Each bracket can hold an `Or` of an `And` of a `Not`; then comes the leaf.
        assert!(self.depth <= 3 * (limits::DEPTH + 1) + 1, "{} levels", self.depth);
    }
}

fn the_print_reads_as_the_same_query(query: &Query) {
    let printed = query.to_string();
    // The print puts spaces around operators, so it may be longer than what was typed.
    if printed.len() > limits::BYTES {
        return;
    }
    let again = parse(&printed);
    assert_eq!(again.root.as_ref().map(without_spans), query.root.as_ref().map(without_spans), "printed as {printed:?}");
    assert_eq!(again.to_string(), printed);
}

fn without_spans(expr: &Expr) -> Expr {
    let span = Span::default();
    let each = |exprs: &[Expr]| exprs.iter().map(without_spans).collect();
    match expr.clone() {
        Expr::Words(words) => Expr::Words(words.into_iter().map(|word| Word { span, ..word }).collect()),
        Expr::Phrase { text, slop, literal, .. } => Expr::Phrase { text, slop, literal, span },
        Expr::Prefix { text, .. } => Expr::Prefix { text, span },
        Expr::Field { field, value, .. } => Expr::Field { field, value, span },
        Expr::Not(inner) => Expr::Not(Box::new(without_spans(&inner))),
        Expr::And(all) => Expr::And(each(&all)),
        Expr::Or(any) => Expr::Or(each(&any)),
    }
}
