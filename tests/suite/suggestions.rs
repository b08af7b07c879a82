//! What is offered beside an answer: people, committees and phrases of the archive that were meant, and never what finds nothing.

use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use timbao::analysis::tokenize;
use timbao::archive::{self, Options};
use timbao::engine::embedded::Index;
use timbao::query;
use timbao::search::plan::Field;
use timbao::search::{Engine, Filter, Filters, Part, Request, Response, Start, Typed};

use crate::cli_program::Folder;
use crate::fixture::{Archive, ask, page, search};

/// Three people, two of them told apart by a mark, a committee and a meeting.
const NEWS: [&str; 9] = [
    "Đồng chí Trần Văn Chung, Phó Bí thư Tỉnh ủy, dự hội nghị tổng kết phong trào năm 2019.",
    "Đồng chí Trần Văn Chung, Phó Bí thư Tỉnh ủy, phát biểu tại hội nghị tổng kết phong trào.",
    "Đồng chí Trần Văn Chung, Phó Bí thư Tỉnh ủy, thăm cơ sở.",
    "Đồng chí Trần Văn Chúng, Bí thư Huyện ủy, dự đại hội.",
    "Đồng chí Trần Văn Chúng, Bí thư Huyện ủy, chúc mừng đại hội.",
    "Đồng chí Huỳnh Thị Phước, Chủ tịch Hội Nông dân tỉnh, dự đại hội.",
    "Ban Tổ chức Tỉnh ủy tổ chức hội nghị tổng kết phong trào.",
    "Ban Tổ chức Tỉnh ủy thông báo về phong trào và đại hội.",
    "Đồng chí Nguyễn Xuân Trường, Bí thư Đảng ủy, nêu nghị quyết về kỹ thuật.",
];

fn news() -> Archive {
    let archive = Archive::empty();
    for (number, text) in NEWS.iter().enumerate() {
        archive.write(&format!("{number}.txt"), page(text));
    }
    archive.update();
    archive
}

fn offered(response: &Response) -> Vec<&str> {
    response.query.suggestions.iter().map(|suggestion| suggestion.text.as_str()).collect()
}

/// Checks what is offered for each query, in order.
fn check(cases: &[(&str, &[&str])]) {
    let archive = news();
    let index = archive.open();
    for (query, expected) in cases {
        let response = search(&index, query);
        assert_eq!(offered(&response), *expected, "{query:?} finds {}", response.total);
        for suggestion in &response.query.suggestions {
            assert_eq!(search(&index, &suggestion.text).total, suggestion.total, "{:?} finds as many as it says", suggestion.text);
        }
    }
}

#[test]
fn people_whose_names_differ_only_in_marks_are_told_apart() {
    check(&[
        ("tran van chung", &["Trần Văn Chung", "Trần Văn Chúng"]),
        ("TRAN VAN CHUNG", &["TRẦN VĂN CHUNG", "TRẦN VĂN CHÚNG"]),
        ("dong chi tran van chung 2019", &[]),
        ("nguyen xuan truong", &[]),
        ("Trần Văn Chúng", &[]),
        ("huynh thi phuoc", &[]),
    ]);
}

#[test]
fn an_official_is_offered_for_a_slip() {
    let chung = &["Trần Văn Chung", "Trần Văn Chúng"][..];
    check(&[
        ("tran van chugn", chung),
        ("tranvanchung", chung),
        ("tran vanchung", chung),
        ("pho bi thu tranvanchung", &["pho bi thu Trần Văn Chung"]),
        ("tranf vawn chugn", chung),
        ("tran van chunng", chung),
        ("chan van trung", chung),
        ("Trần Văn Chũng", chung),
        ("Tràn Văn Chúng", &["Trần Văn Chúng"]),
        ("nguyen xuan chuong", &["Nguyễn Xuân Trường"]),
        ("Hoàng Thị Phúc", &["Huỳnh Thị Phước"]),
        ("dai hoi huynh thi phuocs", &["dai hoi Huỳnh Thị Phước"]),
        ("can-bo:\"Huỳnh Thị Phước\" tran van chugn", &[]),
    ]);
}

