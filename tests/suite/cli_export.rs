//! `timbao export` through the real program: streams, files, and what is said beside them.

use std::fs;

use crate::cli_program::Folder;

#[test]
fn each_format_goes_to_standard_output() {
    let folder = Folder::indexed();
    for (format, begin, part) in [
        ("csv", "\u{feff}Mã bài,Tiêu đề,Ngày,", ",Đồng chí Trần Văn Chung thăm cơ sở,"),
        ("jsonl", "{\"id\":\"", "\"title\":\"Đồng chí Trần Văn Chung thăm cơ sở\""),
        ("bib", "@article{timbao-", "title = {{Đồng chí Trần Văn Chung thăm cơ sở}}"),
        ("ris", "TY  - NEWS\r\n", "TI  - Đồng chí Trần Văn Chung thăm cơ sở\r\n"),
        ("ATOM", "<?xml version=\"1.0\"", "<title>Đồng chí Trần Văn Chung thăm cơ sở</title>"),
    ] {
        let ended = folder.run(["export", "tran", "van", "chung", "--format", format]);
        assert_eq!(ended.code, Some(0), "{}", ended.aside);
        assert!(ended.out.starts_with(begin) && ended.out.contains(part), "{format}: {}", ended.out);
        assert!(ended.aside.ends_with("Đã xuất 1 bài\n"), "{}", ended.aside);
        let quiet = folder.run(["export", "tran van chung", "-f", format, "--quiet", "--output", "-"]);
        assert_eq!((quiet.code, quiet.aside.as_str()), (Some(0), ""), "{format}");
    }
    let english = folder.run(["export", "Trần Văn Chung", "--format", "csv", "--lang", "en"]);
    assert!(
        english.out.starts_with("\u{feff}Id,Title,Date,") && english.aside.ends_with("Articles exported: 1\n"),
        "{}{}",
        english.out,
        english.aside
    );
}

#[test]
fn lines_are_the_hits_of_a_search() {
    let folder = Folder::indexed();
    let response = folder.run(["search", "hội nghị", "--json", "--no-snippets", "--sort", "oldest"]).object();
    let full: Vec<_> = response["hits"].as_array().expect("a list").iter().filter(|hit| hit["match"] == "full").cloned().collect();
    assert_eq!(full.len(), 2);
    assert_eq!(folder.run(["export", "hội nghị", "--format", "jsonl", "--sort", "cu-nhat"]).json(), full);
    let one = folder.run(["export", "--official", "Lê Thị Thanh Hà", "--format", "jsonl"]);
    assert_eq!(one.object()["title"], "Đồng chí Lê Thị Thanh Hà dự hội nghị", "a filter alone is a question");
}

#[test]
fn nothing_found_is_said() {
    let folder = Folder::indexed();
    let ended = folder.run(["export", "Nguyễn Thị Không Ai", "--format", "csv"]);
    assert_eq!((ended.code, ended.out.lines().count()), (Some(1), 1), "the names of the columns and nothing else");
    assert!(ended.aside.ends_with("Không có bài nào có đủ mọi điều đã hỏi\n"), "{}", ended.aside);
    let unclosed = folder.run(["export", "hội nghị \"cán bộ", "--format", "csv", "--lang", "en"]);
    assert!(unclosed.aside.starts_with("Read as: ") && unclosed.aside.contains("! "), "{}", unclosed.aside);
}

#[test]
fn a_file_is_written_whole_or_not_at_all() {
    let folder = Folder::indexed();
    let names = || {
        let entries = fs::read_dir(folder.path()).expect("the folder is there");
        let mut names: Vec<String> = entries.map(|entry| entry.expect("it can be read").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    };
    let before = names();
    folder.write("danh mục.ris", "bản cũ");
    for _ in 0..2 {
        let ended = folder.run(["export", "hội nghị", "--format", "ris", "--output", "danh mục.ris"]);
        assert_eq!((ended.code, ended.out.as_str()), (Some(0), ""), "{}", ended.aside);
        let text = fs::read_to_string(folder.path().join("danh mục.ris")).expect("it was written");
        assert_eq!(text.matches("ER  - \r\n").count(), 2);
    }
    fs::remove_file(folder.path().join("danh mục.ris")).expect("it was written");
    assert_eq!(names(), before, "nothing else is left");

    for (output, code) in [("no-such-folder/a.csv", 2), ("kho", 74), ("..", 74)] {
        let failed = folder.run(["export", "hội nghị", "--format", "csv", "--quiet", "-o", output]);
        assert_eq!((failed.code, failed.out.as_str()), (Some(code), ""), "{output}: {}", failed.aside);
        assert!(failed.aside.starts_with(&format!("timbao: không ghi được `{output}`: ")), "{}", failed.aside);
    }
    assert_eq!(names(), before);
}

#[test]
#[cfg(unix)]
fn a_link_stays_a_link_and_a_device_a_device() {
    use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};
    let folder = Folder::indexed();
    folder.write("xa/a.csv", "bản cũ");
    let target = folder.path().join("xa/a.csv");
    fs::set_permissions(&target, fs::Permissions::from_mode(0o600)).expect("it is ours");
    symlink("xa/a.csv", folder.path().join("a.csv")).expect("Unix has links");
    assert_eq!(folder.run(["export", "hội nghị", "--format", "csv", "-o", "a.csv"]).code, Some(0));
    assert!(fs::symlink_metadata(folder.path().join("a.csv")).expect("the link is there").is_symlink());
    assert!(fs::read_to_string(&target).expect("it was written").starts_with('\u{feff}'));
    assert_eq!(fs::metadata(&target).expect("it was written").permissions().mode() & 0o777, 0o600);

    assert_eq!(folder.run(["export", "hội nghị", "--format", "csv", "-o", "/dev/null"]).code, Some(0));
    assert!(fs::metadata("/dev/null").expect("it is there").file_type().is_char_device());
    let through = folder.run(["export", "hội nghị", "--format", "bib", "-o", "/dev/stdout"]);
    assert_eq!((through.code, through.out.matches("@article{").count()), (Some(0), 2), "{}", through.aside);
}

#[test]
fn c01_nothing_in_an_export_moves_a_terminal() {
    let folder = Folder::new();
    let record =
        serde_json::json!({ "id": "1", "title": "Hội nghị \u{1b}[2J\u{9b}31m\u{202e}gnảđ", "body": "Hội nghị\u{7} của tỉnh \u{1b}]0;x\u{7}." });
    folder.write("kho/a.jsonl", record.to_string());
    assert_eq!(folder.run(["index", "kho", "--quiet"]).code, Some(0));
    for format in ["csv", "jsonl", "bib", "ris", "atom"] {
        let text = folder.run(["export", "hội nghị", "--format", format]).out;
        let bad = text.chars().find(|c| (c.is_control() && !['\r', '\n'].contains(c)) || ('\u{202a}'..='\u{202e}').contains(c));
        assert!(text.contains("Hội nghị") && bad.is_none(), "{format}: {text:?}");
    }
}
