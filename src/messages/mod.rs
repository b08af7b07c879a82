//! The catalogue: from a message code to a sentence in Vietnamese or English.
//!
//! Sentences live in `vi/<area>.txt` and `en/<area>.txt`, one `code = sentence` a line, so that an editor can mend them without reading Rust.
//! `{0}`, `{1}` … are the places that arguments fill. Tests hold that both languages say the same things.

use std::collections::HashMap;
use std::str::FromStr;
use std::sync::LazyLock;

use crate::diagnostic::Diagnostic;

/// A language that the program speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Vietnamese, which comes first everywhere.
    #[default]
    Vi,
    /// English.
    En,
}

impl Lang {
    /// Returns the name of the language as flags, settings and pages write it.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }
}

impl FromStr for Lang {
    type Err = UnknownLang;

    /// Reads `vi` or `en`, in any case.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        [Self::Vi, Self::En].into_iter().find(|lang| text.eq_ignore_ascii_case(lang.tag())).ok_or(UnknownLang)
    }
}

/// The text names no language of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownLang;

impl std::fmt::Display for UnknownLang {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("expected `vi` or `en`")
    }
}

impl std::error::Error for UnknownLang {}

/// Returns the sentence of a code in one language, its places filled with `args` in order.
///
/// An unknown code is returned as it is, and a place without an argument stays: a hole in the catalogue must not hide what happened.
///
/// ```
/// use timbao::messages::{Lang, render};
/// assert_eq!(render(Lang::En, "query-slop-capped", &["50"]), "`~` reaches at most 50 words; it was read as `~50`");
/// ```
pub fn render<A: AsRef<str>>(lang: Lang, code: &str, args: &[A]) -> String {
    match catalogue(lang).get(code) {
        Some(sentence) => fill(sentence, args),
        None => code.to_owned(),
    }
}

/// Returns what a diagnostic says, in one language.
pub fn sentence(lang: Lang, diagnostic: &Diagnostic) -> String {
    render(lang, &diagnostic.code, &diagnostic.args)
}

/// Fills the places in one pass, so that an argument that looks like a place is never filled itself.
fn fill<A: AsRef<str>>(sentence: &str, args: &[A]) -> String {
    let mut filled = String::with_capacity(sentence.len() + 16);
    let mut rest = sentence;
    while let Some((before, number, after)) = next_place(rest) {
        filled.push_str(before);
        match args.get(number) {
            Some(arg) => filled.push_str(arg.as_ref()),
            None => filled.push_str(&rest[before.len()..rest.len() - after.len()]),
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// Finds the first place: what stands before it, its number, what stands behind it.
fn next_place(text: &str) -> Option<(&str, usize, &str)> {
    text.match_indices('{').find_map(|(open, _)| {
        let (number, after) = text[open + 1..].split_once('}')?;
        Some((&text[..open], number.parse().ok()?, after))
    })
}

/// The sentences of one language by code.
type Catalogue = HashMap<&'static str, &'static str>;

fn catalogue(lang: Lang) -> &'static Catalogue {
    static VI: LazyLock<Catalogue> = LazyLock::new(|| gather(&VIETNAMESE));
    static EN: LazyLock<Catalogue> = LazyLock::new(|| gather(&ENGLISH));
    match lang {
        Lang::Vi => &VI,
        Lang::En => &EN,
    }
}

fn gather(areas: &[&'static str]) -> Catalogue {
    areas.iter().flat_map(|area| entries(area)).collect()
}

/// Reads the lines `code = sentence` of one area; blank lines and lines that begin with `#` are for the editor.
fn entries(area: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    area.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let (code, sentence) = line.split_once('=')?;
        Some((code.trim(), sentence.trim()))
    })
}

const VIETNAMESE: [&str; 9] = [
    include_str!("vi/query.txt"),
    include_str!("vi/ingest.txt"),
    include_str!("vi/archive.txt"),
    include_str!("vi/search.txt"),
    include_str!("vi/export.txt"),
    include_str!("vi/web.txt"),
    include_str!("vi/mcp.txt"),
    include_str!("vi/cli.txt"),
    include_str!("vi/help.txt"),
];

const ENGLISH: [&str; 9] = [
    include_str!("en/query.txt"),
    include_str!("en/ingest.txt"),
    include_str!("en/archive.txt"),
    include_str!("en/search.txt"),
    include_str!("en/export.txt"),
    include_str!("en/web.txt"),
    include_str!("en/mcp.txt"),
    include_str!("en/cli.txt"),
    include_str!("en/help.txt"),
];

#[cfg(test)]
mod tests;
