//! Whether an index is still what was written.
//!
//! Every file is compared with the seal before tantivy reads any of it: damaged files make it panic, ask for all memory there is, or answer
//! wrongly without a word.

use std::fs::{self, File};
use std::io::{self, BufReader};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::Duration;

use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, ReloadPolicy, SegmentReader, TERMINATED};

use crate::diagnostic::Diagnostic;
use crate::search::{ErrorKind, Result};

use super::beside;
use super::directory::{MANAGED, META};
use super::document::Stored;
use super::home::{Home, STAMP};
use super::seal::{Print, Printed, SEAL, Seal};
use super::writer;

/// How thoroughly to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// Every byte of every file is as it was written, and the number of articles is right.
    Files,
    /// Besides, every term, every posting and every stored article can be read.
    Everything,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Health {
    /// Files and bytes that were compared.
    pub files: u64,
    pub bytes: u64,
    pub segments: u64,
    pub articles: u64,
    /// What is wrong; nothing if the index is sound.
    pub damage: Vec<Diagnostic>,
    /// The folders and files that it was made from, if that can be told.
    pub roots: Vec<String>,
}

impl Health {
    pub const fn is_sound(&self) -> bool {
        self.damage.is_empty()
    }

    const fn count(&mut self, found: Print) {
        self.files += 1;
        self.bytes += found.bytes;
    }

    fn wrong(&mut self, code: &str, name: impl ToString) {
        self.damage.push(Diagnostic::error(code).arg(name));
    }
}

/// Looks at the index at `home`, while nobody writes it.
///
/// # Errors
/// [`ErrorKind::NotFound`] if there is no index, [`ErrorKind::Locked`] if somebody is writing, [`ErrorKind::Stale`] if another version wrote it.
pub fn check(home: &Path, depth: Depth) -> Result<Health> {
    let home = Home::new(home, None);
    home.expect_index()?;
    let _lock = match home.lock("timbao check", Duration::ZERO) {
        // Where we cannot write, nobody writes.
        Err(error) if error.kind() == ErrorKind::Io => None,
        locked => Some(locked?),
    };
    let mut health = Health::default();
    compare(&home, &mut health)?;
    if health.is_sound() && depth == Depth::Everything {
        let read = catch_unwind(AssertUnwindSafe(|| read_everything(&home, &mut health)));
        match read {
            Ok(read) => read?,
            Err(_) => health.wrong("check-panic", home.current().display()),
        }
    }
    Ok(health)
}

/// Compares all files with the seal.
fn compare(home: &Home, health: &mut Health) -> Result<()> {
    let current = home.current();
    let seal = match Seal::read(&current) {
        Ok(Some(seal)) => seal,
        Ok(None) => {
            // Another version may have had another seal, or none.
            home.check_stamp()?;
            health.wrong("check-changed", SEAL);
            return Ok(());
        }
        Err(_) => {
            home.check_stamp()?;
            health.wrong("check-missing", SEAL);
            return Ok(());
        }
    };
    let stamp = Path::new(STAMP);
    compare_file(&current, stamp, &seal, health);
    if health.is_sound() {
        home.check_stamp()?;
    }
    match print(&current.join(META)) {
        Err(_) => health.wrong("check-missing", META),
        Ok(found) if !seal.metas.contains(&found) => health.wrong("check-changed", META),
        Ok(found) => health.count(found),
    }
    let managed = current.join(MANAGED);
    let as_written = match seal.managed {
        Some(written) => print(&managed).is_ok_and(|found| found == written),
        // Somebody who wrote was killed: it must at least be what it is to be.
        None => fs::read(&managed).is_ok_and(|json| serde_json::from_slice::<Vec<PathBuf>>(&json).is_ok()),
    };
    if !as_written {
        health.wrong(if managed.exists() { "check-changed" } else { "check-missing" }, MANAGED);
    }
    if !health.is_sound() {
        // Which files are the index cannot be told: all that were written are looked at.
        for name in seal.files.keys().filter(|name| current.join(name).exists()) {
            compare_file(&current, Path::new(name), &seal, health);
        }
        return Ok(());
    }
    let (index, _) = home.open()?;
    let metas = index.load_metas().map_err(|error| home.explain(error))?;
    for name in metas.list_segment_files() {
        // Not every segment has every kind of file.
        if seal.files.contains_key(&*name.to_string_lossy()) || current.join(&name).exists() {
            compare_file(&current, &name, &seal, health);
        }
    }
    let ledger = writer::read_ledger(&index).map_err(|error| home.explain(error))?;
    if let Some(name) = beside::name(ledger.generation) {
        compare_file(&current, Path::new(&name), &seal, health);
    }
    health.damage.sort_by(|a, b| a.args.cmp(&b.args));
    health.segments = metas.segments.len() as u64;
    health.articles = metas.segments.iter().map(|segment| u64::from(segment.num_docs())).sum();
    health.roots = ledger.roots;
    if health.articles != ledger.articles {
        health.damage.push(Diagnostic::error("engine-miscounted").arg(home.disk().home().display()).arg(health.articles).arg(ledger.articles));
    }
    Ok(())
}

