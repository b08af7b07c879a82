//! Texts of articles as other programs can take them: one line of visible characters.

use crate::text::one_line;
use crate::text::visible::{Shown, visible};

/// Returns `text` as one line, without the characters that have no shape of their own.
///
/// Control characters move cursors, end records and are forbidden in XML; marks of direction turn lines around. None belongs to a title.
/// Marks of letters stay as they were written, composed or not.
pub fn line(text: &str) -> String {
    let shown = text.chars().filter_map(|c| match visible(c) {
        Shown::Space => Some(' '),
        // No characters at all, and the only ones left that XML forbids.
        Shown::As('\u{fffe}' | '\u{ffff}') => None,
        Shown::As(shown) if shown == c => Some(c),
        Shown::As(_) | Shown::Nothing => None,
    });
    one_line(&shown.collect::<String>())
}

/// Returns an address without what no address holds: it then needs no escaping between braces or quotes.
pub fn address(url: &str) -> String {
    let mut address = String::with_capacity(url.len());
    for c in line(url).chars() {
        match c {
            ' ' => address.push_str("%20"),
            '"' => address.push_str("%22"),
            '<' => address.push_str("%3C"),
            '>' => address.push_str("%3E"),
            '\\' => address.push_str("%5C"),
            '{' => address.push_str("%7B"),
            '}' => address.push_str("%7D"),
            c => address.push(c),
        }
    }
    address
}
