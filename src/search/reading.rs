//! From the words of a query to its readings: which spellings each word accepts.

use compact_str::CompactString;

use crate::analysis::{Capital, Kind, Token, tokenize_paragraph, typing};
use crate::query::Word;
use crate::text::Span;
use crate::text::spelling::without_marks;

use super::engine::{Engine, Result};
use super::plan::Field;

/// One token of the query with the spellings it accepts.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    pub token: Token,
    pub stance: Stance,
    /// Which typed word it is a part of.
    pub word: usize,
}

/// Returns the tokens alone.
pub fn tokens(asked: &[Asked]) -> Vec<Token> {
    asked.iter().map(|word| word.token.clone()).collect()
}

/// What the typing says about the marks that are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stance {
    /// Carries marks: they are meant.
    Marked,
    /// Carries none: the word may be level, or its marks were left out.
    Bare,
    /// Typed as `=word`, or one of a phrase read literally: exactly this, bare or not.
    Literal,
}

impl Asked {
    /// Returns the term of the exact spelling; the folded one for numbers.
    pub fn exact(&self) -> CompactString {
        self.token.exact_term().unwrap_or_else(|| self.token.fold.clone())
    }

    /// Returns the term that this token is looked up by when no other reading is preferred.
    pub fn wanted(&self) -> CompactString {
        match self.stance {
            Stance::Bare => self.token.fold.clone(),
            Stance::Marked | Stance::Literal => self.exact(),
        }
    }

    /// Tells whether its exact spelling narrows anything: words only.
    pub fn is_word(&self) -> bool {
        self.token.kind == Kind::Word
    }
}

/// A run of words that stand side by side in the query, analysed together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Run {
    pub asked: Vec<Asked>,
    /// The words as they were typed, and where.
    pub words: Vec<Word>,
    /// The words as they are read: those typed in raw Telex or VNI are written out.
    pub texts: Vec<String>,
}

impl Run {
    /// Analyses words as they are.
    pub fn new(words: &[Word]) -> Self {
        let texts: Vec<String> = words.iter().map(|word| word.text.clone()).collect();
        let mut run = Self { asked: analyse(&texts), words: words.to_vec(), texts };
        for asked in &mut run.asked {
            if run.words[asked.word].literal {
                asked.stance = Stance::Literal;
            }
        }
        run
    }

    /// Returns the words of a range of tokens as they are read.
    pub fn text_of(&self, tokens: std::ops::Range<usize>) -> String {
        let (first, last) = (self.asked[tokens.start].word, self.asked[tokens.end - 1].word);
        self.texts[first..=last].join(" ")
    }

    /// Returns where the words of a range of tokens were typed.
    pub fn span_of(&self, tokens: std::ops::Range<usize>) -> Span {
        self.words[self.asked[tokens.start].word].span.join(self.words[self.asked[tokens.end - 1].word].span)
    }

    /// Tells whether a word ends with the token before `index` (or the run ends there).
    pub fn word_ends(&self, index: usize) -> bool {
        self.asked.get(index).is_none_or(|asked| asked.word != self.asked[index - 1].word)
    }
}

fn analyse(texts: &[String]) -> Vec<Asked> {
    let joined = texts.join(" ");
    let mut ends = Vec::with_capacity(texts.len());
    let mut end = 0;
    for text in texts {
        end += text.len();
        ends.push(end);
        end += 1;
    }
    let tokens = tokenize_paragraph(&joined).into_iter();
    tokens
        .map(|token| Asked {
            stance: if token.is_marked() { Stance::Marked } else { Stance::Bare },
            word: ends.partition_point(|&end| end < token.span.end),
            token,
        })
        .collect()
}

/// A word that was read as raw typing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// Its index among the words of the run.
    pub word: usize,
    pub meant: String,
}

/// Below this size of archive a handful of occurrences is not to be had.
const SMALL_ARCHIVE: u64 = 1_000;
/// How many articles must hold the decoded word in a larger archive.
const FLOOR: u64 = 5;
/// How much more frequent than the typed letters the decoded word must be.
const CLEARLY_MORE: u64 = 10;

/// Finds the words that look like raw Telex or VNI typing in this archive.
///
/// A word counts if the archive does not hold its letters as they were typed, or if what they would say is clearly more frequent.
/// No Vietnamese syllable ends in s f r x j or holds a w, so little else is touched.
pub fn repairs(run: &Run, engine: &dyn Engine) -> Result<Vec<Repair>> {
    let mut repairs = Vec::new();
    for (index, word) in run.words.iter().enumerate() {
        if word.literal {
            continue;
        }
        let Some(meant) = typing::decode(&word.text) else { continue };
        let (Some(typed), Some(read)) = (tokenize_paragraph(&word.text).pop(), tokenize_paragraph(&meant).pop()) else { continue };
        let as_typed = engine.frequency(Field::Body, &typed.fold)?.max(engine.frequency(Field::Title, &typed.fold)?);
        let as_read = engine.frequency(Field::Body, &read.exact_term().unwrap_or_default())?;
        let large = engine.size() > SMALL_ARCHIVE;
        let known = !large || as_read >= FLOOR;
        if known && (as_typed == 0 || CLEARLY_MORE * as_typed < as_read) {
            repairs.push(Repair { word: index, meant });
        }
    }
    Ok(repairs)
}

/// Reads the words as `repairs` say.
///
/// A repaired word is matched by its marks only if the archive has that spelling; many type the tone and leave the shape out, so
/// `tranf` may mean `trần`. In a name it stays open which, and the frequencies of the name decide.
pub fn repaired(run: &Run, repairs: &[Repair], engine: &dyn Engine) -> Result<Run> {
    let mut texts = run.texts.clone();
    for repair in repairs {
        let typed = &run.words[repair.word].text;
        texts[repair.word] = like_typed(typed, &repair.meant);
    }
    let mut asked = analyse(&texts);
    for asked in &mut asked {
        let was_repaired = repairs.iter().any(|repair| repair.word == asked.word);
        if was_repaired && engine.frequency(Field::Body, &asked.exact())? == 0 && engine.frequency(Field::Title, &asked.exact())? == 0 {
            asked.stance = Stance::Bare;
            texts[asked.word] = without_marks(&texts[asked.word]);
        } else if run.words[asked.word].literal {
            asked.stance = Stance::Literal;
        }
    }
    Ok(Run { asked, words: run.words.clone(), texts })
}

/// Gives the decoded word the capitals that were typed.
fn like_typed(typed: &str, meant: &str) -> String {
    let capital = tokenize_paragraph(typed).first().map(|token| token.capital);
    match capital {
        Some(Capital::Upper) => meant.to_uppercase(),
        Some(Capital::Title) => {
            let mut chars = meant.chars();
            chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
        }
        _ => meant.to_owned(),
    }
}
