//! The fields of the query language: their names in both languages, and which values each takes. Knows no index.

use jiff::civil::Date;

/// Something of an article that a query can ask for by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// One of the article's years.
    Year,
    /// The first day.
    From,
    /// The last day.
    To,
    /// Which date `From` and `To` speak of.
    Date,
    Official,
    /// A committee or office.
    Body,
    /// The number of a document.
    Document,
    Province,
    /// The paper.
    Source,
    /// Words of the title.
    Title,
}

/// One row a field: the field, its Vietnamese name, its English name, and the Vietnamese name with marks, without hyphens.
const NAMES: [(Field, &str, &str, &str); 10] = [
    (Field::Year, "nam", "year", "năm"),
    (Field::From, "tu", "from", "từ"),
    (Field::To, "den", "to", "đến"),
    (Field::Date, "ngay", "date", "ngày"),
    (Field::Official, "can-bo", "official", "cánbộ"),
    (Field::Body, "cap-uy", "body", "cấpủy"),
    (Field::Document, "van-ban", "document", "vănbản"),
    (Field::Province, "tinh", "province", "tỉnh"),
    (Field::Source, "nguon", "source", "nguồn"),
    (Field::Title, "tieu-de", "title", "tiêuđề"),
];

impl Field {
    /// Every field, in the order in which help lists them.
    pub fn all() -> impl Iterator<Item = Self> {
        NAMES.iter().map(|row| row.0)
    }

    /// Returns the name that the program itself writes: Vietnamese, without marks.
    pub fn name(self) -> &'static str {
        self.row().1
    }

    /// Returns the English name.
    pub fn english(self) -> &'static str {
        self.row().2
    }

    /// Tells whether an article may have several values of it, of which one that is asked for is enough.
    pub const fn is_alternative(self) -> bool {
        matches!(self, Self::Year | Self::Official | Self::Body | Self::Document | Self::Province | Self::Source)
    }

    fn row(self) -> &'static (Self, &'static str, &'static str, &'static str) {
        NAMES.iter().find(|row| row.0 == self).expect("every field has a row")
    }

    /// Finds a field by its Vietnamese or English name, in any case.
    ///
    /// Hyphens and underscores may be left out, and marks too; wrong marks name nothing, so `tổ:3` does not ask for the English `to`.
    ///
    /// ```
    /// use timbao::query::Field;
    /// for name in ["can-bo", "can_bo", "canbo", "Cán-bộ", "official"] {
    ///     assert_eq!(Field::named(name), Some(Field::Official));
    /// }
    /// assert_eq!(Field::named("tổ"), None);
    /// ```
    pub fn named(name: &str) -> Option<Self> {
        let name = bare(name);
        NAMES.iter().find(|(_, plain, english, marked)| name == *english || is_spelling(&name, &bare(plain), marked)).map(|row| row.0)
    }

    /// Finds the field whose name is one letter away: what the reader may have meant.
    pub fn nearest(name: &str) -> Option<&'static str> {
        let name = bare(name);
        let names = NAMES.iter().flat_map(|row| [row.1, row.2]);
        // One letter away from `tu` or `to` is half the language.
        names.filter(|other| other.len() >= 4).find(|other| one_letter_away(&name, &bare(other)))
    }

    /// Says whether the field takes this value; if not, the code of the message that says what it takes.
    pub fn check(self, value: &str) -> Result<(), &'static str> {
        let (fits, code) = match self {
            Self::Year => (year(value).is_some(), "query-value-no-year"),
            Self::From | Self::To => (days(value).is_some(), "query-value-no-day"),
            Self::Date => (matches!(value, "published" | "event"), "query-value-no-date-kind"),
            Self::Official | Self::Body | Self::Document | Self::Province | Self::Source | Self::Title => (true, ""),
        };
        if fits { Ok(()) } else { Err(code) }
    }
}

