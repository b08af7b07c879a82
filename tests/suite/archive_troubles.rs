//! Named cases of trouble with the folders of an archive: roots that are gone, files that fail again and again.

use std::fs;
use std::path::PathBuf;

use timbao::archive::{Options, Outcome, Report};

use crate::cli_program::Folder;
use crate::fixture::{Archive, found, page};

/// What was said of each file: name, outcome, code, arguments.
fn said(report: &Report) -> Vec<(String, Outcome, String, Vec<String>)> {
    let said = report.notes.iter().map(|note| {
        let diagnostic = note.diagnostic.clone().expect("every note says something");
        (note.path.rsplit('/').next().unwrap_or_default().to_owned(), note.outcome, diagnostic.code, diagnostic.args)
    });
    let mut said: Vec<_> = said.collect();
    said.sort_by(|a, b| (&a.0, &a.2).cmp(&(&b.0, &b.2)));
    said
}

fn codes(report: &Report) -> Vec<String> {
    said(report).into_iter().map(|(_, _, code, _)| code).collect()
}

#[test]
fn i25_a_root_without_any_file_loses_nothing_however_few_it_had() {
    let archive = Archive::of(&[("a.txt", &page("Hội nghị một.")), ("b.txt", &page("Hội nghị hai."))]);
    archive.remove("a.txt");
    let report = archive.update();
    assert_eq!((report.files.deleted, report.articles.total), (1, 1), "one of two is no root");
    archive.remove("b.txt");
    archive.write("đọc.pdf", "what is no article is no sign that the disk is there");
    let report = archive.update();
    assert_eq!((report.files.deleted, report.articles.total, codes(&report)), (0, 1, vec!["archive-mass-delete".to_owned()]));
    assert_eq!(found(&archive.search("hai")), "b");
    archive.write("b.txt", page("Hội nghị hai."));
    assert_eq!(archive.update().articles.unchanged, 1, "it is back");
    archive.remove("b.txt");
    let report = archive.try_update(&Options { allow_mass_delete: true, ..archive.options() }).expect("it is allowed");
    assert_eq!((report.files.deleted, report.articles.total), (1, 0));
}

#[test]
fn i25_a_root_that_is_not_there_is_said_and_nothing_is_touched() {
    let folder = Folder::indexed();
    fs::rename(folder.path().join("kho"), folder.path().join("aside")).expect("it can be moved");
    let ended = folder.run(["index", "kho", "--lang", "en"]);
    assert!(ended.code == Some(2) && ended.aside.contains("kho"), "{}", ended.aside);
    assert_eq!(folder.run(["search", "chung", "--json"]).object()["total"], 1);
}

/// An archive of one good file and of every kind that gives no article.
fn troubled() -> Archive {
    let archive = Archive::empty();
    archive.write("tốt.txt", page("Hội nghị tốt."));
    archive.write("rỗng.txt", "");
    archive.write("trắng.html", "<html><body><p> </p></body></html>");
    archive.write("nhị-phân.txt", [0u8, 1, 2, 255, 0, 0, 7, 0, 9].repeat(50));
    archive.write("hỏng.zip", "PK but no zip");
    archive.write("hỏng.txt.gz", "no gzip");
    archive.write("hỏng.jsonl", "{\"title\": \n{\"body\": \n");
    archive
}

fn kept(archive: &Archive) -> Vec<PathBuf> {
    let files = fs::read_dir(archive.options().index.join("current")).expect("an index").flatten().map(|entry| entry.path());
    files.filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("files."))).collect()
}

fn commit(archive: &Archive) -> Vec<u8> {
    fs::read(archive.options().index.join("current/meta.json")).expect("an index")
}

#[test]
fn i28_a_failed_file_that_has_not_changed_is_not_tried_again_and_told_again() {
    let archive = troubled();
    let first = archive.update();
    assert_eq!((first.files.indexed, first.articles.total), (3, 1), "{:?}", first.notes);
    assert!(first.files.failed == 2 && first.files.skipped == 2 && first.articles.failed >= 2, "{first:?}");
    let before = commit(&archive);
    let second = archive.update();
    assert_eq!(said(&second), said(&first));
    let counts = |report: &Report| (report.files.failed, report.files.skipped, report.articles.failed);
    assert_eq!((counts(&second), second.files.indexed, second.files.unchanged), (counts(&first), 0, 3), "nothing was read");
    assert!(commit(&archive) == before, "where nothing changed nothing is written");

    let retried = archive.try_update(&Options { retry_failed: true, ..archive.options() }).expect("it runs");
    assert_eq!(
        (said(&retried), counts(&retried), retried.files.indexed),
        (said(&first), counts(&first), 2),
        "two files of failing records were read"
    );
    let other_bounds = archive.try_update(&Options { max_file: 5 << 20, ..archive.options() }).expect("it runs");
    assert_eq!(other_bounds.files.indexed, 2, "what is read otherwise is read again");
}

