//! Who wrote it: a signature among the last lines. Never a person of the article.

use unicode_normalization::UnicodeNormalization;

use super::unit::Unit;
use crate::analysis::{self, Capital, Kind, Token};
use crate::text::{Syllable, one_line};

const MOST_WORDS: usize = 16;

/// What stands before the author's name, with a colon.
const PREFIXES: [&str; 27] = [
    "t h",
    "th",
    "thuc hien",
    "tin anh",
    "tin va anh",
    "bai anh",
    "bai va anh",
    "tin bai",
    "tin bai anh",
    "tin",
    "bai",
    "nguon",
    "nguon tin",
    "tac gia",
    "nguoi viet",
    "bai viet",
    "bien tap",
    "bien soan",
    "nguoi dang",
    "dang boi",
    "tong hop",
    "tin bai va anh",
    "anh va tin",
    "anh va bai",
    "theo",
    "tin video",
    "anh tin",
];

/// The same, but also who asks in an interview.
const ASKERS: [&str; 3] = ["pv", "phong vien", "ctv"];

/// Signatures that are no names.
const DESKS: [&str; 11] = ["pv", "p v", "bbt", "btv", "ctv", "ttxvn", "ban bien tap", "tong hop", "nhom pv", "nhom phong vien", "vov"];

/// What an office begins with.
const OFFICES: &str = "van phong|ban|phong|so|trung tam|dang uy|huyen uy|thi uy|thanh uy|tinh uy|tinh doan|huyen doan|thanh doan|doan|hoi|lien doan|uy ban|ubkt|ubnd|hdnd|\
    mat tran|mttq|bao|dai|cong thong tin|trang thong tin|chi bo|dang bo|cong doan|truong|cong an|bo chi huy|cuc|chi cuc|btg|btc|tap chi|thong tan xa|khoi|bo phan|to";

/// Reads `Tin, ảnh: X` and its like.
pub fn prefixed(unit: &Unit) -> Option<String> {
    if unit.text.len() > 160 || !(unit.text.contains(':') || unit.first_word() == "theo") || unit.words() > MOST_WORDS {
        return None;
    }
    let text = strip_brackets(unit.text);
    if let Some((prefix, name)) = text.split_once(':') {
        let folded = analysis::fold_words(prefix);
        let name = clean(name);
        // In an interview the same words begin a question.
        let fits = if ASKERS.contains(&folded.as_str()) { are_names(&name) } else { PREFIXES.contains(&folded.as_str()) && starts_upper(&name) };
        return (fits && !name.ends_with(['?', '!'])).then_some(name);
    }
    // `Theo TTXVN`: short, and no sentence.
    let rest = unit.folded().strip_prefix("theo ")?;
    if rest.split(' ').count() > 6 || unit.text.trim_end().ends_with('.') {
        return None;
    }
    let name = text.split_once(char::is_whitespace).map_or("", |(_, name)| name);
    starts_upper(name).then(|| clean(name))
}

/// Returns a caption or a paragraph without the photographer named at its end: `Toàn cảnh hội nghị. Ảnh: Việt Hòa`, `(Ảnh: Việt Hòa)`.
pub fn before_credit(text: &str) -> &str {
    const LONGEST: usize = 100;
    let Some((before, name)) = text.rsplit_once(':').filter(|(_, name)| name.len() <= LONGEST) else { return text };
    let word = before.trim_end();
    let start = word.rfind(|c: char| c.is_whitespace() || "([.,-–".contains(c)).map_or(0, |at| word.ceil_char_boundary(at + 1));
    // Compared with its mark: `anh` is a brother.
    let is_picture = word[start..].to_lowercase().nfc().eq("ảnh".nfc());
    let name = name.trim().trim_end_matches([')', ']', '.', '/']);
    if is_picture && are_names(name) { &text[..start] } else { text }
}

/// Reads a line that is only names: `Quỳnh Anh`, `Trang Tâm - Việt Hòa`, `PV (tổng hợp)`.
pub fn bare(unit: &Unit) -> Option<String> {
    if unit.text.len() > 100 || unit.words() > MOST_WORDS || unit.text.ends_with([':', ';', '!', '?', ',']) {
        return None;
    }
    let text = clean(unit.text);
    (is_desk(&text) || are_names(&text)).then_some(text)
}

/// Reads the last line of an article that is the name of an office: `Văn phòng Đảng ủy Khối các cơ quan tỉnh`.
pub fn office(unit: &Unit) -> Option<String> {
    let is_office = || {
        let folded = unit.folded();
        OFFICES.split('|').map(str::trim).any(|office| folded.strip_prefix(office).is_some_and(|rest| rest.starts_with(' ')))
    };
    let text = clean(unit.text);
    let fits = unit.text.len() <= 160 && (2..=MOST_WORDS).contains(&unit.words()) && starts_upper(&text);
    (fits && !unit.text.contains([':', ';', '.', '?', '!']) && is_office()).then_some(text)
}

fn is_desk(text: &str) -> bool {
    DESKS.contains(&analysis::fold_words(text).as_str())
}

fn are_names(text: &str) -> bool {
    const MOST_NAMES: usize = 4;
    let names: Vec<&str> = text
        .split([',', '–', '&', '+', ';'])
        .flat_map(|piece| piece.split(" - "))
        .flat_map(|piece| piece.split(" và "))
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .collect();
    names.len() <= MOST_NAMES && names.iter().all(|name| is_name(name) || is_desk(name)) && names.iter().any(|name| is_name(name))
}

/// Two to four capitalised syllables.
fn is_name(text: &str) -> bool {
    let tokens = analysis::tokenize_paragraph(text);
    let is_part = |token: &Token| {
        token.kind == Kind::Word
            && token.capital != Capital::Lower
            && (Syllable::parse(token.span.of(text)).is_some() || token.capital == Capital::Title)
    };
    (2..=4).contains(&tokens.len()) && tokens.iter().all(is_part) && tokens.iter().any(|token| Syllable::parse(token.span.of(text)).is_some())
}

fn starts_upper(text: &str) -> bool {
    text.trim_start().chars().next().is_some_and(char::is_uppercase)
}

fn strip_brackets(text: &str) -> &str {
    let text = text.trim().trim_matches(['*', '-', '–', '_']).trim();
    let text = text.trim_end_matches(['.', '/']).trim();
    match text.strip_prefix(['(', '[']).and_then(|rest| rest.strip_suffix([')', ']'])) {
        Some(inner) if !inner.contains(['(', ')']) => inner.trim(),
        _ => text,
    }
}

/// Leaves the name: without brackets around it, points behind it, and what its bearer did (`(thực hiện)`, `(tổng hợp)`).
fn clean(name: &str) -> String {
    let name = strip_brackets(name);
    let name = match name.rfind(['(', '[']) {
        Some(open) if open > 0 && name.ends_with([')', ']']) => &name[..open],
        _ => name,
    };
    one_line(name.trim_end_matches(['.', ',', ';', '/', ' ']))
}
