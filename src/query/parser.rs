//! From lexemes to the tree: precedence, brackets, and operators that have nothing to join.
//!
//! One pass with a stack of open brackets, at most [`limits::DEPTH`] of them; nothing here recurses over the query.

use crate::diagnostic::Diagnostic;
use crate::text::Span;

use super::ast::{Expr, Word};
use super::lexer::{Kind, Lexeme, Operator};
use super::limits;
use super::notes::Notes;

/// Builds the tree; nothing if there is no operand.
pub fn parse(lexemes: Vec<Lexeme>, notes: &mut Notes) -> Option<Expr> {
    let end = lexemes.last().map_or(0, |lexeme| lexeme.span.end);
    let mut parser = Parser { open: Vec::new(), group: Group::default(), too_deep: 0, words: 0, notes };
    for Lexeme { kind, span, words } in lexemes {
        let has_room = match kind {
            Kind::Operand(expr) => parser.operand(expr, span.start, words, end),
            Kind::Operator(operator, word) => parser.operator(operator, word, span, end),
            Kind::Open => parser.open(span),
            Kind::Close => parser.close(span, end),
        };
        if !has_room {
            break;
        }
    }
    parser.finish(end)
}

struct Parser<'a> {
    /// The groups around the current one, each with the bracket that interrupted it.
    open: Vec<(Group, Span)>,
    group: Group,
    /// Brackets that are open beyond the limit.
    too_deep: usize,
    words: usize,
    notes: &'a mut Notes,
}

impl Parser<'_> {
    /// Adds an operand; `false` when the query has no room for it, and so for nothing behind it.
    fn operand(&mut self, expr: Expr, start: usize, words: usize, end: usize) -> bool {
        self.words += words;
        if self.words > limits::WORDS {
            self.notes.say(Diagnostic::warning("query-too-many-words").arg(limits::WORDS).at(Span::new(start, end)));
            return false;
        }
        self.group.add(expr);
        true
    }

    /// Remembers an operator until its operand comes. Where an operand is due, an operator in letters is that operand.
    fn operator(&mut self, operator: Operator, word: Option<Word>, span: Span, end: usize) -> bool {
        let waits = match operator {
            Operator::Not => true,
            Operator::And | Operator::Or => self.group.can_join(),
        };
        if waits {
            self.group.waiting.push(Waiting { operator, word, span });
            return true;
        }
        self.as_text(word, span, end)
    }

    /// Reads an operator without its operand: a word if it was written in letters, else nothing.
    fn as_text(&mut self, word: Option<Word>, span: Span, end: usize) -> bool {
        self.notes.say(Diagnostic::note("query-operator-alone").at(span));
        match word {
            Some(word) => self.operand(Expr::Words(vec![word]), span.start, 1, end),
            None => true,
        }
    }

    fn open(&mut self, span: Span) -> bool {
        if self.open.len() == limits::DEPTH {
            self.notes.say(Diagnostic::warning("query-too-deep").arg(limits::DEPTH).at(span));
            self.too_deep += 1;
        } else {
            self.open.push((std::mem::take(&mut self.group), span));
        }
        true
    }

    fn close(&mut self, span: Span, end: usize) -> bool {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return true;
        }
        if self.open.is_empty() {
            self.notes.say(Diagnostic::warning("query-unopened-bracket").at(span));
            return true;
        }
        self.close_group(end)
    }

    /// Ends the current group and makes it an operand of the one around it. An empty group is nothing: what waited before it waits on.
    fn close_group(&mut self, end: usize) -> bool {
        let has_room = self.settle(end);
        let inner = std::mem::take(&mut self.group);
        if let Some((outer, _)) = self.open.pop() {
            self.group = outer;
        }
        if let Some(expr) = inner.into_expr() {
            self.group.add(expr);
        }
        has_room
    }

    /// Turns operators that wait in vain into text.
    fn settle(&mut self, end: usize) -> bool {
        std::mem::take(&mut self.group.waiting).into_iter().all(|vain| self.as_text(vain.word, vain.span, end))
    }

    fn finish(mut self, end: usize) -> Option<Expr> {
        if let Some((_, bracket)) = self.open.first() {
            self.notes.say(Diagnostic::warning("query-unclosed-bracket").at(*bracket));
        }
        while !self.open.is_empty() {
            self.close_group(end);
        }
        self.settle(end);
        self.group.into_expr()
    }
}

