//! How the reading room behaves under load: one scenario for each row of the table in docs/benchmarks.md, over real connections.
//!
//! `TIMBAO_BENCH_INDEX` names the home of an index; nothing is measured without it. `TIMBAO_BENCH_QUERIES` names the table of
//! `benches/quality/queries.py`; without it only committees and officials of the archive are asked for. Scenarios are chosen by name on the
//! command line, and without a name all run but the soak. The server is the built program itself, and shares the machine with the readers.
//!
//! `TIMBAO_BENCH_SECONDS` is how long each scenario measures, `TIMBAO_BENCH_MINUTES` how long the soak does.

#[path = "../generator/mod.rs"]
mod generator;
mod questions;
mod reader;
mod scenarios;
mod server;
mod tally;

use std::time::Duration;

use scenarios::Scene;
use server::Server;

/// A row of the table: its name, what is measured, the goal, and how long unless the environment says otherwise.
struct Row {
    name: &'static str,
    what: &'static str,
    goal: &'static str,
    seconds: u64,
    run: fn(&Scene) -> Measured,
}

/// What came out, in words, and whether that is the goal.
pub struct Measured {
    said: String,
    is_met: bool,
}

const ROWS: [Row; 10] = [
    Row { name: "page", what: "search page, 1 client", goal: "p99 ≤ 60 ms", seconds: 20, run: scenarios::page },
    Row { name: "one", what: "API search, 1 client", goal: "p99 ≤ 15 ms", seconds: 20, run: scenarios::one },
    Row {
        name: "32",
        what: "32 clients, each asks as soon as it is answered",
        goal: "≥ 400/s, p99 ≤ 150 ms, no error",
        seconds: 30,
        run: scenarios::many,
    },
    Row { name: "64", what: "64 clients", goal: "p99 ≤ 250 ms, no error", seconds: 30, run: scenarios::more },
    Row {
        name: "256",
        what: "256 clients, more than are let in",
        goal: "accepted p99 ≤ 300 ms; the rest 503 with Retry-After, median ≤ 20 ms; 0 resets",
        seconds: 30,
        run: scenarios::too_many,
    },
    Row {
        name: "idle",
        what: "2,000 idle connections beside 32 active ones",
        goal: "p99 ≤ 200 ms, memory ≤ 300 MB",
        seconds: 30,
        run: scenarios::idle,
    },
    Row {
        name: "rate",
        what: "200 a second, each counted from its planned moment",
        goal: "p99 ≤ 50 ms, p99.9 ≤ 150 ms, no error",
        seconds: 600,
        run: scenarios::rate,
    },
    Row {
        name: "commits",
        what: "32 clients while `timbao index` commits every 5 s",
        goal: "p99 ≤ 2 × that without commits, no error",
        seconds: 60,
        run: scenarios::commits,
    },
    Row {
        name: "stop",
        what: "SIGTERM under 32 clients",
        goal: "all that was asked before is answered, exit ≤ 5 s",
        seconds: 5,
        run: scenarios::stop,
    },
    Row {
        name: SOAK,
        what: "70 % of what 32 clients get, for long",
        goal: "memory grows ≤ 5 %, no more open files, no error",
        seconds: 3_600,
        run: scenarios::soak,
    },
];

/// So long that it runs only if it is named.
const SOAK: &str = "soak";

fn main() {
    let Ok(index) = std::env::var("TIMBAO_BENCH_INDEX") else { return };
    let names: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    if let Some(unknown) = names.iter().find(|name| ROWS.iter().all(|row| row.name != **name)) {
        panic!("there is no scenario `{unknown}`: choose from {:?}", ROWS.map(|row| row.name));
    }
    reader::allow_many_connections();
    let questions = questions::draw(&Server::over(&index), std::env::var("TIMBAO_BENCH_QUERIES").ok().as_deref());
    eprintln!("{} questions, {} cores", questions.len(), std::thread::available_parallelism().map_or(0, usize::from));
    println!("| scenario | | goal | measured | |\n|---|---|---|---|---|");
    for row in ROWS {
        if if names.is_empty() { row.name == SOAK } else { names.iter().all(|name| row.name != *name) } {
            continue;
        }
        let lasting = Duration::from_secs(asked_seconds(row.name).unwrap_or(row.seconds));
        let measured = (row.run)(&Scene { index: &index, questions: &questions, lasting });
        println!("| {} | {} | {} | {} | {} |", row.name, row.what, row.goal, measured.said, if measured.is_met { "met" } else { "NOT met" });
    }
}

fn asked_seconds(name: &str) -> Option<u64> {
    let number = |variable: &str| -> Option<u64> { Some(std::env::var(variable).ok()?.parse().unwrap_or_else(|_| panic!("{variable} is a number"))) };
    if name == SOAK { number("TIMBAO_BENCH_MINUTES").map(|minutes| minutes * 60) } else { number("TIMBAO_BENCH_SECONDS") }
}
