//! From characters to words, phrases, fields, operators and brackets. Decides what is syntax and what is text; knows no precedence.

use crate::analysis::{Token, tokenize};
use crate::diagnostic::Diagnostic;
use crate::text::Span;

use super::ast::{Expr, Word};
use super::fields::Field;
use super::input::Char;
use super::limits;
use super::notes::Notes;
use super::piece::{Piece, quoted_text, text_of};
use super::quotes;

/// One piece of the query.
pub struct Lexeme {
    pub kind: Kind,
    pub span: Span,
    /// How many words of the limit it takes.
    pub words: usize,
}

pub enum Kind {
    /// `Words` of one word, `Phrase`, `Prefix` or `Field`.
    Operand(Expr),
    /// An operator; with its word if it was written in letters, for it may turn out to be text.
    Operator(Operator, Option<Word>),
    Open,
    Close,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    Not,
    And,
    Or,
}

impl Operator {
    /// Reads an operator in letters.
    pub fn read(text: &str) -> Option<Self> {
        match text {
            "NOT" | "KHÔNG" => Some(Self::Not),
            "AND" | "VÀ" => Some(Self::And),
            "OR" | "HOẶC" => Some(Self::Or),
            _ => None,
        }
    }

    /// Returns the sign that is an operator in every query.
    const fn sign(self) -> &'static str {
        match self {
            Self::Not => "-(…)",
            Self::And => "&&",
            Self::Or => "|",
        }
    }
}

/// Cuts the query into lexemes.
pub fn lex(chars: &[Char], notes: &mut Notes) -> Vec<Lexeme> {
    let headline = !chars.iter().any(|c| c.ch.is_lowercase());
    let mut lexer = Lexer { chars, at: 0, headline, prefixes: 0, lexemes: Vec::new(), notes };
    while let Some(ch) = lexer.peek(0) {
        lexer.step(ch);
    }
    lexer.note_square_brackets();
    lexer.lexemes
}

struct Lexer<'a> {
    chars: &'a [Char],
    at: usize,
    /// No lower-case letter in the whole query: operators in letters are words.
    headline: bool,
    prefixes: usize,
    lexemes: Vec<Lexeme>,
    notes: &'a mut Notes,
}

