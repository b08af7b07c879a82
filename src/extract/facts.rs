//! What an article says of the world, gathered from its paragraphs: who, when, which body, which document.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::analysis::fold_words;
use crate::text::Span;

use super::date::{Day, Days};
use super::document::Document;
use super::identity;

/// The facts of one article. Spans are of the stored text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    /// When it was published, as far as it is stated or known from outside.
    pub published: Option<Published>,
    /// When it was written, where nothing says when it was published.
    pub inferred: Option<Published>,
    /// Every date of the text, in its order.
    pub dates: Vec<Date>,
    /// What the article is about, in the order of the text.
    pub events: Vec<Event>,
    /// Its years, ascending: of publication, of events, and each `năm Y` of title and lead.
    pub years: Vec<i16>,
    /// In the order of their first mention.
    pub officials: Vec<Official>,
    pub bodies: Vec<Body>,
    pub documents: Vec<Document>,
}

impl Facts {
    /// Returns the day that the article is sorted by: of publication, else of the first event, else the first on which it may have been written.
    pub fn date(&self) -> Option<Day> {
        self.dated().map(|(days, _)| days.first)
    }

    /// Returns how that day is known.
    pub fn date_origin(&self) -> Option<Origin> {
        self.dated().map(|(_, origin)| origin)
    }

    fn dated(&self) -> Option<(Days, Origin)> {
        let published = self.published.map(|published| (published.days, published.origin));
        let event = || self.events.first().map(|event| (event.days, event.origin));
        let inferred = || self.inferred.map(|inferred| (inferred.days, inferred.origin));
        published.or_else(event).or_else(inferred)
    }
}

/// When an article came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    pub days: Days,
    pub origin: Origin,
    /// The words that say so; none for metadata.
    pub evidence: Option<Span>,
}

/// How a date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The article says it, the year included or plain from its day of publication.
    Stated,
    /// It came with the article.
    Metadata,
    /// The year, or the whole date, follows from something else that the article says.
    Inferred,
}

/// One date of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Date {
    pub kind: DateKind,
    /// None where the year stays unknown.
    pub days: Option<Days>,
    pub origin: Origin,
    pub span: Span,
}

/// When something happened that the article is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    pub days: Days,
    pub origin: Origin,
    /// The words that say it.
    pub span: Span,
}

/// What a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateKind {
    Publication,
    /// A day on which something told here happened or will happen.
    Event,
    /// A year, a quarter, a term.
    Period,
    /// The day of issue of a document.
    Citation,
    /// A feast or an anniversary.
    Holiday,
}

/// Somebody named in the article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Official {
    /// As it is usually written.
    pub name: String,
    /// The province of which the person is told, or `Trung ương`; see [`Official::key`].
    pub province: Option<String>,
    /// Other names that this person is found by, from an authority file.
    pub also: Vec<String>,
    /// Each place where the full name stands, in the order of the text; at least one.
    pub mentions: Vec<Mention>,
    /// Each place where only the given name stands, behind a word of address: `đồng chí Chung`.
    pub references: Vec<Span>,
}

/// A place where a full name stands, with the posts that are given to the person there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// The name alone, without words of address.
    pub span: Span,
    pub titles: Vec<Title>,
}

/// A post or office that the article gives somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Title {
    pub text: String,
    pub span: Span,
}

/// A mention of a committee, a council, an agency or an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// As it is usually called, the province left out.
    pub name: String,
    pub province: Option<String>,
    pub span: Span,
}

impl Official {
    /// Describes somebody of whom nothing but the name is known.
    pub(super) const fn named(name: String) -> Self {
        Self { name, province: None, also: Vec::new(), mentions: Vec::new(), references: Vec::new() }
    }

    /// Adds a place where only the given name stands; titles given there belong to the mention before.
    pub(super) fn refer(&mut self, span: Span, titles: Vec<Title>) {
        self.references.push(span);
        if let Some(mention) = self.mentions.last_mut() {
            mention.titles.extend(titles);
        }
    }

    /// Returns every title that the article gives this person, in the order of the mentions.
    pub fn titles(&self) -> impl Iterator<Item = &Title> {
        self.mentions.iter().flat_map(|mention| &mention.titles)
    }

    /// The same without posts that the article also tells as former: an obituary names them once with `nguyên` and again in the life.
    pub fn titles_held(&self) -> impl Iterator<Item = &Title> {
        let former: Vec<String> = self.titles().filter_map(|title| former(&title.text)).map(fold_words).collect();
        self.titles().filter(move |title| former.is_empty() || !former.contains(&fold_words(&title.text)))
    }

    /// Returns what this person is compared by: people of one name in two provinces are two.
    pub fn key(&self) -> String {
        identity::key(&self.name, self.province.as_deref())
    }
}

/// Returns the post that a title says is former: `nguyên Bí thư Huyện ủy` ⇒ `Bí thư Huyện ủy`.
fn former(title: &str) -> Option<&str> {
    ["nguyên ", "Nguyên ", "cựu ", "Cựu "].iter().find_map(|prefix| title.strip_prefix(prefix))
}

impl Body {
    /// Returns what this body is compared by: one of the same name in another province is another.
    pub fn key(&self) -> String {
        identity::key(&self.name, self.province.as_deref())
    }
}
