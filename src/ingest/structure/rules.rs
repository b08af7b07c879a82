//! Which lines are furniture, and of which kind: the tables of `furniture.txt`, and the two kinds that no phrase describes.

use super::furniture::{self, Effect, How, tables};
use super::unit::Unit;
use crate::analysis;

/// What a line fell under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The rule, as removed parts name it.
    pub rule: &'static str,
    /// True if everything behind the line goes too.
    pub cuts: bool,
}

impl From<&'static furniture::Rule> for Verdict {
    fn from(rule: &'static furniture::Rule) -> Self {
        Self { rule: rule.name, cuts: rule.effect == Effect::Cut }
    }
}

const fn drop(rule: &'static str) -> Option<Verdict> {
    Some(Verdict { rule, cuts: false })
}

/// Judges a line that belongs to no article wherever it stands: share bars, and lines without any word (`.`, `***`).
pub fn drop_anywhere(unit: &Unit) -> Option<Verdict> {
    if !unit.is_label_sized() {
        return None;
    }
    if unit.first_word().is_empty() && unit.words() == 0 {
        return drop("end-mark");
    }
    tables().anywhere.find(unit).map(Verdict::from)
}

/// Judges a line above the title.
pub fn drop_in_head(unit: &Unit) -> Option<Verdict> {
    const MOST_WORDS: usize = 20;
    if !unit.is_label_sized() || unit.words() > MOST_WORDS {
        return None;
    }
    if is_breadcrumb(unit) { drop("breadcrumb") } else { tables().head.find(unit).map(Verdict::from) }
}

/// Judges a line behind the article.
pub fn cut_tail(unit: &Unit) -> Option<Verdict> {
    if unit.is_label_sized() { tables().tail.find(unit).map(Verdict::from) } else { None }
}

/// `Trang chủ › Tin tức › Xây dựng Đảng`: a chain of short labels.
fn is_breadcrumb(unit: &Unit) -> bool {
    const WORDS_OF_TWO_LABELS: usize = 8;
    let separators = unit.text.matches(['›', '»', '>', '→', '▸', '|']).count();
    !unit.ends_sentence() && (separators >= 2 || (separators == 1 && unit.words() <= WORDS_OF_TWO_LABELS))
}

/// Tells whether a whole line is furniture: a label of two words or more, or one in brackets.
pub fn is_label(unit: &Unit) -> bool {
    let enough = unit.words() >= 2 || unit.text.starts_with('[');
    enough && (tables().anywhere.find(unit).is_some() || tables().tail.find(unit).is_some_and(|rule| rule.how == How::Whole))
}

/// Tells whether text that follows a word without a space begins with a marker of three words or more; two may be a sentence.
pub fn begins_glued_marker(text: &str) -> bool {
    const LONGEST_MARKER: usize = 80;
    let folded = analysis::fold_words(&text[..text.floor_char_boundary(LONGEST_MARKER)]);
    tables().tail.rules.iter().any(|rule| rule.effect == Effect::Cut && rule.begins_with_long_phrase(&folded, 3))
}

/// Returns the names of all rules that judge a line by what it says.
#[cfg(test)]
pub fn names() -> impl Iterator<Item = &'static str> {
    let tables = tables();
    let rules = tables.anywhere.rules.iter().chain(&tables.head.rules).chain(&tables.tail.rules);
    rules.map(|rule| rule.name).chain(["end-mark", "breadcrumb"])
}
