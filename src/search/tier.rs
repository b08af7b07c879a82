//! How near the spelling of an article comes to what was asked, told from its text.

use crate::highlight::{Highlighter, Pattern, Shape, Spelling};

use super::meaning::Meaning;
use super::partial::Partial;
use super::phrase::{self, Reading};
use super::reading::Stance;
use super::response::Tier;

/// Judges an article that holds everything: exact, unless words typed bare beside marked ones carry marks in it.
pub fn of_full(highlighter: &Highlighter<'_>, meaning: &Meaning) -> Tier {
    let asked = || meaning.runs.iter().flat_map(|run| &run.asked).filter(|word| word.is_word());
    let marked = asked().any(|word| word.stance == Stance::Marked);
    let bare: Vec<Pattern> = asked()
        .filter(|word| word.stance == Stance::Bare)
        .enumerate()
        .map(|(index, word)| phrase::pattern(std::slice::from_ref(word), Reading::Literal, Shape::Row, index))
        .collect();
    if !marked || highlighter.holds_each(&bare, 0..bare.len()) { Tier::Exact } else { Tier::Spelling }
}

/// Judges an article that lacks something: every unit in another spelling, or fewer words.
pub fn of_partial(highlighter: &Highlighter<'_>, meaning: &Meaning, partial: &Partial) -> Tier {
    let units = || 0..meaning.units.len();
    if meaning.units.is_empty() {
        return Tier::FewerWords;
    }
    let spelled = |loosen: fn(&Spelling) -> Spelling| -> Vec<Pattern> {
        partial
            .patterns
            .iter()
            .map(|pattern| Pattern { words: pattern.words.iter().map(|(place, spelling)| (*place, loosen(spelling))).collect(), ..*pattern })
            .collect()
    };
    // The loosest reading first: most partial matches lack a word in any spelling.
    if !highlighter.holds_each(&spelled(folded), units()) {
        Tier::FewerWords
    } else if highlighter.holds_each(&spelled(compatible), units()) {
        Tier::Spelling
    } else {
        Tier::Unmarked
    }
}

fn compatible(spelling: &Spelling) -> Spelling {
    match spelling {
        Spelling::Exact(exact) => Spelling::Compatible(exact.clone()),
        other => other.clone(),
    }
}

fn folded(spelling: &Spelling) -> Spelling {
    match spelling {
        Spelling::Exact(exact) => {
            Spelling::Folded(crate::analysis::fold_words(exact.trim_end_matches(|c: char| c.is_ascii_digit() || c == 'x')).into())
        }
        other => other.clone(),
    }
}
