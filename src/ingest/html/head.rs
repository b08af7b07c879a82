//! What a page says about itself beside its text: `og:` and `article:` properties, JSON-LD, `<title>`.

use dom_query::Document;
use serde_json::Value;

use crate::text::one_line;

/// Metadata, as written.
#[derive(Debug, Default)]
pub struct Head {
    pub title: Option<String>,
    pub published: Option<String>,
    pub url: Option<String>,
    pub author: Option<String>,
}

/// Reads the metadata of a page.
pub fn read(document: &Document) -> Head {
    let linked = linked_data(document);
    let meta = |names: &[&str]| names.iter().find_map(|name| meta(document, name));
    let title = || Some(document.select_single("title").text().to_string());
    Head {
        title: meta(&["og:title"]).or(linked.title).or_else(title).map(|title| one_line(&title)).filter(|title| !title.is_empty()),
        published: meta(&[
            "article:published_time",
            "og:published_time",
            "datepublished",
            "pubdate",
            "publishdate",
            "dc.date.issued",
            "dc.date",
            "date",
        ])
        .or(linked.published),
        url: meta(&["og:url"]).or_else(|| attribute(document, "link[rel=canonical]", "href")).or(linked.url),
        // Many systems write an address or the name of a login there.
        author: meta(&["author", "article:author", "dc.creator"]).or(linked.author).map(|name| one_line(&name)).filter(|name| is_person(name)),
    }
}

fn is_person(name: &str) -> bool {
    !name.is_empty() && name.chars().count() <= 80 && !name.contains("://") && !name.contains('@') && !name.eq_ignore_ascii_case("admin")
}

fn meta(document: &Document, name: &str) -> Option<String> {
    document.select("meta").nodes().iter().find_map(|node| {
        let is_named = ["property", "name", "itemprop"].iter().any(|key| node.attr(key).is_some_and(|value| value.trim().eq_ignore_ascii_case(name)));
        let content = node.attr("content").filter(|_| is_named)?;
        (!content.trim().is_empty()).then(|| content.trim().to_owned())
    })
}

fn attribute(document: &Document, selector: &str, name: &str) -> Option<String> {
    let value = document.select_single(selector).attr(name)?;
    (!value.trim().is_empty()).then(|| value.trim().to_owned())
}

/// Reads JSON-LD: the first object that has a headline or a date.
fn linked_data(document: &Document) -> Head {
    const MOST_SCRIPTS: usize = 20;
    for script in document.select(r#"script[type="application/ld+json"]"#).nodes().iter().take(MOST_SCRIPTS) {
        let Ok(value) = serde_json::from_str::<Value>(script.text().trim()) else { continue };
        let list = match &value {
            Value::Array(items) => items.iter().collect(),
            Value::Object(object) => object.get("@graph").and_then(Value::as_array).map_or_else(|| vec![&value], |graph| graph.iter().collect()),
            _ => Vec::new(),
        };
        for item in list {
            let text = |key: &str| item.get(key).and_then(Value::as_str).map(str::to_owned);
            let (title, published) = (text("headline"), text("datePublished"));
            if title.is_some() || published.is_some() {
                let author = item.get("author").and_then(name_of);
                return Head { title, published, url: text("url"), author };
            }
        }
    }
    Head::default()
}

fn name_of(author: &Value) -> Option<String> {
    match author {
        Value::String(name) => Some(name.clone()),
        Value::Object(person) => person.get("name").and_then(Value::as_str).map(str::to_owned),
        Value::Array(people) => people.first().and_then(|first| if first.is_array() { None } else { name_of(first) }),
        _ => None,
    }
}
