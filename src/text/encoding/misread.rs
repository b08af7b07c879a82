//! Text that was good until somebody read it in the wrong encoding: UTF-8 as windows-1252, and windows-1252 as windows-1258.

use super::latin;
use crate::text::Syllable;

/// Undoes UTF-8 that was taken for windows-1252 and encoded again: `Ä‘áº£ng` ⇒ `đảng`.
///
/// Works on runs of such characters, so that text of both kinds on one line is read right.
pub fn undo_double_utf8(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut run = String::new();
    let mut bytes = Vec::new();
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if let Some(byte) = latin::byte_of(c).filter(|byte| *byte >= 0x80) {
            run.push(c);
            bytes.push(byte);
            // The second byte of `à` is a no-break space, which many programs turn into a plain one.
            if byte == 0xC3 && rest.peek() == Some(&' ') {
                rest.next();
                run.push(' ');
                bytes.push(0xA0);
            }
            continue;
        }
        flush(&mut run, &mut bytes, &mut out);
        out.push(c);
    }
    flush(&mut run, &mut bytes, &mut out);
    out
}

fn flush(run: &mut String, bytes: &mut Vec<u8>, out: &mut String) {
    match std::str::from_utf8(bytes) {
        Ok(read) => out.push_str(read),
        Err(_) => out.push_str(run),
    }
    run.clear();
    bytes.clear();
}

/// Undoes windows-1252 that was read as windows-1258: `xă hội`, `ư nghĩa`, `th` + U+0301 ⇒ `xã hội`, `ý nghĩa`, `thì`.
///
/// Only where words that are no syllables become syllables by it, and more than once, for a lone one may be a name of Tây Nguyên.
pub fn undo_swapped_1258(text: &str) -> Option<String> {
    if !has_telltale(text) {
        return None;
    }
    let is_telltale = |word: &str| has_telltale(word) && unswap(word).is_some();
    let words = || text.split(|c: char| !is_word_part(c)).filter(|word| !word.is_empty());
    let needed = if words().count() <= 20 { 1 } else { 2 };
    if words().filter(|word| is_telltale(word)).count() < needed {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(is_word_part) {
        let end = rest[start..].find(|c| !is_word_part(c)).map_or(rest.len(), |length| start + length);
        out.push_str(&rest[..start]);
        let word = &rest[start..end];
        match word {
            "ư" => out.push('ý'),
            "Ư" => out.push('Ý'),
            _ => match unswap(word) {
                Some(meant) => out.push_str(&meant),
                None => out.push_str(word),
            },
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    Some(out)
}

fn is_word_part(c: char) -> bool {
    c.is_alphabetic() || ('\u{300}'..='\u{36F}').contains(&c)
}

/// Tells whether an `ă` ends a word or an acute stands on a consonant.
fn has_telltale(text: &str) -> bool {
    let is_open = |(at, breve): (usize, &str)| !text[at + breve.len()..].chars().next().is_some_and(is_word_part);
    let is_on_consonant = |(at, _): (usize, &str)| {
        let before = text[..at].chars().next_back();
        before.is_some_and(|c| c.is_ascii_alphabetic() && !"aeiouyAEIOUY".contains(c))
    };
    // One letter at a time: that is a search for a byte, and this reads every article.
    text.match_indices('ă').chain(text.match_indices('Ă')).any(is_open) || text.match_indices('\u{301}').any(is_on_consonant)
}

/// Returns the syllable that a word was before its letters were swapped, if it is none now.
fn unswap(word: &str) -> Option<String> {
    if Syllable::parse(word).is_some() {
        return None;
    }
    let upper = !word.chars().any(char::is_lowercase);
    let meant: String = word
        .chars()
        .map(|c| match c {
            'ă' => 'ã',
            'Ă' => 'Ã',
            'ư' => 'ý',
            'Ư' => 'Ý',
            'ơ' => 'õ',
            'Ơ' => 'Õ',
            '\u{301}' if upper => 'Ì',
            '\u{301}' => 'ì',
            '\u{323}' => 'ò',
            other => other,
        })
        .collect();
    (meant != word && Syllable::parse(&meant).is_some()).then_some(meant)
}
