//! The watch with ears that the test feeds, so that what a system seldom says is heard as well.

use std::fs;
use std::sync::{Arc, Mutex};

use tempfile::TempDir;

use super::*;

/// What the system is made to say, and whether it says anything.
#[derive(Clone, Default)]
struct Fed {
    said: Arc<Mutex<VecDeque<Heard>>>,
    is_deaf: Arc<AtomicBool>,
}

impl Ears for Fed {
    fn turn_to(&mut self, _: &[PathBuf]) -> Result<(), Deaf> {
        if self.is_deaf.load(Ordering::Relaxed) { Err(Deaf("too many watches".to_owned())) } else { Ok(()) }
    }

    fn listen(&mut self, at_most: Duration) -> Heard {
        std::thread::sleep(at_most / 10);
        // Like the system: nobody has said anything before somebody waits for it.
        if at_most.is_zero() { Heard::Nothing } else { self.said.lock().expect("nobody panics").pop_front().unwrap_or_default() }
    }
}

struct Scene {
    folder: TempDir,
    fed: Fed,
    watch: Watch,
}

impl Scene {
    fn new(roots: &[&str]) -> Self {
        let (folder, fed) = (tempfile::tempdir().expect("a temporary folder"), Fed::default());
        let roots: Vec<PathBuf> = roots.iter().map(|root| folder.path().join(root)).collect();
        roots.iter().for_each(|root| fs::create_dir(root).expect("a root"));
        let options = Options { threads: 1, memory: 30 << 20, ..Options::new(roots, folder.path().join("index")) };
        let watch = Watch::with(options, Box::new(fed.clone()), Duration::from_millis(200));
        Self { folder, fed, watch }
    }

    /// Writes an article whose writing was over long ago.
    fn write(&self, path: &str) {
        self.begin(path);
        let file = fs::File::options().write(true).open(self.folder.path().join(path)).expect("it was written");
        file.set_modified(SystemTime::now() - Duration::from_secs(60)).expect("its time can be set");
    }

    /// Writes an article just now.
    fn begin(&self, path: &str) {
        fs::write(self.folder.path().join(path), format!("Bản tin\n\nHội nghị ở {path} đã bế mạc.\n")).expect("a file can be written");
    }

    fn say(&self, heard: Heard) {
        self.fed.said.lock().expect("nobody panics").push_back(heard);
    }

    fn turn(&mut self) -> Turn {
        self.watch.next(&(), &AtomicBool::new(false)).expect("nothing is damaged").expect("nobody asks to stop")
    }

    fn ran(&mut self) -> Report {
        match self.turn() {
            Turn::Ran(report) => report,
            other => panic!("a run was expected: {other:?}"),
        }
    }

    /// The code of what is told next.
    fn told(&mut self) -> String {
        match self.turn() {
            Turn::Told(diagnostic) | Turn::Failed(diagnostic, _) => diagnostic.code,
            Turn::Ran(report) => panic!("no run was expected: {report:?}"),
        }
    }
}

#[test]
fn i29_what_was_lost_is_found_by_looking_at_everything() {
    let mut scene = Scene::new(&["kho"]);
    scene.write("kho/a.txt");
    assert_eq!(scene.ran().articles.total, 1, "the watch begins with a run");
    for (name, heard) in [("kho/b.txt", Heard::Lost), ("kho/c.txt", Heard::Change), ("kho/d.txt", Heard::Lost)] {
        scene.write(name);
        scene.say(heard);
        let report = scene.ran();
        assert_eq!((report.articles.added, report.files.unchanged), (1, report.articles.total - 1), "{name}");
    }
}

#[test]
fn i29_where_the_system_does_not_tell_the_watch_looks_for_itself_and_says_so() {
    let mut scene = Scene::new(&["kho"]);
    scene.write("kho/a.txt");
    scene.ran();
    scene.fed.is_deaf.store(true, Ordering::Relaxed);
    scene.write("kho/b.txt");
    scene.say(Heard::Lost);
    assert_eq!(scene.ran().articles.total, 2);
    assert_eq!(scene.told(), "archive-watch-looks");
    scene.write("kho/c.txt");
    assert_eq!(scene.ran().articles.total, 3, "nobody has told of it");
    fs::remove_file(scene.folder.path().join("kho/c.txt")).expect("it was there");
    assert_eq!(scene.ran().articles.deleted, 1);
}

#[test]
fn i12_a_file_that_is_being_written_is_left_for_the_next_run() {
    let mut scene = Scene::new(&["kho"]);
    scene.write("kho/a.txt");
    scene.begin("kho/b.txt");
    let report = scene.ran();
    assert_eq!((report.files.indexed, report.files.settling, report.articles.total), (1, 1, 1));
    let report = scene.ran();
    assert_eq!((report.files.settling, report.articles.added), (0, 1), "nobody needs to tell of it again");
    // A changed one keeps its old article meanwhile.
    scene.begin("kho/a.txt");
    scene.say(Heard::Change);
    let report = scene.ran();
    let settled = if report.files.settling == 1 { scene.ran() } else { report };
    assert_eq!((settled.files.settling, settled.articles.total), (0, 2));
}

