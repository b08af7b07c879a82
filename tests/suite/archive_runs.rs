//! Runs over the folders: what is new, changed, gone or broken, and what an interrupted run leaves behind.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use timbao::archive::{self, ArticleCounts, FileCounts, Options, Outcome, Phase, Progress, Report};
use timbao::engine::embedded::{Live, Writer, WriterOptions};
use timbao::search::{Engine, ErrorKind, Response};

use crate::cli_program::Folder;
use crate::fixture::{Archive, found, page};

/// How many files were indexed, unchanged, skipped, failed, deleted.
pub fn files(report: &Report) -> [u64; 5] {
    let FileCounts { indexed, unchanged, skipped, failed, deleted, .. } = report.files;
    [indexed, unchanged, skipped, failed, deleted]
}

/// How many articles were added, changed, unchanged, deleted, and are there.
pub fn articles(report: &Report) -> [u64; 5] {
    let ArticleCounts { added, changed, unchanged, deleted, total, .. } = report.articles;
    [added, changed, unchanged, deleted, total]
}

/// What was noted: path below the archive, outcome, code.
pub fn notes(archive: &Archive, report: &Report) -> Vec<(String, Outcome, String)> {
    let below = |path: &str| path.strip_prefix(&format!("{}/", archive.root().display())).unwrap_or(path).to_owned();
    let code = |note: &archive::FileNote| note.diagnostic.as_ref().map_or(String::new(), |diagnostic| diagnostic.code.clone());
    report.notes.iter().map(|note| (below(&note.path), note.outcome, code(note))).collect()
}

fn records(numbers: std::ops::Range<usize>) -> String {
    let record = |number| format!("{{\"id\":\"r{number}\",\"title\":\"Tin số {number}\",\"body\":\"Hội nghị lần thứ {number}.\"}}\n");
    numbers.map(record).collect()
}

fn ids(response: &Response) -> Vec<String> {
    let mut ids: Vec<String> = response.hits.iter().map(|hit| hit.id.to_string()).collect();
    ids.sort_unstable();
    ids
}

#[test]
fn only_what_changed_is_read_again() {
    let archive = Archive::of(&[("a.txt", &page("Hội nghị một.")), ("b/c.txt", &page("Hội nghị hai.")), ("d.txt", &page("Hội nghị ba."))]);
    archive.write("e.jsonl", records(0..3));
    let added = archive.update();
    assert_eq!((files(&added), articles(&added)), ([1, 3, 0, 0, 0], [3, 0, 3, 0, 6]), "one file is new");
    let again = archive.update();
    assert_eq!((files(&again), articles(&again)), ([0, 4, 0, 0, 0], [0, 0, 6, 0, 6]), "nothing is new");

    let before = archive.search("hội nghị");
    archive.write("a.txt", page("Hội nghị bốn."));
    archive.write("e.jsonl", records(1..5));
    archive.remove("d.txt");
    let changed = archive.update();
    assert_eq!((files(&changed), articles(&changed)), ([2, 1, 0, 0, 1], [2, 3, 1, 2, 6]), "r0 and d are gone, r3 and r4 new");
    assert_eq!(found(&archive.search("bốn")), "a");
    assert_eq!((archive.search("ba").total, archive.search("một").total), (0, 0));
    let kept = |response: &Response| response.hits.iter().find(|hit| hit.path == "a.txt").map(|hit| hit.id);
    assert_eq!(kept(&before), kept(&archive.search("bốn")), "a corrected article keeps its id");
}

#[test]
fn an_article_is_read_again_when_its_source_is_described_anew() {
    let archive = Archive::of(&[("a/source.toml", "name = \"Báo Cũ\""), ("a/b.txt", &page("Hội nghị.")), ("c.txt", &page("Hội nghị."))]);
    archive.write("a/source.toml", "name = \"Báo Cũ\"\nprovince = \"Cao Bằng\"");
    let report = archive.update();
    assert_eq!((files(&report), articles(&report)), ([1, 1, 0, 0, 0], [0, 1, 1, 0, 2]));
    assert_eq!(found(&archive.search("tỉnh:\"Cao Bằng\"")), "a/b");
    archive.write("a/source.toml", "name = \"Báo Mới\"");
    let report = archive.update();
    assert_eq!(articles(&report), [1, 0, 1, 1, 2], "another source is another article");
}

