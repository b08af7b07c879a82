//! Each format by its own rules, and laws over texts of every kind.
//!
//! `golden/` holds three articles in each format: an ordinary one, one with everything that a format might trip over, and an empty one.

use std::path::Path;

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::extract::{Origin, Precision};
use crate::search::{BodyFact, DateFact, Matched, OfficialFact, Snippet, Tier};

const ACCEPT: &str = "TIMBAO_ACCEPT_GOLDEN";

fn style() -> Style {
    Style::new(Lang::Vi, "Kho báo: \"Chung\" & <Hà>", "2026-11-22T05:00:00.75Z".parse().expect("it is a time"))
}

fn empty() -> Hit {
    Hit {
        id: ArticleId::new("", "rỗng"),
        source_id: None,
        path: "rong.txt".into(),
        title: String::new(),
        title_marks: Vec::new(),
        url: None,
        source: "kho".into(),
        province: None,
        byline: None,
        score: 0.0,
        matched: Matched::Full,
        tier: Tier::Exact,
        why: String::new(),
        published: DateFact::unknown(),
        sorted_by_event: None,
        events: Vec::new(),
        officials: Vec::new(),
        bodies: Vec::new(),
        documents: Vec::new(),
        snippets: Vec::new(),
    }
}

fn ordinary() -> Hit {
    Hit {
        id: ArticleId::new("Báo Tỉnh Mẫu", "2019/chung.txt"),
        path: "2019/chung.txt".into(),
        title: "Đồng chí Trần Văn Chung thăm cơ sở".into(),
        url: Some("https://bao.example/chung-100%25.html?a=1&b=2".into()),
        source: "Báo Tỉnh Mẫu".into(),
        province: Some("Đắk Lắk".into()),
        byline: Some("Đồng Nhung".into()),
        published: DateFact {
            date: Some("2019-05-23".into()),
            precision: Some(Precision::Day),
            origin: Some(Origin::Stated),
            evidence: Some("23/5/2019".into()),
            ..DateFact::unknown()
        },
        officials: vec![
            OfficialFact {
                key: "Trần Văn Chung@?".into(), name: "Trần Văn Chung".into(), titles: vec!["Phó Bí thư".into(), "Trưởng đoàn".into()]
            },
            OfficialFact { key: "Lê Thị Hà@?".into(), name: "Lê Thị Hà".into(), titles: Vec::new() },
        ],
        bodies: vec![BodyFact { key: "Tỉnh ủy@?".into(), name: "Tỉnh ủy".into(), province: None }],
        documents: vec!["35-CT/TW".into(), "205-QĐ/TW".into()],
        ..empty()
    }
}

/// With a formula, quotes, line breaks, decomposed marks, braces, backslashes, control characters and signs of TeX and XML.
fn wild() -> Hit {
    Hit {
        id: ArticleId::new("=Báo", "dữ/dội"),
        path: "-dữ\tdội.txt".into(),
        title: "=HYPERLINK(\"x\"); “Chung”,\r\n Tra\u{302}\u{300}n {Văn \\ 100% & <b>\x1b[2J\0 a_b#c$d~e^f}\u{202e}".into(),
        url: Some("http://bao.example/{a b}\\\"<c>".into()),
        source: "@Báo {Mẫu} & <Con>".into(),
        byline: Some("+\u{feff}Nhung\n".into()),
        published: DateFact {
            date: Some("2019-12-01".into()),
            to: Some("2020-02-29".into()),
            precision: Some(Precision::Range),
            origin: Some(Origin::Inferred),
            evidence: Some("năm {2019}\n… & năm 2020".into()),
        },
        snippets: vec![
            Snippet { text: "Đồng chí <Chung>\n".into(), marks: vec![[9, 16]], offset: 0 },
            Snippet { text: "thăm ]]> cơ sở".into(), marks: Vec::new(), offset: 99 },
        ],
        ..empty()
    }
}

fn written(format: Format, style: &Style, hits: &[Hit]) -> String {
    let mut out = Vec::new();
    let count = write(format, style, hits.iter().cloned().map(Ok), &mut out).expect("memory takes it");
    assert_eq!(count, hits.len() as u64);
    String::from_utf8(out).expect("every format is text")
}

