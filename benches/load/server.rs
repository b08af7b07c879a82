//! The program, serving until it is dropped, and what it takes of the machine.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

pub struct Server {
    child: Mutex<Child>,
    id: u32,
    pub address: String,
}

/// Memory in megabytes: what the process made itself, and with it the pages of the index that it has mapped, which the system takes back when
/// others need them.
#[derive(Clone, Copy)]
pub struct Memory {
    pub own: f64,
    pub mapped: f64,
}

impl Server {
    pub fn over(index: &str) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_timbao"))
            .args(["serve", "--index", index, "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("its output is a pipe")).read_line(&mut line).expect("it says where it listens");
        Self { id: child.id(), child: Mutex::new(child), address: line.trim().trim_start_matches("http://").trim_end_matches('/').to_owned() }
    }

    pub fn memory(&self) -> Memory {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.id)).expect("Linux says what a process takes");
        let of = |name: &str| -> f64 {
            let line = status.lines().find_map(|line| line.strip_prefix(name)).expect("the line is there");
            line.trim().trim_end_matches(" kB").parse::<f64>().expect("a number") / 1024.0
        };
        Memory { own: of("RssAnon:"), mapped: of("RssFile:") }
    }

    pub fn open_files(&self) -> usize {
        std::fs::read_dir(format!("/proc/{}/fd", self.id)).expect("Linux says what a process has open").count()
    }

    /// Tells it to end.
    pub fn terminate(&self) {
        let told = Command::new("kill").args(["-TERM", &self.id.to_string()]).status();
        assert!(told.expect("kill is there").success());
    }

    /// Waits for its end, and returns how it ended; nothing if it does not within `limit`.
    pub fn ended(&self, limit: Duration) -> Option<ExitStatus> {
        let begun = Instant::now();
        while begun.elapsed() < limit {
            if let Some(status) = self.child.lock().expect("nobody panics with it").try_wait().expect("it is our child") {
                return Some(status);
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        None
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Ok(child) = self.child.get_mut() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
