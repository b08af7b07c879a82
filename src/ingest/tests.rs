//! Every format from bytes to articles, and what becomes of bad input.

use std::io::{Cursor, Write};

use proptest::prelude::*;

use super::*;
use crate::article::{Article, Class};
use crate::text::Span;

fn source() -> Source {
    Source { province: Some("Tuyên Quang".into()), url: Some("https://mau.example/".into()), ..Source::named("Báo Mẫu") }
}

type Outcome = (Vec<Result<Parsed, RecordError>>, Result<Summary, FileError>);

fn read_with(path: &str, bytes: &[u8], limits: Limits) -> Outcome {
    let mut found = Vec::new();
    let summary = read(Input { path, content: &mut Cursor::new(bytes) }, Folder::of(&source()), &limits, &mut |parsed| {
        found.push(parsed);
        ControlFlow::Continue(())
    });
    (found, summary)
}

/// Reads a file that must give one article.
#[track_caller]
fn one(path: &str, bytes: &[u8]) -> Parsed {
    let (mut found, summary) = read_with(path, bytes, Limits::default());
    assert!(summary.is_ok() && found.len() == 1, "{path}: {found:?} {summary:?}");
    found.pop().expect("one").expect("a sound article")
}

/// Reads an export and lists the path and title of each record, or the code of its error.
fn list(path: &str, bytes: &[u8], limits: Limits) -> Vec<(String, String)> {
    let outcome = |parsed: Result<Parsed, RecordError>| match parsed {
        Ok(parsed) => (parsed.article.path.clone(), parsed.article.title().to_owned()),
        Err(error) => (error.path, error.diagnostic.code),
    };
    read_with(path, bytes, limits).0.into_iter().map(outcome).collect()
}

fn skipped(path: &str, bytes: &[u8]) -> String {
    match read_with(path, bytes, Limits::default()) {
        (found, Err(FileError::Skipped(diagnostic) | FileError::Failed(diagnostic))) if found.is_empty() => diagnostic.code,
        (mut found, Ok(_)) if found.len() == 1 => found.pop().expect("one").expect_err("no article").diagnostic.code,
        other => panic!("{path}: {other:?}"),
    }
}

