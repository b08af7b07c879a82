//! The short forms of Party news (HĐND, UBND, BTV …) and what they stand for, as token sequences.
//!
//! Queries are expanded, never the index: what an article wrote is what it says.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::Syllable;

use super::{Capital, Kind, Token, tokenize};

/// A short form with its long forms.
#[derive(Debug)]
pub struct Abbreviation {
    /// As papers write them, the usual one first.
    pub shorts: Vec<&'static str>,
    pub longs: Vec<&'static str>,
    use_: Use,
}

/// How freely a short form may be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Use {
    /// Typed in any way, and found by its long form.
    Free,
    /// Only in capitals: it is a syllable (`CA`, `TU`), has two letters or several meanings.
    ///
    /// Never the other way round either: `công an` must not find each `ca`.
    Capitals,
}

impl Abbreviation {
    /// Returns the short form at the beginning of `tokens`, longest first, with the number of its tokens.
    pub fn at(tokens: &[Token]) -> Option<(usize, &'static Self)> {
        TABLE.longest(&TABLE.by_short, tokens).filter(|&(count, abbreviation)| {
            abbreviation.use_ == Use::Free || tokens[..count].iter().any(|token| token.capital == Capital::Upper || token.fold.len() == 1)
        })
    }

    /// Returns the abbreviation whose long form stands at the beginning of `tokens`, longest first, with the number of its tokens.
    ///
    /// A marked token must be spelled like the long form; an unmarked one may stand for any spelling.
    pub fn of_long_form(tokens: &[Token]) -> Option<(usize, &'static Self)> {
        TABLE.longest(&TABLE.by_long, tokens).filter(|&(count, abbreviation)| abbreviation.use_ == Use::Free && abbreviation.spells(&tokens[..count]))
    }

    fn spells(&self, tokens: &[Token]) -> bool {
        self.longs.iter().any(|long| {
            let long = tokenize(long);
            long.len() == tokens.len() && long.iter().zip(tokens).all(|(a, b)| a.fold == b.fold && (!b.is_marked() || a.exact == b.exact))
        })
    }
}

/// All short forms, in the order of the table.
pub fn all() -> &'static [Abbreviation] {
    &TABLE.rows
}

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::read(include_str!("abbreviations.tsv")));

struct Table {
    rows: Vec<Abbreviation>,
    /// Folded tokens joined by spaces → row.
    by_short: HashMap<String, usize>,
    by_long: HashMap<String, usize>,
    longest: usize,
}

impl Table {
    fn read(tsv: &'static str) -> Self {
        let mut table = Self { rows: Vec::new(), by_short: HashMap::new(), by_long: HashMap::new(), longest: 0 };
        for line in tsv.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let mut columns = line.split('\t').map(|column| column.split(" | ").collect::<Vec<_>>());
            let (shorts, longs) = (columns.next().unwrap_or_default(), columns.next().unwrap_or_default());
            let use_ = if columns.next().is_some() || shorts.iter().any(|short| needs_capitals(short)) { Use::Capitals } else { Use::Free };
            let row = table.rows.len();
            for (forms, index) in [(&shorts, &mut table.by_short), (&longs, &mut table.by_long)] {
                for form in forms {
                    let tokens = tokenize(form);
                    table.longest = table.longest.max(tokens.len());
                    index.entry(key(&tokens)).or_insert(row);
                }
            }
            table.rows.push(Abbreviation { shorts, longs, use_ });
        }
        table
    }

    fn longest(&'static self, index: &HashMap<String, usize>, tokens: &[Token]) -> Option<(usize, &'static Abbreviation)> {
        let run = 1 + tokens.windows(2).take(self.longest).take_while(|pair| pair[0].is_before(&pair[1])).count();
        let most = run.min(tokens.len()).min(self.longest);
        (1..=most).rev().find_map(|count| index.get(&key(&tokens[..count])).map(|&row| (count, &self.rows[row])))
    }
}

/// Tells whether a short form is too common a word, or too short, to be read in small letters.
fn needs_capitals(short: &str) -> bool {
    let tokens = tokenize(short);
    let [token] = &tokens[..] else { return false };
    let only_central = token.fold == "tw";
    let is_syllable = Syllable::parse(&token.fold).is_some() || Syllable::parse(short).is_some();
    is_syllable || (token.fold.len() <= 2 && !only_central)
}

fn key(tokens: &[Token]) -> String {
    let folds: Vec<&str> = tokens.iter().map(|token| token.fold.as_str()).collect();
    debug_assert!(tokens.iter().all(|token| token.kind != Kind::Word || !token.fold.is_empty()));
    folds.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn long_forms(text: &str) -> Vec<&'static str> {
        let tokens = tokenize(text);
        Abbreviation::at(&tokens).filter(|(count, _)| *count == tokens.len()).map_or(vec![], |(_, found)| found.longs.clone())
    }

    fn short_form(text: &str) -> Option<&'static str> {
        let tokens = tokenize(text);
        Abbreviation::of_long_form(&tokens).filter(|(count, _)| *count == tokens.len()).map(|(_, found)| found.shorts[0])
    }

    #[test]
    fn every_short_form_in_capitals_has_its_long_forms() {
        for row in all() {
            for short in &row.shorts {
                assert!(!long_forms(short).is_empty(), "{short}");
            }
        }
    }

    #[test]
    fn typed_with_or_without_marks() {
        assert_eq!(long_forms("HĐND"), ["hội đồng nhân dân"]);
        assert_eq!(long_forms("HDND"), ["hội đồng nhân dân"]);
        assert_eq!(long_forms("hdnd"), ["hội đồng nhân dân"]);
        assert_eq!(long_forms("btv"), ["ban thường vụ"]);
        assert_eq!(long_forms("GD&ĐT"), ["giáo dục và đào tạo"]);
        assert_eq!(long_forms("đ/c"), ["đồng chí"]);
        assert_eq!(long_forms("T.Ư"), ["Trung ương"]);
        assert_eq!(long_forms("TU"), ["tỉnh ủy", "thành ủy"]);
        assert_eq!(long_forms("tu"), Vec::<&str>::new());
        assert_eq!(long_forms("ca"), Vec::<&str>::new());
        assert_eq!(long_forms("CA"), ["công an"]);
        assert_eq!(long_forms("kh"), Vec::<&str>::new());
    }

    #[test]
    fn long_forms_find_their_short_form() {
        assert_eq!(short_form("Ủy ban nhân dân"), Some("UBND"));
        assert_eq!(short_form("uỷ ban nhân dân"), Some("UBND"));
        assert_eq!(short_form("uy ban nhan dan"), Some("UBND"));
        assert_eq!(short_form("ban thường vụ"), Some("BTV"));
        assert_eq!(short_form("bàn thường vụ"), None);
        assert_eq!(short_form("công an"), None);
        assert_eq!(short_form("tỉnh ủy"), None);
    }
}
