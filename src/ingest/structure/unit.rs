//! One paragraph under judgement, with what the rules ask about it worked out at most once.

use std::cell::OnceCell;

use crate::analysis;
use crate::article::Class;
use crate::text::{Span, sentences};

/// A line, or the lines of a paragraph that was broken at a fixed width.
pub struct Unit<'t> {
    pub span: Span,
    pub text: &'t str,
    pub hint: Option<Class>,
    folded: OnceCell<String>,
    first_word: OnceCell<String>,
    words: OnceCell<usize>,
    long_sentence: OnceCell<bool>,
}

/// A sentence of more words than this is an article's, not a page's.
const LONGEST_LABEL: usize = 12;

/// No label is longer than this many bytes; longer paragraphs are not even folded for most rules.
const LONGEST_SHORT: usize = 480;

impl<'t> Unit<'t> {
    pub fn new(text: &'t str, span: Span, hint: Option<Class>) -> Self {
        Self {
            span,
            text: span.of(text),
            hint,
            folded: OnceCell::new(),
            first_word: OnceCell::new(),
            words: OnceCell::new(),
            long_sentence: OnceCell::new(),
        }
    }

    /// Tells whether it may be a caption or a label.
    pub fn is_short(&self) -> bool {
        self.text.len() <= LONGEST_SHORT
    }

    /// Tells whether it may be furniture: short, and if it is a sentence, a very short one.
    pub fn is_label_sized(&self) -> bool {
        self.text.len() <= LONGEST_SHORT / 2 || (self.is_short() && !self.ends_sentence())
    }

    /// Returns the folded words, one space between.
    pub fn folded(&self) -> &str {
        self.folded.get_or_init(|| analysis::fold_words(self.text))
    }

    /// Returns the first folded word that is no number, or nothing.
    pub fn first_word(&self) -> &str {
        self.first_word.get_or_init(|| {
            let is_word = |word: &&str| word.bytes().any(|b| !b.is_ascii_digit());
            self.text
                .split_whitespace()
                .map(analysis::fold_words)
                .find_map(|words| words.split(' ').find(|word| !word.is_empty() && is_word(word)).map(str::to_owned))
                .unwrap_or_default()
        })
    }

    /// Returns how many words there are.
    pub fn words(&self) -> usize {
        *self.words.get_or_init(|| if self.folded().is_empty() { 0 } else { self.folded().split(' ').count() })
    }

    /// Returns the folded words in alphabetical order: what lines that say the same have in common.
    pub fn sorted_words(&self) -> Vec<&str> {
        let mut words: Vec<&str> = self.folded().split(' ').collect();
        words.sort_unstable();
        words
    }

    /// Returns a number that lines of the same words share, and others seldom, without folding them.
    ///
    /// Counts letters and adds up consonants, for vowels lose their marks.
    pub fn imprint(&self) -> u64 {
        self.text.bytes().fold(0, |sum, byte| sum.wrapping_add(IMPRINTS[usize::from(byte)]))
    }

    /// Tells whether the text ends as a sentence does.
    pub fn ends_sentence(&self) -> bool {
        ends_sentence(self.text)
    }

    /// Tells whether it has a whole sentence of more words than a label has: text of an article, not of its page.
    pub fn has_long_sentence(&self) -> bool {
        *self.long_sentence.get_or_init(|| {
            // So long a paragraph has one, and so few words are none; only what lies between is counted.
            if !self.is_short() && self.ends_sentence() {
                return true;
            }
            if self.text.len() <= 2 * LONGEST_LABEL {
                return false;
            }
            let is_long =
                |span: &Span| ends_sentence(span.of(self.text)) && analysis::fold_words(span.of(self.text)).split(' ').count() > LONGEST_LABEL;
            sentences(self.text).iter().any(is_long)
        })
    }

    /// Tells whether it begins with all the words of `lead`, which has at least six.
    pub fn begins_like(&self, lead: &Self) -> bool {
        // Most paragraphs differ in their first word already.
        self.text.len() + 16 >= lead.text.len() && self.first_word() == lead.first_word() && lead.words() >= 6 && {
            let rest = self.folded().strip_prefix(lead.folded());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        }
    }
}

/// What each byte adds to an imprint: a table, because every line of every article is read for it.
const IMPRINTS: [u64; 256] = {
    let mut imprints = [0; 256];
    let mut byte = 0;
    while byte < imprints.len() {
        imprints[byte] = imprint_of(byte as u8);
        byte += 1;
    }
    imprints
};

const fn imprint_of(byte: u8) -> u64 {
    const LETTER: u64 = 1 << 40;
    match byte.to_ascii_lowercase() {
        b'0'..=b'9' | b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | b'd' => LETTER,
        consonant @ b'a'..=b'z' => LETTER + (consonant as u64).pow(2),
        // Signs of Latin-1, combining marks and general punctuation begin with C2, CC, CD and E2.
        0xC2 | 0xCC | 0xCD | 0xE2 => 0,
        // Each letter above ASCII counts at its first byte.
        0xC3.. => LETTER,
        _ => 0,
    }
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', '»', ')', ']', '/', ' ']).ends_with(['.', '!', '?', '…'])
}