fn classes(article: &Article) -> Vec<(Class, &str)> {
    article.parts.iter().map(|part| (part.class, part.span.of(&article.text))).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

fn zip_of(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).expect("memory");
        writer.write_all(bytes).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

const TEXT: &str = "Giao ban quý I\nSáng 5-3, Đảng uỷ Khối tỉnh Mẫu họp.\nPV";

#[test]
fn plain_text() {
    let article = one("2019/a.txt", TEXT.as_bytes()).article;
    assert_eq!((article.path.as_str(), article.source.as_str(), article.province.as_deref()), ("2019/a.txt", "Báo Mẫu", Some("Tuyên Quang")));
    assert_eq!((article.text.as_str(), article.byline.as_deref(), article.source_id), (TEXT, Some("PV"), None));
    assert_eq!(classes(&one("a.md", TEXT.as_bytes()).article).len(), 3);
}

#[test]
fn i02_i03_clean_text_is_stored_as_it_is_and_legacy_text_in_nfc() {
    let decomposed = "Đa\u{309}ng u\u{309}y Khô\u{301}i ho\u{323}p\r\n\r\nHết";
    assert_eq!(one("a.txt", decomposed.as_bytes()).article.text, decomposed);
    let parsed = one("a.txt", b"\xA7\xB6ng \xF1y Kh\xE8i c\xB8c c\xAC quan t\xD8nh");
    assert_eq!(parsed.article.text, "Đảng ủy Khối các cơ quan tỉnh");
    assert_eq!((parsed.notes[0].code.as_str(), parsed.notes[0].args[0].as_str()), ("ingest-legacy-encoding", "TCVN3"));
    let text = "Đảng ủy Khối các cơ quan tỉnh";
    let cut = one("a.txt", &text.as_bytes()[..text.find('ỉ').expect("it is there") + 1]);
    assert_eq!(cut.notes[0].code, "ingest-bad-bytes");
}

#[test]
fn i15_packed_files_give_the_same_article() {
    let plain = one("a.txt", TEXT.as_bytes()).article;
    let packed = one("a.txt.gz", &gzip(TEXT.as_bytes())).article;
    assert_eq!((&packed.text, &packed.parts, &packed.byline), (&plain.text, &plain.parts, &plain.byline));
    let zip = zip_of(&[
        ("2019/a.txt", TEXT.as_bytes()),
        ("../../thoat.txt", TEXT.as_bytes()),
        ("..\\thoat.txt", TEXT.as_bytes()),
        (".\\.an.txt", TEXT.as_bytes()),
        ("anh.jpg", b"\xFF\xD8\xFF\0"),
        ("trong.zip", b"PK"),
        ("b.jsonl", "{\"title\":\"Một\"}\n".as_bytes()),
        ("__MACOSX/._a.txt", b"x"),
        ("rong.txt", b" \n"),
    ]);
    assert_eq!(
        list("x.zip", &zip, Limits::default()),
        [
            ("x.zip!2019/a.txt", "Giao ban quý I"),
            ("x.zip!../../thoat.txt", "Giao ban quý I"),
            ("x.zip!..\\thoat.txt", "Giao ban quý I"),
            ("x.zip!anh.jpg", "ingest-binary"),
            ("x.zip!trong.zip", "ingest-nested-archive"),
            ("x.zip!b.jsonl#1", "Một"),
            ("x.zip!rong.txt", "ingest-empty"),
        ]
        .map(|(path, title)| (path.to_owned(), title.to_owned()))
    );
}

#[test]
fn a_record_becomes_an_article() {
    let record = r#"{"id": 7, "Title": "Giao ban  quý I", "sapo": "Sáng 5-3, họp.", "content": "<p>Một đoạn.</p><p>Hai đoạn.</p>",
        "published": "05/03/2019 08:00", "url": "/tin/7.html", "author": ["Thu Trà", "Quốc Mẫu"], "tags": {"x": [1]}, "seen": null}"#;
    let parsed = one("x.json", record.as_bytes());
    let article = parsed.article;
    assert_eq!((article.source_id.as_deref(), article.path.as_str()), (Some("7"), "x.json#1"));
    assert_eq!(article.text, "Giao ban quý I\n\nSáng 5-3, họp.\n\nMột đoạn.\n\nHai đoạn.");
    assert_eq!(
        classes(&article),
        [(Class::Title, "Giao ban quý I"), (Class::Sapo, "Sáng 5-3, họp."), (Class::Body, "Một đoạn."), (Class::Body, "Hai đoạn.")]
    );
    assert_eq!((article.facts.published.map(|on| on.days.first.number()), article.byline.as_deref()), (Some(17960), Some("Thu Trà Quốc Mẫu")));
    assert_eq!(article.url.as_deref(), Some("https://mau.example/tin/7.html"));
    assert!(parsed.notes.is_empty());
}

