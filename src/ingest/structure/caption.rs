//! The line under a picture.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::{byline, unit::Unit};
use crate::analysis;

/// A caption with a photographer may be long; one without is short.
const MOST_WORDS: usize = 60;
const MOST_WORDS_UNSIGNED: usize = 25;

/// What pictures of meetings show.
static SCENES: LazyLock<Vec<String>> = LazyLock::new(|| {
    [
        "phát biểu tại hội nghị",
        "phát biểu tại buổi",
        "phát biểu tại đại hội",
        "phát biểu tại lễ",
        "phát biểu tại cuộc",
        "phát biểu khai mạc",
        "phát biểu kết luận",
        "phát biểu chỉ đạo",
        "chủ trì hội nghị",
        "chủ trì buổi",
        "chủ trì cuộc",
        "toàn cảnh",
        "quang cảnh",
        "các đại biểu dự",
        "các đại biểu tham dự",
        "đại biểu dự",
        "đại biểu tham dự",
        "chụp ảnh lưu niệm",
    ]
    .iter()
    .map(|scene| analysis::fold_words(scene))
    .collect()
});

/// Tells whether a line is a caption; `next` is the line behind it, for a caption often stands twice.
pub fn is_caption(unit: &Unit, next: Option<&Unit>) -> bool {
    if !unit.is_short() {
        return false;
    }
    let is_named = || is_signed(unit.text) || has_place_in_picture(unit.text);
    let is_doubled = || next.is_some_and(|next| next.text == unit.text);
    let is_scene = || !unit.ends_sentence() && (1..=MOST_WORDS_UNSIGNED).contains(&unit.words()) && (is_doubled() || is_scene(unit.folded()));
    (is_named() && (1..=MOST_WORDS).contains(&unit.words()) || is_scene()) && byline::prefixed(unit).is_none()
}

/// Names a photographer or says that it is a picture: `Ảnh: Việt Hòa`, `(Ảnh minh họa)`.
///
/// The word is compared with its mark: `anh` is a brother.
fn is_signed(text: &str) -> bool {
    const WORDS_OF_A_SIGNATURE: usize = 8;
    let starts_or_ends = |at: usize| at == 0 || analysis::fold_words(&text[at..]).split(' ').count() <= WORDS_OF_A_SIGNATURE;
    let before_colon = |colon: usize| {
        let word = text[..colon].trim_end();
        let at = word.rfind(|c: char| c.is_whitespace() || "([.,-–".contains(c)).map_or(0, |space| space + 1);
        let at = text.ceil_char_boundary(at);
        match lower(&text[at..word.len()]).as_str() {
            "ảnh" => starts_or_ends(at),
            "clip" | "video" => at == 0,
            "nguồn" => at > 0 && starts_or_ends(at),
            _ => false,
        }
    };
    let after_bracket = |open: usize| is_picture(&text[open + 1..]) && starts_or_ends(open);
    is_picture_of_a_kind(text)
        || text.bytes().any(|b| b == b':') && text.match_indices(':').any(|(at, _)| before_colon(at))
        || text.bytes().any(|b| b == b'(') && text.match_indices('(').any(|(at, _)| after_bracket(at))
}

/// `Ảnh minh họa`, `Ảnh tư liệu`, `Ảnh chụp …` at the beginning or end.
fn is_picture_of_a_kind(text: &str) -> bool {
    // Pieces of the words in any case of their first letter; most lines have none.
    if !["nh minh h", "nh tư l", "nh chụp"].iter().any(|piece| text.contains(piece)) {
        return false;
    }
    let text = lower(text);
    let text = text.trim_end_matches(['.', ')']);
    let kinds = ["ảnh minh họa", "ảnh minh hoạ", "ảnh tư liệu"];
    text.starts_with("ảnh chụp") || kinds.iter().any(|kind| text.starts_with(kind) || text.ends_with(kind))
}

fn is_picture(text: &str) -> bool {
    lower(text.split(|c: char| c.is_whitespace() || c == ':' || c == ')').next().unwrap_or(text)) == "ảnh"
}

fn lower(text: &str) -> String {
    text.to_lowercase().nfc().collect()
}

/// `(bên trái ảnh)`, `(thứ hai từ phải sang)`, `(đứng giữa)`: only in brackets, for a house may stand between fields.
fn has_place_in_picture(text: &str) -> bool {
    const PLACES: [&str; 13] = [
        " ben trai ",
        " ben phai ",
        " tu trai ",
        " tu phai ",
        " trai sang ",
        " phai sang ",
        " ngoai cung ",
        " dung giua ",
        " ngoi giua ",
        " giua anh ",
        " bia trai ",
        " bia phai ",
        " hang dau ",
    ];
    if !text.bytes().any(|b| b == b'(') {
        return false;
    }
    let in_brackets = text.split('(').skip(1).filter_map(|rest| rest.split_once(')')).map(|(note, _)| note);
    in_brackets.filter(|note| note.len() <= 80).any(|note| {
        let note = format!(" {} ", analysis::fold_words(note));
        PLACES.iter().any(|place| note.contains(place))
    })
}

fn is_scene(folded: &str) -> bool {
    SCENES.iter().any(|scene| folded.contains(scene.as_str())) || (folded.contains("trao") && folded.contains(" cho ") && folded.contains("trao "))
}
