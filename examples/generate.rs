//! Writes generated articles to standard output, one JSON record a line: `cargo run --release --example generate -- 20000 > articles.jsonl`.

#[path = "../benches/generator/mod.rs"]
mod generator;

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use generator::{Generator, write_jsonl};

fn main() -> ExitCode {
    let count = std::env::args().nth(1).and_then(|count| count.parse().ok());
    let Some(count) = count else {
        eprintln!("say how many articles to write: `generate 20000`");
        return ExitCode::from(2);
    };
    let mut out = BufWriter::new(io::stdout().lock());
    match write_jsonl(Generator::new(1).articles().take(count), &mut out).and_then(|()| out.flush()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("the articles cannot be written: {error}");
            ExitCode::FAILURE
        }
    }
}
