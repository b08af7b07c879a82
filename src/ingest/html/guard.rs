//! Whether a page may be given to a parser: one linear look at its tags.
//!
//! The parser itself is linear, but its tree is as deep as the page says, unclosed formatting is copied into every paragraph, and
//! attributes of one tag are compared with one another.

const DEEPEST: usize = 512;
const LARGEST: usize = 8 << 20;
const MOST_TAGS: usize = 150_000;
const MOST_ATTRIBUTE_BYTES: usize = 64 << 10;
const MOST_ATTRIBUTES: usize = 512;
/// Unclosed formatting tags times all tags: how much the parser may copy.
const MOST_COPIES: usize = 4_000_000;

/// A `<` that opens no tag, or a `&`, costs the parser microseconds each.
const MOST_STRAY: usize = 100_000;

/// Tags that never hold anything.
const VOID: [&[u8]; 14] =
    [b"area", b"base", b"br", b"col", b"embed", b"hr", b"img", b"input", b"link", b"meta", b"param", b"source", b"track", b"wbr"];

/// Tags that the next of their kind closes.
const CLOSED_BY_NEXT: [&[u8]; 12] = [b"p", b"li", b"dd", b"dt", b"option", b"tr", b"td", b"th", b"thead", b"tbody", b"tfoot", b"optgroup"];

/// Tags that the parser opens again in the next paragraph if they were not closed.
const FORMATTING: [&[u8]; 14] = [b"a", b"b", b"big", b"code", b"em", b"font", b"i", b"nobr", b"s", b"small", b"strike", b"strong", b"tt", b"u"];

/// Tells whether a page is small and flat enough to be parsed.
pub fn is_tame(html: &str) -> bool {
    let bytes = html.as_bytes();
    if html.len() > LARGEST || bytes.iter().filter(|b| **b == b'&').count() > MOST_STRAY {
        return false;
    }
    let mut stray = 0;
    let (mut tags, mut depth, mut formatting, mut most_formatting) = (0usize, 0usize, 0usize, 0usize);
    let mut at = 0;
    while let Some(open) = find(bytes, at, b'<') {
        at = open + 1;
        if bytes[at..].starts_with(b"!--") {
            match find_text(bytes, at, b"-->") {
                Some(end) => at = end + 3,
                // An open comment swallows the rest.
                None => break,
            }
            continue;
        }
        let closes = bytes.get(at) == Some(&b'/');
        let name_start = at + usize::from(closes);
        let name_end = name_start + bytes[name_start..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
        if name_end == name_start {
            stray += 1;
            if stray > MOST_STRAY {
                return false;
            }
            continue;
        }
        tags += 1;
        if tags > MOST_TAGS {
            return false;
        }
        let name = bytes[name_start..name_end].to_ascii_lowercase();
        let Some(end) = tag_end(bytes, name_end) else { return false };
        at = end + 1;
        let is = |list: &[&[u8]]| list.contains(&name.as_slice());
        if is(&FORMATTING) {
            formatting = if closes { formatting.saturating_sub(1) } else { formatting + 1 };
            most_formatting = most_formatting.max(formatting);
        }
        if closes {
            depth = depth.saturating_sub(usize::from(!is(&VOID) && !is(&CLOSED_BY_NEXT)));
        } else if !is(&VOID) && !is(&CLOSED_BY_NEXT) {
            depth += 1;
        }
        if depth > DEEPEST || most_formatting * tags > MOST_COPIES {
            return false;
        }
        if !closes && (name == b"script" || name == b"style") {
            let close: &[u8] = if name == b"script" { b"</script" } else { b"</style" };
            match find_text(bytes, at, close) {
                Some(close) => at = close,
                None => break,
            }
        }
    }
    true
}

/// Returns where a tag ends; nothing if it has more attributes than a page could mean.
fn tag_end(bytes: &[u8], from: usize) -> Option<usize> {
    let mut quote = None;
    let mut attributes = 0;
    for (offset, &byte) in bytes[from..].iter().enumerate() {
        match (quote, byte) {
            (Some(open), _) if open == byte => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'>') => return Some(from + offset),
            (None, b'=' | b' ' | b'\t' | b'\n' | b'/') => attributes += 1,
            _ => {}
        }
        // `data:` pictures are long, but they stand in quotes and are one attribute.
        if attributes > 2 * MOST_ATTRIBUTES || (quote.is_none() && attributes > 64 && offset > MOST_ATTRIBUTE_BYTES) {
            return None;
        }
    }
    Some(bytes.len().saturating_sub(1).max(from))
}

fn find(bytes: &[u8], from: usize, wanted: u8) -> Option<usize> {
    bytes.get(from..)?.iter().position(|&b| b == wanted).map(|offset| from + offset)
}

fn find_text(bytes: &[u8], from: usize, wanted: &[u8]) -> Option<usize> {
    bytes.get(from..)?.windows(wanted.len()).position(|window| window.eq_ignore_ascii_case(wanted)).map(|offset| from + offset)
}
