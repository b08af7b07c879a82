//! `officials.toml`, beside the archive: which names are one official, and which one name is several.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::Path;

use serde::Deserialize;

use super::FileError;
use super::source;
use crate::diagnostic::Diagnostic;
use crate::extract::{Authority, Merge, Split, authority};

const FILE_NAME: &str = "officials.toml";

/// The file as it is written.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Written {
    merge: Vec<WrittenMerge>,
    split: Vec<WrittenSplit>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenMerge {
    name: String,
    province: String,
    also: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenSplit {
    name: String,
    province: Option<String>,
    #[serde(rename = "as")]
    known_as: String,
    #[serde(default)]
    titles: Vec<String>,
    #[serde(default)]
    articles: Vec<String>,
}

/// Reads the `officials.toml` of a root; an authority that settles nothing if there is none.
pub fn officials(root: &Path) -> Result<Authority, FileError> {
    match fs::read_to_string(root.join(FILE_NAME)) {
        Ok(text) => from_toml(&text).map_err(FileError::Failed),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Authority::default()),
        Err(error) if error.kind() == io::ErrorKind::InvalidData => {
            Err(FileError::Failed(Diagnostic::error("ingest-settings-not-utf8").arg(FILE_NAME)))
        }
        Err(error) => Err(FileError::Io(error)),
    }
}

fn from_toml(text: &str) -> Result<Authority, Diagnostic> {
    let written: Written = source::from_toml("ingest-officials-toml", text)?;
    let merges = written.merge.into_iter().map(merge).collect::<Result<Vec<_>, _>>()?;
    let splits = written.split.into_iter().map(split).collect::<Result<Vec<_>, _>>()?;
    owned_once(&merges)?;
    Ok(Authority::new(merges, splits))
}

fn merge(written: WrittenMerge) -> Result<Merge, Diagnostic> {
    let WrittenMerge { name, province, also } = written;
    let also = also.iter().map(|also| authority::placed(also).ok_or_else(|| unknown_province(&name, also))).collect::<Result<Vec<_>, _>>()?;
    if name.trim().is_empty() || also.iter().all(|also| also.is_empty()) {
        return Err(Diagnostic::error("ingest-officials-merge").arg(name));
    }
    Ok(Merge { province: authority::place(&province).ok_or_else(|| unknown_province(&name, &province))?, name, also })
}

fn split(written: WrittenSplit) -> Result<Split, Diagnostic> {
    let WrittenSplit { name, province, known_as, titles, articles } = written;
    let tells_nothing = titles.iter().chain(&articles).all(|value| value.trim().is_empty());
    if name.trim().is_empty() || known_as.trim().is_empty() || known_as.trim() == name.trim() || tells_nothing {
        return Err(Diagnostic::error("ingest-officials-split").arg(name));
    }
    let province = province.map(|province| authority::place(&province).ok_or_else(|| unknown_province(&name, &province))).transpose()?;
    Ok(Split { name, province, known_as, titles, articles })
}

fn unknown_province(name: &str, province: &str) -> Diagnostic {
    Diagnostic::error("ingest-officials-province").arg(name).arg(province)
}

/// Refuses a name that two officials claim.
fn owned_once(merges: &[Merge]) -> Result<(), Diagnostic> {
    let mut claimed: HashMap<(&str, &str), &str> = HashMap::new();
    for merge in merges {
        for also in &merge.also {
            let by = claimed.entry((also, &merge.province)).or_insert(&merge.name);
            if *by != merge.name {
                return Err(Diagnostic::error("ingest-officials-twice").arg(also).arg(by).arg(&merge.name));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"
        [[merge]]
        name = "Nguyễn Văn Mẫu"
        province = "Đăk Lăk"
        also = ["Nguyễn V. Mẫu", "Nguyễn Văn Mẫu@?"]

        [[split]]
        name = "Trần Văn Hùng"
        as = "Trần Văn Hùng (bác sĩ)"
        titles = ["Giám đốc Bệnh viện"]
    "#;

    #[test]
    fn a_whole_file() {
        let authority = from_toml(GOOD).expect("it is right");
        assert_eq!((authority.merges[0].province.as_str(), authority.splits[0].province.as_deref()), ("Đắk Lắk", None));
        assert!(from_toml("").expect("an empty file settles nothing").is_empty());
    }

    #[test]
    fn a_wrong_file_says_what_is_wrong() {
        let merge = |rest: &str| format!("[[merge]]\nname = \"Lê An\"\n{rest}");
        for (text, code) in [
            ("[[merge]]\nname = 1".to_owned(), "ingest-officials-toml"),
            ("[[merges]]".to_owned(), "ingest-officials-toml"),
            (merge("also = [\"Lê A\"]"), "ingest-officials-toml"),
            (merge("province = \"Mặt Trăng\"\nalso = [\"Lê A\"]"), "ingest-officials-province"),
            (merge("province = \"Phú Yên\"\nalso = [\"Lê A@Mặt Trăng\"]"), "ingest-officials-province"),
            (merge("province = \"Phú Yên\"\nalso = []"), "ingest-officials-merge"),
            ("[[split]]\nname = \"Lê An\"\nas = \"Lê An (2)\"".to_owned(), "ingest-officials-split"),
            ("[[split]]\nname = \"Lê An\"\nas = \"Lê An\"\ntitles = [\"Bí thư\"]".to_owned(), "ingest-officials-split"),
            (
                "[[merge]]\nname = \"A B\"\nprovince = \"Phú Yên\"\nalso = [\"X Y\"]\n[[merge]]\nname = \"C D\"\nprovince = \"Phú Yên\"\nalso = [\"X Y\"]"
                    .to_owned(),
                "ingest-officials-twice",
            ),
        ] {
            assert_eq!(from_toml(&text).expect_err(&text).code, code, "{text}");
        }
    }
}
