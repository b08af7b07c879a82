//! Keeping an index for years: `check`, `compact`, `backup` and `restore`.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::cli_program::Folder;

/// Returns the hits of a question, for comparison: ids in their order, with their scores.
fn hits(folder: &Folder, index: &str, query: &str) -> Vec<(String, String)> {
    let answer = folder.run(["search", "--json", "--index", index, query]).object();
    let hit = |hit: &Value| (hit["id"].to_string(), hit["score"].to_string());
    answer["hits"].as_array().expect("a list").iter().map(hit).collect()
}

fn files(index: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(index.join("current")).expect("an index").flatten().map(|entry| entry.path()).collect();
    files.sort();
    files
}

#[test]
fn a_sound_index_is_said_to_be_sound() {
    let folder = Folder::indexed();
    let ended = folder.run(["check", "--json"]);
    let found = ended.object();
    assert_eq!((ended.code, &found["sound"], &found["articles"], &found["damage"]), (Some(0), &true.into(), &3.into(), &Value::Array(vec![])));
    assert_eq!(folder.run(["check", "--deep"]).code, Some(0));
    assert_eq!(folder.run(["check", "--repair"]).code, Some(0), "there is nothing to repair");
    assert_eq!(Folder::new().run(["check"]).code, Some(2), "there is no index");
}

#[test]
fn a_damaged_index_is_said_to_be_damaged_and_where() {
    let folder = Folder::indexed();
    let index = folder.path().join("index");
    let victim = files(&index).into_iter().find(|path| path.extension().is_some_and(|kind| kind == "pos")).expect("positions are kept");
    let mut content = fs::read(&victim).expect("it is there");
    content[3] ^= 4;
    fs::write(&victim, content).expect("it can be written");
    let ended = folder.run(["check", "--json", "--lang", "en"]);
    let found = ended.object();
    let name = victim.file_name().expect("a name").to_string_lossy().into_owned();
    assert_eq!((ended.code, &found["sound"]), (Some(2), &false.into()));
    assert_eq!(found["damage"][0]["code"], "check-changed");
    assert!(found["damage"][0]["message"].as_str().is_some_and(|text| text.contains(&name)), "{found}");
    assert_eq!(folder.run(["backup", "hong.timbao"]).code, Some(2), "what is damaged is worth no backup");
    assert!(!folder.path().join("hong.timbao").exists());
    fs::remove_dir_all(folder.path().join("kho")).expect("it is there");
    assert_eq!(folder.run(["check", "--repair"]).code, Some(2), "nothing is put aside that cannot be built anew");
    assert!(victim.exists());
}

#[test]
fn a_backup_is_the_index_again() {
    let folder = Folder::indexed();
    assert_eq!(folder.run(["backup", "kho.timbao"]).code, Some(0));
    let restored = folder.run(["restore", "kho.timbao", "--index", "khác"]);
    assert_eq!(restored.code, Some(0), "{}", restored.aside);
    for query in ["tran van chung", "hội nghị", "35-CT/TW"] {
        assert_eq!(hits(&folder, "khác", query), hits(&folder, "index", query), "{query}");
    }
    assert_eq!(folder.run(["check", "--deep", "--index", "khác"]).code, Some(0));
    let again = folder.run(["index", "kho", "--index", "khác", "--json"]).object();
    assert_eq!(again["articles"]["unchanged"], 3, "the restored index goes on where the other was: {again}");
    // Through a pipe it is the same.
    let piped = folder.program(["backup", "-"]).output().expect("the program starts").stdout;
    assert_eq!(piped, fs::read(folder.path().join("kho.timbao")).expect("it was written"));
    assert_eq!(folder.run_with(&piped, ["restore", "-", "--index", "ba"]).code, Some(0));
}

#[test]
fn an_index_is_only_replaced_if_that_is_asked_for() {
    let folder = Folder::indexed();
    assert_eq!(folder.run(["backup", "kho.timbao"]).code, Some(0));
    folder.write("kho/moi.txt", "Tin mới\n\nHội nghị mới.\n");
    assert_eq!(folder.run(["index", "kho"]).code, Some(0));
    let refused = folder.run(["restore", "kho.timbao", "--lang", "en"]);
    assert!(refused.code == Some(2) && refused.aside.contains("--replace"), "{}", refused.aside);
    assert_eq!(folder.run(["check", "--json"]).object()["articles"], 4);
    assert_eq!(folder.run(["restore", "kho.timbao", "--replace"]).code, Some(0));
    assert_eq!(folder.run(["check", "--json"]).object()["articles"], 3);
    assert_eq!(fs::read_dir(folder.path().join("index")).expect("it is there").flatten().filter(|entry| entry.path().is_dir()).count(), 1);
}

#[test]
fn a_broken_backup_changes_nothing() {
    let folder = Folder::indexed();
    assert_eq!(folder.run(["backup", "kho.timbao"]).code, Some(0));
    let whole = fs::read(folder.path().join("kho.timbao")).expect("it was written");
    let used = whole.iter().rposition(|byte| *byte != 0).expect("it is not empty");
    for step in 0..40 {
        let at = used * step / 40;
        let mut broken = whole.clone();
        if step % 2 == 0 {
            broken.truncate(at)
        } else {
            broken[at] ^= 0x10
        }
        folder.write("hong.timbao", &broken);
        let ended = folder.run(["restore", "hong.timbao", "--index", "khác", "--lang", "en"]);
        // What tar has for itself (owner, padding) is not checked, and then everything that is ours is as it was.
        if ended.code == Some(0) {
            assert_eq!(step % 2, 1, "a backup cut to {at} of {} bytes was restored", whole.len());
            assert_eq!(folder.run(["check", "--index", "khác"]).code, Some(0));
            fs::remove_dir_all(folder.path().join("khác")).expect("it was made");
            continue;
        }
        assert_eq!(ended.code, Some(2), "step {step}: {}", ended.aside);
        assert!(!folder.path().join("khác/current").exists(), "step {step}");
    }
    folder.write("la.txt", "Đây là một bài báo.\n".repeat(100));
    let foreign = folder.run(["restore", "la.txt", "--index", "khác", "--lang", "en"]);
    assert!(foreign.code == Some(2) && foreign.aside.contains("no backup"), "{}", foreign.aside);
}

#[test]
fn a_compacted_index_answers_like_a_fresh_one() {
    let folder = Folder::new();
    let article = |number: usize, year: usize| format!("Tin số {number}\n\nHội nghị lần thứ {number} bàn nhiệm vụ năm {year} của huyện Mẫu.\n");
    for round in 0..8 {
        for number in 0..6 {
            folder.write(&format!("kho/{}.txt", round * 4 + number), article(number, 2010 + round));
        }
        assert_eq!(folder.run(["index", "kho"]).code, Some(0));
    }
    fs::remove_file(folder.path().join("kho/3.txt")).expect("it is there");
    assert_eq!(folder.run(["index", "kho"]).code, Some(0));
    let ended = folder.run(["compact"]);
    assert_eq!(ended.code, Some(0), "{}", ended.aside);
    assert_eq!(folder.run(["check", "--deep", "--json"]).object()["segments"], 1);
    assert_eq!(folder.run(["index", "kho", "--index", "mới"]).code, Some(0));
    for query in ["hội nghị", "nhiem vu nam 2015", "\"hội nghị lần thứ\"", "nam:2014"] {
        assert_eq!(hits(&folder, "index", query), hits(&folder, "mới", query), "{query}");
    }
    assert_eq!(Folder::new().run(["compact"]).code, Some(2), "there is nothing to compact");
}
