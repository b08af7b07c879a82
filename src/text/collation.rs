//! Vietnamese alphabetical order: `a ă â b c d đ e ê …`; words with the same letters by tone, level first.

use unicode_normalization::UnicodeNormalization;

use super::letter::{Glyph, read};

const ALPHABET: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

/// What texts are sorted by: byte strings that compare like their texts.
///
/// Word by word: its letters, then its tones. Anything but letters and digits parts words.
pub fn key(text: &str) -> Vec<u8> {
    words(text).collect::<Vec<_>>().join(&0)
}

/// The same for a personal name, read from its end: people are listed by given name, then middle names, then surname.
///
/// What stands in brackets behind the name tells namesakes apart, and comes last.
pub fn given_name_first(name: &str) -> Vec<u8> {
    let (name, remark) = name.split_once('(').unwrap_or((name, ""));
    let mut all: Vec<Vec<u8>> = words(name).collect();
    all.reverse();
    all.extend(words(remark));
    all.join(&0)
}

fn words(text: &str) -> impl Iterator<Item = Vec<u8>> {
    text.split(|c: char| !c.is_alphanumeric() && !unicode_normalization::char::is_combining_mark(c)).filter(|word| !word.is_empty()).map(word_key)
}

fn word_key(word: &str) -> Vec<u8> {
    let mut letters = Vec::with_capacity(2 * word.len());
    let mut tones = Vec::new();
    for c in word.to_lowercase().nfc() {
        let Glyph::Letter(letter) = read(c) else { continue };
        let place = ALPHABET.chars().position(|known| known == letter.shaped());
        // Digits come first, letters of other alphabets last.
        letters.push(match place {
            Some(place) => 20 + place as u8,
            None if c.is_ascii_digit() => 3 + (c as u8 - b'0'),
            None => 100,
        });
        tones.push(2 + letter.tone.digit());
    }
    letters.push(1);
    letters.extend(tones);
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_alphabet_then_the_tones() {
        let sorted = ["an", "án", "ăn", "ân", "anh", "ba", "da", "đa", "e", "ê", "ly", "lý", "oa", "ô", "ơ", "u", "ư"];
        let mut shuffled = sorted;
        shuffled.reverse();
        shuffled.sort_by_key(|word| key(word));
        // `anh` is longer than `an` and every toned `an`, and `ă` stands behind `a`.
        assert_eq!(shuffled, ["an", "án", "anh", "ăn", "ân", "ba", "da", "đa", "e", "ê", "ly", "lý", "oa", "ô", "ơ", "u", "ư"]);
    }

    #[test]
    fn people_by_given_name() {
        let mut names = ["Trần Văn Chung", "Nguyễn Thị An", "Lê Văn Bình", "Lê Thị Ánh", "Nguyễn Văn Chung"];
        names.sort_by_key(|name| given_name_first(name));
        assert_eq!(names, ["Nguyễn Thị An", "Lê Thị Ánh", "Lê Văn Bình", "Nguyễn Văn Chung", "Trần Văn Chung"]);
    }
}
