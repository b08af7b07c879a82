//! What kind of question a query is, told from its tree alone.

use crate::query::{self, Expr};

use super::plan::Dated;

/// Tells whether any word of the query carries a mark: then marks are meant throughout.
pub fn has_marks(expr: &Expr) -> bool {
    let marked = |text: &str| crate::analysis::tokenize(text).iter().any(crate::analysis::Token::is_marked);
    match expr {
        Expr::Words(words) => words.iter().any(|word| marked(&word.text)),
        Expr::Phrase { text, .. } | Expr::Prefix { text, .. } | Expr::Field { value: text, .. } => marked(text),
        Expr::Not(_) => false,
        Expr::And(inner) | Expr::Or(inner) => inner.iter().any(has_marks),
    }
}

/// Tells whether a query has no operators. Quotes are none: headlines quote (`Tỉnh Mẫu "mở cửa" đón du khách`). Nor are fields that narrow the archive.
pub fn is_plain(expr: &Expr) -> bool {
    match expr {
        Expr::Words(_) | Expr::Phrase { slop: 0, literal: false, .. } => true,
        Expr::And(inner) => inner.iter().all(is_plain),
        Expr::Field { field, .. } => is_filter(*field),
        Expr::Or(_) => expr.one_field().is_some_and(is_filter),
        _ => false,
    }
}

/// Returns which day the query says that its dates are of: `ngay:event`.
pub fn dated(expr: &Expr) -> Option<Dated> {
    match expr {
        Expr::Field { field: query::Field::Date, value, .. } => match value.as_str() {
            "event" => Some(Dated::Event),
            "published" => Some(Dated::Published),
            _ => None,
        },
        Expr::And(inner) | Expr::Or(inner) => inner.iter().find_map(dated),
        _ => None,
    }
}

/// Tells whether a field narrows the archive, unlike one whose value is searched in the text.
pub const fn is_filter(field: query::Field) -> bool {
    use query::Field as Asks;
    matches!(field, Asks::Year | Asks::From | Asks::To | Asks::Date | Asks::Province | Asks::Source)
}
