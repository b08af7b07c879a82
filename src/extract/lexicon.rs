//! Phrases that the rules speak of, found by walking a tree of numbered words.
//!
//! Every word of every rule has a number, and a bit for each lexicon that has a phrase beginning with it. A paragraph looks both up once
//! for each of its tokens; after that a phrase costs a step in a tree for each of its words, and a word that begins none costs one test.

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use crate::analysis::{Token, tokenize_paragraph};

use super::paragraph::{Break, Paragraph};

/// The number of a word; [`UNKNOWN`] for words that no rule speaks of.
pub type Word = u16;

pub const UNKNOWN: Word = 0;

/// The words of all rules, by their exact keys: `Đảng` is not `đang`, but `uỷ` is `ủy` and `KỲ` is `kỳ`.
#[derive(Default)]
pub struct Vocabulary {
    words: FxHashMap<CompactString, Word>,
    /// By the number of a word: which lexicons have a phrase that begins with it.
    begins: Vec<Begins>,
    lexicons: u32,
}

/// One bit for each lexicon.
pub type Begins = u128;

impl Vocabulary {
    /// Returns the number of a word of the text, and what begins with it.
    pub fn look_up(&self, token: &Token) -> (Word, Begins) {
        match self.words.get(key(token)) {
            Some(&word) => (word, self.begins.get(usize::from(word)).copied().unwrap_or(0)),
            None => (UNKNOWN, 0),
        }
    }

    fn next_bit(&mut self) -> Begins {
        self.lexicons += 1;
        assert!(self.lexicons <= Begins::BITS, "there are fewer lexicons than bits");
        1 << (self.lexicons - 1)
    }

    fn begins(&mut self, word: Word, bit: Begins) {
        let word = usize::from(word);
        if self.begins.len() <= word {
            self.begins.resize(word + 1, 0);
        }
        self.begins[word] |= bit;
    }

    fn learn(&mut self, token: &Token) -> Word {
        let next = Word::try_from(self.words.len() + 1).expect("the rules speak of a few thousand words");
        *self.words.entry(key(token).into()).or_insert(next)
    }
}

fn key(token: &Token) -> &str {
    if token.exact.is_empty() { &token.fold } else { &token.exact }
}

/// Phrases with what each means.
pub struct Lexicon<T> {
    bit: Begins,
    /// By the number of the first word: the node behind it, or 0.
    first: Vec<u32>,
    /// Node 0 is unused.
    nodes: Vec<Node<T>>,
}

struct Node<T> {
    next: Vec<Edge>,
    meaning: Option<T>,
}

/// A step from word to word.
struct Edge {
    word: Word,
    /// Whether a comma may stand before the word: `Phòng, chống thiên tai`.
    comma: bool,
    node: u32,
}

impl<T> Node<T> {
    const EMPTY: Self = Self { next: Vec::new(), meaning: None };
}

impl<T> Lexicon<T> {
    /// Builds a lexicon of phrases, written as in an article, with marks.
    pub fn new<'a>(vocabulary: &mut Vocabulary, phrases: impl IntoIterator<Item = (&'a str, T)>) -> Self {
        let mut lexicon = Self { bit: vocabulary.next_bit(), first: Vec::new(), nodes: vec![Node::EMPTY] };
        for (phrase, meaning) in phrases {
            let mut end = 0;
            let tokens = tokenize_paragraph(phrase);
            let words = tokens.iter().map(|token| {
                let comma = phrase[std::mem::replace(&mut end, token.span.end)..token.span.start].contains(',');
                (vocabulary.learn(token), comma)
            });
            let words: Vec<(Word, bool)> = words.collect();
            words.first().iter().for_each(|(first, _)| vocabulary.begins(*first, lexicon.bit));
            lexicon.insert(&words, meaning);
        }
        lexicon
    }

    fn insert(&mut self, words: &[(Word, bool)], meaning: T) {
        let Some((&(first, _), rest)) = words.split_first() else { return };
        if self.first.len() <= usize::from(first) {
            self.first.resize(usize::from(first) + 1, 0);
        }
        if self.first[usize::from(first)] == 0 {
            self.first[usize::from(first)] = self.push();
        }
        let mut at = self.first[usize::from(first)];
        for &(word, comma) in rest {
            let known = self.nodes[at as usize].next.iter().find(|edge| (edge.word, edge.comma) == (word, comma)).map(|edge| edge.node);
            at = known.unwrap_or_else(|| {
                let node = self.push();
                self.nodes[at as usize].next.push(Edge { word, comma, node });
                node
            });
        }
        self.nodes[at as usize].meaning = Some(meaning);
    }

    fn push(&mut self) -> u32 {
        self.nodes.push(Node::EMPTY);
        (self.nodes.len() - 1) as u32
    }

    /// Returns the longest phrase that begins at token `at`: its length in tokens, and what it means.
    #[inline(always)]
    pub fn at(&self, paragraph: &Paragraph, at: usize) -> Option<(usize, &T)> {
        if paragraph.begins(at) & self.bit == 0 { None } else { self.longest(paragraph, at) }
    }

    #[inline(never)]
    fn longest(&self, paragraph: &Paragraph, at: usize) -> Option<(usize, &T)> {
        let mut node = *self.first.get(usize::from(paragraph.word(at)))?;
        let mut longest = None;
        let mut end = at;
        while node != 0 {
            end += 1;
            let Node { next, meaning } = &self.nodes[node as usize];
            longest = meaning.as_ref().map(|meaning| (end - at, meaning)).or(longest);
            let comma = paragraph.gap(end) == Break::Comma;
            if end == paragraph.len() || !(comma || paragraph.joins(end)) {
                break;
            }
            let word = paragraph.word(end);
            node = next.iter().find(|edge| edge.word == word && (edge.comma || !comma)).map_or(0, |edge| edge.node);
        }
        longest
    }

    /// Returns the longest phrase that ends just before token `end`, of at most `longest` tokens.
    pub fn before(&self, paragraph: &Paragraph, end: usize, longest: usize) -> Option<(usize, &T)> {
        (1..=longest.min(end)).rev().find_map(|length| self.at(paragraph, end - length).filter(|(found, _)| *found == length))
    }

    /// Tells whether a phrase that begins a little before token `at` reaches up to it or over it.
    pub fn reaches(&self, paragraph: &Paragraph, at: usize) -> bool {
        (at.saturating_sub(5)..at).any(|start| self.at(paragraph, start).is_some_and(|(length, _)| start + length >= at))
    }

    /// Tells whether a phrase begins at token `at`.
    pub fn has(&self, paragraph: &Paragraph, at: usize) -> bool {
        at < paragraph.len() && self.at(paragraph, at).is_some()
    }
}

/// Reads a table of phrases: one a line, `#` begins a remark.
pub fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}
