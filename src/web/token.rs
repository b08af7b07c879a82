//! The secret that opens the room to other machines.
//!
//! A program sends it as a bearer token (RFC 6750). A browser knows no such thing: it asks the reader for a name and a password (RFC 7617),
//! and the password is the token, whatever the name.

use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, HeaderValue};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// How the server asks for the token, in the order in which it wants to be answered.
pub const ASKED: [HeaderValue; 2] =
    [HeaderValue::from_static("Bearer realm=\"timbao\""), HeaderValue::from_static("Basic realm=\"timbao\", charset=\"UTF-8\"")];

/// A token, as far as it has to be known: by its hash, and hashes are compared in a time that tells nothing.
#[derive(Clone, Debug)]
pub struct Token(blake3::Hash);

impl Token {
    pub fn new(text: &str) -> Self {
        Self(blake3::hash(text.as_bytes()))
    }

    /// Tells whether a request brings the token.
    pub fn opens(&self, headers: &HeaderMap) -> bool {
        let mut given = headers.get_all(AUTHORIZATION).iter();
        let (Some(given), None) = (given.next(), given.next()) else { return false };
        secret(given.as_bytes()).is_some_and(|secret| blake3::hash(&secret) == self.0)
    }
}

/// Returns what is given as the token, in either way.
fn secret(given: &[u8]) -> Option<Vec<u8>> {
    let space = given.iter().position(|byte| *byte == b' ')?;
    let (scheme, secret) = (&given[..space], given[space..].trim_ascii());
    if scheme.eq_ignore_ascii_case(b"bearer") {
        return Some(secret.to_vec());
    }
    let pair = scheme.eq_ignore_ascii_case(b"basic").then(|| STANDARD.decode(secret).ok()).flatten()?;
    // A name has no colon, a password may.
    let colon = pair.iter().position(|byte| *byte == b':')?;
    Some(pair[colon + 1..].to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_token_opens() {
        let token = Token::new("mật khẩu:1");
        let basic = |pair: &str| format!("Basic {}", STANDARD.encode(pair));
        for (given, opens) in [
            (vec![], false),
            (vec!["Bearer mật khẩu:1".to_owned()], true),
            (vec!["bearer  mật khẩu:1 ".to_owned()], true),
            (vec!["Bearer mật khẩu".to_owned()], false),
            (vec!["Bearer ".to_owned()], false),
            (vec!["Bearer".to_owned()], false),
            (vec!["mật khẩu:1".to_owned()], false),
            (vec![basic("ai cũng được:mật khẩu:1")], true),
            (vec![basic(":mật khẩu:1")], true),
            (vec![basic("mật khẩu:1")], false),
            (vec![basic("mật khẩu:1:")], false),
            (vec!["Basic !!!".to_owned()], false),
            (vec!["Digest mật khẩu:1".to_owned()], false),
            (vec!["Bearer mật khẩu:1".to_owned(), "Bearer mật khẩu:1".to_owned()], false),
        ] {
            let mut headers = HeaderMap::new();
            headers.extend(given.iter().map(|value| (AUTHORIZATION, HeaderValue::from_bytes(value.as_bytes()).expect("a header"))));
            assert_eq!(token.opens(&headers), opens, "{given:?}");
        }
    }
}
