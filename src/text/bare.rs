//! The bare letters of a text: what is left of it when marks, case and everything between the words are gone.
//!
//! Getting them costs a fraction of analysing the text, and shows at once that a word cannot stand in it.

use super::letter::{Glyph, read, read_all};
use super::table::Table;

/// Appends the base letters and digits of `text`, with `i` for every `y`.
pub fn bare_letters(text: &str, letters: &mut String) {
    // Bytes are put in with a sixth less work than characters.
    let mut bytes = std::mem::take(letters).into_bytes();
    bytes.reserve(text.len());
    for c in text.chars() {
        let given = if c.is_ascii() { ASCII[c as usize] } else { TABLE.get(c) };
        match given {
            NOTHING => {}
            MORE => {
                let mut more = String::new();
                push_all(c, &mut more);
                bytes.extend_from_slice(more.as_bytes());
            }
            letter => bytes.push(letter),
        }
    }
    *letters = String::from_utf8(bytes).expect("whole characters were put in");
}

/// The character gives no letter.
const NOTHING: u8 = 0;
/// It gives a letter beyond ASCII, or several.
const MORE: u8 = 1;

/// What ASCII gives: four characters of five in the news are such.
const ASCII: [u8; 128] = {
    let mut letters = [NOTHING; 128];
    let mut byte = 0;
    while byte < 128 {
        if (byte as u8).is_ascii_alphanumeric() {
            letters[byte] = one_of_both((byte as u8).to_ascii_lowercase() as char) as u8;
        }
        byte += 1;
    }
    letters
};

/// What the other characters of nearly every text give.
static TABLE: Table<u8> = Table::new(|c| {
    let mut letters = String::new();
    push_all(c, &mut letters);
    match letters.as_bytes() {
        [] => NOTHING,
        [letter] => *letter,
        _ => MORE,
    }
});

fn push_all(c: char, letters: &mut String) {
    match read(c) {
        Glyph::Letter(letter) => letters.push(one_of_both(letter.base)),
        Glyph::Several => read_all(c, |glyph| {
            if let Glyph::Letter(letter) = glyph {
                letters.push(one_of_both(letter.base));
            }
        }),
        Glyph::Mark(_) | Glyph::Ignorable | Glyph::Boundary => {}
    }
}

/// Some words are written with either, so neither tells anything.
const fn one_of_both(letter: char) -> char {
    if letter == 'y' { 'i' } else { letter }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_case_and_gaps_are_gone() {
        for (text, expected) in [
            ("Trần Văn Chung", "tranvanchung"),
            ("TRA\u{302}\u{300}N, V\u{103}n.", "tranvan"),
            ("Kỹ/kĩ thuật số 2.397", "kikithuatso2397"),
            ("Ðảng \u{ad}bo\u{323}\u{302}", "dangbo"),
            ("ﬁ № ½ ñ", "finon"),
            ("", ""),
        ] {
            let mut letters = String::new();
            bare_letters(text, &mut letters);
            assert_eq!(letters, expected, "{text:?}");
        }
    }

    #[test]
    fn ascii_gives_what_is_worked_out() {
        for c in (0..128).filter_map(char::from_u32) {
            let (mut letters, mut expected) = (String::new(), String::new());
            bare_letters(&c.to_string(), &mut letters);
            push_all(c, &mut expected);
            assert_eq!(letters, expected, "{c:?}");
        }
    }
}
