//! A seeded generator of Vietnamese Party news, in our own words: all people, places and events are invented.
//!
//! Articles are made of templates, and the entries that fill them follow Zipf's law, so that posting lists, bigrams and names are spread as
//! in real news: a few words everywhere, many names seldom, some words once. The same seed gives the same bytes on every platform, and
//! article number `n` does not depend on how many are made. Whoever needs it writes
//! `#[path = "../../benches/generator/mod.rs"] mod generator;`.
#![allow(dead_code, unused_imports, reason = "each bench and each test uses a part of it")]

mod calendar;
mod lists;
mod namesakes;
mod people;
mod random;
mod story;

use serde::Serialize;

pub use namesakes::{Namesakes, Spelling, ambiguous_names};
pub use people::{Official, without_marks};
pub use random::Random;

use calendar::Day;
use people::{Avoided, Province};
use story::{Filler, Story};

/// One article, as a record of a JSONL export.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Article {
    pub id: String,
    pub title: String,
    /// One paragraph a line.
    pub body: String,
    /// The day as ISO 8601; one article in twelve has none.
    pub published: Option<String>,
    pub source: String,
    pub province: String,
}

/// A world of provinces, districts and officials that articles report on.
pub struct Generator {
    seed: u64,
    provinces: Vec<Province>,
    avoided: Avoided,
}

impl Generator {
    /// Settles the world of `seed`.
    pub fn new(seed: u64) -> Self {
        Self::avoiding(seed, Vec::new())
    }

    /// Settles the world of `seed` so that nobody bears, even inside a longer name, one of these names (written without marks).
    pub fn avoiding(seed: u64, avoided: Vec<String>) -> Self {
        Self { seed, provinces: people::provinces(seed, &avoided), avoided }
    }

    /// Returns everybody who holds a post, the more often named before the less often named of the same province.
    pub fn officials(&self) -> impl Iterator<Item = &Official> {
        self.provinces.iter().flat_map(|province| &province.officials)
    }

    /// Writes the articles number 0, 1, 2 …
    pub fn articles(&self) -> impl Iterator<Item = Article> {
        (0..).map(|index| self.article(index))
    }

    /// Writes article number `index`.
    pub fn article(&self, index: u64) -> Article {
        self.write(&format!("mau-{index:06}"), &mut Random::new(self.seed, index), None)
    }

    /// Writes an article about somebody given.
    fn article_about(&self, id: &str, random: &mut Random, lead: &Official) -> Article {
        self.write(id, random, Some(lead))
    }

    fn write(&self, id: &str, random: &mut Random, lead: Option<&Official>) -> Article {
        let province = random.one_of(&self.provinces);
        let day = Day::draw(random);
        let mut cast: Vec<Official> = lead.into_iter().cloned().collect();
        for _ in 0..random.between(2, 6) {
            cast.push(province.officials[random.ranked(province.officials.len())].clone());
        }
        let published = random.below(12) > 0;
        let new_style = random.chance(20);
        let mut story = Story::new(Filler { random, province }, &self.avoided, day, cast);
        let (title, body) = (story.title(), story.text());
        let spell = |text: String| if new_style { new_tone_placement(&text) } else { text };
        Article {
            id: id.to_owned(),
            title: spell(title),
            body: spell(body),
            published: published.then(|| day.iso()),
            source: format!("Báo {}", province.name),
            province: province.name.to_owned(),
        }
    }
}

/// Moves the tone of open `oa`, `oe`, `uy` to the second vowel, as schoolbooks write: `hòa` ⇒ `hoà`, `Ủy` ⇒ `Uỷ`.
pub fn new_tone_placement(text: &str) -> String {
    const OLD: &str = "òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy Òa Óa Ỏa Ùy Úy Ủy";
    const NEW: &str = "oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ Oà Oá Oả Uỳ Uý Uỷ";
    let mut moved = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let pair = OLD.split(' ').zip(NEW.split(' ')).find(|(old, _)| {
            let behind = rest.strip_prefix(old).map(|behind| behind.chars().next());
            behind.is_some_and(|next| next.is_none_or(|c| !c.is_alphabetic()))
        });
        let (old_length, new) = pair.map_or((first.len_utf8(), &rest[..first.len_utf8()]), |(old, new)| (old.len(), new));
        moved.push_str(new);
        rest = &rest[old_length..];
    }
    moved
}

/// Writes articles as JSONL, one record a line.
pub fn write_jsonl(articles: impl IntoIterator<Item = Article>, out: &mut impl std::io::Write) -> std::io::Result<()> {
    for article in articles {
        serde_json::to_writer(&mut *out, &article)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_means_the_same_everywhere() {
        let first: Vec<Article> = Generator::new(1).articles().take(20).collect();
        assert_eq!(first, Generator::new(1).articles().take(20).collect::<Vec<_>>());
        assert_eq!(first[7], Generator::new(1).article(7), "an article does not depend on those before it");
        assert_ne!(first[0].body, Generator::new(2).article(0).body);
        let written: Vec<u64> = first.iter().map(|article| fingerprint(&(article.title.clone() + &article.body))).collect();
        let all = written.iter().fold(0u64, |all, one| all.rotate_left(7) ^ one);
        assert_eq!(all, FINGERPRINT, "lists or templates have changed: set FINGERPRINT to {all:#x}, and measure anew what was measured with them");
    }

    /// What the first twenty articles of seed 1 come to.
    const FINGERPRINT: u64 = 0xf6e5_5e91_6b97_c9a2;

    fn fingerprint(text: &str) -> u64 {
        text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
    }

    #[test]
    fn every_slot_is_filled() {
        for article in Generator::new(3).articles().take(500) {
            let text = article.title + "\n" + &article.body;
            assert!(!text.contains(['{', '}', '|', '*', '[']), "{text}");
            assert!(!text.contains("  ") && !text.contains(" ,"), "{text}");
        }
    }

    #[test]
    fn namesakes_stand_where_they_are_said_to_stand() {
        let (groups, articles) = ambiguous_names(5, 24);
        assert_eq!(groups.len(), 24);
        let texts: Vec<(&str, String)> = articles.iter().map(|article| (article.id.as_str(), article.title.clone() + "\n" + &article.body)).collect();
        let unmarked_texts: Vec<String> = texts.iter().map(|(_, text)| without_marks(text)).collect();
        for group in &groups {
            assert!(group.spellings.len() >= 2);
            for spelling in &group.spellings {
                assert_eq!(without_marks(&spelling.name), group.unmarked);
                assert!(spelling.articles.len() >= 2);
                let names = [spelling.name.clone(), new_tone_placement(&spelling.name)];
                let holds = |text: &str| names.iter().any(|name| text.contains(name));
                let mut holding: Vec<&str> = texts.iter().filter(|(_, text)| holds(text)).map(|(id, _)| *id).collect();
                let mut said: Vec<&str> = spelling.articles.iter().map(String::as_str).collect();
                holding.sort_unstable();
                said.sort_unstable();
                assert_eq!(holding, said, "{}", spelling.name);
            }
            let unmarked = unmarked_texts.iter().filter(|text| text.contains(&group.unmarked)).count();
            assert_eq!(unmarked, group.spellings.iter().map(|spelling| spelling.articles.len()).sum::<usize>(), "{}", group.unmarked);
        }
    }
}
