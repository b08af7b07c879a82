//! Document numbers: `35-CT/TW`, `205- QĐ/TW`, `30/2020/NĐ-CP`, and short references such as `Chỉ thị số 05`.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::analysis::{Capital, Kind};
use crate::text::Span;

use super::date::{self, Day, Written};
use super::paragraph::{Break, Paragraph};
use super::rules::{CODES, KINDS, RULES};

/// A document that a text cites.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// As it is usually written: `205-QĐ/TW`, `30/2020/NĐ-CP`, `CT 05`.
    pub number: String,
    /// What it is compared by: lower case, without marks, leading zeros and spaces: `1-kl/tw`, `30/2020/nd-cp`, `ct-5`.
    pub key: String,
    /// The day of issue, where the text gives it right there. Numbering begins anew with each term, so a number alone may be ambiguous.
    pub issued: Option<Day>,
    pub span: Span,
}

/// A document as it was found, with the tokens that it takes, its date of issue included.
pub struct Found {
    pub document: Document,
    pub tokens: Range<usize>,
    /// The day of issue as it is written, and where.
    pub issued: Option<(Written, Range<usize>)>,
}

/// Codes of kinds that are not all capitals.
const MIXED_CODES: [&str; 5] = ["CTr", "TTr", "QĐi", "QyĐ", "Ctr"];

/// Finds the documents of a paragraph, from left to right.
pub fn documents(paragraph: &Paragraph) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < paragraph.len() {
        if paragraph.tokens[at].kind == Kind::Word {
            at = match short_references(paragraph, at, &mut found) {
                Some(end) => end,
                None => at + 1,
            };
        } else if let Some(document) = numbered(paragraph, at) {
            at = document.tokens.end;
            found.push(document);
        } else {
            at += 1;
        }
    }
    share_dates(paragraph, &mut found);
    found
}

/// Numbers in a row share the date behind the last: `54/NQ-HĐND, 55/NQ-HĐND ngày 10/12/2020`.
fn share_dates(paragraph: &Paragraph, found: &mut [Found]) {
    for index in (1..found.len()).rev() {
        let (before, behind) = found.split_at_mut(index);
        let (Some(first), Some(second)) = (before.last_mut(), behind.first()) else { continue };
        let adjoining = first.tokens.end == second.tokens.start && paragraph.gap(second.tokens.start) == Break::Comma
            || first.tokens.end + 1 == second.tokens.start && RULES.people.and.has(paragraph, first.tokens.end);
        if adjoining && first.issued.is_none() {
            first.issued = second.issued.clone();
        }
    }
}

/// Reads a number with its kind and its issuer.
fn numbered(paragraph: &Paragraph, at: usize) -> Option<Found> {
    if matches!(paragraph.gap(at), Break::Slash | Break::Point) || !is_number(paragraph, at) {
        return None;
    }
    let (display, key, end) = party_style(paragraph, at).or_else(|| state_style(paragraph, at))?;
    let span = paragraph.span(at..end);
    let issued = issued_on(paragraph, end);
    let tokens = at..issued.as_ref().map_or(end, |(_, date)| date.end);
    Some(Found { document: Document { number: display, key, issued: None, span }, tokens, issued })
}

/// Tells whether a number may begin here: up to five digits, with one letter at most (`12a`).
fn is_number(paragraph: &Paragraph, at: usize) -> bool {
    let token = &paragraph.tokens[at];
    let digits = token.fold.bytes().take_while(u8::is_ascii_digit).count();
    token.span.len() == token.fold.len() && (1..=5).contains(&digits) && token.fold.len() - digits <= 1
}