#[test]
fn i12_a_time_in_the_future_means_nothing() {
    let mut scene = Scene::new(&["kho"]);
    scene.begin("kho/a.txt");
    let file = fs::File::options().write(true).open(scene.folder.path().join("kho/a.txt")).expect("it was written");
    file.set_modified(SystemTime::now() + Duration::from_secs(9_999)).expect("its time can be set");
    assert_eq!(scene.ran().articles.total, 1);
}

#[test]
fn i25_a_root_that_goes_away_keeps_its_articles_and_is_followed_when_it_is_back() {
    let mut scene = Scene::new(&["kho", "khác"]);
    scene.write("kho/a.txt");
    scene.write("kho/b.txt");
    scene.write("khác/c.txt");
    assert_eq!(scene.ran().articles.total, 3);
    let (root, aside) = (scene.folder.path().join("kho"), scene.folder.path().join("aside"));
    fs::rename(&root, &aside).expect("it can be moved");
    scene.say(Heard::Change);
    let report = scene.ran();
    assert_eq!((report.articles.total, report.articles.deleted), (3, 0));
    assert_eq!(scene.told(), "archive-root-gone");
    // The empty folder under a disk that was unmounted.
    fs::create_dir(&root).expect("a folder");
    scene.say(Heard::Change);
    let report = scene.ran();
    assert_eq!((report.articles.total, report.articles.deleted), (3, 0));
    assert!(report.notes.iter().any(|note| note.diagnostic.as_ref().is_some_and(|told| told.code == "archive-mass-delete")), "{:?}", report.notes);
    assert_eq!(scene.told(), "archive-root-back");
    fs::remove_dir(&root).expect("it is empty");
    fs::rename(&aside, &root).expect("it can be moved back");
    fs::remove_file(root.join("a.txt")).expect("it is there");
    scene.write("kho/d.txt");
    scene.say(Heard::Change);
    let report = scene.ran();
    assert_eq!((report.articles.added, report.articles.deleted, report.articles.total), (1, 1, 3));
}

#[test]
fn c10_whoever_else_writes_is_named_and_waited_for() {
    let mut scene = Scene::new(&["kho"]);
    scene.write("kho/a.txt");
    scene.ran();
    let home = scene.watch.options.index.clone();
    let writer = scene.watch.options.writer();
    let other = crate::engine::embedded::Writer::open(&home, &writer).expect("nobody else writes");
    scene.write("kho/b.txt");
    scene.say(Heard::Change);
    assert_eq!(scene.told(), "engine-locked");
    drop(other);
    assert_eq!(scene.ran().articles.total, 2);
}

#[test]
fn a_run_waits_until_it_is_quiet_but_not_for_ever() {
    let begun = Instant::now();
    let at = |tenths: u64| begun + Duration::from_millis(tenths * 100);
    let mut pace = Pace::new();
    assert!(pace.is_due(at(0)), "the first run waits for nothing");
    pace.begin();
    assert!(!pace.is_due(at(1)));
    pace.heard(Heard::Change, at(1));
    pace.heard(Heard::Change, at(8));
    assert!(!pace.is_due(at(17)) && pace.is_due(at(18)));
    pace.begin();
    (20..200).for_each(|tenths| pace.heard(Heard::Change, at(tenths)));
    assert!(!pace.is_due(at(20) + LONGEST - QUIET) && pace.is_due(at(20) + LONGEST));
}

#[test]
fn pauses_grow_while_runs_fail() {
    let mut pace = Pace::new();
    let mut now = Instant::now();
    let mut pauses = Vec::new();
    for _ in 0..8 {
        assert!(pace.is_due(now));
        pace.begin();
        let pause = pace.failed(now);
        assert!(!pace.is_due(now + pause - Duration::from_millis(1)));
        now += pause;
        pauses.push(pause.as_secs());
    }
    assert_eq!(pauses, [1, 2, 4, 8, 16, 32, 60, 60]);
    pace.did_well();
    assert_eq!(pace.failed(now).as_secs(), 1);
}

#[test]
fn i29_pauses_grow_while_news_are_lost_again_and_again() {
    let mut pace = Pace::new();
    let now = Instant::now();
    pace.begin();
    for seconds in [1, 2, 4, 8] {
        pace.heard(Heard::Lost, now);
        pace.heard(Heard::Lost, now);
        let due = now + Duration::from_secs(seconds);
        assert!(!pace.is_due(due - Duration::from_millis(1)) && pace.is_due(due), "{seconds}");
        pace.begin();
    }
    pace.heard(Heard::Change, now);
    pace.begin();
    pace.heard(Heard::Lost, now);
    assert!(pace.is_due(now + QUIET), "a run that nothing was lost before makes it forgotten");
}
