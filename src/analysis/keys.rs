//! From letters to the two keys of a token.

use compact_str::CompactString;

use crate::text::{Letter, Tone};

use super::token::Kind;

/// No key is longer, in letters: what is longer is no word, and an index term has a limit.
const LONGEST: usize = 64;

/// Reads what a token is made of, as far as its key goes.
pub fn kind(letters: &[Letter]) -> Kind {
    let letters = &letters[..letters.len().min(LONGEST)];
    let is_digit = |letter: &Letter| if letter.base.is_ascii() { letter.base.is_ascii_digit() } else { letter.base.is_numeric() };
    match letters.iter().filter(|letter| is_digit(letter)).count() {
        0 => Kind::Word,
        n if n == letters.len() => Kind::Number,
        _ => Kind::Mixed,
    }
}

/// Returns the base letters joined, `i` for `y` where both are written.
pub fn fold(letters: &[Letter], kind: Kind) -> CompactString {
    let letters = &letters[..letters.len().min(LONGEST)];
    let y_is_i = kind == Kind::Word && y_is_i(letters);
    let mut key = CompactString::default();
    letters.iter().for_each(|letter| key.push(if y_is_i && letter.base == 'y' { 'i' } else { letter.base }));
    key
}

/// Returns the letters with their shapes and, last, the digit of the one tone, wherever it was written.
///
/// `sound` is false when a letter got two tones. A word with several tones is no syllable: its tones stay where they are, closed by an `x`.
pub fn exact(letters: &[Letter], sound: bool) -> CompactString {
    let letters = &letters[..letters.len().min(LONGEST)];
    let y_is_i = y_is_i(letters);
    let shaped = |letter: &Letter| if y_is_i && letter.base == 'y' { 'i' } else { letter.shaped() };
    let digit = |tone: Tone| (b'0' + tone.digit()) as char;
    let mut key = CompactString::default();
    if let (true, Some(tone)) = (sound, one_tone(letters)) {
        letters.iter().for_each(|letter| key.push(shaped(letter)));
        key.push(digit(tone));
    } else {
        for letter in letters {
            key.push(shaped(letter));
            if letter.tone != Tone::Level {
                key.push(digit(letter.tone));
            }
        }
        key.push('x');
    }
    key
}

/// Returns the tone of the word, or nothing if it has different ones.
fn one_tone(letters: &[Letter]) -> Option<Tone> {
    let mut tone = Tone::Level;
    for letter in letters {
        if letter.tone != Tone::Level {
            if tone != Tone::Level && tone != letter.tone {
                return None;
            }
            tone = letter.tone;
        }
    }
    Some(tone)
}

/// Tells whether this syllable is written with `i` as well: `kỹ`/`kĩ`, `tỷ`/`tỉ`, `quý`/`quí`, `quỳnh`/`quình`.
///
/// Not merged: `ý`/`í`, `thúy`/`thúi`, `tay`/`tai`, and onsets where one of the two is another word (`thy`/`thi`).
fn y_is_i(letters: &[Letter]) -> bool {
    match letters {
        [onset, y] => y.base == 'y' && matches!(onset.shaped(), 'h' | 'k' | 'l' | 'm' | 's' | 't' | 'v'),
        [q, u, y, coda @ ..] => {
            (q.base, u.base, y.base) == ('q', 'u', 'y') && coda.first().is_none_or(|letter| !matches!(letter.base, 'a' | 'e' | 'i' | 'o' | 'u' | 'y'))
        }
        _ => false,
    }
}