/// Reads `35-CT/TW`, `205- QĐ/TW`, `72-NQ-TW`, `35 CT/TW`.
fn party_style(paragraph: &Paragraph, at: usize) -> Option<(String, String, usize)> {
    let kind = at + 1;
    if kind >= paragraph.len() || !matches!(paragraph.gap(kind), Break::Dash | Break::Space) {
        return None;
    }
    let code = code(paragraph, kind)?;
    let spaced = paragraph.gap(kind) == Break::Space;
    let number = number_of(paragraph, at);
    let issuer = kind + 1;
    if issuer < paragraph.len()
        && (paragraph.gap(issuer) == Break::Slash || (!spaced && paragraph.gap(issuer) == Break::Dash && tight(paragraph, issuer)))
    {
        let end = issuer_end(paragraph, issuer)?;
        let issuer_text = issuer_text(paragraph, issuer..end);
        let display = format!("{}-{code}/{issuer_text}", number.0);
        return Some((display, format!("{}-{}/{}", number.1, fold(&code), fold(&issuer_text)), end));
    }
    // Without its issuer a number is one only with its dash, and with `số` before it: `số 35-CT`.
    let after_number_word = at > 0 && RULES.documents.number_word.at(paragraph, at - 1).is_some();
    (!spaced && after_number_word).then(|| (format!("{}-{code}", number.0), format!("{}-{}", fold(&code), number.1), kind + 1))
}

/// Reads `30/2020/NĐ-CP`, `1989/QĐ-BGDĐT`, `202/2025/QH15`.
fn state_style(paragraph: &Paragraph, at: usize) -> Option<(String, String, usize)> {
    let (number, key) = number_of(paragraph, at);
    let (mut display, mut key, mut next) = (number, key, at + 1);
    let slashed = |at: usize| at < paragraph.len() && paragraph.gap(at) == Break::Slash;
    if !slashed(next) {
        return None;
    }
    let year = paragraph.number(next, 4).filter(|year| (1945..=2100).contains(year));
    if let Some(year) = year {
        display = format!("{display}/{year}");
        key = format!("{key}/{year}");
        next += 1;
        if !slashed(next) {
            return None;
        }
    }
    let token = &paragraph.tokens[next];
    if year.is_some() && token.kind == Kind::Mixed && token.fold.starts_with("qh") {
        let body = token.span.of(paragraph.text);
        return Some((format!("{display}/{body}"), format!("{key}/{}", fold(body)), next + 1));
    }
    // `Công văn số 5122/UBND-NC`: the issuer and its office, no kind.
    if year.is_none() && at > 0 && RULES.documents.number_word.has(paragraph, at - 1) && code(paragraph, next).is_none() {
        let end = issuer_end(paragraph, next)?;
        let issuer = issuer_text(paragraph, next..end);
        return (end > next + 1).then(|| (format!("{display}/{issuer}"), format!("{key}/{}", fold(&issuer)), end));
    }
    let code = code(paragraph, next)?;
    let issuer = next + 1;
    if issuer >= paragraph.len() || !matches!(paragraph.gap(issuer), Break::Dash | Break::Slash) {
        return None;
    }
    let end = issuer_end(paragraph, issuer)?;
    let issuer = issuer_text(paragraph, issuer..end);
    // `35/CT-TW` is `35-CT/TW` with its signs exchanged: the Party numbers without a year, the State has no such issuer.
    if year.is_none() && is_of_party(&issuer) {
        return Some((format!("{display}-{code}/{issuer}"), format!("{key}-{}/{}", fold(&code), fold(&issuer)), end));
    }
    Some((format!("{display}/{code}-{issuer}"), format!("{key}/{}-{}", fold(&code), fold(&issuer)), end))
}

/// Tells whether these are the letters of an issuer of the Party: `TW`, `TU`, `BTCTW`.
fn is_of_party(issuer: &str) -> bool {
    PARTY.contains(&issuer)
        || PARTY_ENDS.iter().any(|end| issuer.len() > end.len() && issuer.starts_with(['B', 'U', 'V', 'Đ']) && issuer.ends_with(end))
}

/// Committees of the Party in document numbers.
const PARTY: [&str; 9] = ["TW", "TU", "HU", "QU", "ThU", "ThTU", "ĐU", "ĐUK", "BCSĐ"];

/// What the letters of their organs end with: `BTCTW`, `UBKTTU`, `VPTW`.
const PARTY_ENDS: [&str; 2] = ["TW", "TU"];

/// Returns a number as written and without its leading zeros.
fn number_of(paragraph: &Paragraph, at: usize) -> (String, String) {
    let written = paragraph.tokens[at].span.of(paragraph.text).to_lowercase();
    let bare = written.trim_start_matches('0');
    let bare = if bare.is_empty() { "0" } else { bare };
    (written.clone(), bare.to_owned())
}

