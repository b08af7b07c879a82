//! The query language: what each way of typing means (`tests/cases/query/*.txt`), and what holds for anything that can be typed.

use std::fmt::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use timbao::diagnostic::Severity;
use timbao::messages::{Lang, sentence};
use timbao::query::{Expr, Query, Word, limits, parse};
use timbao::text::Span;

/// Each case is a query, its tree one indent in, and `!` with the codes of its diagnostics if there are any.
#[test]
fn cases() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/query"));
    let mut failures = String::new();
    let mut count = 0;
    for entry in std::fs::read_dir(folder).expect("the cases lie beside the suite") {
        let path = entry.expect("the folder can be read").path();
        let text = std::fs::read_to_string(&path).expect("cases are UTF-8");
        let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with("# ")).collect();
        let cases = lines.chunk_by(|_, next| next.starts_with("  "));
        for case in cases {
            let (typed, wanted) = (case[0], case[1..].iter().map(|line| line.trim()).collect::<Vec<_>>().join("\n"));
            let found = sketch(&parse(typed));
            if found != wanted {
                writeln!(failures, "{}: {typed}\nwanted {wanted}\nfound  {found}\n", path.display()).expect("writing to a string");
            }
            count += 1;
        }
    }
    assert!(failures.is_empty(), "mend the parser or the cases:\n{failures}");
    assert!(count >= 150, "only {count} cases were found in {}", folder.display());
}

/// Writes the tree in one line, with English field names; the codes of the diagnostics in a second one.
fn sketch(query: &Query) -> String {
    let tree = query.root.as_ref().map_or("nothing".to_owned(), sketch_expr);
    let codes: Vec<_> = query.diagnostics.iter().map(|diagnostic| diagnostic.code.strip_prefix("query-").unwrap_or(&diagnostic.code)).collect();
    if codes.is_empty() { tree } else { format!("{tree}\n! {}", codes.join(" ")) }
}

fn sketch_expr(expr: &Expr) -> String {
    let list = |name: &str, exprs: &[Expr]| format!("({name} {})", exprs.iter().map(sketch_expr).collect::<Vec<_>>().join(" "));
    match expr {
        Expr::Words(words) => {
            let words: Vec<_> = words.iter().map(|word| if word.literal { format!("={}", word.text) } else { word.text.clone() }).collect();
            format!("words[{}]", words.join(" "))
        }
        Expr::Phrase { text, slop, literal, .. } => {
            let reach = if *slop > 0 { format!("~{slop}") } else { String::new() };
            format!("{}phrase[{text}]{reach}", if *literal { "=" } else { "" })
        }
        Expr::Prefix { text, .. } => format!("prefix[{text}]"),
        Expr::Field { field, value, .. } => format!("{}[{value}]", field.english()),
        Expr::Not(inner) => list("not", std::slice::from_ref(inner)),
        Expr::And(all) => list("and", all),
        Expr::Or(any) => list("or", any),
    }
}

/// Takes the places out of a tree, to compare what was typed in two ways.
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

fn spans(query: &Query) -> Vec<Span> {
    fn collect(expr: &Expr, spans: &mut Vec<Span>) {
        match expr {
            Expr::Words(words) => spans.extend(words.iter().map(|word| word.span)),
            Expr::Phrase { span, .. } | Expr::Prefix { span, .. } | Expr::Field { span, .. } => spans.push(*span),
            Expr::Not(inner) => collect(inner, spans),
            Expr::And(inner) | Expr::Or(inner) => inner.iter().for_each(|expr| collect(expr, spans)),
        }
    }
    let mut spans: Vec<Span> = query.diagnostics.iter().filter_map(|diagnostic| diagnostic.span).collect();
    query.root.iter().for_each(|root| collect(root, &mut spans));
    spans
}

fn codes(query: &Query) -> Vec<&str> {
    query.diagnostics.iter().map(|diagnostic| diagnostic.code.as_str()).collect()
}

#[test]
fn words_know_where_they_were_typed() {
    let typed = "  “Đảng uỷ Khối”~3 =BTV, (Trâ\u{300}n nguy*) năm:2019.";
    let found: Vec<&str> = spans(&parse(typed)).into_iter().map(|span| span.of(typed)).collect();
    assert_eq!(found, ["“Đảng uỷ Khối”~3", "BTV", "Trâ\u{300}n", "nguy*", "năm:2019."]);
}

