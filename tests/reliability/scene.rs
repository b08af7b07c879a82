//! An archive that changes from round to round, and what its index must hold.

use std::collections::BTreeMap;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use timbao::archive::{self, Error, Options, Report};
use timbao::engine::embedded::{Depth, Index, RestoreOptions, Witness, backup, check, restore};
use timbao::search::Engine;

use crate::campaign::Chance;

/// What long articles are made of.
const WORDS: [&str; 24] = [
    "nghị", "quyết", "của", "đại", "hội", "về", "phát", "triển", "kinh", "tế", "nông", "thôn", "mới", "Đảng", "bộ", "tỉnh", "cơ", "sở", "năm", "quý",
    "xã", "huyện", "Ủy", "ban",
];

/// How long a lock is waited for: while another test starts a program, the program holds a copy of ours for a moment.
const PATIENCE: Duration = Duration::from_secs(10);

/// Every article: its path and its text.
pub type Articles = BTreeMap<String, String>;

/// A folder `kho` with its index beside it.
pub struct Scene {
    folder: TempDir,
    pub articles: Articles,
    chance: Chance,
    round: usize,
}

impl Scene {
    pub fn new(seed: u64) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir(folder.path().join("kho")).expect("a folder in it");
        Self { folder, articles: Articles::new(), chance: Chance::new(seed), round: 0 }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn home(&self) -> PathBuf {
        self.path().join("index")
    }

    /// Adds, changes and deletes some articles.
    pub fn change(&mut self, count: usize) {
        self.round += 1;
        for number in 0..count {
            let some = self.chance.below(self.articles.len().max(1));
            let existing = self.articles.keys().nth(some).cloned();
            match (self.chance.below(6), existing) {
                // Never more than the guard against mass deletion lets through.
                (0, Some(path)) if number * 8 < self.articles.len() => {
                    fs::remove_file(self.path().join("kho").join(&path)).expect("it was there");
                    self.articles.remove(&path);
                }
                (1, Some(path)) => self.write(path),
                _ => self.write(format!("{}-{number}.txt", self.round)),
            }
        }
        self.spoil();
    }

    /// Adds, changes or removes a file that gives no article: what is remembered of it lies beside the commit.
    fn spoil(&mut self) {
        let path = self.path().join("kho/hỏng.jsonl");
        match self.chance.below(3) {
            0 => drop(fs::remove_file(&path)),
            1 => fs::write(&path, format!("{{\"vòng\": {},\n", self.round)).expect("a file can be written"),
            _ => {}
        }
    }

    fn write(&mut self, path: String) {
        let (round, some) = (self.round, self.chance.next());
        let body = format!("Vòng {round}, bài {some:x}. Hội nghị đã nghe báo cáo và bàn phương hướng nhiệm vụ.");
        let text = format!("Bản tin số {some:x}\n\n{body}\n");
        fs::write(self.path().join("kho").join(&path), &text).expect("a file can be written");
        self.articles.insert(path, text);
    }

    /// Adds an article of so many words.
    pub fn long_article(&mut self, path: &str, words: usize) {
        let body: String = (0..words).map(|_| format!("{} ", WORDS[self.chance.below(WORDS.len())])).collect();
        let text = format!("Bản tin dài\n\nHội nghị {body}.\n");
        fs::write(self.path().join("kho").join(path), &text).expect("a file can be written");
        self.articles.insert(path.to_owned(), text);
    }

    pub fn options(&self, home: PathBuf, witness: Option<Arc<dyn Witness>>) -> Options {
        // From an early state of a long series, a mass of files is gone.
        Options {
            memory: 30 << 20,
            threads: 1,
            wait: PATIENCE,
            allow_mass_delete: true,
            witness,
            ..Options::new(vec![self.path().join("kho")], home)
        }
    }

    /// Makes the index equal to the archive, while somebody watches the disk.
    pub fn update(&self, witness: Option<Arc<dyn Witness>>) -> Result<Report, Error> {
        self.update_at(&self.home(), witness)
    }

    /// The same for an index at another place.
    pub fn update_at(&self, home: &Path, witness: Option<Arc<dyn Witness>>) -> Result<Report, Error> {
        archive::update(&self.options(home.to_owned(), witness), &(), &AtomicBool::new(false))
    }

    /// Returns the index as one file.
    pub fn backup(&self) -> Vec<u8> {
        let mut file = Vec::new();
        backup(&self.home(), &mut file).expect("the index is sound");
        file
    }

    /// Makes the index what a backup holds, while somebody watches the disk.
    pub fn restore(&self, file: &[u8], witness: Option<Arc<dyn Witness>>) -> Result<(), String> {
        let options = RestoreOptions { replace: true, wait: PATIENCE, witness };
        restore(&self.home(), &mut &*file, &options).map(|_| ()).map_err(|error| error.to_string())
    }
}

/// Returns what the index at `home` holds; nothing if there is none.
pub fn held(home: &Path) -> Result<Articles, String> {
    let index = match Index::open(home) {
        Ok(index) => index,
        Err(error) if error.diagnostic().code == "engine-no-index" => return Ok(Articles::new()),
        Err(error) => return Err(error.to_string()),
    };
    let mut articles = Articles::new();
    let read = index.articles(&mut |_, article| {
        articles.insert(article.path.clone(), article.text.clone());
        ControlFlow::Continue(())
    });
    read.map_err(|error| error.to_string())?;
    assert_eq!(index.size(), articles.len() as u64, "an article comes twice");
    Ok(articles)
}

/// Fails unless the index at `home` is sound to its last posting, has few segments and no file that belongs to none.
pub fn assert_sound(home: &Path, when: &str) {
    let begun = Instant::now();
    let health = loop {
        match check(home, Depth::Everything) {
            Err(error) if error.diagnostic().code.starts_with("engine-locked") && begun.elapsed() < PATIENCE => {
                thread::sleep(Duration::from_millis(10))
            }
            looked => break looked.unwrap_or_else(|error| panic!("{when}: {error}")),
        }
    };
    assert!(health.is_sound(), "{when}: {:?}", health.damage);
    assert!(health.segments <= 30, "{when}: {} segments", health.segments);
    let meta = fs::read_to_string(home.join("current/meta.json")).expect("a sound index has it");
    for entry in fs::read_dir(home.join("current")).expect("a sound index is there").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let id = name.split('.').next().unwrap_or_default();
        assert!(!name.starts_with(".tmp"), "{when}: {name} was left behind");
        assert!(id.len() != 32 || meta.replace('-', "").contains(id), "{when}: {name} belongs to no segment");
        let generation = name.strip_prefix("files.").and_then(|rest| rest.strip_suffix(".json"));
        let is_named = |generation: &str| meta.contains(&format!("\\\"generation\\\":{generation}}}"));
        assert!(generation.is_none_or(is_named), "{when}: {name} belongs to no commit");
    }
}
