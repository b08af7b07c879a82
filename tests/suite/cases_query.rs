//! Questions that nobody should ask and somebody will, each test with the id of its case: put to the command line and to the reading room.
//!
//! A search box repairs what it can and says so; only values with a rule of their own, and addresses beyond any measure, are refused.

use std::time::{Duration, Instant};

use serde_json::Value;

use crate::cli_program::{Ended, Folder};
use crate::web_room::{ReadingRoom, Reply, part};

const AT_ONCE: Duration = Duration::from_secs(1);

/// A small archive, asked in both ways.
struct Desk(ReadingRoom);

/// What both say, where both answer.
struct Said {
    total: u64,
    warnings: Vec<String>,
    ids: Vec<String>,
}

impl Said {
    fn of(response: &Value) -> Self {
        let texts = |list: &Value, key: &str| -> Vec<String> {
            list.as_array().expect("a list").iter().filter_map(|entry| entry[key].as_str()).map(str::to_owned).collect()
        };
        Self {
            total: response["total"].as_u64().expect("a number"),
            warnings: texts(&response["query"]["warnings"], "code"),
            ids: texts(&response["hits"], "id"),
        }
    }
}

impl Desk {
    fn open() -> Self {
        Self(ReadingRoom::over(Folder::indexed()))
    }

    /// Asks the command line through its standard input, which takes what no argument may hold.
    fn batch(&self, query: &str) -> Ended {
        let line = serde_json::json!({ "query": query }).to_string();
        at_once(query, || self.0.folder().run_with(line.as_bytes(), ["batch", "-"]))
    }

    fn get(&self, parameters: &str) -> Reply {
        at_once(parameters, || self.0.get(&format!("/api/v1/search?{parameters}")))
    }

    /// Asks on the command line, by `search` if it fits into an argument, and in the room, whose answers are the same unless it refuses the address.
    #[track_caller]
    fn ask(&self, query: &str) -> Said {
        let fits = query.len() < 100_000 && !query.contains('\0');
        let ended = if fits { at_once(query, || self.0.folder().run(["search", "--json", "--", query])) } else { self.batch(query) };
        assert!(matches!(ended.code, Some(0 | 1)), "{:?}: {:?} {}", shown(query), ended.code, ended.aside);
        let said = Said::of(&ended.object());
        let reply = self.get(&format!("q={}", part(query)));
        if query.len() < 1_000 && !query.contains('\0') {
            assert_eq!(reply.status, 200, "{:?}", shown(query));
            let web = Said::of(&serde_json::from_slice(&reply.body).expect("it is JSON"));
            assert_eq!((web.total, &web.warnings, &web.ids), (said.total, &said.warnings, &said.ids), "{:?}", shown(query));
        } else {
            assert!(matches!(reply.status, 200 | 400 | 414 | 431), "{:?}: {}", shown(query), reply.status);
        }
        said
    }

    /// Asks what must be repaired with a warning, and hits nothing or not.
    #[track_caller]
    fn repaired(&self, query: &str, warning: &str, total: u64) {
        let said = self.ask(query);
        assert!(said.warnings.iter().any(|code| code == warning), "{:?}: {:?}", shown(query), said.warnings);
        assert_eq!(said.total, total, "{:?}", shown(query));
    }

    /// Asks for an address that must be refused.
    #[track_caller]
    fn refused(&self, parameters: &str, code: &str) -> String {
        let reply = self.get(parameters);
        let body: Value = serde_json::from_slice(&reply.body).expect("it is JSON");
        assert_eq!((reply.status, body["code"].as_str()), (400, Some(code)), "{parameters}: {body}");
        format!("{} {}", body["message"], body["hint"])
    }
}

/// Does it twice if it was slow: another test may have had the machine.
fn at_once<T>(what: &str, work: impl Fn() -> T) -> T {
    for try_again in [true, false] {
        let begun = Instant::now();
        let done = work();
        if begun.elapsed() < AT_ONCE {
            return done;
        }
        assert!(try_again, "{:?} took {:?}", shown(what), begun.elapsed());
    }
    unreachable!("the second time is judged")
}

