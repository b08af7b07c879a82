//! What an engine is asked to do: a tree of clauses over named fields, with weights.
//!
//! A plan knows no engine. Every rule of matching and ranking is in it, so two engines that carry out the same plan give the same hits.

use compact_str::CompactString;

use crate::article::ArticleId;

use super::request::Sort;

/// A field of the index; `docs/architecture.md` says what each holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    Title,
    Body,
    Caption,
    TitleBigrams,
    /// Bigrams of body and captions.
    BodyBigrams,
    /// Folded keys of what is written like a personal name; of what only may be one, behind [`POSSIBLE_NAME`].
    NameRun,
    /// The folded name of the paper.
    Source,
    /// The folded name of the province.
    Province,
    /// A year of the article, or [`super::keys::UNDATED`].
    Year,
    /// Year and month of the day that articles are sorted by, as `2019-05`.
    Month,
    /// How the day is known that articles are sorted by.
    DateOrigin,
    /// What an official is found by; see [`super::keys`].
    Official,
    /// What a committee, agency or organisation is found by.
    Committee,
    /// What a document is found by.
    Document,
}

/// A day of an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Dated {
    /// Of publication, else of the first event, else the first on which it may have been written: what articles are sorted by.
    #[default]
    Best,
    Published,
    /// Any day of any event.
    Event,
}

impl Field {
    /// The fields that hold running text.
    pub const TEXT: [Self; 3] = [Self::Title, Self::Body, Self::Caption];

    /// The fields that hold bigrams.
    pub const BIGRAMS: [Self; 2] = [Self::TitleBigrams, Self::BodyBigrams];

    /// Returns how much a match in this field weighs.
    ///
    /// A title says what an article is about, so it weighs more; a caption says only who stands in the picture.
    pub const fn weight(self) -> f32 {
        match self {
            Self::Title | Self::TitleBigrams => 2.5,
            Self::Caption => 0.5,
            _ => 1.0,
        }
    }

    /// Returns the field with the bigrams of this text field.
    pub const fn bigrams(self) -> Self {
        match self {
            Self::Title => Self::TitleBigrams,
            _ => Self::BodyBigrams,
        }
    }
}

/// Stands before a key in [`Field::NameRun`] that is a name only if somebody asks for it.
pub const POSSIBLE_NAME: char = '?';

/// What an article must hold.
#[derive(Clone, Debug, PartialEq)]
pub enum Clause {
    Term {
        field: Field,
        text: CompactString,
    },
    /// Counted under this value of the facet, whatever else finds it.
    Value {
        facet: Facet,
        value: CompactString,
    },
    /// Terms at these places relative to each other, at most `slop` further apart in sum.
    Phrase {
        field: Field,
        terms: Vec<(u32, CompactString)>,
        slop: u32,
        /// Bigrams that stand wherever the phrase does. They are rare, and spare reading the positions of most articles.
        bigrams: Vec<CompactString>,
    },
    /// The term before this position of the field. Its relevance is the rarity of the term alone.
    First {
        field: Field,
        text: CompactString,
        within: u32,
    },
    /// Any folded term that begins so; at most [`Clause::MAX_EXPANSION`] of them.
    Prefix {
        field: Field,
        text: CompactString,
    },
    /// Dated from the first to the last of these days (since 1970-01-01), both counted.
    Days {
        of: Dated,
        first: i32,
        last: i32,
    },
    /// One of these.
    Articles(Vec<ArticleId>),
    /// At least one of them; none if there are none.
    Any(Vec<Clause>),
    /// Each of them; everything if there are none.
    All(Vec<Clause>),
    Not(Box<Clause>),
}

impl Clause {
    /// How many terms a prefix may stand for.
    pub const MAX_EXPANSION: usize = 1_000;

    /// Matches every article.
    pub const EVERYTHING: Self = Self::All(Vec::new());
    /// Matches no article.
    pub const NOTHING: Self = Self::Any(Vec::new());

    pub fn term(field: Field, text: impl Into<CompactString>) -> Self {
        Self::Term { field, text: text.into() }
    }

    pub fn value(facet: Facet, value: impl Into<CompactString>) -> Self {
        Self::Value { facet, value: value.into() }
    }

    /// Joins clauses of which one is enough, those within them as well.
    pub fn any(clauses: Vec<Self>) -> Self {
        let mut flat = Vec::with_capacity(clauses.len());
        for clause in clauses {
            match clause {
                Self::Any(inner) => flat.extend(inner),
                other => flat.push(other),
            }
        }
        if flat.len() == 1 { flat.remove(0) } else { Self::Any(flat) }
    }

    /// Joins clauses that are all needed.
    pub fn all(mut clauses: Vec<Self>) -> Self {
        if clauses.len() == 1 { clauses.remove(0) } else { Self::All(clauses) }
    }
}

/// A clause that adds to the score of the articles it matches.
#[derive(Clone, Debug, PartialEq)]
pub struct Weighted {
    pub clause: Clause,
    pub weight: f32,
    pub adds: Adds,
}

/// What a weighted clause adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Adds {
    /// Its BM25 score times the weight.
    Relevance,
    /// The weight itself.
    Constant,
}

impl Weighted {
    /// Weighs a clause by its relevance.
    pub const fn relevance(clause: Clause, weight: f32) -> Self {
        Self { clause, weight, adds: Adds::Relevance }
    }
}

/// One question to the engine.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Decides which articles are hits. Adds nothing to their score.
    pub matching: Clause,
    /// Narrows the hits; kept apart because the counts of a facet leave out its own filter.
    pub filters: Vec<FacetFilter>,
    /// Decides their order, where it is by relevance.
    pub scoring: Vec<Weighted>,
    pub sort: Sort,
}

/// A field whose values are counted and filtered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Facet {
    Year,
    /// Of the day that articles are sorted by; not counted with every answer.
    Month,
    Official,
    Body,
    Document,
    Province,
    Source,
}

impl Facet {
    /// Those that are counted with an answer, and that narrow it.
    pub const ALL: [Self; 6] = [Self::Year, Self::Official, Self::Body, Self::Document, Self::Province, Self::Source];

    pub const fn field(self) -> Field {
        match self {
            Self::Year => Field::Year,
            Self::Month => Field::Month,
            Self::Official => Field::Official,
            Self::Body => Field::Committee,
            Self::Document => Field::Document,
            Self::Province => Field::Province,
            Self::Source => Field::Source,
        }
    }
}

/// What narrows the hits.
#[derive(Clone, Debug, PartialEq)]
pub struct FacetFilter {
    /// Whose values it speaks of; none for dates, which no facet counts.
    pub facet: Option<Facet>,
    pub clause: Clause,
}
