//! From text to tokens and terms: the one analysis behind the index, the query and the marks in a snippet.
//!
//! Each token has two keys. The folded one (`dang`) forgets all marks; the exact one (`đang3`) keeps shapes and tone but not the place
//! where the tone was written. Analysis never fails, whatever the text, and every span slices the text that was given.

mod keys;
mod known;
mod readings;
mod scanner;
mod token;
mod word;

pub mod abbreviation;
pub mod typing;

use compact_str::{CompactString, format_compact};

use readings::LineBreak;
pub use readings::PARAGRAPH_STEP;
pub use token::{Capital, Kind, Token};

/// Analyses a text of several paragraphs: no phrase goes across a line break.
///
/// ```
/// let tokens = timbao::analysis::tokenize("Đảng uỷ Khối");
/// let keys: Vec<_> = tokens.iter().map(|token| (token.fold.as_str(), token.exact.as_str())).collect();
/// assert_eq!(keys, [("dang", "đang3"), ("uy", "uy3"), ("khoi", "khôi1")]);
/// ```
pub fn tokenize(text: &str) -> Vec<Token> {
    analyse(text, LineBreak::Paragraph)
}

/// Analyses one paragraph: a line break in it is a space, as in texts that were broken at a fixed width.
pub fn tokenize_paragraph(text: &str) -> Vec<Token> {
    analyse(text, LineBreak::Space)
}

fn analyse(text: &str, line_break: LineBreak) -> Vec<Token> {
    let mut tokens = scanner::scan(text);
    readings::join_thousands(text, &mut tokens);
    readings::read_central(text, &mut tokens);
    readings::read_numerals(&mut tokens);
    readings::place(text, &mut tokens, line_break);
    tokens
}

/// Returns the folded words of a text, one space between: how lines are compared.
pub fn fold_words(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for token in scanner::scan(text) {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(&token.fold);
    }
    words
}

/// Returns the folded syllable bigrams (`dang uy`) in order; none goes across a gap.
pub fn bigrams(tokens: &[Token]) -> impl Iterator<Item = CompactString> {
    pairs(tokens).map(|(first, second)| bigram(first, second))
}

/// Joins two folded syllables.
pub fn bigram(first: &str, second: &str) -> CompactString {
    format_compact!("{first} {second}")
}

/// Returns the two syllables of each of these bigrams.
pub fn pairs(tokens: &[Token]) -> impl Iterator<Item = (&str, &str)> {
    tokens.windows(2).filter(|pair| pair[0].is_before(&pair[1])).flat_map(|pair| readings::pairs_of(&pair[0], &pair[1]))
}
