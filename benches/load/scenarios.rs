//! The rows of the table.

use std::fs;
use std::io::{self, Read};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::Measured;
use crate::generator::{Generator, write_jsonl};
use crate::reader::{Lost, Reader};
use crate::server::Server;
use crate::tally::{Tally, within};

/// What a scenario is played with.
pub struct Scene<'a> {
    pub index: &'a str,
    pub questions: &'a [String],
    pub lasting: Duration,
}

const API: &str = "/api/v1/search";
const PAGE: &str = "/search";

/// A reader who is sent away comes again after this, a tenth of what it is told: at once would only measure how fast 503 is.
const AGAIN: Duration = Duration::from_millis(100);
/// Readers of a load that the server should bear with ease.
const ACTIVE: usize = 32;
const IDLE: usize = 2_000;
/// Requests a second, and who sends them: enough that one is always free, even if answers take long.
const RATE: f64 = 200.0;
const SENDERS: usize = 100;
const BETWEEN_COMMITS: Duration = Duration::from_secs(5);
/// Articles of a commit.
const COMMITTED: u64 = 200;
const BETWEEN_LOOKS: Duration = Duration::from_secs(5);

pub fn page(scene: &Scene) -> Measured {
    bears(scene, PAGE, 1, 0.0, 60.0)
}

pub fn one(scene: &Scene) -> Measured {
    bears(scene, API, 1, 0.0, 15.0)
}

pub fn many(scene: &Scene) -> Measured {
    bears(scene, API, ACTIVE, 400.0, 150.0)
}

pub fn more(scene: &Scene) -> Measured {
    bears(scene, API, 64, 0.0, 250.0)
}

pub fn too_many(scene: &Scene) -> Measured {
    let server = scene.warm();
    let tally = scene.ask(&server, API, 256, scene.lasting).0;
    let (accepted, refused) = (tally.within(0.99), within(&tally.refused, 0.5));
    let counted = format!("{} accepted, {} sent away, {} closed, {} wrong", tally.accepted.len(), tally.refused.len(), tally.closed, tally.wrong);
    let example = tally.example.map(|example| format!(" ({example})")).unwrap_or_default();
    Measured {
        said: format!("accepted p99 {accepted:.1} ms; 503 median {refused:.1} ms; {counted}{example}"),
        is_met: accepted <= 300.0 && (tally.refused.is_empty() || refused <= 20.0) && tally.closed + tally.wrong == 0,
    }
}

pub fn idle(scene: &Scene) -> Measured {
    let server = scene.warm();
    let (done, held, most) = (AtomicBool::new(false), AtomicUsize::new(0), AtomicU64::new(0));
    let (tally, mut looks) = std::thread::scope(|scope| {
        let holder = scope.spawn(|| {
            let (mut connections, mut looks) = (Vec::new(), Vec::new());
            while !done.load(Ordering::Relaxed) {
                // The server lets go of whoever asks nothing; so they come again.
                connections.retain(is_open);
                connections.extend((connections.len()..IDLE).map_while(|_| TcpStream::connect(&server.address).ok()));
                looks.push(connections.iter().filter(|stream| is_open(stream)).count());
                held.store(looks[looks.len() - 1], Ordering::Relaxed);
                most.fetch_max(server.memory().own as u64, Ordering::Relaxed);
                std::thread::sleep(Duration::from_millis(200));
            }
            looks
        });
        let begun = Instant::now();
        while held.load(Ordering::Relaxed) < IDLE * 95 / 100 && begun.elapsed() < Duration::from_secs(10) {
            std::thread::sleep(Duration::from_millis(50));
        }
        let tally = scene.ask(&server, API, ACTIVE, scene.lasting).0;
        done.store(true, Ordering::Relaxed);
        (tally, holder.join().expect("somebody holds them"))
    });
    looks.sort_unstable();
    let (memory, mapped, held) = (most.into_inner(), server.memory().mapped, looks[looks.len() / 2]);
    let p99 = tally.within(0.99);
    Measured {
        said: format!("{held} held at the median look, p99 {p99:.1} ms, {}, {memory} MB and {mapped:.0} MB of mapped index", tally.said_errors()),
        is_met: held >= IDLE * 9 / 10 && p99 <= 200.0 && memory <= 300 && tally.errors() == 0,
    }
}

pub fn rate(scene: &Scene) -> Measured {
    let server = scene.warm();
    let tally = scene.ask_at(&server, RATE, scene.lasting);
    let (p99, p999) = (tally.within(0.99), tally.within(0.999));
    Measured {
        said: format!(
            "{} asked, p50 {:.1} ms, p99 {p99:.1} ms, p99.9 {p999:.1} ms, {}",
            tally.accepted.len(),
            tally.within(0.5),
            tally.said_errors()
        ),
        is_met: p99 <= 50.0 && p999 <= 150.0 && tally.errors() == 0,
    }
}