impl Lexer<'_> {
    fn step(&mut self, ch: char) {
        match ch {
            ' ' => self.at += 1,
            '(' => self.sign(Kind::Open, 1),
            ')' => self.sign(Kind::Close, 1),
            '|' => self.sign(Kind::Operator(Operator::Or, None), self.run_of('|')),
            '&' if self.peek(1) == Some('&') => self.sign(Kind::Operator(Operator::And, None), self.run_of('&')),
            '-' if self.excludes() => {
                self.sign(Kind::Operator(Operator::Not, None), 1);
                if self.peek(0) != Some('(') {
                    self.operand(true);
                }
            }
            _ => self.operand(false),
        }
    }

    /// Tells whether the `-` here excludes what follows it.
    fn excludes(&self) -> bool {
        let begins_piece = self.at == 0 || matches!(self.chars[self.at - 1].ch, ' ' | '(');
        begins_piece
            && match self.peek(1) {
                Some('(') => true,
                Some('=') => self.is_literal(self.at + 1),
                Some(next) => next.is_alphabetic() || quotes::closing(self.chars, self.at + 1).is_some(),
                None => false,
            }
    }

    /// Tells whether a `=` stands here that makes what follows literal.
    fn is_literal(&self, at: usize) -> bool {
        self.char(at) == Some('=') && (self.char(at + 1).is_some_and(char::is_alphanumeric) || quotes::closing(self.chars, at + 1).is_some())
    }

    /// Reads a phrase, a field, a prefix or a word. Behind a `-`, nothing is an operator.
    fn operand(&mut self, excluded: bool) {
        let start = self.at;
        let literal = self.is_literal(start);
        if literal {
            self.at += 1;
        }
        if let Some(close) = quotes::closing(self.chars, self.at) {
            self.phrase(start, close, literal);
        } else if self.peek(0).is_some_and(quotes::always_quotes) {
            self.notes.say(Diagnostic::warning("query-unclosed-quote").at(self.chars[self.at].span));
            self.at += 1;
        } else if literal {
            self.word(Piece::new(self.chars, self.at, self.piece_end(self.at)), true);
        } else {
            self.piece(excluded);
        }
    }

    fn phrase(&mut self, start: usize, close: usize, literal: bool) {
        let text = quoted_text(&self.chars[self.at + 1..close]);
        self.at = close + 1;
        let slop = self.slop();
        let span = self.span(start, self.at);
        if text.contains('*') {
            self.notes.say(Diagnostic::note("query-star-is-text").arg(&text).at(span));
        }
        if let Some((inner, words)) = self.extent(&tokenize(&text), span) {
            let text = inner.of(&text).to_owned();
            self.push(Kind::Operand(Expr::Phrase { text, slop, literal, span }), span, words);
        }
    }

    /// Reads `~N` behind a phrase; anything else is left for the next piece.
    fn slop(&mut self) -> u32 {
        if self.peek(0) != Some('~') {
            return 0;
        }
        let digits: String = self.chars[self.at + 1..].iter().map(|c| c.ch).take_while(char::is_ascii_digit).collect();
        let end = self.at + 1 + digits.len();
        if digits.is_empty() || !self.ends_piece(end) {
            return 0;
        }
        let span = self.span(self.at, end);
        self.at = end;
        // Only too many digits can fail, and that is too far as well.
        let slop = digits.parse().unwrap_or(u32::MAX);
        if slop > limits::SLOP {
            self.notes.say(Diagnostic::note("query-slop-capped").arg(limits::SLOP).at(span));
        }
        slop.min(limits::SLOP)
    }

    /// Reads what is typed without a space: a field, an operator in letters, a prefix or a word.
    fn piece(&mut self, excluded: bool) {
        let start = self.at;
        let mut piece = Piece::new(self.chars, start, self.piece_end(start));
        match self.field(&piece) {
            FieldReading::Field => return,
            FieldReading::NameIsText { end } => piece = Piece::new(self.chars, start, end),
            FieldReading::Text => {}
        }
        if !excluded && let Some(operator) = Operator::read(&piece.text) {
            self.operator(operator, piece);
        } else if piece.is_prefix() {
            self.prefix(piece);
        } else {
            self.word(piece, false);
        }
    }

    /// Reads `name:value`, or says why it is text.
    fn field(&mut self, piece: &Piece) -> FieldReading {
        let Some((name, value_at)) = piece.field_name() else { return FieldReading::Text };
        let span = self.span(piece.start, piece.end);
        let Some(field) = Field::named(&name) else {
            self.note_unknown_field(&name, piece, value_at, span);
            return FieldReading::Text;
        };
        let (value, end, quoted) = match quotes::closing(self.chars, value_at) {
            Some(close) => (quoted_text(&self.chars[value_at + 1..close]), close + 1, true),
            None => (text_of(&self.chars[value_at..piece.end]), piece.end, false),
        };
        let span = self.span(piece.start, end);
        let Some((inner, words)) = self.extent(&tokenize(&value), span) else {
            self.notes.say(Diagnostic::note("query-field-without-value").arg(&name).at(span));
            return FieldReading::Text;
        };
        let has_star = value.contains('*');
        let value = inner.of(&value).to_owned();
        if let Err(code) = field.check(&value) {
            self.notes.say(Diagnostic::warning(code).arg(&name).arg(&value).at(span));
            // A value in quotes is then a phrase. One behind a lone quote is a word of its own: in the same word, a later quote might close it.
            let by_itself = quoted || self.char(value_at).is_some_and(quotes::may_quote);
            return if by_itself { FieldReading::NameIsText { end: value_at } } else { FieldReading::Text };
        }
        if has_star {
            self.notes.say(Diagnostic::note("query-star-is-text").arg(&value).at(span));
        }
        self.at = end;
        self.push(Kind::Operand(Expr::Field { field, value, span }), span, words);
        FieldReading::Field
    }

    fn note_unknown_field(&mut self, name: &str, piece: &Piece, value_at: usize, span: Span) {
        let is_address = self.char(value_at) == Some('/');
        let has_value = value_at < piece.end || quotes::closing(self.chars, value_at).is_some();
        if is_address || !has_value {
            return;
        }
        self.notes.say(match Field::nearest(name) {
            Some(nearest) => Diagnostic::note("query-unknown-field-near").arg(name).arg(nearest).at(span),
            None => Diagnostic::note("query-unknown-field").arg(name).at(span),
        });
    }

    fn operator(&mut self, operator: Operator, piece: Piece) {
        let span = self.span(piece.start, piece.end);
        if self.headline {
            self.notes.say(Diagnostic::note("query-operator-is-word").arg(&piece.text).arg(operator.sign()).at(span));
            return self.word(piece, false);
        }
        self.at = piece.end;
        let word = Word { text: piece.text, span, literal: false };
        self.push(Kind::Operator(operator, Some(word)), span, 0);
    }

    fn prefix(&mut self, piece: Piece) {
        let token = &piece.tokens[0];
        let span = self.span(piece.start, piece.end);
        if token.fold.chars().count() < limits::PREFIX_LETTERS {
            self.notes.say(Diagnostic::warning("query-prefix-too-short").arg(&piece.text).arg(limits::PREFIX_LETTERS).at(span));
            return self.word(piece, false);
        }
        if self.prefixes == limits::PREFIXES {
            self.notes.say(Diagnostic::warning("query-too-many-prefixes").arg(limits::PREFIXES).at(span));
            return self.word(piece, false);
        }
        self.prefixes += 1;
        self.at = piece.end;
        let text = token.span.of(&piece.text).to_owned();
        self.push(Kind::Operand(Expr::Prefix { text, span }), span, 1);
    }

    fn word(&mut self, piece: Piece, literal: bool) {
        let whole = self.span(piece.start, piece.end);
        self.at = piece.end;
        self.note_signs(&piece, whole);
        let Some((inner, words)) = self.extent(&piece.tokens, whole) else { return };
        let span = self.span(piece.index(inner.start), piece.index(inner.end));
        let word = Word { text: inner.of(&piece.text).to_owned(), span, literal };
        self.push(Kind::Operand(Expr::Words(vec![word])), span, words);
    }

    /// Returns the part of a text from its first word to its last, and how many they are; nothing if there is none.
    fn extent(&mut self, tokens: &[Token], span: Span) -> Option<(Span, usize)> {
        if tokens.len() > limits::PHRASE {
            self.notes.say(Diagnostic::warning("query-phrase-too-long").arg(limits::PHRASE).at(span));
        }
        let tokens = &tokens[..tokens.len().min(limits::PHRASE)];
        Some((tokens.first()?.span.join(tokens.last()?.span), tokens.len()))
    }

    /// Says that a sign means nothing where it stands, unless it is the punctuation of ordinary text.
    fn note_signs(&mut self, piece: &Piece, span: Span) {
        if piece.is_prefix() {
            return;
        }
        if piece.text.contains('*') {
            self.notes.say(Diagnostic::note("query-star-is-text").arg(&piece.text).at(span));
        } else if piece.text.contains(['^', '~', '\\']) {
            self.notes.say(Diagnostic::note("query-sign-is-text").arg(&piece.text).at(span));
        }
    }

    /// Square brackets and braces are text; one without its partner is worth a word, for it may be half of something pasted.
    fn note_square_brackets(&mut self) {
        for (open, close) in [('[', ']'), ('{', '}')] {
            let count = |sign| self.chars.iter().filter(|c| c.ch == sign).count();
            if count(open) != count(close)
                && let Some(first) = self.chars.iter().find(|c| c.ch == open || c.ch == close)
            {
                self.notes.say(Diagnostic::note("query-bracket-is-text").arg(first.ch).at(first.span));
            }
        }
    }

    fn push(&mut self, kind: Kind, span: Span, words: usize) {
        self.lexemes.push(Lexeme { kind, span, words });
    }

    fn sign(&mut self, kind: Kind, length: usize) {
        let span = self.span(self.at, self.at + length);
        self.at += length;
        self.push(kind, span, 0);
    }

    fn run_of(&self, sign: char) -> usize {
        self.chars[self.at..].iter().take_while(|c| c.ch == sign).count()
    }

    /// Returns where the piece that begins at `start` ends; it holds at least one character.
    fn piece_end(&self, start: usize) -> usize {
        (start + 1..self.chars.len()).find(|&at| self.ends_piece(at)).unwrap_or(self.chars.len())
    }

    fn ends_piece(&self, at: usize) -> bool {
        self.char(at)
            .is_none_or(|ch| matches!(ch, ' ' | '(' | ')' | '|') || quotes::always_quotes(ch) || (ch == '&' && self.char(at + 1) == Some('&')))
    }

    fn peek(&self, ahead: usize) -> Option<char> {
        self.char(self.at + ahead)
    }

    fn char(&self, at: usize) -> Option<char> {
        self.chars.get(at).map(|c| c.ch)
    }

    /// Returns the bytes of the query behind `start..end`, which holds at least one character.
    fn span(&self, start: usize, end: usize) -> Span {
        self.chars[start].span.join(self.chars[end - 1].span)
    }
}

enum FieldReading {
    /// It was read and pushed.
    Field,
    /// The name is a word that ends at `end`, and what follows is read for itself.
    NameIsText { end: usize },
    /// All of it is text.
    Text,
}
