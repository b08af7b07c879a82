//! The authority file: which names are one official, and which one name is several, as a person has settled it.
//!
//! Libraries keep such files for the same need. Nothing of it changes a text; without it every article is read as before.

use std::collections::HashMap;

use compact_str::CompactString;

use crate::analysis::{Token, tokenize};

use super::facts::{Mention, Official};
use super::identity::UNKNOWN;
use super::paragraph::Paragraph;
use super::{identity, province};

/// What is settled by hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Authority {
    pub merges: Vec<Merge>,
    pub splits: Vec<Split>,
    /// Every name that is spoken of, by its first word, as exact keys.
    names: HashMap<CompactString, Vec<Vec<CompactString>>>,
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
        let mut names: HashMap<CompactString, Vec<Vec<CompactString>>> = HashMap::new();
        let merged = merges.iter().flat_map(|merge| merge.also.iter().map(|also| identity::split(also).0).chain([merge.name.as_str()]));
        for name in merged.chain(splits.iter().map(|split| split.name.as_str())) {
            let words = exact(&tokenize(name));
            if let Some(first) = words.first() {
                names.entry(first.clone()).or_default().push(words);
            }
        }
        Self { merges, splits, names }
    }

    pub fn is_empty(&self) -> bool {
        self.merges.is_empty() && self.splits.is_empty()
    }

    /// Marks the names it speaks of as names, however unlike one they are written: `Nguyễn V. Mẫu`.
    pub(super) fn mark(&self, paragraph: &mut Paragraph) {
        for at in 0..paragraph.len() {
            let known = self.names.get(&paragraph.tokens[at].exact).filter(|_| paragraph.is_capitalised(at));
            let stands = |words: &&Vec<CompactString>| {
                at + words.len() <= paragraph.len() && words.iter().zip(&paragraph.tokens[at..]).all(|(word, token)| *word == token.exact)
            };
            if let Some(length) = known.and_then(|known| known.iter().filter(stands).map(Vec::len).max()) {
                paragraph.add_name(at..at + length);
            }
        }
    }

    /// Gives the officials of an article the names and provinces that are settled for them.
    pub(super) fn settle(&self, officials: &mut Vec<Official>, article: &str) {
        for official in officials.iter_mut() {
            if let Some(merge) = self.merges.iter().find(|merge| merge.is_of(official)) {
                official.name.clone_from(&merge.name);
                official.province = Some(merge.province.clone());
                official.also = merge.other_names();
            }
            if let Some(split) = self.splits.iter().find(|split| split.is_of(official, article)) {
                let old = std::mem::replace(&mut official.name, split.known_as.clone());
                official.also.push(old);
            }
        }
        unite(officials);
    }
}

impl Merge {
    fn is_of(&self, official: &Official) -> bool {
        let is_meant = is_same_name(&self.name, &official.name) && official.province.as_ref() == Some(&self.province);
        is_meant
            || self.also.iter().any(|also| {
                let is_bare = !also.contains('@');
                let (name, province) = identity::split(also);
                let told = official.province.as_deref();
                let fits = if is_bare { told.is_none_or(|told| told == self.province) } else { told == province };
                fits && is_same_name(name, &official.name)
            })
    }

    /// Returns what else the official is called: every article finds by every name.
    fn other_names(&self) -> Vec<String> {
        let names = self.also.iter().map(|also| identity::split(also).0).filter(|name| *name != self.name);
        names.map(str::to_owned).collect()
    }
}

impl Split {
    fn is_of(&self, official: &Official, article: &str) -> bool {
        let holds = |title: &String| official.titles().any(|held| holds_words(&held.text, title));
        is_same_name(&self.name, &official.name)
            && self.province.as_deref() == official.province.as_deref()
            && (self.articles.iter().any(|id| id == article) || self.titles.iter().any(holds))
    }
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
    tokens.iter().map(|token| token.exact.clone()).collect()
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
}