fn shown(query: &str) -> String {
    query.chars().take(60).collect()
}

#[test]
fn q01_q02_q03_q04_q05_more_than_can_be_meant_is_cut_and_said() {
    let desk = Desk::open();
    for (query, warning) in [
        ("(".repeat(900), "query-too-deep"),
        ("(".repeat(2_500), "query-too-deep"),
        ("(".repeat(100_000), "query-too-long"),
        ("-(".repeat(3_000), "query-too-long"),
        ("-(".repeat(400), "query-too-deep"),
        ("KHÔNG ".repeat(20_000), "query-too-long"),
        ("NOT ".repeat(20_000), "query-too-long"),
        (format!("\"{}\"", "tin ".repeat(10_000)), "query-too-long"),
        (format!("\"{}\"", "tin ".repeat(200)), "query-phrase-too-long"),
        ("tin OR ".repeat(20_000), "query-too-long"),
        ("tin OR ".repeat(140), "query-too-many-words"),
    ] {
        desk.repaired(&query, warning, 0);
    }
    assert_eq!(desk.ask(&("NOT ".repeat(200) + "chung")).total, 1);
    // Ten megabytes: `batch` says so of the line, and no address is so long.
    let huge = "Đảng ".repeat(10 << 17);
    let ended = at_once("ten megabytes", || desk.0.folder().run_with(huge.as_bytes(), ["batch", "-"]));
    assert_eq!((ended.code, &ended.object()["query"]["warnings"][0]["code"]), (Some(2), &"cli-batch-too-long".into()));
    let begun = Instant::now();
    let reply = desk.0.raw(format!("GET /api/v1/search?q={} HTTP/1.1\r\nHost: {}\r\n\r\n", part(&huge), desk.0.address).as_bytes());
    assert!(reply.is_none_or(|reply| matches!(reply.status, 414 | 431)) && begun.elapsed() < Duration::from_secs(5));
    assert_eq!(desk.ask("chung").total, 1, "everything goes on");
}

#[test]
fn q06_q07_pages_have_bounds() {
    let desk = Desk::open();
    for limit in ["0", "-1", "101", "1000000000", "18446744073709551616", "NaN", "1e2"] {
        desk.refused(&format!("q=chung&limit={limit}"), "web-bad-limit");
    }
    for page in ["0", "-1", "1000000000", "18446744073709551616"] {
        desk.refused(&format!("q=chung&page={page}"), "web-bad-page");
    }
    for parameters in ["page=1001", "page=101&limit=100"] {
        let said = desk.refused(&format!("q=chung&{parameters}"), "search-page");
        assert!(said.contains("thu hẹp"), "{said}");
    }
    desk.refused("q=chung&offset=1000000000", "web-unknown-parameter");
    desk.refused("q=chung&cursor=x", "search-cursor");
    assert_eq!(desk.get("q=chung&page=1000").status, 200);
    for (flag, value) in [("--limit", "0"), ("--limit", "1000000000"), ("--page", "1001"), ("--page", "18446744073709551616"), ("--cursor", "x")] {
        assert_eq!(desk.0.folder().run(["search", "chung", flag, value]).code, Some(2), "{flag} {value}");
    }
}

#[test]
fn q08_q10_q17_what_other_languages_mean_by_signs_is_text_here() {
    let desk = Desk::open();
    for (query, total) in [("/ch.ng/", 0), ("(a+)+$", 0), ("[a-z]+", 0), ("chung~2", 0), ("chung^NaN", 0), ("chung^-5", 0), ("chung^1e38", 0)] {
        assert_eq!(desk.ask(query).total, total, "{query}");
    }
    desk.repaired(".*", "query-star-is-text", 0);
    desk.repaired("chung .*", "query-star-is-text", 1);
    desk.repaired(&"chung~2 ".repeat(64), "query-too-many-words", 0);
    desk.repaired("chung^2", "query-sign-is-text", 0);
    desk.repaired("chung^", "query-sign-is-text", 1);
    desk.refused("q=chung&boost=NaN", "web-unknown-parameter");
}

