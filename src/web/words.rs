//! The reader's language: which one, and what pages say in it.

use axum::http::HeaderMap;
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE};

use crate::messages::{self, Lang};
use crate::search::keys;
use crate::search::{DateFact, wording};

/// Chooses a language: what the address asks, else what was asked before, else what the browser prefers, else that of the server.
pub fn choose(asked: Option<Lang>, headers: &HeaderMap, fallback: Lang) -> Lang {
    asked.or_else(|| kept(headers)).or_else(|| preferred(headers)).unwrap_or(fallback)
}

/// The cookie that keeps the choice.
pub const COOKIE_NAME: &str = "lang";

fn kept(headers: &HeaderMap) -> Option<Lang> {
    let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok()).flat_map(|cookies| cookies.split(';'));
    cookies.filter_map(|cookie| cookie.trim().split_once('=')).find(|(name, _)| *name == COOKIE_NAME).and_then(|(_, value)| value.parse().ok())
}

fn preferred(headers: &HeaderMap) -> Option<Lang> {
    let accepted = headers.get(ACCEPT_LANGUAGE)?.to_str().ok()?;
    let weighed = accepted.split(',').filter_map(|entry| {
        let (tag, weight) = entry.split_once(';').unwrap_or((entry, "q=1"));
        let lang: Lang = tag.trim().split('-').next()?.parse().ok()?;
        let weight: f32 = weight.trim().strip_prefix("q=")?.parse().ok()?;
        (weight > 0.0).then_some((weight, lang))
    });
    // Of equals the first.
    weighed.reduce(|best, next| if next.0 > best.0 { next } else { best }).map(|(_, lang)| lang)
}

/// What a page says.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    pub lang: Lang,
}

impl Words {
    /// Returns a sentence of the catalogue.
    pub fn say(self, code: &str) -> String {
        messages::render::<&str>(self.lang, code, &[])
    }

    /// Returns a sentence with its places filled.
    pub fn fill(self, code: &str, args: &[&str]) -> String {
        messages::render(self.lang, code, args)
    }

    pub fn number(self, number: impl Into<u64>) -> String {
        wording::number(self.lang, number.into())
    }

    /// Returns `12 bài`, `1 article`.
    pub fn articles(self, number: u64) -> String {
        let code = if number == 1 { "web-articles-one" } else { "web-articles" };
        self.fill(code, &[&self.number(number)])
    }

    pub fn date(self, date: &DateFact) -> String {
        wording::date(self.lang, date)
    }

    /// Writes the day that an article is sorted by: of publication, else of an event, which is said.
    pub fn sorted_date(self, published: &DateFact, event: Option<&DateFact>) -> String {
        wording::sorted_date(self.lang, published, event)
    }

    /// `2020-01-17` ⇒ `17/01/2020`.
    pub fn day(self, iso: &str) -> String {
        wording::day(iso)
    }

    /// Writes a day, and says so if it is inferred.
    pub fn known_day(self, iso: &str, is_inferred: bool) -> String {
        let day = self.day(iso);
        if is_inferred { self.fill("cli-date-inferred", &[&day]) } else { day }
    }

    /// Writes a value of the year facet.
    pub fn year(self, value: &str) -> String {
        if value == keys::UNDATED { self.say("web-undated") } else { value.to_owned() }
    }

    /// Writes a province, or that none is known.
    pub fn province(self, province: Option<&str>) -> String {
        province.map_or_else(|| self.say("web-no-province"), str::to_owned)
    }

    pub const fn tag(self) -> &'static str {
        self.lang.tag()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_asked_for_wins() {
        let headers = |cookie: &str, accept: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(COOKIE, cookie.parse().expect("a header"));
            headers.insert(ACCEPT_LANGUAGE, accept.parse().expect("a header"));
            headers
        };
        for (asked, cookie, accept, chosen) in [
            (None, "", "", Lang::Vi),
            (None, "", "en-US,en;q=0.9,vi;q=0.8", Lang::En),
            (None, "", "fr, vi;q=0.8, en;q=0.9", Lang::En),
            (None, "", "en;q=0, vi;q=0.1", Lang::Vi),
            (None, "a=b; lang=vi", "en", Lang::Vi),
            (Some(Lang::En), "lang=vi", "vi", Lang::En),
            (None, "lang=xx", "*;q=x", Lang::Vi),
        ] {
            assert_eq!(choose(asked, &headers(cookie, accept), Lang::Vi), chosen, "{asked:?} {cookie} {accept}");
        }
    }
}
