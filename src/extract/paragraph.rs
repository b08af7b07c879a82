//! One paragraph as the rules see it: its tokens, the number of each word, and what stands between them.

use std::ops::Range;

use crate::analysis::{Capital, Kind, Token};
use crate::text::Span;

use super::address;
use super::foreign;
use super::lexicon::{Begins, UNKNOWN, Word};
use super::name::{self, Certainty};
use super::rules::RULES;

/// A paragraph that is being read.
pub struct Paragraph<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    words: Vec<Word>,
    /// Which lexicons have a phrase that begins with each token.
    begins: Vec<Begins>,
    /// What stands before each token.
    breaks: Vec<Break>,
    /// What is written like a personal name, from left to right.
    pub names: Vec<Range<usize>>,
    /// Those of them that are somebody's for more reasons than their shape.
    evident: Vec<Range<usize>>,
}

/// What stands between two tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Break {
    /// The paragraph begins here.
    Start,
    /// Nothing, or an apostrophe: `H'Yim`.
    None,
    Space,
    /// A dash, with spaces or without.
    Dash,
    Slash,
    /// A point with nothing behind it: `6.1`, `T.Ư`.
    Point,
    And,
    Comma,
    Semicolon,
    Colon,
    Open,
    Close,
    Quote,
    /// The end of a sentence.
    Stop,
    /// A percent sign or another sign that belongs to a number.
    Sign,
    /// Anything else, and several signs in a row.
    Other,
}

impl Break {
    /// Tells what stands between the end of a token and the start of the next: nearly always one space.
    pub fn between(text: &str, end: usize, start: usize) -> Self {
        if start == end + 1 && text.as_bytes()[end] == b' ' { Self::Space } else { Self::of(&text[end..start]) }
    }

    fn of(between: &str) -> Self {
        let signs = between.trim();
        let mut chars = signs.chars();
        match (chars.next(), chars.next()) {
            (None, _) if between.is_empty() => Self::None,
            (None, _) => Self::Space,
            (Some('.'), None) if between == "." => Self::Point,
            (Some(sign), None) => Self::of_sign(sign),
            (Some(first), Some(_)) if signs.chars().all(|sign| matches!(Self::of_sign(sign), Self::Dash)) => Self::of_sign(first),
            (Some(')'), Some(',')) => Self::Close,
            (Some(_), Some(_)) if signs.contains(['.', '!', '?', '…', '\n']) => Self::Stop,
            (Some(_), Some(_)) if signs.contains(';') => Self::Semicolon,
            (Some(_), Some(_)) if signs.contains('%') => Self::Sign,
            (Some(_), Some(_)) if signs.contains('(') => Self::Open,
            (Some(_), Some(_)) if signs.contains(')') => Self::Close,
            (Some(_), Some(_)) if signs.contains(':') => Self::Colon,
            _ => Self::Other,
        }
    }

    const fn of_sign(sign: char) -> Self {
        match sign {
            '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' => Self::Dash,
            '/' => Self::Slash,
            '&' => Self::And,
            ',' => Self::Comma,
            ';' => Self::Semicolon,
            ':' => Self::Colon,
            '(' | '[' => Self::Open,
            ')' | ']' => Self::Close,
            '"' | '“' | '”' | '«' | '»' => Self::Quote,
            '\'' | '’' | '‘' | 'ʼ' | '′' => Self::None,
            '.' | '!' | '?' | '…' => Self::Stop,
            '%' | '°' | '+' | '=' | '$' => Self::Sign,
            _ => Self::Other,
        }
    }
}

