//! Style, script and icon, embedded; their names carry a hash of what they hold, so browsers may keep them for good.

use std::sync::LazyLock;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::answer::Answer;

/// A file that pages use.
pub struct Asset {
    name: &'static str,
    kind: &'static str,
    bytes: &'static [u8],
    hash: LazyLock<String>,
}

pub static STYLE: Asset = Asset::new("style.css", "text/css; charset=utf-8", include_bytes!("assets/style.css"), || hash(&STYLE));
pub static SCRIPT: Asset = Asset::new("script.js", "text/javascript; charset=utf-8", include_bytes!("assets/script.js"), || hash(&SCRIPT));
pub static ICON: Asset = Asset::new("icon.svg", "image/svg+xml", include_bytes!("assets/icon.svg"), || hash(&ICON));

impl Asset {
    const fn new(name: &'static str, kind: &'static str, bytes: &'static [u8], hash: fn() -> String) -> Self {
        Self { name, kind, bytes, hash: LazyLock::new(hash) }
    }

    /// Returns the address of the file.
    pub fn href(&self) -> String {
        format!("/asset/{}-{}", *self.hash, self.name)
    }
}

fn hash(asset: &Asset) -> String {
    blake3::hash(asset.bytes).to_hex()[..12].to_owned()
}

/// Hands out a file by its name with the hash.
pub async fn serve(path: axum::extract::Path<String>) -> Response {
    let asked = format!("/asset/{}", path.0);
    match [&STYLE, &SCRIPT, &ICON].into_iter().find(|asset| asset.href() == asked) {
        Some(asset) => Answer::new(asset.kind, asset.bytes).lasting().into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Hands out the icon where browsers look for one.
pub async fn icon() -> Response {
    Answer::new(ICON.kind, ICON.bytes).into_response()
}
