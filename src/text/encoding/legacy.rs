//! Which legacy encoding a text is in: the one whose reading has clearly more valid syllables.
//!
//! Good Vietnamese has 94 % valid syllables, TCVN3 and VNI taken for windows-1252 about 25 %, and good text passed through their tables
//! never gains the margin; so a paragraph is converted only when conversion makes it Vietnamese.

use unicode_normalization::UnicodeNormalization;

use super::{Encoding, latin, misread, tcvn3, viscii, vni};
use crate::text::Syllable;

/// By how much the share of syllables must grow before a reading replaces another.
pub const MARGIN: f64 = 0.15;

/// A reading that leaves more words broken than this is no Vietnamese either: the text is in another language.
const LEAST_SHARE: f64 = 0.6;

/// A paragraph of fewer words follows its document.
const WORDS_OF_A_PARAGRAPH: usize = 5;

type Reading = fn(&str) -> String;

const READINGS: [(Encoding, Reading); 4] =
    [(Encoding::DoubleUtf8, misread::undo_double_utf8), (Encoding::Tcvn3, tcvn3::read), (Encoding::Vni, vni::read), (Encoding::Viscii, viscii::read)];

/// Returns the text as it was meant, in NFC, and what it was written in; nothing if it is good as it is.
///
/// Takes text whose legacy bytes were read as windows-1252, by us or by whoever exported it: `§¶ng ñy Khèi` ⇒ `Đảng ủy Khối`.
/// Paragraphs are judged one by one, because a page may carry old text in a new frame.
pub fn repair(text: &str) -> Option<(String, Encoding)> {
    let paragraphs: Vec<&str> = text.split_inclusive('\n').collect();
    let suspects: String = paragraphs.iter().copied().filter(|paragraph| may_be_legacy(paragraph)).collect();
    let whole = if suspects.is_empty() { None } else { best_reading(&suspects) };
    let mut found = None;
    let mut repaired = String::with_capacity(text.len());
    for paragraph in paragraphs {
        match read_paragraph(paragraph, whole) {
            Some((reading, encoding)) => {
                found = found.or(Some(encoding));
                repaired.extend(reading.nfc());
            }
            None => repaired.push_str(paragraph),
        }
    }
    match found {
        Some(encoding) => Some((repaired, encoding)),
        None => misread::undo_swapped_1258(text).map(|text| (text.nfc().collect(), Encoding::Swapped1258)),
    }
}

fn read_paragraph(paragraph: &str, whole: Option<(Encoding, Reading)>) -> Option<(String, Encoding)> {
    if !may_be_legacy(paragraph) {
        return None;
    }
    let plain = share_of_syllables(paragraph);
    let is_long = words(paragraph).count() >= WORDS_OF_A_PARAGRAPH;
    // The encoding of the document goes first: a few words can be syllables in two of them.
    if let Some((encoding, read)) = whole {
        let reading = read(paragraph);
        if share_of_syllables(&reading) >= plain + if is_long { MARGIN } else { 0.0 } {
            return Some((reading, encoding));
        }
    }
    if is_long { best_reading(paragraph).map(|(encoding, read)| (read(paragraph), encoding)) } else { None }
}

fn best_reading(text: &str) -> Option<(Encoding, Reading)> {
    let plain = count_syllables(text);
    let fits = |found: Syllables| {
        // One word more is chance; a text of few words has no more to show.
        let enough = found.valid >= plain.valid + plain.all.clamp(1, 4) / 2;
        enough && found.share() >= (plain.share() + MARGIN).max(LEAST_SHARE)
    };
    READINGS
        .into_iter()
        .map(|(encoding, read)| (count_syllables(&read(text)), encoding, read))
        .filter(|(found, ..)| fits(*found))
        // The first of equals: `max_by` would take the last.
        .reduce(|best, other| if other.0.share() > best.0.share() { other } else { best })
        .map(|(_, encoding, read)| (encoding, read))
}

/// A cheap gate: only windows-1252's own letters, and none that Vietnamese alone uses.
fn may_be_legacy(paragraph: &str) -> bool {
    let mut high = false;
    for c in paragraph.chars().filter(|c| !c.is_ascii()) {
        if ('\u{1EA0}'..='\u{1EF9}').contains(&c) || ('\u{300}'..='\u{36F}').contains(&c) {
            return false;
        }
        high |= latin::is_high(c);
    }
    // Six capitals of VISCII are control characters.
    high || paragraph.contains(['\u{2}', '\u{5}', '\u{6}', '\u{14}', '\u{19}', '\u{1E}'])
}

/// Returns which share of the words that hold a letter are valid Vietnamese syllables; 0 without words.
pub fn share_of_syllables(text: &str) -> f64 {
    count_syllables(text).share()
}

#[derive(Clone, Copy, Default)]
struct Syllables {
    all: u32,
    valid: u32,
}

impl Syllables {
    fn share(self) -> f64 {
        if self.all == 0 { 0.0 } else { f64::from(self.valid) / f64::from(self.all) }
    }
}

/// Counts within the first thousands of words: enough to tell, also in a book.
fn count_syllables(text: &str) -> Syllables {
    words(text)
        .take(5_000)
        .fold(Syllables::default(), |count, word| Syllables { all: count.all + 1, valid: count.valid + u32::from(is_syllable(word)) })
}

/// Stricter than [`Syllable::parse`], which reads the foreign marks of names (`ä`, `ï`) as no marks: here they betray a legacy font.
fn is_syllable(word: &str) -> bool {
    const LATIN_1_OF_VIETNAMESE: &str = "ÀÁÂÃÈÉÊÌÍÐÒÓÔÕÙÚÝàáâãèéêìíðòóôõùúý";
    let is_foreign = |c: char| ('\u{C0}'..='\u{FF}').contains(&c) && !LATIN_1_OF_VIETNAMESE.contains(c);
    !word.contains(is_foreign) && Syllable::parse(word).is_some()
}

/// The words that hold a letter. Symbols above ASCII belong to the word, for in a legacy font they are its letters.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || c.is_ascii_punctuation() || "“”‘’–—…•".contains(c)).filter(|word| word.chars().any(char::is_alphabetic))
}
