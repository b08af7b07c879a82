//! Any bytes on a connection to the reading room: what comes back is whole answers, none of them tells of a mistake of ours, and nobody who calls
//! the server by another name is shown anything.
#![no_main]

use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, LazyLock};

use libfuzzer_sys::fuzz_target;
use program::messages::Lang;
use program::web::{Options, Wire};
use program::{archive, web};

const ARTICLES: [(&str, &str); 2] = [
    ("chung.txt", "Đồng chí Trần Văn Chung thăm cơ sở\n\nNgày 23/5/2019, đồng chí Trần Văn Chung, Phó Bí thư Tỉnh ủy, đến thăm cơ sở may.\n"),
    ("khoi.txt", "Đảng ủy Khối tổng kết công tác năm 2020\n\nHội nghị của Đảng ủy Khối đã nghe báo cáo theo Chỉ thị 35-CT/TW của Bộ Chính trị.\n"),
];

static ROOM: LazyLock<Wire> = LazyLock::new(|| {
    let folder = std::env::temp_dir().join(format!("timbao-fuzz-http-{}", std::process::id()));
    let (kho, index) = (folder.join("kho"), folder.join("index"));
    std::fs::create_dir_all(&kho).expect("a folder can be made");
    for (name, text) in ARTICLES {
        std::fs::write(kho.join(name), text).expect("a file can be written");
    }
    archive::update(&archive::Options::new(vec![kho], index.clone()), &(), &AtomicBool::new(false)).expect("the archive can be indexed");
    let room = open(&index);
    // What is in use stays in use, and nobody else needs the files.
    let _ = std::fs::remove_dir_all(folder);
    room
});

fn open(index: &Path) -> Wire {
    let options = Options {
        index: index.to_owned(),
        listen: vec![([127, 0, 0, 1], web::PORT).into()],
        hosts: Vec::new(),
        token: None,
        lang: Lang::Vi,
        ready: Box::new(|_| ()),
        log: Arc::new(|_| ()),
    };
    Wire::open(&options).expect("the index was made a moment ago")
}

fuzz_target!(|bytes: &[u8]| {
    let answered = ROOM.answer(bytes);
    let mut rest = &answered[..];
    while !rest.is_empty() {
        let (answer, behind) = Answer::cut(rest);
        assert!(answer.status < 500 || matches!(answer.status, 503 | 504), "{} is a mistake of ours", answer.status);
        if answer.status == 200 {
            assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
            assert!(names_us(bytes), "whoever calls us by another name was shown something");
        }
        rest = behind;
    }
});

/// Tells whether a name of ours stands anywhere in what was asked.
fn names_us(bytes: &[u8]) -> bool {
    let asked = String::from_utf8_lossy(bytes).to_ascii_lowercase();
    ["localhost", "127.0.0.1", "[::1]"].iter().any(|name| asked.contains(name))
}

struct Answer<'a> {
    status: u16,
    head: &'a str,
}

impl<'a> Answer<'a> {
    /// Cuts the first answer off, and asserts that it is one.
    fn cut(bytes: &'a [u8]) -> (Self, &'a [u8]) {
        let end = find(bytes, b"\r\n\r\n");
        let head = std::str::from_utf8(&bytes[..end]).expect("a head is text");
        let status = head.strip_prefix("HTTP/1.1 ").or_else(|| head.strip_prefix("HTTP/1.0 ")).expect("an answer begins with its version");
        let answer = Self { status: status[..3].parse().expect("a status"), head };
        let body = &bytes[end + 4..];
        // An answer to HEAD has a length and no body, and no body begins like an answer.
        if body.is_empty() || body.starts_with(b"HTTP/1.") || matches!(answer.status, 204 | 304) {
            return (answer, body);
        }
        let behind = match (answer.header("transfer-encoding"), answer.header("content-length")) {
            (Some("chunked"), None) => unchunked(body),
            (None, Some(length)) => &body[length.parse().expect("a length")..],
            // It ends with the connection.
            _ => &[],
        };
        (answer, behind)
    }

    fn header(&self, name: &str) -> Option<&'a str> {
        let lines = self.head.split("\r\n").filter_map(|line| line.split_once(": "));
        lines.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

/// Returns what stands behind a body in pieces.
fn unchunked(mut rest: &[u8]) -> &[u8] {
    loop {
        let end = find(rest, b"\r\n");
        let size = usize::from_str_radix(std::str::from_utf8(&rest[..end]).expect("a size"), 16).expect("a piece begins with its size");
        rest = &rest[end + 2 + size..];
        assert!(rest.starts_with(b"\r\n"), "a piece has its size");
        rest = &rest[2..];
        if size == 0 {
            return rest;
        }
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> usize {
    bytes.windows(wanted.len()).position(|window| window == wanted).expect("an answer is whole")
}