#[test]
fn formats_are_written_as_before() {
    let style = Style {
        base: Some("http://127.0.0.1:7979/".into()),
        address: Some("http://127.0.0.1:7979/search.atom?q=a&lang=vi".into()),
        accessed: Some(date(2026, 11, 22)),
        ..style()
    };
    for format in Format::ALL {
        let text = written(format, &style, &[ordinary(), wild(), empty()]).replace("\r\n", "\n");
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/export/golden/articles").with_extension(format.extension());
        if std::env::var_os(ACCEPT).is_some() {
            std::fs::write(&path, &text).expect("the golden file can be written");
        }
        let golden = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(text, golden, "if {format:?} is better so: {ACCEPT}=1 cargo test --lib export");
    }
}

#[test]
fn lines_end_as_each_format_wants() {
    for (format, crlf) in [(Format::Csv, true), (Format::Ris, true), (Format::Jsonl, false), (Format::Bib, false), (Format::Atom, false)] {
        let text = written(format, &style(), &[ordinary(), wild()]);
        let breaks = text.matches('\n').count();
        assert_eq!(text.matches("\r\n").count(), if crlf { breaks } else { 0 }, "{format:?}");
    }
}

#[test]
fn formats_are_named_by_their_ending() {
    for format in Format::ALL {
        assert_eq!(format.extension().to_uppercase().parse(), Ok(format));
    }
    assert_eq!("xls".parse::<Format>(), Err(UnknownFormat));
    assert_eq!(UnknownFormat.to_string(), "expected one of `csv`, `jsonl`, `bib`, `ris`, `atom`");
}

#[test]
fn articles_are_cited_as_papers_do() {
    let with_date = |date: &str, precision, origin| Hit {
        published: DateFact { date: Some(date.into()), precision: Some(precision), origin: Some(origin), ..DateFact::unknown() },
        ..empty()
    };
    let id = empty().id;
    for (hit, cited) in [
        (
            ordinary(),
            format!(
                "Đồng Nhung, “Đồng chí Trần Văn Chung thăm cơ sở”, Báo Tỉnh Mẫu, ngày 23/05/2019, https://bao.example/chung-100%25.html?a=1&b=2, mã bài {}.",
                ordinary().id
            ),
        ),
        (empty(), format!("kho, “(không có tiêu đề)”, không rõ ngày, mã bài {id}.")),
        (
            Hit { title: "“Dân vận khéo” và \"Bốn tốt\"".into(), ..empty() },
            format!("kho, “‘Dân vận khéo’ và \"Bốn tốt\"”, không rõ ngày, mã bài {id}."),
        ),
        (with_date("2019-05-01", Precision::Month, Origin::Stated), format!("kho, “(không có tiêu đề)”, 05/2019, mã bài {id}.")),
        (with_date("2019-05-23", Precision::Day, Origin::Inferred), format!("kho, “(không có tiêu đề)”, ngày 23/05/2019 (suy đoán), mã bài {id}.")),
    ] {
        assert_eq!(citation(&style(), &hit), cited);
    }
    let english = Style { lang: Lang::En, base: Some("http://kho".into()), accessed: Some(date(2026, 1, 2)), ..style() };
    assert_eq!(citation(&english, &empty()), format!("kho, “(untitled)”, undated, http://kho/article/{id}, visited 02/01/2026, article {id}."));
}

#[test]
fn c05_no_cell_is_a_formula() {
    for (title, cell) in [
        ("=1+1", "'=1+1"),
        ("+84", "'+84"),
        ("-1", "'-1"),
        ("@x", "'@x"),
        ("\t=1", "'=1"),
        ("\r=1", "'=1"),
        ("\u{feff}=1", "'=1"),
        ("1=1", "1=1"),
        ("", ""),
    ] {
        assert_eq!(cells(&[Hit { title: title.into(), ..empty() }])[0][1], cell, "{title:?}");
    }
}

#[test]
fn a_table_gives_the_days_of_events() {
    let event = |first: &str, to: Option<&str>| DateFact { date: Some(first.into()), to: to.map(Into::into), ..DateFact::unknown() };
    let events = vec![event("2019-05-23", None), event("2019-06-01", Some("2019-06-03"))];
    assert_eq!(cells(&[Hit { events, ..empty() }])[0][5], "2019-05-23; 2019-06-01/2019-06-03");
    assert_eq!(cells(&[empty()])[0][5], "");
}