#[test]
fn a_record_without_a_title() {
    let title = |record: &str| one("x.json", record.as_bytes()).article.title().to_owned();
    // Its lead is body, and so is what stands below it.
    assert_eq!(title(r#"{"title": " ", "body": "Sáng nay, tỉnh Mẫu họp báo.\nẢnh: quang cảnh"}"#), "");
    assert_eq!(title(r#"{"body": "“Sáng nay, tỉnh Mẫu họp báo”.\nTin ngắn"}"#), "");
    // What is written like a title is one.
    assert_eq!(title(r#"{"text": "Tỉnh Mẫu họp báo\nSáng nay, tỉnh Mẫu họp báo."}"#), "Tỉnh Mẫu họp báo");
    // A plain text has no other place for it.
    assert_eq!(one("x.txt", "Tỉnh Mẫu họp báo.\nSáng nay họp.".as_bytes()).article.title(), "Tỉnh Mẫu họp báo.");
}

#[test]
fn field_names_of_a_source() {
    let mapped = Source::from_toml("name = \"x\"\n[fields]\ntitle = \"TieuDe\"\nbody = \"NoiDung\"\n").expect("sound");
    let read_first = |bytes: &[u8], path| {
        let mut found = Vec::new();
        let _ = read(Input { path, content: &mut Cursor::new(bytes) }, Folder::of(&mapped), &Limits::default(), &mut |parsed| {
            found.push(parsed.expect("sound").article);
            ControlFlow::Continue(())
        });
        found.remove(0)
    };
    assert_eq!(read_first("{\"tieude\": \"Một\", \"NOIDUNG\": \"Hai\", \"title\": \"Ba\"}".as_bytes(), "x.jsonl").text, "Một\n\nHai");
    assert_eq!(read_first("TieuDe;NoiDung\nMột;\"Hai; ba\"\n".as_bytes(), "x.csv").text, "Một\n\nHai; ba");
}

#[test]
fn notes_on_fields() {
    let parsed = one("x.json", br#"{"title": "x", "date": "31/02/2019", "url": "javascript:alert(1)"}"#);
    let codes: Vec<&str> = parsed.notes.iter().map(|note| note.code.as_str()).collect();
    assert_eq!((codes, parsed.article.facts.published, parsed.article.url), (vec!["ingest-bad-date", "ingest-bad-url"], None, None));
    let legacy = one("x.json", r#"{"title": "§¶ng ñy Khèi c¸c c¬ quan tØnh", "author": "TrÇn V¨n Chung"}"#.as_bytes());
    assert_eq!((legacy.article.title(), legacy.article.byline.as_deref()), ("Đảng ủy Khối các cơ quan tỉnh", Some("Trần Văn Chung")));
}

#[test]
fn i18_a_bad_record_costs_only_itself() {
    let deep = format!("{{\"title\": {}}}", "[".repeat(100_000));
    let bad = [
        deep.as_str(),
        r#"{"title": "a", "n": 1e400}"#,
        r#"{"title": "a", "title": "b"}"#,
        r#"{"title": "\ud800"}"#,
        r#"{"title": "a""#,
        "[1, 2]",
        "không phải JSON",
        r#"{"name": "a"}"#,
    ];
    for record in bad {
        let jsonl = format!("{{\"title\": \"Một\"}}\n{record}\n\n{{\"title\": \"Hai\"}}");
        let found = list("x.jsonl", jsonl.as_bytes(), Limits::default());
        let code = if record.contains("name") { "ingest-record-empty" } else { "ingest-json" };
        let expected = [("x.jsonl#1", "Một"), ("x.jsonl#2", code), ("x.jsonl#4", "Hai")];
        assert_eq!(found, expected.map(|(path, title)| (path.to_owned(), title.to_owned())), "{}", &record[..record.len().min(40)]);
    }
    let long = format!("{{\"title\": \"Một\"}}\n{{\"title\": \"{}\"}}\n{{\"title\": \"Hai\"}}\n", "x".repeat(3000));
    let found = list("x.jsonl", long.as_bytes(), Limits { article: 2000, ..Limits::default() });
    assert_eq!(found[1].1, "ingest-record-too-large");
    assert_eq!(found[2], ("x.jsonl#3".to_owned(), "Hai".to_owned()));
}

#[test]
fn json_arrays_and_sequences() {
    let titles = |text: &str, limits| list("x.json", text.as_bytes(), limits).into_iter().map(|(_, title)| title).collect::<Vec<_>>();
    let all = Limits::default();
    assert_eq!(titles(r#" [ {"title":"a ]}\"["} , {"title":"b","x":[{}]}] rác"#, all), ["a ]}\"[", "b"]);
    assert_eq!(titles("\u{FEFF}{\"title\":\"a\"}\n{\"title\":\"b\"}", all), ["a", "b"]);
    assert_eq!(titles(r#"[1, "x", null, {"title":"a"}]"#, all), ["ingest-json", "ingest-json", "ingest-json", "a"]);
    assert_eq!(titles(r#"[{"title":"a"},{"title":"b"#, all), ["a", "ingest-json"]);
    assert_eq!(
        titles(r#"[{"title":"a"},{"title":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"},{"title":"b"}]"#, Limits { article: 30, ..all }),
        ["a", "ingest-record-too-large", "b"]
    );
    assert_eq!(titles("[]", all), [""; 0]);
    let bytes: Vec<u8> = "[{\"title\":\"Đảng\"}]".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(list("x.json", &bytes, all)[0].1, "Đảng");
}

#[test]
fn csv_files() {
    let titles = |path, text: &str, limits| list(path, text.as_bytes(), limits).into_iter().map(|(_, title)| title).collect::<Vec<_>>();
    let all = Limits::default();
    assert_eq!(titles("x.csv", "\u{FEFF}id,title,body\r\n1,\"Một, hai\",\"dòng\r\nhai\"\r\n\r\n2,Ba,\r\n", all), ["Một, hai", "Ba"]);
    assert_eq!(titles("x.csv", "id;title\n1;\"Một \"\"hai\"\"\"\n", all), ["Một \"hai\""]);
    assert_eq!(titles("x.tsv", "id\ttitle\n1\tMột, hai\n", all), ["Một, hai"]);
    assert_eq!(titles("x.csv", "id,title\n1,Một,thừa\n2,Hai,,\n3\n", all), ["ingest-csv-fields", "Hai", "ingest-record-empty"]);
    assert_eq!(titles("x.csv", "id,title\n", all), [""; 0]);
    let first = &read_with("x.csv", "id,title\n1,Một".as_bytes(), all).0[0];
    assert_eq!(first.as_ref().expect("sound").article.path, "x.csv#1");
}

#[test]
fn i19_an_open_quote_costs_its_own_row() {
    let titles = |text: &str, limits| list("x.csv", text.as_bytes(), limits).into_iter().map(|(_, title)| title).collect::<Vec<_>>();
    let all = Limits::default();
    // To the end of the file, up to the next quote, and beyond the cap.
    assert_eq!(titles("id,title\n1,\"Một\n2,Hai\n3,Ba", all), ["ingest-csv-row", "Hai", "Ba"]);
    assert_eq!(titles("id,title\n1,\"Một\n2,\"Hai\"\n3,Ba", all), ["ingest-csv-row", "Hai", "Ba"]);
    let long = format!("id,title\n1,\"Một\n{}3,Ba\n", "2,Hai\n".repeat(1000));
    let found = titles(&long, Limits { csv_record: 1000, ..all });
    assert_eq!((found.len(), found[0].as_str(), found[1].as_str(), found[1001].as_str()), (1002, "ingest-csv-row", "Hai", "Ba"));
    let wide = format!("id,title\n1,{}\n2,Hai\n", "x".repeat(600_000));
    assert_eq!(titles(&wide, Limits { csv_record: 1000, ..all }), ["ingest-csv-row", "Hai"]);
}

#[test]
fn i01_i04_i20_files_that_hold_no_article() {
    for (path, bytes, code) in [
        ("a.txt", &b""[..], "ingest-empty"),
        ("a.txt", b"\xEF\xBB\xBF", "ingest-empty"),
        ("a.txt", b"\xFF\xFE", "ingest-empty"),
        ("a.html", b" \n\t", "ingest-empty"),
        ("a.jsonl", b"\n", "ingest-empty"),
        ("a.txt", b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR", "ingest-binary"),
        ("a.html", b"abc\0\0def", "ingest-binary"),
        ("a.pdf", b"%PDF-1.4 text", "ingest-unknown-format"),
        ("a.txt", b"%PDF-1.4\n1 0 obj <</Prev 1>> stream\n\0\x01\xFF\xFE\x80endstream", "ingest-binary"),
        ("a.rss", b"<?xml version=\"1.0\"?><rss><item>x</item></rss>", "ingest-unknown-format"),
        ("README", b"no page", "ingest-unknown-format"),
        ("a.txt", b"\xC2\xA0\n.\n,", "ingest-no-article"),
        ("a.html", b"<html><script>x</script></html>", "ingest-empty"),
        ("a.txt.gz", b"no gzip", "ingest-damaged-archive"),
        ("a.zip", b"no zip", "ingest-damaged-archive"),
    ] {
        assert_eq!(skipped(path, bytes), code, "{path} {bytes:?}");
    }
    let (_, large) = read_with("a.txt", "chữ ".repeat(1000).as_bytes(), Limits { article: 1000, ..Limits::default() });
    assert!(matches!(large, Err(FileError::Skipped(diagnostic)) if diagnostic.code == "ingest-too-large"));
    assert_eq!(one("a.txt", b"x").article.title(), "x");
}

#[test]
fn i15_compressed_bombs() {
    let code = |outcome: Outcome| match outcome.1 {
        Err(FileError::Failed(diagnostic) | FileError::Skipped(diagnostic)) => diagnostic.code,
        other => panic!("{other:?}"),
    };
    let bomb = vec![b'a'; 20 << 20];
    assert_eq!(code(read_with("a.txt.gz", &gzip(&bomb), Limits::default())), "ingest-ratio");
    assert_eq!(code(read_with("a.zip", &zip_of(&[("a.txt", &bomb)]), Limits::default())), "ingest-ratio");
    let lines = "{\"title\": \"Một hai ba bốn\"}\n".repeat(2000);
    let (found, summary) = read_with("a.jsonl.gz", &gzip(lines.as_bytes()), Limits { unpacked: 30_000, ..Limits::default() });
    let summary = summary.unwrap_or_default();
    assert!(found.len() > 100 && found.len() < 2000, "{}", found.len());
    assert_eq!(summary.notes.iter().map(|note| note.code.as_str()).collect::<Vec<_>>(), ["ingest-unpacked-too-large"]);
    // What breaks off is read up to there.
    let packed = gzip(&(0..2000).map(|n| format!("{{\"title\": \"Tin số {n} {}\"}}\n", n * 7919 % 10_007)).collect::<String>().into_bytes());
    let (found, summary) = read_with("a.jsonl.gz", &packed[..packed.len() / 2], Limits::default());
    assert!(!found.is_empty());
    assert_eq!(summary.unwrap_or_default().notes[0].code, "ingest-damaged-archive");
}

#[test]
fn i15_a_list_of_a_million_members_is_not_read() {
    let mut zip = zip_of(&[("a.txt", TEXT.as_bytes())]);
    let end = zip.windows(4).rposition(|window| window == b"PK\x05\x06").expect("it has an end");
    zip[end + 8..end + 12].fill(0xFF);
    assert_eq!(skipped("a.zip", &zip), "ingest-zip-too-many");
    // A list that is shorter than it says is no reason to take memory for all of it.
    zip[end + 8..end + 12].copy_from_slice(&[0xFE, 0xFF, 0xFE, 0xFF]);
    assert_eq!(skipped("a.zip", &zip), "ingest-damaged-archive");
}

/// External entities, entities of entities, tags of tags: a page has none of the first two, and is stripped of the third.
#[test]
fn i16_xml_gives_its_text_and_nothing_else() {
    let laughs: String = (1..10).map(|n| format!("<!ENTITY a{n} \"{}\">", format!("&a{};", n - 1).repeat(10))).collect();
    let doctype = format!("<!DOCTYPE html [<!ENTITY a0 \"ha\">{laughs}<!ENTITY x SYSTEM \"file:///etc/passwd\">]>");
    let page = format!("<?xml version=\"1.0\"?>{doctype}<html><body><h1>Giao ban quý I</h1><p>Hội nghị &a9; &x; đã họp.</p></body></html>");
    let text = one("a.xhtml", page.as_bytes()).article.text;
    assert!(text.contains("Hội nghị &a9; &x; đã họp.") && !text.contains("root:") && text.len() < 2 * page.len(), "{text}");
    let deep = format!("{}Hội nghị{}", "<a>".repeat(100_000), "</a>".repeat(100_000));
    assert!(one("a.xhtml", deep.as_bytes()).article.text.contains("Hội nghị"));
}

#[test]
fn i22_days_that_no_calendar_has_leave_an_article_undated() {
    let said = [
        "0000-00-00",
        "31/02/2019",
        "30/2/19",
        "9999-99-99",
        "300000-01-01",
        "01/01/300000",
        "32/13/2019",
        "1e9",
        "-1",
        "99999999999999999999",
        "ngày ba mươi tháng hai",
        "thứ Tám, 00/00/0000",
        "Infinity",
        "\u{200b}",
    ];
    for day in said {
        let record =
            serde_json::json!({ "title": "Giao ban quý I", "date": day, "body": format!("Sáng {day}, ngày {day} năm {day}, tỉnh Mẫu họp.") });
        let facts = one("x.json", record.to_string().as_bytes()).article.facts;
        assert_eq!(facts.published, None, "{day}");
        one("x.txt", format!("Giao ban quý I\n(Ngày đăng: {day})\nSáng {day}, ngày {day} năm {day}, tỉnh Mẫu họp.").as_bytes());
    }
    let two_digits = one("x.json", r#"{"title": "Giao ban quý I", "date": "05/03/19"}"#.as_bytes()).article.facts.published;
    assert!(two_digits.is_none_or(|on| on.days.first.number() == 17960), "{two_digits:?}");
}

#[test]
fn the_sink_may_stop_the_reading() {
    let mut count = 0;
    let lines = "{\"title\": \"Một\"}\n".repeat(10);
    let input = Input { path: "x.jsonl", content: &mut Cursor::new(lines.as_bytes()) };
    let summary = records(input, &Limits::default(), &mut |_| {
        count += 1;
        if count == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    let summary = summary.unwrap_or_default();
    assert_eq!((count, summary.records, summary.stopped), (3, 3, true));
}

#[test]
fn a_page_becomes_an_article() {
    let long = "Sáng 5-3, Đảng uỷ Khối các cơ quan tỉnh Mẫu tổ chức hội nghị giao ban quý I, có 120 đại biểu đại diện cho các chi bộ tham dự.";
    let html = format!(
        "<html><head><title>Giao ban quý I | Báo Mẫu</title><meta name=\"pubdate\" content=\"2019-03-05\"></head><body><ul><li><a href=/>Trang chủ</a></ul>\
         <div><h1>Giao ban quý I</h1><p>{long}</p><p>{long} Hai.</p><p>{long} Ba.</p><p><b>Thu Trà</b></p></div><div><a href=/2>Liên hệ</a></div></body></html>"
    );
    for path in ["a.html", "a.txt", "khong-duoi", "tin.aspx"] {
        let article = one(path, html.as_bytes()).article;
        assert_eq!(
            (article.title(), article.byline.as_deref(), article.facts.published.map(|on| on.days.first.number())),
            ("Giao ban quý I", Some("Thu Trà"), Some(17960)),
            "{path}"
        );
        assert!(!article.text.contains("Liên hệ") && !article.text.contains("Trang chủ"), "{}", article.text);
    }
}

fn assert_sound(article: &Article) {
    let mut end = 0;
    for part in &article.parts {
        assert!(part.span.start >= end, "{article:?}");
        assert!(!Span::of(part.span, &article.text).trim().is_empty());
        end = part.span.end;
    }
}

proptest! {
    #[test]
    fn no_bytes_do_harm(bytes in prop::collection::vec(any::<u8>(), 0..400), path in prop::sample::select(vec![
        "a.txt", "a.html", "a.jsonl", "a.json", "a.csv", "a.tsv", "a.txt.gz", "a.zip", "a",
    ])) {
        for parsed in read_with(path, &bytes, Limits::default()).0.into_iter().flatten() {
            assert_sound(&parsed.article);
        }
    }

    #[test]
    fn no_page_does_harm(pieces in prop::collection::vec(prop::sample::select(vec![
        "<p>", "</p>", "<div class=caption>", "</div>", "<table><tr><td>", "</table>", "<h1>", "</h1>", "Đảng uỷ Khối họp.", "&aacute;", "&#0;", "<!--", "-->", "<script>",
        "</script>", "<br>", "<a href=x>", "</a>", "<", ">", "\"", "<svg>", "<math>", "<title>", "<body>", "<template>", "<select>", "<form>", "</html>", "\0", "\n",
    ]), 0..40)) {
        for parsed in read_with("a.html", pieces.concat().as_bytes(), Limits::default()).0.into_iter().flatten() {
            assert_sound(&parsed.article);
        }
    }

    #[test]
    fn records_are_cut_where_the_parser_ends(titles in prop::collection::vec("[ -~\\PC]{1,12}", 0..6), spaces in prop::sample::select(vec!["", " ", "\n\t"])) {
        let records: Vec<String> = titles.iter().map(|title| serde_json::json!({"title": format!("t{title}")}).to_string()).collect();
        let array = format!("{spaces}[{}]", records.join(&format!("{spaces},{spaces}")));
        let (found, summary) = read_with("a.json", array.as_bytes(), Limits::default());
        prop_assert!(summary.is_ok());
        prop_assert_eq!(found.len(), titles.len());
        prop_assert!(found.iter().all(Result::is_ok));
    }

    #[test]
    fn csv_rows_are_cut_as_they_were_written(rows in prop::collection::vec(prop::collection::vec("[a-z,;\"\\n\\r ]{0,8}", 2..3), 1..6)) {
        let mut writer = ::csv::Writer::from_writer(Vec::new());
        writer.write_record(["title", "body"]).expect("memory");
        for row in &rows {
            writer.write_record([format!("t{}", row[0]), row[1].clone()]).expect("memory");
        }
        let bytes = writer.into_inner().expect("memory");
        let (found, _) = read_with("a.csv", &bytes, Limits::default());
        prop_assert_eq!(found.len(), rows.len());
        prop_assert!(found.iter().all(Result::is_ok), "{:?}", found);
    }
}
