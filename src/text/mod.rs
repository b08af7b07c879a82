//! Unicode and Vietnamese spelling: what a letter is, what a syllable is, where a sentence ends. Knows no words.

mod bare;
pub mod collation;
pub mod encoding;
pub mod letter;
pub mod sentence;
mod space;
mod span;
pub mod spelling;
pub mod syllable;
mod table;
pub mod visible;

pub use bare::bare_letters;
pub use letter::{Glyph, Letter, Mark, Shape, Tone};
pub use sentence::{ends_sentence, sentences};
pub use space::one_line;
pub use span::{Apart, CharCounter, Span};
pub use syllable::{ONSETS, Syllable};
