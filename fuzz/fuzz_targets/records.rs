//! Any bytes as an export, packed or not: it is cut within its limits, and every article that comes out is whole.
//!
//! The first byte says as which kind of file the rest is read.
#![no_main]

use std::io::Cursor;
use std::ops::ControlFlow;

use libfuzzer_sys::fuzz_target;
use timbao::ingest::{self, FileError, Folder, Input, Limits, Source};
use timbao::laws::article_is_whole;

const KINDS: [&str; 9] = ["a.jsonl", "a.json", "a.csv", "a.jsonl.gz", "a.json.gz", "a.csv.gz", "a.zip", "a.txt.gz", "a.html.gz"];

/// Small, so that the fuzzer meets them.
const LIMITS: Limits = Limits { article: 16 << 10, csv_record: 4 << 10, unpacked: 256 << 10, ratio: 200 };

fuzz_target!(|bytes: &[u8]| {
    let Some((kind, content)) = bytes.split_first() else { return };
    let path = KINDS[*kind as usize % KINDS.len()];
    let source = Source::named("Báo Tỉnh Mẫu");
    let (mut read, mut failed) = (0, 0);
    let mut sink = |record: Result<ingest::Parsed, ingest::RecordError>| {
        match record {
            Ok(parsed) => {
                article_is_whole(&parsed.article);
                assert!(parsed.article.path.starts_with('a'), "a record is named by its file: {:?}", parsed.article.path);
                read += 1;
            }
            Err(error) => {
                assert!(!error.diagnostic.code.is_empty());
                failed += 1;
            }
        }
        ControlFlow::Continue(())
    };
    let ended = ingest::read(Input { path, content: &mut Cursor::new(content) }, Folder::of(&source), &LIMITS, &mut sink);
    match ended {
        Ok(summary) => {
            assert!(summary.unpacked <= LIMITS.unpacked.max(content.len() as u64) + (64 << 10), "{} bytes came out", summary.unpacked);
            assert!(!summary.stopped, "nobody asked it to stop");
        }
        Err(FileError::Io(error)) => panic!("reading from memory cannot fail: {error}"),
        Err(FileError::Skipped(diagnostic) | FileError::Failed(diagnostic)) => assert!(!diagnostic.code.is_empty()),
    }
    // A record takes a byte at least.
    assert!(read + failed <= LIMITS.unpacked + 1 + content.len() as u64);
});
