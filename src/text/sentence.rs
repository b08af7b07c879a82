//! Where a sentence ends: for gaps between phrases and for the edges of snippets.
//!
//! Papers glue sentences (`sinh hoạt.Công tác`) and put points into numbers (`4.740`, `6.1`) and short forms (`TP.HCM`, `Th.S`),
//! so a point is judged by the letters on both sides.

use unicode_normalization::char::is_combining_mark;

use super::letter::is_capital;
use super::span::Span;
use super::syllable::Syllable;

/// Splits one paragraph into sentences, outer white space left out. Line breaks are spaces.
pub fn sentences(paragraph: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = 0;
    for (at, c) in paragraph.char_indices() {
        if !ends_sentence(paragraph, at, c) {
            continue;
        }
        let end = closing_end(paragraph, at + c.len_utf8());
        // Several marks in a row (`?!`, `...`) end one sentence.
        if end > start && !paragraph[end..].starts_with(['.', '!', '?', '…']) {
            push_trimmed(&mut spans, paragraph, start, end);
            start = end;
        }
    }
    push_trimmed(&mut spans, paragraph, start, paragraph.len());
    spans
}

fn push_trimmed(spans: &mut Vec<Span>, text: &str, start: usize, end: usize) {
    let piece = &text[start..end];
    let trimmed = piece.trim();
    if !trimmed.is_empty() {
        let start = start + (piece.len() - piece.trim_start().len());
        spans.push(Span::new(start, start + trimmed.len()));
    }
}

/// Moves behind the quotes and brackets that close with the sentence.
fn closing_end(text: &str, end: usize) -> usize {
    let rest = &text[end..];
    end + (rest.len() - rest.trim_start_matches(['"', '”', '’', '»', ')', ']']).len())
}

/// Tells whether the character `mark` at byte `at` of `text` ends a sentence.
pub fn ends_sentence(text: &str, at: usize, mark: char) -> bool {
    match mark {
        '!' | '?' => true,
        '.' | '…' => point_ends_sentence(&text[..at], &text[at + mark.len_utf8()..], mark),
        _ => false,
    }
}

fn point_ends_sentence(before: &str, after: &str, mark: char) -> bool {
    let rest = after.trim_start_matches(['"', '”', '’', '»', ')', ']']);
    let Some(next) = rest.chars().next() else { return true };
    let next_word = rest.trim_start().chars().next().unwrap_or(' ');
    if next.is_whitespace() {
        // `sản xuất kinh doanh… ` goes on in lower case; `TP. Hồ Chí Minh` and `V. Mẫu` are short forms.
        return !next_word.is_lowercase() && (mark == '…' || !is_short_form(last_word(before)));
    }
    // Glued: only a whole lower-case syllable before a capital ends a sentence.
    let word = last_word(before);
    is_capital(next) && letters(word).all(char::is_lowercase) && Syllable::parse(word).is_some()
}

/// Tells whether a word before a point is cut short: it has a capital and is no syllable of two or more letters.
fn is_short_form(word: &str) -> bool {
    word.chars().next().is_some_and(is_capital) && (letters(word).count() == 1 || Syllable::parse(word).is_none())
}

/// Returns the letters of a word without its combining marks, so that every normal form is judged alike.
fn letters(word: &str) -> impl Iterator<Item = char> {
    word.chars().filter(|&c| !is_combining_mark(c))
}

/// Returns the letters at the end of `text`, marks included; those before the first letter are of no letter (`¨` with an acute).
fn last_word(text: &str) -> &str {
    let is_part = |c: char| c.is_alphanumeric() || is_combining_mark(c);
    // The whole word, however long: cut after so many characters, it would begin elsewhere in NFD. No word holds a point, so none is read twice.
    text[text.trim_end_matches(is_part).len()..].trim_start_matches(is_combining_mark)
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    #[test]
    fn split() {
        for (text, expected) in [
            ("", vec![]),
            ("   ", vec![]),
            ("Một câu. Hai câu.", vec!["Một câu.", "Hai câu."]),
            ("tăng lên.Do đó, đã giúp.", vec!["tăng lên.", "Do đó, đã giúp."]),
            ("Có 4.740 đảng viên, sáng 6.1 họp.", vec!["Có 4.740 đảng viên, sáng 6.1 họp."]),
            ("Tại TP.HCM và TP. Thủ Đức. Xong.", vec!["Tại TP.HCM và TP. Thủ Đức.", "Xong."]),
            ("ông Nguyễn V. Mẫu nói. Rồi thôi", vec!["ông Nguyễn V. Mẫu nói.", "Rồi thôi"]),
            ("“Làm ngay!” ông nói. Hết", vec!["“Làm ngay!”", "ông nói.", "Hết"]),
            ("doanh nghiệp… và tỉnh. Hết…", vec!["doanh nghiệp… và tỉnh.", "Hết…"]),
            ("vững mạnh./.", vec!["vững mạnh./."]),
            ("Sao?! Thế à...", vec!["Sao?!", "Thế à..."]),
            ("dòng một\ndòng hai. Ba", vec!["dòng một\ndòng hai.", "Ba"]),
        ] {
            let found: Vec<&str> = sentences(text).into_iter().map(|span| span.of(text)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn words_are_judged_alike_in_every_normal_form() {
        for composed in ["Ưệệệệệệệệệệệệ. Dự", "\u{385}Ưậ. Dự"] {
            let decomposed: String = composed.nfd().collect();
            assert_eq!(sentences(composed).len(), sentences(&decomposed).len(), "{composed}");
        }
    }
}
