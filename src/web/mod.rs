//! The reading room: pages and an API over one archive, on this machine.
//!
//! A request passes `server` (connections and their time limits), `guard` (who may ask, and how much), `ask` (what the address says) and
//! ends in a page or an API call: a plain function from an engine and an `Ask` to an answer, run off the async threads.
//! Pages, JSON and exports are views of one [`Response`](crate::search::Response). Everything is embedded; nothing is written.

mod address;
mod answer;
mod api;
mod ask;
mod asked;
mod assets;
mod charts;
mod export;
mod files;
mod guard;
mod metrics;
mod pages;
mod patience;
mod room;
mod routes;
mod server;
mod token;
mod wire;
mod words;

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use crate::diagnostic::Log;
use crate::messages::Lang;
use crate::search;

pub use token::Token;
#[doc(hidden)]
pub use wire::Wire;

/// The port of the reading room, unless another is asked for.
pub const PORT: u16 = 7979;

/// How to serve.
pub struct Options {
    /// The home of the index.
    pub index: PathBuf,
    /// Where to listen; each address is tried, and one is enough.
    pub listen: Vec<SocketAddr>,
    /// Names that the server may be asked by besides this machine's own.
    pub hosts: Vec<String>,
    /// What everybody who enters must know; nothing if whoever reaches the server may enter.
    pub token: Option<Token>,
    /// The language of readers who ask for none.
    pub lang: Lang,
    /// Told where the server listens, once it does.
    pub ready: Ready,
    /// Told what no reader is told.
    pub log: Log,
}

/// Is told where the server listens.
pub type Ready = Box<dyn FnOnce(&[SocketAddr]) + Send>;

/// The server could not begin, or could not go on.
#[derive(Debug)]
pub enum Error {
    /// The index cannot be read.
    Index(search::Error),
    /// No address could be listened on.
    Listen(SocketAddr, io::Error),
    /// The machine has no threads for us.
    Runtime(io::Error),
}

/// Serves until `stop` is set, and lets running answers end.
///
/// # Errors
/// If the index cannot be opened, or nothing can be listened on.
pub fn serve(options: Options, stop: &AtomicBool) -> Result<(), Error> {
    let room = room::Room::open(&options)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(Error::Runtime)?;
    let ended = runtime.block_on(server::run(Arc::new(room), &options.listen, options.ready, stop));
    // Work that is still running has nobody left to tell: it only reads, and ends with the process.
    runtime.shutdown_background();
    ended
}
