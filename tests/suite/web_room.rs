//! The real reading room over an archive, and raw HTTP to speak with it: some tests say what no client library would.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::cli_program::{self, Folder};

/// A running server; it ends with the test.
pub struct ReadingRoom {
    folder: Folder,
    server: Child,
    pub address: SocketAddr,
}

/// What was answered.
pub struct Reply {
    pub status: u16,
    /// Names in small letters.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl ReadingRoom {
    /// Opens a folder whose archive is indexed already.
    pub fn over(folder: Folder) -> Self {
        Self::with(folder, &[])
    }

    /// Opens the sample archive.
    pub fn of_samples() -> Self {
        let folder = Folder::new();
        let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/archive");
        let ended = folder.run(["index".as_ref(), samples.as_os_str()]);
        assert_eq!(ended.code, Some(0), "{}", ended.aside);
        Self::over(folder)
    }

    pub fn with(folder: Folder, arguments: &[&str]) -> Self {
        let all = ["serve", "--listen", "127.0.0.1:0"].iter().chain(arguments);
        let program = folder.program(all);
        Self::started(folder, program)
    }

    /// Opens a folder on a system that gives so many handles, and no more.
    pub fn with_handles(folder: Folder, handles: u32) -> Self {
        let limited = format!("ulimit -n {handles} && exec \"$0\" serve --listen 127.0.0.1:0");
        let mut shell = Command::new("sh");
        shell.args(["-c", &limited, env!("CARGO_BIN_EXE_timbao")]).current_dir(folder.path()).stdin(Stdio::null());
        Self::started(folder, shell)
    }

    fn started(folder: Folder, mut program: Command) -> Self {
        let mut server = program.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the server starts");
        let mut line = String::new();
        BufReader::new(server.stdout.take().expect("its output is a pipe")).read_line(&mut line).expect("it says where it listens");
        let address = line.trim().trim_start_matches("http://").trim_end_matches('/');
        let address = address.parse().unwrap_or_else(|_| panic!("it says where it listens, not {line:?}"));
        Self { folder, server, address }
    }

    pub fn folder(&self) -> &Folder {
        &self.folder
    }

    /// Sends a signal, given by its name without `SIG`.
    pub fn send(&self, signal: &str) {
        assert!(cli_program::signal(&self.server, signal));
    }

    /// The process, for those who wait for its end.
    pub fn server(&mut self) -> &mut Child {
        &mut self.server
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).expect("it listens");
        stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a time limit");
        stream
    }

    /// Asks for an address like a well-behaved client.
    pub fn get(&self, path: &str) -> Reply {
        self.get_with(path, "")
    }

    /// The same with more lines in the head, each ended by `\r\n`.
    pub fn get_with(&self, path: &str, lines: &str) -> Reply {
        let host = self.address;
        self.raw(format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n{lines}Connection: close\r\n\r\n").as_bytes())
            .unwrap_or_else(|| panic!("no answer to {path}"))
    }

    /// Sends bytes as they are and reads what comes back; nothing if the connection ends without an answer.
    pub fn raw(&self, request: &[u8]) -> Option<Reply> {
        let mut stream = self.connect();
        // The server may have refused before it has read everything.
        let _ = stream.write_all(request);
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        Reply::parse(&bytes)
    }

    /// Asks for JSON.
    pub fn json(&self, path: &str) -> Value {
        let reply = self.get(path);
        assert_eq!((reply.status, reply.header("content-type")), (200, Some("application/json")), "{path}: {}", reply.text());
        serde_json::from_slice(&reply.body).unwrap_or_else(|error| panic!("{path}: {error}"))
    }
}

impl Drop for ReadingRoom {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

impl Reply {
    fn parse(bytes: &[u8]) -> Option<Self> {
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let mut lines = head.split("\r\n");
        let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
        let header = |line: &str| line.split_once(':').map(|(name, value)| (name.to_lowercase(), value.trim().to_owned()));
        let headers: Vec<(String, String)> = lines.filter_map(header).collect();
        let body = &bytes[end + 4..];
        let is_chunked = headers.iter().any(|(name, value)| name == "transfer-encoding" && value == "chunked");
        Some(Self { status, headers, body: if is_chunked { unchunked(body) } else { body.to_vec() } })
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).expect("it answers in UTF-8")
    }
}

fn unchunked(mut rest: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    while let Some(end) = rest.windows(2).position(|window| window == b"\r\n") {
        let size = usize::from_str_radix(&String::from_utf8_lossy(&rest[..end]), 16).expect("a chunk begins with its size");
        if size == 0 {
            break;
        }
        body.extend_from_slice(&rest[end + 2..end + 2 + size]);
        rest = &rest[end + 4 + size..];
    }
    body
}

/// Writes a piece of an address.
pub fn part(text: &str) -> String {
    text.bytes().map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
