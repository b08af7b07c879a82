//! The reading room without a network: the bytes of a connection in, the bytes of the answers out.
//!
//! The fuzz target `http` needs it: over sockets it would try a hundredth as much, and not the same twice. What differs from a real connection is
//! that the other end may stop speaking before it is answered.

use std::sync::Arc;

use axum::Router;
use tokio::runtime::Runtime;

use super::room::Room;
use super::{Error, Options, PORT, routes, server};

/// A reading room that believes to listen on the usual port of this machine.
pub struct Wire {
    runtime: Runtime,
    router: Router,
}

impl Wire {
    /// # Errors
    /// If the index cannot be opened.
    pub fn open(options: &Options) -> Result<Self, Error> {
        let room = Arc::new(Room::open(options)?);
        room.hosts.listens_on(PORT);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Error::Runtime)?;
        Ok(Self { runtime, router: routes::routes(room) })
    }

    /// Returns what is answered to all that one connection brings.
    pub fn answer(&self, bytes: &[u8]) -> Vec<u8> {
        self.runtime.block_on(server::answer(self.router.clone(), bytes))
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::archive;
    use crate::messages::Lang;

    fn wire() -> (tempfile::TempDir, Wire) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (kho, index) = (folder.path().join("kho"), folder.path().join("index"));
        std::fs::create_dir(&kho).expect("a folder");
        std::fs::write(kho.join("tin.txt"), "Hội nghị\n\nHội nghị bàn việc.\n").expect("a file");
        let options = archive::Options::new(vec![kho], index.clone());
        archive::update(&options, &(), &std::sync::atomic::AtomicBool::new(false)).expect("the archive can be indexed");
        let (ready, log) = (Box::new(|_: &[_]| ()), Arc::new(|_: &_| ()));
        let options = Options { index, listen: Vec::new(), hosts: Vec::new(), token: None, lang: Lang::Vi, ready, log };
        (folder, Wire::open(&options).expect("the index opens"))
    }

    /// The answers to what a connection brings, each by its status.
    fn statuses(answered: &[u8]) -> Vec<u16> {
        let text = String::from_utf8_lossy(answered);
        text.match_indices("HTTP/1.1 ").map(|(at, line)| text[at + line.len()..][..3].parse().expect("a status")).collect()
    }

    #[test]
    fn what_comes_in_on_one_connection_is_answered_in_turn() {
        let (_folder, wire) = wire();
        let get = |path: &str| format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n");
        for (asked, answered) in [
            (get("/healthz"), vec![200]),
            (get("/") + &get("/nowhere") + &get("/search.csv?q=hoi"), vec![200, 404, 200]),
            (get("/").replace("localhost", "evil.example"), vec![421]),
            ("GET / HTTP/1.1\r\nHost: loc".to_owned(), vec![]),
            ("\0".to_owned(), vec![400]),
            (String::new(), vec![]),
        ] {
            assert_eq!(statuses(&wire.answer(asked.as_bytes())), answered, "{asked:?}");
        }
    }

    #[test]
    fn the_seeds_of_the_fuzz_target_are_answered() {
        let (_folder, wire) = wire();
        let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/http");
        for seed in std::fs::read_dir(seeds).expect("the seeds are there") {
            let seed = seed.expect("a file").path();
            let answered = statuses(&wire.answer(&std::fs::read(&seed).expect("a file")));
            assert!(answered.iter().all(|status| *status < 500), "{}: {answered:?}", seed.display());
        }
    }
}