#[test]
fn i28_a_failed_file_that_was_mended_or_removed_is_forgotten() {
    let archive = troubled();
    archive.update();
    archive.write("trắng.html", "<html><body><h1>Bản tin</h1><p>Hội nghị trắng đã nghe báo cáo tổng kết công tác.</p></body></html>");
    archive.write("hỏng.jsonl", "{\"id\":\"1\",\"title\":\"Tin\",\"body\":\"Hội nghị lành.\"}\n");
    ["rỗng.txt", "nhị-phân.txt", "hỏng.zip"].iter().for_each(|name| archive.remove(name));
    let report = archive.update();
    assert_eq!((report.articles.added, report.files.failed, report.files.skipped), (2, 1, 0), "{:?}", report.notes);
    assert_eq!(kept(&archive).len(), 1);
    archive.remove("hỏng.txt.gz");
    assert_eq!(archive.update().notes.len(), 0);
    assert_eq!(kept(&archive), Vec::<PathBuf>::new(), "nothing is kept of nothing");
}

#[test]
fn i28_what_is_remembered_is_only_a_cache() {
    let archive = troubled();
    let first = archive.update();
    for harm in [|path: &PathBuf| fs::remove_file(path), |path: &PathBuf| fs::write(path, "{}"), |path: &PathBuf| fs::write(path, [0xff; 99])] {
        harm(&kept(&archive)[0]).expect("it is there");
        let again = archive.update();
        assert_eq!((said(&again), again.files.indexed), (said(&first), 2), "they are looked at again");
        assert_eq!(archive.update().files.indexed, 0, "and remembered again");
        assert_eq!(kept(&archive).len(), 1);
    }
}

#[test]
fn i28_another_root_and_a_rebuild_leave_it_sound() {
    let archive = troubled();
    archive.write("b/sâu.txt", "");
    let roots = |name: &str| Options { roots: vec![archive.root().join(name)], ..archive.options() };
    let first = archive.update();
    archive.try_update(&roots("b")).expect("it runs");
    assert_eq!(archive.update().files.indexed, 0, "a run over another root forgets nothing");
    let rebuilt = archive.try_update(&Options { rebuild: true, ..archive.options() }).expect("it runs");
    assert_eq!((said(&rebuilt), rebuilt.files.indexed), (said(&first), 3));
    assert_eq!(archive.update().files.indexed, 0);
    assert_eq!(kept(&archive).len(), 1);
}

#[test]
fn i28_a_record_whose_id_belongs_to_another_file_is_tried_again() {
    let archive = Archive::empty();
    let record = |text: &str| format!("{{\"id\":\"1\",\"title\":\"Tin\",\"body\":\"{text}\"}}\n");
    archive.write("a.jsonl", record("Hội nghị đầu."));
    archive.write("c.txt", page("Hội nghị."));
    archive.update();
    archive.write("b.jsonl", record("Hội nghị sau."));
    for _ in 0..2 {
        assert_eq!(codes(&archive.update()), ["archive-same-id"]);
    }
    archive.remove("a.jsonl");
    let report = archive.update();
    assert_eq!((report.articles.failed, report.articles.total), (0, 2), "{:?}", report.notes);
    assert_eq!(found(&archive.search("sau")), "b");
}

#[test]
fn i28_the_program_says_and_ends_the_same_again() {
    let folder = Folder::indexed();
    folder.write("kho/hỏng.zip", "PK but no zip");
    let [first, second] = [(), ()].map(|()| folder.run(["index", "kho", "--strict", "--lang", "en"]));
    assert_eq!((first.code, second.code), (Some(2), Some(2)));
    let last = |text: &str| text.lines().last().map(str::to_owned);
    assert_eq!(last(&second.out), last(&first.out));
    assert_eq!(folder.run(["index", "kho", "--strict", "--retry-failed"]).code, Some(2));
    assert_eq!(folder.run(["check", "--deep"]).code, Some(0));
    // A backup takes it along.
    assert_eq!(folder.run(["backup", "kho.timbao"]).code, Some(0));
    assert_eq!(folder.run(["restore", "kho.timbao", "--index", "khác"]).code, Some(0));
    assert_eq!(folder.run(["check", "--deep", "--index", "khác"]).code, Some(0));
    assert_eq!(folder.run(["index", "kho", "--strict", "--index", "khác"]).code, Some(2));
}
