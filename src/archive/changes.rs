//! How changes of the folders become known: the system tells of them, or one looks for oneself.
//!
//! Only that something has changed is told, never what: whoever hears it looks at everything.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::walk;

/// What was heard of the folders.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Heard {
    #[default]
    Nothing,
    Change,
    /// More was told than could be kept, or the telling failed: anything may have changed.
    Lost,
}

/// The system does not tell of changes here; the sentence says why not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deaf(pub String);

/// Who hears of changes.
pub trait Ears: Send {
    /// Turns to these roots as they are now. Done before each look at them, so that nothing happens unheard after it.
    fn turn_to(&mut self, roots: &[PathBuf]) -> Result<(), Deaf>;
    /// Waits for news, at most so long.
    fn listen(&mut self, at_most: Duration) -> Heard;
}

/// Returns who hears of changes of the roots: the system, where it can be trusted to tell. Of what lies below `index` nothing is told.
pub fn ears(roots: &[PathBuf], index: &Path) -> Result<Box<dyn Ears>, Deaf> {
    match roots.iter().find(|root| walk::is_remote(root)) {
        Some(remote) => Err(Deaf(remote.display().to_string())),
        None => Ok(Box::new(System::new(index)?)),
    }
}

/// The system tells.
struct System {
    watcher: RecommendedWatcher,
    said: Arc<Said>,
    /// What stood at each root when we turned to it last. A mounted or unmounted disk is told by nobody.
    roots: Vec<(PathBuf, u64)>,
    looked: Instant,
}

/// What the system has said since it was asked last.
#[derive(Default)]
struct Said {
    heard: Mutex<Heard>,
    news: Condvar,
}

/// How often it is looked whether the roots are still those that were turned to.
const LOOK: Duration = Duration::from_secs(2);

impl System {
    fn new(index: &Path) -> Result<Self, Deaf> {
        let said = Arc::new(Said::default());
        let (telling, index) = (Arc::clone(&said), true_place(index));
        let told = move |event: notify::Result<Event>| telling.say(judge(event, &index));
        let config = notify::Config::default().with_follow_symlinks(false);
        let watcher = RecommendedWatcher::new(told, config).map_err(|error| Deaf(error.to_string()))?;
        Ok(Self { watcher, said, roots: Vec::new(), looked: Instant::now() })
    }
}

impl Ears for System {
    fn turn_to(&mut self, roots: &[PathBuf]) -> Result<(), Deaf> {
        self.roots = roots.iter().map(|root| (root.clone(), walk::identity(root))).collect();
        self.looked = Instant::now();
        for root in roots {
            let Ok(place) = root.canonicalize() else { continue };
            // A file that is replaced is another one; its folder tells of both.
            let (place, mode) = match place.parent() {
                Some(folder) if place.is_file() => (folder, RecursiveMode::NonRecursive),
                _ => (&*place, RecursiveMode::Recursive),
            };
            match self.watcher.watch(place, mode) {
                // What has gone in between will be missed by the look at it as well.
                Err(error) if root.exists() && !is_gone(&error) => return Err(Deaf(error.to_string())),
                _ => {}
            }
        }
        Ok(())
    }

    fn listen(&mut self, at_most: Duration) -> Heard {
        let heard = self.said.wait(at_most);
        if self.looked.elapsed() < LOOK {
            return heard;
        }
        self.looked = Instant::now();
        let is_other = self.roots.iter().any(|(root, was)| walk::identity(root) != *was);
        if is_other { heard.max(Heard::Change) } else { heard }
    }
}

impl Said {
    fn say(&self, heard: Heard) {
        if heard > Heard::Nothing {
            let mut all = self.lock();
            *all = heard.max(*all);
            self.news.notify_one();
        }
    }

    fn wait(&self, at_most: Duration) -> Heard {
        let quiet = self.news.wait_timeout_while(self.lock(), at_most, |heard| *heard == Heard::Nothing);
        std::mem::take(&mut *quiet.unwrap_or_else(PoisonError::into_inner).0)
    }

    fn lock(&self) -> MutexGuard<'_, Heard> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn is_gone(error: &notify::Error) -> bool {
    match &error.kind {
        notify::ErrorKind::PathNotFound => true,
        notify::ErrorKind::Io(error) => error.kind() == std::io::ErrorKind::NotFound,
        _ => false,
    }
}

