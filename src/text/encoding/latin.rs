//! windows-1252 as a way to carry bytes: every byte has a character and comes back from it.

/// The characters of bytes 80 to 9F; the five holes keep their control characters, as the WHATWG standard has it.
const FROM_80: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜',
    '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

/// Returns the byte that windows-1252 reads as `c`.
pub fn byte_of(c: char) -> Option<u8> {
    match c as u32 {
        code @ (0..=0x7F | 0xA0..=0xFF) => Some(code as u8),
        // Some decoders leave the controls that these bytes are in ISO 8859-1.
        code @ 0x80..=0x9F => Some(code as u8),
        _ => FROM_80.iter().position(|&known| known == c).map(|index| 0x80 + index as u8),
    }
}

/// Tells whether `c` lies above ASCII and windows-1252 has it, punctuation of ordinary text left out.
pub fn is_high(c: char) -> bool {
    !c.is_ascii() && !"“”‘’–—…•\u{A0}".contains(c) && byte_of(c).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_comes_back() {
        for byte in 0..=255u8 {
            let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(std::slice::from_ref(&byte));
            let c = text.chars().next().expect("one byte is one character");
            assert_eq!(byte_of(c), Some(byte), "{byte:02X}");
        }
    }
}
