//! Holds the house together: which module may use which, and what must be nowhere.
//!
//! `docs/architecture.md` gives the reasons. A new module, or a new arrow between modules, is a change of a table below and of that page.

#[path = "tidy/source.rs"]
mod source;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use source::{Source, places, read_all};

/// The floors, lowest first. A room uses only floors below its own, so rooms on one floor do not know each other.
const FLOORS: &[&[&str]] = &[
    &["text"],
    &["diagnostic"],
    // On one floor with `diagnostic` in the drawing, but it puts diagnostics into words.
    &["messages"],
    &["analysis"],
    &["extract"],
    &["article", "query"],
    &["highlight", "ingest"],
    &["search"],
    &["engine", "catalog", "export"],
    &["archive"],
    &["mcp", "web"],
    &["config"],
    &["cli"],
];

/// Rooms that only think: no files, no network, no environment, and nothing in them that can fail.
const PURE: &[&str] = &["text", "diagnostic", "messages", "analysis", "extract", "article", "query", "highlight"];

/// Crates that are named in these places and nowhere else.
const HOMES: &[(&str, &[&str])] = &[
    ("tantivy", &["src/engine/embedded/"]),
    ("axum", &["src/web/"]),
    ("askama", &["src/web/"]),
    ("base64", &["src/web/token.rs"]),
    ("hyper", &["src/web/server.rs"]),
    ("hyper_util", &["src/web/server.rs"]),
    ("rlimit", &["src/web/server.rs"]),
    ("rmcp", &["src/mcp/"]),
    ("prometheus_client", &["src/web/metrics.rs"]),
    ("tokio", &["src/web/", "src/mcp/"]),
    ("clap", &["src/cli/"]),
    ("clap_complete", &["src/cli/"]),
    ("clap_mangen", &["src/cli/"]),
    ("indicatif", &["src/cli/"]),
    ("signal_hook", &["src/cli/"]),
    ("terminal_size", &["src/cli/"]),
    ("notify", &["src/archive/changes.rs"]),
    ("walkdir", &["src/archive/walk.rs"]),
    ("ignore", &["src/archive/walk.rs"]),
    ("dom_query", &["src/ingest/html/"]),
    ("dom_smoothie", &["src/ingest/html/"]),
    ("csv", &["src/ingest/", "src/export/"]),
    ("flate2", &["src/ingest/"]),
    ("zip", &["src/ingest/"]),
];

/// Dependencies that are named nowhere, each with the reason.
const UNNAMED: &[(&str, &str)] = &[("getrandom", "its features, without which `cargo run` and `cargo test` would each build tantivy")];

/// Lines of the longest file, and files that may be longer, each with the reason.
const LONGEST: usize = 450;
const LONG: &[(&str, &str)] = &[];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The sources of the crate.
static PROGRAM: LazyLock<Vec<Source>> = LazyLock::new(|| read_all(root(), "src", &[".rs"], &[]));

/// Everything in the repository that people write and read as text; the sample articles are data.
static WRITTEN: LazyLock<Vec<Source>> = LazyLock::new(|| {
    let skipped = [
        ".git",
        "target",
        "examples/archive",
        "benches/data",
        "fuzz/target",
        "fuzz/corpus",
        "fuzz/artifacts",
        "fuzz/coverage",
        "index/current",
        "tests/browser/node_modules",
    ];
    let mut written = read_all(root(), "", &[".rs", ".md", ".toml", ".py", ".java", ".mjs", ".js", ".css", ".html", ".ci/run"], &skipped);
    // This file names the words that it looks for.
    written.retain(|source| source.path != "tests/suite/tidy.rs");
    written
});

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|rooms| rooms.contains(&room))
}

fn is_below(source: &Source, room: &str) -> bool {
    source.room().is_some_and(|of| floor(of) < floor(room))
}

fn is_pure(source: &Source) -> bool {
    source.room().is_some_and(|room| PURE.contains(&room))
}

/// Complains about every line of `sources` with one of `words`.
fn forbid<'a>(sources: impl IntoIterator<Item = &'a Source>, words: &[&str], instead: &str) {
    let sources = sources.into_iter().collect::<Vec<_>>();
    let found = sources.iter().flat_map(|source| words.iter().map(move |word| (source, word)));
    settle(found.flat_map(|(source, word)| source.lines_with(word).map(move |line| format!("{}:{line}: `{word}`: {instead}", source.path))));
}

#[track_caller]
fn settle(complaints: impl IntoIterator<Item = String>) {
    let complaints: Vec<_> = complaints.into_iter().collect();
    assert!(complaints.is_empty(), "\n\n{}\n", complaints.join("\n"));
}

