//! Lists of everybody and everything that the archive names, with a box that narrows them.

use askama::Template;

use super::frame::Frame;
use super::official::entries;
use super::search::Link;
use crate::catalog::{self, Kind};
use crate::engine::embedded::Index;
use crate::search::{Request, Start};
use crate::web::answer::{Answer, Answered};
use crate::web::api::Listing;
use crate::web::ask::{Ask, Form};
use crate::web::asked::Asked;
use crate::web::words::Words;

/// Entries on a page.
const MOST: usize = 100;

#[derive(Template)]
#[template(path = "list.html")]
struct ListPage {
    frame: Frame,
    name: String,
    about: String,
    here: &'static str,
    typed: String,
    shown: String,
    entries: Vec<Link>,
    /// Ways on where nothing begins as was typed.
    instead: Vec<Link>,
    previous: Option<String>,
    next: Option<String>,
}

pub fn officials(index: &Index, ask: &Ask) -> Answered {
    list(index, ask, Kind::Officials, "/officials", "web-officials")
}

pub fn bodies(index: &Index, ask: &Ask) -> Answered {
    list(index, ask, Kind::Bodies, "/bodies", "web-bodies")
}

pub fn documents(index: &Index, ask: &Ask) -> Answered {
    list(index, ask, Kind::Documents, "/documents", "web-documents")
}

fn list(index: &Index, ask: &Ask, kind: Kind, here: &'static str, code: &str) -> Answered {
    let words = ask.words;
    let typed = ask.asked.request.query.trim();
    let all = catalog::entries(index, kind, typed)?;
    let page = match ask.asked.request.start {
        Start::Page(page) => page,
        Start::Cursor(_) => 1,
    };
    let from = (page - 1).saturating_mul(MOST).min(all.len());
    let to = (from + MOST).min(all.len());
    if ask.form == Form::Json {
        return Answer::json(&Listing { total: all.len() as u64, entries: all[from..to].to_vec() });
    }
    let turn = |page: usize| {
        let asked = Asked::from(Request { start: Start::Page(page), ..Request::new(typed) });
        format!("{here}{}", asked.parameters())
    };
    let number = |number: usize| words.number(number as u64);
    let shown = match all.len() {
        0 => words.say("web-list-nothing"),
        total => words.fill("web-list-range", &[&number(from + 1), &number(to), &number(total)]),
    };
    Answer::page(&ListPage {
        frame: Frame { query: String::new(), ..Frame::new(ask, &words.say(code)) },
        name: words.say(code),
        about: words.say(&format!("{code}-about")),
        here,
        typed: typed.to_owned(),
        shown,
        entries: entries(words, kind.facet(), &all[from..to]),
        instead: if all.is_empty() { instead(words, here, typed) } else { Vec::new() },
        previous: (page > 1).then(|| turn(page - 1)),
        next: (to < all.len()).then(|| turn(page + 1)),
    })
}

/// Offers the articles that hold the words, and the whole list; nothing if nothing was typed.
fn instead(words: Words, here: &str, typed: &str) -> Vec<Link> {
    if typed.is_empty() {
        return Vec::new();
    }
    let search = format!("/search{}", Asked::from(Request::new(typed)).parameters());
    let link = |href: String, code: &str| Link { href, text: words.say(code), note: String::new() };
    vec![link(search, "web-list-search"), link(here.to_owned(), "web-list-whole")]
}