#[test]
fn only_roots_that_were_walked_lose_articles() {
    let archive = Archive::of(&[
        ("a/1.txt", &page("Hội nghị.")),
        ("a/2.txt", &page("Hội nghị.")),
        ("b/3.txt", &page("Hội nghị.")),
        ("b/4.txt", &page("Hội nghị.")),
    ]);
    let roots = |names: &[&str]| Options { roots: names.iter().map(|name| archive.root().join(name)).collect(), rebuild: false, ..archive.options() };
    archive.try_update(&Options { rebuild: true, ..roots(&["a", "b"]) }).expect("both can be indexed");
    archive.remove("a/1.txt");
    archive.remove("b/3.txt");
    let report = archive.try_update(&roots(&["a"])).expect("one can be indexed");
    assert_eq!((report.files.deleted, report.articles.total), (1, 3), "`b` was not looked at");
    let report = archive.try_update(&roots(&["a", "b"])).expect("both can be indexed");
    assert_eq!((report.files.deleted, report.articles.total), (1, 2));
}

#[test]
fn i25_a_root_that_seems_to_be_unmounted_keeps_its_articles() {
    let archive = Archive::empty();
    (0..12).for_each(|number| archive.write(&format!("{number}.txt"), page("Hội nghị.")));
    archive.update();
    (1..12).for_each(|number| archive.remove(&format!("{number}.txt")));
    let kept = archive.update();
    assert_eq!((kept.files.deleted, kept.articles.total), (0, 12));
    assert!(notes(&archive, &kept).iter().any(|(_, _, code)| code == "archive-mass-delete"), "{:?}", kept.notes);
    let deleted = archive.try_update(&Options { allow_mass_delete: true, ..archive.options() }).expect("it is allowed");
    assert_eq!((deleted.files.deleted, deleted.articles.total), (11, 1));
}

#[test]
fn i08_i09_ignored_files_and_links_are_left_alone() {
    let archive = Archive::empty();
    archive.write(".timbaoignore", "nháp-*\nrác/\n*.csv\n!giữ.csv\n");
    archive.write("con/.timbaoignore", "!nháp-2.txt\n");
    for path in ["a.txt", "nháp-1.txt", "con/nháp-2.txt", "con/nháp-3.txt", "rác/b.txt", ".ẩn/c.txt", "ảnh.jpg"] {
        archive.write(path, page("Hội nghị."));
    }
    archive.write("bỏ.csv", "title,body\nTin,Hội nghị bỏ.\n");
    archive.write("giữ.csv", "title,body\nTin,Hội nghị giữ.\n");
    #[cfg(unix)]
    {
        fs::write(archive.outside().join("ngoài.txt"), page("Hội nghị.")).expect("written");
        std::os::unix::fs::symlink(archive.outside().join("ngoài.txt"), archive.root().join("link.txt")).expect("a link");
        std::os::unix::fs::symlink(archive.outside(), archive.root().join("vòng")).expect("a link in a circle");
    }
    let report = archive.update();
    assert_eq!(found(&archive.search("hội nghị")), "a con/nháp-2 giữ");
    if cfg!(unix) {
        let link = |path: &str| (path.to_owned(), Outcome::Skipped, "archive-link".to_owned());
        assert_eq!(notes(&archive, &report), [link("link.txt"), link("vòng")]);
        assert_eq!(files(&report), [3, 0, 2, 0, 0]);
    }
}

