//! What facts of different articles are joined by: the usual form of a name, a body with its province.
//!
//! A committee is the same only in its province, and two people of one name in two provinces are two people.

use std::ops::Range;

use crate::analysis::{Capital, Token};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::text::letter::read;
use crate::text::spelling::{Style, place_tone};
use crate::text::{Glyph, Letter, Syllable, Tone};

use super::body::USUAL_LEVELS;
use super::paragraph::{Break, Paragraph};
use super::rules::RULES;
use super::{body, foreign, name, place, province};

/// What stands for a province that nothing tells.
pub const UNKNOWN: &str = "?";

/// Joins a name with its province: `Trần Văn Chung@Tuyên Quang`.
pub fn key(name: &str, province: Option<&str>) -> String {
    format!("{name}@{}", province.unwrap_or(UNKNOWN))
}

/// Takes a key apart.
pub fn split(key: &str) -> (&str, Option<&str>) {
    let (name, province) = key.rsplit_once('@').unwrap_or((key, UNKNOWN));
    (name, Some(province).filter(|province| *province != UNKNOWN))
}

/// Writes a personal name as it is usually written: capitals first, the tone in its old place, an apostrophe behind a marker.
pub fn name(paragraph: &Paragraph, tokens: Range<usize>) -> String {
    let mut written = String::new();
    for at in tokens.clone() {
        if at > tokens.start {
            let tied = paragraph.gap(at) == Break::None || matches!(paragraph.tokens[at - 1].fold.as_str(), "h" | "k");
            written.push_str(if tied {
                "'"
            } else if paragraph.gap(at) == Break::Dash {
                "-"
            } else {
                " "
            });
        }
        let token = &paragraph.tokens[at];
        let word = spelled(token, paragraph.text);
        // `Kim Jong-un`, `Bashar al-Assad`; elsewhere a slip made the letters small: `Nguyễn Xuân phúc`.
        let is_small = at > tokens.start && token.capital == Capital::Lower && (paragraph.gap(at) == Break::Dash || foreign::is_particle(token));
        match name::glued_marker(token, paragraph.text).filter(|_| at == tokens.start) {
            // `YLong Niê` is `Y Long Niê`, and `HLim` is `H'Lim`.
            Some(marker) => written.push_str(&format!("{marker}{}{}", if marker == "Y" { " " } else { "'" }, capitalised(&word[1..]))),
            None => written.push_str(&if is_small { word } else { capitalised(&word) }),
        }
    }
    written
}

/// Writes a word in small letters, its tone in its old place. The key of the word says the tone, the text whether it has an `i` or a `y`.
fn spelled(token: &Token, text: &str) -> String {
    let written = token.span.of(text).to_lowercase();
    let written: String = if is_nfc_quick(written.chars()) == IsNormalized::Yes { written } else { written.nfc().collect() };
    // Without a tone there is none to place, and with one vowel one place for it; `ð` is written for `đ`.
    let is_level = token.exact.ends_with('0');
    let vowels = token.fold.bytes().filter(|byte| b"aeiouy".contains(byte)).count();
    if (is_level || vowels <= 1) && !written.starts_with(['ð', 'ɖ']) {
        return written;
    }
    // `Chamaléa` is no syllable: where its tone stands is no matter of style.
    if Syllable::parse(&written).is_none() {
        return written;
    }
    let tone = token.exact.chars().last().and_then(|digit| digit.to_digit(10)).and_then(|digit| Tone::ALL.get(digit as usize));
    let Some(tone) = tone else { return written };
    let mut toneless = String::with_capacity(written.len());
    for c in written.chars() {
        match read(c) {
            // `Ayŭn`: a mark of another language stays as it is written.
            Glyph::Letter(letter) if is_whole(letter, c) => toneless.push(letter.shaped()),
            _ => return written,
        }
    }
    place_tone(&toneless, *tone, Style::Old)
}

/// Tells whether shape and tone are all that a letter carries.
fn is_whole(letter: Letter, written: char) -> bool {
    std::iter::once(letter.shaped()).chain(letter.tone.mark()).nfc().eq([written])
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// A body as it is usually called, without its province, and the province where the mention tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Canonical {
    pub name: String,
    pub province: Option<&'static str>,
}

/// Returns the usual form of a body: `UBKT Tỉnh uỷ Phú Yên` is `Ủy ban Kiểm tra Tỉnh ủy` of Phú Yên.
pub fn body(paragraph: &Paragraph, tokens: Range<usize>) -> Canonical {
    let mut words: Vec<String> = Vec::new();
    let mut province = None;
    let mut of_small_level = false;
    let mut at = tokens.start;
    while at < tokens.end {
        let fits = |length: usize| at + length <= tokens.end;
        if at > tokens.start && paragraph.gap(at) == Break::Dash {
            words.push("-".to_owned());
        }
        let place = |length: usize| is_in_place(paragraph, at, length, words.last().map(String::as_str));
        let is_level = |length: usize| length == 1 && RULES.bodies.usual_levels.has(paragraph, at);
        let is_usual = |length: usize| fits(length) && !body::is_plain_word(paragraph, at) && !(is_level(length) && place(length));
        if let Some((length, usual)) = RULES.bodies.usual_bodies.at(paragraph, at).filter(|(length, _)| is_usual(*length)) {
            words.push((*usual).to_owned());
            at += length;
            of_small_level = false;
        } else if let Some((length, level)) = RULES.bodies.usual_levels.at(paragraph, at).filter(|(length, _)| fits(*length) && !place(*length)) {
            words.push((*level).to_owned());
            at += length;
            of_small_level = !matches!(*level, "tỉnh" | "thành phố" | province::CENTRE);
        } else if let Some((length, name)) = province::at(paragraph, at).filter(|(length, _)| !of_small_level && fits(*length)) {
            province = Some(name);
            at += length;
        } else {
            let token = &paragraph.tokens[at];
            let word = spelled(token, paragraph.text);
            let is_short_form = token.capital == Capital::Upper && token.fold.len() > 1 && !token.is_marked();
            match (&paragraph.tokens[at], words.last_mut()) {
                _ if RULES.bodies.of.has(paragraph, at) => {}
                // `Ea H'Leo` and `Ea H'leo` are one district.
                (_, Some(before)) if is_apostrophe(paragraph, at) => before.push_str(&format!("'{word}")),
                (token, _) if is_short_form => words.push(token.span.of(paragraph.text).nfc().collect()),
                (token, _) if token.capital == Capital::Lower => words.push(word),
                _ => words.push(capitalised(&word)),
            }
            at += 1;
        }
    }
    let name = tidy(&words.join(" "));
    let is_central = province.is_none()
        && (name.contains(province::CENTRE)
            || RULES.bodies.central.contains(name.as_str())
            || name.starts_with("Bộ ") && !name.starts_with("Bộ Chỉ huy") && !name.starts_with("Bộ đội"));
    Canonical { name, province: if is_central { Some(province::CENTRE) } else { province } }
}

