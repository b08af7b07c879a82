//! Signals end a run in order, with the exit code that shells expect.
#![cfg(unix)]

use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::cli_program::{self, Folder};

/// An archive that takes seconds to index, so that the signal arrives halfway.
fn long_work() -> Folder {
    let folder = Folder::new();
    let sentence = "Hội nghị đã nghe báo cáo tổng kết công tác xây dựng Đảng và phương hướng nhiệm vụ của năm tới. ";
    let body = sentence.repeat(40);
    let mut export = String::new();
    for number in 0..8_000 {
        export.push_str(&format!("{{\"id\": \"{number}\", \"title\": \"Hội nghị số {number}\", \"body\": \"{body}\"}}\n"));
    }
    folder.write("kho/export.jsonl", export);
    folder
}

#[test]
fn an_interrupted_run_leaves_a_searchable_index() {
    let folder = long_work();
    folder.write("kho/a.txt", "Hội nghị đầu tiên\n\nHội nghị đầu tiên đã kết thúc tốt đẹp.\n");
    for (signal, code) in [("INT", 130), ("TERM", 143)] {
        let child = folder
            .program(["index", "kho", "--threads", "1", "--json"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        sleep(Duration::from_millis(400));
        assert!(cli_program::signal(&child, signal), "the run was over before the signal came: make the work longer");
        let begin = Instant::now();
        let output = child.wait_with_output().expect("the program ends");
        let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("an interrupted run reports as well");
        assert_eq!((output.status.code(), &report["interrupted"]), (Some(code), &true.into()), "SIG{signal}");
        assert!(begin.elapsed() < Duration::from_secs(20), "the run did not stop");
    }
    let search = folder.run(["search", "hội nghị", "--json"]);
    assert!(matches!(search.code, Some(0 | 1)), "{}", search.aside);
}
