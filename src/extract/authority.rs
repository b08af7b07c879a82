//! The authority file: which names are one official, and which one name is several, as a person has settled it.
//!
//! Libraries keep such files for the same need. Nothing of it changes a text; without it every article is read as before.

use std::collections::HashMap;
use std::sync::LazyLock;

use compact_str::CompactString;

use crate::analysis::{Token, fold_words, tokenize};

use super::facts::{Mention, Official};
use super::identity::UNKNOWN;
use super::lexicon::lines;
use super::paragraph::Paragraph;
use super::{identity, province};

/// What is settled by hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Authority {
    pub merges: Vec<Merge>,
    pub splits: Vec<Split>,
    /// What is settled of each name, by its exact keys: an archive may settle thousands.
    names: HashMap<Words, Settled>,
    /// The lengths of the names that begin with a word, in words, the longest first.
    lengths: HashMap<CompactString, Vec<usize>>,
}

/// A name as exact keys.
type Words = Vec<CompactString>;

/// What is settled of one name, by number, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Settled {
    merges: Vec<(usize, Told)>,
    splits: Vec<usize>,
}

/// Of whom a merge speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Told {
    /// Whoever is told of this province, or of none.
    In(Option<String>),
    /// Whoever is told of this province or of none that is known.
    InOrUnknown(String),
}

/// Several names of one official.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    pub name: String,
    pub province: String,
    /// `Nguyễn V. Mẫu` in the same province or in none that is known; with `@Phú Yên` in that one, with `@?` in none.
    pub also: Vec<String>,
}

/// One official among several of one name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// The name that the articles write.
    pub name: String,
    pub province: Option<String>,
    /// The name that tells this one from the others.
    pub known_as: String,
    /// Words of a title that only this one holds.
    pub titles: Vec<String>,
    /// Ids of articles that speak of this one.
    pub articles: Vec<String>,
}

impl Authority {
    pub fn new(merges: Vec<Merge>, splits: Vec<Split>) -> Self {
        let mut names: HashMap<Words, Settled> = HashMap::new();
        for (number, merge) in merges.iter().enumerate() {
            let own = (merge.name.as_str(), Told::In(Some(merge.province.clone())));
            for (name, told) in std::iter::once(own).chain(merge.also.iter().map(|also| merge.told(also))) {
                names.entry(exact(&tokenize(name))).or_default().merges.push((number, told));
            }
        }
        for (number, split) in splits.iter().enumerate() {
            names.entry(exact(&tokenize(&split.name))).or_default().splits.push(number);
        }
        let mut lengths: HashMap<CompactString, Vec<usize>> = HashMap::new();
        for words in names.keys() {
            let Some(first) = words.first() else { continue };
            let known = lengths.entry(first.clone()).or_default();
            if !known.contains(&words.len()) {
                known.push(words.len());
                known.sort_unstable_by(|a, b| b.cmp(a));
            }
        }
        Self { merges, splits, names, lengths }
    }

    pub fn is_empty(&self) -> bool {
        self.merges.is_empty() && self.splits.is_empty()
    }

    /// Marks the names it speaks of as names, however unlike one they are written: `Nguyễn V. Mẫu`.
    pub(super) fn mark(&self, paragraph: &mut Paragraph) {
        for at in 0..paragraph.len() {
            let lengths = self.lengths.get(&paragraph.tokens[at].exact).filter(|_| paragraph.is_capitalised(at));
            let stands = |length: &&usize| at + **length <= paragraph.len() && self.names.contains_key(&exact(&paragraph.tokens[at..at + **length]));
            if let Some(&length) = lengths.and_then(|lengths| lengths.iter().find(stands)) {
                paragraph.add_name(at..at + length);
            }
        }
    }

    /// Gives the officials of an article the names and provinces that are settled for them.
    pub(super) fn settle(&self, officials: &mut Vec<Official>, article: &str) {
        for official in officials.iter_mut() {
            if let Some(merge) = self.merge_of(official) {
                official.name.clone_from(&merge.name);
                official.province = Some(merge.province.clone());
                official.also = merge.other_names();
            }
            if let Some(split) = self.split_of(official, article) {
                let old = std::mem::replace(&mut official.name, split.known_as.clone());
                official.also.push(shared(&old));
            }
        }
        unite(officials);
    }

    fn settled(&self, official: &Official) -> Option<&Settled> {
        self.names.get(&exact(&tokenize(&official.name)))
    }

    fn merge_of(&self, official: &Official) -> Option<&Merge> {
        let mut claims = self.settled(official)?.merges.iter();
        claims.find(|(_, told)| told.fits(official.province.as_deref())).map(|(number, _)| &self.merges[*number])
    }

    fn split_of(&self, official: &Official, article: &str) -> Option<&Split> {
        let mut splits = self.settled(official)?.splits.iter().map(|&number| &self.splits[number]);
        splits.find(|split| split.is_of(official, article))
    }
}

