//! `read_article`: one article, or a stretch of a long one.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::article::{ArticleId, Class};
use crate::diagnostic::Diagnostic;
use crate::messages::Lang;
use crate::search::{ArticleView, BodyFact, DateFact, Engine, Hit, OfficialFact};

use super::cite::Citation;
use super::fit::Cut;
use super::tool::Tool;
use super::trouble::Trouble;

/// Characters that are given unless more or fewer are asked for, and the most.
const LENGTH: usize = 8_000;
const MOST: usize = 20_000;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReadArticle {
    #[schemars(length(min = 13, max = 13))]
    id: String,
    #[serde(default)]
    offset: usize,
    #[serde(default = "length")]
    #[schemars(range(min = 1, max = 20_000))]
    length: usize,
}

const fn length() -> usize {
    LENGTH
}

/// An article, with what it says of itself.
#[derive(Serialize, JsonSchema)]
pub struct ArticleRead {
    citation: Citation,
    province: Option<String>,
    byline: Option<String>,
    /// When it was published, and how that is known.
    published: DateFact,
    /// The days that it tells of.
    events: Vec<DateFact>,
    years: Vec<i16>,
    officials: Vec<OfficialFact>,
    bodies: Vec<BodyFact>,
    documents: Vec<String>,
    /// As the paper wrote it, misprints included; menus and related news around the article are left out.
    text: String,
    /// Where `text` begins, in characters of the stored text.
    offset: usize,
    /// The `offset` that goes on; null at the end.
    next_offset: Option<usize>,
    /// Characters of the stored text, what is left out included.
    characters: usize,
    cut: Vec<Cut>,
}

impl Tool for ReadArticle {
    const NAME: &'static str = "read_article";
    type Answer = ArticleRead;

    fn answer(self, engine: &dyn Engine, lang: Lang) -> Result<ArticleRead, Trouble> {
        let bad_id = || Trouble::new(Diagnostic::error("mcp-bad-id").arg(&self.id), "mcp-hint-id");
        let id: ArticleId = self.id.trim().parse().map_err(|_| bad_id())?;
        if !(1..=MOST).contains(&self.length) {
            return Err(Trouble::new(Diagnostic::error("mcp-bad-length").arg(self.length).arg(MOST), "mcp-hint-arguments"));
        }
        let nothing = || Trouble::new(Diagnostic::error("mcp-no-article").arg(id), "mcp-hint-id");
        let article = engine.article(id)?.ok_or_else(nothing)?;
        let citation = Citation::of(&Hit::of(&article), lang);
        let view = ArticleView::of(id, &article);
        let characters = view.text.chars().count();
        if self.offset > 0 && self.offset >= characters {
            return Err(Trouble::new(Diagnostic::error("mcp-bad-offset").arg(self.offset).arg(characters), "mcp-hint-offset"));
        }
        let end = self.offset.saturating_add(self.length);
        Ok(ArticleRead {
            citation,
            text: stretch(&view, self.offset, self.length),
            offset: self.offset,
            next_offset: (end < characters).then_some(end),
            characters,
            province: view.province,
            byline: view.byline,
            published: view.published,
            events: view.events,
            years: view.years,
            officials: view.officials,
            bodies: view.bodies,
            documents: view.documents,
            cut: Vec::new(),
        })
    }
}

/// Returns the characters of a stretch that are of the article and not of the page around it.
fn stretch(view: &ArticleView, offset: usize, length: usize) -> String {
    let mut removed = view.parts.iter().filter(|part| part.class == Class::Removed).map(|part| part.span).peekable();
    let mut is_kept = |at: usize| {
        while removed.next_if(|span| span[1] <= at).is_some() {}
        removed.peek().is_none_or(|span| at < span[0])
    };
    let characters = view.text.chars().enumerate().skip(offset).take(length);
    let kept: String = characters.filter(|(at, _)| is_kept(*at)).map(|(_, character)| character).collect();
    kept.trim().to_owned()
}
