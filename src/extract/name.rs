//! Stretches of a text that are written like a personal name.
//!
//! A name is two to five capitalised words that begin with a surname (`Trần Văn Chung`) or with a marker of the minority peoples
//! (`H'Yim Kđoh`, `Y Biêr Niê`), as long as it goes: in `Nguyễn Thị Thu Hà` there is no `Nguyễn Thị Thu`. Whether a query's words are a
//! name is decided by looking their folded key up among these, so the rule may take in a little too much: what is no name does harm only
//! to a query that types it.

use std::ops::Range;
use std::sync::LazyLock;

use compact_str::CompactString;
use rustc_hash::FxHashSet;
use unicode_normalization::char::is_combining_mark;

use crate::analysis::{Capital, Kind, Token, tokenize};
use crate::text::Syllable;

use super::paragraph::Paragraph;
use super::rules::{COUNTRIES, RULES};

/// The shortest and the longest name, in syllables.
const SHORTEST: usize = 2;
const LONGEST: usize = 5;

/// Markers that stand before a given name: `Y` and `H'` (Ê Đê), `A` (Ba Na), `K'` and `Ka` (K'Ho), `U` (Xơ Đăng).
const MARKERS: [&str; 6] = ["y", "h", "a", "k", "ka", "u"];

/// Surnames so frequent that they begin a new name inside a long run of capitals: `Phú Nhuận Nguyễn Văn An`.
const FREQUENT: &str = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trương";

/// Capitalised words that begin a post or a body behind a name: `Nguyễn Văn Sơn Phó Bí thư`.
const HEADS: &str = "Phó Bí Chủ Trưởng Ủy Giám Bộ Ban Tỉnh";

/// Words behind one of them that make a post or a body of both: `Bùi Văn Bộ, 38 tuổi` is a whole name.
const SECONDS: &str =
    "Bí Chủ Trưởng Giám Chánh Viện Tổng Cục Vụ Thủ thư tịch nhiệm viên ban đốc phòng đoàn ủy Thường Tổ Chấp Chính Công Tư Nội Ngoại Y";

/// Beginnings that look like a name and are none: `Đoàn Thanh niên`, `Đoàn Khối`.
const NOT_NAMES: [[&str; SHORTEST]; 5] = [["doan", "thanh"], ["doan", "khoi"], ["doan", "truong"], ["gia", "noel"], ["tap", "doan"]];

struct Gazetteer {
    /// Exact keys of surnames: in an article, `Đảng` must not pass for `Đặng`.
    surnames: FxHashSet<CompactString>,
    /// Their folded keys: a query may come without marks.
    folded_surnames: FxHashSet<CompactString>,
    frequent: FxHashSet<CompactString>,
    given: FxHashSet<CompactString>,
    no_surnames: FxHashSet<CompactString>,
    heads: FxHashSet<CompactString>,
    seconds: FxHashSet<CompactString>,
    /// Folded keys of countries: nobody is called so.
    countries: FxHashSet<String>,
    /// Folded keys of places that are written like names.
    places: FxHashSet<String>,
    /// The first words of countries and places.
    first_of_place: FxHashSet<CompactString>,
    longest_place: usize,
}

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| {
    let lines = |file: &'static str| file.lines().filter(|line| !line.starts_with('#'));
    let exact = |words: &str| tokenize(words).into_iter().map(|token| token.exact).collect();
    let keys = |names: &[Vec<Token>]| names.iter().map(|tokens| name_key(tokens)).collect();
    let surnames: Vec<Token> = lines(include_str!("data/surnames.txt")).flat_map(tokenize).collect();
    let provinces = lines(include_str!("data/provinces.tsv")).flat_map(|line| line.split('\t')).filter(|name| *name != "Hồ Chí Minh");
    let provinces = provinces.chain(lines(include_str!("data/former_provinces.txt"))).map(tokenize).filter(|tokens| tokens.len() >= SHORTEST);
    let places: Vec<Vec<Token>> = lines(include_str!("data/places_like_names.txt")).map(tokenize).chain(provinces).collect();
    let countries: Vec<Vec<Token>> = COUNTRIES.split('|').map(tokenize).filter(|tokens| tokens.len() >= SHORTEST).collect();
    Gazetteer {
        surnames: surnames.iter().map(|token| token.exact.clone()).collect(),
        folded_surnames: surnames.into_iter().map(|token| token.fold).collect(),
        frequent: exact(FREQUENT),
        no_surnames: exact(NO_SURNAMES),
        given: lines(include_str!("data/given_names.txt")).flat_map(tokenize).map(|token| token.exact).collect(),
        heads: exact(HEADS),
        seconds: exact(SECONDS),
        countries: keys(&countries),
        first_of_place: places.iter().chain(&countries).map(|tokens| tokens[0].fold.clone()).collect(),
        places: keys(&places),
        longest_place: places.iter().map(Vec::len).max().unwrap_or(0),
    }
});