/// Tells what an event means. Our own reading and writing means nothing.
fn judge(event: notify::Result<Event>, index: &Path) -> Heard {
    let Ok(event) = event else { return Heard::Lost };
    if event.need_rescan() || event.paths.is_empty() {
        return Heard::Lost;
    }
    let is_reading = matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write));
    // What a hidden folder holds is told as well, and costs a look.
    let matters = |path: &PathBuf| !path.starts_with(index) && !path.file_name().is_some_and(walk::is_idle);
    if !is_reading && event.paths.iter().any(matters) { Heard::Change } else { Heard::Nothing }
}

/// Returns the place of a folder without links on the way, also if it is not there yet.
fn true_place(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let there = path.ancestors().find_map(|above| above.canonicalize().ok().map(|place| (above, place)));
    let Some((above, place)) = there else { return path };
    let rest = path.strip_prefix(above).unwrap_or(Path::new("")).components().filter(|part| matches!(part, Component::Normal(_)));
    place.join(rest.collect::<PathBuf>())
}

/// One looks for oneself, again and again.
pub struct Looking {
    every: Duration,
    index: PathBuf,
    roots: Vec<PathBuf>,
    seen: u64,
    next: Instant,
}

/// How much longer than a look the pause after it is.
const REST: u32 = 10;

impl Looking {
    pub fn new(every: Duration, index: &Path) -> Self {
        Self { every, index: true_place(index), roots: Vec::new(), seen: 0, next: Instant::now() }
    }

    fn look(&mut self) -> u64 {
        let begun = Instant::now();
        let mut hasher = DefaultHasher::new();
        for root in &self.roots {
            walk::identity(root).hash(&mut hasher);
            walk::look(root, &self.index, &mut hasher);
        }
        self.next = Instant::now() + self.every.max(begun.elapsed() * REST);
        hasher.finish()
    }
}

impl Ears for Looking {
    fn turn_to(&mut self, roots: &[PathBuf]) -> Result<(), Deaf> {
        self.roots = roots.to_vec();
        self.seen = self.look();
        Ok(())
    }

    fn listen(&mut self, at_most: Duration) -> Heard {
        let left = self.next.saturating_duration_since(Instant::now());
        std::thread::sleep(at_most.min(left));
        if left > at_most {
            return Heard::Nothing;
        }
        let before = self.seen;
        self.seen = self.look();
        if self.seen == before { Heard::Nothing } else { Heard::Change }
    }
}

#[cfg(test)]
mod tests {
    use notify::event::{CreateKind, DataChange, Flag, ModifyKind};

    use super::*;

    #[test]
    fn i29_what_an_event_means() {
        let index = Path::new("/kho/index");
        let event = |kind, path: &str| Ok(Event::new(kind).add_path(path.into()));
        let (made, written) = (EventKind::Create(CreateKind::File), EventKind::Modify(ModifyKind::Data(DataChange::Any)));
        let closed = EventKind::Access(AccessKind::Close(AccessMode::Write));
        for (event, heard) in [
            (event(made, "/kho/a.txt"), Heard::Change),
            (event(written, "/kho/b/a.txt"), Heard::Change),
            (event(closed, "/kho/a.txt"), Heard::Change),
            (event(written, "/kho/.timbaoignore"), Heard::Change),
            (event(EventKind::Access(AccessKind::Open(AccessMode::Any)), "/kho/a.txt"), Heard::Nothing),
            (event(made, "/kho/.a.txt.swp"), Heard::Nothing),
            (event(made, "/kho/index/current/meta.json"), Heard::Nothing),
            (Ok(Event::new(EventKind::Other).set_flag(Flag::Rescan)), Heard::Lost),
            (Ok(Event::new(EventKind::Any)), Heard::Lost),
            (Err(notify::Error::new(notify::ErrorKind::MaxFilesWatch)), Heard::Lost),
        ] {
            assert_eq!(judge(event, index), heard);
        }
    }

    #[test]
    fn the_place_of_a_folder_that_is_not_there_yet() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let place = folder.path().canonicalize().expect("it is there");
        assert_eq!(true_place(&folder.path().join("index")), place.join("index"));
        assert_eq!(true_place(&folder.path().join("a/./b")), place.join("a/b"));
    }
}
