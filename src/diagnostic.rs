//! What the program has to say about a query, a file or a text: data, not sentences.
//!
//! A [`Diagnostic`] names its message by a code; `messages` turns it into Vietnamese or English at the rim.
//! Understanding text never fails, so this is the only way in which it complains.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::text::Span;

/// How much a diagnostic matters to the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something was understood in a way worth saying.
    Note,
    /// Something was repaired, cut or passed over.
    Warning,
    /// Something could not be done.
    Error,
}

/// One finding, with the place it speaks of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    pub severity: Severity,
    /// The key of the message in the catalogue, such as `query-unclosed-quote`.
    pub code: String,
    /// What fills the places of the message, in order.
    pub args: Vec<String>,
    /// Where in the text it was found, if it has a place.
    pub span: Option<Span>,
}

/// Is told what no reader is told.
pub type Log = Arc<dyn Fn(&Diagnostic) + Send + Sync>;

impl Diagnostic {
    /// Makes a note with no arguments and no place.
    pub fn note(code: &str) -> Self {
        Self::new(Severity::Note, code)
    }

    /// Makes a warning with no arguments and no place.
    pub fn warning(code: &str) -> Self {
        Self::new(Severity::Warning, code)
    }

    /// Makes an error with no arguments and no place.
    pub fn error(code: &str) -> Self {
        Self::new(Severity::Error, code)
    }

    fn new(severity: Severity, code: &str) -> Self {
        Self { severity, code: code.to_owned(), args: Vec::new(), span: None }
    }

    /// Adds an argument of the message.
    #[must_use]
    pub fn arg(mut self, value: impl ToString) -> Self {
        self.args.push(value.to_string());
        self
    }

    /// Says where in the text it was found.
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }
}
