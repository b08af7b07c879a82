//! The bare letters of a text: what is left of it when marks, case and everything between the words are gone.
//!
//! Getting them costs a fraction of analysing the text, and shows at once that a word cannot stand in it.

use super::letter::{Glyph, read, read_all};

/// Appends the base letters and digits of `text`, with `i` for every `y`.
pub fn bare_letters(text: &str, letters: &mut String) {
    letters.reserve(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            if c.is_ascii_alphanumeric() {
                letters.push(one_of_both(c.to_ascii_lowercase()));
            }
            continue;
        }
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
}
