//! `search`, `show` and `stats`: the shape of the JSON, and that no article, file name or query can harm a terminal.

use serde_json::Value;

use crate::cli_program::Folder;

fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value.as_object().expect("an object").keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

fn sorted<const N: usize>(mut names: [&str; N]) -> Vec<&str> {
    names.sort_unstable();
    names.to_vec()
}

/// Every key of a response stands in it whatever was found.
pub fn check_shape(response: &Value) {
    assert_eq!(keys(response), sorted(["query", "total", "partial_total", "took_us", "hits", "facets", "next"]));
    assert_eq!(keys(&response["query"]), sorted(["text", "interpreted", "units", "expansions", "warnings", "suggestions"]));
    assert_eq!(keys(&response["facets"]), sorted(["year", "official", "body", "document", "province", "source"]));
    for warning in response["query"]["warnings"].as_array().expect("a list") {
        assert_eq!(keys(warning), sorted(["code", "message", "span"]));
        assert_ne!(warning["message"], "", "{} has no sentence", warning["code"]);
    }
    for hit in response["hits"].as_array().expect("a list") {
        let expected = [
            "id",
            "source_id",
            "path",
            "title",
            "title_marks",
            "url",
            "source",
            "province",
            "byline",
            "score",
            "match",
            "tier",
            "why",
            "published",
            "events",
            "officials",
            "bodies",
            "documents",
            "snippets",
        ];
        assert_eq!(keys(hit), sorted(expected));
        assert_eq!(keys(&hit["published"]), sorted(["date", "to", "precision", "origin", "evidence"]));
        assert_ne!(hit["why"], "", "a hit says why it was found");
        for snippet in hit["snippets"].as_array().expect("a list") {
            assert_eq!(keys(snippet), sorted(["text", "marks", "offset"]));
            check_marks(&snippet["text"], &snippet["marks"]);
        }
        check_marks(&hit["title"], &hit["title_marks"]);
    }
}

fn check_marks(text: &Value, marks: &Value) {
    let length = text.as_str().expect("a text").chars().count() as u64;
    let mut last = 0;
    for mark in marks.as_array().expect("a list") {
        let [start, end] = [0, 1].map(|side| mark[side].as_u64().expect("a number"));
        assert!(last <= start && start < end && end <= length, "mark {mark} of {text}");
        last = end;
    }
}

#[test]
fn every_key_is_always_present() {
    let folder = Folder::indexed();
    for query in ["Trần Văn Chung", "hội nghị", "không có gì như thế này cả", "\"", "((((", "UBND"] {
        let ended = folder.run(["search", "--json", query]);
        check_shape(&ended.object());
    }
    let found = folder.run(["search", "--json", "Trần Văn Chung"]).object();
    assert_eq!(found["total"], 1);
    assert_eq!(found["hits"][0]["match"], "full");
    assert_eq!(found["hits"][0]["title"], "Đồng chí Trần Văn Chung thăm cơ sở");
}

#[test]
fn people_read_total_title_and_passage() {
    let folder = Folder::indexed();
    let text = folder.run(["search", "tran", "van", "chung"]).out;
    for part in ["Tìm thấy 1 bài (0,", "  1. Đồng chí Trần Văn Chung thăm cơ sở\n", "Phó Bí thư Tỉnh ủy"] {
        assert!(text.contains(part), "`{part}` is missing in:\n{text}");
    }
    let english = folder.run(["search", "tran", "van", "chung", "--lang", "en"]).out;
    assert!(english.contains("Articles found: 1 (0."), "{english}");
    let quiet = folder.run(["search", "tran", "van", "chung", "--quiet"]).out;
    assert!(quiet.starts_with("  1. Đồng chí"), "{quiet}");
}

#[test]
fn a_warning_points_at_its_place() {
    let folder = Folder::indexed();
    let text = folder.run(["search", "hội nghị \"cán bộ"]).out;
    assert!(text.contains("    hội nghị \"cán bộ\n             ^"), "{text}");
}

