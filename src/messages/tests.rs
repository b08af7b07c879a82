//! Both languages say the same things, and everything that the program says is in the catalogue.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::*;

/// The places of a sentence, each once.
fn places(sentence: &str) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut rest = sentence;
    while let Some((_, number, after)) = next_place(rest) {
        found.insert(number);
        rest = after;
    }
    found
}

fn places_by_code(lang: Lang) -> BTreeMap<&'static str, BTreeSet<usize>> {
    catalogue(lang).iter().map(|(code, sentence)| (*code, places(sentence))).collect()
}

#[test]
fn both_languages_have_the_same_codes_with_the_same_places() {
    let (vi, en) = (places_by_code(Lang::Vi), places_by_code(Lang::En));
    let differing: Vec<_> = vi.keys().chain(en.keys()).filter(|code| vi.get(*code) != en.get(*code)).collect();
    assert!(differing.is_empty(), "write these in both languages, with the same places: {differing:?}");
}

#[test]
fn every_line_is_a_code_with_a_sentence_and_no_code_comes_twice() {
    for areas in [&VIETNAMESE, &ENGLISH] {
        let mut seen = BTreeSet::new();
        for line in areas.iter().flat_map(|area| area.lines()).filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
            let (code, sentence) = line.split_once(" = ").unwrap_or_else(|| panic!("write `code = sentence`: {line}"));
            assert!(is_code(code), "a code is lower-case words joined by `-`: {line}");
            assert!(!sentence.trim().is_empty(), "the sentence is missing: {line}");
            assert!(seen.insert(code), "`{code}` has two sentences: take one away");
        }
    }
}

#[test]
fn every_code_in_the_program_has_a_sentence() {
    let mut used = BTreeSet::new();
    collect_codes(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut used);
    assert!(used.contains("query-empty"), "the codes of the program were not found");
    let missing: Vec<_> = used.iter().filter(|code| !catalogue(Lang::En).contains_key(code.as_str())).collect();
    assert!(missing.is_empty(), "add these to `src/messages/vi` and `src/messages/en`: {missing:?}");
}

/// Collects what the program hands to a diagnostic, and every text that looks like a code of an area.
fn collect_codes(folder: &Path, used: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).expect("the sources lie beside the manifest") {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            collect_codes(&path, used);
        } else if path.extension().is_some_and(|ext| ext == "rs" || ext == "html") && !path.ends_with("messages/tests.rs") {
            let source = std::fs::read_to_string(&path).expect("sources are UTF-8");
            let program = source.split("\n#[cfg(test)]").next().unwrap_or_default();
            used.extend(codes_in(program));
        }
    }
}

fn codes_in(program: &str) -> impl Iterator<Item = String> {
    const AREAS: [&str; 8] = ["query-", "ingest-", "archive-", "engine-", "export-", "cli-", "web-", "mcp-"];
    const MAKERS: [&str; 3] = ["Diagnostic::note(", "Diagnostic::warning(", "Diagnostic::error("];
    // Every piece between two quotes is looked at, so a quote inside a text cannot hide the codes behind it.
    program.match_indices('"').filter_map(|(open, _)| {
        let before = &program[..open];
        let (text, _) = program[open + 1..].split_once('"')?;
        let looks_like_code = AREAS.iter().any(|area| text.starts_with(area));
        let is_said = MAKERS.iter().any(|maker| before.trim_end().ends_with(maker));
        (is_code(text) && (looks_like_code || is_said)).then(|| text.to_owned())
    })
}

fn is_code(text: &str) -> bool {
    text.split('-').all(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()))
}

#[test]
fn places_are_filled_once_and_holes_stay_visible() {
    assert_eq!(fill("{1} và {0}", &["{1}", "hai"]), "hai và {1}");
    assert_eq!(fill("{0}, {1}", &["một"]), "một, {1}");
    assert_eq!(fill("{} { {x} {0", &["một"]), "{} { {x} {0");
    assert_eq!(render(Lang::En, "no-such-code", &["một"]), "no-such-code");
}

#[test]
fn a_diagnostic_speaks_both_languages() {
    let diagnostic = Diagnostic::note("query-slop-capped").arg(50);
    assert_eq!(sentence(Lang::Vi, &diagnostic), "`~` cách nhau nhiều nhất 50 từ; đã đọc là `~50`");
    assert_eq!(sentence(Lang::En, &diagnostic), "`~` reaches at most 50 words; it was read as `~50`");
}
