//! `official`, `body` and `document`: the file of one, or who else may be meant.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::catalog::{self, BodyFile, DocumentFile, Entry, Kind, OfficialFile, WholeName};
use crate::diagnostic::Diagnostic;
use crate::messages::Lang;
use crate::search::{self, Engine};

use super::fit::Cut;
use super::tool::Tool;
use super::trouble::Trouble;

/// The longest name that is looked up, in characters.
const LONGEST_NAME: usize = 200;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Official {
    #[schemars(length(min = 1, max = 200))]
    name: String,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Body {
    #[schemars(length(min = 1, max = 200))]
    name: String,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Document {
    #[schemars(length(min = 1, max = 200))]
    number: String,
}

/// Either the file, if it is clear whose; or those who fit, one of whose keys can be asked for.
#[derive(Serialize, JsonSchema)]
pub struct Looked<File> {
    /// Null if several fit. Every post and citation names its articles by their permanent ids.
    file: Option<File>,
    /// Those who fit; empty if there is a file.
    candidates: Vec<Entry>,
    /// How many fit.
    total: usize,
    cut: Vec<Cut>,
}

impl Tool for Official {
    const NAME: &'static str = "official";
    type Answer = Looked<OfficialFile>;

    fn answer(self, engine: &dyn Engine, _: Lang) -> Result<Self::Answer, Trouble> {
        look(engine, Kind::Officials, &self.name, catalog::official, "mcp-no-official")
    }
}

impl Tool for Body {
    const NAME: &'static str = "body";
    type Answer = Looked<BodyFile>;

    fn answer(self, engine: &dyn Engine, _: Lang) -> Result<Self::Answer, Trouble> {
        look(engine, Kind::Bodies, &self.name, catalog::body, "mcp-no-body")
    }
}

impl Tool for Document {
    const NAME: &'static str = "document";
    type Answer = Looked<DocumentFile>;

    fn answer(self, engine: &dyn Engine, _: Lang) -> Result<Self::Answer, Trouble> {
        look(engine, Kind::Documents, &self.number, catalog::document, "mcp-no-document")
    }
}

/// Looks a name or key up: those of whom it is the whole name go before those whose name merely holds it.
fn look<File>(
    engine: &dyn Engine,
    kind: Kind,
    asked: &str,
    file: fn(&dyn Engine, &str) -> search::Result<File>,
    nothing: &str,
) -> Result<Looked<File>, Trouble> {
    let asked = asked.trim();
    if asked.is_empty() || asked.chars().count() > LONGEST_NAME {
        return Err(Trouble::new(Diagnostic::error("mcp-bad-name").arg(LONGEST_NAME), "mcp-hint-arguments"));
    }
    let entries = catalog::entries(engine, kind, asked)?;
    let name = WholeName::new(kind, asked);
    let whole: Vec<Entry> = entries.iter().filter(|entry| entry.key == asked || name.is_of(entry)).cloned().collect();
    // A key is one of them, also where its letters without marks are another's.
    let exact: Vec<Entry> = whole.iter().filter(|entry| entry.key == asked).cloned().collect();
    let fitting = [exact, whole, entries].into_iter().find(|fitting| !fitting.is_empty()).unwrap_or_default();
    let total = fitting.len();
    match &fitting[..] {
        [] => Err(Trouble::new(Diagnostic::error(nothing).arg(asked), "mcp-hint-name")),
        [only] => Ok(Looked { file: Some(file(engine, &only.key)?), candidates: Vec::new(), total, cut: Vec::new() }),
        _ => Ok(Looked { file: None, candidates: most_named(fitting), total, cut: Vec::new() }),
    }
}

/// Puts those first whom most articles name: what is cut off a long list is then the rarest.
fn most_named(mut entries: Vec<Entry>) -> Vec<Entry> {
    entries.sort_by(|a, b| b.articles.cmp(&a.articles).then_with(|| a.key.cmp(&b.key)));
    entries
}
