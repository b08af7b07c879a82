//! Why a tool has no answer: what was expected and found, and the next step.

use crate::diagnostic::Diagnostic;
use crate::messages::{self, Lang};
use crate::search::{self, ErrorKind};

#[derive(Debug)]
pub struct Trouble {
    what: Box<Diagnostic>,
    /// The code of the sentence that says the next step.
    hint: &'static str,
    /// For whoever runs the server.
    pub cause: Option<Box<Diagnostic>>,
}

impl Trouble {
    /// An argument, or what it asks for, is not as it must be.
    pub fn new(what: Diagnostic, hint: &'static str) -> Self {
        Self { what: Box::new(what), hint, cause: None }
    }

    /// The mistake is ours.
    pub fn internal(cause: Diagnostic) -> Self {
        Self { cause: Some(Box::new(cause)), ..Self::new(Diagnostic::error("mcp-internal"), "mcp-hint-internal") }
    }

    /// Returns the sentences for the assistant.
    pub fn told(&self, lang: Lang) -> String {
        format!("{}\n{}", messages::sentence(lang, &self.what), messages::render::<&str>(lang, self.hint, &[]))
    }
}

impl From<search::Error> for Trouble {
    fn from(error: search::Error) -> Self {
        match error.kind() {
            ErrorKind::Usage => Self::new(error.diagnostic().clone(), "mcp-hint-arguments"),
            // What is wrong with the index names paths of the machine: that is for whoever runs the server.
            _ => Self {
                cause: Some(Box::new(error.diagnostic().clone())),
                ..Self::new(Diagnostic::error("mcp-index-unreadable"), "mcp-hint-internal")
            },
        }
    }
}
