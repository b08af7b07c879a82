//! Tools for assistants: the archive by the Model Context Protocol, read-only, over standard input and output.
//!
//! `desk` speaks the protocol, `tool` says what each tool is called, takes and gives; a tool itself is a plain function from an engine and
//! typed arguments to a typed answer, run off the async threads. Words are searched as words: no argument is a query language.
//! Every answer names the articles it speaks of by their permanent ids, and none is larger than `fit` allows.

mod desk;
mod fit;
mod tool;
mod trouble;

mod cite;

mod article;
mod coverage;
mod dossier;
mod search;

#[cfg(test)]
mod tests;

use std::io;
use std::path::PathBuf;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use rmcp::ServiceExt;
use rmcp::service::ServerInitializeError;
use rmcp::transport::async_rw::AsyncRwTransport;

use crate::diagnostic::Log;
use crate::engine::embedded::Live;
use crate::messages::Lang;

/// The longest message that is read, in bytes; of a longer one nothing is kept, and nobody answers it.
const LONGEST_MESSAGE: usize = 1 << 20;
/// For running answers when we are asked to stop.
const FAREWELL: Duration = Duration::from_secs(5);
/// Between two looks at the wish to stop.
const LOOK: Duration = Duration::from_millis(100);

/// How to serve.
pub struct Options {
    /// The home of the index.
    pub index: PathBuf,
    /// The language in which tools are described and troubles told.
    pub lang: Lang,
    /// Told what the assistant is not told.
    pub log: Log,
}

/// The server could not begin, or could not go on.
#[derive(Debug)]
pub enum Error {
    /// The index cannot be read.
    Index(crate::search::Error),
    /// What came in is not how a client begins.
    Greeting,
    /// The machine has no threads for us.
    Runtime(io::Error),
}

/// Serves one client until it closes our input or `stop` is set; either is a good end.
///
/// # Errors
/// If the index cannot be opened, or the client does not begin as the protocol says.
pub fn serve(options: Options, stop: &AtomicBool) -> Result<(), Error> {
    let live = Live::open(&options.index).map_err(Error::Index)?;
    let desk = desk::Desk::new(live, options.lang, options.log);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Error::Runtime)?;
    let ended = runtime.block_on(run(desk, stop));
    // A read of standard input cannot be called off: the thread that waits for it ends with the process.
    runtime.shutdown_background();
    ended
}

async fn run(desk: desk::Desk, stop: &AtomicBool) -> Result<(), Error> {
    let mut stop = pin!(set(stop));
    let (input, output) = rmcp::transport::stdio();
    let transport = AsyncRwTransport::new_server(input, output).with_max_line_length(LONGEST_MESSAGE);
    let greeted = tokio::select! {
        greeted = desk.serve(transport) => greeted,
        () = &mut stop => return Ok(()),
    };
    let service = match greeted {
        Ok(service) => service,
        Err(ServerInitializeError::ExpectedInitializeRequest(_) | ServerInitializeError::InitializeFailed(_)) => return Err(Error::Greeting),
        // The client went away before it had said anything.
        Err(_) => return Ok(()),
    };
    let cancel = service.cancellation_token();
    let mut waiting = pin!(service.waiting());
    tokio::select! {
        _ = &mut waiting => {}
        () = &mut stop => {
            cancel.cancel();
            let _ = tokio::time::timeout(FAREWELL, waiting).await;
        }
    }
    Ok(())
}

/// Ends when the flag is set. Whoever sets it cannot wake us, so we look.
async fn set(stop: &AtomicBool) {
    while !stop.load(Ordering::Relaxed) {
        tokio::time::sleep(LOOK).await;
    }
}
