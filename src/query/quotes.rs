//! Quotes of every style, and where the one that opens a phrase is closed.

use super::input::Char;

/// Quotes of one family close each other: editors turn `"` into `“` and `”`, or only one of a pair.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    Double,
    Angle,
    /// Also the apostrophe of `H'Yim` and `K’Mák`.
    Single,
}

impl Family {
    fn of(ch: char) -> Option<Self> {
        match ch {
            '"' | '“' | '”' | '„' | '‟' | '＂' => Some(Self::Double),
            '«' | '»' => Some(Self::Angle),
            '\'' | '‘' | '’' | '‚' | '‛' => Some(Self::Single),
            _ => None,
        }
    }
}

/// Tells whether this is a quote wherever it stands: no name is written with one.
pub fn always_quotes(ch: char) -> bool {
    matches!(Family::of(ch), Some(Family::Double | Family::Angle))
}

/// Tells whether this may be a quote, or else the apostrophe of a name.
pub fn may_quote(ch: char) -> bool {
    Family::of(ch).is_some()
}

/// Returns where the quote at `open` is closed; nothing if there is no quote, or none that closes it.
///
/// Asked only where a phrase may begin, so the apostrophe inside a name is never an opening one.
pub fn closing(chars: &[Char], open: usize) -> Option<usize> {
    let family = Family::of(chars.get(open)?.ch)?;
    let behind = open + 1..chars.len();
    match family {
        Family::Double | Family::Angle => behind.into_iter().find(|&at| Family::of(chars[at].ch) == Some(family)),
        Family::Single => behind.into_iter().take_while(|&at| !always_quotes(chars[at].ch)).find(|&at| closes_single(chars, open, at)),
    }
}

/// A single quote closes behind a word and before none: in `'H'Yim Kđoh'` only the last one does.
fn closes_single(chars: &[Char], open: usize, at: usize) -> bool {
    let is_quote = Family::of(chars[at].ch) == Some(Family::Single);
    let behind_word = at > open + 1 && chars[at - 1].ch != ' ' && chars[open + 1].ch != ' ';
    let before_word = chars.get(at + 1).is_some_and(|next| next.ch.is_alphanumeric());
    is_quote && behind_word && !before_word
}
