//! What sounds alike: syllables that are written one for the other because somebody says them so, and names that North and South write
//! in two ways.
//!
//! Works on folded syllables. Hỏi and ngã are told apart by marks alone, so they are not seen here.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::analysis::fold_words;
use crate::text::{ONSETS, syllable};

/// Returns the syllables that may be meant by one that was typed, each with what the difference costs; never the syllable itself.
pub fn alike(syllable: &str) -> Vec<(&'static str, f32)> {
    let narrow = key(syllable, Ear::Narrow);
    let of_one_sound = BY_SOUND.get(&key(syllable, Ear::Wide)).map_or(&[][..], Vec::as_slice);
    let cost = |other: &str| if key(other, Ear::Narrow) == narrow { super::SOUND } else { super::FAR_SOUND };
    let mut alike: Vec<(&str, f32)> = regional(syllable).map(|other| (other, super::REGIONAL)).collect();
    alike.extend(of_one_sound.iter().filter(|other| *other != syllable).map(|other| (other.as_str(), cost(other))));
    alike
}

/// Returns the other regional forms of a syllable of names: `hoang` gives `huynh`.
pub fn regional(syllable: &str) -> impl Iterator<Item = &'static str> {
    let pairs = REGIONAL.iter().flat_map(|(north, south)| [(north, south), (south, north)]);
    pairs.filter(move |(form, _)| *form == syllable).map(|(_, other)| other.as_str())
}

/// Tells whether a folded word can be one syllable.
pub fn is_syllable(folded: &str) -> bool {
    BY_SOUND.get(&key(folded, Ear::Wide)).is_some_and(|syllables| syllables.iter().any(|syllable| syllable == folded))
}

static REGIONAL: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let lines = include_str!("regional.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('\t')).map(|(north, south)| (fold_words(north), fold_words(south))).collect()
});

/// Every syllable that can be, by how it sounds to the wide ear.
static BY_SOUND: LazyLock<HashMap<String, Vec<String>>> = LazyLock::new(|| {
    let mut by_sound: HashMap<String, Vec<String>> = HashMap::new();
    for syllable in syllable::all() {
        let folded = fold_words(&syllable);
        let of_one_sound = by_sound.entry(key(&folded, Ear::Wide)).or_default();
        if !of_one_sound.contains(&folded) {
            of_one_sound.push(folded);
        }
    }
    by_sound.values_mut().for_each(|syllables| syllables.sort_unstable());
    by_sound
});

/// How finely sounds are told apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ear {
    Narrow,
    /// `l` is `n`, and `v` is `d`: each is heard so in one part of the country only.
    Wide,
}

/// Returns what a folded syllable sounds like: equal keys are confused.
fn key(syllable: &str, ear: Ear) -> String {
    let (onset, rime) = parted(syllable);
    let onset = match onset {
        "x" => "s",
        "tr" => "ch",
        "gi" | "r" => "d",
        "c" | "q" => "k",
        "gh" => "g",
        "ngh" => "ng",
        "n" if ear == Ear::Wide => "l",
        "v" if ear == Ear::Wide => "d",
        other => other,
    };
    let rime = rime.replace('y', "i").replace("uou", "ieu").replace("ie", "i").replace("uo", "ua").replace("ao", "au");
    let rime = match rime.strip_suffix("ng").or_else(|| rime.strip_suffix("nh")) {
        Some(open) => format!("{open}n"),
        None => match rime.strip_suffix("ch").or_else(|| rime.strip_suffix('c')) {
            Some(open) => format!("{open}t"),
            None => rime,
        },
    };
    format!("{onset} {rime}")
}

/// Parts a folded syllable into onset and rime; the `i` of `gi` belongs to the rime where no other vowel follows.
fn parted(syllable: &str) -> (&str, &str) {
    let is_rime = |rime: &str| rime.starts_with(['a', 'e', 'i', 'o', 'u', 'y']);
    let onset = ONSETS.iter().find(|onset| syllable.strip_prefix(**onset).is_some_and(is_rime));
    syllable.split_at(onset.map_or(0, |onset| onset.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cost(typed: &str, meant: &str) -> Option<f32> {
        let costs = alike(typed).into_iter().filter(|(other, _)| *other == meant).map(|(_, cost)| cost);
        costs.reduce(f32::min)
    }

    #[test]
    fn what_is_confused() {
        for (typed, meant) in [
            ("sinh", "xinh"),
            ("chung", "trung"),
            ("giang", "rang"),
            ("ngi", "nghi"),
            ("gen", "ghen"),
            ("chun", "chung"),
            ("mac", "mat"),
            ("bich", "bit"),
            ("tiem", "tim"),
            ("bau", "bao"),
            ("huou", "hieu"),
            ("ke", "ce"),
        ] {
            assert_eq!((cost(typed, meant), cost(meant, typed)), (Some(super::super::SOUND), Some(super::super::SOUND)), "{typed}, {meant}");
        }
        for (typed, meant) in [("lam", "nam"), ("van", "dan")] {
            assert_eq!(cost(typed, meant), Some(super::super::FAR_SOUND), "{typed}, {meant}");
        }
        for (typed, meant) in [("hoang", "huynh"), ("vo", "vu"), ("phuc", "phuoc"), ("chanh", "chinh")] {
            assert_eq!(cost(typed, meant), Some(super::super::REGIONAL), "{typed}, {meant}");
        }
    }

    #[test]
    fn what_is_told_apart() {
        for (typed, other) in [("tran", "tran"), ("ban", "man"), ("hai", "hoi"), ("than", "tan"), ("hung", "hinh"), ("qxz", "s"), ("", "a")] {
            assert_eq!(cost(typed, other), None, "{typed}, {other}");
        }
    }

    #[test]
    fn the_i_of_gi() {
        for (syllable, parts) in [("gi", ("g", "i")), ("giang", ("gi", "ang")), ("gin", ("g", "in")), ("quyen", ("qu", "yen")), ("an", ("", "an"))] {
            assert_eq!(parted(syllable), parts);
        }
    }
}
