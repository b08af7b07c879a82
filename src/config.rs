//! What was set once for every command: `timbao.toml` in the current folder, and the environment.
//!
//! ```toml
//! archive = ["examples/archive"]   # what `timbao index` reads when it is given no path
//! index = "index"                  # where the index lies
//! lang = "vi"                      # the language of messages: vi or en
//! ```
//!
//! `TIMBAO_INDEX` and `TIMBAO_LANG` win over the file, flags win over both. The file is looked for in the current folder only, so that
//! the same command in the same folder always means the same. An unknown key is an error, never passed over.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use toml::de::{DeTable, DeValue};

use crate::diagnostic::Diagnostic;
use crate::messages::Lang;

/// The name of the file.
pub const FILE: &str = "timbao.toml";

const KEYS: [&str; 3] = ["archive", "index", "lang"];

/// A variable of the environment, as the process sees it.
pub type Environment<'a> = &'a dyn Fn(&str) -> Option<OsString>;

/// The settings that hold when no flag says otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    pub archive: Vec<PathBuf>,
    pub index: PathBuf,
    pub lang: Lang,
}

impl Config {
    /// The settings without a file: the index lies in `index`, the language is the environment's.
    pub fn of_environment(environment: Environment) -> Self {
        let index = environment("TIMBAO_INDEX").filter(|value| !value.is_empty()).map_or_else(|| "index".into(), PathBuf::from);
        Self { archive: Vec::new(), index, lang: language_of(environment) }
    }

    /// Reads the settings of `folder`. Relative paths in the file stay as they are written: they are relative to this folder.
    pub fn load(folder: &Path, environment: Environment) -> Result<Self, Error> {
        let mut config = Self::of_environment(environment);
        let text = match std::fs::read_to_string(folder.join(FILE)) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return config.checked(environment),
            Err(error) => return Err(Error::Unreadable(error.to_string())),
        };
        let file = File::parse(&text)?;
        config.archive = file.archive;
        if let Some(index) = file.index.filter(|_| !is_set(environment, "TIMBAO_INDEX")) {
            config.index = index;
        }
        if let Some(lang) = file.lang.filter(|_| !is_set(environment, "TIMBAO_LANG")) {
            config.lang = lang;
        }
        config.checked(environment)
    }

    fn checked(self, environment: Environment) -> Result<Self, Error> {
        match environment("TIMBAO_LANG").filter(|value| !value.is_empty()) {
            Some(value) if lang_of(&value.to_string_lossy()).is_none() => Err(Error::BadVariable(value.to_string_lossy().into_owned())),
            _ => Ok(self),
        }
    }
}

fn is_set(environment: Environment, name: &str) -> bool {
    environment(name).is_some_and(|value| !value.is_empty())
}

fn lang_of(name: &str) -> Option<Lang> {
    name.parse().ok()
}

/// `TIMBAO_LANG`, else the locale: English where it is English, Vietnamese everywhere else.
fn language_of(environment: Environment) -> Lang {
    let value = |name: &str| environment(name).filter(|value| !value.is_empty()).map(|value| value.to_string_lossy().into_owned());
    if let Some(lang) = value("TIMBAO_LANG").as_deref().and_then(lang_of) {
        return lang;
    }
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(value).unwrap_or_default();
    if locale == "en" || locale.starts_with("en_") || locale.starts_with("en-") || locale.starts_with("en.") { Lang::En } else { Lang::Vi }
}

#[derive(Debug, Default)]
struct File {
    archive: Vec<PathBuf>,
    index: Option<PathBuf>,
    lang: Option<Lang>,
}

impl File {
    fn parse(text: &str) -> Result<Self, Error> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let line_of = |offset: usize| 1 + text[..offset.min(text.len())].matches('\n').count();
        let table = DeTable::parse(text)
            .map_err(|error| Error::Syntax { line: line_of(error.span().map_or(0, |span| span.start)), what: error.message().replace('\n', " ") })?;
        let mut file = Self::default();
        for (key, value) in table.get_ref() {
            let line = line_of(key.span().start);
            let bad = |expected: &'static str| Error::BadValue { line, key: key.get_ref().to_string(), expected };
            match (key.get_ref().as_ref(), value.get_ref()) {
                ("archive", DeValue::String(path)) => file.archive = vec![path.as_ref().into()],
                ("archive", DeValue::Array(paths)) => {
                    for path in paths {
                        let path = path.get_ref().as_str().ok_or_else(|| bad("[\"…\", \"…\"]"))?;
                        file.archive.push(path.into());
                    }
                }
                ("archive", _) => return Err(bad("[\"…\", \"…\"]")),
                ("index", DeValue::String(path)) if !path.is_empty() => file.index = Some(path.as_ref().into()),
                ("index", _) => return Err(bad("\"index\"")),
                ("lang", DeValue::String(name)) => file.lang = Some(lang_of(name).ok_or_else(|| bad("\"vi\" | \"en\""))?),
                ("lang", _) => return Err(bad("\"vi\" | \"en\"")),
                (unknown, _) => return Err(Error::UnknownKey { line, key: unknown.to_owned() }),
            }
        }
        Ok(file)
    }
}

