//! Bodies: committees, councils, agencies and mass organisations, as far as a text names one of them.
//!
//! A mention is a head (`Ban Tổ chức`, `Đảng ủy`, `Sở`) with what belongs to it: the body it is an organ of, its block or field, its level, its place.

mod table;

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use compact_str::CompactString;

use crate::analysis::{Capital, Token, tokenize};

use super::paragraph::{Break, Paragraph};
use super::place;
use super::rules::RULES;

pub use table::{BLOCKS, LEVELS, Level, USUAL_LEVELS, central, common, fields, heads, short, usual};

/// What may follow the head of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyHead {
    /// An organ of another body, known without it: `Ban Thường vụ`.
    Organ,
    /// An organ that is one only with the body it belongs to: `Văn phòng Tỉnh ủy`, `Thường trực HĐND`.
    OrganOf,
    /// A Party committee of a level: `Tỉnh ủy`.
    Committee,
    /// A Party committee of anything: `Đảng ủy Khối các cơ quan`, `Chi bộ thôn`, `Đảng bộ Sở Y tế`.
    CommitteeOf,
    /// A council, an agency, an organisation of a level: `HĐND tỉnh`, `Hội Nông dân huyện`.
    Agency,
    /// The same, but not without level or place: `Công an` alone is anything.
    AgencyWith,
    /// One that is named by its field: `Sở Y tế`.
    AgencyOf,
    /// Whole by itself: `Bộ Chính trị`.
    Whole,
    /// Named by whatever follows in capitals, or alone: `Quân khu 9`, `Ban Chỉ đạo 35`.
    Any,
}

/// Folded words that bodies begin with.
static FIRST_WORDS: LazyLock<HashSet<CompactString>> = LazyLock::new(|| {
    let first = |(head, _): (&str, BodyHead)| tokenize(head).into_iter().next().map(|token| token.fold);
    heads().filter_map(first).collect()
});

/// Tells whether a word of a query may begin a body, typed with or without marks and capitals.
pub fn begins_body(token: &Token) -> bool {
    FIRST_WORDS.contains(&token.fold)
}