/// Returns what names are compared by: their folded words, one space between.
pub fn name_key(tokens: &[Token]) -> String {
    let folds: Vec<&str> = tokens.iter().map(|token| token.fold.as_str()).collect();
    folds.join(" ")
}

/// Tells whether a word of a query may begin a name, typed with or without marks and capitals.
pub fn begins_name(token: &Token) -> bool {
    token.kind == Kind::Word && (is_marker(token) || GAZETTEER.folded_surnames.contains(&token.fold))
}

/// Returns the marker that is written together with the given name: the `Y` of `YLong`, the `H` of `HLim`.
pub fn glued_marker<'a>(token: &Token, text: &'a str) -> Option<&'a str> {
    let written = token.span.of(text);
    if token.capital != Capital::Title || !written.starts_with(['Y', 'H']) {
        return None;
    }
    // In any Unicode form: `HẢnh` may be written with its tone behind the letter.
    let mut behind = written[1..].chars().filter(|c| !is_combining_mark(*c));
    let is_glued = behind.next().is_some_and(char::is_uppercase) && behind.next().is_some_and(char::is_lowercase);
    is_glued.then(|| &written[..1])
}

/// Tells whether this is one of the most frequent surnames.
pub fn is_frequent(token: &Token) -> bool {
    GAZETTEER.frequent.contains(&token.exact)
}

/// Tells whether a name is withheld behind its first letters, as that of a victim: `chị Nguyễn Thị Ng.`
///
/// It can be searched for as it is printed, but is nobody's name.
pub fn is_cut_short(last: &Token) -> bool {
    !last.fold.contains(['a', 'e', 'i', 'o', 'u', 'y'])
}

/// Tells whether people are often called so.
pub fn is_given(token: &Token) -> bool {
    GAZETTEER.given.contains(&token.exact)
}

/// Tells whether this is a surname or a marker, written with its marks.
pub fn is_surname(token: &Token) -> bool {
    may_begin(token) == Some(Certainty::Certain)
}

/// Tells whether a dash without spaces ties token `at` to the name that begins at `start`: `Khăm-phẻng`, `Kim Jong-un`.
///
/// What goes on a whole Vietnamese name behind a dash is no part of it: `Trần Thị Đào-Bí thư Tỉnh đoàn`, `Nguyễn Văn Sơn-người dân`.
pub fn is_tied(paragraph: &Paragraph, start: usize, at: usize) -> bool {
    let is_tight = paragraph.tokens[at - 1].span.end + 1 == paragraph.tokens[at].span.start;
    let is_syllable = |token: &Token| Syllable::parse(token.span.of(paragraph.text)).is_some();
    let is_whole = || paragraph.name_at(start) == Some(at) && paragraph.tokens[start..=at].iter().all(is_syllable);
    is_tight && !begins_post(paragraph, at) && !is_whole()
}

/// Tells whether a post or a body begins at `at`; small letters make one of two words at least: `Xay-nhạ-vông` may hold any syllable.
fn begins_post(paragraph: &Paragraph, at: usize) -> bool {
    let length = RULES.people.posts.at(paragraph, at).map_or(0, |(length, _)| length);
    let length = length.max(RULES.bodies.heads.at(paragraph, at).map_or(0, |(length, _)| length));
    length >= if paragraph.is_capitalised(at) { 1 } else { 2 }
}

