//! What facts are looked up by: the terms that an engine indexes for each, and those that a question asks for.
//!
//! An official is found by the name as it is written, with every mark, and by the same without any; each with the province and without.
//! So `Trần Văn Chung` finds nobody called `Trần Văn Chúng`, and `tran van chung` finds both.

use compact_str::CompactString;

use crate::analysis::{Token, fold_words, tokenize};
use crate::extract::{self, Facts, Origin};

/// Stands in the year of an article that has none.
pub const UNDATED: &str = "undated";

/// Returns the years of an article as they are indexed, counted and asked for.
pub fn years(facts: &Facts) -> Vec<String> {
    if facts.years.is_empty() { vec![UNDATED.to_owned()] } else { facts.years.iter().map(|year| year.to_string()).collect() }
}

/// Returns how the day is known that an article is sorted by.
pub fn date_origin(facts: &Facts) -> &'static str {
    name_of_origin(facts.date_origin())
}

/// Returns how an origin is indexed; none is that of articles without any date.
pub const fn name_of_origin(origin: Option<Origin>) -> &'static str {
    match origin {
        Some(Origin::Stated) => "stated",
        Some(Origin::Metadata) => "metadata",
        Some(Origin::Inferred) => "inferred",
        None => UNDATED,
    }
}

/// Returns the terms of an official.
pub fn of_official(name: &str, province: Option<&str>) -> Vec<String> {
    let tokens = tokenize(name);
    let names = [folded(&tokens), exact(&tokens)];
    names.into_iter().flat_map(|name| [placed(&name, province), name]).collect()
}

/// Returns the term that finds an official: `Trần Văn Chung`, `tran van chung`, `Trần Văn Chung@Tuyên Quang`, `…@?`.
pub fn asked_official(value: &str) -> CompactString {
    let (name, province) = asked_identity(value);
    let tokens = tokenize(name);
    let name = if tokens.iter().any(Token::is_marked) { exact(&tokens) } else { folded(&tokens) };
    with_province(name, province)
}

/// Returns the terms of a body, by the usual form of its name.
pub fn of_body(name: &str, province: Option<&str>) -> Vec<String> {
    let name = fold_words(name);
    vec![placed(&name, province), name]
}

/// Returns the term that finds a body in any of its spellings: `UBKT Tỉnh uỷ`, `ủy ban kiểm tra tỉnh ủy`, `Tỉnh ủy@Phú Yên`, `Tỉnh ủy Phú Yên`.
pub fn asked_body(value: &str) -> CompactString {
    let (name, province) = asked_identity(value);
    let (name, named_province) = extract::usual_body(name);
    with_province(fold_words(&name), province.or(named_province))
}

/// Returns the terms of a document: its key, and number and kind alone, by which it is often called.
pub fn of_document(key: &str) -> Vec<String> {
    let short = key.split_once('/').and_then(|(number_and_kind, _)| number_and_kind.split_once('-')).map(|(number, kind)| format!("{kind}-{number}"));
    [Some(key.to_owned()), short].into_iter().flatten().collect()
}

/// Returns the term that finds a document: `35-CT/TW`, `35 ct tw`, `chỉ thị 35`.
pub fn asked_document(value: &str) -> CompactString {
    extract::document_key(value).unwrap_or_else(|| fold_words(value)).into()
}

fn asked_identity(value: &str) -> (&str, Option<&str>) {
    match value.rsplit_once('@') {
        Some((name, province)) => (name, Some(province)),
        None => (value, None),
    }
}

fn folded(tokens: &[Token]) -> String {
    extract::name_key(tokens)
}

fn exact(tokens: &[Token]) -> String {
    let exact: Vec<&str> = tokens.iter().map(|token| token.exact.as_str()).collect();
    format!("={}", exact.join(" "))
}

fn placed(name: &str, province: Option<&str>) -> String {
    format!("{name}@{}", province.map_or_else(|| extract::UNKNOWN_PROVINCE.to_owned(), fold_words))
}

fn with_province(name: String, province: Option<&str>) -> CompactString {
    match province {
        Some(extract::UNKNOWN_PROVINCE) => placed(&name, None).into(),
        Some(province) => placed(&name, Some(province)).into(),
        None => name.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn officials_by_name_and_province() {
        let terms = of_official("Trần Văn Chung", Some("Tuyên Quang"));
        for asked in ["Trần Văn Chung", "tran van chung", "TRẦN VĂN CHUNG", "Trần Văn Chung@Tuyên Quang", "tran van chung@tuyen quang"] {
            assert!(terms.contains(&asked_official(asked).to_string()), "{asked}");
        }
        for asked in ["Trần Văn Chúng", "Trần Văn Chung@Phú Yên", "Trần Văn Chung@?", "van chung"] {
            assert!(!terms.contains(&asked_official(asked).to_string()), "{asked}");
        }
    }

    #[test]
    fn bodies_in_every_spelling() {
        let terms = of_body("Ủy ban Kiểm tra Tỉnh ủy", Some("Phú Yên"));
        for asked in [
            "UBKT Tỉnh uỷ",
            "Ủy ban Kiểm tra Tỉnh ủy",
            "uy ban kiem tra tinh uy",
            "ubkt tinh uy",
            "UBKT Tỉnh ủy Phú Yên",
            "Ủy ban Kiểm tra Tỉnh ủy@Phú Yên",
        ] {
            assert!(terms.contains(&asked_body(asked).to_string()), "{asked}: {}", asked_body(asked));
        }
        for asked in ["UBKT Tỉnh ủy Nghệ An", "UBKT", "Tỉnh ủy"] {
            assert!(!terms.contains(&asked_body(asked).to_string()), "{asked}");
        }
    }

    #[test]
    fn documents_in_every_spelling() {
        let terms = of_document("35-ct/tw");
        for asked in
            ["35-CT/TW", "35 CT/TW", "35- CT/TW", "35 ct tw", "35-ct/tw", "chỉ thị 35", "Chỉ thị số 35", "chi thi 35", "CT 35", "chỉ thị số 35-CT/TW"]
        {
            assert!(terms.contains(&asked_document(asked).to_string()), "{asked}: {}", asked_document(asked));
        }
        assert_eq!(asked_document("30/2020/nđ-cp"), "30/2020/nd-cp");
        assert_eq!(asked_document("01-KL/TW"), "1-kl/tw");
    }
}
