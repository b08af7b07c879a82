//! The mended query as text: what was typed, with one stretch replaced.

use crate::analysis::{fold_words, tokenize};
use crate::query::{self, Expr};
use crate::text::Span;

use super::Mend;

/// Replaces a part of the query; nothing if that would go over a limit of the language, so that something else would be cut off.
pub fn replace(query: &str, span: Span, by: &str) -> Option<String> {
    let (before, behind) = (query.get(..span.start)?, query.get(span.end..)?);
    let text = format!("{before}{by}{behind}");
    let is_whole = query::parse(&text).first_limit().is_none();
    is_whole.then_some(text)
}

/// Puts other words into the query; nothing if that says what the query says already, or if they would be read as syntax.
pub fn mended(query: &str, span: Span, by: &str) -> Option<String> {
    // Without any small letter `VÀ` and `HOẶC` are words, and must stay so.
    let is_headline = !query.chars().any(char::is_lowercase);
    let by = if is_headline { by.to_uppercase() } else { by.to_owned() };
    let text = replace(query, span, &by)?;
    let shape = |text: &str| query::parse(text).root.as_ref().map(shape);
    (!reads_alike(query, &text) && shape(query) == shape(&text)).then_some(text)
}

/// Returns the words of the mended query without their marks.
pub fn folded(query: &str, mend: &Mend) -> String {
    let part = |from: usize, to: usize| query.get(from..to).unwrap_or_default();
    fold_words(&format!("{} {} {}", part(0, mend.span.start), mend.text, part(mend.span.end, query.len())))
}

/// Tells whether two queries have the same words with the same marks.
pub fn reads_alike(a: &str, b: &str) -> bool {
    let keys = |text: &str| tokenize(text).into_iter().map(|token| (token.fold, token.exact)).collect::<Vec<_>>();
    a == b || keys(a) == keys(b)
}

/// Returns how a tree is built, without its words.
fn shape(expr: &Expr) -> String {
    let each = |inner: &[Expr]| inner.iter().map(shape).collect::<Vec<_>>().join(" ");
    match expr {
        Expr::Words(_) => "w".to_owned(),
        Expr::Phrase { .. } => "q".to_owned(),
        Expr::Prefix { .. } => "p".to_owned(),
        Expr::Field { field, .. } => field.name().to_owned(),
        Expr::Not(inner) => format!("-{}", shape(inner)),
        Expr::And(inner) => format!("({})", each(inner)),
        Expr::Or(inner) => format!("|{}|", each(inner)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mend(query: &str, from: &str, to: &str) -> Option<String> {
        let start = query.find(from).expect("it stands in the query");
        mended(query, Span::new(start, start + from.len()), to)
    }

    #[test]
    fn only_the_stretch_is_replaced() {
        for (query, from, to, expected) in [
            ("hội ngị, năm:2019", "hội ngị", "hội nghị", Some("hội nghị, năm:2019")),
            ("(a | hội ngị) -\"tin  cũ\"", "hội ngị", "hội nghị", Some("(a | hội nghị) -\"tin  cũ\"")),
            ("HỘI NGỊ VÀ TIN", "HỘI NGỊ", "hội nghị", Some("HỘI NGHỊ VÀ TIN")),
            ("hoà bình", "hoà bình", "Hòa bình", None),
            ("tin xyz cũ", "xyz", "VÀ", None),
            ("tin xyz", "xyz", "nam:2019", None),
        ] {
            assert_eq!(mend(query, from, to).as_deref(), expected, "{query}");
        }
        let long = "tin ".repeat(64);
        assert_eq!(mend(&long, "tin", "bản tin"), None, "more words than a query may have");
    }
}
