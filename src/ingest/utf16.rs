//! Exports in UTF-16: records are cut at bytes of UTF-8, so such a stream is recoded on the way.

use std::io::{self, Read};

use encoding_rs::{CoderResult, Decoder, Encoding};

/// Gives a UTF-16 stream as UTF-8.
pub struct Recoded<R> {
    inner: R,
    decoder: Decoder,
    recoded: Vec<u8>,
    given: usize,
    ended: bool,
}

impl<R: Read> Recoded<R> {
    pub fn new(inner: R, encoding: &'static Encoding) -> Self {
        Self { inner, decoder: encoding.new_decoder_with_bom_removal(), recoded: Vec::new(), given: 0, ended: false }
    }

    fn fill(&mut self) -> io::Result<()> {
        let mut raw = [0; 16 << 10];
        let length = self.inner.read(&mut raw)?;
        self.ended = length == 0;
        self.given = 0;
        let room = self.decoder.max_utf8_buffer_length(length).unwrap_or(4 * raw.len());
        self.recoded.resize(room, 0);
        let (result, _, written, _) = self.decoder.decode_to_utf8(&raw[..length], &mut self.recoded, self.ended);
        debug_assert_eq!(result, CoderResult::InputEmpty);
        self.recoded.truncate(written);
        Ok(())
    }
}

impl<R: Read> Read for Recoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.recoded.len() && !self.ended {
            self.fill()?;
        }
        let rest = &self.recoded[self.given..];
        let length = rest.len().min(buffer.len());
        buffer[..length].copy_from_slice(&rest[..length]);
        self.given += length;
        Ok(length)
    }
}
