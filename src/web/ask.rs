//! One request, as pages see it.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header::HOST;
use axum::http::request::Parts;

use crate::export::Format;

use super::address;
use super::answer::Trouble;
use super::asked::Asked;
use super::room::Room;
use super::words::{self, Words};

/// The form of an answer, as the end of the path asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Page,
    Json,
    /// All of it, for another program.
    Export(Format),
}

impl Form {
    /// Those with an ending.
    pub const ENDINGS: [(Self, &str); 5] = [
        (Self::Json, ".json"),
        (Self::Export(Format::Csv), ".csv"),
        (Self::Export(Format::Atom), ".atom"),
        (Self::Export(Format::Bib), ".bib"),
        (Self::Export(Format::Ris), ".ris"),
    ];
}

/// What is asked: of which page, in which form and language.
#[derive(Clone, Debug)]
pub struct Ask {
    /// The path, decoded, without the ending that asks for a form.
    pub path: String,
    pub form: Form,
    pub asked: Asked,
    pub words: Words,
    /// Where the server is found: `http://127.0.0.1:7979`.
    pub base: String,
    /// Whether this is a call of the API, or for JSON: what goes wrong is told as JSON.
    pub is_api: bool,
}

impl Ask {
    /// Returns what stands behind `start` in the path: the id or key of one thing.
    pub fn rest<'a>(&'a self, start: &str) -> &'a str {
        self.path.strip_prefix(start).unwrap_or_default()
    }

    /// Returns the address that was asked, with other parameters and in another form.
    pub fn address(&self, form: &str, parameters: &str) -> String {
        format!("{}{form}{parameters}", encoded_path(&self.path))
    }
}

/// Writes a path as it stands in an address.
fn encoded_path(path: &str) -> String {
    path.split('/').map(address::part).collect::<Vec<_>>().join("/")
}

impl FromRequestParts<Arc<Room>> for Ask {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, room: &Arc<Room>) -> Result<Self, Trouble> {
        let raw = parts.uri.path();
        let is_api = raw.starts_with("/api/");
        let ending = Form::ENDINGS.into_iter().find(|(_, ending)| !is_api && raw.ends_with(ending));
        let (form, raw) = ending.map_or((Form::Page, raw), |(form, ending)| (form, &raw[..raw.len() - ending.len()]));
        let is_api = is_api || form == Form::Json;
        let words = |asked| Words { lang: words::choose(asked, &parts.headers, room.lang) };
        let refuse = |malformed| Trouble::malformed(&malformed).told(words(None), is_api);
        let asked = Asked::parse(parts.uri.query().unwrap_or_default()).map_err(refuse)?;
        let path = address::decoded(raw).map_err(|_| Trouble::not_found().told(words(None), is_api))?;
        let host = parts.headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
        Ok(Self { path, form, words: words(asked.lang), asked, base: format!("http://{host}"), is_api })
    }
}
