//! What a terminal, a script and somebody else's folder must never suffer from us, each test with the id of its case.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::cli_program::Folder;

#[test]
#[cfg(target_os = "linux")]
fn c01_a_terminal_gets_no_escape_but_ours() {
    let folder = Folder::new();
    let nasty = "Hội nghị \x1b[2J\x1b]0;tên\x07\x1b]8;;https://x\x1b\\bấm\x1b]8;;\x1b\\ \x1b]52;c;eA==\x07 \u{9b}31m \u{90}q\u{9c}";
    folder.write("kho/nasty.txt", format!("{nasty} khai mạc\n\nNội dung {nasty} của bài viết về hội nghị hôm nay.\n"));
    assert_eq!(folder.run(["index", "kho", "--quiet"]).code, Some(0));
    let id = folder.run(["search", "--json", "hội nghị"]).object()["hits"][0]["id"].as_str().expect("an id").to_owned();
    for arguments in ["search 'hội nghị'".to_owned(), format!("show {id}"), "search 'hội \x1b[2J \"nghị'".to_owned()] {
        let program = folder.program([""; 0]).get_program().to_string_lossy().into_owned();
        // `script` gives the program a terminal to write on.
        let mut command = std::process::Command::new("script");
        command.args(["-qec", &format!("'{program}' {arguments}"), "/dev/null"]).current_dir(folder.path()).stdin(std::process::Stdio::null());
        let output = command.env("TERM", "xterm-256color").env("TIMBAO_LANG", "vi").env_remove("NO_COLOR").output().expect("util-linux is there");
        let text = String::from_utf8(output.stdout).expect("it prints UTF-8");
        assert!(text.contains("nghị") && text.contains("\x1b[0m") | arguments.starts_with("show"), "{arguments}: {text:?}");
        let rest = ["\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[1;33m"].iter().fold(text, |text, ours| text.replace(ours, ""));
        let bad = rest.chars().find(|c| c.is_control() && !['\r', '\n'].contains(c));
        assert_eq!(bad, None, "{arguments}: {rest:?}");
    }
}

#[test]
fn c02_what_turns_a_line_around_is_not_shown() {
    let folder = Folder::new();
    let hidden = ["\u{202e}", "\u{202d}", "\u{2066}", "\u{2067}", "\u{2069}", "\u{200b}", "\u{200e}", "\u{2060}", "\u{feff}", "\u{e0041}"];
    folder.write("kho/a.txt", format!("Hội nghị {} tổng kết\n\nHội nghị{}đã họp.\n", hidden.concat(), hidden.concat()));
    assert_eq!(folder.run(["index", "kho", "--quiet"]).code, Some(0));
    for arguments in [&["search", "hội nghị"][..], &["search", "hội nghị", "--json"], &["export", "hội nghị", "--format", "csv"]] {
        let text = folder.run(arguments).out;
        let text = text.trim_start_matches('\u{feff}');
        assert!(text.contains("Hội nghị") && !hidden.iter().any(|hidden| text.contains(hidden)), "{arguments:?}: {text:?}");
    }
}

#[test]
fn c03_a_title_of_many_lines_is_one() {
    let folder = Folder::new();
    let record = serde_json::json!({ "id": "1", "title": "Hội nghị\r\n\u{8}\0\u{b}\u{2028}tổng\rkết", "body": "Hội nghị của tỉnh đã họp." });
    folder.write("kho/a.jsonl", record.to_string());
    assert_eq!(folder.run(["index", "kho", "--quiet"]).code, Some(0));
    let text = folder.run(["search", "hội nghị", "--quiet"]).out;
    let first = text.lines().next().expect("a hit");
    assert!(first.contains("Hội nghị") && first.contains("tổng kết"), "{text:?}");
    assert!(!text.contains(['\r', '\u{8}', '\0', '\u{b}', '\u{2028}']), "{text:?}");
}

#[test]
#[cfg(target_os = "linux")]
fn c05_c06_every_record_is_a_line_whatever_it_holds() {
    use std::os::unix::ffi::OsStrExt;
    let folder = Folder::new();
    for (number, title) in ["=1+1 \"hội\tnghị\"", "+84, hội nghị", "-1 hội nghị", "@hội\u{2028}nghị", "\thội\r\nnghị\u{85}"].iter().enumerate()
    {
        let record = serde_json::json!({ "id": number, "title": title, "body": format!("{title} hội nghị đã họp.\u{2029}Hết.") });
        let name = [&b"b\xff\xfe"[..], number.to_string().as_bytes(), b".json"].concat();
        fs::write(folder.path().join("kho").join(std::ffi::OsStr::from_bytes(&name)), record.to_string()).expect("Linux takes any name");
    }
    assert_eq!(folder.run(["index", "kho", "--quiet"]).code, Some(0));
    let jsonl = folder.run(["export", "hội nghị", "--format", "jsonl"]);
    for out in [&jsonl.out, &folder.run_with("hội nghị\nhội\nnghị\nhọp\nhết\n".as_bytes(), ["batch", "-"]).out] {
        // As readers that know every line end of Unicode see it.
        let lines: Vec<&str> = out.trim_end_matches('\n').split(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']).collect();
        assert_eq!(lines.len(), 5, "{out}");
        assert!(lines.iter().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()), "{out}");
    }
    let csv = folder.run(["export", "hội nghị", "--format", "csv"]).out;
    let mut rows = csv::ReaderBuilder::new().flexible(false).from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    let rows: Vec<csv::StringRecord> = rows.records().map(|row| row.expect("every row has every column")).collect();
    assert_eq!(rows.len(), 5, "{csv}");
    for cell in rows.iter().flatten() {
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?}");
    }
}

