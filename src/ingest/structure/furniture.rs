//! The tables of `furniture.txt`, and how a line is matched with their phrases.
//!
//! Lines are compared folded, so case, marks and punctuation do not matter. `Có chứ` is folded like `Cỡ chữ`, so a short line that has
//! marks must have the right ones.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::unit::Unit;
use crate::analysis;

/// The rules, by the place where they hold.
pub struct Tables {
    pub anywhere: Table,
    pub head: Table,
    pub tail: Table,
}

/// The rules of one place, in the order of the file.
pub struct Table {
    pub rules: Vec<Rule>,
    /// What phrases begin with: most lines are told by their first word not to be any of them.
    first_words: HashSet<String>,
}

/// One kind of furniture.
pub struct Rule {
    /// What the removed part says removed it.
    pub name: &'static str,
    pub effect: Effect,
    pub how: How,
    folded: HashSet<String>,
    marked: HashSet<String>,
}

/// What goes when a line is recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// This line.
    Drop,
    /// This line and everything behind it.
    Cut,
}

/// How a line must relate to the phrases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// It is one of them, numbers aside.
    Whole,
    /// It is made of them, fillers and numbers only.
    Made,
    /// It begins with one.
    Begins,
}

/// Returns the tables, read at the first call.
pub fn tables() -> &'static Tables {
    static TABLES: LazyLock<Tables> =
        LazyLock::new(|| Tables { anywhere: Table::read("anywhere"), head: Table::read("head"), tail: Table::read("tail") });
    &TABLES
}

const FILE: &str = include_str!("furniture.txt");

/// The sections of the file: the words of a heading, and the phrases below it.
fn sections() -> impl Iterator<Item = (Vec<&'static str>, Vec<&'static str>)> {
    FILE.split("\n[").skip(1).filter_map(|section| {
        let (heading, phrases) = section.split_once("]\n")?;
        let lines = phrases.lines().filter(|line| !line.starts_with('#'));
        let phrases = lines.flat_map(|line| line.split(';')).map(str::trim).filter(|phrase| !phrase.is_empty()).collect();
        Some((heading.split(' ').collect(), phrases))
    })
}

static FILLERS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let fillers = sections().filter(|(heading, _)| heading == &["fillers"]).flat_map(|(_, phrases)| phrases);
    fillers.map(analysis::fold_words).collect()
});

impl Table {
    fn read(wanted: &str) -> Self {
        let rules: Vec<Rule> = sections().filter_map(|(heading, phrases)| Rule::read(wanted, &heading, &phrases)).collect();
        let phrases = rules.iter().flat_map(|rule| &rule.folded).chain(FILLERS.iter());
        let first_words = phrases.filter_map(|phrase| phrase.split(' ').next()).map(str::to_owned).collect();
        Self { rules, first_words }
    }

    /// Returns the first rule that a line falls under.
    pub fn find(&self, unit: &Unit) -> Option<&Rule> {
        const WORDS_OF_SHORT_LINE: usize = 3;
        if !self.first_words.contains(unit.first_word()) {
            return None;
        }
        let words: Vec<&str> = unit.folded().split(' ').collect();
        let found = self.rules.iter().find(|rule| rule.how.matches(&rule.folded, &words))?;
        if words.len() > WORDS_OF_SHORT_LINE {
            return Some(found);
        }
        match marked_words(unit.text) {
            Some(marked) => {
                let marked: Vec<&str> = marked.split(' ').collect();
                self.rules.iter().find(|rule| rule.how.matches(&rule.marked, &marked))
            }
            None => Some(found),
        }
    }
}

