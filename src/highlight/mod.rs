//! Passages of an article with the words that were asked for, found by analysing the stored text again.
//!
//! Only true places are marked: a name where it stands whole, a phrase as one mark, a word in the spelling that was asked for. A lone `Văn`
//! of somebody else's name never is. Knows no engine: whichever engine found the article, the marks are the same.

mod passage;
mod pattern;
mod patterns;

use std::cell::OnceCell;
use std::ops::Range;

use crate::analysis::{Token, tokenize_paragraph};
use crate::article::{Article, Class, Part};
use crate::extract;
use crate::text::{Apart, Span, bare_letters};

pub use passage::{Passage, Taste};
pub use pattern::{Mark, Pattern, Shape, Spelling};
pub use patterns::Patterns;

/// An article laid open for marking. Each of its kept paragraphs is analysed once, and only if it is looked at.
pub struct Highlighter<'a> {
    article: &'a Article,
    paragraphs: Vec<Paragraph<'a>>,
}

struct Paragraph<'a> {
    part: &'a Part,
    text: &'a str,
    letters: OnceCell<String>,
    tokens: OnceCell<Vec<Token>>,
    names: OnceCell<Vec<Range<usize>>>,
}

/// So many marked paragraphs for each passage that is wanted are enough to choose from.
const CHOICE: usize = 3;

impl<'a> Highlighter<'a> {
    /// Opens an article.
    pub fn new(article: &'a Article) -> Self {
        let kept = article.parts.iter().filter(|part| part.class.is_kept());
        let paragraph = |part: &'a Part| Paragraph {
            part,
            text: part.span.of(&article.text),
            letters: OnceCell::new(),
            tokens: OnceCell::new(),
            names: OnceCell::new(),
        };
        Self { article, paragraphs: kept.map(paragraph).collect() }
    }

    /// Finds every place where one of the patterns stands, in the order of the text, as spans of the stored text.
    ///
    /// Of overlapping places the one with more words wins, then the earlier.
    pub fn marks(&self, patterns: &Patterns) -> Vec<Mark> {
        self.paragraphs.iter().flat_map(|paragraph| paragraph.marks(patterns)).collect()
    }

    /// Tells whether at least one pattern of each of these units stands in the article.
    pub fn holds_each(&self, patterns: &Patterns, units: impl IntoIterator<Item = usize>) -> bool {
        let mut missing: Vec<usize> = units.into_iter().collect();
        let mut found = Vec::new();
        for paragraph in &self.paragraphs {
            if missing.is_empty() {
                break;
            }
            if !paragraph.may_hold(patterns) {
                continue;
            }
            patterns.find(paragraph.analysed(patterns), &mut found);
            missing.retain(|unit| found.iter().all(|mark| mark.unit != *unit));
            found.clear();
        }
        missing.is_empty()
    }

    /// Returns the marks of the title, as spans of the title.
    pub fn title_marks(&self, patterns: &Patterns) -> Vec<Span> {
        let title = self.paragraphs.iter().find(|paragraph| paragraph.part.class == Class::Title);
        let Some(title) = title.filter(|title| title.may_hold(patterns)) else { return Vec::new() };
        let start = title.part.span.start;
        let marks = title.marks(patterns).into_iter().map(|mark| back(mark.span, start));
        merge(marks.collect(), title.text)
    }

    /// Returns the passages that show best what was asked for, in the order of the text.
    ///
    /// They are chosen among the first paragraphs that hold marks. Without any mark outside the title, the beginning of the article stands for it.
    pub fn passages(&self, patterns: &Patterns, taste: &Taste) -> Vec<Passage> {
        let shown = self.paragraphs.iter().filter(|paragraph| paragraph.part.class != Class::Title && paragraph.may_hold(patterns));
        let marked = shown.map(|paragraph| (paragraph.part, paragraph.marks(patterns))).filter(|(_, marks)| !marks.is_empty());
        let marked: Vec<_> = marked.take(CHOICE * taste.passages).collect();
        passage::choose(self.article, &marked, taste)
    }
}

impl Paragraph<'_> {
    fn analysed(&self, patterns: &Patterns) -> patterns::Paragraph<'_> {
        let tokens = self.tokens.get_or_init(|| tokenize_paragraph(self.text));
        let read = || extract::names(self.text, tokens).into_iter().map(|name| name.tokens).collect();
        let names = if patterns.have_names() { self.names.get_or_init(read) } else { &[][..] };
        patterns::Paragraph { tokens, names }
    }

    /// Tells whether it is worth analysing.
    fn may_hold(&self, patterns: &Patterns) -> bool {
        if self.tokens.get().is_some() || !patterns.have_needles() {
            return true;
        }
        let letters = self.letters.get_or_init(|| {
            let mut letters = String::new();
            bare_letters(self.text, &mut letters);
            letters
        });
        patterns.may_stand_in(letters)
    }

    fn marks(&self, patterns: &Patterns) -> Vec<Mark> {
        let mut marks = Vec::new();
        patterns.find(self.analysed(patterns), &mut marks);
        marks.sort_by_key(|mark| (std::cmp::Reverse(mark.words), mark.span));
        let mut apart = Apart::default();
        let mut chosen: Vec<Mark> = marks.into_iter().filter(|mark| apart.add(mark.span)).collect();
        chosen.sort();
        chosen.iter_mut().for_each(|mark| mark.span = mark.span.shift(self.part.span.start));
        chosen
    }
}

fn back(span: Span, by: usize) -> Span {
    Span::new(span.start - by, span.end - by)
}

/// Joins marks that only white space parts.
fn merge(spans: Vec<Span>, text: &str) -> Vec<Span> {
    let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match merged.last_mut() {
            Some(last) if text[last.end..span.start].chars().all(char::is_whitespace) => last.end = span.end,
            _ => merged.push(span),
        }
    }
    merged
}