/// Returns the code of a kind of document, as it is written in capitals.
fn code(paragraph: &Paragraph, at: usize) -> Option<String> {
    let (length, code) = RULES.documents.document_codes.at(paragraph, at)?;
    let token = &paragraph.tokens[at];
    let is_mixed = || MIXED_CODES.contains(&token.span.of(paragraph.text).nfc().collect::<String>().as_str());
    (length == 1 && (token.capital == Capital::Upper || is_mixed())).then(|| (*code).to_owned())
}

/// Tells whether a dash before token `at` has no space around it.
fn tight(paragraph: &Paragraph, at: usize) -> bool {
    let between = &paragraph.text[paragraph.tokens[at - 1].span.end..paragraph.tokens[at].span.start];
    !between.contains(char::is_whitespace)
}

/// Returns where the issuer ends that begins at `at`: capitals, and what a dash or an ampersand ties to them.
fn issuer_end(paragraph: &Paragraph, at: usize) -> Option<usize> {
    let is_piece = |at: usize| {
        let token = &paragraph.tokens[at];
        let letters: String = token.span.of(paragraph.text).nfc().collect();
        let capitals = letters.chars().filter(|c| c.is_uppercase()).count();
        token.kind != Kind::Number && letters.starts_with(char::is_uppercase) && capitals * 2 >= letters.chars().count()
    };
    if !is_piece(at) || paragraph.tokens[at].fold.chars().count() > 14 {
        return None;
    }
    let tied =
        |at: &usize| (matches!(paragraph.gap(*at), Break::Dash | Break::And | Break::Point | Break::None) && tight(paragraph, *at)) && is_piece(*at);
    Some(at + 1 + (at + 1..paragraph.len().min(at + 4)).take_while(tied).count())
}

fn issuer_text(paragraph: &Paragraph, tokens: Range<usize>) -> String {
    let written: String = paragraph.span(tokens).of(paragraph.text).nfc().filter(|c| !c.is_whitespace()).collect();
    // One issuer, four spellings.
    match written.as_str() {
        "T.Ư" | "TƯ" | "T.W" | "Tw" => "TW".to_owned(),
        _ => written,
    }
}

fn fold(text: &str) -> String {
    crate::text::spelling::without_marks(text).to_lowercase()
}

/// Reads the date behind a number: `ngày 23/9/2019`, `(ngày 18.5.2021)`, `, ngày 6-1-2012`.
fn issued_on(paragraph: &Paragraph, end: usize) -> Option<(Written, Range<usize>)> {
    let near = end < paragraph.len() && matches!(paragraph.gap(end), Break::Space | Break::Comma | Break::Open | Break::Dash);
    if !near {
        return None;
    }
    let dated = RULES.dates.day_word.at(paragraph, end).map_or(end, |(length, _)| end + length);
    let (written, last) = date::day_month(paragraph, dated)?;
    (written.year.is_some() || dated > end).then_some((written, dated..last))
}

/// Reads `Chỉ thị số 05`, `Chỉ thị 03, 05`; returns where the last of them ends.
fn short_references(paragraph: &Paragraph, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let (length, kind) = RULES.documents.document_kinds.at(paragraph, at)?;
    let mut next = at + length;
    let said = next < paragraph.len() && RULES.documents.number_word.at(paragraph, next).is_some();
    next += usize::from(said);
    let mut begin = at;
    let mut end = None;
    while next < paragraph.len() && is_reference(paragraph, next, said, kind.needs_number_word) && numbered(paragraph, next).is_none() {
        let (written, key) = number_of(paragraph, next);
        let span = paragraph.span(begin..next + 1);
        let issued = issued_on(paragraph, next + 1);
        let tokens = begin..issued.as_ref().map_or(next + 1, |(_, date)| date.end);
        next = tokens.end;
        end = Some(next);
        let document = Document { number: format!("{} {written}", kind.code), key: format!("{}-{key}", fold(kind.code)), issued: None, span };
        found.push(Found { document, tokens, issued });
        let Some(second) = next_number(paragraph, next) else { break };
        (begin, next) = (second, second);
    }
    end
}