#[test]
fn every_room_has_its_row() {
    let listed: BTreeSet<String> = FLOORS.concat().into_iter().map(str::to_owned).collect();
    assert_eq!(listed.len(), FLOORS.concat().len(), "a room has two rows in FLOORS: take one away");
    let built: BTreeSet<String> = PROGRAM.iter().filter_map(|source| source.room().map(str::to_owned)).collect();
    let missing =
        built.difference(&listed).map(|room| format!("src/{room}: give it a row in FLOORS (tests/suite/tidy.rs) and in docs/architecture.md"));
    let stale = listed.difference(&built).map(|room| format!("tests/suite/tidy.rs: FLOORS lists `{room}`, which is no module: take it out"));
    settle(missing.chain(stale));
}

#[test]
fn lib_rs_declares_the_rooms_from_the_ground_up() {
    let library = PROGRAM.iter().find(|source| source.path == "src/lib.rs").expect("a library has a root");
    let declared: Vec<&str> = library.code.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert_eq!(declared.len(), FLOORS.concat().len(), "src/lib.rs: declare every room, each on a line of its own: {declared:?}");
    let upside_down = declared.windows(2).filter(|pair| floor(pair[0]) > floor(pair[1]));
    settle(upside_down.map(|pair| format!("src/lib.rs: `{}` is declared before `{}`, which lies below it: swap them", pair[0], pair[1])));
}

#[test]
fn rooms_use_only_floors_below() {
    let mut complaints = Vec::new();
    for source in &*PROGRAM {
        let Some(room) = source.room() else { continue };
        for (line, used) in source.used_from("crate").into_iter().filter(|(_, used)| used != room) {
            let path = &source.path;
            match floor(&used) {
                Some(below) if Some(below) < floor(room) => {}
                Some(_) => complaints.push(format!("{path}:{line}: `{room}` must not use `{used}`: move what both need to a floor below them")),
                None => complaints.push(format!("{path}:{line}: `crate::{used}` is no room of FLOORS: name the room it comes from")),
            }
        }
    }
    settle(complaints);
}

#[test]
fn other_rooms_are_reached_by_their_name() {
    let leaves = |source: &Source, line: &str| {
        let supers = line.matches("super::").count();
        let chain = "super::".repeat(source.modules().len());
        !chain.is_empty() && supers > 0 && line.contains(&chain)
    };
    let mut complaints = Vec::new();
    for source in &*PROGRAM {
        let leaving = source.code.lines().enumerate().filter(|(_, line)| leaves(source, line));
        complaints.extend(leaving.map(|(index, _)| format!("{}:{}: `super` leaves the room: write `crate::…`", source.path, index + 1)));
    }
    settle(complaints);
}

#[test]
fn crates_stay_in_their_homes() {
    let mut complaints = Vec::new();
    for source in &*PROGRAM {
        for (name, homes) in HOMES.iter().filter(|(_, homes)| !homes.iter().any(|home| source.path.starts_with(home))) {
            let lines: BTreeSet<usize> = source.used_from(name).into_iter().map(|(line, _)| line).collect();
            complaints.extend(
                lines
                    .iter()
                    .map(|line| format!("{}:{line}: `{name}` is used only in {}: ask for what you need there", source.path, homes.join(", "))),
            );
        }
    }
    settle(complaints);
}

#[test]
fn every_dependency_is_used() {
    let manifest: toml::Table = std::fs::read_to_string(root().join("Cargo.toml")).expect("the manifest is there").parse().expect("it is TOML");
    let dependencies = manifest["dependencies"].as_table().expect("dependencies are a table").keys();
    let named = dependencies.filter(|name| !UNNAMED.iter().any(|(unnamed, _)| unnamed == name));
    let unused = named.filter(|name| PROGRAM.iter().all(|source| source.used_from(&name.replace('-', "_")).is_empty()));
    settle(unused.map(|name| format!("Cargo.toml: nothing in src/ uses `{name}`: take it out")));
}

#[test]
fn only_the_screen_prints() {
    forbid(&*PROGRAM, &["println!", "print!", "eprintln!", "eprint!", "dbg!"], "say it by a Diagnostic or a value; `cli::screen` prints");
    let elsewhere = PROGRAM.iter().filter(|source| source.path != "src/cli/screen.rs");
    forbid(elsewhere, &["io::stdout", "io::stderr"], "only `cli::screen` opens the streams");
}

