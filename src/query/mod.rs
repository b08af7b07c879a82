//! The query language: from what a reader types to a tree of words, phrases, fields and operators.
//!
//! A search box never dead-ends: parsing cannot fail, whatever is typed. What cannot be read is text, and a diagnostic says so.
//! This floor knows no engine and no archive. Which words are a name or an abbreviation is found by the planner.
//!
//! ```text
//! query    = side ( ( "OR" | "HOẶC" | "|" ) side )*
//! side     = item ( [ "AND" | "VÀ" | "&&" ] item )*         binds tighter than OR
//! item     = ( "NOT" | "KHÔNG" | "-" )* ( "(" query ")" | field | phrase | prefix | word )
//! field    = name ":" ( quoted | piece )                    nam:2019  can-bo:"Trần Văn Chung"
//! phrase   = [ "=" ] quoted [ "~" digits ]                  "đảng ủy khối"  "hội nghị tổng kết"~5
//! prefix   = word "*"                                       nguy*
//! word     = [ "=" ] piece                                  35-CT/TW  =BTV
//! ```
//!
//! An operator in letters is an operator only in capitals, and only if the query has a lower-case letter: a pasted headline is text.
//! A `-` excludes only at the start, behind a space or an opening bracket, and only before a letter, a quote, `=` or a bracket: `205 - QĐ/TW` is text.

mod ast;
mod display;
mod fields;
mod input;
mod lexer;
pub mod limits;
mod notes;
mod parser;
mod piece;
mod plain;
mod quotes;

use crate::diagnostic::Diagnostic;
use crate::text::Span;

pub use ast::{Expr, Query, Word};
pub use fields::{Field, days, year};
pub use plain::plain;

/// Reads a query. Never fails, and does a bounded amount of work whatever the text is.
///
/// ```
/// let query = timbao::query::parse("tran van chung (hội nghị OR \"tổng kết\") -năm:2018");
/// assert_eq!(query.to_string(), "tran van chung (hội nghị | \"tổng kết\") -nam:2018");
/// assert!(query.diagnostics.is_empty());
/// ```
pub fn parse(text: &str) -> Query {
    let mut notes = notes::Notes::default();
    let chars = input::read(text, &mut notes);
    let lexemes = lexer::lex(&chars, &mut notes);
    let root = parser::parse(lexemes, &mut notes);
    let whole = Span::new(0, text.len());
    match &root {
        None => notes.say(Diagnostic::warning("query-empty").at(whole)),
        Some(expr) if expr.only_excludes() => notes.say(Diagnostic::warning("query-only-excludes").at(whole)),
        Some(_) => {}
    }
    Query { root, diagnostics: notes.into_diagnostics() }
}