#[test]
fn a_committee_is_offered_for_a_slip() {
    check(&[
        ("ban to chcu tinh uy", &["Ban Tổ chức Tỉnh ủy"]),
        ("bantochuc tinhuy", &["Ban Tổ chức Tỉnh ủy"]),
        ("BAN TỔ CHỨC TỈNH ỦYY", &["BAN TỔ CHỨC TỈNH ỦY"]),
    ]);
}

#[test]
fn a_phrase_of_the_archive_is_offered_for_a_slip() {
    check(&[
        ("hội ngị tổng kết", &["hội nghị tổng kết"]),
        ("hoi ngi tong ket", &["hội nghị tổng kết"]),
        ("hôi nghi tông kêt", &["hội nghị tổng kết"]),
        ("hội nghị tổng kêt phong tràoo", &["hội nghị tổng kết phong trào"]),
        ("daihoi", &["đại hội"]),
        ("Daihoi", &["Đại hội"]),
        ("hoinghi tongket", &["hội nghị tổng kết"]),
        ("hoin ghi tong ket", &["hội nghị tổng kết"]),
        ("=tổng hội ngị", &["=tổng hội nghị"]),
        ("hội ngị, năm:2019 -đại", &["hội nghị, năm:2019 -đại"]),
        ("(hội ngị | xyz) \"tổng  kết\"", &["(hội nghị | xyz) \"tổng  kết\""]),
    ]);
}

#[test]
fn nothing_is_offered_where_nothing_can_be_told() {
    check(&[
        ("", &[]),
        ("-", &[]),
        ("ngị", &[]),
        ("nghieng", &[]),
        ("2018", &[]),
        ("1234567 89", &[]),
        ("35-CT/TU", &[]),
        ("\"hội ngị tổng kết\"", &[]),
        ("=hội =ngị", &[]),
        ("tieu-de:\"hội ngị\"", &[]),
        ("-\"hội ngị\" -hội", &[]),
        ("ngị*", &[]),
        ("hội nghị tổng kết", &[]),
        ("hoi nghi tong ket", &[]),
        ("dai hoi", &[]),
        ("không ai biết điều chưa từng có", &[]),
    ]);
}

/// A body is nearest, but nowhere with the rest; words that stand in a row are.
#[test]
fn what_the_rest_of_the_query_rules_out_is_not_insisted_on() {
    let texts = ["Hội đồng nhân dân tỉnh họp phiên cuối năm.", "Hội đồng nhân dân tỉnh họp thường kỳ.", "Hội đồng nhân dân huyện họp bất thường."];
    let archive = Archive::of_texts(&[texts, texts, texts].concat());
    assert_eq!(offered(&archive.search("hội đồng nhân dâm tỉnh")), ["hội đồng nhân dân tỉnh"]);
    assert_eq!(offered(&archive.search("hội đồng nhân dâm họp bất")), ["hội đồng nhân dân họp bất"]);
}

#[test]
fn filters_are_those_of_the_request() {
    let archive = Archive::empty();
    for (paper, text) in [("a", NEWS[0]), ("b", NEWS[1])] {
        archive.write(&format!("{paper}/source.toml"), format!("name = \"Báo {paper}\"\n"));
        archive.write(&format!("{paper}/0.txt"), page(text));
    }
    archive.update();
    let index = archive.open();
    let asked = |query: &str, source: &str| {
        let sources = vec![Filter { value: source.to_owned(), excluded: false }];
        ask(&index, &Request { filters: Filters { sources, ..Filters::default() }, ..Request::new(query) })
    };
    for (source, total) in [("Báo a", Some(1)), ("Báo c", None)] {
        let response = asked("hội ngị tổng kết", source);
        assert_eq!(response.query.suggestions.first().map(|suggestion| suggestion.total), total, "{source}");
    }
    assert_eq!(search(&index, "hội ngị tổng kết").query.suggestions[0].total, 2);
}