/// Returns where the number of a second document of the kind stands: `Chỉ thị 03, 05`, `Nghị quyết 18, 19 và 20`.
fn next_number(paragraph: &Paragraph, at: usize) -> Option<usize> {
    let by_word = RULES.people.and.at(paragraph, at).filter(|_| paragraph.follows(at)).map(|(length, ())| at + length);
    let said = by_word.unwrap_or(at);
    if said >= paragraph.len() || by_word.is_none() && paragraph.gap(said) != Break::Comma {
        return None;
    }
    let number = said + RULES.documents.number_word.at(paragraph, said).map_or(0, |(length, ())| length);
    let written = paragraph.tokens.get(number)?;
    // `Nghị quyết 18, 5 năm qua`, `Chỉ thị 05 và 70 đảng viên`: without the zero something must show that nothing is counted.
    let is_padded = written.fold.starts_with('0');
    let behind = number + 1;
    let is_counted = behind < paragraph.len() && paragraph.follows(behind) && !RULES.documents.after_reference.has(paragraph, behind);
    let is_time = RULES.dates.year_word.has(paragraph, behind)
        || RULES.dates.day_word.at(paragraph, behind).is_some_and(|(length, ())| paragraph.number(behind + length, 2).is_none());
    (is_padded || paragraph.number(number, 3).is_some() && !is_counted && !is_time).then_some(number)
}

/// Tells whether the number at `at` is that of a document, not of things that are counted.
fn is_reference(paragraph: &Paragraph, at: usize, said: bool, needs_number_word: bool) -> bool {
    // `Nghị quyết 30a` has a letter.
    let number = paragraph.number(at, 5).or_else(|| (is_number(paragraph, at) && paragraph.tokens[at].kind == Kind::Mixed).then_some(0));
    let Some(number) = number else { return false };
    let ends = at + 1 >= paragraph.len();
    let is_piece_of_more = !ends && matches!(paragraph.gap(at + 1), Break::Slash | Break::Point | Break::Sign | Break::Dash);
    if is_piece_of_more || (1900..=2100).contains(&number) && !said {
        return false;
    }
    if said {
        return true;
    }
    let stands_alone = ends || !paragraph.follows(at + 1) || RULES.documents.after_reference.has(paragraph, at + 1);
    !needs_number_word && stands_alone && (paragraph.follows(at) || paragraph.gap(at) == Break::Comma)
}

/// Returns the key of a document that somebody asks for, in whatever way the number is typed: `35-CT/TW`, `35 ct tw`, `chỉ thị 35`.
pub fn key_of(asked: &str) -> Option<String> {
    let text = asked.to_uppercase();
    let tokens = crate::analysis::tokenize_paragraph(&text);
    let paragraph = Paragraph::new(&text, &tokens);
    let found = documents(&paragraph).into_iter().next().map(|found| found.document.key);
    found.or_else(|| loose_key(&paragraph))
}

/// Reads number, kind and issuer with any signs between them, or none; the kind may be typed without marks.
fn loose_key(paragraph: &Paragraph) -> Option<String> {
    let number = (0..paragraph.len()).find(|&at| is_number(paragraph, at))?;
    let (_, number_key) = number_of(paragraph, number);
    let folds = |range: Range<usize>| paragraph.tokens[range].iter().map(|token| token.fold.as_str()).collect::<Vec<_>>();
    let codes = |fold: &str| CODES.split_whitespace().find(|code| self::fold(code) == fold);
    if let Some(code) = paragraph.tokens.get(number + 1).and_then(|token| codes(&token.fold)) {
        let issuer = folds(number + 2..paragraph.len()).join("-");
        let code = fold(code);
        return Some(if issuer.is_empty() { format!("{code}-{number_key}") } else { format!("{number_key}-{code}/{issuer}") });
    }
    let before = folds(0..number).join(" ");
    let before = before.strip_suffix(" so").unwrap_or(&before);
    let kind = KINDS.iter().find(|(words, code, _)| crate::analysis::fold_words(words) == before || fold(code) == before)?;
    Some(format!("{}-{number_key}", fold(kind.1)))
}
