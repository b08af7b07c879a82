//! The query as the lexer sees it: visible characters in NFC, each with the place it was typed at, and no more of them than the limit.

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use unicode_segmentation::UnicodeSegmentation;

use crate::diagnostic::Diagnostic;
use crate::text::Span;

use super::limits;
use super::notes::Notes;

/// One character, and the bytes of the query that it stands for.
#[derive(Clone, Copy)]
pub struct Char {
    pub ch: char,
    pub span: Span,
}

/// Reads what the reader can see. Every kind of space is a space, and a mark that sits on no letter is nothing.
pub fn read(text: &str, notes: &mut Notes) -> Vec<Char> {
    let (visible, spans) = keep_visible(text, notes);
    let mut chars = Vec::new();
    let (mut bytes, mut at, mut carries_marks) = (0, 0, false);
    for grapheme in visible.graphemes(true) {
        let count = grapheme.chars().count();
        let grapheme_spans = &spans[at..at + count];
        let composed = compose(grapheme, grapheme_spans);
        bytes += composed.iter().map(|c| c.ch.len_utf8()).sum::<usize>();
        if bytes > limits::BYTES {
            let rest = Span::new(grapheme_spans[0].start, text.len());
            notes.say(Diagnostic::warning("query-too-long").arg(limits::BYTES).at(rest));
            break;
        }
        for c in composed {
            let mark = is_combining_mark(c.ch);
            if mark && !carries_marks {
                notes.say(Diagnostic::note("query-invisible").at(c.span));
            } else {
                carries_marks = mark || c.ch.is_alphanumeric();
                chars.push(c);
            }
        }
        at += count;
    }
    chars
}

/// Drops what cannot be seen, or could turn the line around on a screen.
fn keep_visible(text: &str, notes: &mut Notes) -> (String, Vec<Span>) {
    // No text shrinks to an eighth in NFC, so what comes behind is over the limit anyhow, be it megabytes.
    const ENOUGH: usize = 8 * limits::BYTES;
    let (mut visible, mut spans) = (String::new(), Vec::new());
    for (start, ch) in text.char_indices() {
        if visible.len() > ENOUGH {
            break;
        }
        let span = Span::new(start, start + ch.len_utf8());
        if !is_space(ch) && is_invisible(ch) {
            notes.say(Diagnostic::note("query-invisible").at(span));
            continue;
        }
        visible.push(if is_space(ch) { ' ' } else { ch });
        spans.push(span);
    }
    (visible, spans)
}

/// The zero-width space is a place where a word may end, so it counts as a space.
fn is_space(ch: char) -> bool {
    ch.is_whitespace() || ch == '\u{200B}'
}

fn is_invisible(ch: char) -> bool {
    ch.is_control()
        || matches!(ch,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{200C}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Composes one grapheme. Only where that changes something does a character stand for the whole grapheme.
fn compose(grapheme: &str, spans: &[Span]) -> Vec<Char> {
    if is_nfc_quick(grapheme.chars()) == IsNormalized::Yes {
        return grapheme.chars().zip(spans).map(|(ch, &span)| Char { ch, span }).collect();
    }
    let whole = spans.iter().copied().reduce(Span::join).unwrap_or_default();
    grapheme.nfc().map(|ch| Char { ch, span: whole }).collect()
}
