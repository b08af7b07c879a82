//! The line that says when an article was published: a date, and nothing beside it but words of dates.

use super::unit::Unit;
use crate::analysis::{self, Kind, Token};

const MOST_WORDS: usize = 24;

/// Words that may stand beside the date.
const BESIDE: &str = "thu hai ba tu nam sau bay chu nhat cn ngay thang gio phut giay luc vao cap nhat lan cuoi dang tai gui gmt utc am pm sa ch h ' luot xem doc \
    so luot views view dang ngay tin bai viet xuat ban post posted date time published created updated on at by thoi gian admin bbt in email a t2 t3 t4 t5 t6 t7";

/// Tells whether a line is a date line.
pub fn is_date_line(unit: &Unit) -> bool {
    if unit.text.len() > 200 || !has_year(unit.text) {
        return false;
    }
    let tokens = analysis::tokenize_paragraph(unit.text);
    if tokens.len() > MOST_WORDS {
        return false;
    }
    let Some((start, end)) = (0..tokens.len()).find_map(|at| date_at(unit.text, &tokens[at..]).map(|length| (at, at + length))) else {
        return false;
    };
    let is_beside = |token: &Token| token.kind == Kind::Number || BESIDE.split_whitespace().any(|word| word == token.fold) || is_time(&token.fold);
    tokens[..start].iter().chain(&tokens[end..]).all(is_beside)
}

/// Four digits in a row: a cheap test that most lines fail.
fn has_year(text: &str) -> bool {
    text.as_bytes().windows(4).any(|four| four.iter().all(u8::is_ascii_digit))
}

/// `8h30`, `30p`.
fn is_time(fold: &str) -> bool {
    fold.len() <= 5 && fold.bytes().all(|b| b.is_ascii_digit() || b == b'h' || b == b'p' || b == b'g')
}

/// Returns how many tokens a date with its year takes: `21/06/2018`, `ngày 15 tháng 3 năm 2006`.
fn date_at(text: &str, tokens: &[Token]) -> Option<usize> {
    let number = |index: usize| tokens.get(index).filter(|token| token.kind == Kind::Number).and_then(|token| token.fold.parse::<u32>().ok());
    let is_word = |index: usize, word: &str| tokens.get(index).is_some_and(|token| token.fold == word);
    let is_date = |day, month, year| (1..=31).contains(&day) && (1..=12).contains(&month) && (1990..2100).contains(&year);
    let between = |index: usize| text[tokens[index].span.end..tokens[index + 1].span.start].trim();
    if let (Some(first), Some(second), Some(third)) = (number(0), number(1), number(2)) {
        let separator = between(0);
        let same = ["/", "-", ".", "–"].contains(&separator) && between(1) == separator;
        if same && (is_date(first, second, third) || is_date(third, second, first)) {
            return Some(3);
        }
    }
    if let (Some(day), true, Some(month), true, Some(year)) = (number(0), is_word(1, "thang"), number(2), is_word(3, "nam"), number(4))
        && is_date(day, month, year)
    {
        return Some(5);
    }
    None
}
