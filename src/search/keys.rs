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

/// Returns what a province is looked up by, whichever of its names is written, with marks or without: `Daklak`, `Thừa Thiên Huế`.
pub fn of_province(name: &str) -> String {
    fold_words(usual_province(name))
}

/// Returns the usual name of a province; what is no province stays as it is.
pub fn usual_province(name: &str) -> &str {
    extract::authority::province_called(name).unwrap_or(name)
}

/// Returns the terms of an official. A name with an `@` behind it is also that of others: it finds by itself, not with the province.
pub fn of_official(name: &str, province: Option<&str>) -> Vec<String> {
    let tokens = tokenize(name);
    let names = [folded(&tokens), exact(&tokens)];
    let is_own = !name.ends_with('@');
    names.into_iter().flat_map(|name| is_own.then(|| placed(&name, province)).into_iter().chain([name])).collect()
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
///
/// A citation without its issuer has a term of its own besides, since number and kind alone find those with an issuer too.
pub fn of_document(key: &str) -> Vec<String> {
    let short = key.split_once('/').and_then(|(number_and_kind, _)| number_and_kind.split_once('-')).map(|(number, kind)| format!("{kind}-{number}"));
    let alone = (!key.contains('/')).then(|| format!("={key}"));
    [Some(key.to_owned()), short, alone].into_iter().flatten().collect()
}

/// Returns the term that finds a document: `35-CT/TW`, `35 ct tw`, `chỉ thị 35`; `=CT 35` without those that name their issuer.
pub fn asked_document(value: &str) -> CompactString {
    match value.trim().strip_prefix('=') {
        Some(value) => format!("={}", asked_document(value)).into(),
        None => document_key(value).unwrap_or_else(|| fold_words(value)).into(),
    }
}

/// Returns what filters by the documents that are listed under a name, and by no others.
pub fn document_filter(name: &str) -> String {
    if name.contains('/') { name.to_owned() } else { format!("={name}") }
}

/// Returns the key of a document that somebody asks for; nothing if what is typed is no number of a document.
pub fn document_key(value: &str) -> Option<String> {
    // Numbers without a kind are known by the word before them: `số 5122/UBND-NC`.
    extract::document_key(value).or_else(|| extract::document_key(&format!("số {value}")))
}

/// Returns the number under which a document is listed, however an article spells it: `Chỉ thị 5` and `Chỉ thị số 05` are `CT 05`.
///
/// Numbers below ten are usually written with a zero, codes and issuers in capitals but for some.
pub fn document_name(number: &str) -> String {
    const MIXED: [&str; 5] = ["CTr", "TTr", "QĐi", "QyĐ", "TTg"];
    let number = number.replace('Ð', "Đ");
    let piece = |piece: &str| {
        let upper = piece.to_uppercase();
        if piece.starts_with(|first: char| first.is_ascii_digit()) {
            piece.to_owned()
        } else {
            MIXED.iter().find(|mixed| mixed.to_uppercase() == upper).map_or(upper, |mixed| (*mixed).to_owned())
        }
    };
    let mut name: String = number
        .split_inclusive(|letter: char| !letter.is_alphanumeric())
        .map(|written| {
            let letters = written.trim_end_matches(|letter: char| !letter.is_alphanumeric());
            piece(letters) + &written[letters.len()..]
        })
        .collect();
    if let Some(start) = name.find(|letter: char| letter.is_ascii_digit()) {
        let digits = name[start..].bytes().take_while(u8::is_ascii_digit).count();
        let bare = name[start..start + digits].trim_start_matches('0').to_owned();
        name.replace_range(start..start + digits, &format!("{bare:0>2}"));
    }
    name
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
    format!("{name}@{}", province.map_or_else(|| extract::UNKNOWN_PROVINCE.to_owned(), of_province))
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
        let alone = asked_document("=CT 05").to_string();
        assert!(of_document("ct-5").contains(&alone) && !of_document("5-ct/tw").contains(&alone));
        assert_eq!(asked_document("5122/UBND-NC"), "5122/ubnd-nc");
        assert_eq!(asked_document("30/2020/nđ-cp"), "30/2020/nd-cp");
        assert_eq!(asked_document("01-KL/TW"), "1-kl/tw");
    }

    #[test]
    fn documents_have_one_name() {
        for (number, name) in [
            ("CT 5", "CT 05"),
            ("CT 05", "CT 05"),
            ("1-KL/TW", "01-KL/TW"),
            ("35-CT/TW", "35-CT/TW"),
            ("5/2020/NĐ-CP", "05/2020/NĐ-CP"),
            ("98-QÐ/TW", "98-QĐ/TW"),
            ("08-QĐi/TW", "08-QĐi/TW"),
            ("123/QĐ-TTg", "123/QĐ-TTg"),
            ("NQ 30a", "NQ 30a"),
            ("202/2025/QH15", "202/2025/QH15"),
        ] {
            assert_eq!(document_name(number), name);
            assert_eq!(document_name(name), name);
        }
    }

    #[test]
    fn provinces_by_all_their_names() {
        for (name, key) in [
            ("Đắk Lắk", "dak lak"),
            ("Daklak", "dak lak"),
            ("dak lak", "dak lak"),
            ("Đăk Lăk", "dak lak"),
            ("tỉnh Đắk Lắk", "dak lak"),
            ("Thừa Thiên Huế", "hue"),
            ("thua thien hue", "hue"),
            ("TP. Hồ Chí Minh", "ho chi minh"),
            ("Trung ương", "trung uong"),
            ("Tỉnh Mẫu", "tinh mau"),
        ] {
            assert_eq!(of_province(name), key, "{name}");
        }
    }
}