impl Told {
    fn fits(&self, province: Option<&str>) -> bool {
        match self {
            Self::In(told) => told.as_deref() == province,
            Self::InOrUnknown(told) => province.is_none_or(|province| province == told),
        }
    }
}

impl Merge {
    /// Takes another name apart: the name, and of whom it is meant.
    fn told<'a>(&self, also: &'a str) -> (&'a str, Told) {
        let (name, province) = identity::split(also);
        (name, if also.contains('@') { Told::In(province.map(str::to_owned)) } else { Told::InOrUnknown(self.province.clone()) })
    }

    /// Returns what else the official is called: every article finds by every name.
    fn other_names(&self) -> Vec<String> {
        let names = self.also.iter().map(|also| identity::split(also).0).filter(|name| *name != self.name);
        names.map(str::to_owned).collect()
    }
}

impl Split {
    /// Tells whether this one is meant; the name is the same.
    fn is_of(&self, official: &Official, article: &str) -> bool {
        let holds = |title: &String| official.titles().any(|held| holds_words(&held.text, title));
        self.province.as_deref() == official.province.as_deref() && (self.articles.iter().any(|id| id == article) || self.titles.iter().any(holds))
    }
}

/// Marks a name that others bear too: it finds by itself, but with its province it is the key of the one who kept it.
fn shared(name: &str) -> String {
    format!("{name}@")
}

/// Makes one of those that have become the same.
fn unite(officials: &mut Vec<Official>) {
    let mut united: Vec<Official> = Vec::with_capacity(officials.len());
    for official in officials.drain(..) {
        match united.iter_mut().find(|other| other.name == official.name && other.province == official.province) {
            Some(other) => {
                other.mentions.extend(official.mentions);
                other.mentions.sort_by_key(|Mention { span, .. }| *span);
                other.references.extend(official.references);
                other.references.sort();
            }
            None => united.push(official),
        }
    }
    *officials = united;
}

fn exact(tokens: &[Token]) -> Vec<CompactString> {
    tokens.iter().map(|token| if token.exact.is_empty() { token.fold.clone() } else { token.exact.clone() }).collect()
}

fn is_same_name(one: &str, other: &str) -> bool {
    exact(&tokenize(one)) == exact(&tokenize(other))
}

/// Tells whether the words stand in a row in a title, in any letter case and tone placement.
fn holds_words(title: &str, words: &str) -> bool {
    let (title, words) = (exact(&tokenize(title)), exact(&tokenize(words)));
    !words.is_empty() && title.windows(words.len()).any(|window| window == words.as_slice())
}

/// Returns the province that an authority file may name, in its usual spelling; nothing if there is none.
pub fn place(name: &str) -> Option<String> {
    let name = name.trim();
    let is_centre = is_same_name(name, province::CENTRE);
    if is_centre { Some(province::CENTRE.to_owned()) } else { province::canonical(name).map(str::to_owned) }
}

/// Returns the usual spelling of a province that is called by any of its names, with marks or without: `Đăk Lăk`, `thua thien hue`.
///
/// Asked of every fact of every article, so a known name is one look-up.
pub fn province_called(name: &str) -> Option<&'static str> {
    static FOLDED: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
        let rows = lines(include_str!("data/provinces.tsv")).map(|line| line.split('\t').collect::<Vec<_>>());
        // The second column is another province: the one that this one went into.
        let names = rows.flat_map(|row| [row[0]].into_iter().chain(row[2..].to_vec()).map(move |name| (fold_words(name), row[0])));
        names.chain([(fold_words(province::CENTRE), province::CENTRE)]).collect()
    });
    FOLDED.get(&fold_words(name)).copied().or_else(|| province::canonical(name))
}

