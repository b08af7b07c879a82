//! The other forms of a unit: the long form of an abbreviation and back, a body in its usual form.

use std::ops::Range;

use crate::analysis::Kind;
use crate::analysis::abbreviation::Abbreviation;
use crate::extract::usual_body;
use crate::highlight::{Pattern, Shape, Spelling};
use crate::query::Word;
use crate::text::Span;

use super::super::phrase::{self, Reading};
use super::super::plan::{Clause, Field, Weighted};
use super::super::reading::{Asked, Run};
use super::super::response::Expansion;
use super::super::units::{self, Found};
use super::super::weights;
use super::{Builder, unit_key};

impl Builder<'_> {
    /// Marks a body where it is written in its usual form, whatever was typed.
    pub(super) fn mark_usual_form(&mut self, text: &str, span: Span, unit: usize) {
        let (usual, _) = usual_body(text);
        let usual = Run::new(&[Word { text: usual, span, literal: false }]);
        if !usual.asked.is_empty() {
            self.mark(phrase::pattern(&usual.asked, Reading::Folded, Shape::Row, unit));
        }
    }

    /// Marks a document however its number is spelled: `số 05-CT/TW`, `Chỉ thị số 5`.
    pub(super) fn mark_number(&mut self, key: &str, asked: &[Asked], unit: usize) {
        let words: Vec<&str> = key.split(|letter: char| !letter.is_alphanumeric()).collect();
        let kind = asked.iter().map(|asked| &asked.token).take_while(|token| token.kind == Kind::Word);
        let kind: Vec<&str> = kind.map(|token| token.fold.as_str()).filter(|word| *word != "so").collect();
        // A key without its issuer begins with the kind, a number with its issuer does not.
        let (before, number, behind) = match words[..] {
            [code, number] => (kind, number, vec![code]),
            [number, ref rest @ ..] => (Vec::new(), number, rest.to_vec()),
            [] => return,
        };
        for number in [number.to_owned(), format!("0{number}")] {
            let number = [number.as_str()];
            self.mark_row(number.iter().chain(&behind), unit);
            if !before.is_empty() {
                self.mark_row(before.iter().chain(&number), unit);
                self.mark_row(before.iter().chain(&["so"]).chain(&number), unit);
            }
        }
    }

    fn mark_row<'a>(&mut self, words: impl Iterator<Item = &'a &'a str>, unit: usize) {
        let words = (0..).zip(words).map(|(place, word)| (place, Spelling::Folded((*word).into()))).collect();
        self.mark(Pattern { unit, words, shape: Shape::Row });
    }

    /// Marks and weighs a body with its abbreviation spelled out, or shortened: who types `BTV Thành ủy` wants the `Ban Thường vụ Thành ủy`.
    pub(super) fn spell_out(&mut self, found: &Found, run: &Run, unit: usize) {
        let Range { start, end } = found.tokens;
        let Some((count, abbreviation)) = units::abbreviation_at(run, start).filter(|(count, _)| start + count < end) else { return };
        for form in abbreviation.longs.iter().chain(&abbreviation.shorts) {
            let form = Run::new(&[Word { text: (*form).to_owned(), span: run.span_of(start..end), literal: false }]);
            let mut whole: Vec<Asked> = form.asked.iter().chain(&run.asked[start + count..end]).cloned().collect();
            (0..).zip(&mut whole).for_each(|(position, asked)| asked.token.position = position);
            self.mark(phrase::pattern(&whole, Reading::Typed, Shape::Row, unit));
            if self.negated == 0 && !self.meaning.is_sentence {
                self.meaning.scoring.extend(weights::phrase(&whole, self.marked, Reading::Typed));
            }
        }
    }

    /// Adds the other forms of an abbreviation: each finds the article as well, and is weighed like the form that was typed.
    pub(super) fn expand(&mut self, abbreviation: &Abbreviation, found: &Found, run: &Run, unit: usize, clauses: &mut Vec<Clause>) {
        let text = run.text_of(found.tokens.clone());
        let span = run.span_of(found.tokens.clone());
        let key = unit_key(&run.asked[found.tokens.clone()]);
        for form in abbreviation.longs.iter().chain(&abbreviation.shorts) {
            let other = Run::new(&[Word { text: (*form).to_owned(), span, literal: false }]);
            if unit_key(&other.asked) == key {
                continue;
            }
            // A short form is found however an article writes it; a long form as it is spelled.
            let reading = if abbreviation.shorts.contains(form) { Reading::Folded } else { Reading::Typed };
            clauses.push(phrase::clause(&other.asked, reading, &Field::TEXT));
            self.mark(phrase::pattern(&other.asked, reading, Shape::Row, unit));
            if self.negated == 0 {
                self.meaning.expansions.push(Expansion { from: text.clone(), to: (*form).to_owned() });
                let scored = match other.asked.len() {
                    1 => weights::run(&other.asked, false, None),
                    _ if self.meaning.is_sentence => Vec::new(),
                    _ => weights::phrase(&other.asked, self.marked, reading),
                };
                self.meaning.scoring.extend(scored);
                self.meaning.scoring.extend(self.whole_run_with(&other, run, found));
            }
        }
    }

    /// Weighs a short run in which one unit is written in another form: who types `BTV Thành ủy` wants the `Ban Thường vụ Thành ủy`.
    fn whole_run_with(&self, form: &Run, run: &Run, found: &Found) -> Vec<Weighted> {
        let (before, behind) = (&run.asked[..found.tokens.start], &run.asked[found.tokens.end..]);
        if before.len() + behind.len() == 0 || run.asked.len() > weights::SHORT {
            return Vec::new();
        }
        let mut whole: Vec<Asked> = before.iter().chain(&form.asked).chain(behind).cloned().collect();
        (0..).zip(&mut whole).for_each(|(position, asked)| asked.token.position = position);
        weights::phrase(&whole, self.marked, Reading::Typed)
    }
}
