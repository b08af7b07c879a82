//! `source.toml`: which paper a folder holds, and what its exports call their fields.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::FileError;
use crate::diagnostic::Diagnostic;

/// A paper or portal, as the `source.toml` of its folder describes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    pub name: String,
    #[serde(default)]
    pub province: Option<String>,
    /// The base of relative addresses.
    #[serde(default)]
    pub url: Option<String>,
    /// Lines that this paper puts around its articles, beside those that every paper does.
    #[serde(default)]
    pub boilerplate: Vec<String>,
    #[serde(default)]
    pub fields: Fields,
}

/// What an export calls the fields of an article; where nothing is said, the usual names are tried in order. Case does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Fields {
    pub id: Option<String>,
    pub title: Option<String>,
    pub body: Option<String>,
    pub summary: Option<String>,
    pub date: Option<String>,
    pub url: Option<String>,
    pub source: Option<String>,
    pub author: Option<String>,
}

const FILE_NAME: &str = "source.toml";

impl Source {
    /// Describes a folder without a `source.toml`: all that is known is its name.
    pub fn named(name: &str) -> Self {
        Self { name: name.to_owned(), province: None, url: None, boilerplate: Vec::new(), fields: Fields::default() }
    }

    /// Reads the text of a `source.toml`.
    pub fn from_toml(text: &str) -> Result<Self, Diagnostic> {
        let source: Self = from_toml("ingest-source-toml", text)?;
        if source.name.trim().is_empty() {
            return Err(Diagnostic::error("ingest-source-no-name"));
        }
        Ok(source)
    }

    /// Finds the nearest `source.toml` from `folder` upward, not above `root`, and the folder that it lies in.
    ///
    /// Without one the source is named after `root`, which is then its folder.
    pub fn nearest(folder: &Path, root: &Path) -> Result<(Self, PathBuf), FileError> {
        for candidate in folder.ancestors().take_while(|ancestor| ancestor.starts_with(root)) {
            let path = candidate.join(FILE_NAME);
            match fs::read_to_string(&path) {
                Ok(text) => return Self::from_toml(&text).map(|source| (source, candidate.to_owned())).map_err(FileError::Failed),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                    return Err(FileError::Failed(Diagnostic::error("ingest-settings-not-utf8").arg(FILE_NAME)));
                }
                Err(error) => return Err(FileError::Io(error)),
            }
        }
        let whole = root.canonicalize();
        let named = whole.as_deref().unwrap_or(root).file_name().unwrap_or(root.as_os_str());
        Ok((Self::named(&named.to_string_lossy()), root.to_owned()))
    }

    /// Returns a hash of everything in it: an article is read anew when its source changes.
    pub fn stamp(&self) -> String {
        let all = serde_json::to_vec(self).expect("strings and lists of strings are JSON");
        blake3::hash(&all).to_hex().to_string()
    }

    /// Returns a whole `http` or `https` address, relative ones joined to the base of the source.
    pub fn address(&self, url: &str) -> Option<String> {
        let url = url.trim();
        if url.is_empty() || url.contains(|c: char| c.is_whitespace() || c.is_control() || "\"<>\\^`{}".contains(c)) {
            return None;
        }
        if let Some(rest) = strip_scheme(url) {
            return (!rest.is_empty() && !rest.starts_with('/')).then(|| url.to_owned());
        }
        // Whatever has another scheme is refused: `javascript:`, `file:`, `data:`.
        if url.split(['/', '?', '#']).next().is_some_and(|first| first.contains(':')) {
            return None;
        }
        let base = self.url.as_deref().map(str::trim)?;
        let rest = strip_scheme(base)?;
        let scheme = &base[..base.len() - rest.len()];
        let host = rest.split('/').next().unwrap_or(rest);
        Some(if let Some(host_and_path) = url.strip_prefix("//") {
            format!("{scheme}{host_and_path}")
        } else if url.starts_with('/') {
            format!("{scheme}{host}{url}")
        } else {
            let folder = rest.rfind('/').map_or(rest, |slash| &rest[..slash]);
            format!("{scheme}{folder}/{url}")
        })
    }
}