/// The other reading of a name is the whole query with that name replaced.
#[test]
fn another_reading_keeps_the_rest_of_the_query() {
    let mut texts = vec!["Tượng đài Hồ Chi Minh ở tỉnh Mẫu."; 3];
    texts.extend(["Tượng đài Hồ Chí Minh ở tỉnh Mẫu."; 9]);
    let archive = Archive::of_texts(&texts);
    for query in ["Hồ Chi Minh", "\"Hồ Chi Minh\"", "tượng đài Hồ Chi Minh, tỉnh", "(Hồ Chi Minh | xyz) -bão"] {
        let response = archive.search(query);
        let [other] = &response.query.suggestions[..] else { panic!("{query}: {:?}", response.query.suggestions) };
        assert_eq!(other.text, query.replace("Hồ Chi Minh", "Ho Chi Minh"));
        assert_eq!((other.total, archive.search(&other.text).total), (12, 12), "{query}");
    }
    assert_eq!(offered(&archive.search("can-bo:\"Hồ Chi Minh\"")), [""; 0], "the value of a field stays as it is");
}

#[test]
fn switching_off_other_readings_does_not_switch_off_suggestions() {
    let archive = news();
    let index = archive.open();
    let response = ask(&index, &Request { expand: false, ..Request::new("hội ngị tổng kết") });
    assert_eq!(offered(&response), ["hội nghị tổng kết"]);
}

#[test]
fn every_page_offers_the_same() {
    let archive = news();
    let index = archive.open();
    let on_page = |page| ask(&index, &Request { limit: 1, start: Start::Page(page), ..Request::new("tran van chung") }).query.suggestions;
    assert_eq!(on_page(1).len(), 2);
    assert!((2..6).all(|page| on_page(page) == on_page(1)));
}

#[test]
fn the_program_prints_what_it_offers() {
    let folder = Folder::indexed();
    let ended = folder.run(["search", "tran van chugn"]);
    assert_eq!(ended.code, Some(1), "nothing was found");
    assert!(ended.out.contains("Có phải bạn muốn tìm:\n    Trần Văn Chung (1)\n"), "{}", ended.out);
    let response = folder.run(["search", "--json", "tran van chugn"]).object();
    assert_eq!(response["query"]["suggestions"], serde_json::json!([{ "text": "Trần Văn Chung", "total": 1 }]));
}

/// What an engine promises of `near`.
#[test]
fn dictionaries_are_walked_by_letters() {
    let archive = news();
    let index = archive.open();
    for (key, edits, expected) in [
        ("tran van chung", 0, &["tran van chung"][..]),
        ("tranvanchung", 0, &["tran van chung"]),
        ("tran van chugn", 0, &[]),
        ("tran van chugn", 1, &["tran van chung"]),
        ("tarn van chunng", 1, &[]),
        ("tarn van chunng", 2, &["tran van chung"]),
        ("tarn vn chunng", 9, &[]),
        ("", 2, &[]),
        ("đ🎉", 2, &[]),
    ] {
        let near = index.near(Field::Official, &Typed { letters: key, edits, part: Part::All }, 10).expect("the dictionary can be read");
        assert_eq!(near.iter().map(|(term, _)| term.as_str()).collect::<Vec<_>>(), expected, "{key}, {edits}");
    }
    for (letters, edits, part, expected) in [
        ("hoi", 0, Part::Behind("dai"), &["dai hoi"][..]),
        ("hooi", 0, Part::Behind("dai"), &[]),
        ("hooi", 1, Part::Behind("dai"), &["dai hoi"]),
        ("hooi", 1, Part::Behind("da"), &[]),
        ("dia", 1, Part::Before("hoi"), &["dai hoi"]),
        ("dia", 1, Part::Before("ho"), &[]),
        ("dia", 1, Part::Before(""), &[]),
        ("da", 1, Part::Before("ihoi"), &[]),
    ] {
        let near = index.near(Field::BodyBigrams, &Typed { letters, edits, part }, 10).expect("the dictionary can be read");
        assert_eq!(near.iter().map(|(term, _)| term.as_str()).collect::<Vec<_>>(), expected, "{letters}, {edits}, {part:?}");
    }
    let typed = Typed { letters: "dai hoi", edits: 2, part: Part::All };
    let near = |limit| index.near(Field::BodyBigrams, &typed, limit).expect("the dictionary can be read");
    assert_eq!(near(1), [("dai hoi".to_owned(), 4)], "the most frequent");
    assert!(near(9).is_sorted_by(|a, b| a.1 > b.1 || a.1 == b.1 && a.0 < b.0));
}

