//! What happens to the index while the reading room is open: whatever it is, questions are answered, and `/healthz` says since when from an older state.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::cli_program::Folder;
use crate::web_room::ReadingRoom;

/// How often each case runs; the long form is for releases.
fn rounds() -> usize {
    if std::env::var_os("TIMBAO_CAMPAIGN").is_some_and(|form| form == "long") { 20 } else { 1 }
}

/// Far above the second between two looks: other tests run beside this one.
const PATIENCE: Duration = Duration::from_secs(15);

/// Waits until something holds, and asks all the while: each question must be answered with something.
fn until(room: &ReadingRoom, what: &str, holds: impl Fn(&ReadingRoom) -> bool) {
    let begun = Instant::now();
    while !holds(room) {
        assert!(begun.elapsed() < PATIENCE, "{what}: not within {PATIENCE:?}, {}", room.json("/healthz"));
        assert!(articles(room) > 0);
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// Asks for everything, with passages, and returns how many articles there are.
fn articles(room: &ReadingRoom) -> u64 {
    let found = room.json("/search.json?q=hoi+nghi+OR+dong+chi");
    let text = found["hits"][0]["snippets"][0]["text"].as_str().expect("a passage, which is read from the stored article");
    assert!(!text.is_empty());
    found["total"].as_u64().expect("a number")
}

fn is_stale(room: &ReadingRoom) -> bool {
    let health = room.json("/healthz");
    match (&health["status"], &health["stale_since"]) {
        (Value::String(status), Value::Null) if status == "ok" => false,
        (Value::String(status), Value::String(since)) if status == "stale" => {
            assert!(since.starts_with("20") && since.ends_with('Z'), "{since}");
            true
        }
        _ => panic!("{health}"),
    }
}

fn current(room: &ReadingRoom) -> PathBuf {
    room.folder().path().join("index/current")
}

fn run(room: &ReadingRoom, arguments: &[&str]) {
    let ended = room.folder().run(arguments);
    assert_eq!(ended.code, Some(0), "{arguments:?}: {}", ended.aside);
}

#[test]
fn files_of_the_index_are_deleted_and_come_back() {
    let room = ReadingRoom::over(Folder::indexed());
    for _ in 0..rounds() {
        let aside = room.folder().path().join("aside");
        fs::create_dir_all(&aside).expect("a folder");
        let of_segment = |path: &PathBuf| path.file_stem().is_some_and(|name| name.len() == 32);
        let files: Vec<PathBuf> = fs::read_dir(current(&room)).expect("an index").flatten().map(|entry| entry.path()).filter(of_segment).collect();
        assert!(files.len() > 3, "{files:?}");
        let moved = |path: &PathBuf| aside.join(path.file_name().expect("a name"));
        files.iter().for_each(|path| fs::rename(path, moved(path)).expect("it can be moved"));
        until(&room, "stale", is_stale);
        let since = room.json("/healthz")["stale_since"].clone();
        assert_eq!(articles(&room), 3);
        std::thread::sleep(Duration::from_millis(2_100));
        assert_eq!(room.json("/healthz")["stale_since"], since, "since when does not change");
        files.iter().for_each(|path| fs::rename(moved(path), path).expect("it can be moved"));
        until(&room, "well again", |room| !is_stale(room));
    }
}

#[test]
fn the_folder_of_the_index_is_renamed_away_and_comes_back() {
    let room = ReadingRoom::over(Folder::indexed());
    for _ in 0..rounds() {
        let aside = room.folder().path().join("aside");
        fs::rename(current(&room), &aside).expect("it can be renamed");
        until(&room, "stale", is_stale);
        assert_eq!(articles(&room), 3);
        fs::rename(&aside, current(&room)).expect("it can be renamed");
        until(&room, "well again", |room| !is_stale(room));
        assert_eq!(articles(&room), 3);
    }
}

#[test]
fn the_index_is_rebuilt_under_the_server() {
    let room = ReadingRoom::over(Folder::indexed());
    for round in 1..=rounds() as u64 {
        // One of another version, which is replaced.
        room.folder().write("index/current/timbao.json", "{\"format\":1,\"analysis\":1,\"program\":\"timbao\"}");
        room.folder().write(&format!("kho/moi{round}.txt"), "Tin mới\n\nHội nghị mới của đồng chí.\n");
        let done = AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                while !done.load(Ordering::Relaxed) {
                    assert!(articles(&room) >= 3);
                }
            });
            run(&room, &["index", "--rebuild", "kho"]);
            done.store(true, Ordering::Relaxed);
        });
        until(&room, "the new one", |room| articles(room) == 3 + round);
        until(&room, "well again", |room| !is_stale(room));
    }
}

#[test]
fn a_damaged_index_is_not_taken_and_its_repair_is() {
    let room = ReadingRoom::over(Folder::indexed());
    for damage in [&b"{"[..], b"", b"null"].iter().cycle().take(3.max(rounds())) {
        fs::write(current(&room).join("meta.json"), damage).expect("it can be written");
        until(&room, "stale", is_stale);
        assert_eq!(articles(&room), 3);
        run(&room, &["check", "--repair", "--archive", "kho"]);
        until(&room, "well again", |room| !is_stale(room));
        assert_eq!(articles(&room), 3);
    }
}

#[test]
fn a_backup_is_restored_under_the_server() {
    let room = ReadingRoom::over(Folder::indexed());
    run(&room, &["backup", "kho.timbao"]);
    for round in 0..rounds() {
        room.folder().write(&format!("kho/moi{round}.txt"), format!("Tin mới {round}\n\nHội nghị mới của đồng chí.\n"));
        run(&room, &["index", "kho"]);
        until(&room, "the new article", |room| articles(room) == 4);
        run(&room, &["restore", "kho.timbao", "--replace"]);
        until(&room, "the restored index", |room| articles(room) == 3);
        until(&room, "well again", |room| !is_stale(room));
        fs::remove_file(room.folder().path().join(format!("kho/moi{round}.txt"))).expect("it is there");
    }
}