#[test]
fn q14_any_normal_form_is_the_same_query() {
    let composed = "Trần Văn Chung KHÔNG \"Đảng ủy\" cấp-ủy:\"Tỉnh ủy\" HOẶC năm:2019";
    let decomposed = "Tra\u{302}\u{300}n Va\u{306}n Chung KHO\u{302}NG \"D\u{302}a\u{309}ng u\u{309}y\" ca\u{302}\u{301}p-u\u{309}y:\"Ti\u{309}nh u\u{309}y\" HOA\u{323}\u{306}C na\u{306}m:2019";
    let tree = |typed: &str| parse(typed).root.as_ref().map(without_spans);
    // A mark in the one table of Unicode, and none in the other: the whole is composed all the same.
    let marks = parse("Ă\u{301}\u{322}\u{302}\u{5c8}n").to_string();
    assert!(unicode_normalization::is_nfc(&marks), "{marks:?}");
    // `D̂` is no letter of Vietnamese: everything but that one letter must agree.
    assert_eq!(tree(&composed.replace('Đ', "D\u{302}")), tree(decomposed));
    assert_eq!(parse(composed).to_string(), "Trần Văn Chung -\"Đảng ủy\" cap-uy:\"Tỉnh ủy\" | nam:2019");
}

#[test]
fn q15_what_cannot_be_seen_is_left_out() {
    for typed in
        ["Trần\u{202E} Chung", "Tr\u{0}ần Chung", "\u{FEFF}Trần Chung", "Trần \u{301}Chung", "Tr\u{AD}ần Ch\u{200D}ung", "Trần\u{7} \u{1B}Chung"]
    {
        let query = parse(typed);
        assert_eq!(sketch(&query), "words[Trần Chung]\n! invisible", "{typed:?}");
        assert_eq!(query.to_string(), "Trần Chung", "{typed:?}");
    }
    for typed in ["Trần\tChung", "Trần\u{A0}Chung", "Trần\r\n\u{3000}Chung", "Trần\u{200B}Chung"] {
        assert_eq!(sketch(&parse(typed)), "words[Trần Chung]", "{typed:?}: every space is a space");
    }
}

#[test]
fn a_query_over_a_limit_is_cut_and_says_so() {
    let words = |count: usize| vec!["tin"; count].join(" ");
    for (typed, limit, kept) in [
        (words(limits::WORDS + 1), "query-too-many-words", words(limits::WORDS)),
        (words(limits::WORDS).replace(' ', " OR ") + " OR tin", "query-too-many-words", words(limits::WORDS).replace(' ', " | ")),
        (format!("\"{}\"", words(limits::PHRASE + 1)), "query-phrase-too-long", format!("\"{}\"", words(limits::PHRASE))),
        (words(limits::PHRASE + 1).replace(' ', "-"), "query-phrase-too-long", words(limits::PHRASE).replace(' ', "-")),
        ("ngu* ".repeat(limits::PREFIXES + 1), "query-too-many-prefixes", "ngu* ".repeat(limits::PREFIXES) + "ngu"),
        (format!("tin {}", "a".repeat(limits::BYTES)), "query-too-long", format!("tin {}", "a".repeat(limits::BYTES - 4))),
        ("(".repeat(limits::DEPTH + 1) + "tin", "query-too-deep", "tin".to_owned()),
        (format!("{}tin{}", "-(".repeat(limits::DEPTH + 1), ")".repeat(limits::DEPTH + 1)), "query-too-deep", "-tin".to_owned()),
    ] {
        let query = parse(&typed);
        assert_eq!(query.to_string(), kept, "{typed}");
        let first = query.first_limit().unwrap_or_else(|| panic!("no limit was said for {typed}"));
        assert_eq!((first.code.as_str(), first.severity), (limit, Severity::Warning), "{typed}");
    }
}

