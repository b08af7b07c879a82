//! Connections: accepted up to a number, given so long to ask and to listen, and let go in peace at the end.
//!
//! Our own loop rather than `axum::serve`, which waits for ever for a head that is never sent and for a reader that never reads.

use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::{Semaphore, mpsc};

use super::patience::Patient;
use super::room::Room;
use super::routes;
use super::{Error, Ready};

/// Connections at once; more are closed as they come. Few, where the system gives few handles: an index needs some too.
const MOST_CONNECTIONS: usize = 4_096;
/// For the head of a request, from its first byte or from the end of the answer before.
const HEAD: Duration = Duration::from_secs(5);
/// For a connection on which nothing comes in: between two requests, and within the body of one.
const SILENCE: Duration = Duration::from_secs(30);
/// For a reader who does not read.
const STALLED: Duration = Duration::from_secs(20);
/// For running answers when the server stops: a little more than the longest may take.
const FAREWELL: Duration = Duration::from_millis(4500);
/// Between two looks at the wish to stop.
const LOOK: Duration = Duration::from_millis(100);
/// The longest head of a request, in bytes, and the most lines of it.
const LONGEST_HEAD: usize = 32 * 1024;
const MOST_HEADERS: usize = 64;

/// Listens, tells where, and serves until `stop` is set.
pub async fn run(room: Arc<Room>, listen: &[SocketAddr], ready: Ready, stop: &AtomicBool) -> Result<(), Error> {
    let (sender, mut connections) = mpsc::channel::<TcpStream>(64);
    let mut bound: Vec<SocketAddr> = Vec::new();
    let mut refused = None;
    for address in listen {
        // A port that the system chose for the first address is the port of all.
        let port = if address.port() == 0 { bound.first().map_or(0, SocketAddr::port) } else { address.port() };
        match bind(SocketAddr::new(address.ip(), port)).and_then(|listener| Ok((listener.local_addr()?, listener))) {
            Ok((address, listener)) => {
                bound.push(address);
                tokio::spawn(accept(listener, sender.clone()));
            }
            Err(error) => refused = refused.or(Some(Error::Listen(*address, error))),
        }
    }
    if let (true, Some(error)) = (bound.is_empty(), refused) {
        return Err(error);
    }
    room.hosts.listens_on(bound.first().map_or(0, SocketAddr::port));
    ready(&bound);
    tokio::spawn(Arc::clone(&room).follow());

    let service = TowerToHyperService::new(routes::routes(room));
    let slots = Arc::new(Semaphore::new(MOST_CONNECTIONS.min(handles() / 2)));
    let graceful = GracefulShutdown::new();
    let serve = |stream: TcpStream| {
        let Ok(slot) = Arc::clone(&slots).try_acquire_owned() else { return };
        let _ = stream.set_nodelay(true);
        let stream = Patient::new(stream, SILENCE, STALLED);
        let connection = graceful.watch(http().half_close(false).serve_connection(TokioIo::new(stream), service.clone()));
        tokio::spawn(async move {
            // A connection that breaks off is the reader's affair.
            let _ = connection.await;
            drop(slot);
        });
    };
    let mut stop = pin!(set(stop));
    loop {
        tokio::select! {
            Some(stream) = connections.recv() => serve(stream),
            () = &mut stop => break,
        }
    }
    // Whoever was let in before is still answered.
    connections.close();
    while let Ok(stream) = connections.try_recv() {
        serve(stream);
    }
    let _ = tokio::time::timeout(FAREWELL, graceful.shutdown()).await;
    Ok(())
}

/// Returns how many connections and files may be open, as many as the system allows this process if it asks.
#[cfg(unix)]
fn handles() -> usize {
    rlimit::increase_nofile_limit(2 * MOST_CONNECTIONS as u64).map_or(1_024, |handles| usize::try_from(handles).unwrap_or(usize::MAX))
}

#[cfg(not(unix))]
fn handles() -> usize {
    2 * MOST_CONNECTIONS
}

/// How HTTP is spoken here.
fn http() -> http1::Builder {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD).max_headers(MOST_HEADERS).max_buf_size(LONGEST_HEAD);
    http
}

/// Answers all that a connection brings whose other end then says no more but goes on reading.
pub async fn answer(router: Router, bytes: &[u8]) -> Vec<u8> {
    let (mut theirs, ours) = tokio::io::duplex(LONGEST_HEAD);
    let connection = http().half_close(true).serve_connection(TokioIo::new(ours), TowerToHyperService::new(router));
    let mut answered = Vec::new();
    let (mut reading, mut writing) = tokio::io::split(&mut theirs);
    let speaking = async {
        // The server may have refused before it has read everything.
        let _ = writing.write_all(bytes).await;
        let _ = writing.shutdown().await;
    };
    let _ = tokio::join!(connection, speaking, reading.read_to_end(&mut answered));
    answered
}

/// Begins to listen. As many connections may wait to be accepted as are let in: one for which there was no room would be tried again by the
/// reader's system after a second, and then after three.
fn bind(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    // So that a server can be started where one has just been stopped. On Windows it would mean that two may listen at once.
    #[cfg(not(windows))]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(MOST_CONNECTIONS as u32)
}

/// Hands on what connects. When the machine has no more handles, it waits for some to come back.
async fn accept(listener: TcpListener, connections: mpsc::Sender<TcpStream>) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                if connections.send(stream).await.is_err() {
                    return;
                }
            }
            Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
        }
    }
}

/// Ends when the flag is set. Whoever sets it cannot wake us, so we look.
async fn set(stop: &AtomicBool) {
    while !stop.load(Ordering::Relaxed) {
        tokio::time::sleep(LOOK).await;
    }
}
