//! The real program is killed at any time, again and again: what it has reported stays, and it always starts again.

use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use timbao::engine::embedded::Index;

use crate::campaign::{Chance, scale};
use crate::scene::{Articles, Scene, assert_sound, held};

fn start(scene: &Scene, arguments: &[&str]) -> Child {
    let mut program = Command::new(env!("CARGO_BIN_EXE_timbao"));
    program.args(arguments).arg("--index").arg(scene.home()).current_dir(scene.path());
    program.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the program starts")
}

fn finish(child: Child, when: &str) {
    let ended = child.wait_with_output().expect("the program ends");
    assert!(ended.status.success(), "{when}: {} {}", ended.status, String::from_utf8_lossy(&ended.stderr));
}

#[test]
fn a_killed_program_loses_nothing_it_has_reported() {
    let rounds = scale(100, 2_000);
    let mut chance = Chance::new(31);
    let mut scene = Scene::new(37);
    let (mut reported, mut killed, mut openings) = (Articles::new(), 0, Vec::new());
    // How long a run takes is learned from the runs that ended.
    let mut usual = Duration::from_millis(60);
    for round in 0..rounds {
        let when = format!("round {round}");
        if scene.articles.len() < 400 {
            scene.change(4);
        }
        // On a busy machine many runs in a row are killed, and then a mass of files is gone for the next.
        let index = &["index", "kho", "--memory", "30M", "--allow-mass-delete"];
        let command: &[&str] = if round % 7 == 6 && !reported.is_empty() { &["compact"] } else { index };
        let begun = Instant::now();
        let mut child = start(&scene, command);
        sleep(usual.mul_f64(chance.below(130) as f64 / 100.0));
        let status = child.try_wait().expect("it is our child");
        match status {
            Some(status) => {
                let mut said = String::new();
                let _ = std::io::Read::read_to_string(&mut child.stderr.take().expect("a pipe"), &mut said);
                assert!(status.success(), "{when}: refused: {status} {said}");
                usual = usual.mul_f64(0.9) + begun.elapsed().mul_f64(0.1);
                if command[0] == "index" {
                    reported.clone_from(&scene.articles);
                }
            }
            None => {
                child.kill().expect("it runs");
                child.wait().expect("it ends");
                usual = usual.mul_f64(1.02);
                killed += 1;
            }
        }
        let opening = Instant::now();
        if scene.home().join("current").exists() {
            Index::open(&scene.home()).unwrap_or_else(|error| panic!("{when}: {error}"));
            openings.push(opening.elapsed());
        }
        let now = held(&scene.home()).unwrap_or_else(|error| panic!("{when}: {error}"));
        assert!(now == reported || now == scene.articles, "{when}: neither what was reported nor what was being written");
        if now == scene.articles {
            reported.clone_from(&scene.articles);
        }
        if round % 25 == 24 {
            finish(start(&scene, index), &when);
            reported.clone_from(&scene.articles);
            assert_eq!(held(&scene.home()).expect("it can be read"), reported, "{when}");
            assert_sound(&scene.home(), &when);
        }
    }
    openings.sort();
    let p99 = openings.get(openings.len() * 99 / 100).copied().unwrap_or_default();
    println!("kill -9: {rounds} rounds, {killed} killed, 0 articles lost, 0 refused starts, opening p99 {p99:?}");
    assert!(killed * 4 > rounds, "the kills must come while it works: {killed} of {rounds}");
}

#[test]
fn of_twenty_writers_one_works() {
    let mut scene = Scene::new(41);
    scene.change(60);
    for round in 0..scale(1, 20) {
        scene.change(10);
        let children: Vec<Child> = (0..20).map(|_| start(&scene, &["index", "kho", "--lang", "en", "--memory", "30M"])).collect();
        let mut worked = 0;
        for child in children {
            let ended = child.wait_with_output().expect("the program ends");
            let said = String::from_utf8_lossy(&ended.stderr).into_owned();
            match ended.status.code() {
                Some(0) => worked += 1,
                Some(75) => assert!(said.contains("writing this index"), "{said}"),
                code => panic!("round {round}: {code:?} {said}"),
            }
        }
        assert!(worked >= 1, "round {round}: somebody must work");
        assert_eq!(held(&scene.home()).expect("it can be read"), scene.articles, "round {round}");
        assert_sound(&scene.home(), &format!("round {round}"));
    }
}