#[test]
fn packed_files_are_read() {
    let archive = Archive::empty();
    archive.write("a.txt.gz", gzipped(page("Hội nghị nén.").as_bytes()));
    archive.write("b.jsonl.gz", gzipped(records(0..40).as_bytes()));
    archive.write("c.zip", zipped(&[("x/1.txt", &page("Hội nghị gói.")), ("x/ảnh.jpg", "…"), ("2.txt", &page("Hội nghị khác."))]));
    let report = archive.update();
    assert_eq!((files(&report), report.articles.total), ([3, 0, 0, 0, 0], 43), "{:?}", report.notes);
    let paths: Vec<String> = ["nén", "gói", "lần thứ 39"].map(|query| archive.search(query).hits[0].path.clone()).into();
    assert_eq!(paths, ["a.txt.gz", "c.zip!x/1.txt", "b.jsonl.gz#40"]);
    assert_eq!(files(&archive.update()), [0, 3, 0, 0, 0]);
}

fn gzipped(content: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(content).and_then(|()| packer.finish()).expect("a vector takes all")
}

fn zipped(members: &[(&str, &str)]) -> Vec<u8> {
    let mut packer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in members {
        packer.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a member");
        packer.write_all(content.as_bytes()).expect("a vector takes all");
    }
    packer.finish().expect("a whole archive").into_inner()
}

#[test]
fn broken_files_are_reported_and_stop_nothing() {
    let archive = Archive::empty();
    archive.write("a.txt", page("Hội nghị đầu."));
    archive.write("b.zip", "PK but no zip");
    archive.write("c.txt.gz", "no gzip");
    let mut cut = gzipped(records(0..500).as_bytes());
    cut.truncate(cut.len() / 2);
    archive.write("d.jsonl.gz", cut);
    archive.write("e.jsonl", format!("{}{{\"title\": \n{}", records(900..901), records(901..902)));
    archive.write("f/source.toml", "nmae = 1");
    archive.write("f/g.txt", page("Hội nghị."));
    archive.write("h.txt", "");
    archive.write("i.txt", [0u8, 1, 2, 255, 0, 0, 7, 0, 9].repeat(50));
    archive.write("z.txt", page("Hội nghị cuối."));
    let report = archive.update();
    let noted = notes(&archive, &report);
    for path in ["b.zip", "c.txt.gz", "d.jsonl.gz", "e.jsonl", "f/g.txt", "h.txt", "i.txt"] {
        let note = noted.iter().find(|(other, ..)| other.starts_with(path));
        assert!(note.is_some_and(|(_, _, code)| !code.is_empty()), "{path} is reported with a reason: {noted:?}");
    }
    assert_eq!(files(&report).iter().sum::<u64>(), 9, "every file ends in one way: {:?}", report.files);
    for (query, expected) in [("đầu", "a"), ("cuối", "z"), ("\"lần thứ 900\"", "e"), ("\"lần thứ 901\"", "e"), ("\"lần thứ 3\"", "d")]
    {
        assert_eq!(found(&archive.search(query)), expected, "{query}");
    }
    let lasting = archive.update();
    assert_eq!(lasting.articles.total, report.articles.total, "broken files break nothing the second time either");
}

#[test]
fn i23_of_two_records_with_one_id_the_later_wins() {
    let archive = Archive::empty();
    let record = |number: usize| format!("{{\"id\":\"{}\",\"title\":\"Tin\",\"body\":\"Hội nghị lần {number}.\"}}\n", number % 50);
    archive.write("a.jsonl", (0..200).map(record).collect::<String>());
    let report = archive.update();
    assert_eq!(articles(&report), [50, 0, 0, 0, 50]);
    let twice = notes(&archive, &report).iter().filter(|(_, _, code)| code == "archive-id-twice").count();
    assert_eq!(twice, 150);
    for number in [0, 49, 149, 150, 199] {
        assert_eq!(archive.search(&format!("\"lần {number}\"")).total, u64::from(number >= 150), "{number}");
    }
    assert_eq!(archive.search("hội nghị").total, 50, "an article is found once");
}

