//! Prints a query in its own syntax, so that the reader sees what was understood and can type it again.
//!
//! Reading the print gives the same tree, as long as the print itself keeps the limits. Operators are printed as signs (`|`, `&&`, `-`), which mean
//! the same in every language and in capitals.

use std::fmt::{Display, Formatter, Result, Write};

use super::ast::{Expr, Query, Word};
use super::lexer::Operator;

impl Display for Query {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        self.root.as_ref().map_or(Ok(()), |root| root.fmt(out))
    }
}

impl Display for Expr {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        Printer { out, has_lowercase: has_lowercase(self) }.expr(self)
    }
}

/// Tells whether the print will hold a lower-case letter, which lets operators in letters be operators.
fn has_lowercase(expr: &Expr) -> bool {
    let in_text = |text: &str| text.chars().any(char::is_lowercase);
    match expr {
        Expr::Words(words) => words.iter().any(|word| in_text(&word.text)),
        Expr::Phrase { text, .. } | Expr::Prefix { text, .. } => in_text(text),
        Expr::Field { .. } => true,
        Expr::Not(inner) => has_lowercase(inner),
        Expr::And(inner) | Expr::Or(inner) => inner.iter().any(has_lowercase),
    }
}

struct Printer<'a, 'f> {
    out: &'a mut Formatter<'f>,
    has_lowercase: bool,
}

impl Printer<'_, '_> {
    fn expr(&mut self, expr: &Expr) -> Result {
        match expr {
            Expr::Words(words) => self.words(words),
            Expr::Phrase { text, slop, literal, .. } => {
                self.out.write_str(if *literal { "=\"" } else { "\"" })?;
                self.out.write_str(text)?;
                self.out.write_char('"')?;
                if *slop > 0 { write!(self.out, "~{slop}") } else { Ok(()) }
            }
            Expr::Prefix { text, .. } => write!(self.out, "{text}*"),
            Expr::Field { field, value, .. } => {
                let is_plain = value.chars().all(|ch| ch.is_alphanumeric() || matches!(ch, '-' | '/' | '.' | '_'));
                let quote = if is_plain { "" } else { "\"" };
                write!(self.out, "{}:{quote}{value}{quote}", field.name())
            }
            Expr::Not(inner) if takes_minus(inner) => {
                self.out.write_char('-')?;
                self.expr(inner)
            }
            Expr::Not(inner) => {
                self.out.write_char('-')?;
                self.in_brackets(inner)
            }
            Expr::And(all) => self.all(all),
            Expr::Or(any) => self.any(any),
        }
    }

    fn words(&mut self, words: &[Word]) -> Result {
        for (index, word) in words.iter().enumerate() {
            let before = if index > 0 { " " } else { "" };
            let literal = if word.literal { "=" } else { "" };
            // The comma keeps a word that looks like an operator from being one.
            let behind = if !word.literal && self.has_lowercase && Operator::read(&word.text).is_some() { "," } else { "" };
            write!(self.out, "{before}{literal}{}{behind}", word.text)?;
        }
        Ok(())
    }

    fn all(&mut self, all: &[Expr]) -> Result {
        for (index, expr) in all.iter().enumerate() {
            let is_choice = || expr.one_field().is_some_and(|field| all[..index].iter().any(|other| other.one_field() == Some(field)));
            match (index.checked_sub(1).map(|left| &all[left]), expr) {
                (None, _) => {}
                (Some(Expr::Words(_)), Expr::Words(_)) => self.out.write_str(" && ")?,
                // Side by side they would be a choice.
                _ if is_choice() => self.out.write_str(" && ")?,
                (Some(_), _) => self.out.write_char(' ')?,
            }
            if matches!(expr, Expr::Or(_)) { self.in_brackets(expr)? } else { self.expr(expr)? }
        }
        Ok(())
    }

    fn any(&mut self, any: &[Expr]) -> Result {
        for (index, expr) in any.iter().enumerate() {
            if index > 0 {
                self.out.write_str(" | ")?;
            }
            self.expr(expr)?;
        }
        Ok(())
    }

    fn in_brackets(&mut self, expr: &Expr) -> Result {
        self.out.write_char('(')?;
        self.expr(expr)?;
        self.out.write_char(')')
    }
}

/// Tells whether a `-` right before this excludes it.
fn takes_minus(expr: &Expr) -> bool {
    let begins_with_letter = |text: &str| text.chars().next().is_some_and(char::is_alphabetic);
    match expr {
        Expr::Words(words) => matches!(&words[..], [word] if word.literal || begins_with_letter(&word.text)),
        Expr::Prefix { text, .. } => begins_with_letter(text),
        Expr::Phrase { .. } | Expr::Field { .. } => true,
        Expr::Not(_) | Expr::And(_) | Expr::Or(_) => false,
    }
}