#[test]
fn sort_speaks_vietnamese_too() {
    let folder = Folder::indexed();
    for (vietnamese, english) in [("lien-quan", "relevance"), ("moi-nhat", "newest"), ("cu-nhat", "oldest")] {
        let [a, b] = [vietnamese, english].map(|sort| folder.run(["search", "--json", "--sort", sort, "hội nghị"]).object()["hits"].clone());
        assert_eq!(a, b, "{vietnamese} is {english}");
    }
}

#[test]
fn filters_include_and_exclude() {
    let folder = Folder::new();
    for (paper, province) in [("a", "Đắk Lắk"), ("b", "Bến Tre")] {
        std::fs::create_dir(folder.path().join("kho").join(paper)).expect("a folder");
        folder.write(&format!("kho/{paper}/source.toml"), format!("name = \"Báo {paper}\"\nprovince = \"{province}\"\n"));
        folder.write(&format!("kho/{paper}/1.txt"), "Hội nghị tổng kết công tác\n\nHội nghị đã tổng kết công tác xây dựng Đảng trong năm qua.\n");
    }
    assert_eq!(folder.run(["index", "kho", "--quiet"]).code, Some(0));
    let total = |flags: &[&str]| {
        let arguments = ["search", "--json", "hội nghị"].iter().chain(flags);
        folder.run(arguments).object()["total"].as_u64().expect("a number")
    };
    assert_eq!(total(&[]), 2);
    assert_eq!(total(&["--province", "Đắk Lắk"]), 1);
    assert_eq!(total(&["--province", "-Đắk Lắk"]), 1);
    assert_eq!(total(&["--province", "Đắk Lắk", "--province", "Bến Tre"]), 2);
    assert_eq!(total(&["--province", "Đắk Lắk", "--source", "-Báo a"]), 0);
    assert_eq!(folder.run(["search", "--source", "Báo b", "--json"]).object()["total"], 1, "a filter alone is a question");
}

/// What turns a line around or cannot be seen in it.
const INVISIBLE: [char; 16] = [
    '\u{200b}', '\u{200c}', '\u{200d}', '\u{200e}', '\u{200f}', '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}', '\u{2066}', '\u{2067}',
    '\u{2068}', '\u{2069}', '\u{feff}', '\u{ad}',
];

#[test]
fn c01_c02_nothing_from_outside_reaches_the_terminal() {
    let folder = Folder::new();
    let nasty = "Hội nghị \x1b[2J\x1b]0;tên\x07\x1b]8;;https://x\x1b\\ \u{9b}31m \u{202e}gnuhC\u{202c} \u{2066}gnuhC\u{2069} zero\u{200b}width\u{200d} \x08\0";
    folder.write("kho/nasty.txt", format!("{nasty}\n\nNội dung {nasty} của bài viết về hội nghị hôm nay.\n"));
    #[cfg(unix)]
    folder.write("kho/a\x1b[31m\nb.txt", "Hội nghị thứ hai\n\nNội dung của bài viết thứ hai về hội nghị.\n");
    let indexed = folder.run(["index", "kho"]);
    let id = folder.run(["search", "--json", "hội nghị"]).object()["hits"][0]["id"].as_str().expect("an id").to_owned();
    let runs = [
        indexed,
        folder.run(["search", "hội nghị"]),
        folder.run(["search", "--json", "hội nghị"]),
        folder.run(["search", "hội \x1b[2J \"nghị"]),
        folder.run(["show", &id]),
        folder.run(["show", &id, "--json"]),
        folder.run(["stats"]),
        folder.run(["analyze", "\x1b[2J hội\u{202e}"]),
        folder.run(["\x1b[2J"]),
        folder.run(["search", "--\x1b[2J"]),
        folder.run(["search", "hội", "--index", "\x1b[2J"]),
    ];
    for (index, ended) in runs.iter().enumerate() {
        for text in [&ended.out, &ended.aside] {
            let bad = text.chars().find(|c| (c.is_control() && *c != '\n') || INVISIBLE.contains(c));
            assert_eq!(bad, None, "run {index} printed {text:?}");
        }
    }
}

