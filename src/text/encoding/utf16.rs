//! UTF-16 with and without its byte order mark.

use super::Encoding;

/// Tells which UTF-16 the bytes are in and how long the mark before them is.
///
/// Without a mark: spaces, digits and plain letters have a zero for their high byte, so zeros stand on one side only.
pub fn detect(bytes: &[u8]) -> Option<(Encoding, usize)> {
    match bytes {
        [0xFF, 0xFE, ..] => return Some((Encoding::Utf16Le, 2)),
        [0xFE, 0xFF, ..] => return Some((Encoding::Utf16Be, 2)),
        _ => {}
    }
    let head = &bytes[..bytes.len().min(4096) & !1];
    let units = head.len() / 2;
    let zeros = |side: usize| head.iter().skip(side).step_by(2).filter(|b| **b == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    let one_sided = |many: usize, few: usize| units >= 4 && many * 10 >= units * 3 && few * 50 <= units;
    if one_sided(second, first) {
        Some((Encoding::Utf16Le, 0))
    } else if one_sided(first, second) {
        Some((Encoding::Utf16Be, 0))
    } else {
        None
    }
    .filter(|(encoding, _)| !decode(head, *encoding).1)
}

/// Reads UTF-16; a lone surrogate or a lone last byte becomes U+FFFD.
pub fn decode(bytes: &[u8], encoding: Encoding) -> (String, bool) {
    let codec = if encoding == Encoding::Utf16Be { encoding_rs::UTF_16BE } else { encoding_rs::UTF_16LE };
    let (text, had_errors) = codec.decode_without_bom_handling(bytes);
    (text.into_owned(), had_errors)
}