#[test]
fn a_query_within_the_limits_is_whole() {
    let depth = limits::DEPTH;
    for typed in [
        vec!["tin"; limits::WORDS].join(" "),
        format!("\"{}\"", vec!["tin"; limits::PHRASE].join(" ")),
        "ngu* ".repeat(limits::PREFIXES),
        "a".repeat(limits::BYTES),
        "e\u{302}\u{301}".repeat(limits::BYTES / "ế".len()),
        format!("{}tin{}", "(".repeat(depth), ")".repeat(depth)),
        "(tin) ".repeat(depth + 1),
    ] {
        assert_eq!(parse(&typed).first_limit(), None, "{typed}");
    }
}

#[test]
fn a_cut_query_ends_between_letters() {
    let typed = format!("{}e\u{302}\u{301}", "a".repeat(limits::BYTES - 2));
    let query = parse(&typed);
    assert_eq!(query.to_string(), "a".repeat(limits::BYTES - 2), "no bare `e` or `ê` is left of `ế`");
    assert_eq!(query.diagnostics[0].span, Some(Span::new(limits::BYTES - 2, typed.len())));
}

/// Each is read at once, and says the limit that it broke.
#[test]
fn q01_q02_q03_q04_q05_attacks() {
    for (name, typed, limit) in [
        ("brackets", "(".repeat(100_000), Some("query-too-long")),
        ("short brackets", "(".repeat(1_000), Some("query-too-deep")),
        ("excluded brackets", "-(".repeat(3_000), Some("query-too-long")),
        ("brackets and words", "(a ".repeat(300), Some("query-too-deep")),
        ("NOT", "NOT ".repeat(20_000), Some("query-too-long")),
        ("NOT with a word", "NOT ".repeat(200) + "tin", None),
        ("phrase", format!("\"{}\"", "tin ".repeat(10_000)), Some("query-too-long")),
        ("OR", "tin OR ".repeat(20_000), Some("query-too-long")),
        ("ten megabytes", "Đảng ".repeat(10 << 17), Some("query-too-long")),
        ("marks", format!("e{}", "\u{301}".repeat(1_000_000)), Some("query-too-long")),
        ("invisible", "\u{202E}".repeat(1_000_000), None),
        ("single quotes", " 'a".repeat(100_000), Some("query-too-long")),
        ("colons", "a:".repeat(100_000), Some("query-too-long")),
        ("closing brackets", ")".repeat(500), None),
        ("prefixes", "ng* ".repeat(200), Some("query-too-many-prefixes")),
    ] {
        let start = Instant::now();
        let query = parse(&typed);
        // Generous for an unoptimised build on a busy machine; recursion or a square of the length would take minutes.
        assert!(start.elapsed() < Duration::from_secs(5), "{name} took {:?}", start.elapsed());
        assert_eq!(query.first_limit().map(|limit| limit.code.as_str()), limit, "{name}: {:?}", codes(&query));
    }
}

#[test]
fn every_diagnostic_is_a_sentence_in_both_languages() {
    for typed in [
        "[a",
        "",
        "nam: x",
        "a\u{0}",
        "-a",
        "a |",
        "KHÔNG",
        "a*",
        "a^2 b",
        "\"a b\"~99",
        "ng*n",
        "(a",
        "a)",
        "\"a",
        "x:y",
        "yeer:1",
        "nam:19",
        "tu:x",
        "date:x",
    ] {
        for diagnostic in parse(typed).diagnostics {
            for lang in [Lang::Vi, Lang::En] {
                let sentence = sentence(lang, &diagnostic);
                assert_ne!(sentence, diagnostic.code, "{typed}: not in the catalogue");
                assert!(!sentence.contains("{0}") && !sentence.contains("{1}"), "{typed}: a place of `{sentence}` has no argument");
            }
        }
    }
}

/// What is written in `docs/query-language.md` as `typed → read as` is so.
#[test]
fn the_manual_is_right() {
    let manual = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/query-language.md")).expect("the manual lies in `docs`");
    let examples: Vec<(&str, &str)> = manual.lines().filter_map(|line| line.split_once(" → ")).collect();
    assert!(examples.len() >= 30, "only {} examples were found", examples.len());
    for (typed, read_as) in examples {
        assert_eq!(parse(typed.trim()).to_string(), read_as.trim(), "mend the example in the manual: {typed}");
    }
}