#[test]
fn dates_are_as_precise_as_they_are_known() {
    for (first, to, precision, bib, ris) in [
        ("2019-05-23", None, Precision::Day, "2019-05-23", "2019/05/23/"),
        ("2019-05-01", Some("2019-05-31"), Precision::Month, "2019-05", "2019/05//"),
        ("2019-01-01", Some("2019-12-31"), Precision::Year, "2019", "2019///"),
        ("2019-10-01", Some("2019-12-31"), Precision::Quarter, "2019-10-01/2019-12-31", "2019///"),
        ("2019-12-01", Some("2020-02-29"), Precision::Range, "2019-12-01/2020-02-29", "2019///"),
    ] {
        let published = DateFact { date: Some(first.into()), to: to.map(Into::into), precision: Some(precision), ..DateFact::unknown() };
        let hit = Hit { published, ..empty() };
        assert!(written(Format::Bib, &style(), std::slice::from_ref(&hit)).contains(&format!("date = {{{bib}}},\n  year = {{2019}},")), "{bib}");
        assert!(written(Format::Ris, &style(), &[hit]).contains(&format!("PY  - 2019\r\nDA  - {ris}\r\n")), "{ris}");
    }
    for format in [Format::Bib, Format::Ris] {
        assert!(!written(format, &style(), &[empty()]).contains("20"), "{format:?}: no date is made up");
    }
}

#[test]
fn an_entry_of_a_feed_leads_somewhere_or_holds_its_content() {
    let based = Style { base: Some("http://kho/".into()), ..style() };
    let page = format!("http://kho/article/{}", ordinary().id);
    let own = "https://bao.example/chung-100%25.html?a=1&b=2";
    for (style, hit, links, name) in [
        (&based, ordinary(), vec![("alternate", page.as_str()), ("via", own)], "summary"),
        (&style(), ordinary(), vec![("alternate", own)], "summary"),
        (&style(), empty(), vec![], "content"),
    ] {
        let text = written(Format::Atom, style, &[hit]);
        let feed = roxmltree::Document::parse(&text).expect("it is XML");
        let entry = feed.descendants().find(|node| node.has_tag_name("entry")).expect("one entry");
        let attribute = |node: roxmltree::Node<'_, '_>, name| node.attribute(name).unwrap_or_default().to_owned();
        let found: Vec<_> =
            entry.children().filter(|node| node.has_tag_name("link")).map(|node| (attribute(node, "rel"), attribute(node, "href"))).collect();
        assert_eq!(found, links.into_iter().map(|(rel, href)| (rel.to_owned(), href.to_owned())).collect::<Vec<_>>());
        assert!(entry.children().any(|node| node.has_tag_name(name)), "{name}");
    }
}

#[test]
fn a_hit_that_cannot_be_had_ends_the_export() {
    let lost = || search::Error::new(search::ErrorKind::Corrupt, crate::diagnostic::Diagnostic::error("engine-corrupt"));
    let mut out = Vec::new();
    let ended = write(Format::Atom, &style(), [Ok(empty()), Err(lost()), Ok(empty())], &mut out);
    assert!(matches!(ended, Err(Error::Search(_))), "{ended:?}");
    assert!(!String::from_utf8_lossy(&out).contains("</feed>"), "half a feed must not look whole");
}

/// The rows of a table, without its names.
fn cells(hits: &[Hit]) -> Vec<Vec<String>> {
    let text = written(Format::Csv, &style(), hits);
    let text = text.strip_prefix('\u{feff}').expect("a byte order mark");
    let rows = ::csv::Reader::from_reader(text.as_bytes()).into_records();
    rows.map(|row| row.expect("each row has as many cells").iter().map(str::to_owned).collect()).collect()
}

/// Texts with what is ordinary, and what is not, in equal parts.
fn text() -> impl Strategy<Value = String> {
    let signs: Vec<char> = "=+-@'\",;\t\r\n{}\\%&<>\u{0}\u{1b}\u{85}\u{301}\u{feff}\u{202e}\u{fffe}\u{ffff} Đảng".chars().collect();
    prop::collection::vec(prop_oneof![any::<char>(), prop::sample::select(signs)], 0..12).prop_map(String::from_iter)
}

