//! From a saved page to the text of its article.
//!
//! The page is parsed once and its lines listed in order. Mozilla's readability says where the article lies among them; what stands
//! beside it inside that stretch (date line, lead, captions) is kept for `structure` to judge. Pages that no parser should be given
//! (thousands of nested or unclosed tags) are stripped of their tags in one pass instead.

mod blocks;
mod flat;
mod guard;
mod head;

use dom_query::Document;
use dom_smoothie::{Config, Readability};

use super::structure::{self, Draft};
use crate::analysis;
use crate::article::Class;
use blocks::Line;

/// What a page holds.
#[derive(Debug, Default)]
pub struct Page {
    pub draft: Draft,
    /// As the metadata writes it.
    pub published: Option<String>,
    pub url: Option<String>,
    pub author: Option<String>,
    /// True if the page was too wild to be parsed, and only its tags were taken away.
    pub is_flat: bool,
}

/// Reads a page.
pub fn read(html: &str) -> Page {
    if !guard::is_tame(html) {
        return Page { draft: flat::strip(html), is_flat: true, ..Page::default() };
    }
    let document = Document::from(html);
    let head = head::read(&document);
    let lines = blocks::of_page(&document);
    let content = readable_lines(document);
    let title = head.title.as_deref().and_then(|title| find_title(&lines, title));
    let stretch = article_stretch(&lines, &content, title);
    let mut draft = Draft::default();
    if title.is_none()
        && let Some(title) = &head.title
    {
        draft.push(title, Some(Class::Title), 1);
    }
    for (index, line) in lines.iter().enumerate().take(stretch.end).skip(stretch.start) {
        let hint = if title == Some(index) { Some(Class::Title) } else { line.hint };
        draft.push(&line.text, hint, if line.breaks_paragraph { 2 } else { 1 });
    }
    Page { draft, published: head.published, url: head.url, author: head.author, is_flat: false }
}

/// Reads a body field that holds markup: all of it is the article's.
pub fn fragment(html: &str) -> Draft {
    if !guard::is_tame(html) {
        return flat::strip(html);
    }
    let document = Document::fragment(html);
    let mut draft = Draft::default();
    for line in blocks::of_fragment(&document) {
        draft.push(&line.text, line.hint, if line.breaks_paragraph { 2 } else { 1 });
    }
    draft
}

/// Returns a field without markup and entities.
pub fn plain(text: &str) -> String {
    if has_markup(text) { fragment(text).text.replace('\n', " ") } else { decode_entities(text) }
}

/// Decodes `&aacute;` and `&#7843;` in a text without tags.
pub fn decode_entities(text: &str) -> String {
    let is_entity = |rest: &str| {
        let name = rest.split(';').next().unwrap_or(rest);
        name.len() < rest.len() && (2..=10).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'#')
    };
    if !text.split('&').skip(1).any(is_entity) {
        return text.to_owned();
    }
    Document::fragment(text.replace('<', "&lt;").as_str()).text().to_string()
}

/// Tells whether a field was exported as HTML.
pub fn has_markup(text: &str) -> bool {
    const TAGS: [&str; 30] = [
        "p",
        "br",
        "div",
        "span",
        "a",
        "b",
        "i",
        "u",
        "em",
        "strong",
        "table",
        "tr",
        "td",
        "ul",
        "ol",
        "li",
        "img",
        "figure",
        "figcaption",
        "h1",
        "h2",
        "h3",
        "h4",
        "font",
        "center",
        "blockquote",
        "section",
        "article",
        "hr",
        "html",
    ];
    text.split('<').skip(1).any(|rest| {
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let closes = rest[end..].starts_with(['>', ' ', '/', '\n', '\t', '\r']);
        closes && rest.contains('>') && TAGS.iter().any(|tag| tag.eq_ignore_ascii_case(&rest[..end]))
    })
}

/// Returns the charset that a page declares in its first kilobytes.
pub fn declared_charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(8 << 10)]).to_ascii_lowercase();
    let tag =
        head.split('<').find(|tag| (tag.starts_with("meta") || tag.starts_with("?xml")) && (tag.contains("charset") || tag.contains("encoding")))?;
    let value = tag.split_once("charset").or_else(|| tag.split_once("encoding"))?.1.trim_start().strip_prefix('=')?;
    let label: String = value.trim_start_matches([' ', '"', '\'']).chars().take_while(|c| c.is_ascii_alphanumeric() || "-_:.".contains(*c)).collect();
    (!label.is_empty()).then_some(label)
}

/// Returns the lines that readability takes for the article.
fn readable_lines(document: Document) -> Vec<Line> {
    let config = Config { keep_classes: true, max_elements_to_parse: 100_000, char_threshold: 200, ..Config::default() };
    let article = Readability::with_document(document, None, Some(config)).and_then(|mut readability| readability.parse());
    article.map_or_else(|_| Vec::new(), |article| blocks::of_fragment(&Document::fragment(article.content)))
}

/// Finds the line that the page's title begins with: `<title>` often goes on with the name of the site.
fn find_title(lines: &[Line], title: &str) -> Option<usize> {
    const FEWEST_WORDS: usize = 3;
    let title = analysis::fold_words(title);
    let is_title = |line: &Line| {
        line.text.len() <= 4 * title.len() + 16 && {
            let folded = analysis::fold_words(&line.text);
            let whole = title.strip_prefix(folded.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
            let enough = folded == title || folded.split(' ').count() >= FEWEST_WORDS;
            (whole && enough).then_some(folded.len()).is_some()
        }
    };
    // The longest wins, and of equals the first that is a heading, else the last: links to the article itself stand above it.
    let found: Vec<usize> = (0..lines.len()).filter(|&index| is_title(&lines[index])).collect();
    let longest = found.iter().map(|&index| analysis::fold_words(&lines[index].text).len()).max()?;
    let best = || found.iter().copied().filter(|&index| analysis::fold_words(&lines[index].text).len() == longest);
    best().find(|&index| lines[index].is_heading).or_else(|| best().find(|&index| !lines[index].is_link)).or_else(|| best().next())
}

/// Returns which lines are the article and what stands among it: from its title to the last line that readability took.
fn article_stretch(lines: &[Line], content: &[Line], title: Option<usize>) -> std::ops::Range<usize> {
    let taken = align(lines, content);
    let (Some(first), Some(last)) = (taken.first(), taken.last()) else {
        return title.unwrap_or(0)..lines.len();
    };
    let start = match title.filter(|title| title <= last) {
        Some(title) if title > 0 && structure::is_date_line(&lines[title - 1].text) => title - 1,
        Some(title) => title,
        None => *first,
    };
    start..last + 1
}

/// Finds each line of the content among the lines of the page, in order.
fn align(lines: &[Line], content: &[Line]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut from = 0;
    for wanted in content {
        if let Some(offset) = lines[from..].iter().position(|line| line.text == wanted.text) {
            found.push(from + offset);
            from += offset + 1;
        }
    }
    found
}

#[cfg(test)]
mod tests;
