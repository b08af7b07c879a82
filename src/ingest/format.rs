//! Which format a file has: by its name, corrected by its first bytes.

use crate::text::encoding;

/// How a file is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    None,
    Gzip,
    Zip,
}

/// What a file holds once unpacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Text,
    Html,
    /// One JSON object a line.
    JsonLines,
    /// One object, or an array of them.
    Json,
    /// With the separator that the name implies.
    Csv(Option<u8>),
}

impl Format {
    /// Tells whether it holds many articles, which are read one by one.
    pub const fn is_export(self) -> bool {
        matches!(self, Self::JsonLines | Self::Json | Self::Csv(_))
    }
}

/// What a name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    pub packing: Packing,
    /// Nothing if the name tells no format: the content may still show that it is HTML.
    pub format: Option<Format>,
}

/// Extensions of pages that a server made; their content must look like HTML.
const PAGES: [&str; 9] = ["", "php", "asp", "aspx", "jsp", "cms", "vnp", "epi", "do"];

/// Settings of this program, which lie beside the articles.
const OURS: [&str; 4] = ["source.toml", "officials.toml", "timbao.toml", ".timbaoignore"];

/// Reads a file name.
pub fn by_name(path: &str) -> Named {
    let name = path.rsplit(['/', '!']).next().unwrap_or(path).to_lowercase();
    let (name, packing) = match name.strip_suffix(".gz") {
        Some(inner) => (inner, Packing::Gzip),
        None if name.ends_with(".zip") => return Named { packing: Packing::Zip, format: None },
        None => (name.as_str(), Packing::None),
    };
    let format = match extension(name) {
        "txt" | "text" | "md" => Some(Format::Text),
        "html" | "htm" | "xhtml" | "shtml" => Some(Format::Html),
        "jsonl" | "ndjson" => Some(Format::JsonLines),
        "json" => Some(Format::Json),
        "csv" => Some(Format::Csv(None)),
        "tsv" => Some(Format::Csv(Some(b'\t'))),
        _ => None,
    };
    Named { packing, format }
}

fn extension(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(stem, extension)| if stem.is_empty() { "" } else { extension })
}

/// Tells whether a file is worth opening, by its name alone: hidden files and this program's own settings are not.
pub fn is_candidate(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    if name.starts_with('.') || OURS.contains(&name.as_str()) {
        return false;
    }
    let named = by_name(&name);
    named.packing == Packing::Zip || named.format.is_some() || PAGES.contains(&extension(&name))
}

/// Settles the format by the first bytes: saved pages come as `.txt`, and without any extension.
pub fn by_content(named: Option<Format>, head: &[u8]) -> Option<Format> {
    match named {
        None | Some(Format::Text) if begins_like_html(head) => Some(Format::Html),
        Some(Format::Html) if !head.contains(&b'<') => Some(Format::Text),
        named => named,
    }
}

/// Tells whether a page begins here, read as the article would be: behind a byte order mark of UTF-16 the bytes of a tag are no tag.
fn begins_like_html(head: &[u8]) -> bool {
    if !head.contains(&b'<') {
        return false;
    }
    let head = encoding::decode(&head[..head.len().min(2048)], None).text.to_ascii_lowercase();
    let head = head.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '\0' | '\u{FEFF}' | '\u{FFFD}'));
    ["<!doctype html", "<html", "<head", "<body"].iter().any(|start| head.starts_with(start))
        || ((head.starts_with("<!--") || head.starts_with("<?xml")) && head.contains("<html"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for (path, packing, format) in [
            ("a/b.TXT", Packing::None, Some(Format::Text)),
            ("a.html.gz", Packing::Gzip, Some(Format::Html)),
            ("x.zip!2019/a.jsonl", Packing::None, Some(Format::JsonLines)),
            ("x.zip", Packing::Zip, None),
            ("x.tsv", Packing::None, Some(Format::Csv(Some(b'\t')))),
            ("x.tar.gz", Packing::Gzip, None),
            (".txt", Packing::None, None),
            ("README", Packing::None, None),
        ] {
            assert_eq!(by_name(path), Named { packing, format }, "{path}");
        }
    }

    #[test]
    fn candidates() {
        for path in ["a.txt", "b/index.php", "tin", "x.json.gz", "x.zip"] {
            assert!(is_candidate(path), "{path}");
        }
        for path in ["source.toml", "a/.timbaoignore", ".txt", "a.jpg", "a.pdf", "a.rs", ".git"] {
            assert!(!is_candidate(path), "{path}");
        }
    }

    #[test]
    fn contents() {
        for (named, head, expected) in [
            (Some(Format::Text), "  <!DOCTYPE html><p>", Some(Format::Html)),
            (None, "<html>", Some(Format::Html)),
            (None, "Đảng ủy", None),
            (Some(Format::Text), "Đảng ủy <b>", Some(Format::Text)),
            (Some(Format::Html), "Đảng ủy", Some(Format::Text)),
        ] {
            assert_eq!(by_content(named, head.as_bytes()), expected, "{head}");
            let marked = format!("\u{FEFF}{head}");
            let utf16 = |bytes: fn(u16) -> [u8; 2]| marked.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
            assert_eq!(by_content(named, &utf16(u16::to_le_bytes)), expected, "{head}");
            assert_eq!(by_content(named, &utf16(u16::to_be_bytes)), expected, "{head}");
        }
        // Behind a byte order mark of UTF-16 these bytes are no tag.
        assert_eq!(by_content(Some(Format::Text), b"\xFF\xFE<html> "), Some(Format::Text));
        // The reader may find its way into UTF-16 without a mark, and then it must be asked.
        assert_eq!(by_content(None, &"<html>".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()), Some(Format::Html));
    }
}