impl Rule {
    fn read(place: &str, heading: &[&'static str], phrases: &[&str]) -> Option<Self> {
        let &[at, name, effect, how] = heading else { return None };
        if at != place {
            return None;
        }
        Some(Self {
            name,
            effect: if effect == "cut" { Effect::Cut } else { Effect::Drop },
            how: match how {
                "made" => How::Made,
                "begins" => How::Begins,
                _ => How::Whole,
            },
            folded: phrases.iter().map(|phrase| analysis::fold_words(phrase)).collect(),
            marked: phrases.iter().map(|phrase| marked_words(phrase).unwrap_or_else(|| analysis::fold_words(phrase))).collect(),
        })
    }

    /// Tells whether text begins with one of the phrases that have at least `fewest` words.
    pub fn begins_with_long_phrase(&self, folded: &str, fewest: usize) -> bool {
        let begins = |phrase: &str| folded.strip_prefix(phrase).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
        self.folded.iter().any(|phrase| phrase.split(' ').count() >= fewest && begins(phrase))
    }
}

/// Returns the words with their marks, as the exact keys of the analysis; nothing if no word has any.
fn marked_words(text: &str) -> Option<String> {
    let tokens = analysis::tokenize_paragraph(text);
    let key = |token: &analysis::Token| if token.exact.is_empty() { token.fold.to_string() } else { token.exact.to_string() };
    tokens.iter().any(analysis::Token::is_marked).then(|| tokens.iter().map(key).collect::<Vec<_>>().join(" "))
}

impl How {
    fn matches(self, phrases: &HashSet<String>, words: &[&str]) -> bool {
        const MOST_WORDS_BEGUN: usize = 40;
        match self {
            Self::Whole => {
                let end = words.iter().rposition(|word| !is_number(word)).map_or(0, |last| last + 1);
                let start = words.iter().position(|word| !is_number(word)).unwrap_or(end);
                end - start <= LONGEST_PHRASE && phrases.contains(&words[start..end].join(" "))
            }
            Self::Begins => words.len() <= MOST_WORDS_BEGUN && begins(phrases, words).next().is_some(),
            Self::Made => is_made_of(phrases, words),
        }
    }
}

const LONGEST_PHRASE: usize = 10;

/// Returns how many words each phrase takes that `words` begin with.
fn begins<'a>(phrases: &'a HashSet<String>, words: &'a [&str]) -> impl Iterator<Item = usize> + 'a {
    let mut piece = String::new();
    words.iter().take(LONGEST_PHRASE).enumerate().filter_map(move |(index, word)| {
        if index > 0 {
            piece.push(' ');
        }
        piece.push_str(word);
        phrases.contains(&piece).then_some(index + 1)
    })
}

/// Tells whether words can be laid out as phrases, fillers and numbers, at least one phrase among them.
fn is_made_of(phrases: &HashSet<String>, words: &[&str]) -> bool {
    const MOST_WORDS: usize = 60;
    if words.len() > MOST_WORDS {
        return false;
    }
    // `reached[i]`: the first `i` words can be laid out, without a phrase and with one.
    let mut reached = vec![[false; 2]; words.len() + 1];
    reached[0][0] = true;
    for start in 0..words.len() {
        let [without, with] = reached[start];
        if !without && !with {
            continue;
        }
        for length in begins(phrases, &words[start..]) {
            reached[start + length][1] = true;
        }
        for length in [1, 2] {
            if words[start..].len() >= length && is_filler(&words[start..start + length]) {
                reached[start + length][0] |= without;
                reached[start + length][1] |= with;
            }
        }
    }
    reached[words.len()][1]
}

fn is_filler(words: &[&str]) -> bool {
    match words {
        [word] => is_number(word) || FILLERS.contains(*word),
        words => FILLERS.contains(&words.join(" ")),
    }
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[test]
    fn the_file_is_sound() {
        let mut rules = 0;
        for (heading, phrases) in sections() {
            assert!(!phrases.is_empty(), "{heading:?} has no phrases");
            if heading != ["fillers"] {
                let [place, _, effect, how] = heading[..] else { panic!("{heading:?}: expected place, rule, effect, how") };
                assert!(
                    ["anywhere", "head", "tail"].contains(&place) && ["drop", "cut"].contains(&effect) && ["whole", "made", "begins"].contains(&how),
                    "{heading:?}"
                );
                rules += 1;
            }
            for phrase in phrases {
                let words = analysis::fold_words(phrase).split(' ').count();
                assert!((1..=LONGEST_PHRASE).contains(&words), "{phrase}");
            }
        }
        let read = tables();
        assert_eq!(read.anywhere.rules.len() + read.head.rules.len() + read.tail.rules.len(), rules);
        assert!(!FILLERS.is_empty());
    }

    #[test]
    fn lines_and_phrases() {
        let unit = |text: &'static str| Unit::new(text, Span::new(0, text.len()), None);
        let found = |table: &Table, text| table.find(&unit(text)).map(|rule| rule.name.to_owned());
        let tables = tables();
        for line in ["Cỡ chữ", "CO CHU: nho - to", "Lượt xem: 1.092 | In trang", "Facebook Zalo Twitter", "A- A A+"] {
            assert_eq!(found(&tables.anywhere, line).as_deref(), Some("share-bar"), "{line}");
        }
        for line in ["Có chứ", "Lần 2", "To lớn", "Cỡ chữ của bài này", "2019", ""] {
            assert_eq!(found(&tables.anywhere, line), None, "{line}");
        }
        for line in ["Các tin khác:", "CÁC TIN KHÁC (12)", "cac tin khac", "[Trở về]", "Tin liên quan"] {
            assert_eq!(found(&tables.tail, line).as_deref(), Some("related"), "{line}");
        }
        for line in ["Tin liền quán", "Các tin tốt lành khác"] {
            assert_eq!(found(&tables.tail, line), None, "{line}");
        }
    }
}
