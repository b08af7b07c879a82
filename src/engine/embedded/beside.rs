//! What a commit keeps beside the articles and too large for its ledger: bytes that only whoever wrote them understands.
//!
//! They lie in `files.<generation>.json`, written before the commit whose ledger names the generation, so a crash leaves a commit with its
//! own. They are a cache: without them the index holds the same articles, and more work is done again.

use std::io;
use std::path::PathBuf;

use tantivy::Directory;
use tantivy::directory::META_LOCK;

use super::directory::Folder;

const BEGIN: &str = "files.";
const END: &str = ".json";

/// Returns the name of the file of a generation; generation 0 has none.
pub fn name(generation: u64) -> Option<String> {
    (generation > 0).then(|| format!("{BEGIN}{generation}{END}"))
}

/// Tells whether a file in the folder of an index is one of these.
pub fn is_name(name: &str) -> bool {
    let number = name.strip_prefix(BEGIN).and_then(|rest| rest.strip_suffix(END));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// What the last commit keeps.
#[derive(Debug)]
pub struct Beside {
    generation: u64,
    /// Nothing if it is not known, or not what was written.
    content: Option<Vec<u8>>,
}

impl Beside {
    /// Reads what belongs to the commit that names this generation.
    pub fn read(folder: &Folder, generation: u64) -> Self {
        let content = name(generation).map_or(Some(Vec::new()), |name| folder.read_sealed(&name));
        Self { generation, content }
    }

    /// Returns the bytes; none if there are none, or they are lost.
    pub fn content(&self) -> &[u8] {
        self.content.as_deref().unwrap_or_default()
    }

    pub const fn generation(&self) -> u64 {
        self.generation
    }

    /// Tells whether the last commit keeps these bytes.
    pub fn is(&self, content: &[u8]) -> bool {
        self.content.as_deref() == Some(content)
    }

    /// Writes the bytes for the next commit, unless they are those of the last one.
    pub fn write(&self, folder: &Folder, content: &[u8]) -> io::Result<Self> {
        let generation = match content {
            same if self.is(same) => self.generation,
            [] => 0,
            new => {
                let next = self.generation + 1;
                let name = name(next).expect("only 0 has no name");
                folder.atomic_write(name.as_ref(), new)?;
                next
            }
        };
        Ok(Self { generation, content: Some(content.to_owned()) })
    }

    /// Removes the file of this generation, which no commit names any more. What cannot be removed now goes when the index is opened next.
    pub fn remove(self, folder: &Folder) {
        let Some(name) = name(self.generation) else { return };
        // Whoever makes a backup meanwhile has read the name, and has not opened the file yet.
        if let Ok(_lock) = folder.acquire_lock(&META_LOCK) {
            let _ = folder.delete(&PathBuf::from(name));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_others() {
        assert_eq!((name(0), name(12).as_deref()), (None, Some("files.12.json")));
        assert!(name(u64::MAX).is_some_and(|name| is_name(&name)));
        for other in ["files..json", "files.json", "files.x.json", "meta.json", "files.1.json.tmp", "seal.json"] {
            assert!(!is_name(other), "{other}");
        }
    }
}
