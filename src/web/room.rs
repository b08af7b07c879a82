//! What all requests share: the index as it was last committed, and how many may read it at once.

use std::io::{self, BufWriter, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::body::{Body, Bytes};
use http_body_util::Channel;
use http_body_util::channel::Sender;
use jiff::Timestamp;
use rayon::{ThreadPool, ThreadPoolBuilder};
use tokio::runtime::Handle;
use tokio::sync::{Semaphore, oneshot};
use tokio::time::timeout;

use crate::diagnostic::{Diagnostic, Log};
use crate::engine::embedded::{Index, Live};
use crate::messages::Lang;

use super::answer::Long;
use super::guard::Hosts;
use super::metrics::Metrics;
use super::token::Token;
use super::{Error, Options};

/// Requests that may be in the room at once, reading or waiting; more are sent away. Two cores answer so many of the mixed questions of the
/// load bench in a fifth of a second.
const MOST_INSIDE: usize = 80;

/// Long answers that may be written at once.
const MOST_WRITING: usize = 8;

/// For a reader to wait until others are done.
const TURN: Duration = Duration::from_secs(1);

/// For the work itself. With the turn before it, it ends before the server takes its leave.
const WORK: Duration = Duration::from_secs(3);

/// How often to look whether the index has been changed.
const LOOK: Duration = Duration::from_secs(1);

/// The shared state of the server.
pub struct Room {
    live: Arc<Live>,
    stale_since: Mutex<Option<Timestamp>>,
    pub lang: Lang,
    pub hosts: Hosts,
    /// What whoever enters must know, if anything.
    pub token: Option<Token>,
    pub metrics: Metrics,
    inside: Arc<Semaphore>,
    /// As many read at once as there are cores: more would only wait for each other.
    reading: Arc<Semaphore>,
    /// A thread for each of them. Tokio starts another one whenever none is idle just then, ends none that gets work now and then, and each
    /// keeps some memory: of eight that came about so, a server grew by a tenth in a quarter of an hour.
    readers: ThreadPool,
    /// Long answers hold a thread for as long as the reader reads.
    writing: Arc<Semaphore>,
    log: Log,
}

/// Why work in the room brought nothing.
#[derive(Debug, PartialEq, Eq)]
pub enum Refused {
    /// Too many are inside, or those before took too long.
    Full,
    /// The work takes too long. It goes on to its end, for nothing can stop it, and keeps its place until then.
    Slow,
    /// The work itself broke off: a mistake of ours.
    Broken,
}

impl Room {
    pub fn open(options: &Options) -> Result<Self, Error> {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        // Whoever waits for work that panics is told so: its sender is gone.
        let readers = ThreadPoolBuilder::new().num_threads(cores).thread_name(|number| format!("reader-{number}")).panic_handler(drop);
        Ok(Self {
            live: Arc::new(Live::open(&options.index).map_err(Error::Index)?),
            stale_since: Mutex::new(None),
            lang: options.lang,
            hosts: Hosts::new(&options.listen, &options.hosts),
            token: options.token.clone(),
            metrics: Metrics::default(),
            inside: Arc::new(Semaphore::new(MOST_INSIDE)),
            reading: Arc::new(Semaphore::new(cores)),
            readers: readers.build().map_err(|error| Error::Runtime(io::Error::other(error)))?,
            writing: Arc::new(Semaphore::new(MOST_WRITING)),
            log: Arc::clone(&options.log),
        })
    }

    /// Returns the index as it was last committed.
    pub fn index(&self) -> Arc<Index> {
        self.live.index()
    }

    /// Returns since when what lies on disk cannot be opened, so that an older state of the index is asked.
    pub fn stale_since(&self) -> Option<Timestamp> {
        *self.stale_since.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Says to whoever runs the server what no reader is told.
    pub fn log(&self, diagnostic: &Diagnostic) {
        (self.log)(diagnostic);
    }

    /// Runs work that reads the index, off the async threads.
    ///
    /// The places go with the work, not with whoever waits for it: however many ask for slow things, no more of them run than there are cores.
    ///
    /// # Errors
    /// If too many are inside, or the work takes too long or panics.
    pub async fn read<T: Send + 'static>(&self, work: impl FnOnce(&Index) -> T + Send + 'static) -> Result<T, Refused> {
        let begun = Instant::now();
        let inside = Arc::clone(&self.inside).try_acquire_owned().map_err(|_| Refused::Full)?;
        let turn = timeout(TURN, Arc::clone(&self.reading).acquire_owned()).await.map_err(|_| Refused::Full)?;
        let reading = turn.map_err(|_| Refused::Full)?;
        let index = self.index();
        let (done, answer) = oneshot::channel();
        self.readers.spawn(move || {
            let _places = (inside, reading);
            // Whoever asked may have left.
            let _ = done.send(work(&index));
        });
        let answered = timeout(WORK, answer).await;
        self.metrics.took(begun.elapsed());
        answered.map_err(|_| Refused::Slow)?.map_err(|_| Refused::Broken)
    }

    /// Begins to write a long answer, and returns its body. Whoever stops reading stops the writing.
    ///
    /// # Errors
    /// If too many are being written.
    pub fn write(&self, long: Long) -> Result<Body, Refused> {
        let writing = Arc::clone(&self.writing).try_acquire_owned().map_err(|_| Refused::Full)?;
        let index = self.index();
        let (sender, body) = Channel::new(PIECES);
        let runtime = Handle::current();
        tokio::task::spawn_blocking(move || {
            let mut out = BufWriter::with_capacity(PIECE, Sent { sender: Some(sender), runtime });
            let written = catch_unwind(AssertUnwindSafe(|| long(&index, &mut out).and_then(|()| out.flush())));
            // What breaks off must not look whole, whatever broke it.
            let written = written.unwrap_or_else(|_| Err(io::Error::other("panic")));
            if let (Err(error), Some(sender)) = (written, out.get_mut().sender.take()) {
                sender.abort(error);
            }
            drop(writing);
        });
        Ok(Body::new(body))
    }

    /// Opens the index anew whenever it has been committed to. One that cannot be opened leaves the old one in use.
    pub async fn follow(self: Arc<Self>) {
        loop {
            tokio::time::sleep(LOOK).await;
            let live = Arc::clone(&self.live);
            // A look that breaks off has changed nothing, and the next one may do better.
            if let Ok(Err(error)) = tokio::task::spawn_blocking(move || live.look()).await {
                self.log(error.diagnostic());
            }
            let mut since = self.stale_since.lock().unwrap_or_else(PoisonError::into_inner);
            *since = self.live.is_stale().then(|| since.unwrap_or_else(now));
        }
    }
}

/// The time to the second: the rest would say nothing.
fn now() -> Timestamp {
    let now = Timestamp::now();
    Timestamp::from_second(now.as_second()).unwrap_or(now)
}

/// Bytes of a piece of a long answer, and pieces that wait to be sent.
const PIECE: usize = 64 * 1024;
const PIECES: usize = 4;

/// The sending end of a long answer.
struct Sent {
    sender: Option<Sender<Bytes, io::Error>>,
    runtime: Handle,
}

impl Write for Sent {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let Some(sender) = &mut self.sender else { return Err(io::ErrorKind::BrokenPipe.into()) };
        let sent = self.runtime.block_on(sender.send_data(Bytes::copy_from_slice(bytes)));
        sent.map(|()| bytes.len()).map_err(|_| io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use axum::body::to_bytes;
    use axum::http::StatusCode;
    use axum::response::IntoResponse;

    use super::super::answer::Trouble;
    use super::*;
    use crate::archive;

    /// A room over an empty archive.
    fn room() -> (tempfile::TempDir, Arc<Room>) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let home = folder.path().join("index");
        std::fs::create_dir(folder.path().join("kho")).expect("a folder");
        let options = archive::Options::new(vec![folder.path().join("kho")], home.clone());
        archive::update(&options, &(), &std::sync::atomic::AtomicBool::new(false)).expect("an empty archive can be indexed");
        let options = Options {
            index: home,
            listen: Vec::new(),
            hosts: Vec::new(),
            token: None,
            lang: Lang::Vi,
            ready: Box::new(|_| ()),
            log: Arc::new(|_| ()),
        };
        (folder, Arc::new(Room::open(&options).expect("the index opens")))
    }

    fn run<T>(work: impl Future<Output = T>) -> T {
        tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime").block_on(work)
    }

    #[test]
    fn w22_no_more_are_inside_than_fit() {
        let (_folder, room) = room();
        run(async {
            let (hold, held) = std::sync::mpsc::channel::<()>();
            let held = Arc::new(std::sync::Mutex::new(held));
            let waiting: Vec<_> = (0..MOST_INSIDE)
                .map(|_| {
                    let (room, held) = (Arc::clone(&room), Arc::clone(&held));
                    // Each reads until the other end is dropped.
                    tokio::spawn(async move { room.read(move |_| drop(held.lock().map(|held| held.recv()))).await })
                })
                .collect();
            while room.inside.available_permits() > 0 {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            assert_eq!(room.read(|_| ()).await, Err(Refused::Full));
            drop(hold);
            for inside in waiting {
                assert_eq!(inside.await.expect("it ends"), Ok(()));
            }
            assert_eq!(room.read(|_| 7).await, Ok(7));
        });
    }

    #[test]
    fn q11_slow_work_is_not_waited_for_and_keeps_its_place() {
        let (_folder, room) = room();
        run(async {
            let cores = room.reading.available_permits();
            let (hold, held) = std::sync::mpsc::channel::<()>();
            let held = Arc::new(std::sync::Mutex::new(held));
            let begun = Arc::new(AtomicUsize::new(0));
            let slow = || {
                let (room, held, begun) = (Arc::clone(&room), Arc::clone(&held), Arc::clone(&begun));
                tokio::spawn(async move {
                    room.read(move |_| {
                        begun.fetch_add(1, Ordering::Relaxed);
                        drop(held.lock().map(|held| held.recv()));
                    })
                    .await
                })
            };
            let first: Vec<_> = (0..cores).map(|_| slow()).collect();
            for answer in first {
                assert_eq!(answer.await.expect("it ends"), Err(Refused::Slow));
            }
            let more: Vec<_> = (0..2 * MOST_INSIDE).map(|_| slow()).collect();
            for answer in more {
                assert_eq!(answer.await.expect("it ends"), Err(Refused::Full));
            }
            assert_eq!(begun.load(Ordering::Relaxed), cores, "what nobody waits for is not begun besides");
            assert_eq!(room.inside.available_permits(), MOST_INSIDE - cores, "whoever works is inside");
            drop(hold);
            assert_eq!(room.read(|_| 7).await, Ok(7));
        });
    }

    /// Each thread that ever read keeps some memory.
    #[test]
    fn as_many_threads_read_as_there_are_cores() {
        let (_folder, room) = room();
        run(async {
            let cores = room.reading.available_permits();
            let mut readers = HashSet::new();
            for _ in 0..20 {
                let asking: Vec<_> = (0..MOST_INSIDE)
                    .map(|_| {
                        let room = Arc::clone(&room);
                        tokio::spawn(async move { room.read(|_| std::thread::current().id()).await })
                    })
                    .collect();
                for asked in asking {
                    readers.insert(asked.await.expect("it ends").expect("there is room"));
                }
            }
            assert!(readers.len() <= cores, "{readers:?}");
        });
    }

    #[test]
    fn w29_an_export_that_breaks_off_does_not_look_whole() {
        let (_folder, room) = room();
        run(async {
            let whole: Long = Box::new(|_, out| out.write_all(b"a,b\n"));
            let broken: Long = Box::new(|_, out| {
                out.write_all(&[b'a'; 3 * PIECE]).expect("somebody reads");
                panic!("on purpose")
            });
            assert_eq!(to_bytes(room.write(whole).expect("nobody else writes"), usize::MAX).await.expect("it is whole"), "a,b\n");
            assert!(to_bytes(room.write(broken).expect("nobody else writes"), usize::MAX).await.is_err());
            while room.writing.available_permits() < MOST_WRITING {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        });
    }

    #[test]
    fn w29_work_that_breaks_off_harms_nobody_else() {
        let (_folder, room) = room();
        run(async {
            assert_eq!(room.read(|_| panic!("on purpose")).await, Err::<(), _>(Refused::Broken));
            assert_eq!(Trouble::from(Refused::Broken).into_response().status(), StatusCode::INTERNAL_SERVER_ERROR);
            assert_eq!(room.read(|_| 7).await, Ok(7));
        });
    }
}
