//! What lexer and parser have to say, each thing once.

use crate::diagnostic::Diagnostic;

/// The diagnostics of one query. A code is said once, at the first place it is true of: a hundred stray colons are one remark.
#[derive(Default)]
pub struct Notes {
    said: Vec<Diagnostic>,
}

impl Notes {
    /// Adds a diagnostic unless its code was said before.
    pub fn say(&mut self, diagnostic: Diagnostic) {
        if !self.said.iter().any(|said| said.code == diagnostic.code) {
            self.said.push(diagnostic);
        }
    }

    /// Returns everything that was said.
    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.said
    }
}
