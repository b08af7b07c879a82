//! How fast facts are read, in megabytes a second of text: who, when, which body, which document. The tokens are given.
//!
//! Of the generated articles, dense with names and committees, and of an export if `TIMBAO_BENCH_JSONL` names one: the first of its records.

#[path = "generator/mod.rs"]
mod generator;

use std::io::BufRead;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use generator::Generator;
use timbao::extract::{self, Known, Lines, Place};

const ARTICLES: usize = 300;
const RECORDS: usize = 2_000;

fn main() {
    divan::main();
}

/// Measures Party news.
#[divan::bench]
fn generated(bencher: Bencher) {
    let texts: Vec<String> = Generator::new(1).articles().take(ARTICLES).map(|article| article.title + "\n" + &article.body).collect();
    read_all(bencher, &texts, ARTICLES * 2);
}

/// Measures the `body` of the records of an export; nothing without one.
#[divan::bench]
fn export(bencher: Bencher) {
    let Ok(path) = std::env::var("TIMBAO_BENCH_JSONL") else { return };
    let lines = std::io::BufReader::new(std::fs::File::open(&path).expect("the export is there")).lines();
    let body = |line: std::io::Result<String>| {
        let record: serde_json::Value = serde_json::from_str(&line.expect("it is text")).expect("a line is a record");
        record["body"].as_str().expect("a record has a body").to_owned()
    };
    let texts: Vec<String> = lines.take(RECORDS).map(body).collect();
    read_all(bencher, &texts, texts.len() / 2);
}

fn read_all(bencher: Bencher, texts: &[String], at_least: usize) {
    let lines: Vec<Lines> = texts.iter().map(|text| Lines::of(text)).collect();
    bencher.counter(BytesCount::new(texts.iter().map(String::len).sum::<usize>())).bench_local(|| {
        let read = |lines: &Lines| {
            let mut is_first = true;
            let pieces = lines.pieces(|_| if std::mem::take(&mut is_first) { Place::Lead } else { Place::Body });
            let facts = extract::read(black_box(&pieces), &Known::default());
            facts.officials.len() + facts.bodies.len()
        };
        let found: usize = lines.iter().map(read).sum();
        assert!(found > at_least, "articles name people and bodies, but only {found} were found");
    });
}
