//! What each line of an article is: title, lead, body, caption, byline, date line, or nothing that belongs to it.
//!
//! Nothing is deleted: lines that do not belong become [`Class::Removed`] parts that name their rule. Every non-blank line ends up in
//! exactly one part, or is cut in two where a page glued its furniture to the text. Each line is judged by this article alone, never by
//! how often it stands in others, so an article's text does not depend on its neighbours.

mod byline;
mod caption;
mod date_line;
mod draft;
mod furniture;
mod glue;
mod rules;
mod unit;
mod wrap;

use std::collections::HashMap;

pub use byline::before_credit;
pub use draft::Draft;
use rules::Verdict;
use unit::Unit;

use crate::analysis;
use crate::article::{Class, Part};
use crate::text::Span;

/// An article's text with its parts, and its author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Structure {
    pub text: String,
    pub parts: Vec<Part>,
    /// Without `Tin, ảnh:` and its like.
    pub byline: Option<String>,
}

/// Names the parts of a draft. `own` are the lines that its source puts around articles, beside those that all do.
pub fn read(draft: Draft, source_name: &str, own: &[String]) -> Structure {
    let Draft { text, lines, is_untitled } = draft;
    let lines = glue::cut(&text, lines);
    let units = wrap::join(&text, &lines);
    let mut reading = Reading { marks: vec![None; units.len()], units, tail: 0, byline: None };
    reading.keep_hints();
    reading.drop_own(source_name, own);
    reading.drop_everywhere();
    let title = reading.find_title(is_untitled);
    reading.drop_head(title);
    reading.cut_tail(title);
    reading.keep_dates_in_body(title);
    reading.find_captions(title);
    reading.find_byline(title);
    reading.find_repeats();
    reading.find_sapo(title);
    let parts = reading.parts();
    Structure { byline: reading.byline, parts, text }
}

/// Tells whether a line says when the article was published, and nothing else.
pub fn is_date_line(line: &str) -> bool {
    date_line::is_date_line(&Unit::new(line, Span::new(0, line.len()), None))
}

/// Returns the lines of a text that say who wrote it, as they would be told in an article.
///
/// The first line that is neither a date nor such a line stands for the title, so that a text that is only a name is no byline.
pub fn bylines(text: &str) -> Vec<Span> {
    let lines = Draft::plain(text.to_owned()).lines;
    let units: Vec<Unit> = lines.iter().map(|line| Unit::new(text, line.span, None)).collect();
    let mut reading = Reading { marks: vec![None; units.len()], units, tail: 0, byline: None };
    reading.drop_everywhere();
    let title = (0..reading.units.len()).find(|&index| reading.marks[index].is_none() && byline::prefixed(&reading.units[index]).is_none());
    reading.cut_tail(title);
    reading.find_captions(title);
    reading.find_byline(title);
    let marked = reading.units.iter().zip(&reading.marks);
    marked.filter(|(_, mark)| mark.is_some_and(|mark| mark.class == Class::Byline)).map(|(unit, _)| unit.span).collect()
}

/// A title has at most this many tokens; a longer line is a paragraph.
const LONGEST_TITLE: usize = 40;

struct Reading<'t> {
    units: Vec<Unit<'t>>,
    marks: Vec<Option<Mark>>,
    /// The first unit behind the last sentence that is an article's: only there lines may be cut off.
    tail: usize,
    byline: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mark {
    class: Class,
    rule: Option<&'static str>,
}

impl Mark {
    const fn removed(rule: &'static str) -> Self {
        Self { class: Class::Removed, rule: Some(rule) }
    }

    const fn kept(class: Class) -> Self {
        Self { class, rule: None }
    }
}

impl From<Verdict> for Mark {
    fn from(verdict: Verdict) -> Self {
        Self::removed(verdict.rule)
    }
}

