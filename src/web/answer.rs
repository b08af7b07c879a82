//! What is answered: a page, JSON, a file, or what went wrong with a way out.

use std::borrow::Cow;
use std::io::{self, Write};

use askama::Template;
use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, RETRY_AFTER, SET_COOKIE, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::engine::embedded::Index;
use crate::messages;
use crate::search::{self, ErrorKind};

use super::address::Malformed;
use super::ask::{Ask, Form};
use super::pages::error_page;
use super::room::Refused;
use super::token;
use super::words::{COOKIE_NAME, Words};

pub const HTML: &str = "text/html; charset=utf-8";
pub const JSON: &str = "application/json";

/// An answer that is ready to be sent.
pub struct Answer {
    status: StatusCode,
    kind: Cow<'static, str>,
    body: Body,
    /// Writes the body, where it is too long to be held.
    pub long: Option<Long>,
    /// The name under which a browser keeps the file.
    file: Option<String>,
    keep_lang: Option<&'static str>,
    is_lasting: bool,
}

/// Writes a body from the index, piece by piece.
pub type Long = Box<dyn FnOnce(&Index, &mut dyn Write) -> io::Result<()> + Send>;

pub type Answered = Result<Answer, Trouble>;

/// A page or a call: from the index and what is asked to an answer.
pub type Page = fn(&Index, &Ask) -> Answered;

impl Answer {
    pub fn new(kind: impl Into<Cow<'static, str>>, body: impl Into<Body>) -> Self {
        Self { status: StatusCode::OK, kind: kind.into(), body: body.into(), long: None, file: None, keep_lang: None, is_lasting: false }
    }

    /// Answers with what is written while it is sent.
    pub fn long(kind: &'static str, long: Long) -> Self {
        Self { long: Some(long), ..Self::new(kind, Body::empty()) }
    }

    /// Gives the body of what is written while it is sent.
    #[must_use]
    pub fn with_body(mut self, body: Body) -> Self {
        self.body = body;
        self
    }

    /// Writes a page.
    pub fn page(template: &impl Template) -> Answered {
        let html = template.render().map_err(|error| Trouble::internal(Diagnostic::error("cli-internal").arg(error)))?;
        Ok(Self::new(HTML, html))
    }

    /// Writes JSON that is no page even where a browser takes it for one: `<` stands only in texts, and is escaped there.
    pub fn json(value: &impl Serialize) -> Answered {
        let json = serde_json::to_string(value).map_err(|error| Trouble::internal(Diagnostic::error("cli-internal").arg(error)))?;
        Ok(Self::new(JSON, json.replace('<', "\\u003c")))
    }

    /// Answers with what is found as it is, or with the page that is made of it, as the address asks; there is no other form of it.
    pub fn in_form<T: Serialize, P: Template>(ask: &Ask, found: T, page: impl FnOnce(T) -> P) -> Answered {
        match ask.form {
            Form::Json => Self::json(&found),
            Form::Page => Self::page(&page(found)),
            Form::Export(_) => Err(Trouble::not_found()),
        }
    }

    #[must_use]
    pub const fn with_status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// Names the file that a browser keeps it as.
    #[must_use]
    pub fn kept_as(mut self, name: String) -> Self {
        self.file = Some(name);
        self
    }

    /// Keeps the language that the address asked for.
    #[must_use]
    pub fn keeping(mut self, lang: Option<crate::messages::Lang>) -> Self {
        self.keep_lang = lang.map(crate::messages::Lang::tag);
        self
    }

    /// Says that the same address will always answer the same.
    #[must_use]
    pub const fn lasting(mut self) -> Self {
        self.is_lasting = true;
        self
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let mut response = (self.status, self.body).into_response();
        let headers = response.headers_mut();
        if let Ok(kind) = HeaderValue::from_str(&self.kind) {
            headers.insert(CONTENT_TYPE, kind);
        }
        headers.insert(CACHE_CONTROL, HeaderValue::from_static(if self.is_lasting { "public, max-age=31536000, immutable" } else { "no-cache" }));
        if let Some(disposition) = self.file.and_then(|name| HeaderValue::from_str(&attachment(&name)).ok()) {
            headers.insert(CONTENT_DISPOSITION, disposition);
        }
        if let Some(tag) = self.keep_lang {
            let cookie = format!("{COOKIE_NAME}={tag}; Path=/; Max-Age=31536000; SameSite=Lax");
            headers.extend(HeaderValue::from_str(&cookie).ok().map(|cookie| (SET_COOKIE, cookie)));
        }
        response
    }
}

/// Names a file as RFC 6266 and RFC 8187 write it: plain letters for old programs, the whole name for all others.
fn attachment(name: &str) -> String {
    let plain: String = name.chars().map(|c| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '_' }).collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{}", super::address::part(name))
}