/// A stretch of tokens that is written like a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    pub tokens: Range<usize>,
    pub certainty: Certainty,
}

/// How surely a stretch is a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// It is written like one in every way: words of a query are a name if they stand so somewhere.
    Certain,
    /// It may be one, if somebody asks for it: in a headline in capitals, or with a slip in the surname.
    Possible,
}

/// Finds the names in one paragraph. Certain ones do not overlap; possible ones may.
pub fn names(text: &str, tokens: &[Token]) -> Vec<Name> {
    let mut names = Vec::new();
    let mut start = 0;
    while start < tokens.len() {
        let end = run_end(text, tokens, start);
        names_in_run(tokens, start..end, &mut names);
        start = end.max(start + 1);
    }
    names
}

/// Returns where the run of capitalised words that begins at `start` ends; `start` itself if none begins there.
fn run_end(text: &str, tokens: &[Token], start: usize) -> usize {
    if !is_capitalised(&tokens[start]) {
        return start;
    }
    let goes_on = |index: &usize| continues(text, &tokens[index - 1], &tokens[*index]);
    let end = start + 1 + (start + 1..tokens.len()).take_while(goes_on).count();
    // `Cư M'gar`: the letter belongs to a word that goes on in small letters.
    let is_cut = end < tokens.len()
        && tokens[end - 1].fold.len() == 1
        && !text[tokens[end - 1].span.end..tokens[end].span.start].contains(char::is_whitespace);
    if is_cut && tokens[end].kind == Kind::Word { end - 1 } else { end }
}

fn is_capitalised(token: &Token) -> bool {
    token.kind == Kind::Word && token.capital != Capital::Lower
}

/// Tells whether `next` belongs to the same run: capitalised, behind a space, or behind the apostrophe of a one-letter marker.
fn continues(text: &str, previous: &Token, next: &Token) -> bool {
    if !is_capitalised(next) || !previous.is_before(next) {
        return false;
    }
    let between = &text[previous.span.end..next.span.start];
    let spaced = between.chars().all(char::is_whitespace);
    spaced || (previous.fold.len() == 1 && between.chars().count() <= 2 && !between.contains(['(', ',', '.', '-', '/']))
}

fn names_in_run(tokens: &[Token], run: Range<usize>, names: &mut Vec<Name>) {
    if run.len() < SHORTEST {
        return;
    }
    if run.len() > LONGEST && tokens[run.clone()].iter().all(|token| token.capital == Capital::Upper) {
        return names_in_headline(tokens, run, names);
    }
    let mut at = run.start;
    while at < run.end {
        if let Some(place) = place_at(tokens, at..run.end) {
            at += place;
        } else if ends_word_before(tokens, at) {
            at += 1;
        } else if let Some(certainty) = begins(tokens, at, run.end).filter(|_| at == run.start || !ends_place(tokens, at..run.end)) {
            let end = name_end(tokens, at..run.end);
            if is_name(tokens, at..end) {
                names.push(Name { tokens: at..end, certainty });
            }
            // What only may begin a name must not hide the one behind it: `Cháu Hồ Thị Mào`.
            at = if certainty == Certainty::Certain { end } else { at + 1 };
        } else {
            at += 1;
        }
    }
}

/// In a headline in capitals nothing tells where a name ends, so each end is possible.
fn names_in_headline(tokens: &[Token], run: Range<usize>, names: &mut Vec<Name>) {
    for start in run.clone().filter(|&start| may_begin(&tokens[start]) == Some(Certainty::Certain)) {
        for end in (start + SHORTEST..=start + LONGEST).take_while(|&end| end <= run.end) {
            names.push(Name { tokens: start..end, certainty: Certainty::Possible });
        }
    }
}

fn is_name(tokens: &[Token], range: Range<usize>) -> bool {
    (SHORTEST..=LONGEST).contains(&range.len()) && !NOT_NAMES.contains(&[0, 1].map(|word| tokens[range.start + word].fold.as_str()))
}