pub fn commits(scene: &Scene) -> Measured {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let copy = folder.path().join("index");
    copy_index(Path::new(scene.index), &copy).expect("there is room for a copy of the index");
    let copy = copy.to_str().expect("temporary folders have plain names");
    let server = Scene { index: copy, ..*scene }.warm();
    let alone = scene.ask(&server, API, ACTIVE, scene.lasting).0;
    let (done, committed) = (AtomicBool::new(false), AtomicUsize::new(0));
    let beside = std::thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                let begun = Instant::now();
                commit(folder.path(), copy, committed.fetch_add(1, Ordering::Relaxed) as u64);
                while begun.elapsed() < BETWEEN_COMMITS && !done.load(Ordering::Relaxed) {
                    std::thread::sleep(Duration::from_millis(50));
                }
            }
        });
        let beside = scene.ask(&server, API, ACTIVE, scene.lasting).0;
        done.store(true, Ordering::Relaxed);
        beside
    });
    let (without, with) = (alone.within(0.99), beside.within(0.99));
    Measured {
        said: format!("p99 {without:.1} ms without, {with:.1} ms with {} commits, {}", committed.into_inner(), beside.said_errors()),
        is_met: with <= 2.0 * without && beside.errors() == 0,
    }
}

/// Adds articles to the archive beside the server, and lets the program index them.
fn commit(folder: &Path, index: &str, number: u64) {
    let archive = folder.join("kho");
    fs::create_dir_all(&archive).expect("a folder can be made");
    let generator = Generator::new(7);
    let articles = (number * COMMITTED..(number + 1) * COMMITTED).map(|number| generator.article(number));
    let mut file = fs::File::create(archive.join(format!("{number}.jsonl"))).expect("a file can be made");
    write_jsonl(articles, &mut io::BufWriter::new(&mut file)).expect("a file can be written");
    let mut indexing = Command::new(env!("CARGO_BIN_EXE_timbao"));
    let indexed = indexing.arg("index").arg(&archive).args(["--quiet", "--index", index]).stdout(Stdio::null()).status();
    assert!(indexed.expect("the program starts").success(), "the articles could not be indexed");
}

fn copy_index(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to.join("current"))?;
    for entry in fs::read_dir(from.join("current"))? {
        let entry = entry?;
        fs::copy(entry.path(), to.join("current").join(entry.file_name()))?;
    }
    Ok(())
}

pub fn stop(scene: &Scene) -> Measured {
    let server = scene.warm();
    let begun = Instant::now();
    // Milliseconds from `begun`; far away until it is known.
    let told = AtomicU64::new(u64::MAX);
    let (lost, answered, late) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
    let next = AtomicUsize::new(0);
    let (took, status) = std::thread::scope(|scope| {
        for _ in 0..ACTIVE {
            scope.spawn(|| {
                let mut reader = Reader::new(&server.address).expect("it listens");
                loop {
                    let asked = begun.elapsed().as_millis() as u64;
                    let reply = reader.get(&format!("{API}?{}", scene.question(&next)));
                    let is_late = asked >= told.load(Ordering::SeqCst);
                    match reply {
                        Ok(reply) if reply.status == 200 && is_late => late.fetch_add(1, Ordering::Relaxed),
                        Ok(reply) if reply.status == 200 => answered.fetch_add(1, Ordering::Relaxed),
                        // What was asked after the word may be turned away, but not answered by half.
                        Err(Lost::Closed) if is_late => return,
                        Err(Lost::Broken(error)) if is_late && matches!(error.kind(), io::ErrorKind::ConnectionReset | io::ErrorKind::BrokenPipe) => {
                            return;
                        }
                        _ => {
                            lost.fetch_add(1, Ordering::Relaxed);
                            return;
                        }
                    };
                }
            });
        }
        std::thread::sleep(scene.lasting);
        told.store(begun.elapsed().as_millis() as u64, Ordering::SeqCst);
        server.terminate();
        let told = Instant::now();
        let status = server.ended(Duration::from_secs(15));
        (told.elapsed(), status)
    });
    let lost = lost.into_inner();
    let said = format!(
        "{} answered before, {} after the word, {lost} lost, exit after {:.2} s",
        answered.into_inner(),
        late.into_inner(),
        took.as_secs_f64()
    );
    Measured { said, is_met: lost == 0 && took <= Duration::from_secs(5) && status.is_some_and(|status| status.success()) }
}

pub fn soak(scene: &Scene) -> Measured {
    let server = scene.warm();
    let (tally, elapsed) = scene.ask(&server, API, ACTIVE, Duration::from_secs(20).min(scene.lasting));
    let rate = 0.7 * tally.accepted.len() as f64 / elapsed.as_secs_f64();
    let done = AtomicBool::new(false);
    let (tally, looks) = std::thread::scope(|scope| {
        let watcher = scope.spawn(|| {
            let mut looks = Vec::new();
            while !done.load(Ordering::Relaxed) {
                looks.push((server.memory().own, server.open_files()));
                std::thread::sleep(BETWEEN_LOOKS.min(scene.lasting / 20));
            }
            looks
        });
        let tally = scene.ask_at(&server, rate, scene.lasting);
        done.store(true, Ordering::Relaxed);
        (tally, watcher.join().expect("somebody looks"))
    });
    // The first tenth warms up; then the mean of a tenth is compared with that of the last.
    let tenth = (looks.len() / 10).max(1);
    let mean = |looks: &[(f64, usize)]| looks.iter().map(|look| look.0).sum::<f64>() / looks.len() as f64;
    let (first, last) = (mean(&looks[tenth..2 * tenth]), mean(&looks[looks.len() - tenth..]));
    let files = |looks: &[(f64, usize)]| looks.iter().map(|look| look.1).max().unwrap_or(0);
    let (early, late) = (files(&looks[..looks.len() / 2]), files(&looks[looks.len() / 2..]));
    let growth = 100.0 * (last - first) / first;
    let times = format!("{rate:.0}/s, p50 {:.1} ms, p99 {:.1} ms", tally.within(0.5), tally.within(0.99));
    Measured {
        said: format!("{times}, {first:.1} ⇒ {last:.1} MB ({growth:+.1} %), at most {early}, then {late} open files, {}", tally.said_errors()),
        is_met: growth <= 5.0 && late <= early && tally.errors() == 0,
    }
}

