//! Which field of an export is what: by the names in `source.toml`, else by the usual ones.

use serde_json::Value;

use super::source::Fields;

/// The fields of one record that an article is made of.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Picked {
    pub id: Option<String>,
    pub title: Option<String>,
    pub body: Option<String>,
    pub summary: Option<String>,
    pub date: Option<String>,
    pub url: Option<String>,
    pub source: Option<String>,
    pub author: Option<String>,
}

/// Picks the fields of an article out of named values; blank ones count as missing.
pub fn pick(values: &[(String, String)], names: &Fields) -> Picked {
    let pick = |own: &Option<String>, usual: &[&str]| {
        let is = |name: &str| values.iter().find(|(known, value)| known.trim().to_lowercase() == name.to_lowercase() && !value.trim().is_empty());
        let found = match own {
            Some(own) => is(own),
            None => usual.iter().find_map(|name| is(name)),
        };
        found.map(|(_, value)| value.trim().to_owned())
    };
    Picked {
        id: pick(&names.id, &["id"]),
        title: pick(&names.title, &["title"]),
        body: pick(&names.body, &["body", "content", "text"]),
        summary: pick(&names.summary, &["summary", "sapo"]),
        date: pick(&names.date, &["date", "published"]),
        url: pick(&names.url, &["url"]),
        source: pick(&names.source, &["source"]),
        author: pick(&names.author, &["author"]),
    }
}

/// Returns a JSON value as text: strings and numbers as they are, lists of them line by line; nothing for the rest.
pub fn text_of(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(items) => {
            let items: Vec<String> = items.into_iter().filter_map(|item| if item.is_array() { None } else { text_of(item) }).collect();
            (!items.is_empty()).then(|| items.join("\n"))
        }
        Value::Null | Value::Bool(_) | Value::Object(_) => None,
    }
}
