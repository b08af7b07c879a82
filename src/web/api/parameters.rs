//! What calls can be asked with, as the document describes it.

use crate::search::Request;
use crate::web::asked::LAST_PAGE;

/// A parameter of a call.
pub struct Parameter {
    pub name: &'static str,
    pub place: &'static str,
    /// The message that says what it is for.
    pub about: &'static str,
    pub kind: Kind,
}

pub enum Kind {
    Text,
    /// Several values, each a parameter of its own.
    Texts,
    Whole {
        least: u64,
        most: u64,
    },
    OneOf(&'static [&'static str]),
    Pattern(&'static str),
    Patterns(&'static str),
}

/// The parameters of a call, in groups that calls share.
pub type Groups = &'static [&'static [Parameter]];

pub const SEARCH: Groups = &[&[Q], &FILTERS, &[SORT, LIMIT, PAGE, CURSOR, LANG]];
pub const LIST: Groups = &[&[Q, LIMIT, PAGE, LANG]];
pub const BY_ID: Groups = &[&[ID, LANG]];
pub const BY_KEY: Groups = &[&[KEY, LANG]];
pub const BY_NUMBER: Groups = &[&[NUMBER, LANG]];
pub const WHOLE: Groups = &[&[LANG]];
pub const BEGUN: Groups = &[&[Q, LANG]];

const Q: Parameter = query("q", "web-api-q", Kind::Text);
const LANG: Parameter = query("lang", "web-api-lang", Kind::OneOf(&["vi", "en"]));
const LIMIT: Parameter = query("limit", "web-api-limit", Kind::Whole { least: 1, most: Request::MAX_LIMIT as u64 });
const PAGE: Parameter = query("page", "web-api-page", Kind::Whole { least: 1, most: LAST_PAGE as u64 });
const FILTERS: [Parameter; 12] = [
    query("year", "web-api-year", Kind::Patterns("^(-?[0-9]{4}|-?undated)$")),
    query("official", "web-api-official", Kind::Texts),
    query("body", "web-api-body", Kind::Texts),
    query("document", "web-api-document", Kind::Texts),
    query("province", "web-api-province", Kind::Texts),
    query("source", "web-api-source", Kind::Texts),
    query("from", "web-api-from", DAY),
    query("to", "web-api-to", DAY),
    query("date", "web-api-date", Kind::OneOf(&["published", "event"])),
    query("undated", "web-api-undated", Kind::OneOf(&["only", "no"])),
    query("inferred", "web-api-inferred", Kind::OneOf(&["no"])),
    query("expand", "web-api-expand", Kind::OneOf(&["no"])),
];
const SORT: Parameter = query("sort", "web-api-sort", Kind::OneOf(&["relevance", "newest", "oldest"]));
const CURSOR: Parameter = query("cursor", "web-api-cursor", Kind::Pattern("^[fp][0-9a-f]{1,16}-[0-9a-f][0-9a-hjkmnp-tv-z]{12}$"));
const ID: Parameter = in_path("id", "web-api-id", Kind::Pattern("^[0-9a-f][0-9a-hjkmnp-tv-z]{12}$"));
const KEY: Parameter = in_path("key", "web-api-key", Kind::Text);
const NUMBER: Parameter = in_path("number", "web-api-number", Kind::Text);

const DAY: Kind = Kind::Pattern(r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|([0-9]{1,2}/){0,2}[0-9]{4})$");

const fn query(name: &'static str, about: &'static str, kind: Kind) -> Parameter {
    Parameter { name, place: "query", about, kind }
}

const fn in_path(name: &'static str, about: &'static str, kind: Kind) -> Parameter {
    Parameter { name, place: "path", about, kind }
}
