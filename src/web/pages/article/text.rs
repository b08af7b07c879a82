//! The text of an article in runs: plain, marked, and facts that lead somewhere.

use crate::article::{Article, Class, Part};
use crate::search::plan::Facet;
use crate::text::{Apart, Span};
use crate::web::pages::frame::thing;
use crate::web::words::Words;

/// An article with what is to be shown in its text.
pub struct Shown<'a> {
    pub article: &'a Article,
    /// In order; they do not overlap.
    pub marks: &'a [Span],
    /// In order; they do not overlap.
    pub facts: Vec<Fact>,
}

/// A fact at its place.
pub struct Fact {
    span: Span,
    kind: &'static str,
    /// Where it leads; dates lead nowhere.
    href: Option<String>,
}

/// A paragraph with its class.
pub struct Paragraph {
    pub kind: &'static str,
    /// What it is called, for all but running text.
    pub name: String,
    pub runs: Vec<Run>,
}

/// A stretch of text that is shown in one way.
pub struct Run {
    pub text: String,
    /// The number of the place that is marked here, from 1; 0 for none. A place that a fact cuts has its number once.
    pub mark: usize,
    pub is_marked: bool,
    /// What kind of fact it is, or nothing.
    pub fact: &'static str,
    pub href: Option<String>,
}

impl Run {
    pub fn plain(text: &str) -> Self {
        Self { text: text.to_owned(), mark: 0, is_marked: false, fact: "", href: None }
    }
}

impl Shown<'_> {
    /// Returns the title and the paragraphs.
    pub fn parts(&self, words: Words) -> (Vec<Run>, Vec<Paragraph>) {
        let mut title = Vec::new();
        let mut paragraphs = Vec::new();
        for part in self.article.parts.iter().filter(|part| part.class != Class::Removed) {
            let (kind, name) = match part.class {
                Class::Title if title.is_empty() => {
                    title = self.runs(part);
                    continue;
                }
                Class::Title | Class::Body | Class::Removed => ("body", String::new()),
                Class::Sapo => ("sapo", String::new()),
                Class::Caption => ("caption", words.say("web-part-caption")),
                Class::Byline => ("byline", words.say("web-part-byline")),
                Class::DateLine => ("date-line", words.say("web-part-date-line")),
            };
            paragraphs.push(Paragraph { kind, name, runs: self.runs(part) });
        }
        (title, paragraphs)
    }

    fn runs(&self, part: &Part) -> Vec<Run> {
        let text = &self.article.text;
        let mut runs = Vec::new();
        let mut at = part.span.start;
        let first = self.facts.partition_point(|fact| fact.span.start < part.span.start);
        let inside = self.facts[first..].iter().take_while(|fact| fact.span.start < part.span.end);
        for fact in inside.filter(|fact| part.span.covers(fact.span)) {
            self.marked(Span::new(at, fact.span.start), None, &mut runs);
            self.marked(fact.span, Some(fact), &mut runs);
            at = fact.span.end;
        }
        self.marked(Span::new(at, part.span.end), None, &mut runs);
        debug_assert_eq!(runs.iter().map(|run| run.text.as_str()).collect::<String>(), part.span.of(text));
        runs
    }

    /// Cuts a stretch at the marks.
    fn marked(&self, stretch: Span, fact: Option<&Fact>, runs: &mut Vec<Run>) {
        let mut push = |from: usize, to: usize, mark: usize, is_marked: bool| {
            if from < to {
                let text = Span::new(from, to).of(&self.article.text).to_owned();
                runs.push(Run { text, mark, is_marked, fact: fact.map_or("", |fact| fact.kind), href: fact.and_then(|fact| fact.href.clone()) });
            }
        };
        let mut at = stretch.start;
        let first = self.marks.partition_point(|mark| mark.end <= stretch.start);
        for (index, mark) in self.marks.iter().enumerate().skip(first).take_while(|(_, mark)| mark.start < stretch.end) {
            let (from, to) = (mark.start.max(stretch.start), mark.end.min(stretch.end));
            push(at, from, 0, false);
            push(from, to, if from == mark.start { index + 1 } else { 0 }, true);
            at = to;
        }
        push(at, stretch.end, 0, false);
    }
}

/// Returns the facts of an article at their places; of two that overlap the longer.
pub fn facts(article: &Article) -> Vec<Fact> {
    let facts = &article.facts;
    let officials = facts.officials.iter().flat_map(|official| {
        let spans = official.mentions.iter().map(|mention| mention.span).chain(official.references.iter().copied());
        spans.map(|span| Fact { span, kind: "official", href: Some(thing(Facet::Official, &official.key())) })
    });
    let bodies = facts.bodies.iter().map(|body| Fact { span: body.span, kind: "committee", href: Some(thing(Facet::Body, &body.key())) });
    let documents =
        facts.documents.iter().map(|document| Fact { span: document.span, kind: "document", href: Some(thing(Facet::Document, &document.number)) });
    let dates = facts.dates.iter().map(|date| Fact { span: date.span, kind: "date", href: None });
    let mut all: Vec<Fact> = officials.chain(bodies).chain(documents).chain(dates).collect();
    all.sort_by_key(|fact| (std::cmp::Reverse(fact.span.len()), fact.span));
    let mut apart = Apart::default();
    all.retain(|fact| apart.add(fact.span));
    all.sort_by_key(|fact| fact.span);
    all
}
