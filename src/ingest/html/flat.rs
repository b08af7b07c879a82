//! A page without its tags, in one pass and without a tree: for pages too wild to be parsed.

use super::decode_entities;
use crate::ingest::structure::Draft;
use crate::text::one_line;

/// Tags that stand inside a line.
const INLINE: [&str; 22] = [
    "a", "b", "big", "code", "em", "font", "i", "img", "nobr", "s", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "abbr", "mark",
    "wbr", "o",
];

/// Elements whose content is no text.
const SILENT: [&str; 5] = ["script", "style", "noscript", "template", "svg"];

/// Takes the tags away. Block tags become line breaks.
pub fn strip(html: &str) -> Draft {
    let mut text = String::with_capacity(html.len() / 2);
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open].replace(['\n', '\r'], " "));
        rest = &rest[open..];
        if rest.starts_with("<!--") {
            rest = after(rest, "-->");
            continue;
        }
        let name_start = if rest.starts_with("</") { 2 } else { 1 };
        let name: String = rest[name_start..].chars().take_while(char::is_ascii_alphanumeric).take(16).collect::<String>().to_ascii_lowercase();
        if name.is_empty() && !rest.starts_with("<!") && !rest.starts_with("<?") {
            text.push('<');
            rest = &rest[1..];
            continue;
        }
        if !INLINE.contains(&name.as_str()) {
            text.push('\n');
        }
        rest = after(rest, ">");
        if name_start == 1 && SILENT.contains(&name.as_str()) {
            let close = format!("</{name}");
            let end = find_ignoring_case(rest, &close).unwrap_or(rest.len());
            rest = &rest[end..];
        }
    }
    text.push_str(rest);
    let mut draft = Draft::default();
    for line in decode_entities(&text).lines() {
        let line = one_line(line);
        draft.push(&line, None, 1);
    }
    draft
}

fn after<'t>(text: &'t str, mark: &str) -> &'t str {
    text.find(mark).map_or("", |at| &text[at + mark.len()..])
}

fn find_ignoring_case(text: &str, wanted: &str) -> Option<usize> {
    text.as_bytes().windows(wanted.len()).position(|window| window.eq_ignore_ascii_case(wanted.as_bytes()))
}