#[test]
fn an_export_that_was_renamed_keeps_its_articles() {
    let archive = Archive::empty();
    archive.write("cũ.jsonl", records(0..40));
    archive.update();
    let before = ids(&archive.search("hội nghị"));
    fs::rename(archive.root().join("cũ.jsonl"), archive.root().join("mới.jsonl")).expect("renamed");
    let report = archive.update();
    assert_eq!((report.articles.failed, report.articles.total), (0, 40), "{:?}", report.notes.first());
    assert_eq!(ids(&archive.search("hội nghị")), before);
}

#[test]
fn c09_an_index_of_another_version_is_refused_with_a_hint() {
    let archive = Archive::of(&[("a.txt", &page("Hội nghị."))]);
    let stamp = archive.options().index.join("current/timbao.json");
    fs::write(&stamp, r#"{"format":0,"analysis":0,"program":"timbao 0.0.0"}"#).expect("written");
    let error = archive.try_update(&archive.options()).expect_err("it is stale");
    assert_eq!((error.kind(), error.diagnostic().code.as_str()), (ErrorKind::Stale, "engine-stale"));
    let opened = timbao::engine::embedded::Index::open(&archive.options().index);
    assert_eq!(opened.err().map(|error| error.kind()), Some(ErrorKind::Stale));
    let rebuilt = archive.try_update(&Options { rebuild: true, ..archive.options() }).expect("it is begun anew");
    assert_eq!(articles(&rebuilt), [1, 0, 0, 0, 1]);

    let folder = Folder::indexed();
    let stamps = [folder.path().join("index/current/timbao.json")];
    stamps.iter().for_each(|stamp| fs::write(stamp, r#"{"format":0,"analysis":0,"program":"timbao 0.0.0"}"#).expect("written"));
    let ended = folder.run(["search", "hội nghị"]);
    assert_eq!(ended.code, Some(2), "{}", ended.aside);
    assert!(ended.aside.contains("--rebuild"), "{}", ended.aside);
}

/// Looks at the index at each phase of a run, and stops the run at one of them.
struct Looks<'a> {
    live: &'a Live,
    sizes: Mutex<Vec<u64>>,
    stop_at: Option<Phase>,
    stop: AtomicBool,
}

impl Progress for Looks<'_> {
    fn files_found(&self, _files: u64, _bytes: u64) {}
    fn file_read(&self, _bytes: u64, _articles: u64) {}
    fn phase(&self, phase: Phase) {
        let _ = self.live.look();
        self.sizes.lock().expect("nobody panics").push(self.live.index().size());
        self.stop.fetch_or(self.stop_at == Some(phase), Ordering::Relaxed);
    }
}

#[test]
fn whoever_reads_an_index_keeps_it_whole_until_another_is_made() {
    let archive = Archive::of_texts(&["Hội nghị.", "Hội nghị.", "Hội nghị."]);
    let live = Live::open(&archive.options().index).expect("it is there");
    let run = |rebuild, stop_at| {
        let looks = Looks { live: &live, sizes: Mutex::default(), stop_at, stop: AtomicBool::new(false) };
        archive::update(&Options { rebuild, ..archive.options() }, &looks, &looks.stop).expect("it can be indexed");
        looks.sizes.into_inner().expect("nobody panics")
    };

    // One of another version, which is replaced by an empty one before the first article is read.
    fs::write(archive.options().index.join("current/timbao.json"), "{}").expect("written");
    archive.write("mới.txt", page("Hội nghị mới."));
    assert_eq!(run(true, Some(Phase::Read)), [3; 5]);
    assert!(archive.open().size() < 4, "it was stopped");
    assert!(live.look().is_ok() && live.is_stale(), "it was told before");
    assert_eq!(run(false, None), [3, 3, 3, 3, 4], "the next run goes on, and ends with its last commit");
    assert!(!live.is_stale());

    // Articles that come to an index that is there are found with each commit.
    archive.write("sau.txt", page("Hội nghị sau."));
    assert_eq!(run(false, Some(Phase::Commit))[..4], [4; 4]);
    live.look().expect("it was added to");
    assert_eq!((live.index().size(), live.is_stale()), (5, false));
}

#[test]
fn a_rebuild_begins_anew() {
    let archive = Archive::of(&[("a.txt", &page("Hội nghị.")), ("b.txt", &page("Hội nghị."))]);
    archive.remove("b.txt");
    let before = ids(&archive.search("hội nghị"));
    let report = archive.try_update(&Options { rebuild: true, ..archive.options() }).expect("it can be rebuilt");
    assert_eq!((files(&report), articles(&report)), ([1, 0, 0, 0, 0], [1, 0, 0, 0, 1]));
    assert!(ids(&archive.search("hội nghị")).iter().all(|id| before.contains(id)), "ids stay");
}

#[test]
fn the_second_writer_is_told_who_the_first_is() {
    let archive = Archive::of(&[("a.txt", &page("Hội nghị."))]);
    let options =
        WriterOptions { threads: 1, memory: 20 << 20, wait: Duration::ZERO, command: "timbao index kho".into(), rebuild: false, witness: None };
    let writer = Writer::open(&archive.options().index, &options).expect("nobody else writes");
    let error = archive.try_update(&archive.options()).expect_err("somebody writes");
    assert_eq!(error.kind(), ErrorKind::Locked);
    assert_eq!(error.diagnostic().args, [std::process::id().to_string(), "timbao index kho".to_owned()]);
    assert_eq!(archive.search("hội nghị").total, 1, "reading goes on");
    drop(writer);
    archive.update();
}

/// Stops the run once so many articles were written.
struct StopAfter<'a> {
    articles: AtomicU64,
    limit: u64,
    stop: &'a AtomicBool,
}

