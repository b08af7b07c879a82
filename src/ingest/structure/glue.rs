//! Lines to which a page glued its furniture: `T/h: Đồng NhungÝ KIẾN BẠN ĐỌC`.

use super::draft::Line;
use super::rules;
use super::unit::Unit;
use crate::text::Span;

/// Cuts such lines in two, at the first token of a tail marker that begins without a space before it.
pub fn cut(text: &str, lines: Vec<Line>) -> Vec<Line> {
    let mut out = Vec::with_capacity(lines.len());
    for line in lines {
        match find(line.span.of(text)) {
            Some(at) if line.hint.is_none() => {
                let at = line.span.start + at;
                let head = text[line.span.start..at].trim_end();
                out.push(Line { span: Span::new(line.span.start, line.span.start + head.len()), ..line });
                out.push(Line { span: Span::new(at, line.span.end), hint: None, gap: 0 });
            }
            _ => out.push(line),
        }
    }
    out
}

/// Returns where a glued marker begins.
fn find(line: &str) -> Option<usize> {
    let starts = glued_capitals(line);
    starts.into_iter().find(|&start| {
        let rest = &line[start..];
        let unit = Unit::new(line, Span::new(start, line.len()), None);
        rules::begins_glued_marker(rest) || (rest.len() < 80 && rules::is_label(&unit))
    })
}

/// Returns where a capital or bracket follows a letter, digit or closing mark with no space between.
fn glued_capitals(line: &str) -> Vec<usize> {
    let mut before = ' ';
    let mut starts = Vec::new();
    for (at, c) in line.char_indices() {
        let is_seam = |before: char| before.is_lowercase() || before.is_numeric() || ".,;:!?…)]”\"/".contains(before);
        // Asked in the order of what is cheap and seldom true.
        if !c.is_ascii_lowercase() && before != ' ' && (c == '[' || c.is_uppercase()) && is_seam(before) {
            starts.push(at);
        }
        before = c;
    }
    starts
}
