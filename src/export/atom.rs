//! A feed, RFC 4287, for readers of news.
//!
//! Ids come from articles and titles alone, so a reader knows what it has seen, wherever the feed is served from.

use super::citation::{author, citation, date_note};
use super::{Style, plain};
use crate::extract::{Origin, Precision};
use crate::search::{DateFact, Hit};

/// Who gives out the ids: a name and a year in which it was ours, as RFC 4151 wants.
const TAG: &str = "tag:timbao,2026";

pub const TAIL: &str = "</feed>\n";

/// Returns what stands before the entries.
pub fn head(style: &Style) -> String {
    let title = plain::line(&style.title);
    let number = blake3::hash(title.as_bytes()).to_hex();
    let mut head =
        format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n", style.lang.tag());
    element(&mut head, "id", &format!("{TAG}:list/{}", &number[..16]));
    element(&mut head, "title", &title);
    element(&mut head, "updated", &now(style));
    element(&mut head, "generator", "timbao");
    // For entries whose article names neither author nor paper.
    head.push_str(&author_of("timbao"));
    if let Some(address) = &style.address {
        link(&mut head, "self", &plain::address(address));
    }
    head
}

/// Returns the entry of a hit.
pub fn entry(style: &Style, hit: &Hit) -> String {
    let mut entry = "<entry>\n".to_owned();
    element(&mut entry, "id", &format!("{TAG}:article/{}", hit.id));
    element(&mut entry, "title", &style.title_of(hit));
    element(&mut entry, "updated", &hit.published.date.as_deref().map_or_else(|| now(style), midnight));
    if let Some(day) = published(&hit.published) {
        element(&mut entry, "published", &midnight(day));
    }
    let author = author(hit).unwrap_or_else(|| plain::line(&hit.source));
    if !author.is_empty() {
        entry.push_str(&author_of(&author));
    }
    let own = hit.url.as_deref().map(plain::address);
    let page = style.page(hit.id);
    for (rel, href) in [("alternate", page.as_ref().or(own.as_ref())), ("via", own.as_ref().filter(|_| page.is_some()))] {
        if let Some(href) = href {
            link(&mut entry, rel, href);
        }
    }
    // An entry that leads nowhere must hold its content.
    let name = if page.is_some() || own.is_some() { "summary" } else { "content" };
    element(&mut entry, name, &summary(style, hit));
    entry + "</entry>\n"
}

/// Returns the passages of a hit, or how it is cited; a date that is inferred says so.
fn summary(style: &Style, hit: &Hit) -> String {
    let passages: Vec<String> = hit.snippets.iter().map(|snippet| plain::line(&snippet.text)).collect();
    let text = if passages.is_empty() { citation(style, hit) } else { passages.join(" … ") };
    [Some(text), date_note(style, &hit.published)].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Returns the day of publication if it is one day, and known.
fn published(date: &DateFact) -> Option<&str> {
    let is_known = matches!(date.origin, Some(Origin::Stated | Origin::Metadata)) && date.precision == Some(Precision::Day);
    date.date.as_deref().filter(|_| is_known)
}

/// Days begin at midnight in Vietnam.
fn midnight(day: &str) -> String {
    format!("{day}T00:00:00+07:00")
}

fn now(style: &Style) -> String {
    format!("{:.0}", style.updated)
}

fn element(xml: &mut String, name: &str, text: &str) {
    xml.push_str(&format!("<{name}>{}</{name}>\n", escaped(text)));
}

fn author_of(name: &str) -> String {
    format!("<author><name>{}</name></author>\n", escaped(name))
}

fn link(xml: &mut String, rel: &str, href: &str) {
    xml.push_str(&format!("<link rel=\"{rel}\" href=\"{}\"/>\n", escaped(href)));
}

fn escaped(text: &str) -> String {
    let mut xml = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            c => xml.push(c),
        }
    }
    xml
}
