//! Where a page begins, as text that goes through a URL: opaque to the reader, exact for us.

use std::cmp::Reverse;
use std::str::FromStr;

use crate::article::ArticleId;

use super::engine::Place;
use super::response::Matched;

/// The last hit of the page before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    pub matched: Matched,
    pub place: Place,
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let matched = match self.matched {
            Matched::Full => 'f',
            Matched::Partial => 'p',
        };
        write!(f, "{matched}{:x}-{}", self.place.rank, self.place.id.0)
    }
}

/// The text is no cursor.
#[derive(Debug, PartialEq, Eq)]
pub struct NotACursor;

impl FromStr for Cursor {
    type Err = NotACursor;

    fn from_str(text: &str) -> Result<Self, NotACursor> {
        let (matched, rest) = match (text.strip_prefix('f'), text.strip_prefix('p')) {
            (Some(rest), _) => (Matched::Full, rest),
            (_, Some(rest)) => (Matched::Partial, rest),
            _ => return Err(NotACursor),
        };
        let (rank, id) = rest.split_once('-').ok_or(NotACursor)?;
        let rank = u64::from_str_radix(rank, 16).map_err(|_| NotACursor)?;
        let id: ArticleId = id.parse().map_err(|_| NotACursor)?;
        Ok(Self { matched, place: Place { rank, id: Reverse(id) } })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cursors_are_read_back() {
        for matched in [Matched::Full, Matched::Partial] {
            let cursor = Cursor { matched, place: Place { rank: u64::MAX - 7, id: Reverse(ArticleId::new("a", "b")) } };
            assert_eq!(cursor.to_string().parse(), Ok(cursor));
        }
        for bad in ["", "f", "f-", "x12-0123456789abc", "f12", "fzz-0123456789abc", "f12-short"] {
            assert_eq!(bad.parse::<Cursor>(), Err(NotACursor), "{bad}");
        }
    }
}
