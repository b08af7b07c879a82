//! What several tokens say together: grouped thousands, the short forms of Trung ương, Roman numerals; and where the gaps are.

use compact_str::ToCompactString;

use crate::text::{Span, Syllable, ends_sentence};

use super::token::{Capital, Kind, Token};

/// Joins the groups of a number written with thousands points: `2.397`, `1.234.567`.
///
/// `18.5.2021`, `6.1` and `97,1` stay apart: every group behind the first has exactly three digits, and no point and digit follows.
pub fn join_thousands(text: &str, tokens: &mut Vec<Token>) {
    // Nothing moves before the first such number, and most paragraphs have none.
    let Some(first) = (0..tokens.len()).find(|&index| thousands_at(text, &tokens[index..]) > 1) else { return };
    let (mut kept, mut index) = (first, first);
    while index < tokens.len() {
        let groups = thousands_at(text, &tokens[index..]);
        tokens.swap(kept, index);
        for group in index + 1..index + groups {
            let span = tokens[kept].span.join(tokens[group].span);
            let digits = std::mem::take(&mut tokens[group].fold);
            tokens[kept].fold.push_str(&digits);
            tokens[kept].span = span;
        }
        index += groups;
        kept += 1;
    }
    tokens.truncate(kept);
}

/// No number has more groups: a key has a length, and a page of groups is read once, not once for each.
const MOST_GROUPS: usize = 8;

/// Returns how many tokens from the first on make one number; 1 if the first stands alone.
fn thousands_at(text: &str, tokens: &[Token]) -> usize {
    let point_between = |a: &Token, b: &Token| &text[a.span.end..b.span.start] == ".";
    let [first, rest @ ..] = tokens else { return 1 };
    if first.kind != Kind::Number || first.fold.len() > 3 || first.fold.starts_with('0') {
        return 1;
    }
    let mut last = first;
    let mut groups = 1;
    for token in rest {
        if token.kind == Kind::Word || !point_between(last, token) {
            break;
        }
        if token.kind != Kind::Number || token.fold.len() != 3 || groups == MOST_GROUPS {
            return 1;
        }
        last = token;
        groups += 1;
    }
    groups
}

/// Reads the short forms of Trung ương: `T.Ư` and `T.W` become one token `tw`, `TƯ` is read as `tw` too.
///
/// Lower-case `tư` is never touched, nor is `TƯ` in a headline in capitals (`ĐẦU TƯ`, `TƯ TƯỞNG`).
pub fn read_central(text: &str, tokens: &mut Vec<Token>) {
    join_central(text, tokens);
    for index in 0..tokens.len() {
        if tokens[index].capital == Capital::Upper && tokens[index].exact == "tư0" {
            let in_capitals = |neighbour: Option<&Token>, between: Span| {
                neighbour
                    .is_some_and(|token| token.capital == Capital::Upper && between.of(text) == " " && Syllable::parse(token.span.of(text)).is_some())
            };
            let token = &tokens[index];
            let before = index.checked_sub(1).map(|i| &tokens[i]);
            let behind = tokens.get(index + 1);
            let gap_before = before.map_or(Span::default(), |b| Span::new(b.span.end, token.span.start));
            let gap_behind = behind.map_or(Span::default(), |b| Span::new(token.span.end, b.span.start));
            if !in_capitals(before, gap_before) && !in_capitals(behind, gap_behind) {
                tokens[index].also = "tw".into();
            }
        }
    }
}

fn join_central(text: &str, tokens: &mut Vec<Token>) {
    let Some(first) = (0..tokens.len()).find(|&index| is_split_central(text, &tokens[index..])) else { return };
    let (mut kept, mut index) = (first, first);
    while index < tokens.len() {
        let joins = is_split_central(text, &tokens[index..]);
        tokens.swap(kept, index);
        if joins {
            let span = tokens[kept].span.join(tokens[index + 1].span);
            let token = &mut tokens[kept];
            token.fold = if token.fold == "t" { "tw".into() } else { "uvtw".into() };
            token.exact = token.fold.clone() + "0";
            token.span = span;
            token.capital = Capital::Upper;
        }
        index += if joins { 2 } else { 1 };
        kept += 1;
    }
    tokens.truncate(kept);
}

