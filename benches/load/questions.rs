//! What is asked: names, names with a year, words and phrases of a table, and committees of the archive, each alone and with a year.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::reader::Reader;
use crate::server::Server;

/// Kinds of the table that readers type.
const KINDS: [&str; 6] = ["name", "name_unmarked", "name_year", "word", "two_words", "phrase"];
/// Names of a list that are taken from the archive.
const LISTED: usize = 150;

/// Mixes the questions of all kinds, in turn, as the end of an address.
pub fn draw(server: &Server, table: Option<&str>) -> Vec<String> {
    let table = table.map(|path| std::fs::read_to_string(path).expect("the table is there"));
    let rows: Vec<Vec<&str>> = table.iter().flat_map(|table| table.lines()).map(|line| line.split('\t').collect()).collect();
    let of_kind =
        |kind: &&str| -> Vec<String> { rows.iter().filter(|row| row[0] == *kind).map(|row| format!("q={}", encoded(row[row.len() - 1]))).collect() };
    let mut kinds: Vec<Vec<String>> = KINDS.iter().map(of_kind).collect();
    if table.is_none() {
        kinds.push(listed(server, "officials").iter().map(|name| format!("q={name}")).collect());
    }
    let bodies = listed(server, "bodies");
    kinds.push(bodies.iter().map(|name| format!("q={name}")).collect());
    kinds.push(bodies.iter().enumerate().map(|(number, name)| format!("body={name}&year={}", 2005 + number % 15)).collect());
    let longest = kinds.iter().map(Vec::len).max().unwrap_or(0);
    let mixed: Vec<String> = (0..longest).flat_map(|at| kinds.iter().filter_map(move |kind| kind.get(at).cloned())).collect();
    assert!(!mixed.is_empty(), "an archive without a single committee has nothing to ask for");
    mixed
}

/// Reads the first names of a list of the archive.
fn listed(server: &Server, list: &str) -> Vec<String> {
    let mut reader = Reader::new(&server.address).expect("it listens");
    let names = (1..=LISTED.div_ceil(100)).flat_map(|page| {
        let reply = reader.get(&format!("/api/v1/{list}?limit=100&page={page}")).expect("it answers");
        assert_eq!(reply.status, 200);
        let listing: serde_json::Value = serde_json::from_slice(&reply.body).expect("it is JSON");
        listing["entries"].as_array().expect("a list").iter().filter_map(|entry| entry["name"].as_str().map(encoded)).collect::<Vec<_>>()
    });
    names.take(LISTED).collect()
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}
