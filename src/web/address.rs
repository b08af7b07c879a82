//! Addresses: parameters taken apart and put together, and parts of paths.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode, utf8_percent_encode};

/// What may stand in an address as it is.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// The parameters of an address cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Malformed {
    /// A `%` without two digits behind it, or bytes that are no UTF-8.
    Encoding,
    /// A parameter with one value was given twice.
    Twice(String),
    /// A parameter that means nothing here.
    Unknown(String),
}

/// Takes apart what stands behind the `?`.
pub fn parameters(text: &str) -> Result<Vec<(String, String)>, Malformed> {
    let pair = |pair: &str| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        Ok((decoded(&name.replace('+', " "))?, decoded(&value.replace('+', " "))?))
    };
    text.split('&').filter(|piece| !piece.is_empty()).map(pair).collect()
}

/// Puts parameters together, `?` first; nothing if there are none.
pub fn joined(pairs: &[(String, String)]) -> String {
    let pairs: Vec<String> = pairs.iter().map(|(name, value)| format!("{}={}", part(name), part(value))).collect();
    if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
}

/// Writes a piece of an address: `Trần@?` ⇒ `Tr%E1%BA%A7n%40%3F`.
pub fn part(text: &str) -> String {
    utf8_percent_encode(text, KEPT).to_string()
}

/// Reads a piece of an address.
pub fn decoded(text: &str) -> Result<String, Malformed> {
    let bytes = text.as_bytes();
    let is_code = |at: usize| bytes.get(at + 1..at + 3).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit));
    if text.match_indices('%').any(|(at, _)| !is_code(at)) {
        return Err(Malformed::Encoding);
    }
    let text = percent_decode(bytes).decode_utf8().map_err(|_| Malformed::Encoding)?;
    if text.contains('\0') { Err(Malformed::Encoding) } else { Ok(text.into_owned()) }
}