/// Found by the property below: in NFC some signs fall apart into a sign and a mark.
#[test]
fn a_sign_that_falls_apart_is_printed_as_it_is_read() {
    check_print("a\u{1D1BB}\u{1D165}²").expect("the mark is left out at once");
}

/// Found by the fuzzer: the print leaves out the double quote, and then the single ones made a pair.
#[test]
fn a_lone_quote_before_a_refused_value_stays_alone() {
    check_print("nam:’x\" y’-z").expect("`nam` and `x` are two words");
}

/// Pieces from which queries are made that come near every rule.
fn syntax() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just(" "),
        Just(" "),
        Just(" "),
        Just("("),
        Just(")"),
        Just("-"),
        Just(" -"),
        Just("="),
        Just(" ="),
        Just("*"),
        Just("~3"),
        Just("~"),
        Just(":"),
        Just("|"),
        Just("&&"),
        Just("&"),
        Just("\""),
        Just("“"),
        Just("”"),
        Just("«"),
        Just("»"),
        Just("'"),
        Just("’"),
        Just(","),
        Just("."),
        Just("\\"),
        Just("["),
        Just(" OR "),
        Just(" HOẶC "),
        Just(" AND "),
        Just(" NOT "),
        Just("KHÔNG"),
        Just("VÀ "),
        Just("OR"),
        Just("NOT"),
        Just("nam:"),
        Just("NĂM:"),
        Just("can-bo:"),
        Just("nguồn:"),
        Just("ngay:"),
        Just("published"),
        Just("2019"),
        Just("35-CT/TW"),
        Just("2.397"),
        Just("7"),
        Just("trần"),
        Just("Văn"),
        Just("CHUNG"),
        Just("ủy"),
        Just("H'Yim"),
        Just("T.Ư"),
        Just("a"),
        Just("XIII"),
        Just("\u{301}"),
        Just("\u{202E}"),
        Just("℃"),
        Just("ﬁ"),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

fn anything() -> impl Strategy<Value = String> {
    prop_oneof![syntax(), ".{0,80}", prop::collection::vec(any::<char>(), 0..60).prop_map(String::from_iter)]
}

fn check_spans(typed: &str) -> Result<(), TestCaseError> {
    let query = parse(typed);
    for span in spans(&query) {
        prop_assert!(span.start <= span.end && span.end <= typed.len(), "{span:?} is not inside {typed:?}");
        prop_assert!(typed.is_char_boundary(span.start) && typed.is_char_boundary(span.end), "{span:?} cuts a character of {typed:?}");
    }
    Ok(())
}

fn check_print(typed: &str) -> Result<(), TestCaseError> {
    let query = parse(typed);
    let printed = query.to_string();
    let again = parse(&printed);
    prop_assert_eq!(again.root.as_ref().map(without_spans), query.root.as_ref().map(without_spans), "{:?} was printed as {:?}", typed, printed);
    prop_assert_eq!(again.to_string(), printed);
    Ok(())
}

fn check_shape(expr: &Expr) -> Result<(), TestCaseError> {
    match expr {
        Expr::Words(words) => prop_assert!(!words.is_empty()),
        Expr::Phrase { text, .. } | Expr::Prefix { text, .. } | Expr::Field { value: text, .. } => prop_assert!(!text.is_empty()),
        Expr::Not(inner) => {
            prop_assert!(!matches!(**inner, Expr::Not(_)));
            check_shape(inner)?;
        }
        Expr::And(inner) | Expr::Or(inner) => {
            prop_assert!(inner.len() > 1);
            for child in inner {
                prop_assert!(std::mem::discriminant(child) != std::mem::discriminant(expr));
                check_shape(child)?;
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_span_lies_in_the_text(typed in anything()) {
        check_spans(&typed)?;
    }

    #[test]
    fn the_print_reads_as_the_same_query(typed in anything()) {
        check_print(&typed)?;
    }

    #[test]
    fn the_tree_has_one_form(typed in anything()) {
        if let Some(root) = parse(&typed).root {
            check_shape(&root)?;
        }
    }

    #[test]
    fn no_query_without_a_word_is_silent(typed in anything()) {
        let query = parse(&typed);
        prop_assert_eq!(query.root.is_none(), codes(&query).contains(&"query-empty"));
    }
}
