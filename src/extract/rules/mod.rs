//! The words that the rules speak of, one table a kind. Built once.

mod bodies;
mod dates;
mod documents;
mod people;

use std::sync::LazyLock;

use super::lexicon::{Lexicon, Vocabulary, lines};

use bodies::BodyRules;
use dates::DateRules;
use documents::DocumentRules;
use people::PersonRules;

pub use documents::{CODES, KINDS};
pub use people::COUNTRIES;

pub struct Rules {
    /// Every word of every rule.
    pub vocabulary: Vocabulary,
    pub documents: DocumentRules,
    pub dates: DateRules,
    pub bodies: BodyRules,
    pub people: PersonRules,
}

pub static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let mut vocabulary = Vocabulary::default();
    let v = &mut vocabulary;
    let (documents, dates, bodies, people) = (DocumentRules::new(v), DateRules::new(v), BodyRules::new(v), PersonRules::new(v));
    Rules { vocabulary, documents, dates, bodies, people }
});

/// Reads phrases parted by `|`.
fn words(vocabulary: &mut Vocabulary, phrases: &'static str) -> Lexicon<()> {
    Lexicon::new(vocabulary, phrases.split('|').map(|phrase| (phrase.trim(), ())))
}

fn table(vocabulary: &mut Vocabulary, file: &'static str) -> Lexicon<()> {
    Lexicon::new(vocabulary, lines(file).map(|line| (line, ())))
}
