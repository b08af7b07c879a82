//! Provinces and cities of the first level, by all their names.

use super::lexicon::{Lexicon, Vocabulary, lines};
use super::paragraph::Paragraph;
use super::rules::RULES;

/// Stands for the bodies and people of the centre.
pub const CENTRE: &str = "Trung ương";

/// Builds the lexicon of their names.
pub fn lexicon(vocabulary: &mut Vocabulary) -> Lexicon<&'static str> {
    let rows = lines(include_str!("data/provinces.tsv")).map(|line| line.split('\t').collect::<Vec<_>>());
    let names = rows.flat_map(|row| {
        let name = row[0];
        let others: Vec<&str> = row.into_iter().skip(2).collect();
        std::iter::once(name).chain(others).map(move |other| (other, name))
    });
    let names = names.chain(lines(include_str!("data/former_provinces.txt")).map(|name| (name, name)));
    Lexicon::new(vocabulary, names.collect::<Vec<_>>())
}

fn is_former(name: &str) -> bool {
    lines(include_str!("data/former_provinces.txt")).any(|former| former == name)
}

/// Returns the province named at `at`, with the number of tokens of its name.
pub fn at(paragraph: &Paragraph, at: usize) -> Option<(usize, &'static str)> {
    let (length, name) = RULES.bodies.provinces.at(paragraph, at).filter(|_| paragraph.is_capitalised(at))?;
    // `Học viện Chính trị quốc gia Hồ Chí Minh` is called after the man.
    let is_namesake = length == 3 && *name == "Hồ Chí Minh" && RULES.bodies.before_city.before(paragraph, at, 3).is_none();
    // `Đồng bằng sông Cửu Long`, `Công ty Thuận Hải`
    let may_be_other = length == 2 && is_former(name) && RULES.bodies.before_former.before(paragraph, at, 3).is_none();
    (!is_namesake && !may_be_other).then_some((length, *name))
}

/// Returns the province that this one went into on 1 July 2025, if it is not the same, and those that came into it.
pub fn united_with(name: &str) -> (Option<&'static str>, Vec<&'static str>) {
    let rows = || {
        lines(include_str!("data/provinces.tsv"))
            .filter_map(|line| line.split_once('\t'))
            .map(|(before, rest)| (before, rest.split('\t').next().unwrap_or(rest)))
    };
    let into = rows().find(|(before, _)| *before == name).map(|(_, since)| since).filter(|since| *since != name);
    (into, rows().filter(|(before, since)| *since == name && *before != name).map(|(before, _)| before).collect())
}

/// Returns the usual spelling of a province: `Đăk Lăk` gives `Đắk Lắk`; nothing if it is none.
pub fn canonical(name: &str) -> Option<&'static str> {
    let tokens = crate::analysis::tokenize_paragraph(name);
    let paragraph = Paragraph::new(name, &tokens);
    (0..tokens.len())
        .find_map(|start| RULES.bodies.provinces.at(&paragraph, start).filter(|(length, _)| start + length == tokens.len()))
        .map(|(_, name)| *name)
}
