//! From bytes to text: Unicode where it is Unicode, and the five legacy ways in which Vietnamese was once written.
//!
//! [`decode`] never fails: what cannot be read becomes U+FFFD and is said in [`Decoded::had_errors`].
//! Clean UTF-8 comes back byte for byte; only text that was converted is normalised to NFC.

mod latin;
mod legacy;
mod misread;
mod tcvn3;
mod utf16;
mod viscii;
mod vni;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use unicode_normalization::UnicodeNormalization;

pub use legacy::{repair, share_of_syllables};

/// What [`decode`] made of some bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    pub text: String,
    pub encoding: Encoding,
    /// True if some bytes belonged to no character and were replaced by U+FFFD.
    pub had_errors: bool,
}

/// How a text was written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Utf16Le,
    Utf16Be,
    /// One of the encodings that browsers know, such as windows-1258.
    Web(&'static encoding_rs::Encoding),
    /// TCVN 5712 and its fonts (`.VnTime`, "ABC").
    Tcvn3,
    /// VNI-Windows: base letter, then a letter that stands for the marks.
    Vni,
    Viscii,
    /// UTF-8 that was taken for windows-1252 and encoded again: `Ä‘áº£ng`.
    DoubleUtf8,
    /// windows-1252 that was read as windows-1258: `xă hội` for `xã hội`.
    Swapped1258,
}

impl Encoding {
    /// Returns the name that a person knows it by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Web(encoding) => encoding.name(),
            Self::Tcvn3 => "TCVN3",
            Self::Vni => "VNI",
            Self::Viscii => "VISCII",
            Self::DoubleUtf8 => "double UTF-8",
            Self::Swapped1258 => "windows-1252 read as windows-1258",
        }
    }

    /// Tells whether text in this encoding is stored as it is.
    pub fn is_unicode(self) -> bool {
        matches!(self, Self::Utf8 | Self::Utf16Le | Self::Utf16Be)
    }
}

/// Turns bytes into text: byte order mark, strict UTF-8, the declared charset, then detection; then [`repair`].
///
/// `declared` is a label as `<meta charset>` gives it. It is believed unless another reading has clearly more Vietnamese syllables.
pub fn decode(bytes: &[u8], declared: Option<&str>) -> Decoded {
    let plain = decode_unicode(bytes).unwrap_or_else(|| decode_single_byte(bytes, declared));
    let is_unicode = plain.encoding.is_unicode();
    let decoded = match repair(&plain.text) {
        Some((text, encoding)) => Decoded { text, encoding, had_errors: plain.had_errors },
        None => plain,
    };
    // Where the bytes were Unicode, paragraphs that needed no repair are left as they are.
    if is_unicode { decoded } else { Decoded { text: decoded.text.nfc().collect(), ..decoded } }
}

/// Tells whether bytes are no text at all: NULs that are not UTF-16, or many control characters.
///
/// A few controls are allowed: six capitals of VISCII lie among them.
pub fn is_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(64 << 10)];
    if utf16::detect(head).is_some() {
        return false;
    }
    let is_control = |b: u8| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C | 0x1A | 0x1B);
    head.contains(&0) || head.iter().filter(|&&b| is_control(b)).count() * 20 > head.len()
}

/// Tells whether a file that begins with these bytes is UTF-16, and which.
pub fn utf16_of(head: &[u8]) -> Option<Encoding> {
    utf16::detect(head).map(|(encoding, _)| encoding)
}

/// The readings that need no guess about the language.
fn decode_unicode(bytes: &[u8]) -> Option<Decoded> {
    if let Some((encoding, bom)) = utf16::detect(bytes) {
        let (text, had_errors) = utf16::decode(&bytes[bom..], encoding);
        return Some(Decoded { text, encoding, had_errors });
    }
    let (bytes, has_bom) = match bytes.strip_prefix(b"\xEF\xBB\xBF") {
        Some(rest) => (rest, true),
        None => (bytes, false),
    };
    let (text, had_errors) = match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), false),
        Err(_) if has_bom || is_damaged_utf8(bytes) => (String::from_utf8_lossy(bytes).into_owned(), true),
        Err(_) => return None,
    };
    Some(Decoded { text, encoding: Encoding::Utf8, had_errors })
}

/// Tells whether bytes are UTF-8 with a few bad places (a letter cut in half at the end) rather than another encoding.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut letters, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().bytes().filter(|b| *b >= 0xC0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    letters >= 4 * bad
}

fn decode_single_byte(bytes: &[u8], declared: Option<&str>) -> Decoded {
    let declared = declared
        .and_then(|label| encoding_rs::Encoding::for_label(label.trim().as_bytes()))
        // Declared UTF-8 or UTF-16 was refuted above; 8859-1 is windows-1252 to every browser.
        .filter(|encoding| encoding.is_single_byte());
    let detected = {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(bytes, true);
        detector.guess(Some(b"vn"), Utf8Detection::Deny)
    };
    let read = |encoding: &'static encoding_rs::Encoding| {
        let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
        (text.into_owned(), encoding, had_errors)
    };
    let first = read(declared.unwrap_or(detected));
    let first_share = share_of_syllables(&first.0);
    let (text, encoding, had_errors, share) = [detected, encoding_rs::WINDOWS_1258]
        .into_iter()
        .map(read)
        .map(|(text, encoding, had_errors)| {
            let share = share_of_syllables(&text);
            (text, encoding, had_errors, share)
        })
        .find(|(.., share)| *share >= first_share + legacy::MARGIN)
        .unwrap_or((first.0, first.1, first.2, first_share));
    // The legacy fonts put their letters where windows-1252 has others, and windows-1252 loses no byte.
    let latin = read(encoding_rs::WINDOWS_1252).0;
    match repair(&latin) {
        Some((repaired, kind)) if share_of_syllables(&repaired) >= share + legacy::MARGIN => {
            Decoded { text: repaired, encoding: kind, had_errors: false }
        }
        _ => Decoded { text, encoding: Encoding::Web(encoding), had_errors },
    }
}

#[cfg(test)]
mod tests;
