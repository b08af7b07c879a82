//! What scripts rely on: exit codes, which stream says what, and what happens when a stream is closed or full.

use std::process::Stdio;

use crate::cli_program::Folder;

#[test]
fn exit_codes() {
    let folder = Folder::indexed();
    folder.write("kho/truncated.html.gz", b"\x1f\x8b\x08\x00not gzip at all");
    for (arguments, code) in [
        (&["search", "Trần Văn Chung"][..], 0),
        (&["search", "tran van chung"], 0),
        (&["search", "Nguyễn Thị Không Ai"], 1),
        (&["search", "Nguyễn Thị Không Ai", "--json"], 1),
        (&["search"], 2),
        (&["search", "--source", "x", "--limit", "0"], 2),
        (&["search", "hội", "--limit", "101"], 2),
        (&["search", "hội", "--limit", "-1"], 2),
        (&["search", "hội", "--limit", "1000000000"], 2),
        (&["search", "hội", "--limit", "18446744073709551616"], 2),
        (&["search", "hội", "--page", "0"], 2),
        (&["search", "hội", "--page", "1001"], 2),
        (&["search", "hội", "--page", "1000000000", "--limit", "100"], 2),
        (&["search", "hội", "--index", "no-such-folder"], 2),
        (&["serch", "hội"], 2),
        (&[], 2),
        (&["export", "Trần Văn Chung", "--format", "csv"], 0),
        (&["export", "Nguyễn Thị Không Ai", "--format", "csv"], 1),
        (&["export", "Trần Văn Chung"], 2),
        (&["export", "Trần Văn Chung", "--format", "xls"], 2),
        (&["export", "--format", "csv"], 2),
        (&["export", "hội", "--format", "csv", "--index", "no-such-folder"], 2),
        (&["export", "hội", "--format", "csv", "--output", "no-such-folder/a.csv"], 2),
        (&["show", "0000000000000"], 1),
        (&["show", "không-phải-mã"], 2),
        (&["batch", "no-such-file"], 2),
        (&["stats"], 0),
        (&["stats", "--boilerplate"], 1),
        (&["analyze", "Đảng"], 0),
        (&["analyze", "…"], 1),
        (&["index"], 2),
        (&["index", "kho", "--strict"], 2),
        (&["index", "kho"], 0),
        (&["search", "hội", "--archive", "kho", "--quiet"], 0),
    ] {
        let ended = folder.run(arguments);
        assert_eq!(ended.code, Some(code), "timbao {arguments:?} said {:?} and {:?}", ended.out, ended.aside);
    }
}

#[test]
fn results_and_everything_else_are_kept_apart() {
    let folder = Folder::indexed();
    let found = folder.run(["search", "Trần Văn Chung"]);
    assert!(found.out.contains("Trần Văn Chung") && found.aside.is_empty(), "{}", found.aside);

    for arguments in [
        &["search", "--limit", "0", "x"][..],
        &["serch"],
        &["search", "x", "--index", "no-such-folder"],
        &["search", "x", "--index", "no-such-folder", "--json"],
    ] {
        let failed = folder.run(arguments);
        assert!(failed.out.is_empty(), "{arguments:?} printed {:?} where results go", failed.out);
        let mut lines = failed.aside.lines();
        assert!(lines.next().is_some_and(|line| line.starts_with("timbao: ")), "{arguments:?} said {:?}", failed.aside);
        assert!(lines.next().is_some_and(|line| line.starts_with("  ") && line.contains('`')), "{arguments:?} gave no next step: {:?}", failed.aside);
    }

    let refreshed = folder.run(["search", "Trần Văn Chung", "--archive", "kho", "--json"]);
    assert_eq!(refreshed.json().len(), 1, "the account of the refresh belongs to standard error");
}

