//! What a query means in this archive: its tree with every leaf turned into a unit that knows how it is matched, weighed and marked.

mod fields;
mod forms;

use crate::diagnostic::Diagnostic;

use crate::highlight::{Pattern, Shape, Spelling};
use crate::query::{Expr, Query, Word};
use crate::text::Span;
use crate::text::spelling::without_marks;

use super::engine::{Engine, Result};
use super::filters;
use super::nature::{self, has_marks, is_filter, is_plain};
use super::phrase::{self, Reading, Resolved, Whole};
use super::plan::{Clause, Dated, Facet, Field, Weighted};
use super::reading::{self, Asked, Run, Stance};
use super::request::Request;
use super::response::{Expansion, Unit, UnitKind};
use super::units::{self, Found};
use super::weights;

/// A query, understood.
#[derive(Clone, Debug, Default)]
pub struct Meaning {
    /// Decides which articles match in full; nothing when the query has no searchable word.
    pub full: Option<Clause>,
    /// What a partial match must not hold either.
    pub excluded: Vec<Clause>,
    /// Fields that a partial match must have as well: who asks for a year does not want another.
    pub required: Vec<Clause>,
    pub scoring: Vec<Weighted>,
    /// The names, phrases and abbreviations, each as it is matched.
    pub whole_units: Vec<Clause>,
    /// What is marked in a full match.
    pub patterns: Vec<Pattern>,
    /// Runs of words, for the bigrams of partial matches.
    pub runs: Vec<AskedRun>,
    pub units: Vec<Unit>,
    pub expansions: Vec<Expansion>,
    pub diagnostics: Vec<Diagnostic>,
    /// The other readings of phrases and names.
    pub others: Vec<Other>,
    /// The words of the query with the units found in them, but for what is excluded.
    pub read: Vec<(Run, Vec<Found>)>,
    /// Whether the query is a sentence, such as a headline, and not a list of what an article must hold.
    pub is_sentence: bool,
    /// The query as it is searched, in its own syntax.
    pub shown: Option<Expr>,
    /// Words that would be read as raw typing if the query as typed finds nothing.
    pub pending_repairs: usize,
}

impl Meaning {
    /// Tells whether an article must hold one thing and nothing else is said of it.
    pub fn is_one_unit(&self) -> bool {
        self.units.len() == 1 && matches!(self.shown, Some(Expr::Words(_) | Expr::Phrase { .. }))
    }
}

/// The other reading of a phrase or name: words that find it, in place of those that were typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Other {
    pub span: Span,
    pub text: String,
    /// How many articles hold it.
    pub total: u64,
    /// Whether a query of these words finds as many; if not, it must be counted.
    pub is_exact: bool,
    /// Whether it finds all that was found and more, and not only a part.
    pub is_wider: bool,
}

/// A run of words with the names found in it.
#[derive(Clone, Debug)]
pub struct AskedRun {
    pub asked: Vec<Asked>,
    pub names: Vec<std::ops::Range<usize>>,
}

/// When words are read as raw Telex or VNI typing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typing {
    /// As typed, always.
    Off,
    /// If at least two words look like it, or one whose letters the archive does not hold.
    Cautious,
    /// If any word looks like it.
    Eager,
}

/// Understands a query.
pub fn understand(query: &Query, engine: &dyn Engine, expand: bool, typing: Typing) -> Result<Meaning> {
    let mut builder = Builder {
        engine,
        expand,
        typing,
        marked: false,
        is_plain: false,
        negated: 0,
        alternatives: 0,
        dated: Dated::default(),
        meaning: Meaning::default(),
    };
    let Some(root) = &query.root else { return Ok(builder.meaning) };
    builder.marked = has_marks(root);
    builder.is_plain = is_plain(root);
    builder.dated = nature::dated(root).unwrap_or_default();
    let (clause, shown) = builder.expr(root)?;
    builder.meaning.full = Some(clause);
    builder.meaning.shown = Some(shown);
    Ok(builder.meaning)
}

/// A run of more units than this is a sentence: no list of what an article must hold is so long.
const LONGEST_LIST: usize = 6;

struct Builder<'a> {
    engine: &'a dyn Engine,
    expand: bool,
    typing: Typing,
    marked: bool,
    /// Whether the query has no operators.
    is_plain: bool,
    /// How many exclusions the place in the tree is inside of.
    negated: usize,
    /// How many alternatives it is inside of.
    alternatives: usize,
    /// Which day `tu:` and `den:` speak of.
    dated: Dated,
    meaning: Meaning,
}

impl Typing {
    /// Returns how the words of a request are read at first.
    pub const fn of(request: &Request) -> Self {
        if request.expand { Self::Cautious } else { Self::Off }
    }
}