impl<'a> Paragraph<'a> {
    /// Reads the tokens of a paragraph.
    pub fn new(text: &'a str, tokens: &'a [Token]) -> Self {
        let (words, begins) = tokens.iter().map(|token| RULES.vocabulary.look_up(token)).unzip();
        let mut breaks = Vec::with_capacity(tokens.len());
        let mut end = None;
        for token in tokens {
            breaks.push(end.map_or(Break::Start, |end| Break::between(text, end, token.span.start)));
            end = Some(token.span.end);
        }
        let names = name::names(text, tokens).into_iter().filter(|name| name.certainty == Certainty::Certain).map(|name| name.tokens);
        let names = names.filter(|name| !name::is_cut_short(&tokens[name.end - 1])).collect();
        let mut paragraph = Self { text, tokens, words, begins, breaks, names, evident: Vec::new() };
        for shown in address::shown(&paragraph).into_iter().chain(foreign::names(&paragraph)) {
            paragraph.add_name(shown);
        }
        paragraph
    }

    /// Adds a name that more than its shape shows. It is the whole name: a list of surnames may have found a part of it.
    pub fn add_name(&mut self, shown: Range<usize>) {
        if let Some(name) = self.names.iter().find(|name| name.start <= shown.start && shown.end <= name.end) {
            self.evident.push(name.clone());
            return;
        }
        self.cut_name(shown);
    }

    /// Adds a name in the place of all that overlap it, longer ones as well.
    pub fn cut_name(&mut self, shown: Range<usize>) {
        self.names.retain(|name| name.end <= shown.start || shown.end <= name.start);
        let place = self.names.partition_point(|name| name.start < shown.start);
        self.names.insert(place, shown.clone());
        self.evident.push(shown);
    }

    /// Returns the names that more than their shape shows.
    pub fn evident_names(&self) -> &[Range<usize>] {
        &self.evident
    }

    pub const fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Returns the number of the word at `at`; behind the last one there is none that a rule speaks of.
    pub fn word(&self, at: usize) -> Word {
        self.words.get(at).copied().unwrap_or(UNKNOWN)
    }

    /// Returns which lexicons have a phrase that begins with the word at `at`.
    #[inline(always)]
    pub fn begins(&self, at: usize) -> Begins {
        self.begins.get(at).copied().unwrap_or(0)
    }

    /// Returns what stands before token `at`; behind the last token, what ends the paragraph.
    pub fn gap(&self, at: usize) -> Break {
        match self.breaks.get(at) {
            Some(found) => *found,
            None => self.tokens.last().map_or(Break::Start, |last| match Break::of(&self.text[last.span.end..]) {
                Break::Space | Break::None => Break::Stop,
                other => other,
            }),
        }
    }

    /// Tells whether token `at` may belong to one phrase with the token before it.
    pub fn joins(&self, at: usize) -> bool {
        matches!(self.gap(at), Break::Space | Break::None | Break::Dash | Break::And | Break::Point | Break::Slash)
    }

    /// Tells whether only white space stands before token `at`.
    pub fn follows(&self, at: usize) -> bool {
        matches!(self.gap(at), Break::Space | Break::None)
    }

    pub fn is_capitalised(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind != Kind::Number && token.capital != Capital::Lower)
    }

    /// Returns a plain number of at most `digits` digits; `2.397` is none.
    pub fn number(&self, at: usize, digits: usize) -> Option<u32> {
        let token = self.tokens.get(at)?;
        let is_plain = token.kind == Kind::Number && token.span.len() == token.fold.len() && token.fold.len() <= digits;
        if is_plain { token.fold.parse().ok() } else { None }
    }

    /// Returns where the personal name ends that begins at `at`.
    pub fn name_at(&self, at: usize) -> Option<usize> {
        self.names.binary_search_by_key(&at, |name| name.start).ok().map(|found| self.names[found].end)
    }

    /// Returns where these tokens stand in the paragraph.
    pub fn span(&self, tokens: Range<usize>) -> Span {
        self.tokens[tokens.start].span.join(self.tokens[tokens.end - 1].span)
    }

    /// Returns where the sentence begins that holds token `at`.
    pub fn sentence_start(&self, at: usize) -> usize {
        (0..=at).rev().find(|&index| index == 0 || matches!(self.gap(index), Break::Stop)).unwrap_or(0)
    }
}