impl Reading<'_> {
    /// What the format itself said (a record's title, a `figcaption`) is not guessed again.
    fn keep_hints(&mut self) {
        for (unit, mark) in self.units.iter().zip(&mut self.marks) {
            *mark = unit.hint.map(Mark::kept);
        }
    }

    fn mark_where(&mut self, range: std::ops::Range<usize>, mark: impl Fn(&Unit) -> Option<Mark>) {
        for index in range {
            if self.marks[index].is_none() {
                self.marks[index] = mark(&self.units[index]);
            }
        }
    }

    fn drop_own(&mut self, source_name: &str, own: &[String]) {
        if !own.is_empty() {
            let own: Vec<String> = own.iter().map(|line| analysis::fold_words(line)).collect();
            let rule = Mark::removed("source");
            self.mark_where(0..self.units.len(), |unit| own.iter().any(|line| !line.is_empty() && line == unit.folded()).then_some(rule));
        }
        // The paper's own name above or below the article, but never in place of a title that says more.
        let name = analysis::fold_words(source_name);
        let rule = Mark::removed("masthead");
        self.mark_where(0..self.units.len(), |unit| (!name.is_empty() && unit.text.len() <= 4 * name.len() && name == unit.folded()).then_some(rule));
    }

    fn drop_everywhere(&mut self) {
        let rule = |unit: &Unit| rules::drop_anywhere(unit).map(Mark::from);
        self.mark_where(0..self.units.len(), rule);
        let date_line = |unit: &Unit| date_line::is_date_line(unit).then_some(Mark::kept(Class::DateLine));
        self.mark_where(0..self.units.len(), date_line);
    }

    /// Finds the title: the first line that is neither furniture nor caption, unless the format told it.
    ///
    /// Where the format could have told it and did not, an article that begins with a sentence has none: that is its lead, and taking
    /// it for a title would weigh it as one.
    fn find_title(&mut self, is_untitled: bool) -> Option<usize> {
        if let Some(known) = self.marks.iter().position(|mark| mark.is_some_and(|mark| mark.class == Class::Title)) {
            return Some(known);
        }
        let is_article = |unit: &Unit| {
            rules::drop_in_head(unit).is_none()
                && rules::cut_tail(unit).is_none()
                && !caption::is_caption(unit, None)
                && byline::prefixed(unit).is_none()
        };
        let mut lines = (0..self.units.len()).filter(|&index| self.marks[index].is_none() && is_article(&self.units[index])).peekable();
        if is_untitled && lines.peek().is_some_and(|&first| self.units[first].ends_sentence()) {
            return None;
        }
        let title = lines.find(|&index| self.units[index].words() <= LONGEST_TITLE)?;
        self.marks[title] = Some(Mark::kept(Class::Title));
        Some(title)
    }

    fn drop_head(&mut self, title: Option<usize>) {
        let rule = |unit: &Unit| rules::drop_in_head(unit).map(Mark::from);
        self.mark_where(0..title.unwrap_or(0), rule);
    }

    /// Removes what stands behind the article: from the first tail marker on, if no sentence of an article follows.
    fn cut_tail(&mut self, title: Option<usize>) {
        let first = title.map_or(0, |title| title + 1);
        let last_sentence = (first..self.units.len()).rev().find(|&index| self.is_sentence_of_article(index));
        let tail = last_sentence.map_or(first, |last| last + 1);
        self.tail = tail;
        let mut cut: Option<Verdict> = None;
        for index in tail..self.units.len() {
            let verdict = rules::cut_tail(&self.units[index]);
            // Behind the cut a new marker takes over: the rule of a line is that of the marker above it.
            cut = verdict.filter(|verdict| verdict.cuts).or(cut);
            let gone = cut.or(verdict).map(Mark::from);
            let is_gone = self.marks[index].is_some_and(|mark| mark.class == Class::Removed);
            if cut.is_some() && !is_gone || self.marks[index].is_none() {
                self.marks[index] = gone.or(self.marks[index]);
            }
        }
        // Between paragraphs only the marker itself goes, and only one that is no heading of the article.
        let marker = |unit: &Unit| rules::cut_tail(unit).filter(|verdict| verdict.cuts && verdict.rule == "related" && unit.words() >= 2);
        self.mark_where(first..tail, |unit| marker(unit).map(Mark::from));
    }

    /// A date that stands alone between paragraphs is a heading, such as a chronicle has.
    fn keep_dates_in_body(&mut self, title: Option<usize>) {
        const LINES_BELOW_TITLE: usize = 4;
        let first = title.map_or(0, |title| title + 1 + LINES_BELOW_TITLE);
        for mark in self.marks.iter_mut().take(self.tail).skip(first) {
            if mark.is_some_and(|mark| mark.class == Class::DateLine) {
                *mark = None;
            }
        }
    }

    fn is_sentence_of_article(&self, index: usize) -> bool {
        let kept = self.marks[index].is_none_or(|mark| mark.class.is_kept());
        let unit = &self.units[index];
        kept && unit.has_long_sentence() && rules::cut_tail(unit).is_none()
    }

    fn find_captions(&mut self, title: Option<usize>) {
        for index in title.map_or(0, |title| title + 1)..self.units.len() {
            if self.marks[index].is_none() {
                let next = self.units.get(index + 1);
                if caption::is_caption(&self.units[index], next) {
                    self.marks[index] = Some(Mark::kept(Class::Caption));
                }
            }
        }
    }

    /// Finds the author right behind the article, else right below the title. What follows the signature is the page's.
    fn find_byline(&mut self, title: Option<usize>) {
        const MOST_BEHIND: usize = 4;
        let open: Vec<usize> = (self.tail..self.units.len()).filter(|&index| self.marks[index].is_none()).collect();
        let is_sentence = |at: usize| self.units[open[at]].ends_sentence();
        let sentence_behind = |at: usize| (at + 1..open.len()).any(is_sentence);
        let signature = |at: usize| {
            let unit = &self.units[open[at]];
            let behind = open.len() - at - 1;
            byline::prefixed(unit)
                .or_else(|| if behind <= MOST_BEHIND && !sentence_behind(at) { byline::bare(unit) } else { None })
                .or_else(|| if behind == 0 { byline::office(unit) } else { None })
        };
        if let Some((first, name)) = (0..open.len()).find_map(|at| signature(at).map(|name| (at, name))) {
            let is_signed = |at: usize| at == first || signature(at).is_some();
            let last = (first..open.len()).take_while(|&at| is_signed(at)).last().unwrap_or(first);
            for (at, &index) in open.iter().enumerate().skip(first) {
                if at <= last {
                    self.marks[index] = Some(Mark::kept(Class::Byline));
                } else if !self.units[index].ends_sentence() {
                    self.marks[index] = Some(Mark::removed("behind-byline"));
                }
            }
            self.byline = Some(name);
            return;
        }
        let Some(title) = title else { return };
        let is_beside_date = |index: usize| {
            let is_date = |index: usize| self.marks.get(index).copied().flatten().is_some_and(|mark| mark.class == Class::DateLine);
            is_date(index - 1) || is_date(index + 1)
        };
        let below = (title + 1..self.units.len().min(title + 4)).find_map(|index| {
            let unit = &self.units[index];
            let name = byline::prefixed(unit).or_else(|| if is_beside_date(index) { byline::bare(unit) } else { None });
            name.filter(|_| self.marks[index].is_none()).map(|name| (index, name))
        });
        if let Some((index, name)) = below {
            self.marks[index] = Some(Mark::kept(Class::Byline));
            self.byline = Some(name);
        }
    }

    /// Keeps of lines that say the same only the first: titles and captions stand twice on many pages.
    fn find_repeats(&mut self) {
        const FEWEST_WORDS: usize = 6;
        // Other words seldom share an imprint. A text of such lines alone is not compared line by line with itself.
        const MOST_ALIKE: usize = 32;
        let mut seen: HashMap<u64, Vec<Said>> = HashMap::new();
        let mut before: Option<usize> = None;
        for index in 0..self.units.len() {
            let class = self.marks[index].map_or(Class::Body, |mark| mark.class);
            if !class.is_kept() {
                continue;
            }
            let unit = &self.units[index];
            let is_title = class == Class::Title;
            let alike = seen.entry(unit.imprint()).or_default();
            let same = alike.iter().position(|said| self.units[said.last].sorted_words() == unit.sorted_words());
            let is_repeat = |said: &Said| unit.words() >= FEWEST_WORDS || said.by_title || before == Some(said.last);
            if same.is_some_and(|same| is_repeat(&alike[same])) {
                self.marks[index] = Some(Mark::removed("repeat"));
                continue;
            }
            let said = Said { last: index, by_title: is_title };
            match same {
                Some(same) => alike[same] = said,
                None if alike.len() < MOST_ALIKE => alike.push(said),
                None => {}
            }
            before = Some(index);
        }
    }

    /// Finds the lead: the first paragraph, if a later one begins with the same words.
    fn find_sapo(&mut self, title: Option<usize>) {
        let Some(title) = title else { return };
        if self.marks.iter().flatten().any(|mark| mark.class == Class::Sapo) {
            return;
        }
        let mut body = (title + 1..self.units.len()).filter(|&index| self.marks[index].is_none());
        let Some(first) = body.next() else { return };
        let lead = &self.units[first];
        if lead.words() <= 120 && body.take(3).any(|index| self.units[index].begins_like(lead)) {
            self.marks[first] = Some(Mark::kept(Class::Sapo));
        }
    }

    fn parts(&self) -> Vec<Part> {
        let body = Mark::kept(Class::Body);
        let part = |(unit, mark): (&Unit, &Option<Mark>)| {
            let mark = mark.unwrap_or(body);
            Part { class: mark.class, span: unit.span, rule: mark.rule.map(str::to_owned) }
        };
        self.units.iter().zip(&self.marks).map(part).collect()
    }
}

/// Some words, in any order, that a line said.
struct Said {
    /// The last line that did and was kept.
    last: usize,
    by_title: bool,
}

#[cfg(test)]
mod tests;
