//! The judged queries over the sample archive: how good the order of the hits is, query by query.
//!
//! `tests/golden/expected.txt` holds today's figures. A change of rules or weights shows here as a diff; whoever makes it reads the diff,
//! accepts it as the message of the failing test says, and commits it with the change.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use serde::Deserialize;
use timbao::archive::{self, Options};
use timbao::engine::embedded::Index;
use timbao::search::{Hit, Request, Response};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::fixture;

/// How many hits a reader looks at.
const LOOKED_AT: usize = 10;
const ACCEPT: &str = "TIMBAO_ACCEPT_GOLDEN";

/// One line of `queries.jsonl`.
#[derive(Deserialize)]
struct Judged {
    kind: String,
    query: String,
    /// Path → grade: 2 is what is wanted, 1 is acceptable.
    relevant: BTreeMap<String, u8>,
}

/// How one query was answered.
struct Answer {
    kind: String,
    query: String,
    /// The place of the first relevant hit, from 1.
    rank: Option<usize>,
    /// The share of the relevant articles that stand on the first page, of as many as fit on it.
    recall: f64,
    /// Full hits on the first page, and how many of them are relevant.
    full: usize,
    right: usize,
    /// All full hits.
    total: u64,
}

#[test]
fn judged_queries_are_answered_as_well_as_before() {
    let index = index_of_the_samples();
    let answers: Vec<Answer> = judged().iter().map(|judged| judge(judged, &fixture::ask(&index.0, &Request::new(&judged.query)))).collect();
    let figures = format!("{}\n{}", summary(&answers), lines(&answers));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/expected.txt");
    if std::env::var_os(ACCEPT).is_some() {
        std::fs::write(&path, &figures).expect("the expected figures can be written");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    if expected != figures {
        panic!("{}", diff(&expected, &figures));
    }
}

/// Every judgement speaks of articles that are in the index, under the very paths by which hits are known.
#[test]
fn judged_articles_exist() {
    let index = index_of_the_samples();
    let request = Request { limit: Request::MAX_LIMIT, ..Request::new("ngày OR năm OR đồng OR các OR và") };
    let paths: Vec<String> = fixture::ask(&index.0, &request).hits.iter().map(judged_path).collect();
    for judged in judged() {
        for path in judged.relevant.keys() {
            assert!(paths.contains(path), "{path}, relevant to {:?}, is not in the index", judged.query);
        }
    }
}

pub fn index_of_the_samples() -> (Index, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/archive");
    let options = Options { memory: 60 << 20, ..Options::new(vec![samples], folder.path().to_owned()) };
    archive::update(&options, &(), &false.into()).expect("the sample archive can be indexed");
    (Index::open(folder.path()).expect("it was indexed"), folder)
}

fn judged() -> Vec<Judged> {
    let lines = include_str!("../golden/queries.jsonl").lines().enumerate();
    lines.map(|(number, line)| serde_json::from_str(line).unwrap_or_else(|error| panic!("queries.jsonl:{}: {error}", number + 1))).collect()
}

/// The judgements name a record of an export by its id, a hit by its number.
fn judged_path(hit: &Hit) -> String {
    let (file, record) = hit.path.split_once('#').unwrap_or((&hit.path, ""));
    let record = hit.source_id.as_deref().unwrap_or(record);
    if record.is_empty() { file.to_owned() } else { format!("{file}#{record}") }
}

fn judge(judged: &Judged, response: &Response) -> Answer {
    let is_relevant = |hit: &Hit| judged.relevant.contains_key(&judged_path(hit));
    let page = &response.hits[..response.hits.len().min(LOOKED_AT)];
    let found = page.iter().filter(|hit| is_relevant(hit)).count();
    let full: Vec<_> = fixture::full(response).collect();
    Answer {
        kind: judged.kind.clone(),
        query: judged.query.clone(),
        rank: page.iter().position(is_relevant).map(|index| index + 1),
        recall: found as f64 / judged.relevant.len().min(LOOKED_AT) as f64,
        full: full.len(),
        right: full.iter().filter(|hit| is_relevant(hit)).count(),
        total: response.total,
    }
}

fn summary(answers: &[Answer]) -> String {
    let mut text = format!("{:<14} {:>7} {:>6} {:>6} {:>14}\n", "kind", "queries", "MRR", "R@10", "full precision");
    let mut kinds: Vec<&str> = answers.iter().map(|answer| answer.kind.as_str()).collect();
    kinds.dedup();
    kinds.push("all");
    for kind in kinds {
        let of_kind: Vec<&Answer> = answers.iter().filter(|answer| kind == "all" || answer.kind == kind).collect();
        let mean = |value: fn(&Answer) -> f64| of_kind.iter().map(|answer| value(answer)).sum::<f64>() / of_kind.len() as f64;
        let reciprocal = mean(|answer| answer.rank.map_or(0.0, |rank| 1.0 / rank as f64));
        let (right, full) = of_kind.iter().fold((0, 0), |(right, full), answer| (right + answer.right, full + answer.full));
        let precision = right as f64 / full.max(1) as f64;
        let recall = mean(|answer| answer.recall);
        writeln!(text, "{kind:<14} {:>7} {reciprocal:>6.3} {recall:>6.3} {precision:>14.3}", of_kind.len()).expect("a string takes all");
    }
    text
}

/// One line a query: kind, rank of the first relevant hit, R@10, relevant of the full hits on the first page, all full hits, query.
fn lines(answers: &[Answer]) -> String {
    let line = |answer: &Answer| {
        let Answer { kind, query, recall, full, right, total, .. } = answer;
        let rank = answer.rank.map_or("–".to_owned(), |rank| rank.to_string());
        let form = if is_nfc(query) { "" } else { "  (decomposed)" };
        let shown: String = query.nfc().collect();
        format!("{kind:<14} {rank:>2} {recall:.2} {:>5} {total:>3}  {shown}{form}\n", format!("{right}/{full}"))
    };
    answers.iter().map(line).collect()
}

fn diff(expected: &str, figures: &str) -> String {
    let mut text = "the judged queries are answered otherwise than before:\n\n".to_owned();
    let missing = |line: &&str, others: &str| !line.is_empty() && !others.lines().any(|other| other == *line);
    let query = |line: &str| line.split_once("  ").map_or(String::new(), |_| line.rsplit("  ").next().unwrap_or_default().to_owned());
    let mut gone: Vec<&str> = expected.lines().filter(|line| missing(line, figures)).collect();
    for new in figures.lines().filter(|line| missing(line, expected)) {
        if let Some(index) = gone.iter().position(|old| query(old) == query(new) && old.get(..6) == new.get(..6)) {
            writeln!(text, "- {}", gone.remove(index)).expect("a string takes all");
        }
        writeln!(text, "+ {new}").expect("a string takes all");
    }
    gone.iter().for_each(|old| writeln!(text, "- {old}").expect("a string takes all"));
    text + &format!("\nif that is better, or as good for a reason: {ACCEPT}=1 cargo test --test suite golden\n")
}
