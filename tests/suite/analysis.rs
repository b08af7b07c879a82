//! What the analyser must make of Vietnamese as it is really typed: tables of spellings, and laws that hold for any text.

use proptest::prelude::*;
use timbao::analysis::{Kind, Token, bigrams, tokenize, tokenize_paragraph, typing};
use timbao::text::Span;
use unicode_normalization::UnicodeNormalization;

/// Prints tokens the way the tables write them: keys by spaces, `‖` where a gap is.
fn folds(tokens: &[Token]) -> String {
    let mut line = String::new();
    for (index, token) in tokens.iter().enumerate() {
        if index > 0 {
            line.push_str(if tokens[index - 1].is_before(token) { " " } else { " ‖ " });
        }
        line.push_str(&token.folds().collect::<Vec<_>>().join("+"));
    }
    line
}

fn keys(text: &str) -> (String, String) {
    let tokens = tokenize(text);
    let exact = tokens.iter().map(|token| if token.kind == Kind::Word { token.exact.to_string() } else { format!("#{}", token.fold) });
    let fold = tokens.iter().map(|token| token.fold.to_string());
    (exact.collect::<Vec<_>>().join(" "), fold.collect::<Vec<_>>().join(" "))
}

/// Reads the `\u{…}` of the case files.
fn unescape(text: &str) -> String {
    let mut pieces = text.split("\\u{");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (code, rest) = piece.split_once('}').expect("`\\u{` is closed");
        let code = u32::from_str_radix(code, 16).expect("a hexadecimal code point");
        out.push(char::from_u32(code).expect("a character"));
        out.push_str(rest);
    }
    out
}