#[test]
fn without_an_index_the_command_that_builds_it_is_named() {
    let folder = Folder::new();
    let ended = folder.run(["search", "hội"]);
    assert!(ended.aside.contains("`timbao index ĐƯỜNG_DẪN…`"), "{}", ended.aside);
    folder.write("timbao.toml", "archive = [\"kho báo\"]\nindex = \"mục lục\"");
    let ended = folder.run(["search", "hội"]);
    assert!(ended.aside.contains("`timbao index --index 'mục lục' 'kho báo'`"), "{}", ended.aside);
}

#[test]
fn mistyped_names_are_answered_with_the_nearest() {
    let folder = Folder::new();
    for (arguments, near) in [
        (&["serch", "x"][..], "`search`"),
        (&["search", "--limt", "3", "x"], "`--limit`"),
        (&["search", "--sort", "newst", "x"], "`newest`"),
        (&["stats", "--boilerplat"], "`--boilerplate`"),
        (&["Trần Văn Chung"], "`timbao search Trần Văn Chung`"),
        (&["search", "hội", "-Khối"], "`timbao search -- -Khối`"),
    ] {
        let ended = folder.run(arguments);
        assert!(ended.aside.contains(near), "{arguments:?} was answered with {:?}", ended.aside);
    }
}

#[test]
fn words_behind_a_hyphen_are_told_how_to_be_typed() {
    let folder = Folder::indexed();
    for typed in ["-nam:2021", "-năm:2021", "-thanh", "-quan:x"] {
        let ended = folder.run(["search", typed]);
        assert_eq!(ended.code, Some(2), "{typed}");
        assert!(ended.aside.contains(&format!("không có tùy chọn `{typed}`")), "{}", ended.aside);
        assert!(ended.aside.contains(&format!("`timbao search -- {typed}`")), "{}", ended.aside);
    }
    assert!(folder.run(["search", "--limit", "2", "-nam:2021"]).aside.contains("`timbao search -- -nam:2021`"));
    assert!(folder.run(["search", "-n0", "--", "-nam:2021"]).aside.contains("`--limit` phải là số"));
    assert!(folder.run(["search", "hội nghị", "-n0"]).aside.contains("`--limit` phải là số"), "a number is a limit");
}

#[test]
fn c04_a_reader_that_leaves_early_is_no_error() {
    let folder = Folder::indexed();
    for arguments in [
        &["search", "hội nghị"][..],
        &["search", "hội nghị", "--json"],
        &["export", "hội nghị", "--format", "csv", "--quiet"],
        &["export", "hội nghị", "--format", "atom", "--quiet"],
        &["man"],
        &["--help"],
    ] {
        let mut child = folder.program(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
        // The reading end closes before anything is written.
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("the program ends");
        assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""), "{arguments:?}");
    }
}

#[test]
#[cfg(unix)]
fn c04_an_output_that_was_closed_from_the_start_is_no_error() {
    let folder = Folder::indexed();
    for arguments in ["search 'hội nghị'", "export 'hội nghị' --format csv --quiet", "stats"] {
        let script = format!("exec '{}' {arguments} >&-", env!("CARGO_BIN_EXE_timbao"));
        let output = std::process::Command::new("sh").args(["-c", &script]).current_dir(folder.path()).output().expect("a shell");
        assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""), "{arguments}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn c04_a_full_disk_is_said() {
    let folder = Folder::indexed();
    for arguments in [
        &["search", "hội nghị"][..],
        &["search", "hội nghị", "--json"],
        &["export", "hội nghị", "--format", "jsonl"],
        &["export", "hội nghị", "--format", "bib", "--output", "/dev/full"],
        &["stats"],
        &["analyze", "Đảng"],
        &["completions", "bash"],
        &["man"],
        &["--help"],
        &["--version"],
    ] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("Linux has it");
        let output = folder.program(arguments).stdout(full).output().expect("the program starts");
        let aside = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(74), "{arguments:?} said {aside:?}");
        assert!(aside.starts_with("timbao: ") && !aside.contains("panic"), "{arguments:?} said {aside:?}");
    }
}
