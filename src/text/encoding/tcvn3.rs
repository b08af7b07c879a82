//! TCVN 5712 (glibc's `TCVN`, VN1) and the `.VnTime` fonts that most offices used (VN3): one byte a letter.

use super::latin;
use crate::text::Syllable;

/// Bytes A1 to FF, as `iconv -f TCVN` reads them; `.VnTime` has only the lower-case ones of the toned letters.
/// The marks B0–B4 combine with the letter before them.
#[rustfmt::skip]
pub const FROM_A1: [char; 95] = [
         'Ă', 'Â', 'Ê', 'Ô', 'Ơ', 'Ư', 'Đ', 'ă', 'â', 'ê', 'ô', 'ơ', 'ư', 'đ', 'Ằ',
    '\u{300}', '\u{309}', '\u{303}', '\u{301}', '\u{323}', 'à', 'ả', 'ã', 'á', 'ạ', 'Ẳ', 'ằ', 'ẳ', 'ẵ', 'ắ', 'Ẵ',
    'Ắ', 'Ầ', 'Ẩ', 'Ẫ', 'Ấ', 'Ề', 'ặ', 'ầ', 'ẩ', 'ẫ', 'ấ', 'ậ', 'è', 'Ể', 'ẻ', 'ẽ',
    'é', 'ẹ', 'ề', 'ể', 'ễ', 'ế', 'ệ', 'ì', 'ỉ', 'Ễ', 'Ế', 'Ồ', 'ĩ', 'í', 'ị', 'ò',
    'Ổ', 'ỏ', 'õ', 'ó', 'ọ', 'ồ', 'ổ', 'ỗ', 'ố', 'ộ', 'ờ', 'ở', 'ỡ', 'ớ', 'ợ', 'ù',
    'Ỗ', 'ủ', 'ũ', 'ú', 'ụ', 'ừ', 'ử', 'ữ', 'ứ', 'ự', 'ỳ', 'ỷ', 'ỹ', 'ý', 'ỵ', 'Ố',
];

/// Bytes 80 to 9F: capitals in TCVN 5712, but quotes and dashes of windows-1252 in `.VnTime` texts.
#[rustfmt::skip]
pub const FROM_80: [char; 32] = [
    'À', 'Ả', 'Ã', 'Á', 'Ạ', 'Ặ', 'Ậ', 'È', 'Ẻ', 'Ẽ', 'É', 'Ẹ', 'Ệ', 'Ì', 'Ỉ', 'Ĩ',
    'Í', 'Ị', 'Ò', 'Ỏ', 'Õ', 'Ó', 'Ọ', 'Ộ', 'Ờ', 'Ở', 'Ỡ', 'Ớ', 'Ợ', 'Ù', 'Ủ', 'Ũ',
];

/// The capitals that TCVN 5712 puts on control bytes.
pub const CONTROLS: [(u8, char); 12] = [
    (0x01, 'Ú'),
    (0x02, 'Ụ'),
    (0x04, 'Ừ'),
    (0x05, 'Ử'),
    (0x06, 'Ữ'),
    (0x11, 'Ứ'),
    (0x12, 'Ự'),
    (0x13, 'Ỳ'),
    (0x14, 'Ỷ'),
    (0x15, 'Ỹ'),
    (0x16, 'Ý'),
    (0x17, 'Ỵ'),
];

/// Reads text whose TCVN3 bytes were taken for windows-1252: `§¶ng ñy` ⇒ `Đảng ủy`.
pub fn read(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(char::is_whitespace) {
        let letters: String = word.chars().map(letter).collect();
        if !letters.chars().any(is_doubtful) {
            out.push_str(&letters);
            continue;
        }
        // A doubtful byte is a capital only if that makes the word a syllable: a dash between spaces stays a dash.
        let capitals: String = letters.chars().map(capital).collect();
        let is_word = letters.chars().any(|c| c.is_alphabetic() && !is_doubtful(c)) && are_syllables(&capitals);
        out.push_str(if is_word { &capitals } else { &letters });
    }
    out
}

fn are_syllables(word: &str) -> bool {
    word.split(|c: char| !c.is_alphabetic()).all(|part| part.is_empty() || Syllable::parse(part).is_some())
}

fn letter(c: char) -> char {
    match latin::byte_of(c) {
        Some(byte @ 0xA1..) => FROM_A1[usize::from(byte - 0xA1)],
        _ => CONTROLS.iter().find(|(byte, _)| u32::from(*byte) == c as u32).map_or(c, |(_, letter)| *letter),
    }
}

fn is_doubtful(c: char) -> bool {
    // After `letter`, only characters of bytes 80 to 9F are left that have a place there.
    matches!(latin::byte_of(c), Some(0x80..=0x9F))
}

fn capital(c: char) -> char {
    match latin::byte_of(c) {
        Some(byte @ 0x80..=0x9F) => FROM_80[usize::from(byte - 0x80)],
        _ => c,
    }
}
