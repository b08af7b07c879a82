//! One reader with one connection.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// Longer than any answer may take.
const PATIENCE: Duration = Duration::from_secs(30);

pub struct Reader {
    stream: BufReader<TcpStream>,
    host: String,
}

/// What was answered.
pub struct Reply {
    pub status: u16,
    /// Whether it says when to come again.
    pub says_when: bool,
    pub body: Vec<u8>,
}

/// Why nothing was answered.
#[derive(Debug)]
pub enum Lost {
    /// The connection ended in peace before a byte of the answer, as a server may do between two requests.
    Closed,
    /// Anything else: a reset, half an answer, or no end of waiting.
    Broken(io::Error),
}

impl Reader {
    pub fn new(address: &str) -> io::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(Self { stream: BufReader::new(stream), host: address.to_owned() })
    }

    pub fn get(&mut self, path: &str) -> Result<Reply, Lost> {
        let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.host);
        let sent = self.stream.get_mut().write_all(request.as_bytes());
        let mut line = String::new();
        match (sent, self.stream.read_line(&mut line)) {
            (_, Ok(0)) => return Err(Lost::Closed),
            (Err(error), Err(_)) | (_, Err(error)) => return Err(Lost::Broken(error)),
            (_, Ok(_)) => {}
        }
        self.rest(&line).map_err(Lost::Broken)
    }

    fn rest(&mut self, first: &str) -> io::Result<Reply> {
        let malformed = || io::Error::new(io::ErrorKind::InvalidData, "no HTTP");
        let status = first.strip_prefix("HTTP/1.1 ").and_then(|rest| rest.get(..3)?.parse().ok()).ok_or_else(malformed)?;
        let (mut length, mut says_when) = (0, false);
        loop {
            let mut line = String::new();
            if self.stream.read_line(&mut line)? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let line = line.trim_end().to_ascii_lowercase();
            if let Some(number) = line.strip_prefix("content-length: ") {
                length = number.parse().map_err(|_| malformed())?;
            } else if line.starts_with("retry-after: ") {
                says_when = true;
            } else if line.is_empty() {
                break;
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body)?;
        Ok(Reply { status, says_when, body })
    }
}

/// Lets this process hold as many connections as the system allows: some scenarios need thousands.
pub fn allow_many_connections() {
    #[cfg(unix)]
    let _ = rlimit::increase_nofile_limit(16_384);
}