/// Finds the bodies of a paragraph, from left to right. `taken` are tokens of document numbers.
pub fn bodies(paragraph: &Paragraph, taken: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < paragraph.len() {
        if let Some(other) = taken.iter().find(|other| other.contains(&at)) {
            at = other.end;
            continue;
        }
        // `Đoàn Văn Lượng` is somebody.
        if let Some(end) = paragraph.name_at(at).filter(|end| end - at > 2) {
            at = end;
            continue;
        }
        match at_token(paragraph, at) {
            Some(end) => {
                if is_one(paragraph, at, end) {
                    found.push(at..end);
                }
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// Returns where the body ends that begins at `at`.
pub fn at_token(paragraph: &Paragraph, at: usize) -> Option<usize> {
    read(paragraph, at, 0)
}

/// How deep bodies nest: an organ, of a committee, of an office, of an agency.
const DEEPEST: usize = 4;

fn read(paragraph: &Paragraph, at: usize, depth: usize) -> Option<usize> {
    if at >= paragraph.len() || depth > DEEPEST {
        return None;
    }
    let (length, head) = RULES.bodies.heads.at(paragraph, at).filter(|_| !is_plain_word(paragraph, at))?;
    let end = at + length;
    let is_capitalised = paragraph.is_capitalised(at);
    // `Tỉnh ủy viên` is a post.
    if RULES.bodies.member.has(paragraph, end) && paragraph.follows(end) {
        return None;
    }
    match head {
        BodyHead::Whole => is_capitalised.then_some(end),
        BodyHead::Organ => nested(paragraph, end, depth).or_else(|| tail(paragraph, end)).or_else(|| is_capitalised.then_some(end)),
        BodyHead::OrganOf => {
            // `Phó Bí thư Thường trực Tỉnh ủy`: a word of the post.
            let of_post = RULES.people.post_modifiers.before(paragraph, end, 2).is_some() && RULES.people.posts.reaches(paragraph, at);
            let levelled = || tail(paragraph, end).filter(|_| RULES.bodies.levels.has(paragraph, end));
            if of_post { None } else { nested(paragraph, end, depth).or_else(levelled) }
        }
        BodyHead::Committee => tail(paragraph, end).or_else(|| is_capitalised.then_some(end)),
        BodyHead::CommitteeOf => {
            let block =
                RULES.bodies.blocks.at(paragraph, end).filter(|_| end < paragraph.len() && paragraph.follows(end)).map(|(length, ())| end + length);
            let inner = block.or_else(|| nested(paragraph, end, depth)).or_else(|| organisation(paragraph, end));
            let numbered = || (is_capitalised && paragraph.follows(end) && paragraph.number(end, 3).is_some()).then_some(end + 1);
            let whole = inner.map(|end| tail(paragraph, end).unwrap_or(end)).or_else(|| tail(paragraph, end)).or_else(numbered);
            whole.or_else(|| is_capitalised.then_some(end))
        }
        BodyHead::Agency | BodyHead::AgencyWith => {
            let country = RULES
                .bodies
                .levels
                .at(paragraph, end)
                .filter(|(_, level)| end < paragraph.len() && paragraph.follows(end) && **level == Level::Centre);
            let end = country.map_or(end, |(length, _)| end + length);
            let whole = tail(paragraph, end).or_else(|| nested(paragraph, end, depth).filter(|_| is_capitalised)).or(country.map(|_| end));
            whole.or_else(|| (is_capitalised && *head == BodyHead::Agency).then_some(end))
        }
        BodyHead::AgencyOf => {
            // `cán bộ`, `trụ sở`, `dịch vụ`: small letters are mostly another word.
            let known = || RULES.bodies.fields.at(paragraph, end).filter(|_| paragraph.is_capitalised(end)).map(|(length, ())| end + length);
            let is_word = at > 0 && paragraph.follows(at) && RULES.bodies.before_small_heads.has(paragraph, at - 1);
            let end = if is_capitalised { field(paragraph, end) } else { known().filter(|_| !is_word) }?;
            Some(nested(paragraph, end, depth).filter(|_| paragraph.is_capitalised(end)).or_else(|| tail(paragraph, end)).unwrap_or(end))
        }
        BodyHead::Any => {
            // `Ban Chỉ đạo 35 Tỉnh ủy`, `Ban Chỉ đạo bầu cử huyện`
            let whole = |end: usize| nested(paragraph, end, depth).filter(|_| paragraph.is_capitalised(end)).or_else(|| tail(paragraph, end));
            let named = if is_capitalised { field(paragraph, end).map(|end| whole(end).unwrap_or(end)) } else { None };
            named.or_else(|| whole(end)).or_else(|| is_capitalised.then_some(end))
        }
    }
}

/// Tells whether what would be a short form in capitals is a word here: `Ơ Đu`, `xã Ca Tu`.
pub fn is_plain_word(paragraph: &Paragraph, at: usize) -> bool {
    RULES.bodies.in_capitals.has(paragraph, at) && paragraph.tokens[at].capital != Capital::Upper
}

/// Reads the body that the one before is an organ of: `Ban Thường vụ (của) Tỉnh ủy`.
fn nested(paragraph: &Paragraph, at: usize, depth: usize) -> Option<usize> {
    if at >= paragraph.len() || !paragraph.follows(at) {
        return None;
    }
    read(paragraph, at, depth + 1)
}

/// Reads the field of an agency: a known one (`Giáo dục và Đào tạo`), else what follows in capitals.
fn field(paragraph: &Paragraph, at: usize) -> Option<usize> {
    if at >= paragraph.len() || !paragraph.follows(at) {
        return None;
    }
    RULES.bodies.fields.at(paragraph, at).map(|(length, ())| at + length).max(named(paragraph, at))
}

/// Reads a name of an organisation: capitals, with small words of organisations between them.
pub fn named(paragraph: &Paragraph, at: usize) -> Option<usize> {
    let is_piece = |at: usize| {
        // `Ban Chỉ đạo 35 Trung ương`
        let is_centre =
            || RULES.bodies.levels.at(paragraph, at).is_some_and(|(_, level)| *level == Level::Centre) && !paragraph.is_capitalised(at + 1);
        let is_other = RULES.people.posts.has(paragraph, at)
            || RULES.bodies.heads.has(paragraph, at)
            || is_centre()
            || (paragraph.name_at(at).is_some_and(|end| end - at > 2) && !is_historic(paragraph, at));
        let is_number = paragraph.number(at, 3).is_some() && !RULES.dates.units.has(paragraph, at + 1);
        (paragraph.is_capitalised(at) || is_number) && !is_other
    };
    if !is_piece(at) || !paragraph.follows(at) {
        return None;
    }
    let mut end = at;
    let mut next = at;
    while next < paragraph.len() && (next == at || matches!(paragraph.gap(next), Break::Space | Break::None | Break::Dash | Break::And)) {
        if next > at && paragraph.is_capitalised(next) && RULES.bodies.heads.has(paragraph, next) {
            break;
        }
        let compound =
            RULES.people.organisation_words.at(paragraph, next).map(|(length, ())| length).filter(|_| next > at || paragraph.is_capitalised(next));
        if let Some(length) = compound.filter(|length| *length > 1 && (paragraph.gap(next) != Break::Dash || paragraph.is_capitalised(next))) {
            next += length;
            end = next;
        } else if is_piece(next) {
            next += 1;
            end = next;
        } else if compound.is_some() && paragraph.follows(next) {
            // `và` stands between two parts, never at the end.
            next += 1;
        } else {
            break;
        }
    }
    Some(end)
}

/// Reads the head of a body in small letters, which a post makes one of: `Bí thư chi bộ`, `chủ tịch hội phụ nữ`.
pub fn small_head(paragraph: &Paragraph, at: usize) -> Option<usize> {
    let (length, head) = RULES.bodies.heads.at(paragraph, at).filter(|_| !paragraph.is_capitalised(at))?;
    let is_known = matches!(head, BodyHead::Organ | BodyHead::Committee | BodyHead::CommitteeOf | BodyHead::Agency | BodyHead::AgencyWith);
    (is_known && length > 1).then_some(at + length)
}

/// Reads an agency that is known from before: `Phó Giám đốc Sở`.
pub fn bare_agency(paragraph: &Paragraph, at: usize) -> Option<usize> {
    let (length, head) = RULES.bodies.heads.at(paragraph, at).filter(|_| paragraph.is_capitalised(at))?;
    matches!(head, BodyHead::AgencyOf | BodyHead::AgencyWith).then_some(at + length)
}

/// Tells whether streets and schools are called after who is named here.
fn is_historic(paragraph: &Paragraph, at: usize) -> bool {
    paragraph.name_at(at).is_some_and(|end| RULES.bodies.historic.at(paragraph, at).is_some_and(|(length, ())| at + length == end))
}

/// Reads an organisation that is no body of the political system but may have a Party committee: `Công ty Xi măng X`, `Trường Đại học Y`.
pub fn organisation(paragraph: &Paragraph, at: usize) -> Option<usize> {
    if !paragraph.follows(at) {
        return None;
    }
    let (length, ()) = RULES.people.organisations.at(paragraph, at)?;
    let end = at + length;
    let named = named(paragraph, end).or_else(|| organisation(paragraph, end)).unwrap_or(end);
    Some(tail(paragraph, named).filter(|_| RULES.bodies.levels.has(paragraph, named)).unwrap_or(named))
}

/// Reads level and place behind a body: `tỉnh`, `huyện Na Hang`, `Phú Yên`, `Trung ương`.
pub fn tail(paragraph: &Paragraph, at: usize) -> Option<usize> {
    if at >= paragraph.len() || !paragraph.follows(at) {
        return None;
    }
    match RULES.bodies.levels.at(paragraph, at) {
        Some((length, Level::Centre)) => Some(at + length),
        Some((length, level)) => {
            let end = at + length;
            let place = place::after_level(paragraph, end);
            // One letter is a level only before its place: `H.Bình Chánh`.
            place.or((*level == Level::Unit && paragraph.tokens[at].fold.len() > 1).then_some(end))
        }
        None => place::bare(paragraph, at),
    }
}

/// Tells whether these words speak of one body: `các huyện ủy`, `70 đảng bộ`, `UBND các cấp`, `UBND quận, huyện` are many.
fn is_one(paragraph: &Paragraph, at: usize, end: usize) -> bool {
    let counted = || RULES.bodies.plurals.before(paragraph, at, 2).is_some() || paragraph.tokens[at - 1].kind == crate::analysis::Kind::Number;
    let is_plural = at > 0 && paragraph.follows(at) && (RULES.bodies.each.has(paragraph, at - 1) || !paragraph.is_capitalised(at) && counted());
    let of_all = end < paragraph.len() && paragraph.follows(end) && RULES.bodies.of_all.has(paragraph, end);
    let levels = |at: usize| RULES.bodies.levels.at(paragraph, at).is_some_and(|(_, level)| *level != Level::Centre);
    let of_levels = end < paragraph.len() && paragraph.gap(end) == Break::Comma && levels(end) && ends_with_level(paragraph, at, end);
    !(is_plural || of_all || of_levels)
}

fn ends_with_level(paragraph: &Paragraph, at: usize, end: usize) -> bool {
    (at + 1..end).any(|start| RULES.bodies.levels.at(paragraph, start).is_some_and(|(length, level)| start + length == end && *level == Level::Unit))
}
