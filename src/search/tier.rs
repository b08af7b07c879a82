//! How near the spelling of an article comes to what was asked, told from its text.

use crate::highlight::{Highlighter, Pattern, Patterns, Shape, Spelling};

use super::meaning::Meaning;
use super::partial::Partial;
use super::phrase::{self, Reading};
use super::reading::Stance;
use super::response::Tier;

/// Judges the hits of one kind by patterns whose units are numbered from 0.
pub enum Judge {
    /// Those that hold everything: exact, unless words typed bare beside marked ones carry marks in them.
    Full { words: usize, bare: Patterns },
    /// Those that lack something: every unit in another spelling, or fewer words.
    Partial { units: usize, folded: Patterns, compatible: Patterns },
}

impl Judge {
    pub fn of_full(meaning: &Meaning) -> Self {
        let asked = || meaning.runs.iter().flat_map(|run| &run.asked).filter(|word| word.is_word());
        let is_marked = asked().any(|word| word.stance == Stance::Marked);
        let bare = asked().filter(|word| is_marked && word.stance == Stance::Bare).enumerate();
        let bare: Vec<Pattern> = bare.map(|(index, word)| phrase::pattern(std::slice::from_ref(word), Reading::Literal, Shape::Row, index)).collect();
        Self::Full { words: bare.len(), bare: Patterns::new(bare) }
    }

    pub fn of_partial(meaning: &Meaning, partial: &Partial) -> Self {
        let spelled = |loosen: fn(&Spelling) -> Spelling| {
            let loose =
                |pattern: &Pattern| Pattern { words: pattern.words.iter().map(|(place, spelling)| (*place, loosen(spelling))).collect(), ..*pattern };
            Patterns::new(partial.patterns.iter().map(loose).collect())
        };
        Self::Partial { units: meaning.units.len(), folded: spelled(folded), compatible: spelled(compatible) }
    }

    pub fn tier(&self, highlighter: &Highlighter<'_>) -> Tier {
        match self {
            Self::Full { words, bare } if highlighter.holds_each(bare, 0..*words) => Tier::Exact,
            Self::Full { .. } => Tier::Spelling,
            // The loosest reading first: most partial matches lack a word in any spelling.
            Self::Partial { units: 0, .. } => Tier::FewerWords,
            Self::Partial { units, folded, .. } if !highlighter.holds_each(folded, 0..*units) => Tier::FewerWords,
            Self::Partial { units, compatible, .. } if highlighter.holds_each(compatible, 0..*units) => Tier::Spelling,
            Self::Partial { .. } => Tier::Unmarked,
        }
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
