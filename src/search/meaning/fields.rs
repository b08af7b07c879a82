//! Fields of the query language as clauses: what an article says is asked for by its facts, the rest by words.

use crate::extract::Day;
use crate::highlight::{Pattern, Shape, Spelling};
use crate::query::{self, Word};
use crate::text::Span;

use super::super::engine::Result;
use super::super::filters;
use super::super::phrase;
use super::super::plan::{Clause, Facet, Field};
use super::super::reading::Run;
use super::super::response::UnitKind;
use super::super::units::{self, Found};
use super::super::unknown::{self, Instead};
use super::Builder;

impl Builder<'_> {
    pub(super) fn field(&mut self, field: query::Field, value: &str, span: Span) -> Result<Clause> {
        use query::Field as Asks;
        Ok(match field {
            Asks::Title => self.phrase_in(UnitKind::Phrase, value, 0, false, span, &[Field::Title])?.0,
            Asks::Official => {
                let words = self.phrase_in(UnitKind::Name, value, 0, false, span, &Field::TEXT)?.0;
                self.fact(Facet::Official, value, words, span)?
            }
            Asks::Document => {
                let words = self.phrase_in(UnitKind::Document, value, 0, false, span, &Field::TEXT)?.0;
                self.fact(Facet::Document, value, words, span)?
            }
            Asks::Body => {
                let words = self.body(value, span)?;
                self.fact(Facet::Body, value, words, span)?
            }
            Asks::Province => self.narrowed(Facet::Province, value, span)?,
            Asks::Source => self.narrowed(Facet::Source, value, span)?,
            Asks::Year => {
                let index = self.name_unit(UnitKind::Year, value.to_owned(), value.to_owned());
                self.mark(Pattern { unit: index, words: vec![(0, Spelling::Folded(value.into()))], shape: Shape::Row });
                self.narrowed(Facet::Year, value, span)?
            }
            Asks::From | Asks::To => match query::days(value) {
                Some((first, _)) if field == Asks::From => Clause::Days { of: self.dated, first: Day::of(first).number(), last: i32::MAX },
                Some((_, last)) => Clause::Days { of: self.dated, first: i32::MIN, last: Day::of(last).number() },
                None => Clause::EVERYTHING,
            },
            Asks::Date => Clause::EVERYTHING,
        })
    }

    /// What the articles say of somebody or something; `words` where the archive knows nothing of that name.
    fn fact(&mut self, facet: Facet, value: &str, words: Clause, span: Span) -> Result<Clause> {
        let is_known = self.is_known(facet, value, span, Instead::Words)?;
        Ok(if is_known { Clause::term(facet.field(), filters::term(facet, value)) } else { words })
    }

    /// The articles with this value, if there are any.
    fn narrowed(&mut self, facet: Facet, value: &str, span: Span) -> Result<Clause> {
        self.is_known(facet, value, span, Instead::Nothing)?;
        Ok(Clause::term(facet.field(), filters::term(facet, value)))
    }

    /// Tells whether the archive has a value, and warns if not.
    fn is_known(&mut self, facet: Facet, value: &str, span: Span, instead: Instead) -> Result<bool> {
        let warning = unknown::value(self.engine, facet, value, instead)?;
        let is_known = warning.is_none();
        self.meaning.diagnostics.extend(warning.map(|warning| warning.at(span)));
        Ok(is_known)
    }

    /// A committee: its words in a row, or an abbreviation with its long forms.
    fn body(&mut self, value: &str, span: Span) -> Result<Clause> {
        let run = Run::new(&[Word { text: value.to_owned(), span, literal: false }]);
        let found = units::recognise(&run, self.engine, self.expand)?;
        match &found[..] {
            [unit] if unit.abbreviation.is_some() => {
                let resolved = phrase::resolve(&run.asked, phrase::clause, self.engine)?;
                self.unit(&Found { kind: UnitKind::Body, ..unit.clone() }, &run, resolved)
            }
            _ => Ok(self.phrase_in(UnitKind::Body, value, 0, false, span, &Field::TEXT)?.0),
        }
    }
}
