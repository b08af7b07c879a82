//! The query as the lexer sees it: visible characters in NFC, each with the place it was typed at, and no more of them than the limit.

use unicode_normalization::char::{canonical_combining_class, is_combining_mark};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

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
    let visible = keep_visible(text, notes);
    let mut chars = Vec::new();
    let (mut bytes, mut carries_marks) = (0, false);
    for run in visible.chunk_by(|_, next| !begins_anew(next.ch)) {
        let composed = compose(run);
        bytes += composed.iter().map(|c| c.ch.len_utf8()).sum::<usize>();
        if bytes > limits::BYTES {
            let rest = Span::new(run[0].span.start, text.len());
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
    }
    chars
}

/// Drops what cannot be seen, or could turn the line around on a screen.
fn keep_visible(text: &str, notes: &mut Notes) -> Vec<Char> {
    // No eight characters become fewer than one byte in NFC, so what comes behind is over the limit anyhow, be it megabytes.
    const ENOUGH: usize = 8 * limits::BYTES;
    let mut visible = Vec::new();
    for (start, ch) in text.char_indices() {
        if visible.len() > ENOUGH {
            break;
        }
        let span = Span::new(start, start + ch.len_utf8());
        if !is_space(ch) && is_invisible(ch) {
            notes.say(Diagnostic::note("query-invisible").at(span));
            continue;
        }
        visible.push(Char { ch: if is_space(ch) { ' ' } else { ch }, span });
    }
    visible
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

/// Tells whether no character before this one changes with it when text is composed. It need not be where a grapheme ends: which marks there are
/// is for one table of Unicode to say, and that of another crate may be older.
fn begins_anew(ch: char) -> bool {
    canonical_combining_class(ch) == 0 && is_nfc_quick(std::iter::once(ch)) == IsNormalized::Yes
}

/// Composes one run of characters. Only where that changes something does a character stand for the whole run.
fn compose(run: &[Char]) -> Vec<Char> {
    let typed = || run.iter().map(|c| c.ch);
    if is_nfc_quick(typed()) == IsNormalized::Yes {
        return run.to_vec();
    }
    let whole = run.iter().map(|c| c.span).reduce(Span::join).unwrap_or_default();
    typed().nfc().map(|ch| Char { ch, span: whole }).collect()
}