/// Measures a load without an error.
fn bears(scene: &Scene, path: &str, clients: usize, least: f64, most: f64) -> Measured {
    let server = scene.warm();
    let (tally, elapsed) = scene.ask(&server, path, clients, scene.lasting);
    let (rate, p99) = (tally.accepted.len() as f64 / elapsed.as_secs_f64(), tally.within(0.99));
    Measured {
        said: format!("{rate:.0}/s, p50 {:.1} ms, p99 {p99:.1} ms, {}", tally.within(0.5), tally.said_errors()),
        is_met: rate >= least && p99 <= most && tally.errors() == 0,
    }
}

impl Scene<'_> {
    /// A server of its own that has answered everything once: what is read from disk for the first time is another question.
    fn warm(&self) -> Server {
        let server = Server::over(self.index);
        let mut reader = Reader::new(&server.address).expect("it listens");
        for question in self.questions {
            let reply = reader.get(&format!("{API}?{question}")).expect("it answers");
            assert_eq!(reply.status, 200, "{question}: {}", String::from_utf8_lossy(&reply.body));
        }
        server
    }

    fn question(&self, next: &AtomicUsize) -> &str {
        &self.questions[next.fetch_add(1, Ordering::Relaxed) % self.questions.len()]
    }

    /// So many readers at once, each of whom asks as soon as it is answered.
    fn ask(&self, server: &Server, path: &str, clients: usize, lasting: Duration) -> (Tally, Duration) {
        let next = AtomicUsize::new(0);
        let begun = Instant::now();
        let tally = together(clients, || {
            let mut tally = Tally::default();
            let mut reader = None;
            while begun.elapsed() < lasting {
                let asked = Instant::now();
                let question = self.question(&next);
                if !ask_once(&mut reader, server, &format!("{path}?{question}"), asked, &mut tally) {
                    std::thread::sleep(AGAIN);
                }
            }
            tally
        });
        (tally, begun.elapsed())
    }

    /// So many requests a second, whether or not those before are answered; the time of each runs from the moment that was planned for it.
    fn ask_at(&self, server: &Server, rate: f64, lasting: Duration) -> Tally {
        let next = AtomicUsize::new(0);
        let begun = Instant::now();
        let planned = (lasting.as_secs_f64() * rate) as usize;
        together(SENDERS, || {
            let mut tally = Tally::default();
            let mut reader = None;
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= planned {
                    return tally;
                }
                let moment = begun + Duration::from_secs_f64(number as f64 / rate);
                // The server closes what is idle for long, and nobody should measure that.
                if moment.saturating_duration_since(Instant::now()) > Duration::from_secs(4) {
                    reader = None;
                }
                std::thread::sleep(moment.saturating_duration_since(Instant::now()));
                let question = &self.questions[number % self.questions.len()];
                ask_once(&mut reader, server, &format!("{API}?{question}"), moment, &mut tally);
            }
        })
    }
}

/// Asks, with the connection of before if there is one, and tells whether it was accepted.
fn ask_once(reader: &mut Option<Reader>, server: &Server, address: &str, since: Instant, tally: &mut Tally) -> bool {
    let connected = reader.take().map_or_else(|| Reader::new(&server.address), Ok);
    let mut connected = match connected {
        Ok(connected) => connected,
        Err(error) => {
            tally.is_wrong(error.to_string());
            return false;
        }
    };
    let reply = connected.get(address);
    tally.count(reply.as_ref(), since.elapsed());
    let is_accepted = reply.as_ref().is_ok_and(|reply| reply.status == 200);
    if reply.is_ok() {
        *reader = Some(connected);
    }
    is_accepted
}

fn together(count: usize, work: impl Fn() -> Tally + Sync) -> Tally {
    std::thread::scope(|scope| {
        let working: Vec<_> = (0..count).map(|_| scope.spawn(&work)).collect();
        working.into_iter().map(|working| working.join().expect("a reader reads")).fold(Tally::default(), Tally::join)
    })
}

fn is_open(stream: &TcpStream) -> bool {
    let mut stream = stream;
    let _ = stream.set_nonblocking(true);
    matches!(stream.read(&mut [0]), Err(error) if error.kind() == io::ErrorKind::WouldBlock)
}
