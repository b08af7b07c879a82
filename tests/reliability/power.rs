//! The power goes at every step of a series of runs, under three models of what a disk keeps.
//!
//! What is written to a file lasts from its `Sync` on, and a name in a folder from the `SyncFolder` on. Before that a disk may keep any of
//! it, or nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use crate::campaign::{Chance, scale};
use crate::scene::{Articles, Scene, held};
use crate::tape::{Fault, Kept, Tape};

/// What of that which was not made lasting a disk keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Model {
    /// Nothing.
    Worst,
    /// All names, and of the content only what was synced.
    Names,
    /// Any part of the names, and any beginning of the content.
    Any,
}

/// A disk as it stands after some steps: folders and files by number; 0 is the home of the index.
#[derive(Clone, Debug)]
struct Disk {
    nodes: Vec<Node>,
}

#[derive(Clone, Debug)]
enum Node {
    File { content: Vec<u8>, lasting: usize },
    Folder { now: BTreeMap<String, usize>, lasting: BTreeMap<String, usize>, pending: Vec<Change> },
}

/// A change of the names in a folder.
#[derive(Clone, Debug)]
enum Change {
    Put(String, usize),
    Move(String, String, usize),
    Exchange(String, String),
    Drop(String),
}

impl Node {
    fn folder() -> Self {
        Self::Folder { now: BTreeMap::new(), lasting: BTreeMap::new(), pending: Vec::new() }
    }
}

impl Change {
    fn apply(&self, names: &mut BTreeMap<String, usize>) {
        match self {
            Self::Put(name, node) => drop(names.insert(name.clone(), *node)),
            Self::Move(from, to, node) => {
                names.remove(from);
                names.insert(to.clone(), *node);
            }
            Self::Exchange(one, other) => {
                // Of a name that is not there nothing can be told: a step on it was lost before.
                let (Some(first), Some(second)) = (names.get(one).copied(), names.get(other).copied()) else { return };
                names.extend([(one.clone(), second), (other.clone(), first)]);
            }
            Self::Drop(name) => drop(names.remove(name)),
        }
    }
}

impl Disk {
    fn new() -> Self {
        Self { nodes: vec![Node::folder()] }
    }

    /// Finds the folder that a path lies in, and the last part of the path.
    fn folder_of(&self, path: &Path) -> (usize, String) {
        let mut parts = parts(path);
        let name = parts.pop().expect("a step is on something below the home");
        (self.folder(&parts), name)
    }

    fn folder(&self, parts: &[String]) -> usize {
        parts.iter().fold(0, |folder, part| self.names(folder)[part])
    }

    fn names(&self, folder: usize) -> &BTreeMap<String, usize> {
        match &self.nodes[folder] {
            Node::Folder { now, .. } => now,
            Node::File { .. } => panic!("a file has no names in it"),
        }
    }

    fn change(&mut self, folder: usize, change: Change) {
        let Node::Folder { now, pending, .. } = &mut self.nodes[folder] else { panic!("a file has no names in it") };
        change.apply(now);
        pending.push(change);
    }

    fn put(&mut self, path: &Path, node: Node) {
        let (folder, name) = self.folder_of(path);
        self.nodes.push(node);
        self.change(folder, Change::Put(name, self.nodes.len() - 1));
    }

    fn file(&mut self, path: &Path) -> (&mut Vec<u8>, &mut usize) {
        let (folder, name) = self.folder_of(path);
        let node = self.names(folder)[&name];
        match &mut self.nodes[node] {
            Node::File { content, lasting } => (content, lasting),
            Node::Folder { .. } => panic!("{} is a folder", path.display()),
        }
    }

    fn take(&mut self, step: &Kept) {
        match step {
            Kept::CreateFolder(path) => self.put(path, Node::folder()),
            Kept::Create(path) => self.put(path, Node::File { content: Vec::new(), lasting: 0 }),
            Kept::Write(path, bytes) => self.file(path).0.extend_from_slice(bytes),
            Kept::Sync(path) => {
                let (content, lasting) = self.file(path);
                *lasting = content.len();
            }
            // Written under another name, synced, and renamed.
            Kept::Replace(path, bytes) => self.put(path, Node::File { content: bytes.clone(), lasting: bytes.len() }),
            Kept::Rename(from, to) => {
                let ((folder, from), (_, to)) = (self.folder_of(from), self.folder_of(to));
                let node = self.names(folder)[&from];
                self.change(folder, Change::Move(from, to, node));
            }
            Kept::Exchange(one, other) => {
                let ((folder, one), (_, other)) = (self.folder_of(one), self.folder_of(other));
                self.change(folder, Change::Exchange(one, other));
            }
            Kept::Remove(path) => {
                let (folder, name) = self.folder_of(path);
                self.change(folder, Change::Drop(name));
            }
            Kept::SyncFolder(path) => {
                let folder = self.folder(&parts(path));
                let Node::Folder { now, lasting, pending } = &mut self.nodes[folder] else { panic!("{} is a file", path.display()) };
                lasting.clone_from(now);
                pending.clear();
            }
        }
    }

    /// Writes what the disk has kept into a folder.
    fn write(&self, node: usize, to: &Path, model: Model, chance: &mut Chance) {
        match &self.nodes[node] {
            Node::File { content, lasting } => {
                let kept = match model {
                    Model::Worst | Model::Names => *lasting,
                    Model::Any => lasting + chance.below(content.len() - lasting + 1),
                };
                fs::write(to, &content[..kept]).expect("the test's own disk is well");
            }
            Node::Folder { lasting, pending, .. } => {
                fs::create_dir(to).expect("the test's own disk is well");
                let mut names = lasting.clone();
                for change in pending {
                    let kept = match model {
                        Model::Worst => false,
                        Model::Names => true,
                        Model::Any => chance.below(2) == 0,
                    };
                    if kept {
                        change.apply(&mut names);
                    }
                }
                for (name, node) in names {
                    self.write(node, &to.join(name), model, chance);
                }
            }
        }
    }
}