fn hits() -> impl Strategy<Value = Vec<Hit>> {
    let fields = (text(), text(), text(), text(), text(), text());
    let hit = fields.prop_map(|(title, source, byline, url, path, evidence)| Hit {
        id: ArticleId::new(&source, &path),
        title,
        source,
        byline: Some(byline),
        url: Some(url),
        path,
        published: DateFact { evidence: Some(evidence), ..wild().published },
        ..empty()
    });
    prop::collection::vec(hit, 0..4)
}

fn without_apostrophe(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@'])).unwrap_or(cell)
}

proptest! {
    #[test]
    fn c05_tables_are_read_back(hits in hits()) {
        let rows = cells(&hits);
        prop_assert_eq!(rows.len(), hits.len());
        for (row, hit) in rows.iter().zip(&hits) {
            prop_assert!(!row.iter().any(|cell| cell.starts_with(['=', '+', '-', '@', '\t', '\r'])), "{:?}", row);
            let fields = [(1, &hit.title), (6, &hit.source), (14, &hit.path)];
            let fields = fields.into_iter().chain([(8, hit.byline.as_ref()), (12, hit.url.as_ref())].into_iter().filter_map(|(column, text)| Some((column, text?))));
            for (column, text) in fields {
                let line = plain::line(text);
                prop_assert_eq!(without_apostrophe(&row[column]), without_apostrophe(&line));
            }
            prop_assert_eq!(&row[0], &hit.id.to_string());
            prop_assert_eq!(&row[2], "2019-12-01");
            prop_assert_eq!(&row[3], "2020-02-29");
        }
    }

    #[test]
    fn feeds_are_read_back(hits in hits()) {
        let text = written(Format::Atom, &style(), &hits);
        let feed = roxmltree::Document::parse(&text).map_err(|error| TestCaseError::fail(format!("{error}: {text}")))?;
        let entries: Vec<_> = feed.root_element().children().filter(|node| node.has_tag_name(("http://www.w3.org/2005/Atom", "entry"))).collect();
        prop_assert_eq!(entries.len(), hits.len());
        for (entry, hit) in entries.iter().zip(&hits) {
            let text_of = |name: &str| entry.children().find(|node| node.has_tag_name(name)).and_then(|node| node.text()).unwrap_or_default();
            prop_assert_eq!(text_of("title"), style().title_of(hit));
            prop_assert_eq!(text_of("id"), format!("tag:timbao,2026:article/{}", hit.id));
            prop_assert!(text_of("updated").parse::<Timestamp>().is_ok());
        }
    }

    #[test]
    fn references_keep_their_lines_and_braces(hits in hits()) {
        for format in [Format::Bib, Format::Ris] {
            let text = written(format, &style(), &hits);
            prop_assert!(!text.chars().any(|c| c.is_control() && c != '\n' && c != '\r'), "{:?}", text);
        }
        let bib = written(Format::Bib, &style(), &hits);
        let mut depth = 0i32;
        let mut ended = 0;
        for c in bib.chars() {
            depth += match c { '{' => 1, '}' => -1, _ => 0 };
            prop_assert!(depth >= 0, "{}", bib);
            ended += usize::from(c == '}' && depth == 0);
        }
        prop_assert_eq!((depth, ended), (0, hits.len()), "{}", bib);

        let ris = written(Format::Ris, &style(), &hits);
        let is_line = |line: &str| line.is_empty() || (line.get(2..6) == Some("  - ") && line.bytes().take(2).all(|byte| byte.is_ascii_alphanumeric()));
        prop_assert!(ris.split("\r\n").all(is_line), "{}", ris);
        prop_assert_eq!(ris.matches("ER  - \r\n").count(), hits.len());
    }

    #[test]
    fn c06_lines_of_json_are_hits(hits in hits()) {
        let text = written(Format::Jsonl, &style(), &hits);
        prop_assert_eq!(text.matches('\n').count(), hits.len());
        for (line, hit) in text.lines().zip(&hits) {
            let hit = Hit { why: "có đủ mọi điều đã hỏi".into(), ..hit.clone() };
            let read: serde_json::Value = serde_json::from_str(line).map_err(|error| TestCaseError::fail(error.to_string()))?;
            prop_assert_eq!(read, serde_json::to_value(&hit).expect("a hit is JSON"));
        }
    }
}
