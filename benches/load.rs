//! How the reading room answers under load: pages for one reader, then the API for many at once, over real connections.
//!
//! `TIMBAO_BENCH_INDEX` names the home of an index and `TIMBAO_BENCH_QUERIES` the table of `benches/quality/queries.py`; nothing is measured
//! without them. The server is the built program itself, and shares the machine with the readers.
//! The mix is that of the table's names, names with a year, words and phrases, and as many committees of the archive, each alone and with a year.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// Kinds of the table that readers type.
const KINDS: [&str; 6] = ["name", "name_unmarked", "name_year", "word", "two_words", "phrase"];
const BODIES: usize = 150;
const READERS: usize = 32;

fn main() {
    let variables = ["TIMBAO_BENCH_INDEX", "TIMBAO_BENCH_QUERIES"].map(std::env::var);
    let [Ok(index), Ok(queries)] = variables else { return };
    let server = Server::over(&index);
    let questions = questions(&server, &queries);
    assert!(questions.len() >= 1_000, "p99 of {} questions means little", questions.len());
    println!("{} questions", questions.len());
    // What is read from disk for the first time is another question.
    run(&server, "/api/v1/search", &questions, 2);
    for (name, path, readers) in [("search page", "/search", 1), ("API search", "/api/v1/search", 1), ("API search", "/api/v1/search", READERS)] {
        let (mut times, elapsed) = run(&server, path, &questions, readers);
        times.sort_unstable();
        let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e3;
        let rate = times.len() as f64 / elapsed.as_secs_f64();
        println!("{name}, {readers} at once: p50 {:.1} ms, p99 {:.1} ms, most {:.1} ms, {rate:.0} a second, no error", at(0.5), at(0.99), at(1.0));
    }
}

/// Asks every question once, or four times if many ask; fails at the first error.
fn run(server: &Server, path: &str, questions: &[String], readers: usize) -> (Vec<Duration>, Duration) {
    let rounds = if readers > 2 { 4 } else { 1 };
    let next = AtomicUsize::new(0);
    let begun = Instant::now();
    let times = std::thread::scope(|scope| {
        let reader = || {
            let mut reader = Reader::new(server);
            let mut times = Vec::new();
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= questions.len() * rounds {
                    return times;
                }
                let question = &questions[number % questions.len()];
                let asked = Instant::now();
                let (status, length) = reader.get(&format!("{path}?{question}"));
                times.push(asked.elapsed());
                assert!(status == 200 && length > 100, "{path}?{question} answered {status} with {length} bytes");
            }
        };
        let readers: Vec<_> = (0..readers).map(|_| scope.spawn(reader)).collect();
        readers.into_iter().flat_map(|reader| reader.join().expect("a reader reads")).collect()
    });
    (times, begun.elapsed())
}

/// Mixes the questions of all kinds, in turn.
fn questions(server: &Server, table: &str) -> Vec<String> {
    let encoded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let table = std::fs::read_to_string(table).expect("the table is there");
    let rows: Vec<Vec<&str>> = table.lines().map(|line| line.split('\t').collect()).collect();
    let of_kind =
        |kind: &&str| -> Vec<String> { rows.iter().filter(|row| row[0] == *kind).map(|row| format!("q={}", encoded(row[row.len() - 1]))).collect() };
    let mut kinds: Vec<Vec<String>> = KINDS.iter().map(of_kind).collect();
    let (status, body) = Reader::new(server).read("/api/v1/bodies?limit=100&page=1");
    let (_, more) = Reader::new(server).read("/api/v1/bodies?limit=100&page=2");
    assert_eq!(status, 200);
    let pages = [body, more];
    let names = pages.iter().flat_map(|body| {
        let listing: serde_json::Value = serde_json::from_slice(body).expect("it is JSON");
        listing["entries"].as_array().expect("a list").iter().filter_map(|entry| entry["name"].as_str().map(encoded)).collect::<Vec<_>>()
    });
    let names: Vec<String> = names.take(BODIES).collect();
    kinds.push(names.iter().map(|name| format!("q={name}")).collect());
    kinds.push(names.iter().enumerate().map(|(number, name)| format!("body={name}&year={}", 2005 + number % 15)).collect());
    let longest = kinds.iter().map(Vec::len).max().unwrap_or(0);
    (0..longest).flat_map(|at| kinds.iter().filter_map(move |kind| kind.get(at).cloned())).collect()
}

/// The program, serving until it is dropped.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn over(index: &str) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_timbao"))
            .args(["serve", "--index", index, "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("its output is a pipe")).read_line(&mut line).expect("it says where it listens");
        Self { child, address: line.trim().trim_start_matches("http://").trim_end_matches('/').to_owned() }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// One reader with one connection.
struct Reader {
    stream: BufReader<TcpStream>,
    host: String,
}

impl Reader {
    fn new(server: &Server) -> Self {
        let stream = TcpStream::connect(&server.address).expect("it listens");
        stream.set_nodelay(true).expect("a connection can be told so");
        Self { stream: BufReader::new(stream), host: server.address.clone() }
    }

    fn get(&mut self, path: &str) -> (u16, usize) {
        let (status, body) = self.read(path);
        (status, body.len())
    }

    fn read(&mut self, path: &str) -> (u16, Vec<u8>) {
        let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.host);
        self.stream.get_mut().write_all(request.as_bytes()).expect("it listens");
        let (mut status, mut length) = (0, 0);
        loop {
            let mut line = String::new();
            self.stream.read_line(&mut line).expect("it answers");
            let line = line.trim_end().to_ascii_lowercase();
            if let Some(code) = line.strip_prefix("http/1.1 ") {
                status = code[..3].parse().expect("a status");
            } else if let Some(number) = line.strip_prefix("content-length: ") {
                length = number.parse().expect("a length");
            } else if line.is_empty() {
                break;
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).expect("it answers whole");
        (status, body)
    }
}
