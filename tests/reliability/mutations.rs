//! Files of an index are changed behind its back: `check` sees every one, and nothing ends the program.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use timbao::engine::embedded::{Depth, check};

use crate::campaign::{Chance, scale};
use crate::scene::{Scene, held};

/// An archive whose index has several segments and deleted articles.
fn victim() -> Scene {
    let mut scene = Scene::new(17);
    for _ in 0..4 {
        scene.change(12);
        scene.update(None).expect("nothing is in the way");
    }
    scene
}

/// Lists the files of an index that hold something; lock files do not.
fn files(home: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(home.join("current")).expect("the index is there").flatten().map(|entry| entry.path());
    let mut files: Vec<PathBuf> = files.filter(|path| path.extension().is_none_or(|kind| kind != "lock")).collect();
    files.sort();
    files
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to.join("current")).expect("a folder");
    for entry in fs::read_dir(from.join("current")).expect("the index is there").flatten() {
        fs::copy(entry.path(), to.join("current").join(entry.file_name())).expect("a copy");
    }
}

/// Changes one file; returns what was done, or nothing if it came out as it was.
fn harm(files: &[PathBuf], chance: &mut Chance) -> Option<(PathBuf, String)> {
    let path = files[chance.below(files.len())].clone();
    let before = fs::read(&path).expect("the file is there");
    let mut after = before.clone();
    let kind = match chance.below(8) {
        0 => {
            fs::remove_file(&path).expect("the file was there");
            return Some((path, "removed".to_owned()));
        }
        1 => {
            let other = &files[chance.below(files.len())];
            after = fs::read(other).expect("the file is there");
            format!("took the content of {}", other.display())
        }
        2 => {
            after.truncate(chance.below(before.len().max(1)));
            format!("cut to {} of {}", after.len(), before.len())
        }
        3 => {
            after.extend_from_slice(&vec![0; 1 + chance.below(100)]);
            "made longer".to_owned()
        }
        4 => {
            after.fill(0);
            "zeroed".to_owned()
        }
        5 if !before.is_empty() => {
            let at = chance.below(before.len());
            let end = (at + 1 + chance.below(64)).min(before.len());
            after[at..end].iter_mut().for_each(|byte| *byte = chance.next() as u8);
            format!("overwritten from {at} to {end}")
        }
        _ if !before.is_empty() => {
            let at = chance.below(before.len());
            after[at] ^= 1 << chance.below(8);
            format!("one bit of byte {at}")
        }
        _ => return None,
    };
    if after == before {
        return None;
    }
    fs::write(&path, after).expect("the file can be written");
    Some((path, kind))
}

#[test]
fn every_change_of_a_file_is_found() {
    let scene = victim();
    let mut chance = Chance::new(23);
    let place = tempfile::tempdir().expect("a temporary folder");
    let (mut found, wanted) = (0, scale(500, 10_000));
    while found < wanted {
        let home = place.path().join("index");
        let _ = fs::remove_dir_all(&home);
        copy(&scene.home(), &home);
        let Some((path, how)) = harm(&files(&home), &mut chance) else { continue };
        match check(&home, Depth::Files) {
            Ok(health) => assert!(!health.is_sound(), "{}, {how}: nobody sees it", path.display()),
            // The file that says which version this is says so no more.
            Err(error) => assert!(path.ends_with("timbao.json") || path.ends_with("seal.json"), "{}, {how}: {error}", path.display()),
        }
        found += 1;
    }
    println!("changed files: {found} of {wanted} found");
}

#[test]
fn the_program_survives_every_change_of_a_file() {
    let scene = victim();
    let mut chance = Chance::new(29);
    let place = tempfile::tempdir().expect("a temporary folder");
    let mut ends = std::collections::BTreeMap::<String, usize>::new();
    let runs = scale(60, 2_000);
    for _ in 0..runs {
        let home = place.path().join("index");
        let _ = fs::remove_dir_all(&home);
        copy(&scene.home(), &home);
        let Some((path, how)) = harm(&files(&home), &mut chance) else { continue };
        let ended = Command::new(env!("CARGO_BIN_EXE_timbao"))
            .args(["check", "--deep", "--json", "--lang", "en", "--index"])
            .arg(&home)
            .output()
            .expect("the program starts");
        let code = ended.status.code();
        assert_eq!(code, Some(2), "{}, {how}: {:?} {}", path.display(), ended.status, String::from_utf8_lossy(&ended.stderr));
        *ends.entry(format!("{code:?}")).or_default() += 1;
    }
    println!("`timbao check --deep` over {runs} changed files: {ends:?}");
}

#[test]
fn a_damaged_index_is_put_aside_and_built_anew() {
    let scene = victim();
    let files = files(&scene.home());
    let store = files.iter().find(|path| path.extension().is_some_and(|kind| kind == "store")).expect("a segment stores articles");
    let mut content = fs::read(store).expect("it is there");
    content[10] ^= 1;
    fs::write(store, content).expect("it can be written");
    let home = scene.home();
    let run = |arguments: &[&str]| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_timbao"));
        let ended = program.args(arguments).arg("--index").arg(&home).output().expect("the program starts");
        (ended.status.code(), String::from_utf8_lossy(&ended.stdout).into_owned())
    };
    assert_eq!(run(&["check"]).0, Some(2));
    let (code, said) = run(&["check", "--repair", "--lang", "en"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("corrupt-"), "{said}");
    assert_eq!(held(&home).expect("it can be read"), scene.articles);
    assert_eq!(run(&["check", "--deep"]).0, Some(0));
    let aside = fs::read_dir(&home).expect("it is there").flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("corrupt-"));
    assert!(aside, "the damaged one is kept");
}
