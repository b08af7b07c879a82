//! The real `timbao watch`, beside others who read and write the same index.
#![cfg(unix)]

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::cli_program::{self, Folder};
use crate::web_room::ReadingRoom;

/// A watch that is going on, line by line.
struct Watching {
    child: Child,
    lines: Receiver<String>,
}

impl Watching {
    fn over(folder: &Folder, arguments: &[&str]) -> Self {
        let all = ["watch", "kho", "--memory", "30M"].iter().chain(arguments);
        let mut child = folder.program(all).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
        let lines = read_lines(child.stdout.take().expect("its output is a pipe"));
        Self { child, lines }
    }

    fn line(&self) -> String {
        self.lines.recv_timeout(Duration::from_secs(60)).expect("it tells of a run")
    }

    fn report(&self) -> Value {
        let line = self.line();
        serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"))
    }

    /// Waits for the report of a run after which the index holds so many articles.
    fn until(&self, total: u64) -> Value {
        let begun = Instant::now();
        loop {
            let report = self.report();
            if report["articles"]["total"] == total {
                return report;
            }
            assert!(begun.elapsed() < Duration::from_secs(60), "{total} articles were expected: {report}");
        }
    }

    /// Sends a signal, and returns the exit code and what was said aside.
    fn end(self, signal: &str) -> (Option<i32>, String) {
        assert!(cli_program::signal(&self.child, signal), "it had ended before");
        let ended = self.child.wait_with_output().expect("the program ends");
        (ended.status.code(), String::from_utf8_lossy(&ended.stderr).into_owned())
    }
}