#[test]
fn q09_a_star_stands_for_so_many_words_and_no_more() {
    let folder = Folder::indexed();
    let letter = |number: usize| char::from(b'a' + (number % 26) as u8);
    let words = (0..1_500).map(|number| ["tha".to_owned(), [number / 676, number / 26, number].map(letter).iter().collect()].concat());
    folder.write("kho/từ.txt", format!("Bảng từ\n\n{}\n", words.collect::<Vec<_>>().join(", ")));
    folder.write("kho/lịch.txt", "Lịch của huyện\n\nMồng một tháng giêng nghỉ lễ.\n");
    assert_eq!(folder.run(["index", "kho", "--quiet"]).code, Some(0));
    let desk = Desk(ReadingRoom::over(folder));
    desk.repaired("*", "query-star-is-text", 0);
    desk.repaired("?*", "query-star-is-text", 0);
    desk.repaired("a*", "query-prefix-too-short", 0);
    let ends = |c: char| format!("{c}h*");
    desk.repaired(&('a'..='n').map(ends).collect::<Vec<_>>().join(" "), "query-too-many-prefixes", 0);
    assert_eq!(desk.ask("ch*").total, 3);
    // The first thousand words of the texts: `tháng` comes behind them. The titles have few such words, `thăm` and `Thanh`.
    desk.repaired("tha*", "search-prefix-cut", 3);
    desk.repaired(&["tha*"; 8].join(" "), "search-prefix-cut", 3);
    let said = desk.ask("thang*");
    assert_eq!((said.total, said.warnings), (1, Vec::new()));
}

#[test]
fn q12_questions_about_nothing_are_answered() {
    let desk = Desk::open();
    for query in ["... !!! ???", "“”", "( )", "-", "- -", "\"\""] {
        desk.repaired(query, "query-empty", 0);
    }
    desk.repaired("-chung", "query-only-excludes", 2);
    desk.repaired("-chung -khối -hà", "query-only-excludes", 0);
    assert_eq!(desk.ask("của và là").total, 0);
    // Nothing at all is a mistake on the command line and an empty box in the room.
    for query in ["", "   "] {
        assert_eq!(desk.0.folder().run(["search", query]).code, Some(2));
        let reply = desk.get(&format!("q={}", part(query)));
        assert_eq!((reply.status, reply.text().contains("query-empty")), (200, true), "{query:?}");
    }
}

#[test]
fn q13_values_without_sense_are_refused_by_parameters_and_are_text_in_questions() {
    let desk = Desk::open();
    for (parameters, code) in [
        ("foo=1", "web-unknown-parameter"),
        ("id=abc", "web-unknown-parameter"),
        ("year=999999", "web-bad-year"),
        ("nam=-1", "web-bad-year"),
        ("from=31/02/2024", "web-bad-day"),
        ("den=2024-13-01", "web-bad-day"),
        ("from=2020&to=2018", "web-bad-days"),
        ("den=01/01/2018&tu=02/01/2018", "web-bad-days"),
        ("date=31/02/2024", "web-bad-dated"),
        ("sort=x", "web-bad-sort"),
    ] {
        desk.refused(&format!("q=chung&{parameters}"), code);
    }
    assert_eq!(desk.get("q=chung&from=2018&to=2018").status, 200);
    for (query, warning) in [
        ("truong_la:x", "query-unknown-field"),
        ("id:abc", "query-unknown-field"),
        ("date:31/02/2024", "query-value-no-date-kind"),
        ("từ:31/02/2024", "query-value-no-day"),
        ("năm:999999", "query-value-no-year"),
        ("tu:2020 den:2018", "search-no-days"),
    ] {
        desk.repaired(query, warning, 0);
    }
}