/// Returns how many words the longest place name at the beginning of the range has.
///
/// A word behind it that begins no name of its own tells that it is no place: `Vũ Quang` is a district, `Vũ Quang Đức` is a person.
fn place_at(tokens: &[Token], range: Range<usize>) -> Option<usize> {
    if !GAZETTEER.first_of_place.contains(&tokens[range.start].fold) {
        return None;
    }
    let longest = range.len().min(GAZETTEER.longest_place);
    let is_country = |length: &usize| GAZETTEER.countries.contains(&name_key(&tokens[range.start..range.start + length]));
    if let Some(country) = (SHORTEST..=longest).rev().find(is_country) {
        return Some(country);
    }
    let is_place = |length: &usize| GAZETTEER.places.contains(&name_key(&tokens[range.start..range.start + length]));
    let place = (SHORTEST..=longest).rev().find(is_place)?;
    let rest = &tokens[range.start + place..range.end];
    let is_whole = rest.is_empty()
        || place_at(tokens, range.start + place..range.end).is_some()
        || (rest.len() >= SHORTEST && may_begin(&rest[0]) == Some(Certainty::Certain));
    (is_whole || may_begin(&tokens[range.start]) != Some(Certainty::Certain)).then_some(place)
}

/// Tells whether what may be a surname ends the word before it: `châu Âu`, `Trung ương Đoàn`.
fn ends_word_before(tokens: &[Token], at: usize) -> bool {
    let is_youth = || tokens[at].exact == "đoan2" && tokens[at - 1].exact == "ương0";
    at > 0 && (tokens[at - 1].exact == "châu0" || is_youth()) && tokens[at - 1].is_before(&tokens[at])
}

/// Tells whether a word behind other capitals is the end of a place although it is a surname too: the `Sơn` of `Khánh Sơn Lê Văn An`.
fn ends_place(tokens: &[Token], range: Range<usize>) -> bool {
    range.len() > SHORTEST && !is_frequent(&tokens[range.start]) && !is_marker(&tokens[range.start]) && is_frequent(&tokens[range.start + 1])
}

/// Tells whether a name begins here.
fn begins(tokens: &[Token], at: usize, end: usize) -> Option<Certainty> {
    may_begin(&tokens[at]).or_else(|| is_before_middle(tokens, at, end).then_some(Certainty::Certain))
}

/// Tells whether a word may begin a name: a surname does, a word that is one but for its marks may.
fn may_begin(token: &Token) -> Option<Certainty> {
    if is_marker(token) {
        return Some(Certainty::Certain);
    }
    let is_exact = || GAZETTEER.surnames.contains(&token.exact);
    GAZETTEER.folded_surnames.contains(&token.fold).then(|| if is_exact() { Certainty::Certain } else { Certainty::Possible })
}

/// Words that are second in so many names that whatever stands capitalised before them is a surname: `Sìn Văn Phông`, `Lự Thị Xuyến`.
const MIDDLES: [&str; 2] = ["văn0", "thi5"];

/// Words before `Văn` and `Thị` that are no surname.
const NO_SURNAMES: &str =
    "Trường Đền Chùa Phố Đường Xã Phường Ban Báo Hội Miếu Khu Quốc Nhà Viện Bà Mẹ Cô Chị Ông Anh Bác Cụ Thôn Ngữ Môn Sở Phòng Bộ Thời Hậu Cháu Em";

/// Tells whether the word behind makes a surname of this one.
fn is_before_middle(tokens: &[Token], at: usize, end: usize) -> bool {
    at + 2 < end && MIDDLES.contains(&tokens[at + 1].exact.as_str()) && !GAZETTEER.no_surnames.contains(&tokens[at].exact)
}

/// Tells whether this is a word that minority peoples write before a given name: `H'Yim Kđoh`, `Sùng A Páo`.
pub fn is_marker(token: &Token) -> bool {
    MARKERS.contains(&token.fold.as_str()) && !token.is_marked()
}

