//! What the benches of indexing and searching stand on: a generated archive in a temporary folder, and its index.
#![allow(dead_code, reason = "each bench uses a part of it")]

use std::fs::File;
use std::io::BufWriter;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use tempfile::TempDir;
use timbao::archive::{self, Options, Report};
use timbao::engine::embedded;

use crate::generator::{Generator, write_jsonl};

/// The seed of every bench, so that their figures can be compared from run to run.
pub const SEED: u64 = 1;

/// An archive of one JSONL export. Its folder is gone when it is dropped.
pub struct Scene {
    folder: TempDir,
    /// Bytes of the export.
    pub bytes: u64,
}

impl Scene {
    /// Writes `articles` generated articles.
    pub fn new(articles: usize) -> Self {
        let folder = TempDir::new().expect("a temporary folder can be made");
        let path = folder.path().join("articles.jsonl");
        let mut file = BufWriter::new(File::create(&path).expect("a file can be made in it"));
        write_jsonl(Generator::new(SEED).articles().take(articles), &mut file).expect("the disk has room");
        drop(file);
        let bytes = path.metadata().expect("the file is there").len();
        Self { folder, bytes }
    }

    /// Returns where the index lies.
    pub fn index(&self) -> PathBuf {
        self.folder.path().join("index")
    }

    /// Makes the index equal to the archive; `rebuild` begins anew.
    pub fn update(&self, rebuild: bool) -> Report {
        let archive = vec![self.folder.path().join("articles.jsonl")];
        let options = Options { rebuild, ..Options::new(archive, self.index()) };
        archive::update(&options, &(), &AtomicBool::new(false)).expect("generated articles can be indexed")
    }

    /// Opens the index.
    pub fn open(&self) -> embedded::Index {
        embedded::Index::open(&self.index()).expect("the index was built")
    }
}