fn compare_file(folder: &Path, name: &Path, seal: &Seal, health: &mut Health) {
    let shown = name.display();
    match (print(&folder.join(name)), seal.files.get(&*name.to_string_lossy())) {
        (Err(error), _) if error.kind() == io::ErrorKind::NotFound => health.wrong("check-missing", shown),
        (Err(error), _) => health.damage.push(Diagnostic::error("check-unreadable").arg(shown).arg(error)),
        (Ok(_), None) => health.wrong("check-foreign", shown),
        (Ok(found), Some(written)) if found != *written => health.wrong("check-changed", shown),
        (Ok(found), Some(_)) => health.count(found),
    }
}

/// Reads what a file looks like now.
fn print(path: &Path) -> io::Result<Print> {
    let mut file = BufReader::with_capacity(256 << 10, Printed::new(File::open(path)?));
    io::copy(&mut file, &mut io::sink())?;
    Ok(file.get_ref().print())
}

/// Reads every posting and every article.
fn read_everything(home: &Home, health: &mut Health) -> Result<()> {
    let (index, _) = home.open()?;
    let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into();
    let reader: tantivy::IndexReader = reader.map_err(|error| home.explain(error))?;
    let mut articles = 0;
    for segment in reader.searcher().segment_readers() {
        let name = segment.segment_id().short_uuid_string();
        match read_articles(segment) {
            Ok(Some(count)) => articles += count,
            Ok(None) => health.wrong("check-article", &name),
            Err(error) => health.damage.push(Diagnostic::error("check-unreadable").arg(&name).arg(error)),
        }
        if let Err(error) = read_postings(segment) {
            health.damage.push(Diagnostic::error("check-unreadable").arg(&name).arg(error));
        }
    }
    if health.is_sound() && articles != health.articles {
        health.damage.push(Diagnostic::error("engine-miscounted").arg(home.disk().home().display()).arg(articles).arg(health.articles));
    }
    Ok(())
}

/// Counts the articles; nothing if one cannot be understood, or is not the one that its number says.
fn read_articles(segment: &SegmentReader) -> tantivy::Result<Option<u64>> {
    let ids = segment.fast_fields().u64("id")?;
    let store = segment.get_store_reader(1)?;
    let mut count = 0;
    for doc in segment.doc_ids_alive() {
        match store.get(doc)? {
            Stored(Some(article)) if Some(article.id().order()) == ids.first(doc) => count += 1,
            _ => return Ok(None),
        }
    }
    Ok(Some(count))
}

fn read_postings(segment: &SegmentReader) -> tantivy::Result<()> {
    let mut positions = Vec::new();
    for (field, entry) in segment.schema().fields().filter(|(_, entry)| entry.is_indexed()) {
        let with_positions = entry.field_type().index_record_option() == Some(IndexRecordOption::WithFreqsAndPositions);
        let option = if with_positions { IndexRecordOption::WithFreqsAndPositions } else { IndexRecordOption::Basic };
        let index = segment.inverted_index(field)?;
        let mut terms = index.terms().stream()?;
        while let Some((_, info)) = terms.next() {
            let mut postings = index.read_postings_from_terminfo(info, option)?;
            let mut count = 0;
            while postings.doc() != TERMINATED {
                if with_positions {
                    tantivy::postings::Postings::positions(&mut postings, &mut positions);
                }
                count += 1;
                postings.advance();
            }
            if count != info.doc_freq {
                let said = format!("{} of {} postings", count, info.doc_freq);
                return Err(tantivy::TantivyError::InternalError(said));
            }
        }
    }
    Ok(())
}