impl Progress for StopAfter<'_> {
    fn files_found(&self, _: u64, _: u64) {}
    fn phase(&self, _: Phase) {}
    fn file_read(&self, _: u64, articles: u64) {
        if self.articles.fetch_add(articles, Ordering::Relaxed) + articles >= self.limit {
            self.stop.store(true, Ordering::Relaxed);
        }
    }
}

const MANY: u64 = 3_000;

/// An archive of one large export and a small file behind it, of which a stopped run has read a part of the export.
fn interrupted() -> Archive {
    let archive = Archive::empty();
    archive.write("a/lớn.jsonl", records(0..MANY as usize));
    archive.write("b/nhỏ.txt", page("Hội nghị."));
    let stop = AtomicBool::new(false);
    let progress = StopAfter { articles: AtomicU64::new(0), limit: 40, stop: &stop };
    let report = archive::update(&roots(&archive, &["a", "b"]), &progress, &stop).expect("a stopped run is no failure");
    assert!(report.interrupted);
    assert!((40..MANY).contains(&report.articles.total), "{:?}", report.articles);
    assert_eq!(archive.search("hội nghị").total, report.articles.total, "what was read is found");
    archive
}

fn roots(archive: &Archive, names: &[&str]) -> Options {
    let roots: Vec<PathBuf> = names.iter().map(|name| archive.root().join(name)).collect();
    Options { roots, ..archive.options() }
}

#[test]
fn the_next_run_completes_a_stopped_one() {
    let archive = interrupted();
    let report = archive.try_update(&roots(&archive, &["a", "b"])).expect("it goes on");
    assert_eq!((report.articles.total, report.interrupted), (MANY + 1, false));
    assert_eq!(archive.search("hội nghị").total, MANY + 1);
}

#[test]
fn a_run_over_another_root_does_not_forget_what_was_left_unfinished() {
    let archive = interrupted();
    archive.try_update(&roots(&archive, &["b"])).expect("the other root can be indexed");
    let report = archive.try_update(&roots(&archive, &["a", "b"])).expect("it goes on");
    assert_eq!(report.articles.total, MANY + 1);
}

#[test]
fn a_run_that_is_stopped_at_once_does_not_forget_what_was_left_unfinished() {
    let archive = interrupted();
    archive::update(&roots(&archive, &["a", "b"]), &(), &AtomicBool::new(true)).expect("a stopped run is no failure");
    let report = archive.try_update(&roots(&archive, &["a", "b"])).expect("it goes on");
    assert_eq!(report.articles.total, MANY + 1);
}