#[test]
fn pairs_of_spellings() {
    let table = include_str!("../cases/analysis/pairs.tsv");
    let rows: Vec<Vec<&str>> = table.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect()).collect();
    assert_eq!(rows.len(), 109);
    let mut wrong = String::new();
    for row in rows {
        let [a, b, exact_a, exact_b, fold_a, fold_b] = row[..] else { panic!("six columns: {row:?}") };
        for (text, exact, fold) in [(a, exact_a, fold_a), (b, exact_b, fold_b)] {
            let found = keys(&unescape(text));
            if (found.0.as_str(), found.1.as_str()) != (exact, fold) {
                wrong += &format!("\n{text}: expected {exact} / {fold}, found {} / {}", found.0, found.1);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn awkward_tokens() {
    for (text, expected) in [
        ("35-CT/TW", "35 ct tw"),
        ("35 - CT/TW", "35 ct tw"),
        ("35–CT/TW", "35 ct tw"),
        ("205- QĐ/TW", "205 qd tw"),
        ("2.397", "2397"),
        ("4.740", "4740"),
        ("1.234.567,89", "1234567 89"),
        ("12.3456", "12 3456"),
        ("0.123", "0 123"),
        ("1.234.5", "1 234 5"),
        ("97,1%", "97 1"),
        ("79,85%", "79 85"),
        ("17-1", "17 1"),
        ("20/6", "20 6"),
        ("6.1", "6 1"),
        ("18.5.2021", "18 5 2021"),
        ("23/9/2019", "23 9 2019"),
        ("2015-2020", "2015 2020"),
        ("Covid-19", "covid 19"),
        ("13:02:54", "13 02 54"),
        ("(GMT+7)", "gmt 7"),
        ("T.Ư", "tw"),
        ("UVT.Ư", "uvtw"),
        ("TW", "tw"),
        ("T.W", "tw"),
        ("BCH TƯ", "bch tu+tw"),
        ("ĐẦU TƯ", "dau tu"),
        ("TƯ TƯỞNG", "tu tuong"),
        ("đầu tư", "dau tu"),
        ("H'Yim Kđoh", "h yim kdoh"),
        ("NhungÝ KIẾN", "nhung y kien"),
        ("YouTube iPhone HYim KDăm", "youtube iphone hyim kdam"),
        ("tăng lên.Do đó", "tang len ‖ do do"),
        ("TP.HCM", "tp hcm"),
        ("TP. Hồ Chí Minh", "tp ho chi minh"),
        ("hết. Một", "het ‖ mot"),
        ("ủy; Phó", "uy ‖ pho"),
        // Composed, the Greek question mark is a semicolon.
        ("ủy\u{37e} Phó", "uy ‖ pho"),
        ("một\nhai", "mot ‖ hai"),
        ("khóa XIII", "khoa xiii+13"),
        ("lần thứ V", "lan thu v+5"),
        ("quý IV", "qui iv+4"),
        ("khóa xii", "khoa xii"),
        ("Vi XIII", "vi xiii"),
        ("", ""),
        ("… – !", ""),
    ] {
        assert_eq!(folds(&tokenize(text)), expected, "{text}");
    }
}

#[test]
fn foreign_letters_are_the_same_in_every_normal_form() {
    assert_eq!(keys("ṍ"), keys("o\u{303}\u{301}"));
    let capital = |text: &str| tokenize(text)[0].capital;
    assert_eq!(capital("Hᾏ"), capital("HΑ\u{314}\u{342}\u{345}"), "a title-case letter");
}

#[test]
fn a_page_of_thousands_is_no_number() {
    let tokens = tokenize(&format!("1{}", ".000".repeat(100)));
    assert!(tokens.iter().all(|token| token.fold.len() <= 64), "no key is longer than a term may be");
}

#[test]
fn a_fold_is_its_own_fold() {
    let cut_before_its_digit = format!("quy{}3", "s".repeat(64));
    for word in ["quý", "qưy", "kỹ", "đy", "UVT.Ư", "H'Yim", "ƀuôn", &cut_before_its_digit] {
        for token in tokenize(word) {
            assert_eq!(folds(&tokenize(&token.fold)), token.fold, "{word}: typed without marks it must be found");
        }
    }
}

#[test]
fn a_line_break_inside_a_paragraph_is_a_space() {
    assert_eq!(folds(&tokenize_paragraph("Đảng\nủy")), "dang uy");
}

#[test]
fn bigrams_do_not_cross_gaps() {
    let all = |text| bigrams(&tokenize(text)).map(String::from).collect::<Vec<_>>();
    assert_eq!(all("Đảng ủy Khối. Hội nghị"), ["dang uy", "uy khoi", "hoi nghi"]);
    assert_eq!(all("khóa XIII họp"), ["khoa xiii", "khoa 13", "xiii hop", "13 hop"]);
}

#[test]
fn spans_cover_whole_letters() {
    for (text, words) in [
        ("Tra\u{302}\u{300}n Văn", vec!["Tra\u{302}\u{300}n", "Văn"]),
        ("«Đảng»", vec!["Đảng"]),
        ("2.397 đảng", vec!["2.397", "đảng"]),
        ("T.Ư Đảng", vec!["T.Ư", "Đảng"]),
        ("NhungÝ", vec!["Nhung", "Ý"]),
        ("Nhung\u{202e}Ý", vec!["Nhung", "Ý"]),
        ("ch\u{ad}ức", vec!["ch\u{ad}ức"]),
    ] {
        let found: Vec<&str> = tokenize(text).iter().map(|token| token.span.of(text)).collect();
        assert_eq!(found, words);
    }
}

/// Text with much of what breaks analysers: Vietnamese, marks, joiners, numbers, signs, and anything at all.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zđăâêôơưáàảãạấầẩẫậéèẻẽẹíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵA-ZĐƯÝ]{1,8}",
        2 => "[0-9]{1,4}[.,/-]?",
        2 => "[ .,;!?\n'’/-]{1,3}",
        1 => "[\u{300}-\u{303}\u{306}\u{309}\u{31b}\u{323}\u{ad}\u{200b}\u{200d}]{1,3}",
        1 => "\\PC{1,4}",
        1 => any::<char>().prop_map(String::from),
        1 => prop::sample::select(vec!["T.Ư", "TƯ", "khóa XIII", "2.397", "NhungÝ", "H'Yim"]).prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn tokens_lie_in_the_text_in_order(text in text()) {
        let mut end = 0;
        let mut position = None;
        for token in tokenize(&text) {
            prop_assert!(token.span.start >= end && token.span.end > token.span.start);
            prop_assert!(text.is_char_boundary(token.span.start) && text.is_char_boundary(token.span.end));
            prop_assert!(!token.fold.is_empty());
            prop_assert!(position < Some(token.position));
            prop_assert_eq!(token.exact.is_empty(), token.kind != Kind::Word);
            (end, position) = (token.span.end, Some(token.position));
        }
    }

    #[test]
    fn normal_forms_have_the_same_terms(text in "[a-zđăâêôơưáàảãạấầẩẫậéèẻẽẹíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵA-ZĐƯÝ0-9 .,/'-]{0,60}") {
        let nfc: String = text.nfc().collect();
        let nfd: String = text.nfd().collect();
        prop_assert_eq!(keys(&text), keys(&nfc));
        prop_assert_eq!(keys(&text), keys(&nfd));
        prop_assert_eq!(folds(&tokenize(&nfc)), folds(&tokenize(&nfd)));
    }

    #[test]
    fn a_token_analysed_alone_keeps_its_keys(text in text()) {
        for token in tokenize(&text) {
            let alone = tokenize(token.span.of(&text));
            prop_assert_eq!(alone.len(), 1, "{:?}", token.span.of(&text));
            prop_assert_eq!(&alone[0].fold, &token.fold);
            prop_assert_eq!(&alone[0].exact, &token.exact);
            prop_assert_eq!(alone[0].span, Span::new(0, token.span.len()));
        }
    }

    #[test]
    fn typing_never_fails(word in "\\PC{0,20}") {
        typing::decode(&word);
    }
}
