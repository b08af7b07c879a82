//! Every single step on the disk fails once: what was committed stays, the failure is told, and the next run completes the work.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::sync::Arc;

use crate::campaign::{is_long, scale};
use crate::scene::{Articles, Scene, assert_sound, held};
use crate::tape::{Fault, Tape};

/// Runs once with the fault over a scene that was indexed before, then without. Tells what happened and how many steps there were.
fn run(seed: u64, fault: Fault) -> (Outcome, usize) {
    let mut scene = Scene::new(seed);
    scene.change(6);
    scene.update(None).expect("the first run meets no fault");
    let before = scene.articles.clone();
    scene.change(6);
    check_fault(&scene, &before, fault)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// The run ended well: the fault was never met, or harmed nothing.
    Fine,
    /// The run said that it failed.
    Failed,
}

fn check_fault(scene: &Scene, before: &Articles, fault: Fault) -> (Outcome, usize) {
    let when = format!("{fault:?}");
    let tape = Arc::new(Tape::new(fault));
    let ended = scene.update(Some(tape.clone()));
    let now = held(&scene.home()).unwrap_or_else(|error| panic!("{when}: the index cannot be read any more: {error}"));
    let outcome = match ended {
        Ok(_) => {
            assert_eq!(now, scene.articles, "{when}: a run that ended well lost something");
            Outcome::Fine
        }
        Err(error) => {
            assert!(now == *before || now == scene.articles, "{when}: half of a run is visible: {:?}", error.diagnostic());
            Outcome::Failed
        }
    };
    let again = scene.update(None).unwrap_or_else(|error| panic!("{when}: the next run is refused: {:?}", error.diagnostic()));
    assert_eq!(again.articles.total, scene.articles.len() as u64, "{when}");
    assert_eq!(held(&scene.home()).expect("it can be read"), scene.articles, "{when}: the next run did not complete the work");
    assert_sound(&scene.home(), &when);
    (outcome, tape.len())
}

/// Goes through the steps of a run until one number is never reached.
fn every_step(kinds: &[ErrorKind], fault: impl Fn(usize, ErrorKind) -> Fault) -> (usize, usize) {
    let (mut runs, mut failed) = (0, 0);
    let stride = scale(5, 1);
    for seed in 0..scale(1, 10) as u64 {
        for (offset, kind) in kinds.iter().enumerate() {
            let mut number = offset % stride;
            loop {
                let (outcome, steps) = run(seed, fault(number, *kind));
                runs += 1;
                failed += usize::from(outcome == Outcome::Failed);
                if number >= steps {
                    break;
                }
                number += stride;
            }
        }
    }
    (runs, failed)
}

const KINDS: [ErrorKind; 3] = [ErrorKind::StorageFull, ErrorKind::PermissionDenied, ErrorKind::Other];

#[test]
fn a_step_that_fails_once_loses_nothing() {
    let (runs, failed) = every_step(&KINDS, Fault::Once);
    println!("one step fails once: {runs} runs, {failed} of them said so, 0 articles lost");
    assert!(failed * 2 > runs, "faults must hurt to prove anything: {failed} of {runs}");
}

#[test]
fn a_disk_that_fails_for_good_loses_nothing() {
    let (runs, failed) = every_step(&KINDS, Fault::From);
    println!("a step and all after it fail: {runs} runs, {failed} of them said so, 0 articles lost");
    assert!(failed * 2 > runs, "faults must hurt to prove anything: {failed} of {runs}");
}

#[test]
fn the_first_index_is_made_whole_or_not_at_all() {
    let stride = scale(3, 1);
    let mut number = 0;
    loop {
        let mut scene = Scene::new(7);
        scene.change(6);
        let (_, steps) = check_fault(&scene, &Articles::new(), Fault::From(number, ErrorKind::Other));
        if number >= steps {
            println!("the first index: every step of {steps} failed in turn");
            return;
        }
        number += stride;
    }
}

#[test]
fn a_restore_that_fails_leaves_the_one_index_or_the_other() {
    let mut scene = Scene::new(13);
    scene.change(6);
    scene.update(None).expect("nothing is in the way");
    let (file, saved) = (scene.backup(), scene.articles.clone());
    let (mut number, mut failed) = (0, 0);
    loop {
        // Something else than the backup holds, each time.
        scene.change(3);
        scene.update(None).expect("nothing is in the way");
        let tape = Arc::new(Tape::new(if number % 2 == 0 { Fault::Once(number, ErrorKind::Other) } else { Fault::From(number, ErrorKind::Other) }));
        let ended = scene.restore(&file, Some(tape.clone()));
        let now = held(&scene.home()).unwrap_or_else(|error| panic!("step {number}: {error}"));
        assert!(now == saved || ended.is_err() && now == scene.articles, "step {number}: {ended:?}");
        failed += usize::from(ended.is_err());
        scene.restore(&file, None).unwrap_or_else(|error| panic!("after step {number}: {error}"));
        assert_eq!(held(&scene.home()).expect("it can be read"), saved, "after step {number}");
        assert_sound(&scene.home(), &format!("after step {number}"));
        if number >= tape.len() {
            println!("restoring: every step of {number} failed in turn, {failed} times it was said");
            return;
        }
        number += 1;
    }
}

#[test]
fn a_disk_that_is_full_is_told_and_nothing_is_lost() {
    let whole = {
        let mut scene = Scene::new(3);
        scene.change(40);
        let tape = Arc::new(Tape::new(Fault::Never));
        scene.update(Some(tape.clone())).expect("there is room");
        tape.steps().iter().map(|step| if let crate::tape::Kept::Write(_, bytes) = step { bytes.len() } else { 0 }).sum::<usize>()
    };
    let runs = scale(10, 100);
    for run in 0..runs {
        let mut scene = Scene::new(3);
        scene.change(40);
        let fault = Fault::Quota(whole * run / runs);
        let tape = Arc::new(Tape::new(fault));
        let error = scene.update(Some(tape)).expect_err("there is no room");
        assert_eq!(error.diagnostic().code, "engine-disk-full", "{fault:?}: {:?}", error.diagnostic());
        assert_eq!(held(&scene.home()).expect("it can be read"), Articles::new(), "{fault:?}");
        scene.update(None).expect("there is room again");
        assert_eq!(held(&scene.home()).expect("it can be read"), scene.articles, "{fault:?}");
    }
    println!("a quota is met: {runs} runs, 0 articles lost");
}

/// The points at which a run can be cut are those that matter.
#[test]
fn the_steps_of_a_run_are_known() {
    let mut names = BTreeSet::new();
    let mut scene = Scene::new(1);
    for _ in 0..scale(12, 12) {
        scene.change(8);
        let tape = Arc::new(Tape::new(Fault::Never));
        scene.update(Some(tape.clone())).expect("nothing is in the way");
        names.extend(tape.steps().iter().map(crate::tape::Kept::name));
    }
    for name in ["create *.del", "replace meta.json", "replace seal.json", "replace .managed.json", "rename to current", "remove *.store"] {
        assert!(names.contains(name), "{name} is no step of these: {names:#?}");
    }
    assert!(names.len() >= 20, "{names:#?}");
    if is_long() {
        println!("{} kinds of steps, each of them failed in turn: {names:?}", names.len());
    }
}