/// The settings cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    Unreadable(String),
    Syntax {
        line: usize,
        what: String,
    },
    UnknownKey {
        line: usize,
        key: String,
    },
    BadValue {
        line: usize,
        key: String,
        expected: &'static str,
    },
    /// `TIMBAO_LANG` names no language of ours.
    BadVariable(String),
}

impl Error {
    pub fn diagnostic(&self) -> Diagnostic {
        match self {
            Self::Unreadable(why) => Diagnostic::error("cli-config-unreadable").arg(FILE).arg(why),
            Self::Syntax { line, what } => Diagnostic::error("cli-config-syntax").arg(place(*line)).arg(what),
            Self::UnknownKey { line, key } => Diagnostic::error("cli-config-unknown-key").arg(place(*line)).arg(key),
            Self::BadValue { line, key, expected } => Diagnostic::error("cli-config-bad-value").arg(place(*line)).arg(key).arg(expected),
            Self::BadVariable(value) => Diagnostic::error("cli-config-bad-variable").arg("TIMBAO_LANG").arg(value),
        }
    }

    /// Returns the next step, if one can be named.
    pub fn hint(&self) -> Option<Diagnostic> {
        match self {
            Self::UnknownKey { key, .. } => Some(match nearest(key) {
                Some(near) => Diagnostic::note("cli-did-you-mean").arg(near),
                None => Diagnostic::note("cli-config-keys").arg(KEYS.join("`, `")),
            }),
            _ => None,
        }
    }
}

fn place(line: usize) -> String {
    format!("{FILE}:{line}")
}

fn nearest(key: &str) -> Option<&'static str> {
    let key = key.to_lowercase();
    let likeness = |name: &str| strsim::jaro_winkler(&key, name);
    KEYS.into_iter().filter(|name| likeness(name) > 0.7).max_by(|a, b| likeness(a).total_cmp(&likeness(b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lang(set: &[(&str, &str)]) -> Lang {
        Config::of_environment(&|name| set.iter().find(|(set, _)| *set == name).map(|(_, value)| value.into())).lang
    }

    #[test]
    fn language_is_vietnamese_unless_the_locale_is_english() {
        for (set, expected) in [
            (&[][..], Lang::Vi),
            (&[("LANG", "en_US.UTF-8")], Lang::En),
            (&[("LANG", "C.UTF-8")], Lang::Vi),
            (&[("LANG", "en_US.UTF-8"), ("LC_ALL", "vi_VN.UTF-8")], Lang::Vi),
            (&[("LANG", "en_GB"), ("LC_ALL", "")], Lang::En),
            (&[("LC_MESSAGES", "en"), ("LANG", "fr_FR")], Lang::En),
            (&[("TIMBAO_LANG", "vi"), ("LANG", "en_US")], Lang::Vi),
        ] {
            assert_eq!(lang(set), expected, "{set:?}");
        }
    }

    #[test]
    fn files_are_read_and_mistakes_named() {
        let file = File::parse("archive = [\"a\", \"b/c\"]\nindex = \"kho\"\nlang = \"en\"\n").expect("it is well formed");
        assert_eq!((file.archive, file.index, file.lang), (vec!["a".into(), "b/c".into()], Some("kho".into()), Some(Lang::En)));
        assert_eq!(File::parse("archive = \"a\"").expect("one folder needs no list").archive, [PathBuf::from("a")]);

        let error = |text: &str| File::parse(text).expect_err(text);
        assert_eq!(error("lang = \"vi\"\nindx = \"kho\""), Error::UnknownKey { line: 2, key: "indx".into() });
        assert_eq!(error("indx = 1").hint(), Some(Diagnostic::note("cli-did-you-mean").arg("index")));
        assert!(matches!(error("lang = \"fr\""), Error::BadValue { line: 1, .. }));
        assert!(matches!(error("\narchive = [1]"), Error::BadValue { line: 2, .. }));
        assert!(matches!(error("index = \"a\"\nlang = "), Error::Syntax { line: 2, .. }));
    }

    #[test]
    fn the_environment_wins_over_the_file() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::write(folder.path().join(FILE), "index = \"kho\"\nlang = \"en\"").expect("it can be written");
        let none = |_: &str| None;
        let config = Config::load(folder.path(), &none).expect("it is well formed");
        assert_eq!((config.index, config.lang), ("kho".into(), Lang::En));
        let set = |name: &str| match name {
            "TIMBAO_INDEX" => Some("khac".into()),
            "TIMBAO_LANG" => Some("vi".into()),
            _ => None,
        };
        let config = Config::load(folder.path(), &set).expect("it is well formed");
        assert_eq!((config.index, config.lang), ("khac".into(), Lang::Vi));
        assert_eq!(Config::load(folder.path(), &|_| Some("fr".into())), Err(Error::BadVariable("fr".into())));
    }
}
