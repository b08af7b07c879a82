//! Real disks that are full or cannot be written, and too little memory, around the real program.

use std::fs;
use std::process::{Command, Output};

use crate::campaign::{Chance, scale};
use crate::scene::{Scene, assert_sound, held};

/// Runs a script in which `mount` harms nobody else; `$timbao` is the program. Its mounts are gone when it ends.
fn script(scene: &Scene, text: &str) -> Output {
    let is_root = Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout.trim_ascii() == b"0");
    let mut program = Command::new("unshare");
    // Somebody who is not root may still be it in a world of his own.
    program.args(if is_root { &["--mount"][..] } else { &["--map-root-user", "--mount"] });
    program.args(["sh", "-c", text]).current_dir(scene.path()).env("timbao", env!("CARGO_BIN_EXE_timbao")).env("TIMBAO_LANG", "en");
    let ended = program.output().expect("util-linux is there");
    let said = String::from_utf8_lossy(&ended.stderr);
    assert!(!said.contains("unshare:") && !said.contains("mount:"), "this test must be allowed to mount: {said}");
    ended
}

/// Returns the value that the script printed as `NAME=VALUE`.
fn told(ended: &Output, name: &str) -> String {
    let out = String::from_utf8_lossy(&ended.stdout);
    let line = out.lines().rev().find_map(|line| line.strip_prefix(name).and_then(|rest| rest.strip_prefix('=')));
    line.unwrap_or_else(|| panic!("{name} is not told: {out}{}", String::from_utf8_lossy(&ended.stderr))).to_owned()
}

/// Indexes an archive whose larger second half may not fit: `mount` puts a disk at `disk`, `grow` makes it larger.
/// Tells whether the disk was full.
fn fill(kilobytes: usize, mount: &str, grow: &str) -> bool {
    let mut scene = Scene::new(kilobytes as u64);
    scene.change(10);
    fs::create_dir(scene.path().join("disk")).expect("a folder");
    fs::rename(scene.path().join("kho"), scene.path().join("first")).expect("it is there");
    fs::create_dir(scene.path().join("kho")).expect("a folder");
    let first = std::mem::take(&mut scene.articles).len();
    for number in 0..60 {
        scene.long_article(&format!("dai-{number}.txt"), 6_000);
    }
    let size = format!("{kilobytes}");
    let text = format!(
        "{mount}
         $timbao index first --index disk/index --memory 30M >/dev/null 2>early || {{ echo full=first; cat early >&2; exit 0; }}
         $timbao index first kho --index disk/index --memory 30M >/dev/null 2>said; echo full=$?
         $timbao search 'bản tin' --index disk/index --json >/dev/null; echo search=$?
         {grow}
         $timbao index first kho --index disk/index --memory 30M >/dev/null; echo again=$?
         $timbao check --deep --index disk/index >/dev/null; echo check=$?
         $timbao stats --index disk/index --json >stats; cp -r disk/index kept"
    )
    .replace("SIZE", &size);
    let ended = script(&scene, &text);
    let full = told(&ended, "full");
    if full == "first" {
        return false;
    }
    let said = fs::read_to_string(scene.path().join("said")).expect("it was written");
    let when = format!("a disk of {kilobytes} KB: {said}");
    assert!(["0", "74"].contains(&&*full), "{when}: exit {full}");
    if full == "74" {
        assert!(said.contains("MB are free"), "{when}");
    }
    assert_eq!(["search", "again", "check"].map(|name| told(&ended, name)), ["0", "0", "0"], "{when}");
    let held = held(&scene.path().join("kept")).expect("it can be read");
    assert_eq!(held.len(), scene.articles.len() + first, "{when}");
    full == "74"
}

/// Fills disks of sizes below `kilobytes`; returns how many of them were full.
fn fill_some(kind: &str, runs: usize, kilobytes: usize, mount: &str, grow: &str) -> usize {
    let mut chance = Chance::new(43);
    let full = (0..runs).filter(|_| fill(1_000 + chance.below(kilobytes), mount, grow)).count();
    println!("full disk, {kind}: {runs} runs, {full} of them full, 0 articles lost");
    full
}