/// So much of a wrong line is shown.
const LONGEST_SHOWN: usize = 80;

/// Reads a file of settings; what is wrong with it is told with its line, which says more to an editor than the parser's own words.
pub(super) fn from_toml<T: DeserializeOwned>(code: &str, text: &str) -> Result<T, Diagnostic> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    toml::from_str(text).map_err(|error| {
        let start = error.span().map_or(0, |span| text.floor_char_boundary(span.start));
        let line = text[..start].matches('\n').count();
        let written: String = text.lines().nth(line).unwrap_or_default().trim().chars().take(LONGEST_SHOWN).collect();
        Diagnostic::error(code).arg(line + 1).arg(written)
    })
}

fn strip_scheme(url: &str) -> Option<&str> {
    ["http://", "https://"].iter().find_map(|scheme| {
        let head = url.get(..scheme.len())?;
        head.eq_ignore_ascii_case(scheme).then(|| &url[scheme.len()..])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_read() {
        let text = "name = \"Báo Tỉnh Mẫu\"\nprovince = \"Đắk Lắk\"\nurl = \"https://bao.example/\"\nboilerplate = [\"Xem thêm tin\"]\n[fields]\nbody = \"NoiDung\"";
        let source = Source::from_toml(text).expect("it is good");
        assert_eq!((source.name.as_str(), source.province.as_deref()), ("Báo Tỉnh Mẫu", Some("Đắk Lắk")));
        assert_eq!(source.fields.body.as_deref(), Some("NoiDung"));
        assert_ne!(source.stamp(), Source::named("Báo Tỉnh Mẫu").stamp());
    }

    #[test]
    fn a_wrong_source_says_where() {
        for (text, line) in [("name = \"a\"\nnmae = 1", "2"), ("name = ", "1"), ("name = \"a\"\n[fields]\ntitel = \"x\"", "3")] {
            let error = Source::from_toml(text).expect_err(text);
            assert_eq!((error.code.as_str(), error.args[0].as_str()), ("ingest-source-toml", line), "{text}");
        }
        assert_eq!(Source::from_toml("name = \" \"").expect_err("blank").code, "ingest-source-no-name");
    }

    #[test]
    fn addresses() {
        let source = Source { url: Some("https://bao.example/tin/index.html".into()), ..Source::named("x") };
        for (url, expected) in [
            ("https://a.example/1", Some("https://a.example/1")),
            ("HTTP://a.example", Some("HTTP://a.example")),
            ("/1.html", Some("https://bao.example/1.html")),
            ("1.html?id=2", Some("https://bao.example/tin/1.html?id=2")),
            ("//cdn.example/1", Some("https://cdn.example/1")),
            ("javascript:alert(1)", None),
            ("file:///etc/passwd", None),
            ("https:///x", None),
            ("http://", None),
            ("a b", None),
            ("", None),
        ] {
            assert_eq!(source.address(url).as_deref(), expected, "{url}");
        }
        assert_eq!(Source::named("x").address("/1.html"), None);
    }

    #[test]
    fn the_nearest_source_wins() {
        let root = tempfile::tempdir().expect("a folder");
        let deep = root.path().join("a/b");
        fs::create_dir_all(&deep).expect("folders");
        let (source, base) = Source::nearest(&deep, root.path()).expect("none is fine");
        assert_eq!(source.name, root.path().file_name().expect("a name").to_string_lossy());
        assert_eq!(base, root.path());
        fs::write(root.path().join("a/source.toml"), "name = \"A\"").expect("written");
        let (source, base) = Source::nearest(&deep, root.path()).expect("found");
        assert_eq!((source.name.as_str(), base), ("A", root.path().join("a")));
        assert_eq!(Source::nearest(root.path(), root.path()).expect("above is not seen").0.boilerplate.len(), 0);
    }
}
