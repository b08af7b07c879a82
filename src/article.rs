//! The thing we search: one article, as it was found, with its parts named.
//!
//! The text is never corrected. What is known about it lies beside it, as [`Part`]s and facts that point into it.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use crate::extract::Facts;
use crate::text::Span;

/// The name of an article for good: 13 characters of base 32, from its source and its id or path, never from its content.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(u64);

impl ArticleId {
    /// Names the article `key` (its id in the source, or its path below the source's folder) of `source`.
    ///
    /// The first 64 bits of blake3 over both, the source's length first so that no two pairs run into one another.
    pub fn new(source: &str, key: &str) -> Self {
        let mut hash = blake3::Hasher::new();
        hash.update(&(source.len() as u64).to_le_bytes());
        hash.update(source.as_bytes());
        hash.update(key.as_bytes());
        let bytes = hash.finalize();
        let first = bytes.as_bytes()[..8].try_into().expect("a hash has 32 bytes");
        Self(u64::from_be_bytes(first))
    }

    /// Returns the id as a number: the order among articles of equal score.
    pub const fn order(self) -> u64 {
        self.0
    }

    /// Takes an id back from [`ArticleId::order`].
    pub const fn from_order(order: u64) -> Self {
        Self(order)
    }
}

const BASE_32: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

impl std::fmt::Display for ArticleId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        (0..13).try_for_each(|digit| {
            let five_bits = (self.0 >> (60 - 5 * digit)) & 31;
            write!(f, "{}", BASE_32[five_bits as usize] as char)
        })
    }
}

impl std::fmt::Debug for ArticleId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(self, f)
    }
}

/// The text is not an article id.
#[derive(Debug, PartialEq, Eq)]
pub struct NotAnId;

impl std::str::FromStr for ArticleId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        if text.len() != 13 {
            return Err(NotAnId);
        }
        text.bytes()
            .enumerate()
            .try_fold(0u64, |id, (index, byte)| {
                let digit = BASE_32.iter().position(|&b| b == byte.to_ascii_lowercase()).ok_or(NotAnId)? as u64;
                if index == 0 && digit > 15 { Err(NotAnId) } else { Ok(id << 5 | digit) }
            })
            .map(Self)
    }
}

impl Serialize for ArticleId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl JsonSchema for ArticleId {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ArticleId".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[0-9a-f][0-9a-hjkmnp-tv-z]{12}$", "description": "The name of an article for good." })
    }
}

/// What a stretch of an article is to its reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    Title,
    /// The lead paragraph that stands before the body proper.
    Sapo,
    Body,
    /// The line under a picture.
    Caption,
    /// Who wrote it; never an official.
    Byline,
    /// The line that says when it was published.
    DateLine,
    /// What the page put around the article: menus, related news, footers.
    Removed,
}

impl Class {
    /// Tells whether such a part is read by the analyser and can be found.
    pub const fn is_kept(self) -> bool {
        matches!(self, Self::Title | Self::Sapo | Self::Body | Self::Caption)
    }
}

/// One paragraph of an article, or one line that is none.
///
/// A line break inside a part is a space (old sites broke their lines at a fixed width); between parts no phrase is formed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    pub class: Class,
    pub span: Span,
    /// The rule that named it, for [`Class::Removed`] and wherever a person may ask why.
    pub rule: Option<String>,
}

/// One article, with everything the index keeps of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// The id that the record itself carried; none for plain files.
    pub source_id: Option<String>,
    /// What names it in its source: the id of its record, else its path below the folder of `source.toml`, else below its root.
    pub key: String,
    /// Where it was found: the path below its root, with `!member` inside a zip and `#record` inside an export.
    pub path: String,
    /// The paper or portal, as its `source.toml` names it.
    pub source: String,
    pub province: Option<String>,
    /// Only `http` and `https` addresses.
    pub url: Option<String>,
    pub byline: Option<String>,
    /// The whole decoded text, removed lines included.
    pub text: String,
    /// In the order of the text; they do not overlap, and only white space lies between them.
    pub parts: Vec<Part>,
    /// What it says: who, when, which body, which document.
    pub facts: Facts,
}

impl Article {
    /// Names this article.
    pub fn id(&self) -> ArticleId {
        ArticleId::new(&self.source, &self.key)
    }

    /// Returns the title as it stands, or nothing if the article has none.
    pub fn title(&self) -> &str {
        self.parts_of(Class::Title).next().map_or("", |part| part.span.of(&self.text))
    }

    /// Returns the parts of one class, in order.
    pub fn parts_of(&self, class: Class) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(move |part| part.class == class)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_read_back() {
        for (source, key) in [("Báo Mẫu", "2019/a.txt"), ("", ""), ("x", "train/1")] {
            let id = ArticleId::new(source, key);
            assert_eq!(id.to_string().len(), 13);
            assert_eq!(id.to_string().parse(), Ok(id));
            assert_eq!(id.to_string().to_uppercase().parse(), Ok(id));
        }
        for bad in ["", "abc", "zzzzzzzzzzzzz", "0123456789ab!", "0123456789abcd"] {
            assert_eq!(bad.parse::<ArticleId>(), Err(NotAnId), "{bad}");
        }
    }

    #[test]
    fn source_and_key_do_not_run_together() {
        assert_ne!(ArticleId::new("ab", "c"), ArticleId::new("a", "bc"));
    }
}