/// A series of runs on tape: after how many steps which articles were reported as committed.
fn record(commits: usize) -> (Scene, Vec<Kept>, Vec<(usize, Articles)>) {
    let mut scene = Scene::new(11);
    let mut steps = Vec::new();
    let mut committed = vec![(0, Articles::new())];
    for _ in 0..commits {
        scene.change(5);
        let tape = Arc::new(Tape::new(Fault::Never));
        scene.update(Some(tape.clone())).expect("nothing is in the way");
        steps.extend(tape.steps());
        committed.push((steps.len(), scene.articles.clone()));
    }
    (scene, steps, committed)
}

/// The same with a backup of the last but one state that takes the place of the index in the end.
fn record_restore() -> (Vec<Kept>, Vec<(usize, Articles)>) {
    let (mut scene, mut steps, mut committed) = record(2);
    let (file, saved) = (scene.backup(), scene.articles.clone());
    scene.change(5);
    let tape = Arc::new(Tape::new(Fault::Never));
    scene.update(Some(tape.clone())).expect("nothing is in the way");
    committed.push((steps.len() + tape.len(), scene.articles.clone()));
    scene.restore(&file, Some(tape.clone())).expect("nothing is in the way");
    steps.extend(tape.steps());
    committed.push((steps.len(), saved));
    (steps, committed)
}

/// Lets the power go after every step, under every model; hands out each state with what may be found in it.
fn lose_power(steps: &[Kept], committed: &[(usize, Articles)], mut look: impl FnMut(&Path, &str, &[(usize, Articles)])) {
    let mut chance = Chance::new(5);
    let mut disk = Disk::new();
    for (number, step) in steps.iter().enumerate() {
        disk.take(step);
        let done = number + 1;
        let reported = committed.iter().rposition(|(steps, _)| *steps <= done).expect("nothing was committed before the first step");
        // What was reported last, or what is being written.
        let allowed = &committed[reported..(reported + 2).min(committed.len())];
        for model in [Model::Worst, Model::Names, Model::Any] {
            let place = tempfile::tempdir().expect("a temporary folder");
            let home = place.path().join("index");
            disk.write(0, &home, model, &mut chance);
            look(&home, &format!("the power goes after step {done}, {}, {model:?}", step.name()), allowed);
        }
    }
}

#[test]
fn a_loss_of_power_loses_nothing_that_was_committed() {
    let (scene, steps, committed) = record(scale(10, 45));
    let (mut states, mut completed) = (0, 0);
    lose_power(&steps, &committed, |home, when, allowed| {
        let now = held(home).unwrap_or_else(|error| panic!("{when}: the index cannot be opened: {error}"));
        assert!(allowed.iter().any(|(_, articles)| *articles == now), "{when}: a commit is lost");
        states += 1;
        // Going on takes longer than looking.
        if states % scale(23, 11) == 0 {
            go_on(&scene, home, when);
            completed += 1;
        }
    });
    println!("power: {states} states over {} commits and {} steps; {completed} of them indexed on; 0 commits lost", committed.len() - 1, steps.len());
    assert!(states >= scale(800, 10_000), "{states} states prove too little");
}

#[test]
fn a_loss_of_power_while_restoring_leaves_the_one_index_or_the_other() {
    let (steps, committed) = record_restore();
    let mut states = 0;
    lose_power(&steps, &committed, |home, when, allowed| {
        let now = held(home).unwrap_or_else(|error| panic!("{when}: the index cannot be opened: {error}"));
        assert!(allowed.iter().any(|(_, articles)| *articles == now), "{when}: a commit is lost");
        states += 1;
    });
    println!("power, restoring: {states} states over {} steps; 0 commits lost", steps.len());
    assert!(steps.iter().any(|step| matches!(step, Kept::Exchange(..))), "the restored index takes the place of another");
}

/// The models are worth something: without the step that makes `meta.json` lasting, they find commits that are lost.
#[test]
fn a_missing_sync_would_be_noticed() {
    // Enough runs for merges, after which files are removed.
    let (_, mut steps, mut committed) = record(10);
    let mut number = 1;
    while number < steps.len() {
        if matches!(&steps[number], Kept::SyncFolder(_)) && steps[number - 1].name() == "replace meta.json" {
            steps.remove(number);
            committed.iter_mut().filter(|(done, _)| *done > number).for_each(|(done, _)| *done -= 1);
        } else {
            number += 1;
        }
    }
    let mut lost = 0;
    lose_power(&steps, &committed, |home, _, allowed| {
        lost += usize::from(!held(home).is_ok_and(|now| allowed.iter().any(|(_, articles)| *articles == now)));
    });
    assert!(lost > 0, "a disk that keeps nothing must lose something");
}

/// Returns the parts of a path as the tape keeps it.
fn parts(path: &Path) -> Vec<String> {
    path.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect()
}

fn go_on(scene: &Scene, home: &Path, when: &str) {
    let report = scene.update_at(home, None).unwrap_or_else(|error| panic!("{when}: the next run is refused: {:?}", error.diagnostic()));
    assert_eq!(held(home).expect("it can be read"), scene.articles, "{when}: the next run did not complete the work: {report:?}");
    crate::scene::assert_sound(home, when);
}
