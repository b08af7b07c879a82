//! A text and its lines, before anybody knows what they are.

use crate::article::Class;
use crate::text::{Span, one_line};

/// The stored text of an article in the making.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    pub text: String,
    /// The non-blank lines, trimmed, in order.
    pub lines: Vec<Line>,
    /// Whether its format has a place for the title, and left it empty.
    pub is_untitled: bool,
}

/// One line, and what its format says that it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    pub span: Span,
    pub hint: Option<Class>,
    /// How many line breaks stand between it and the line before; 0 if they were one line.
    pub gap: usize,
}

impl Draft {
    /// Takes a plain text as it is.
    pub fn plain(text: String) -> Self {
        let lines = split(&text);
        Self { text, lines, is_untitled: false }
    }

    /// Adds a paragraph of its own, with an empty line before it.
    pub fn push_paragraph(&mut self, text: &str, class: Class) {
        // A field of a record is one paragraph, whatever line breaks it was exported with.
        let joined = one_line(text);
        self.push(&joined, Some(class), 2);
    }

    /// Adds lines as they stand in a text, with an empty line before them.
    pub fn push_plain(&mut self, text: &str) {
        self.push_draft(&Self::plain(text.to_owned()));
    }

    /// Adds another draft, with an empty line before it.
    pub fn push_draft(&mut self, other: &Self) {
        if !self.text.is_empty() && !other.lines.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        self.text.push_str(&other.text);
        let mut gap = 2;
        for line in &other.lines {
            self.lines.push(Line { span: line.span.shift(start), gap: if gap > 0 { gap } else { line.gap }, ..*line });
            gap = 0;
        }
    }

    /// Adds one line after `breaks` line breaks; a blank one is left out.
    pub fn push(&mut self, line: &str, hint: Option<Class>, breaks: usize) {
        let line = line.trim();
        if line.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.extend(std::iter::repeat_n('\n', breaks.max(1)));
        }
        let start = self.text.len();
        self.text.push_str(line);
        self.lines.push(Line { span: Span::new(start, self.text.len()), hint, gap: breaks });
    }
}

fn split(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut gap = 0;
    let mut start = 0;
    // Old Macs ended lines with CR alone; some editors use the separators of Unicode.
    for piece in text.split_inclusive(['\n', '\r', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}']) {
        let line = piece.trim_matches(is_blank);
        if !line.is_empty() {
            let from = start + (piece.len() - piece.trim_start_matches(is_blank).len());
            lines.push(Line { span: Span::new(from, from + line.len()), hint: None, gap });
            gap = 0;
        }
        // CR LF is one break.
        gap += usize::from(!(piece.ends_with('\r') && text[start + piece.len()..].starts_with('\n')));
        start += piece.len();
    }
    lines
}

/// White space, and marks that are as invisible.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}' | '\u{200C}' | '\u{200D}' | '\u{2060}' | '\u{FEFF}')
}