/// The sample archive, for what must hold of any question.
static SAMPLES: LazyLock<(Index, tempfile::TempDir)> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/archive");
    let options = Options { memory: 60 << 20, ..Options::new(vec![samples], folder.path().to_owned()) };
    archive::update(&options, &(), &false.into()).expect("the sample archive can be indexed");
    (Index::open(folder.path()).expect("it was indexed"), folder)
});

/// Whatever is offered can be asked, finds what it says, and is another question.
fn check_laws(request: &Request) -> Result<(), TestCaseError> {
    let index = &SAMPLES.0;
    let response = ask(index, request);
    prop_assert!(response.query.suggestions.len() <= 3);
    for suggestion in &response.query.suggestions {
        prop_assert!(suggestion.total > 0, "{:?} finds nothing", suggestion.text);
        prop_assert_ne!(&suggestion.text, &request.query);
        prop_assert!(query::parse(&suggestion.text).first_limit().is_none(), "{:?} is cut", suggestion.text);
        let again = ask(index, &Request { query: suggestion.text.clone(), ..request.clone() });
        prop_assert_eq!(again.total, suggestion.total, "{:?}", &suggestion.text);
    }
    Ok(())
}

/// Words of the sample archive, whole questions, and what people put between them.
fn typed() -> impl Strategy<Value = String> {
    let words = "tran van chung nguyễn Thị Hà huỳnh hoàng phúc hội nghị tổng kết dang uy Khối ban tổ chức tỉnh ủy UBND HĐND nghị quyết \
                 đại hội 2019 35-CT/TW chi thi H'Yim daihoi tranf vawn KHÔNG HOẶC ( ) | - = \" nam:2019 can-bo:Hà tinh: \u{301} ß 汉 🎉";
    let words: Vec<String> = words.split_whitespace().map(str::to_owned).collect();
    let slip = |(word, slip, at): (String, u8, usize)| {
        let mut letters: Vec<char> = word.chars().collect();
        let at = at % letters.len().max(1);
        match slip {
            0 if letters.len() > 1 => drop(letters.remove(at)),
            1 => letters.insert(at, letters[at]),
            2 if at + 1 < letters.len() => letters.swap(at, at + 1),
            3 => letters[at] = 'z',
            _ => {}
        }
        letters.into_iter().collect::<String>()
    };
    let word = (prop::sample::select(words), 0..10_u8, 0..8_usize).prop_map(slip);
    let gap = prop::sample::select(vec![" ", " ", " ", " ", "", ", "]);
    prop::collection::vec((word, gap), 1..7).prop_map(|words| words.into_iter().map(|(word, gap)| word + gap).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_offered_finds_what_it_says(query in typed(), expand: bool, with_year: bool) {
        let years = if with_year { vec![Filter { value: "2019".into(), excluded: false }] } else { Vec::new() };
        check_laws(&Request { filters: Filters { years, ..Filters::default() }, expand, facets: false, ..Request::new(query) })?;
    }

    #[test]
    fn no_text_is_too_strange(query in "\\PC{0,40}|[a-zđêươ \"=|():*~-]{0,40}") {
        check_laws(&Request { facets: false, snippets: false, ..Request::new(query) })?;
    }

    #[test]
    fn a_single_syllable_or_number_is_never_mended(query in "[a-zăâđêôơưáàảãạ]{1,5}|[0-9]{1,9}|(19|20)[0-9]{2}") {
        if tokenize(&query).len() == 1 {
            let response = ask(&SAMPLES.0, &Request { facets: false, ..Request::new(&query) });
            prop_assert!(response.query.suggestions.is_empty(), "{:?}", offered(&response));
        }
    }
}