impl Builder<'_> {
    /// Depth is bounded: the parser nests no deeper than its limit.
    fn expr(&mut self, expr: &Expr) -> Result<(Clause, Expr)> {
        Ok(match expr {
            Expr::Words(words) => self.words(words)?,
            Expr::Phrase { text, slop, literal, span } => (self.phrase(text, *slop, *literal, *span)?, expr.clone()),
            Expr::Prefix { text, span } => (self.prefix(text, *span)?, expr.clone()),
            Expr::Field { field, value, span } => {
                let clause = self.field(*field, value, *span)?;
                if self.negated == 0 && self.alternatives == 0 && is_filter(*field) {
                    self.meaning.required.push(clause.clone());
                }
                (clause, expr.clone())
            }
            Expr::Not(inner) => {
                self.negated += 1;
                let understood = self.expr(inner);
                self.negated -= 1;
                let (clause, shown) = understood?;
                self.meaning.excluded.push(clause.clone());
                (Clause::Not(Box::new(clause)), Expr::Not(Box::new(shown)))
            }
            Expr::And(inner) => {
                let (clauses, shown) = self.each(inner)?;
                (Clause::All(clauses), Expr::And(shown))
            }
            Expr::Or(inner) => {
                self.alternatives += 1;
                let understood = self.each(inner);
                self.alternatives -= 1;
                let (clauses, shown) = understood?;
                if self.negated == 0 && self.alternatives == 0 && expr.one_field().is_some_and(is_filter) {
                    self.meaning.required.push(Clause::Any(clauses.clone()));
                }
                (Clause::Any(clauses), Expr::Or(shown))
            }
        })
    }

    fn each(&mut self, inner: &[Expr]) -> Result<(Vec<Clause>, Vec<Expr>)> {
        inner.iter().map(|expr| self.expr(expr)).collect::<Result<Vec<_>>>().map(|pairs| pairs.into_iter().unzip())
    }

    fn words(&mut self, words: &[Word]) -> Result<(Clause, Expr)> {
        let run = self.read(words)?;
        let found = units::recognise(&run, self.engine, self.expand)?;
        self.meaning.is_sentence |= self.is_plain && found.len() > LONGEST_LIST;
        let mut clauses = Vec::with_capacity(found.len());
        let mut shown: Vec<Expr> = Vec::new();
        let mut readings = Vec::with_capacity(found.len());
        for unit in &found {
            let asked = &run.asked[unit.tokens.clone()];
            let resolved = match unit.kind {
                UnitKind::Word | UnitKind::Year => Resolved::AS_TYPED,
                kind => {
                    let resolved = phrase::resolve(asked, finder(kind), self.engine)?;
                    // Committees and abbreviations are known as they are written.
                    if matches!(kind, UnitKind::Name | UnitKind::Phrase) {
                        self.offer_other(resolved, kind, &run.text_of(unit.tokens.clone()), run.span_of(unit.tokens.clone()));
                    }
                    resolved
                }
            };
            readings.push(resolved);
            clauses.push(self.unit(unit, &run, resolved)?);
            push_shown(&mut shown, self.show(unit, &run));
        }
        if self.negated == 0 && !found.is_empty() {
            self.weigh(&run, &found, &readings)?;
            self.meaning.read.push((run, found));
        }
        Ok((Clause::all(clauses), if shown.len() == 1 { shown.remove(0) } else { Expr::And(shown) }))
    }

    /// Analyses a run of words, raw typing written out where it is meant so.
    fn read(&mut self, words: &[Word]) -> Result<Run> {
        let run = Run::new(words);
        if self.typing == Typing::Off || !self.expand {
            return Ok(run);
        }
        let repairs = reading::repairs(&run, self.engine)?;
        let enough = repairs.len() >= 2 || (self.typing == Typing::Eager && !repairs.is_empty());
        if !enough {
            self.meaning.pending_repairs += repairs.len();
            return Ok(run);
        }
        let repaired = reading::repaired(&run, &repairs, self.engine)?;
        let typed: Vec<&str> = repairs.iter().map(|repair| words[repair.word].text.as_str()).collect();
        let read: Vec<&str> = repairs.iter().map(|repair| repaired.texts[repair.word].as_str()).collect();
        let spans = repairs.iter().map(|repair| words[repair.word].span).reduce(Span::join);
        let note = Diagnostic::note("search-typing").arg(typed.join(" ")).arg(read.join(" "));
        self.meaning.diagnostics.push(Diagnostic { span: spans, ..note });
        self.marked = true;
        Ok(repaired)
    }

    /// Remembers the other reading of a unit. A quoted phrase stays quoted; the value of a field has none, since it stays as it is.
    fn offer_other(&mut self, resolved: Resolved, kind: UnitKind, text: &str, span: Span) {
        let Some((reading, total)) = resolved.other.filter(|_| self.negated == 0) else { return };
        let text = match (reading, kind) {
            (Reading::Literal, _) => format!("=\"{text}\""),
            (_, UnitKind::Phrase) => format!("\"{}\"", without_marks(text)),
            _ => without_marks(text),
        };
        let is_exact = reading == Reading::Folded && kind == UnitKind::Name;
        self.meaning.others.push(Other { span, text, total, is_exact, is_wider: reading == Reading::Folded });
    }

    /// Matches one unit, and says how it is marked.
    fn unit(&mut self, found: &Found, run: &Run, resolved: Resolved) -> Result<Clause> {
        let asked = &run.asked[found.needed()];
        let text = run.text_of(found.tokens.clone());
        let index = self.name_unit(found.kind, text.clone(), unit_key(asked));
        let is_name = found.kind == UnitKind::Name;
        self.mark(phrase::pattern(asked, resolved.reading, if is_name { Shape::Name } else { Shape::Row }, index));
        let mut clauses = vec![finder(found.kind)(asked, resolved.reading, &Field::TEXT)];
        if found.kind == UnitKind::Word || found.kind == UnitKind::Year {
            clauses.extend(
                asked
                    .iter()
                    .filter(|word| word.stance != Stance::Literal && !word.token.also.is_empty())
                    .flat_map(|word| Field::TEXT.map(|field| Clause::term(field, word.token.also.clone()))),
            );
        }
        if found.kind == UnitKind::Body {
            clauses.push(Clause::term(Field::Committee, filters::term(Facet::Body, &text)));
            self.mark_usual_form(&text, run.span_of(found.tokens.clone()), index);
            self.spell_out(found, run, index);
        }
        if found.kind == UnitKind::Year {
            clauses.extend(asked.iter().map(|year| Clause::term(Field::Year, year.token.fold.clone())));
        }
        if let Some(key) = &found.document {
            clauses.push(Clause::term(Field::Document, key.as_str()));
            self.mark_number(key, asked, index);
        }
        self.recognised(found);
        if let Some(abbreviation) = found.abbreviation {
            self.expand(abbreviation, found, run, index, &mut clauses);
        }
        let clause = Clause::any(clauses);
        if self.negated == 0 && (found.needed().len() > 1 || found.abbreviation.is_some()) {
            self.meaning.whole_units.push(clause.clone());
        }
        Ok(clause)
    }

    fn phrase(&mut self, text: &str, slop: u32, literal: bool, span: Span) -> Result<Clause> {
        let (clause, resolved) = self.phrase_in(UnitKind::Phrase, text, slop, literal, span, &Field::TEXT)?;
        self.offer_other(resolved, UnitKind::Phrase, text, span);
        Ok(clause)
    }

    fn phrase_in(&mut self, kind: UnitKind, text: &str, slop: u32, literal: bool, span: Span, fields: &[Field]) -> Result<(Clause, Resolved)> {
        let run = Run::new(&[Word { text: text.to_owned(), span, literal }]);
        if run.asked.is_empty() {
            return Ok((Clause::NOTHING, Resolved::AS_TYPED));
        }
        let resolved = if slop == 0 { phrase::resolve(&run.asked, phrase::clause, self.engine)? } else { Resolved::AS_TYPED };
        let index = self.name_unit(kind, text.to_owned(), unit_key(&run.asked));
        self.mark(phrase::pattern(&run.asked, resolved.reading, if slop == 0 { Shape::Row } else { Shape::Near(slop) }, index));
        if self.negated == 0 {
            if run.asked.len() > 1 && slop == 0 {
                self.meaning.whole_units.push(phrase::clause(&run.asked, resolved.reading, fields));
            }
            let whole = Found::of(kind, 0..run.asked.len());
            self.weigh(&run, &[whole], &[resolved])?;
        }
        let clause = if slop == 0 { phrase::clause(&run.asked, resolved.reading, fields) } else { phrase::near(&run.asked, slop, fields) };
        Ok((clause, resolved))
    }

    fn prefix(&mut self, text: &str, span: Span) -> Result<Clause> {
        let tokens = crate::analysis::tokenize_paragraph(text);
        let Some(last) = tokens.last() else { return Ok(Clause::NOTHING) };
        let behind_all = format!("{}{}", last.fold, char::MAX);
        if self.engine.terms(Field::Body, &last.fold, &behind_all, Clause::MAX_EXPANSION + 1)?.len() > Clause::MAX_EXPANSION {
            let cut = Diagnostic::warning("search-prefix-cut").arg(text).arg(Clause::MAX_EXPANSION);
            self.meaning.diagnostics.push(Diagnostic { span: Some(span), ..cut });
        }
        let index = self.name_unit(UnitKind::Prefix, format!("{text}*"), last.fold.to_string());
        self.mark(Pattern { unit: index, words: vec![(0, Spelling::Prefix(last.fold.clone()))], shape: Shape::Row });
        let clause = Clause::any(Field::TEXT.map(|field| Clause::Prefix { field, text: last.fold.clone() }).to_vec());
        if self.negated == 0 {
            self.meaning.scoring.push(Weighted::relevance(clause.clone(), 1.0));
        }
        Ok(clause)
    }

    /// Weighs a run of units, each with its reading, and keeps it for partial matches.
    fn weigh(&mut self, run: &Run, found: &[Found], readings: &[Resolved]) -> Result<()> {
        let asked: Vec<Asked> = found.iter().flat_map(|unit| run.asked[unit.tokens.clone()].iter().cloned()).collect();
        let whole = match (found, readings) {
            ([unit], [resolved]) if unit.tokens == (0..run.asked.len()) => Some(resolved.reading),
            // Who typed a whole headline, or the long name of a body, wants the articles that hold it as it stands.
            _ if self.meaning.is_sentence => Some(Reading::Typed),
            _ if (2..=weights::SHORT).contains(&asked.len()) => Some(phrase::reading(&asked, self.engine)?),
            _ => None,
        };
        self.meaning.scoring.extend(weights::run(&asked, self.marked, whole));
        if self.meaning.is_sentence {
            self.meaning.scoring.extend(weights::lead(&asked, self.marked));
        }
        // In a sentence the rarity of words tells more than which of them stand together: with its names and abbreviations weighed as
        // phrases, headlines found their articles less often.
        if found.len() > 1 && !self.meaning.is_sentence {
            for (unit, resolved) in found.iter().zip(readings).filter(|(unit, _)| unit.needed().len() > 1) {
                self.meaning.scoring.extend(weights::phrase(&run.asked[unit.tokens.clone()], self.marked, resolved.reading));
            }
        }
        let mut names = Vec::new();
        let mut start = 0;
        for unit in found {
            let end = start + unit.tokens.len();
            if unit.kind == UnitKind::Name {
                names.push(start..end);
            }
            start = end;
        }
        self.meaning.runs.push(AskedRun { asked, names });
        Ok(())
    }

    fn name_unit(&mut self, kind: UnitKind, text: String, key: String) -> usize {
        if self.negated == 0 {
            self.meaning.units.push(Unit { kind, text, key, is_recognised: false });
        }
        self.meaning.units.len().saturating_sub(1)
    }

    /// Remembers that plain words were taken for more than words.
    fn recognised(&mut self, found: &Found) {
        let is_more = matches!(found.kind, UnitKind::Name | UnitKind::Body | UnitKind::Year) || found.document.is_some();
        if let Some(unit) = self.meaning.units.last_mut().filter(|_| self.negated == 0) {
            unit.is_recognised = is_more;
        }
    }

    fn mark(&mut self, pattern: Pattern) {
        if self.negated == 0 {
            self.meaning.patterns.push(pattern);
        }
    }

    /// Prints a unit in the query's own syntax.
    fn show(&self, found: &Found, run: &Run) -> Expr {
        let text = run.text_of(found.tokens.clone());
        let span = run.span_of(found.tokens.clone());
        match found.kind {
            UnitKind::Name | UnitKind::Abbreviation if found.tokens.len() > 1 => Expr::Phrase { text, slop: 0, literal: false, span },
            _ => Expr::Words(vec![Word { text, span, literal: run.asked[found.tokens.start].stance == Stance::Literal }]),
        }
    }
}

/// Returns what finds a unit of this kind: a name only where it stands whole.
const fn finder(kind: UnitKind) -> Whole {
    match kind {
        UnitKind::Name => phrase::name_clause,
        _ => phrase::clause,
    }
}

/// Appends a printed unit; plain words stay in one run.
fn push_shown(shown: &mut Vec<Expr>, next: Expr) {
    match (shown.last_mut(), next) {
        (Some(Expr::Words(words)), Expr::Words(more)) => words.extend(more),
        (_, next) => shown.push(next),
    }
}

/// Returns the folded words of a unit.
fn unit_key(asked: &[Asked]) -> String {
    let folds: Vec<&str> = asked.iter().map(|word| word.token.fold.as_str()).collect();
    folds.join(" ")
}
