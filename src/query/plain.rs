//! A text as a query that asks for its words and for nothing else, for callers that are not people at a search box.

use super::input::{self, Char};
use super::lexer::Operator;
use super::notes::Notes;

/// Returns a query for the words of a text: whatever would be an operator, a field, a quote or any other syntax in it is none.
///
/// Signs are kept only between the letters and digits that they join, where the language reads none of them as syntax.
/// What could hide a sign from us and not from the lexer is out by then: both see the text as `input` reads it.
///
/// ```
/// use timbao::query::plain;
/// assert_eq!(plain("nam:2019 OR -\"Chỉ thị\" 35-CT/TW"), "nam 2019 OR, Chỉ thị 35-CT/TW");
/// ```
pub fn plain(text: &str) -> String {
    let chars = input::read(text, &mut Notes::default());
    let kept: String = chars.iter().enumerate().map(|(at, c)| if is_kept(&chars, at) { c.ch } else { ' ' }).collect();
    // A comma keeps a word that looks like an operator from being one.
    let word = |word: &str| if Operator::read(word).is_some() { format!("{word},") } else { word.to_owned() };
    kept.split(' ').filter(|word| !word.is_empty()).map(word).collect::<Vec<_>>().join(" ")
}

fn is_kept(chars: &[Char], at: usize) -> bool {
    let is = |at: Option<usize>, of: fn(char) -> bool| at.and_then(|at| chars.get(at)).is_some_and(|c| of(c.ch));
    let between = |of| is(at.checked_sub(1), of) && is(at.checked_add(1), of);
    match chars[at].ch {
        '-' | '/' | '.' | ',' | '\'' | '’' => between(is_of_word),
        // A name before a colon holds no digit, so this is the time of day and no field.
        ':' => between(|ch| ch.is_ascii_digit()),
        ch => is_of_word(ch),
    }
}

fn is_of_word(ch: char) -> bool {
    ch.is_alphanumeric() || unicode_normalization::char::is_combining_mark(ch)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::query::{Expr, parse};

    /// Tells whether a text is read as words and nothing else, and nobody complains of its syntax.
    fn is_words(text: &str) -> bool {
        match parse(&plain(text)).root {
            None => true,
            Some(Expr::Words(words)) => words.iter().all(|word| !word.literal),
            Some(_) => false,
        }
    }

    #[test]
    fn syntax_is_text() {
        for (text, query) in [
            ("tran van chung 2019", "tran van chung 2019"),
            ("Chỉ thị 35-CT/TW, ngày 10/5/2019", "Chỉ thị 35-CT/TW ngày 10/5/2019"),
            ("nam:2019 OR -\"", "nam 2019 OR,"),
            ("-thi (a | b) && c", "thi a b c"),
            ("=BTV nguy* \"hội nghị\"~5", "BTV nguy hội nghị 5"),
            ("H'Yim Kđoh 'trong' 10:30", "H'Yim Kđoh trong 10:30"),
            ("a \u{200d}-nam:1 \u{301}-x KH\u{200d}ÔNG VÀ", "a nam 1 x KHÔNG, VÀ,"),
            ("can-bo:'Trần Văn Hùng'", "can-bo Trần Văn Hùng"),
            ("--- :: \"\" ()", ""),
        ] {
            assert_eq!(plain(text), query, "{text}");
            assert!(is_words(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_is_syntax(text in "([a-zA-Zạđ0-9 :'\"\\-=*~|&()/.,\u{200d}\u{301}«»]|nam:|OR|VÀ|-can-bo:){0,40}") {
            prop_assert!(is_words(&text), "{}", plain(&text));
        }

        #[test]
        fn nor_is_any_other(text in any::<String>()) {
            prop_assert!(is_words(&text), "{}", plain(&text));
        }
    }
}
