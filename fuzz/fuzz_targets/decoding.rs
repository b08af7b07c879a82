//! Any bytes as a plain text: good Unicode comes back as it is, what was converted is said, and the article holds the whole of it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use timbao::laws::{article_is_whole, read_file};
use timbao::text::encoding::{Decoded, Encoding, decode, is_binary, utf16_of};
use unicode_normalization::is_nfc;

const REPLACEMENT: char = '\u{FFFD}';

fuzz_target!(|bytes: &[u8]| {
    is_binary(bytes);
    // Any choice will do that the fuzzer can change; all of them for each input would cost four times as much.
    let declared = [None, Some("windows-1258"), Some("utf-16le"), Some("no such thing")][bytes.len() % 4];
    what_was_done_is_said(bytes, &decode(bytes, declared));
    let clean = clean(&String::from_utf8_lossy(bytes));
    clean_unicode_is_left_alone(&clean);
    the_article_holds_the_text(bytes);
    the_article_holds_the_text(clean.as_bytes());
});

fn what_was_done_is_said(bytes: &[u8], decoded: &Decoded) {
    let Decoded { text, encoding, had_errors } = decoded;
    assert!(!encoding.name().is_empty());
    // A byte is at most a letter with two marks, and in NFC that is one character of three bytes.
    assert!(text.len() <= 3 * bytes.len(), "{} bytes became {}", bytes.len(), text.len());
    if *had_errors {
        assert!(text.contains(REPLACEMENT) || !encoding.is_unicode(), "an error leaves its mark");
    }
    if is_surely_no_unicode(bytes) {
        assert!(!encoding.is_unicode() && is_nfc(text), "what was converted is composed");
    }
    let Ok(given) = std::str::from_utf8(bytes) else { return };
    if utf16_of(bytes).is_some() {
        return;
    }
    assert!(!had_errors, "these bytes are UTF-8");
    let given = given.strip_prefix('\u{FEFF}').unwrap_or(given);
    if *encoding == Encoding::Utf8 {
        assert_eq!(text, given);
    } else {
        assert_ne!(text, given, "{} changed nothing", encoding.name());
    }
}

/// Tells whether bytes above ASCII never make a letter of UTF-8.
fn is_surely_no_unicode(bytes: &[u8]) -> bool {
    !bytes.is_ascii() && utf16_of(bytes).is_none() && !bytes.starts_with(b"\xEF\xBB\xBF") && bytes.utf8_chunks().all(|chunk| chunk.valid().is_ascii())
}

/// Returns the lines of a text with what could make a reader doubt that they are Unicode taken out, and a letter of Vietnamese alone put in.
fn clean(text: &str) -> String {
    // Control characters are capitals of the old encodings; an open `ă` or an acute on a consonant tells of letters that were swapped.
    let doubtful = |c: char| c.is_control() || matches!(c, 'ă' | 'Ă' | '\u{301}' | '\u{FEFF}');
    text.lines().map(|line| line.replace(doubtful, "") + " Việt\n").collect()
}

fn clean_unicode_is_left_alone(text: &str) {
    let same = |bytes: &[u8], encoding: Encoding, declared: Option<&str>| {
        let decoded = decode(bytes, declared);
        assert_eq!(decoded.text, text, "read as {}", decoded.encoding.name());
        assert_eq!((decoded.encoding, decoded.had_errors), (encoding, false));
    };
    same(text.as_bytes(), Encoding::Utf8, None);
    same(text.as_bytes(), Encoding::Utf8, Some("windows-1252"));
    let little = || text.encode_utf16().flat_map(u16::to_le_bytes);
    let big = || text.encode_utf16().flat_map(u16::to_be_bytes);
    same(&[0xFF, 0xFE].into_iter().chain(little()).collect::<Vec<_>>(), Encoding::Utf16Le, None);
    same(&[0xFE, 0xFF].into_iter().chain(big()).collect::<Vec<_>>(), Encoding::Utf16Be, Some("utf-8"));
}

fn the_article_holds_the_text(bytes: &[u8]) {
    let decoded = decode(bytes, None);
    let articles = read_file("tin/bai.txt", bytes);
    assert!(articles.len() <= 1, "a text is one article");
    for parsed in articles {
        article_is_whole(&parsed.article);
        // Without a tag it was not taken for a page.
        if !decoded.text.contains('<') {
            assert_eq!(parsed.article.text, decoded.text, "the text is stored as it was read");
        }
    }
}