fn is_split_central(text: &str, tokens: &[Token]) -> bool {
    let [first, second, ..] = tokens else { return false };
    first.capital != Capital::Lower
        && matches!(first.fold.as_str(), "t" | "uvt")
        && second.capital == Capital::Title
        && (second.exact == "ư0" || second.exact == "w0")
        && &text[first.span.end..second.span.start] == "."
}

/// Reads Roman numerals up to XXX behind the words that number something, so that `khóa 13` finds `khóa XIII`.
pub fn read_numerals(tokens: &mut [Token]) {
    for index in 1..tokens.len() {
        let (before, rest) = tokens.split_at_mut(index);
        let token = &mut rest[0];
        if token.kind != Kind::Word || token.capital == Capital::Lower {
            continue;
        }
        if let Some(value) = roman(&token.fold).filter(|_| is_numbering(before)) {
            token.also = value.to_compact_string();
        }
    }
}

/// Tells whether the text read so far ends in a word that is followed by a number.
fn is_numbering(before: &[Token]) -> bool {
    let ends_with =
        |words: &[&str]| before.len() >= words.len() && before.iter().rev().zip(words.iter().rev()).all(|(token, word)| token.exact == *word);
    [&["lân2", "thư1"][..], &["khoa1"], &["đai5", "hôi5"], &["qui1"], &["ki2", "hop5", "thư1"]].into_iter().any(ends_with)
}

/// Returns the value of a Roman numeral from 1 to 30.
fn roman(text: &str) -> Option<u32> {
    const TENS: [&str; 4] = ["", "x", "xx", "xxx"];
    const ONES: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    // Nearly every word is turned away here, before any table is looked at.
    if text.len() > 6 || !text.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x')) {
        return None;
    }
    (1..=30).find(|&n| text.strip_prefix(TENS[n as usize / 10]) == Some(ONES[n as usize % 10]))
}

/// What a line break between two tokens means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineBreak {
    /// Another paragraph begins.
    Paragraph,
    /// The paragraph was broken at a fixed width.
    Space,
}

/// The step from the last token of a paragraph to the first of the next.
pub const PARAGRAPH_STEP: u32 = 9;
/// The step from the last token of a sentence to the first of the next.
const SENTENCE_STEP: u32 = 2;

/// Numbers the tokens, with gaps where no phrase may go across.
pub fn place(text: &str, tokens: &mut [Token], line_break: LineBreak) {
    let mut position = 0;
    let mut end = None;
    for token in tokens {
        if let Some(end) = end {
            position += step(text, end, token.span.start, line_break);
        }
        token.position = position;
        end = Some(token.span.end);
    }
}

fn step(text: &str, from: usize, to: usize, line_break: LineBreak) -> u32 {
    let between = &text[from..to];
    if between == " " {
        return 1;
    }
    if line_break == LineBreak::Paragraph && between.contains(['\n', '\r', '\u{2028}', '\u{2029}']) {
        return PARAGRAPH_STEP;
    }
    // The Greek question mark is a semicolon to Unicode: NFC makes one of it.
    let is_semicolon = |c: char| matches!(c, ';' | '\u{37e}');
    let ends = between.char_indices().any(|(offset, c)| is_semicolon(c) || ends_sentence(text, from + offset, c));
    if ends { SENTENCE_STEP } else { 1 }
}

/// Returns the folded pairs that two neighbours form; several if one of them has a second reading.
pub fn pairs_of<'a>(first: &'a Token, second: &'a Token) -> impl Iterator<Item = (&'a str, &'a str)> {
    first.folds().flat_map(|a| second.folds().map(move |b| (a, b)))
}
