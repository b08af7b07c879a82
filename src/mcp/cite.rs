//! How an answer names an article: by its permanent id, and as a reader would cite it.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;

use crate::article::ArticleId;
use crate::export::{self, Style};
use crate::messages::Lang;
use crate::search::Hit;

/// Which article something is taken from.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Citation {
    /// Permanent; `read_article` takes it.
    pub id: ArticleId,
    /// Empty if the article has none.
    pub title: String,
    /// The paper or portal.
    pub source: String,
    /// The day it was published, ISO 8601; null if nothing tells it.
    pub date: Option<String>,
    /// Where the paper has it.
    pub url: Option<String>,
    /// All of this in one line, as a Vietnamese paper cites.
    pub cited: String,
}

impl Citation {
    pub fn of(hit: &Hit, lang: Lang) -> Self {
        // Only lists have a title and a time.
        let style = Style::new(lang, "", Timestamp::UNIX_EPOCH);
        Self {
            id: hit.id,
            title: hit.title.clone(),
            source: hit.source.clone(),
            date: hit.published.date.clone(),
            url: hit.url.clone(),
            cited: export::citation(&style, hit),
        }
    }
}
