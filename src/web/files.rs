//! What the archive holds of one article, official, body or document: looked up once for pages and for the API.
//!
//! Where it holds nothing, that is said, with the `list` from which to read on.

use crate::article::{Article, ArticleId};
use crate::catalog::{self, BodyFile, DocumentFile, OfficialFile};
use crate::engine::embedded::Index;
use crate::search::Engine;

use super::answer::Trouble;

/// Reads the article with this id.
pub fn article(index: &Index, id: &str, list: &'static str) -> Result<(ArticleId, Article), Trouble> {
    let nothing = || Trouble::nothing("web-no-article", id, list);
    let id = id.parse().map_err(|_| nothing())?;
    Ok((id, index.article(id)?.ok_or_else(nothing)?))
}

/// Gathers the file of the official with this key.
pub fn official(index: &Index, key: &str, list: &'static str) -> Result<OfficialFile, Trouble> {
    let file = catalog::official(index, key)?;
    if file.articles == 0 { Err(Trouble::nothing("web-no-official", key, list)) } else { Ok(file) }
}

/// Gathers the file of the body with this key.
pub fn body(index: &Index, key: &str, list: &'static str) -> Result<BodyFile, Trouble> {
    let file = catalog::body(index, key)?;
    // One that went into another, or came from another, is known although no article names it.
    let is_known = file.articles > 0 || !file.predecessors.is_empty() || !file.successors.is_empty();
    if is_known { Ok(file) } else { Err(Trouble::nothing("web-no-body", key, list)) }
}

/// Gathers the file of the document with this number.
pub fn document(index: &Index, number: &str, list: &'static str) -> Result<DocumentFile, Trouble> {
    let file = catalog::document(index, number)?;
    if file.articles.is_empty() { Err(Trouble::nothing("web-no-document", number, list)) } else { Ok(file) }
}