/// Why there is no answer.
#[derive(Debug)]
pub struct Trouble {
    said: Box<Said>,
    /// In which language, and whether as JSON; known once the request is read.
    told: Option<(Words, bool)>,
}

/// What there is to say of a trouble.
#[derive(Debug)]
struct Said {
    status: StatusCode,
    what: Diagnostic,
    hint: Diagnostic,
    /// Where to go on from.
    link: &'static str,
    /// For whoever runs the server.
    cause: Option<Diagnostic>,
}

/// What an API call that went wrong answers.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ErrorBody {
    /// Stays the same for the same trouble.
    pub code: String,
    /// What was expected and what was found, in the reader's language.
    pub message: String,
    /// The next step.
    pub hint: String,
    /// Where to read on.
    pub link: String,
}

impl Trouble {
    fn new(status: StatusCode, what: Diagnostic, hint: &str) -> Self {
        Self { said: Box::new(Said { status, what, hint: Diagnostic::note(hint), link: "/", cause: None }), told: None }
    }

    fn leading_to(mut self, link: &'static str) -> Self {
        self.said.link = link;
        self
    }

    fn because(mut self, cause: Diagnostic) -> Self {
        self.said.cause = Some(cause);
        self
    }

    /// Returns what is for whoever runs the server, and nobody else.
    pub fn cause(&self) -> Option<&Diagnostic> {
        self.said.cause.as_ref()
    }

    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, Diagnostic::error("web-not-found"), "web-hint-not-found")
    }

    /// There is nothing of this kind with this name.
    pub fn nothing(code: &str, name: &str, list: &'static str) -> Self {
        Self::new(StatusCode::NOT_FOUND, Diagnostic::error(code).arg(name), "web-hint-nothing").leading_to(list)
    }

    /// The token of the room is missing, or is another.
    pub fn locked() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, Diagnostic::error("web-locked"), "web-hint-locked")
    }

    /// A value of the address breaks its rule.
    pub fn bad(what: Diagnostic) -> Self {
        Self::new(StatusCode::BAD_REQUEST, what, "web-hint-bad").leading_to("/api/v1/")
    }

    pub fn malformed(malformed: &Malformed) -> Self {
        Self::bad(match malformed {
            Malformed::Encoding => Diagnostic::error("web-bad-encoding"),
            Malformed::Twice(name) => Diagnostic::error("web-given-twice").arg(name),
            Malformed::Unknown(name) => Diagnostic::error("web-unknown-parameter").arg(name),
        })
    }

    pub fn internal(cause: Diagnostic) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, Diagnostic::error("web-internal"), "web-hint-internal").because(cause)
    }

    /// Says in which language and form it is told.
    #[must_use]
    pub const fn told(mut self, words: Words, as_json: bool) -> Self {
        self.told = Some((words, as_json));
        self
    }

    fn body(&self, words: Words) -> ErrorBody {
        ErrorBody {
            code: self.said.what.code.clone(),
            message: messages::sentence(words.lang, &self.said.what),
            hint: messages::sentence(words.lang, &self.said.hint),
            link: self.said.link.to_owned(),
        }
    }
}

impl From<search::Error> for Trouble {
    fn from(error: search::Error) -> Self {
        match error.kind() {
            ErrorKind::Usage => Self::bad(error.diagnostic().clone()),
            // What is wrong with the index names paths of the machine: that is for whoever runs the server.
            _ => {
                let what = Diagnostic::error("web-index-unreadable");
                Self::new(StatusCode::SERVICE_UNAVAILABLE, what, "web-hint-later").because(error.diagnostic().clone())
            }
        }
    }
}

impl From<Refused> for Trouble {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Full => Self::new(StatusCode::SERVICE_UNAVAILABLE, Diagnostic::error("web-full"), "web-hint-later"),
            Refused::Slow => Self::new(StatusCode::GATEWAY_TIMEOUT, Diagnostic::error("web-too-slow"), "web-hint-too-slow"),
            Refused::Broken => Self::internal(Diagnostic::error("web-internal")),
        }
    }
}

impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        let (words, as_json) = self.told.unwrap_or((Words { lang: crate::messages::Lang::Vi }, true));
        let body = self.body(words);
        let status = self.said.status;
        let answer = if as_json { Answer::json(&body) } else { error_page(words, status, &body) };
        // An answer about trouble that is itself in trouble has nothing more to say.
        let mut response = answer.map_or_else(|_| status.into_response(), |answer| answer.with_status(status).into_response());
        if status == StatusCode::SERVICE_UNAVAILABLE {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("1"));
        }
        if status == StatusCode::UNAUTHORIZED {
            response.headers_mut().extend(token::ASKED.map(|asked| (WWW_AUTHENTICATE, asked)));
        }
        response
    }
}