#[test]
#[cfg(unix)]
fn c07_a_name_of_two_lines_makes_no_second_line() {
    let folder = Folder::indexed();
    for name in ["x\r\ntimbao: đã xóa hết.txt", "x\u{1b}[2Jy.txt", "x\u{2028}z.txt"] {
        folder.write(&format!("kho/{name}"), b"\0\x01\x02");
    }
    let aside = folder.run(["search", "hội nghị", "--archive", "kho"]).aside;
    let notes: Vec<&str> = aside.lines().filter(|line| line.contains("/kho/x")).collect();
    assert_eq!(notes.len(), 3, "{aside:?}");
    assert!(!aside.lines().any(|line| line.starts_with("timbao:")), "{aside:?}");
    let bad = aside.chars().find(|c| (c.is_control() && *c != '\n') || *c == '\u{2028}');
    assert_eq!(bad, None, "{aside:?}");
}

/// Every file below a folder with its content.
fn everything(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        if entry.path().is_dir() {
            all.extend(everything(&entry.path()));
        } else {
            all.insert(entry.path().display().to_string(), fs::read(entry.path()).expect("it can be read"));
        }
    }
    all
}

#[test]
fn c08_no_index_is_begun_among_the_files_of_others_and_none_of_them_is_removed() {
    let folder = Folder::indexed();
    folder.write("nhà/ảnh.jpg", "…");
    folder.write("lạ/current/meta.json", "{}");
    folder.write("lạ/current/sổ tay.txt", "Việc cần làm.");
    folder.write("tệp", "…");
    folder.write("index/old-báo/1.txt", "Việc cũ.");
    folder.write("index/README.md", "Ở đây là chỉ mục.");
    let before = everything(&folder.path().join("nhà"));
    for home in ["/", "nhà", ".", "kho", "lạ"] {
        for flags in [&[][..], &["--rebuild"]] {
            let ended = folder.run(["index", "kho", "--index", home].iter().chain(flags));
            assert_eq!(ended.code, Some(2), "{home}: {} {}", ended.out, ended.aside);
            assert!(ended.aside.contains("--index") || ended.aside.contains("--rebuild"), "{home}: {}", ended.aside);
        }
    }
    assert!(matches!(folder.run(["index", "kho", "--index", "tệp"]).code, Some(2 | 74)));
    assert_eq!(everything(&folder.path().join("nhà")), before);
    assert!(!Path::new("/current").exists() && !folder.path().join("kho/current").exists() && !folder.path().join("current").exists());
    assert_eq!(everything(&folder.path().join("lạ/current")).len(), 2);
    // What somebody put into the index stays as well, and so does what lies beside it.
    folder.write("index/current/ghi chú.txt", "Đừng xóa.");
    fs::write(folder.path().join("index/current/timbao.json"), r#"{"format":0,"analysis":0,"program":"timbao 0.0.0"}"#).expect("written");
    let refused = folder.run(["index", "kho", "--rebuild"]);
    assert_eq!(refused.code, Some(2), "{}", refused.aside);
    fs::remove_file(folder.path().join("index/current/ghi chú.txt")).expect("it is still there");
    assert_eq!(folder.run(["index", "kho", "--rebuild"]).code, Some(0));
    assert!(folder.path().join("index/README.md").is_file() && folder.path().join("index/old-báo/1.txt").is_file());
}

#[test]
fn c09_an_index_of_another_version_is_left_as_it_is() {
    let folder = Folder::indexed();
    let stamp = folder.path().join("index/current/timbao.json");
    let meta = folder.path().join("index/current/meta.json");
    let [ours, schema] = [&stamp, &meta].map(|path| fs::read_to_string(path).expect("it was written"));
    let versions = [
        (&stamp, r#"{"format":0,"analysis":0,"program":"timbao 0.0.0"}"#.to_owned(), "`0.0`"),
        (&stamp, r#"{"format":99,"analysis":99,"program":"timbao 9.9.9"}"#.to_owned(), "`99.99`"),
        (&stamp, "rác".to_owned(), "`?`"),
        (&meta, schema.replacen("\"title\"", "\"titel\"", 1), "`?`"),
    ];
    for (path, content, version) in versions {
        fs::write(path, content).expect("it is ours");
        let before = everything(&folder.path().join("index"));
        for arguments in [&["search", "hội nghị"][..], &["index", "kho"], &["stats"], &["export", "hội nghị", "--format", "csv"]] {
            let ended = folder.run(arguments);
            assert_eq!(ended.code, Some(2), "{arguments:?}: {}", ended.aside);
            assert!(ended.aside.contains(version) && ended.aside.contains("--rebuild"), "{arguments:?}: {}", ended.aside);
        }
        assert_eq!(everything(&folder.path().join("index")), before);
        fs::write(&stamp, &ours).and_then(|()| fs::write(&meta, &schema)).expect("it is ours");
    }
    assert_eq!(folder.run(["search", "hội nghị"]).code, Some(0));
}