#[test]
fn c03_a_title_is_one_line() {
    let folder = Folder::new();
    let title = format!("Hội nghị{}tổng kết", "\\n".repeat(10_000));
    folder.write(
        "kho/export.jsonl",
        format!("{{\"id\": \"1\", \"title\": \"{title}\", \"body\": \"Nội dung của hội nghị tổng kết công tác năm.\"}}\n"),
    );
    assert_eq!(folder.run(["index", "kho", "--quiet"]).code, Some(0));
    let text = folder.run(["search", "hội nghị"]).out;
    assert!(text.lines().count() < 20, "{} lines", text.lines().count());
}

#[test]
fn colours_are_for_terminals() {
    let folder = Folder::indexed();
    for name in ["NO_COLOR", "CLICOLOR_FORCE"] {
        let output = folder.program(["search", "hội nghị"]).env(name, "1").output().expect("the program starts");
        assert!(!output.stdout.contains(&0x1b), "{name}");
    }
}

#[test]
fn an_article_is_shown_with_its_parts() {
    let folder = Folder::indexed();
    let id = folder.run(["search", "--json", "Trần Văn Chung"]).object()["hits"][0]["id"].as_str().expect("an id").to_owned();
    let text = folder.run(["show", &id]);
    assert!(text.out.starts_with("Đồng chí Trần Văn Chung thăm cơ sở\n") && text.out.contains("huyện Mẫu"), "{}", text.out);

    let article = folder.run(["show", &id, "--json"]).object();
    assert_eq!(
        keys(&article),
        sorted([
            "id",
            "source_id",
            "path",
            "title",
            "url",
            "source",
            "province",
            "byline",
            "published",
            "events",
            "officials",
            "bodies",
            "documents",
            "years",
            "text",
            "parts"
        ])
    );
    let whole: Vec<char> = article["text"].as_str().expect("a text").chars().collect();
    for part in article["parts"].as_array().expect("a list") {
        assert_eq!(keys(part), sorted(["class", "span", "rule", "text"]));
        let [start, end] = [0, 1].map(|side| part["span"][side].as_u64().expect("a number") as usize);
        assert_eq!(whole[start..end].iter().collect::<String>(), part["text"].as_str().expect("a text"));
    }
    let nothing = folder.run(["show", "0000000000000", "--json"]);
    assert_eq!((nothing.out.as_str(), nothing.code), ("null\n", Some(1)));
}

#[test]
fn repeated_lines_are_proposed_as_toml() {
    let folder = Folder::new();
    folder.write("kho/source.toml", "name = \"Báo Mẫu\"\n");
    for number in 0..5 {
        let own = ["một", "hai", "ba", "bốn", "năm"][number];
        folder.write(
            &format!("kho/{number}.txt"),
            format!("Hội nghị lần thứ {own} của tỉnh\n\nĐoạn văn số {own} nói về chuyện của lần thứ {own}.\n\nNhà in phát hành \"Báo Mẫu\" vào sáng thứ hai hằng tuần.\n\nCâu cuối cùng số {own}.\n"),
        );
    }
    assert_eq!(folder.run(["index", "kho", "--quiet"]).code, Some(0));
    let text = folder.run(["stats", "--boilerplate"]).out;
    let proposed: toml::Table = text.parse().unwrap_or_else(|error| panic!("{error}: {text}"));
    assert_eq!(proposed["boilerplate"].as_array().map(Vec::len), Some(1), "{text}");
    assert_eq!(proposed["boilerplate"][0].as_str(), Some("Nhà in phát hành \"Báo Mẫu\" vào sáng thứ hai hằng tuần."));
    let json = folder.run(["stats", "--boilerplate", "--json"]).object();
    assert_eq!(json["sources"][0]["lines"][0]["articles"], 5);
    assert_eq!(folder.run(["stats", "--json"]).object()["articles"], 5);
}