/// Tells whether a word of a level belongs to the name of a place: `Thành ủy Buôn Ma Thuột`, `xã Bản Máy`.
fn is_in_place(paragraph: &Paragraph, at: usize, length: usize, before: Option<&str>) -> bool {
    let is_known = || place::known_end(paragraph, at).is_some_and(|end| end > at + length);
    let behind_level = || before.is_some_and(|word| USUAL_LEVELS.iter().any(|(_, level)| *level == word));
    paragraph.tokens[at].capital == Capital::Title && paragraph.is_capitalised(at + length) && (behind_level() || is_known())
}

/// Tells whether an apostrophe ties a word to the letter before it.
fn is_apostrophe(paragraph: &Paragraph, at: usize) -> bool {
    at > 0 && paragraph.gap(at) == Break::None && paragraph.tokens[at - 1].fold.len() == 1
}

/// Settles what only the whole shows: a committee has one name with its members and its organisation.
fn tidy(name: &str) -> String {
    const COMMITTEES: [(&str, &str); 6] = [
        ("Đảng ủy tỉnh", "Tỉnh ủy"),
        ("Đảng ủy thành phố", "Thành ủy"),
        ("Đảng ủy huyện", "Huyện ủy"),
        ("Đảng ủy quận", "Quận ủy"),
        ("Đảng ủy thị xã", "Thị ủy"),
        ("Đảng ủy Khối các cơ quan doanh nghiệp", "Đảng ủy Khối các cơ quan và doanh nghiệp"),
    ];
    let mut name = name.trim().to_owned();
    if let Some(at) = name.find("Đảng ủy ")
        && let Some((from, to)) = COMMITTEES.iter().find(|(from, _)| name[at..].starts_with(from))
    {
        name.replace_range(at..at + from.len(), to);
    }
    // `Thành ủy TP.HCM` is `Thành ủy Hồ Chí Minh`, and `Huyện ủy huyện Na Hang` says its level twice.
    for (committee, level) in REPEATED {
        if let Some(at) = name.find(committee).map(|at| at + committee.len())
            && let Some(rest) = name[at..].strip_prefix(level)
            && (rest.is_empty() || rest.starts_with(' ') && !rest[1..].starts_with(|c: char| c.is_ascii_digit()))
        {
            name.replace_range(at..at + level.len(), "");
        }
    }
    const LEVELLED: [&str; 6] = ["Tỉnh ủy", "Thành ủy", "Huyện ủy", "Quận ủy", "Thị ủy", "Đảng ủy"];
    let committee = name.strip_prefix("Ban Chấp hành ").filter(|rest| LEVELLED.iter().any(|committee| rest.starts_with(committee)));
    if let Some(committee) = committee {
        name = committee.to_owned();
    }
    let is_department = name.starts_with("Sở ");
    for level in [" tỉnh", " thành phố"] {
        if is_department && let Some(shorter) = name.strip_suffix(level) {
            name = shorter.to_owned();
        }
    }
    // There is one block in a province.
    let block = name.find("Khối ").map_or("", |at| &name[at..]);
    if block.starts_with("Khối các cơ quan") || block.starts_with("Khối doanh nghiệp") {
        let levelled = [" tỉnh", " thành phố", "Trung ương"].iter().any(|level| name.ends_with(level));
        if !levelled {
            name.push_str(" tỉnh");
        }
    }
    name
}

/// Committees with the level that they are of, where it is said again.
const REPEATED: [(&str, &str); 8] = [
    ("Tỉnh ủy", " tỉnh"),
    ("Thành ủy", " thành phố"),
    ("Huyện ủy", " huyện"),
    ("Quận ủy", " quận"),
    ("Thị ủy", " thị xã"),
    ("Tỉnh đoàn", " tỉnh"),
    ("Thành đoàn", " thành phố"),
    ("Huyện đoàn", " huyện"),
];

/// Returns the usual form of a body that somebody asks for, and the province that the words name: `UBKT Tỉnh uỷ Phú Yên`.
pub fn usual_body(asked: &str) -> (String, Option<&'static str>) {
    let tokens = crate::analysis::tokenize_paragraph(asked);
    let paragraph = Paragraph::new(asked, &tokens);
    let Canonical { name, province } = body(&paragraph, 0..tokens.len());
    (name, province)
}
