//! Where somebody holds office: the province that the titles name, or the centre.
//!
//! Of all that is said of a person what is held now counts before what was held, a named province before the centre, and a post of a
//! province before a seat in a central committee, which secretaries of provinces have too.

use std::ops::Range;

use super::paragraph::Paragraph;
use super::person::Found;
use super::rules::RULES;
use super::{body, identity, name, province};

/// Returns the province of the posts that somebody is given in a paragraph, or [`province::CENTRE`]; nothing where no title tells.
pub fn province_of(paragraph: &Paragraph, found: &Found) -> Option<&'static str> {
    of_titles(paragraph, &found.titles).filter(|province| *province != province::CENTRE || !is_foreign(paragraph, &found.name))
}

/// Returns the province of posts, whoever holds them.
pub fn of_titles(paragraph: &Paragraph, titles: &[Range<usize>]) -> Option<&'static str> {
    let is_former = |title: &&Range<usize>| RULES.people.post_prefixes.has(paragraph, title.start);
    let (former, held): (Vec<&Range<usize>>, Vec<&Range<usize>>) = titles.iter().partition(is_former);
    [held, former].into_iter().find_map(|titles| {
        let seats: Vec<Seat> = titles.into_iter().map(|title| seat(paragraph, title)).collect();
        let named = seats.iter().find_map(|seat| if let Seat::Province(name) = seat { Some(*name) } else { None });
        let is_central = seats.contains(&Seat::Centre) && !seats.contains(&Seat::Local);
        named.or(is_central.then_some(province::CENTRE))
    })
}

/// Where a title is held.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seat {
    Province(&'static str),
    /// In a province, which the title does not name: `Bí thư Tỉnh ủy`.
    Local,
    Centre,
    Unknown,
}

fn seat(paragraph: &Paragraph, title: &Range<usize>) -> Seat {
    let small = |at: usize| at > title.start && RULES.bodies.small_levels.before(paragraph, at, 2).is_some();
    let named = title.clone().find_map(|at| province::at(paragraph, at).filter(|(length, _)| at + length <= title.end && !small(at)));
    if let Some((_, name)) = named {
        return Seat::Province(name);
    }
    // `Giám đốc Ngân hàng Nhà nước chi nhánh tỉnh`: a word behind the title tells too.
    let behind = usize::from(title.end < paragraph.len() && paragraph.follows(title.end));
    if (title.start..title.end + behind).any(|at| RULES.bodies.local.at(paragraph, at).is_some_and(|(_, is_local)| *is_local)) {
        return Seat::Local;
    }
    let is_of_other_country = (title.start..title.end + behind).any(|at| RULES.bodies.other_countries.has(paragraph, at));
    if !is_of_other_country && is_central(paragraph, title) { Seat::Centre } else { Seat::Unknown }
}

/// Tells whether a post is one of the centre, by its name or by its body. A member of a central committee may hold office anywhere.
fn is_central(paragraph: &Paragraph, title: &Range<usize>) -> bool {
    let start = title.start + RULES.people.post_prefixes.at(paragraph, title.start).map_or(0, |(length, ())| length);
    if RULES.bodies.central_posts.has(paragraph, start) {
        return true;
    }
    if RULES.bodies.members.has(paragraph, start) {
        return false;
    }
    let body = (start + 1..title.end).find_map(|at| Some(at..body::at_token(paragraph, at).filter(|end| *end <= title.end)?));
    body.is_some_and(|body| identity::body(paragraph, body).province == Some(province::CENTRE))
}

/// Tells whether nothing Vietnamese begins a name: `Thủ tướng Angela Merkel` is of another country that nobody names.
fn is_foreign(paragraph: &Paragraph, name: &Range<usize>) -> bool {
    !name::is_surname(&paragraph.tokens[name.start])
}