/// What stands in one pair of brackets, or in none.
#[derive(Default)]
struct Group {
    /// The finished sides of `OR`.
    alternatives: Vec<Expr>,
    /// What must all be found on the current side.
    all: Vec<Expr>,
    /// Operators that wait for their operand: at most one `AND` or `OR`, then any number of `NOT`.
    waiting: Vec<Waiting>,
}

struct Waiting {
    operator: Operator,
    word: Option<Word>,
    span: Span,
}

impl Group {
    /// Tells whether an `AND` or `OR` has something on its left and nothing waits already.
    fn can_join(&self) -> bool {
        !self.all.is_empty() && self.waiting.is_empty()
    }

    /// Adds an operand, with the operators that waited for it.
    fn add(&mut self, expr: Expr) {
        let waiting = std::mem::take(&mut self.waiting);
        let join = waiting.first().map(|first| first.operator);
        let nots = waiting.iter().filter(|waiting| waiting.operator == Operator::Not).count();
        let expr = if nots % 2 == 1 { negate(expr) } else { expr };
        if join == Some(Operator::Or) {
            self.end_alternative();
        }
        let mut side_by_side = join != Some(Operator::And);
        for expr in flatten_and(expr) {
            let alone = if side_by_side { self.join(expr) } else { Some(expr) };
            self.all.extend(alone);
            // Inside a group its own operators already say which words stand side by side.
            side_by_side = false;
        }
    }

    /// Joins what stands side by side: words with the words before them, values with others of their field. Gives back what has no partner.
    fn join(&mut self, expr: Expr) -> Option<Expr> {
        let field = expr.one_field();
        match (self.all.last_mut(), expr) {
            (Some(Expr::Words(left)), Expr::Words(right)) => {
                left.extend(right);
                None
            }
            (_, expr) if field.is_some() => match self.all.iter_mut().find(|other| other.one_field() == field) {
                Some(other) => {
                    let mut values = flatten_or(std::mem::replace(other, Expr::Or(Vec::new())));
                    values.extend(flatten_or(expr));
                    *other = Expr::Or(values);
                    None
                }
                None => Some(expr),
            },
            (_, expr) => Some(expr),
        }
    }

    fn end_alternative(&mut self) {
        let all = std::mem::take(&mut self.all);
        match one_or(all, Expr::And) {
            Some(Expr::Or(inner)) => self.alternatives.extend(inner),
            Some(expr) => self.alternatives.push(expr),
            None => {}
        }
    }

    fn into_expr(mut self) -> Option<Expr> {
        self.end_alternative();
        one_or(self.alternatives, Expr::Or)
    }
}

fn negate(expr: Expr) -> Expr {
    match expr {
        Expr::Not(inner) => *inner,
        expr => Expr::Not(Box::new(expr)),
    }
}

fn flatten_and(expr: Expr) -> Vec<Expr> {
    match expr {
        Expr::And(inner) => inner,
        expr => vec![expr],
    }
}

fn flatten_or(expr: Expr) -> Vec<Expr> {
    match expr {
        Expr::Or(inner) => inner,
        expr => vec![expr],
    }
}

fn one_or(mut exprs: Vec<Expr>, many: fn(Vec<Expr>) -> Expr) -> Option<Expr> {
    if exprs.len() > 1 { Some(many(exprs)) } else { exprs.pop() }
}

impl Expr {
    /// Tells whether articles with none of the query's words would match: nothing in it asks for something.
    pub(super) fn only_excludes(&self) -> bool {
        match self {
            Self::Words(_) | Self::Phrase { .. } | Self::Prefix { .. } | Self::Field { .. } => false,
            Self::Not(inner) => !inner.only_excludes(),
            Self::And(all) => all.iter().all(Self::only_excludes),
            Self::Or(any) => any.iter().any(Self::only_excludes),
        }
    }
}
