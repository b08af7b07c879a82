//! Any bytes as a saved page, and as the body of an exported record: what comes out is a whole article of bounded size.
//!
//! Run with `-timeout=5`: a page that takes longer is a finding.
#![no_main]

use libfuzzer_sys::fuzz_target;
use timbao::ingest::Parsed;
use timbao::laws::{article_is_whole, read_file};

fuzz_target!(|bytes: &[u8]| {
    let page = read_file("tin/bai.html", bytes);
    assert!(page.len() <= 1, "a page is one article");
    page.iter().for_each(|parsed| is_whole_and_bounded(parsed, bytes.len()));

    let markup = String::from_utf8_lossy(bytes);
    let record = serde_json::json!({ "title": markup, "content": markup });
    let records = read_file("export.jsonl", record.to_string().as_bytes());
    records.iter().for_each(|parsed| is_whole_and_bounded(parsed, 2 * markup.len()));
});

fn is_whole_and_bounded(parsed: &Parsed, bytes: usize) {
    article_is_whole(&parsed.article);
    // A byte becomes at most three (`0x80` as U+20AC, or as U+FFFD), and a line of one letter takes two line breaks of its tag's bytes.
    // The title may stand in the page's head only, and is then written twice: in the metadata and as a line.
    assert!(parsed.article.text.len() <= 4 * bytes + 64, "{} bytes became {}", bytes, parsed.article.text.len());
    assert!(parsed.notes.len() <= 16 && parsed.notes.iter().flat_map(|note| &note.args).all(|arg| arg.len() <= 4 * bytes + 64));
}
