//! Who may ask, and how: the checks before any page, and the headers on every answer.
//!
//! The server stands on a reader's own machine, so the danger is another site in the same browser: it must not be able to ask in the
//! reader's name (`Host`, method), to read an answer (no `Access-Control`), or to show a page in a frame.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering};

use axum::extract::{Request, State};
use axum::http::header::{ALLOW, CONNECTION, CONTENT_ENCODING, CONTENT_LENGTH, HOST, ORIGIN, TRANSFER_ENCODING};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Version};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::answer::Trouble;
use super::room::Room;
use super::words::{self, Words};

/// The longest path with its parameters, in bytes.
const LONGEST_ADDRESS: usize = 8 * 1024;
/// The longest body of a request that is read past at all, in bytes.
const LONGEST_BODY: u64 = 64 * 1024;

const CONTENT_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; \
                              form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// On every answer, whatever it is.
const HEADERS: [(&str, &str); 6] = [
    ("content-security-policy", CONTENT_POLICY),
    ("x-frame-options", "DENY"),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

/// The names that the server answers to.
///
/// A name that another site owns may be made to point at this machine; the browser then sends that name.
pub struct Hosts {
    names: Vec<String>,
    port: AtomicU16,
}

impl Hosts {
    pub fn new(listen: &[SocketAddr], others: &[String]) -> Self {
        let own = ["localhost", "127.0.0.1", "[::1]"].map(str::to_owned);
        let given = listen.iter().filter(|address| !address.ip().is_unspecified()).map(|address| match address {
            SocketAddr::V4(address) => address.ip().to_string(),
            SocketAddr::V6(address) => format!("[{}]", address.ip()),
        });
        let others = others.iter().map(|name| name.to_ascii_lowercase());
        Self { names: own.into_iter().chain(given).chain(others).collect(), port: AtomicU16::new(0) }
    }

    /// Learns the port, which the system may have chosen.
    pub fn listens_on(&self, port: u16) {
        self.port.store(port, Ordering::Relaxed);
    }

    fn know(&self, host: &Host) -> bool {
        let port = self.port.load(Ordering::Relaxed);
        let is_own_port = match host.port {
            Some(asked) => asked == port,
            None => true,
        };
        // Behind a proxy the port is the proxy's; its name was given by hand.
        let is_given = || self.names.iter().skip(3).any(|name| *name == host.name);
        self.names.contains(&host.name) && (is_own_port || is_given())
    }
}

struct Host {
    name: String,
    port: Option<u16>,
}

impl Host {
    fn parse(text: &str) -> Option<Self> {
        let (name, port) = match text.rfind(':').filter(|&at| !text[at..].contains(']')) {
            Some(at) => (&text[..at], Some(text[at + 1..].parse().ok()?)),
            None => (text, None),
        };
        let is_name = |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte));
        let is_bracketed = |name: &str| {
            let inner = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
            inner.is_some_and(|inner| inner.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b':' || byte == b'.'))
        };
        (is_name(name) || is_bracketed(name)).then(|| Self { name: name.to_ascii_lowercase(), port })
    }
}

/// Checks a request, and puts the headers on whatever is answered.
pub async fn check(State(room): State<Arc<Room>>, request: Request, next: Next) -> Response {
    let refusal = refusal(&room.hosts, &request).or_else(|| token_refusal(&room, &request));
    let mut response = match refusal {
        Some(refusal) => refusal,
        None => next.run(request).await,
    };
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.entry(HeaderName::from_static(name)).or_insert(HeaderValue::from_static(value));
    }
    room.metrics.answered(response.status());
    response
}

fn refusal(hosts: &Hosts, request: &Request) -> Option<Response> {
    let headers = request.headers();
    // A body in pieces: nobody needs one here, and beside a length it is how one request is made to look like two. The length is gone
    // when we see the head, so both are refused.
    if headers.contains_key(TRANSFER_ENCODING) || request.version() > Version::HTTP_11 {
        return Some((StatusCode::BAD_REQUEST, [(CONNECTION, "close")]).into_response());
    }
    let mut given = headers.get_all(HOST).iter();
    let host = match (given.next(), given.next()) {
        (Some(host), None) => host.to_str().ok().and_then(Host::parse),
        _ => None,
    };
    let Some(host) = host else { return Some(StatusCode::BAD_REQUEST.into_response()) };
    if !hosts.know(&host) {
        return Some(StatusCode::MISDIRECTED_REQUEST.into_response());
    }
    if request.uri().path_and_query().is_some_and(|address| address.as_str().len() > LONGEST_ADDRESS) {
        return Some(StatusCode::URI_TOO_LONG.into_response());
    }
    body_refusal(headers).or_else(|| method_refusal(request, &host))
}

/// Whoever only wants to know whether the server lives needs no token.
fn token_refusal(room: &Room, request: &Request) -> Option<Response> {
    let path = request.uri().path();
    let token = room.token.as_ref().filter(|token| path != "/healthz" && !token.opens(request.headers()));
    token.map(|_| {
        let words = Words { lang: words::choose(None, request.headers(), room.lang) };
        Trouble::locked().told(words, path.starts_with("/api/") || path.ends_with(".json")).into_response()
    })
}

/// Nothing is ever sent to us, but what is sent must not cost anything.
fn body_refusal(headers: &HeaderMap) -> Option<Response> {
    if headers.get(CONTENT_ENCODING).is_some_and(|encoding| encoding != "identity") {
        return Some(StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response());
    }
    let length = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()).and_then(|length| length.parse::<u64>().ok());
    length.filter(|&length| length > LONGEST_BODY).map(|_| StatusCode::PAYLOAD_TOO_LARGE.into_response())
}

fn method_refusal(request: &Request, host: &Host) -> Option<Response> {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return None;
    }
    let headers = request.headers();
    let own = |origin: &HeaderValue| {
        let authority = origin.to_str().ok().and_then(|origin| origin.split_once("://")).map(|(_, authority)| authority);
        authority.and_then(Host::parse).is_some_and(|origin| origin.name == host.name && origin.port == host.port)
    };
    let is_foreign = headers.get(ORIGIN).is_some_and(|origin| !own(origin))
        || headers.get("sec-fetch-site").is_some_and(|site| site == "cross-site" || site == "same-site");
    Some(match is_foreign {
        true => StatusCode::FORBIDDEN.into_response(),
        false => (StatusCode::METHOD_NOT_ALLOWED, [(ALLOW, "GET, HEAD")]).into_response(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_own_names_are_known() {
        let listen = ["127.0.0.1:7979".parse().expect("an address"), "192.168.1.7:7979".parse().expect("an address")];
        let hosts = Hosts::new(&listen, &["Kho.example".to_owned()]);
        hosts.listens_on(7979);
        for (host, known) in [
            ("127.0.0.1:7979", Some(true)),
            ("localhost:7979", Some(true)),
            ("LOCALHOST:7979", Some(true)),
            ("[::1]:7979", Some(true)),
            ("localhost", Some(true)),
            ("192.168.1.7:7979", Some(true)),
            ("kho.example", Some(true)),
            ("kho.example:443", Some(true)),
            ("localhost:80", Some(false)),
            ("evil.example", Some(false)),
            ("127.0.0.1.evil.example:7979", Some(false)),
            ("localhost:9@evil", None),
            ("localhost:x", None),
            ("", None),
            ("[::1", None),
        ] {
            assert_eq!(Host::parse(host).map(|host| hosts.know(&host)), known, "{host}");
        }
    }
}
