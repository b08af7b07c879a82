//! What a query says, before anybody asks what it means.
//!
//! The tree keeps the reader's own words with their spans; names, bodies and abbreviations in them are found by the planner.

use crate::diagnostic::Diagnostic;
use crate::text::Span;

use super::fields::Field;
use super::limits;

/// A parsed query. Parsing never fails: what could not be read is text, and a diagnostic says so.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    /// `None` when the query has no searchable word.
    pub root: Option<Expr>,
    /// What was repaired, cut or passed over; each code at most once, at the first place it is true of.
    pub diagnostics: Vec<Diagnostic>,
}

impl Query {
    /// Returns the first limit that the query went over, if any.
    ///
    /// A search box goes on with what was kept; an API refuses such a query instead of answering another one.
    pub fn first_limit(&self) -> Option<&Diagnostic> {
        self.diagnostics.iter().find(|diagnostic| limits::CODES.contains(&diagnostic.code.as_str()))
    }
}

/// One node of the query. Spans are bytes of the query as typed; texts are in NFC and hold nothing invisible.
///
/// The tree is in one form: `And` and `Or` have at least two children and never hold their own kind, `Not` never holds `Not`,
/// and two `Words`, or two values of one field that is a choice, stand in one `And` only where the reader put an operator between them.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// Plain words that stand side by side. All must be found; the planner looks for names, bodies and abbreviations in them.
    Words(Vec<Word>),
    /// Words in quotes: they must stand in this order, at most `slop` positions apart in sum.
    /// `literal` when typed as `="…"`: exactly these words, no expansion and no other reading.
    Phrase {
        text: String,
        slop: u32,
        literal: bool,
        span: Span,
    },
    /// A word with `*` behind it: every word that begins so. At least two letters or digits.
    Prefix {
        text: String,
        span: Span,
    },
    /// `name:value`. The value is one that the field takes; see [`Field::check`].
    Field {
        field: Field,
        value: String,
        span: Span,
    },
    Not(Box<Expr>),
    And(Vec<Expr>),
    Or(Vec<Expr>),
}

impl Expr {
    /// Returns the field of which this asks one value, or one of several.
    ///
    /// Such expressions side by side are read as one: what is asked of one field is a choice, what is asked of several adds up.
    pub fn one_field(&self) -> Option<Field> {
        match self {
            Self::Field { field, .. } => Some(*field).filter(|field| field.is_alternative()),
            Self::Or(inner) => {
                let first = inner.first()?.one_field()?;
                inner.iter().all(|value| value.one_field() == Some(first)).then_some(first)
            }
            _ => None,
        }
    }
}

/// One word as typed, without the punctuation around it (it may analyse to several tokens, such as `35-CT/TW`).
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    pub text: String,
    pub span: Span,
    /// Typed as `=word`: exactly this word, no expansion and no other reading.
    pub literal: bool,
}