fn read_lines(out: ChildStdout) -> Receiver<String> {
    let (sender, lines) = channel();
    std::thread::spawn(move || BufReader::new(out).lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
    lines
}

fn article(name: &str) -> String {
    format!("Tin {name}\n\nHội nghị ở {name} đã bế mạc.\n")
}

#[test]
fn a_watch_follows_what_becomes_of_files() {
    let folder = Folder::indexed();
    let watch = Watching::over(&folder, &["--json"]);
    assert_eq!(watch.until(3)["articles"]["unchanged"], 3);
    folder.write("kho/mới/một.txt", article("một"));
    folder.write("kho/mới/hai.txt", article("hai"));
    watch.until(5);
    fs::rename(folder.path().join("kho/mới/hai.txt"), folder.path().join("kho/mới/.hai.txt")).expect("it can be hidden");
    watch.until(4);
    folder.write("kho/chung.txt", article("ba"));
    assert_eq!(watch.until(4)["articles"]["changed"], 1);
    assert_eq!(folder.run(["search", "ba", "--json"]).object()["total"], 1);
    folder.write("kho/hỏng.zip", "PK but no zip");
    let report = watch.report();
    assert_eq!((&report["files"]["failed"], &report["articles"]["added"]), (&1.into(), &0.into()), "a new failure is told: {report}");
    assert_eq!(watch.end("TERM").0, Some(143));
}

#[test]
fn a_watch_is_quiet_and_says_one_line_for_each_change() {
    let folder = Folder::indexed();
    // By then the articles have settled.
    sleep(Duration::from_millis(1_200));
    let watch = Watching::over(&folder, &["--lang", "en"]);
    assert!(watch.line().contains("holds 3 articles"), "the first run is told like one of `index`");
    assert!(watch.line().starts_with("Articles: 0 new") && watch.line().starts_with("Files: 0 indexed"));
    folder.write("kho/mới.txt", article("mới"));
    assert_eq!(watch.line(), "Articles: 1 new, 0 changed, 0 deleted; the index holds 4");
    folder.write("kho/đọc.pdf", "no article");
    sleep(Duration::from_secs(3));
    assert!(watch.lines.try_recv().is_err(), "what changes nothing is not told");
    let (code, said) = watch.end("INT");
    assert_eq!(code, Some(130));
    assert!(said.starts_with("Watching ") && said.lines().count() == 1, "{said}");
}

#[test]
fn i29_a_watch_that_looks_for_itself_follows_as_well() {
    let folder = Folder::indexed();
    let watch = Watching::over(&folder, &["--json", "--poll", "1"]);
    watch.until(3);
    folder.write("kho/mới/một.txt", article("một"));
    watch.until(4);
    fs::remove_dir_all(folder.path().join("kho/mới")).expect("it was made");
    watch.until(3);
    assert_eq!(watch.end("HUP").0, Some(129));
}

#[test]
fn i26_an_index_among_its_articles_wakes_nobody() {
    let folder = Folder::indexed();
    let watch = Watching::over(&folder, &["--json", "--index", "kho/chỉ-mục"]);
    watch.until(3);
    folder.write("kho/mới.txt", article("mới"));
    watch.until(4);
    let holder = folder.path().join("kho/chỉ-mục/writer.json");
    let begun = Instant::now();
    sleep(Duration::from_millis(1_500));
    while begun.elapsed() < Duration::from_secs(4) {
        assert!(!holder.exists(), "nobody has changed anything, and it runs again");
        sleep(Duration::from_millis(5));
    }
    assert_eq!(watch.end("TERM").0, Some(143));
}

#[test]
fn c10_two_writers_at_once() {
    let folder = Folder::indexed();
    let export: String =
        (0..4_000).map(|number| format!("{{\"id\":\"{number}\",\"title\":\"Tin {number}\",\"body\":\"Hội nghị {number}.\"}}\n")).collect();
    folder.write("kho/lớn.jsonl", export);
    let first = folder.program(["index", "kho", "--threads", "1"]).stdout(Stdio::null()).spawn().expect("the program starts");
    let lock = folder.path().join("index/writer.json");
    while !lock.exists() {
        sleep(Duration::from_millis(1));
    }
    let second = folder.run(["index", "kho", "--lang", "en"]);
    let begun = Instant::now();
    let holder = format!("process {} is writing", first.id());
    assert!(second.code == Some(75) && second.aside.contains(&holder), "{:?} {}", second.code, second.aside);
    assert!(begun.elapsed() < Duration::from_secs(5));
    let patient = folder.run(["index", "kho", "--wait", "60"]);
    assert_eq!(patient.code, Some(0), "{}", patient.aside);
    assert!(first.wait_with_output().expect("it ends").status.success());
    assert_eq!(folder.run(["search", "hội nghị", "--json"]).code, Some(0));
}

#[test]
fn c10_index_during_watch_and_serve() {
    let room = ReadingRoom::over(Folder::indexed());
    let folder = room.folder();
    let watch = Watching::over(folder, &["--json"]);
    watch.until(3);
    folder.write("thêm/một.txt", article("một"));
    let index = folder.run(["index", "thêm", "--wait", "30"]);
    assert_eq!(index.code, Some(0), "the watch holds the index only while it runs: {}", index.aside);
    folder.write("kho/hai.txt", article("hai"));
    assert_eq!(watch.until(5)["articles"]["added"], 1, "the other root is left alone");
    let begun = Instant::now();
    while room.json("/api/v1/search?q=b%E1%BA%BF+m%E1%BA%A1c")["total"] != 2 {
        assert!(begun.elapsed() < Duration::from_secs(20), "the reading room does not follow");
        sleep(Duration::from_millis(200));
    }
    assert_eq!(watch.end("TERM").0, Some(143));
    assert_eq!(folder.run(["check", "--deep"]).code, Some(0));
}

#[cfg(target_os = "linux")]
#[test]
fn under_nohup_a_closed_terminal_ends_nothing() {
    let folder = Folder::indexed();
    let program = env!("CARGO_BIN_EXE_timbao");
    let mut command = Command::new("nohup");
    command.args([program, "watch", "kho", "--json"]).current_dir(folder.path()).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let lines = read_lines(child.stdout.take().expect("its output is a pipe"));
    let watch = Watching { child, lines };
    watch.until(3);
    assert!(cli_program::signal(&watch.child, "HUP"));
    folder.write("kho/mới.txt", article("mới"));
    watch.until(4);
    assert_eq!(watch.end("TERM").0, Some(143));
}