/// Returns the first and the last day of a day, month or year: ISO (`2019`, `2019-05`, `2019-05-23`) or `05/2019`, `23/5/2019`.
pub fn days(value: &str) -> Option<(Date, Date)> {
    let iso: Vec<&str> = value.split('-').collect();
    let local: Vec<&str> = value.rsplit('/').collect();
    let parts = if iso.len() > local.len() { iso } else { local };
    let (year, month, day) = match parts[..] {
        [y] => (year(y)?, None, None),
        [y, m] => (year(y)?, Some(small(m)?), None),
        [y, m, d] => (year(y)?, Some(small(m)?), Some(small(d)?)),
        _ => return None,
    };
    let first = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
    let last = match (month, day) {
        (_, Some(_)) => first,
        (Some(_), None) => first.last_of_month(),
        (None, None) => first.last_of_year(),
    };
    Some((first, last))
}

/// Reads a year of four digits.
pub fn year(value: &str) -> Option<i16> {
    (value.len() == 4 && is_digits(value)).then(|| value.parse().ok()).flatten()
}

/// Reads a day or a month.
fn small(value: &str) -> Option<i8> {
    (value.len() <= 2 && is_digits(value)).then(|| value.parse().ok()).flatten()
}

fn is_digits(value: &str) -> bool {
    value.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns a name in lower case without its hyphens and underscores.
fn bare(name: &str) -> String {
    name.chars().filter(|letter| !matches!(letter, '-' | '_')).flat_map(char::to_lowercase).collect()
}

/// Tells whether `name` is the Vietnamese name with all, some or none of its marks.
fn is_spelling(name: &str, plain: &str, marked: &str) -> bool {
    // The one name with a choice of where the tone stands.
    let name = name.replace("uỷ", "ủy");
    name.chars().count() == plain.len()
        && name.chars().zip(plain.chars()).zip(marked.chars()).all(|((typed, plain), marked)| typed == plain || typed == marked)
}

/// Tells whether one letter changed, added or taken away makes one name of the other.
fn one_letter_away(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let same_start = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[same_start..], &b[same_start..]);
    let same_end = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    a.len().max(b.len()) - same_end == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_finds_its_field() {
        for (field, plain, english, marked) in NAMES {
            for name in [plain, english, marked, &plain.replace('-', ""), &plain.replace('-', "_"), &plain.to_uppercase(), &marked.to_uppercase()] {
                assert_eq!(Field::named(name), Some(field), "{name}");
            }
        }
        assert_eq!(Field::named("Cấp-uỷ"), Some(Field::Body));
        assert_eq!(Field::named("cán-bo"), Some(Field::Official), "some of the marks");
    }

    #[test]
    fn wrong_marks_and_other_words_name_nothing() {
        for name in ["tổ", "nám", "ngáy", "", "-", "a", "https", "nam 2019"] {
            assert_eq!(Field::named(name), None, "{name}");
        }
    }

    #[test]
    fn the_nearest_name_is_offered_for_a_slip() {
        for (typed, meant) in
            [("yaer2", None), ("yeer", Some("year")), ("ofcial", None), ("offical", Some("official")), ("canboo", Some("can-bo")), ("ti", None)]
        {
            assert_eq!(Field::nearest(typed), meant, "{typed}");
        }
    }

    #[test]
    fn days_months_and_years() {
        for (value, first, last) in [
            ("2019", "2019-01-01", "2019-12-31"),
            ("2019-05", "2019-05-01", "2019-05-31"),
            ("2/2020", "2020-02-01", "2020-02-29"),
            ("2019-05-23", "2019-05-23", "2019-05-23"),
            ("3/9/2019", "2019-09-03", "2019-09-03"),
            ("03/09/2019", "2019-09-03", "2019-09-03"),
        ] {
            let (a, b) = days(value).unwrap_or_else(|| panic!("`{value}` is a date"));
            assert_eq!((a.to_string().as_str(), b.to_string().as_str()), (first, last), "{value}");
        }
        for value in ["31/02/2024", "2024-02-30", "999999", "19", "13/2019", "1/2/3/2019", "", "-", "/", "2019-", "2019-5/3", "hôm qua"] {
            assert_eq!(days(value), None, "{value}");
        }
    }
}
