//! What is remembered of files that gave no article, so that they are not read again as long as they are what they were.
//!
//! It is told again in every report. Whoever loses it reads those files once more.

use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;

use super::Options;
use super::report::Outcome;
use super::sources;

/// A file that gave no article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fruitless {
    pub root: u64,
    /// What the file was when it was read, and how it was read.
    pub read_as: u64,
    pub outcome: Outcome,
    pub remarks: Vec<Remark>,
}

/// What was said of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    pub path: String,
    pub outcome: Outcome,
    /// Whether a record of the file failed, which is counted.
    pub is_record: bool,
    pub diagnostic: Diagnostic,
}

/// The files of all roots, by their hash.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Memory {
    pub files: BTreeMap<u64, Fruitless>,
}

impl Memory {
    /// Reads what an earlier run wrote; empty if it cannot be understood.
    pub fn read(bytes: &[u8]) -> Self {
        serde_json::from_slice(bytes).unwrap_or_default()
    }

    /// Returns what a later run will read; nothing if there is nothing to remember.
    pub fn write(&self) -> Vec<u8> {
        if self.files.is_empty() { Vec::new() } else { serde_json::to_vec(self).expect("remarks are plain data") }
    }

    /// Forgets the files of these roots that were not seen.
    pub fn forget_gone(&mut self, roots: &HashSet<u64>, seen: &HashSet<u64>) {
        self.files.retain(|file, known| !roots.contains(&known.root) || seen.contains(file));
    }
}

/// Hashes a content with what else decides what becomes of it: bounds, and the program, which may have learned to read it.
pub fn read_as(content_hash: u64, options: &Options) -> u64 {
    let bounds = [content_hash, options.max_file, options.max_unpacked].map(u64::to_le_bytes);
    sources::hash(&[&bounds[0], &bounds[1], &bounds[2], env!("CARGO_PKG_VERSION").as_bytes()])
}
