//! What every page has around its own matter: the head, the box, the ways to other pages, the other language.

use crate::messages::Lang;
use crate::search::plan::Facet;
use crate::web::address;
use crate::web::ask::Ask;
use crate::web::asked::Asked;
use crate::web::assets;
use crate::web::words::Words;

/// The frame of a page; templates that extend `frame.html` hold one.
pub struct Frame {
    pub words: Words,
    pub title: String,
    /// What stands in the box.
    pub query: String,
    pub style: String,
    pub script: String,
    pub icon: String,
    pub ways: Vec<Way>,
    /// The same page in the other language.
    pub other: Other,
    /// The same matter in other forms, for programs.
    pub forms: Vec<FormLink>,
    /// Whether programs that collect pages may keep this one.
    pub is_listed: bool,
}

/// A way to another page.
pub struct Way {
    pub href: &'static str,
    pub text: String,
    pub is_here: bool,
}

/// The other language.
pub struct Other {
    pub tag: &'static str,
    pub name: &'static str,
    pub href: String,
}

/// A form of the page for programs.
pub struct FormLink {
    pub kind: &'static str,
    pub href: String,
    pub name: &'static str,
}

const WAYS: [(&str, &str); 5] = [
    ("/officials", "web-officials"),
    ("/bodies", "web-bodies"),
    ("/documents", "web-documents"),
    ("/years", "web-years"),
    ("/coverage", "web-coverage"),
];

impl Frame {
    /// Frames a page; `title` is said before the name of the program.
    pub fn new(ask: &Ask, title: &str) -> Self {
        let mut frame = Self::bare(ask.words, title);
        frame.query = ask.asked.request.query.clone();
        let way = |way: &mut Way| way.is_here = ask.path == way.href;
        frame.ways.iter_mut().for_each(way);
        let parameters = ask.asked.parameters();
        let joint = if parameters.is_empty() { "?" } else { "&" };
        frame.other.href = ask.address("", &format!("{parameters}{joint}lang={}", frame.other.tag));
        frame
    }

    /// Frames a page that answers no readable address.
    pub fn bare(words: Words, title: &str) -> Self {
        let way = |(href, code): (&'static str, &str)| Way { href, text: words.say(code), is_here: false };
        let other = match words.lang {
            Lang::Vi => Other { tag: "en", name: "English", href: "/?lang=en".to_owned() },
            Lang::En => Other { tag: "vi", name: "Tiếng Việt", href: "/?lang=vi".to_owned() },
        };
        let name = words.say("web-name");
        Self {
            words,
            title: if title.is_empty() { name } else { format!("{title} · {name}") },
            query: String::new(),
            style: assets::STYLE.href(),
            script: assets::SCRIPT.href(),
            icon: assets::ICON.href(),
            ways: WAYS.map(way).into(),
            other,
            forms: Vec::new(),
            is_listed: false,
        }
    }

    /// Adds the same matter in other forms.
    #[must_use]
    pub fn with_forms(mut self, forms: Vec<FormLink>) -> Self {
        self.forms = forms;
        self
    }
}

/// The address of an official, a body or a document.
pub fn thing(facet: Facet, key: &str) -> String {
    let room = match facet {
        Facet::Official => "official",
        Facet::Body => "body",
        _ => "document",
    };
    format!("/{room}/{}", address::part(key))
}

/// The address of the articles that have a value of a facet.
pub fn articles_of(facet: Facet, value: &str) -> String {
    format!("/search{}", Asked::default().with(facet, value, false).parameters())
}