#[test]
fn q14_every_way_to_write_the_same_word_finds_the_same() {
    let folder = Folder::new();
    folder.write("kho/cũ.txt", "Hoà bình ở Đắk Lắk\n\nĐồng chí Nguyễn Thuý Hoà, Tỉnh uỷ viên, đã thăm làng hoà bình.\n");
    folder.write("kho/mới.txt", "Hòa bình ở Đắk Lắk\n\nĐồng chí Nguyễn Thúy Hòa, Tỉnh ủy viên, đã thăm làng hòa bình.\n");
    folder.write("kho/rời.txt", "Ho\u{300}a bi\u{300}nh \u{1edf} \u{110}a\u{306}\u{301}k La\u{306}\u{301}k\n\n\u{110}ô\u{300}ng chi\u{301} Nguyê\u{303}n Thu\u{301}y Ho\u{300}a, Ti\u{309}nh u\u{309}y viên, \u{111}a\u{303} thăm la\u{300}ng ho\u{300}a bi\u{300}nh.\n");
    folder.write("kho/lạ.txt", "Hoa bình ở Đắk Lắk\n\nBà con đã thăm làng hoa và bình hoa.\n");
    assert_eq!(folder.run(["index", "kho", "--quiet"]).code, Some(0));
    let desk = Desk(ReadingRoom::over(folder));
    for (same, total) in [
        (&["Nguyễn Thúy Hòa", "Nguyễn Thuý Hoà", "Nguyê\u{303}n Thu\u{301}y Ho\u{300}a", "NGUYỄN THUÝ HOÀ", "nguyễn thúy hòa"][..], 3),
        (&["\"hòa bình\"", "\"hoà bình\"", "\"Ho\u{300}a bi\u{300}nh\"", "\"HÒA BÌNH\""], 3),
        (&["Tỉnh ủy viên", "Tỉnh uỷ viên", "Ti\u{309}nh u\u{309}y viên"], 3),
        (&["Đắk Lắk", "đắk lắk", "ĐẮK LẮK", "dak lak", "\u{110}a\u{306}\u{301}k La\u{306}\u{301}k", "\u{d0}ắk Lắk"], 4),
    ] {
        let asked: Vec<Said> = same.iter().map(|query| desk.ask(query)).collect();
        for (said, query) in asked.iter().zip(same) {
            assert_eq!((said.total, &said.ids), (total, &asked[0].ids), "{query}");
        }
    }
}

#[test]
fn q15_what_cannot_be_seen_changes_nothing() {
    let desk = Desk::open();
    for query in ["chung\u{202e}", "ch\u{200d}ung", "\u{feff}chung", "\u{2066}chung\u{2069}", "chung\u{0}", "\u{1b}chung"] {
        let ended = desk.batch(query);
        let said = Said::of(&ended.object());
        assert_eq!((said.total, said.warnings.first().map(String::as_str)), (1, Some("query-invisible")), "{query:?}");
        let bad = ended.out.chars().find(|c| (c.is_control() && *c != '\n') || ('\u{200b}'..='\u{202e}').contains(c) || *c == '\u{feff}');
        assert_eq!(bad, None, "{query:?}: {}", ended.out);
    }
    desk.refused("q=chung%00", "web-bad-encoding");
    desk.refused("q=%ED%A0%80", "web-bad-encoding");
    assert_eq!(desk.ask("chung\u{202e}").total, 1);
    assert_eq!(desk.ask(&format!("chung e{}", "\u{301}".repeat(400))).total, 0);
    desk.repaired(&format!("chung e{}", "\u{301}".repeat(400_000)), "query-too-long", 1);
    for line in [r#"{"query": "\ud800"}"#, r#"{"query": "\udc00chung"}"#] {
        let ended = desk.0.folder().run_with(line.as_bytes(), ["batch", "-"]);
        assert_eq!((ended.code, &ended.object()["total"]), (Some(2), &0.into()), "{line}");
    }
}

#[test]
fn q16_signs_without_their_pair_are_text() {
    let desk = Desk::open();
    for (query, warning, total) in [
        ("\"chung", "query-unclosed-quote", 1),
        ("(chung", "query-unclosed-bracket", 1),
        ("chung)", "query-unopened-bracket", 1),
        ("chung ]]", "query-bracket-is-text", 1),
        ("a:b:c", "query-unknown-field", 0),
        ("^^", "query-sign-is-text", 0),
        ("~~", "query-sign-is-text", 0),
        ("chung \\", "query-sign-is-text", 1),
        ("chung\\", "query-sign-is-text", 1),
        ("chung OR", "query-operator-alone", 1),
    ] {
        desk.repaired(query, warning, total);
    }
}