#[test]
fn nothing_below_archive_reads_the_clock() {
    let below = PROGRAM.iter().filter(|source| is_below(source, "archive"));
    forbid(below, &["SystemTime::now", "Timestamp::now", "Zoned::now", "Utc::now", "Local::now"], "today is an argument");
}

#[test]
fn pure_rooms_do_nothing_but_think() {
    const WORLD: [&str; 6] = ["fs", "io", "net", "env", "process", "thread"];
    let pure: Vec<&Source> = PROGRAM.iter().filter(|source| is_pure(source)).collect();
    let used = pure.iter().flat_map(|source| source.used_from("std").into_iter().map(move |(line, name)| (source, line, name)));
    let reaching = used.filter(|(_, _, name)| WORLD.contains(&name.as_str()));
    settle(reaching.map(|(source, line, name)| format!("{}:{line}: `std::{name}` in a pure room: take the data as an argument", source.path)));
    forbid(pure, &["panic!", "unreachable!"], "understanding text never fails: return a value, and a diagnostic if there is something to say");
}

#[test]
fn nothing_is_left_half_done() {
    forbid(&*PROGRAM, &[".unwrap()", ".unwrap_err()"], "write `.expect(\"why this holds\")`, or handle it if it comes from outside");
    forbid(&*PROGRAM, &["todo!", "unimplemented!"], "finish it, or leave it out");
    settle(lines_of_text(&WRITTEN, &["TODO", "FIXME", "XXX:"]).map(|(path, line, word)| format!("{path}:{line}: `{word}`: do it, or leave it out")));
}

#[test]
fn nothing_speaks_of_where_it_was_written() {
    let traces = ["/root/", "/home/"];
    settle(
        lines_of_text(&WRITTEN, &traces).map(|(path, line, word)| format!("{path}:{line}: `{word}`: write what holds for every reader and machine")),
    );
}

/// Finds `words` in what people read: code, comments and texts.
fn lines_of_text<'a>(sources: &'a [Source], words: &'a [&'a str]) -> impl Iterator<Item = (&'a str, usize, &'a str)> {
    let lines = sources.iter().flat_map(|source| source.text.lines().enumerate().map(move |(index, line)| (source.path.as_str(), index + 1, line)));
    lines.flat_map(move |(path, number, line)| {
        words.iter().filter(move |word| places(line, word).next().is_some()).map(move |&word| (path, number, word)).collect::<Vec<_>>()
    })
}

#[test]
fn nothing_is_unsafe() {
    let library = PROGRAM.iter().find(|source| source.path == "src/lib.rs").expect("a library has a root");
    assert!(library.code.contains("#![forbid(unsafe_code)]"), "src/lib.rs: write `#![forbid(unsafe_code)]` under the first lines");
    forbid(&*PROGRAM, &["unsafe"], "find a crate that does it safely");
}

#[test]
fn no_module_is_a_drawer() {
    const DRAWERS: [&str; 8] = ["util", "utils", "common", "helper", "helpers", "misc", "manager", "shared"];
    let mut complaints = Vec::new();
    for source in &*PROGRAM {
        if let Some(name) = source.modules().into_iter().find(|name| DRAWERS.contains(name)) {
            complaints.push(format!("{}: `{name}` says nothing: name it by what it is for", source.path));
        }
        if source.modules() == ["error"] {
            complaints.push(format!("{}: each floor owns its `Error`: move the kinds to where they arise", source.path));
        }
    }
    settle(complaints);
}

#[test]
fn files_are_short_and_say_what_they_are() {
    let mut complaints = Vec::new();
    for source in WRITTEN.iter().filter(|source| source.path.ends_with(".rs")) {
        let (path, lines) = (&source.path, source.text.lines().count());
        match LONG.iter().any(|(long, _)| long == path) {
            false if lines > LONGEST => {
                complaints.push(format!("{path}:{LONGEST}: {lines} lines: split it by idea, or list it in LONG with the reason"))
            }
            true if lines <= LONGEST => complaints.push(format!("tests/suite/tidy.rs: {path} is short by now: take it out of LONG")),
            _ => {}
        }
        if !source.text.starts_with("//! ") && !source.text.starts_with("#!") {
            complaints.push(format!("{path}:1: begin with a `//!` line that says what this file is"));
        }
    }
    let gone = LONG.iter().filter(|(long, _)| !WRITTEN.iter().any(|source| source.path == *long));
    complaints.extend(gone.map(|(long, _)| format!("tests/suite/tidy.rs: {long} is gone: take it out of LONG")));
    settle(complaints);
}