/// Writes a name with its province in the usual spelling: `Nguyễn Văn Mẫu@Đăk Lăk` names Đắk Lắk; nothing if there is no such province.
pub fn placed(name: &str) -> Option<String> {
    match name.rsplit_once('@') {
        None => Some(name.trim().to_owned()),
        Some((name, UNKNOWN)) => Some(identity::key(name.trim(), None)),
        Some((name, province)) => place(province).map(|province| identity::key(name.trim(), Some(&province))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn official(name: &str, province: Option<&str>, title: &str) -> Official {
        let titles = if title.is_empty() { Vec::new() } else { vec![super::super::facts::Title { text: title.to_owned(), span: Span::new(0, 1) }] };
        let mentions = vec![Mention { span: Span::new(0, 1), titles }];
        Official { province: province.map(str::to_owned), mentions, ..Official::named(name.to_owned()) }
    }

    fn settled(authority: &Authority, mut officials: Vec<Official>) -> Vec<String> {
        authority.settle(&mut officials, "0000000000001");
        officials.iter().map(|official| format!("{} {}", official.key(), official.mentions.len())).collect()
    }

    #[test]
    fn names_of_one_official() {
        let also = vec!["Nguyễn V. Mẫu".to_owned(), "Nguyễn Văn Mẫu@?".to_owned(), "Nguyễn Văn Mẫu@Phú Yên".to_owned()];
        let merge = Merge { name: "Nguyễn Văn Mẫu".into(), province: "Đắk Lắk".into(), also };
        let authority = Authority::new(vec![merge], Vec::new());
        for (name, province, expected) in [
            ("Nguyễn V Mẫu", Some("Đắk Lắk"), "Nguyễn Văn Mẫu@Đắk Lắk 1"),
            ("Nguyễn V Mẫu", None, "Nguyễn Văn Mẫu@Đắk Lắk 1"),
            ("Nguyễn V Mẫu", Some("Nghệ An"), "Nguyễn V Mẫu@Nghệ An 1"),
            ("Nguyễn Văn Mẫu", None, "Nguyễn Văn Mẫu@Đắk Lắk 1"),
            ("Nguyễn Văn Mẫu", Some("Phú Yên"), "Nguyễn Văn Mẫu@Đắk Lắk 1"),
            ("Nguyễn Văn Mẫu", Some("Nghệ An"), "Nguyễn Văn Mẫu@Nghệ An 1"),
            ("Nguyễn Văn Mậu", None, "Nguyễn Văn Mậu@? 1"),
        ] {
            assert_eq!(settled(&authority, vec![official(name, province, "")]), [expected], "{name} {province:?}");
        }
        let both = vec![official("Nguyễn Văn Mẫu", Some("Đắk Lắk"), ""), official("Nguyễn V Mẫu", Some("Đắk Lắk"), "")];
        assert_eq!(settled(&authority, both), ["Nguyễn Văn Mẫu@Đắk Lắk 2"]);
    }

    #[test]
    fn one_name_of_two_officials() {
        let split = Split {
            name: "Trần Văn Hùng".into(),
            province: Some("Nghệ An".into()),
            known_as: "Trần Văn Hùng (bác sĩ)".into(),
            titles: vec!["Giám đốc Bệnh viện".into()],
            articles: Vec::new(),
        };
        let by_article = Split { titles: Vec::new(), articles: vec!["0000000000001".into()], province: None, ..split.clone() };
        let authority = Authority::new(Vec::new(), vec![split, by_article]);
        for (province, title, expected) in [
            (Some("Nghệ An"), "Giám đốc bệnh viện tỉnh", "Trần Văn Hùng (bác sĩ)@Nghệ An 1"),
            (Some("Nghệ An"), "Bí thư Huyện ủy", "Trần Văn Hùng@Nghệ An 1"),
            (Some("Phú Yên"), "Giám đốc Bệnh viện", "Trần Văn Hùng@Phú Yên 1"),
            (None, "", "Trần Văn Hùng (bác sĩ)@? 1"),
        ] {
            assert_eq!(settled(&authority, vec![official("Trần Văn Hùng", province, title)]), [expected], "{province:?} {title}");
        }
    }

    #[test]
    fn provinces_are_known_by_all_their_names() {
        assert_eq!(placed("Lê An@Đăk Lăk").as_deref(), Some("Lê An@Đắk Lắk"));
        assert_eq!(placed("Lê An@?").as_deref(), Some("Lê An@?"));
        assert_eq!(placed("Lê An").as_deref(), Some("Lê An"));
        assert_eq!(placed("Lê An@Mặt Trăng"), None);
        assert_eq!(place("trung ương").as_deref(), Some("Trung ương"));
    }

    #[test]
    fn thousands_of_entries_cost_no_more_than_one() {
        let merge =
            |number: usize| Merge {
                name: format!("Nguyễn Văn Số{number}"), province: "Phú Yên".into(), also: vec![format!("Nguyễn V Số{number}")]
            };
        let split = |number: usize| Split {
            name: format!("Trần Văn Số{number}"),
            province: None,
            known_as: format!("Trần Văn Số{number} (bác sĩ)"),
            titles: vec!["Giám đốc Bệnh viện".into()],
            articles: Vec::new(),
        };
        let authority = Authority::new((0..2_000).map(merge).collect(), (0..2_000).map(split).collect());
        let started = std::time::Instant::now();
        for _ in 0..5_000 {
            let officials =
                vec![official("Nguyễn V Số1999", None, ""), official("Trần Văn Số1999", None, "Giám đốc Bệnh viện"), official("Lê Thị An", None, "")];
            assert_eq!(settled(&authority, officials), ["Nguyễn Văn Số1999@Phú Yên 1", "Trần Văn Số1999 (bác sĩ)@? 1", "Lê Thị An@? 1"]);
        }
        assert!(started.elapsed().as_secs() < 10, "every entry is compared with every official: {:?}", started.elapsed());
    }
}
