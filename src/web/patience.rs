//! How long a connection is waited for, when nothing comes in or nobody reads.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio_io_timeout::TimeoutStream;

/// A connection that fails after so much silence.
///
/// Whoever reads a long answer says nothing meanwhile: as long as the answer moves, that is no silence.
pub struct Patient<S> {
    stream: Pin<Box<TimeoutStream<S>>>,
    silence: Duration,
    /// When the silence was last said to begin anew.
    heard: Instant,
}

impl<S: AsyncRead + AsyncWrite> Patient<S> {
    /// Waits `silence` for something to come in, and `stalled` for the other end to take something.
    pub fn new(stream: S, silence: Duration, stalled: Duration) -> Self {
        let mut stream = TimeoutStream::new(stream);
        stream.set_read_timeout(Some(silence));
        stream.set_write_timeout(Some(stalled));
        Self { stream: Box::pin(stream), silence, heard: Instant::now() }
    }

    fn moved(&mut self, written: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        // It wakes the connection once more, so not for each of many short answers.
        if matches!(written, Poll::Ready(Ok(_))) && self.heard.elapsed() > self.silence / 10 {
            self.stream.as_mut().set_read_timeout_pinned(Some(self.silence));
            self.heard = Instant::now();
        }
        written
    }
}

impl<S: AsyncRead + AsyncWrite> AsyncRead for Patient<S> {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        self.stream.as_mut().poll_read(context, buffer)
    }
}

impl<S: AsyncRead + AsyncWrite> AsyncWrite for Patient<S> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = self.stream.as_mut().poll_write(context, bytes);
        self.moved(written)
    }

    fn poll_write_vectored(mut self: Pin<&mut Self>, context: &mut Context<'_>, pieces: &[IoSlice<'_>]) -> Poll<io::Result<usize>> {
        let written = self.stream.as_mut().poll_write_vectored(context, pieces);
        self.moved(written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream.as_mut().poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream.as_mut().poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex, split};

    use super::*;

    #[test]
    fn whoever_reads_a_long_answer_may_be_silent() {
        const SILENCE: Duration = Duration::from_millis(400);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let (ours, mut theirs) = duplex(16);
            let (mut listening, mut speaking) = split(Patient::new(ours, SILENCE, SILENCE));
            let begun = Instant::now();
            let heard = tokio::spawn(async move {
                let kind = listening.read_u8().await.expect_err("nobody says anything").kind();
                (kind, begun.elapsed())
            });
            for _ in 0..12 {
                speaking.write_all(&[b'a'; 16]).await.expect("somebody reads");
                theirs.read_exact(&mut [0; 16]).await.expect("somebody writes");
                tokio::time::sleep(SILENCE / 5).await;
            }
            let (kind, waited) = heard.await.expect("it ends");
            assert_eq!(kind, io::ErrorKind::TimedOut);
            assert!(waited > 3 * SILENCE, "an answer that moved for {:?} was cut after {waited:?}", SILENCE * 12 / 5);
        });
    }
}
