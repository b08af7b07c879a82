//! The lines of a page, as a reader sees them: one for each block, in order.

use dom_query::{Document, NodeRef};

use crate::article::Class;

/// A line and what its element says about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    pub text: String,
    pub hint: Option<Class>,
    pub is_heading: bool,
    /// All of its text is a link: menus and lists of headlines are.
    pub is_link: bool,
    /// False if only `<br>` parts it from the line before.
    pub breaks_paragraph: bool,
}

/// Elements that show no text of the page.
const SILENT: [&str; 21] = [
    "script", "style", "noscript", "template", "svg", "iframe", "object", "embed", "select", "textarea", "button", "head", "title", "meta", "link",
    "canvas", "audio", "video", "map", "math", "input",
];

const INLINE: [&str; 34] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em", "font", "i", "img", "ins", "kbd", "label", "mark", "nobr",
    "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
];

/// Lists the lines of a whole page.
pub fn of_page(document: &Document) -> Vec<Line> {
    document.body().map_or_else(Vec::new, of)
}

/// Lists the lines of a piece of a page.
pub fn of_fragment(document: &Document) -> Vec<Line> {
    of(document.root())
}

enum Step<'a> {
    Enter(NodeRef<'a>),
    LeaveBlock,
    LeaveLink,
    LeaveHint(Option<Class>),
    LeaveHeading,
}

fn of(root: NodeRef<'_>) -> Vec<Line> {
    let mut page = Lines::default();
    // A stack of its own, for pages are deeper than threads.
    let mut steps = vec![Step::Enter(root)];
    while let Some(step) = steps.pop() {
        match step {
            Step::Enter(node) => {
                if node.is_text() {
                    page.text(&node.text());
                    continue;
                }
                let name = node.node_name().unwrap_or_default();
                let name: &str = &name;
                if SILENT.contains(&name) || node.is_comment() || is_hidden(&node) {
                    continue;
                }
                match name {
                    "br" => page.end_line(false),
                    _ if INLINE.contains(&name) => {
                        if name == "a" {
                            page.links += 1;
                            steps.push(Step::LeaveLink);
                        }
                    }
                    _ => {
                        page.end_line(true);
                        steps.push(Step::LeaveBlock);
                    }
                }
                if matches!(name, "h1" | "h2" | "h3") {
                    page.headings += 1;
                    steps.push(Step::LeaveHeading);
                }
                if let Some(hint) = hint(name, &node) {
                    steps.push(Step::LeaveHint(page.hint.replace(hint)));
                }
                steps.extend(node.children_it(true).map(Step::Enter));
            }
            Step::LeaveBlock => page.end_line(true),
            Step::LeaveLink => page.links -= 1,
            Step::LeaveHint(before) => {
                page.end_line(true);
                page.hint = before;
            }
            Step::LeaveHeading => {
                page.end_line(true);
                page.headings -= 1;
            }
        }
    }
    page.end_line(true);
    page.lines
}

#[derive(Default)]
struct Lines {
    lines: Vec<Line>,
    text: String,
    linked: usize,
    links: usize,
    headings: usize,
    hint: Option<Class>,
    /// Whether a block has ended since the last line.
    broken: bool,
}

impl Lines {
    fn text(&mut self, text: &str) {
        for c in text.chars() {
            // No-break spaces stay: they are the article's.
            if c.is_whitespace() && c != '\u{A0}' {
                if !self.text.ends_with(' ') && !self.text.is_empty() {
                    self.text.push(' ');
                }
            } else {
                self.text.push(c);
                self.linked += usize::from(self.links > 0);
            }
        }
    }

    fn end_line(&mut self, breaks_paragraph: bool) {
        let text = std::mem::take(&mut self.text);
        let linked = std::mem::take(&mut self.linked);
        let text = text.trim();
        if !text.is_empty() {
            let letters = text.chars().filter(|c| !c.is_whitespace()).count();
            self.lines.push(Line {
                text: text.to_owned(),
                hint: self.hint,
                is_heading: self.headings > 0,
                is_link: linked * 10 >= letters * 9,
                breaks_paragraph: self.broken || self.lines.is_empty(),
            });
            self.broken = false;
        }
        self.broken |= breaks_paragraph;
    }
}

fn is_hidden(node: &NodeRef<'_>) -> bool {
    node.has_attr("hidden") || node.attr("style").is_some_and(|style| style.replace(' ', "").to_ascii_lowercase().contains("display:none"))
}

/// What an element says that its text is: only what every system means alike.
fn hint(name: &str, node: &NodeRef<'_>) -> Option<Class> {
    if name == "figcaption" {
        return Some(Class::Caption);
    }
    let class = node.class()?.to_ascii_lowercase();
    class.contains("caption").then_some(Class::Caption)
}