#[test]
fn a_full_disk_loses_nothing() {
    let runs = scale(10, 100);
    let full = fill_some("tmpfs", runs, 9_000, "mount -t tmpfs -o size=SIZEk none disk || exit 1", "mount -o remount,size=200M disk || exit 1");
    assert!((1..runs).contains(&full), "some disks must be too small, and some large enough: {full} of {runs}");
}

#[test]
fn a_full_file_system_with_a_journal_loses_nothing() {
    // Making a file system takes a second, so the short form makes one.
    fill_some(
        "ext4",
        scale(1, 20),
        7_500,
        "truncate -s 64M image && mkfs.ext4 -q image && mount -o loop image disk && \
         fallocate -l $(( $(df --output=avail -B1 disk | tail -1) - SIZE * 1024 )) disk/ballast || exit 1",
        "rm disk/ballast",
    );
}

#[test]
fn an_index_that_cannot_be_written_is_searched() {
    let mut scene = Scene::new(53);
    scene.change(10);
    fs::create_dir(scene.path().join("disk")).expect("a folder");
    let text = "mount -t tmpfs -o size=50M none disk || exit 1
         $timbao index kho --index disk/index --memory 30M >/dev/null; echo index=$?
         rm -f disk/index/current/.tantivy-meta.lock
         mount -o remount,ro disk || exit 1
         $timbao search 'bản tin' --index disk/index >/dev/null; echo search=$?
         $timbao check --deep --index disk/index >/dev/null; echo check=$?
         $timbao backup saved --index disk/index >/dev/null 2>&1; echo backup=$?
         $timbao serve --index disk/index --listen 127.0.0.1:0 >address 2>/dev/null & room=$!
         for i in 1 2 3 4 5 6 7 8 9 10; do [ -s address ] && break; sleep 0.2; done
         echo serve=$(head -c 7 address); kill $room; wait $room
         $timbao index kho --index disk/index >/dev/null 2>said; echo refused=$?";
    let ended = script(&scene, text);
    assert_eq!(["index", "search", "check", "backup", "serve", "refused"].map(|name| told(&ended, name)), ["0", "0", "0", "0", "http://", "74"]);
    let said = fs::read_to_string(scene.path().join("said")).expect("it was written");
    assert!(said.contains("disk/index"), "it says what cannot be written: {said}");
}

#[test]
fn too_little_memory_loses_nothing() {
    let runs = scale(3, 20);
    let mut ends = std::collections::BTreeMap::<String, usize>::new();
    for run in 0..runs {
        let mut scene = Scene::new(59);
        scene.change(10);
        scene.update(None).expect("nothing is in the way");
        let before = scene.articles.clone();
        scene.change(10);
        for number in 0..20 {
            scene.long_article(&format!("dai-{number}.txt"), 20_000);
        }
        let kilobytes = 100_000 + run * 1_500_000 / runs;
        let text = format!("ulimit -c 0; ulimit -v {kilobytes}; $timbao index kho --memory 100M >/dev/null 2>&1; echo ended=$?");
        let ended = told(&script(&scene, &text), "ended");
        let now = held(&scene.home()).unwrap_or_else(|error| panic!("{kilobytes} KB: {error}"));
        assert!(now == before || now == scene.articles, "{kilobytes} KB: half of a run is visible");
        assert!(ended != "0" || now == scene.articles, "{kilobytes} KB: it says that it has done what it has not");
        scene.update(None).unwrap_or_else(|error| panic!("{kilobytes} KB: {error:?}"));
        assert_eq!(held(&scene.home()).expect("it can be read"), scene.articles);
        assert_sound(&scene.home(), "with memory again");
        *ends.entry(ended).or_default() += 1;
    }
    println!("too little memory: {runs} limits, exits {ends:?}, 0 articles lost");
}