/// Returns where the name at the beginning of the range ends: before a post, before the next name, else with the run.
fn name_end(tokens: &[Token], range: Range<usize>) -> usize {
    let ends = |&at: &usize| {
        let second = tokens.get(at + 1).filter(|second| tokens[at].is_before(second));
        let post = GAZETTEER.heads.contains(&tokens[at].exact) && second.is_some_and(|second| GAZETTEER.seconds.contains(&second.exact));
        let next_name = at >= range.start + 2 && range.end - at >= 3 && GAZETTEER.frequent.contains(&tokens[at].exact);
        post || next_name || is_before_middle(tokens, at, range.end)
    };
    (range.start + 1..range.end).find(ends).unwrap_or(range.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, certainty: Certainty) -> Vec<String> {
        let tokens = tokenize(text);
        let names = names(text, &tokens).into_iter().filter(|name| name.certainty == certainty);
        names.map(|name| name_key(&tokens[name.tokens])).collect()
    }

    #[test]
    fn names_in_texts() {
        for (text, expected) in [
            ("đồng chí Trần Văn Chung - Phó Bí thư", vec!["tran van chung"]),
            ("Nguyễn Văn Sơn Phó Bí thư", vec!["nguyen van son"]),
            ("Nguyễn Thị Thu Hà và Nguyễn Thị Thu", vec!["nguyen thi thu ha", "nguyen thi thu"]),
            ("Ông Nguyễn Văn Va", vec!["nguyen van va"]),
            ("TRẦN VĂN CHUNG", vec!["tran van chung"]),
            ("Ma Thế Hồng, Ủy viên", vec!["ma the hong"]),
            ("bà H’Yim Kđoh đến", vec!["h yim kdoh"]),
            ("ông Y Biêr Niê", vec!["y bier nie"]),
            ("Ksor Phước", vec!["ksor phuoc"]),
            ("Hà Nội Nguyễn Văn An", vec!["nguyen van an"]),
            ("quận Phú Nhuận Nguyễn Văn An", vec!["nguyen van an"]),
            ("HĐND Đoàn Hữu Tín", vec!["doan huu tin"]),
            ("Lê Văn\u{a0}Tám", vec!["le van tam"]),
            ("Lê, Văn Tám", vec!["van tam"]),
            ("Hồ Chí Minh", vec!["ho chi minh"]),
            ("Đảng ủy Khối", vec![]),
            ("ĐẢNG ỦY KHỐI", vec![]),
            ("ĐÀO TẠO CÁN BỘ CỦA TỈNH", vec![]),
            ("Đoàn Thanh niên", vec![]),
            ("Chủ tịch Tỉnh", vec![]),
            ("Cháu Hồ Thị Mào", vec!["ho thi mao"]),
            ("Hà Nội và Cao Bằng", vec![]),
            ("Vũ Quang và Vũ Quang Đức", vec!["vu quang duc"]),
            ("Bí thư Tỉnh uỷ Khánh Hoà Lê Thanh Quang", vec!["le thanh quang"]),
            ("huyện Khánh Sơn Lê Thanh Quang", vec!["le thanh quang"]),
            ("đối tượng Bùi Văn Bộ, 38 tuổi", vec!["bui van bo"]),
            ("Nguyễn Văn Sơn Bộ trưởng", vec!["nguyen van son"]),
            ("Y tế", vec![]),
            ("chị Nguyễn Thị Ng. và anh Vi Văn H.", vec!["nguyen thi ng", "vi van h"]),
            ("Đại sứ Hàn Quốc tại Việt Nam Lê Văn An", vec!["le van an"]),
            ("trần văn chung", vec![]),
        ] {
            assert_eq!(found(text, Certainty::Certain), expected, "{text}");
        }
    }

    #[test]
    fn possible_names() {
        assert_eq!(found("đồng chí Trân Văn Chung", Certainty::Possible), ["tran van chung"]);
        assert!(found("ĐỒNG CHÍ TRẦN VĂN CHUNG THĂM XÃ", Certainty::Possible).contains(&"tran van chung".to_owned()));
        assert_eq!(found("Trần Văn Chung", Certainty::Possible), Vec::<String>::new());
    }

    #[test]
    fn words_of_queries() {
        let begins = |word: &str| begins_name(&tokenize(word)[0]);
        for word in ["tran", "Trần", "nguyen", "h'yim", "y", "ksor"] {
            assert!(begins(word), "{word}");
        }
        for word in ["tinh", "2019", "chinh"] {
            assert!(!begins(word), "{word}");
        }
    }
}
