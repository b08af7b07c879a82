//! One letter of Vietnamese as three slots: the base letter, its shape (â ă ơ đ …) and a tone.
//!
//! A character never stands for more than it writes, so composed, decomposed and wrongly ordered spellings fill the same slots
//! and become equal without Unicode normalisation. [`read`] is the only place that looks at characters; everything above compares slots.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

use super::table::Table;

/// The mark that makes another letter of a base letter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shape {
    #[default]
    Plain,
    /// â ê ô
    Circumflex,
    /// ă
    Breve,
    /// ơ ư
    Horn,
    /// đ
    Stroke,
}

/// The tone of a syllable, in the order of the VNI digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    #[default]
    Level,
    Sac,
    Huyen,
    Hoi,
    Nga,
    Nang,
}

impl Tone {
    /// All tones, the level one first.
    pub const ALL: [Self; 6] = [Self::Level, Self::Sac, Self::Huyen, Self::Hoi, Self::Nga, Self::Nang];

    /// Returns the digit that types this tone in VNI; 0 for the level tone.
    pub const fn digit(self) -> u8 {
        self as u8
    }

    /// Returns the combining mark that writes this tone.
    pub const fn mark(self) -> Option<char> {
        match self {
            Self::Level => None,
            Self::Sac => Some('\u{301}'),
            Self::Huyen => Some('\u{300}'),
            Self::Hoi => Some('\u{309}'),
            Self::Nga => Some('\u{303}'),
            Self::Nang => Some('\u{323}'),
        }
    }
}

/// A letter or digit with its two slots.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Letter {
    /// Lower case, without marks.
    pub base: char,
    pub shape: Shape,
    pub tone: Tone,
}

impl Letter {
    /// Makes a letter without marks.
    pub const fn plain(base: char) -> Self {
        Self { base, shape: Shape::Plain, tone: Tone::Level }
    }

    /// Returns the letter with its shape but without its tone: `ấ` gives `â`.
    pub const fn shaped(self) -> char {
        match (self.base, self.shape) {
            ('a', Shape::Circumflex) => 'â',
            ('a', Shape::Breve) => 'ă',
            ('e', Shape::Circumflex) => 'ê',
            ('o', Shape::Circumflex) => 'ô',
            ('o', Shape::Horn) => 'ơ',
            ('u', Shape::Horn) => 'ư',
            ('d', Shape::Stroke) => 'đ',
            (base, _) => base,
        }
    }

    /// Tells whether the letter carries a shape or a tone.
    pub fn is_marked(self) -> bool {
        self.shape != Shape::Plain || self.tone != Tone::Level
    }

    /// Puts a combining mark into its slot; tells whether there was room for it.
    ///
    /// Of two tones or two shapes the smaller stays, so that the order in which marks were written never counts.
    /// A mark that means nothing on this letter (`ñ`, `ŏ` of Ê Đê names) changes nothing: papers drop it and keyboards lack it.
    pub fn add(&mut self, mark: Mark) -> bool {
        match mark {
            Mark::Tone(tone) if is_vowel(self.base) => {
                let free = self.tone == Tone::Level || self.tone == tone;
                self.tone = if free { tone } else { self.tone.min(tone) };
                free
            }
            Mark::Shape(shape) if shape.fits(self.base) => {
                self.shape = if self.shape == Shape::Plain { shape } else { self.shape.min(shape) };
                true
            }
            _ => true,
        }
    }
}

impl Shape {
    const fn fits(self, base: char) -> bool {
        match self {
            Self::Plain => true,
            Self::Circumflex => matches!(base, 'a' | 'e' | 'o'),
            Self::Breve => base == 'a',
            Self::Horn => matches!(base, 'o' | 'u'),
            Self::Stroke => base == 'd',
        }
    }
}

/// Tells whether `base` is one of the letters that can carry a tone.
pub const fn is_vowel(base: char) -> bool {
    matches!(base, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// A combining mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    Tone(Tone),
    Shape(Shape),
    Foreign,
}

impl Mark {
    fn of(c: char) -> Self {
        match c {
            '\u{301}' | '\u{341}' => Self::Tone(Tone::Sac),
            '\u{300}' | '\u{340}' => Self::Tone(Tone::Huyen),
            '\u{309}' => Self::Tone(Tone::Hoi),
            '\u{303}' => Self::Tone(Tone::Nga),
            '\u{323}' => Self::Tone(Tone::Nang),
            '\u{302}' => Self::Shape(Shape::Circumflex),
            '\u{306}' => Self::Shape(Shape::Breve),
            '\u{31b}' => Self::Shape(Shape::Horn),
            _ => Self::Foreign,
        }
    }
}

/// What a character does to the word that is being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyph {
    /// Adds a letter or digit.
    Letter(Letter),
    /// Adds a mark to the letter before it.
    Mark(Mark),
    /// Nothing: soft hyphens, joiners, direction marks.
    Ignorable,
    /// Ends the word.
    Boundary,
    /// Several of these at once (ligatures, `№`): ask [`read_all`].
    Several,
}

/// Tells what a character does.
///
/// Latin, Vietnamese and combining characters and punctuation come from a table; others are worked out each time.
#[inline]
pub fn read(c: char) -> Glyph {
    read_with_case(c).0
}

/// Tells whether a character is a capital letter.
#[inline]
pub fn is_capital(c: char) -> bool {
    read_with_case(c).1
}

/// Tells both at once.
#[inline]
pub fn read_with_case(c: char) -> (Glyph, bool) {
    TABLE.get(c)
}

/// Tells whether a character ends the word that is being read.
#[inline]
pub fn is_boundary(c: char) -> bool {
    // Four characters of five in the news are ASCII, and the scanner looks at every one.
    if c.is_ascii() { !IS_ASCII_LETTER[c as usize] } else { BOUNDARIES.get(c) }
}

const IS_ASCII_LETTER: [bool; 128] = {
    let mut is_letter = [false; 128];
    let mut byte = 0;
    while byte < 128 {
        is_letter[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    is_letter
};

static TABLE: Table<(Glyph, bool)> = Table::new(|c| (work_out(c), work_out_capital(c)));

/// Apart from the other table, of which it is a small part, because every character is looked up in it.
static BOUNDARIES: Table<bool> = Table::new(|c| read(c) == Glyph::Boundary);

/// A letter with a lower case is one too: Unicode calls `ᾏ` a title-case letter, but its first character when decomposed is a capital.
fn work_out_capital(c: char) -> bool {
    c.is_uppercase() || c.to_lowercase().ne([c])
}

/// Works out a character that stands for at most one letter with its marks.
///
/// A character that stands for several words (`½`, `ﷻ`) is a boundary: two tokens could not share its place.
fn work_out(c: char) -> Glyph {
    let mut first = None;
    let mut several = false;
    let (mut letters, mut boundaries) = (false, false);
    read_all(c, |glyph| {
        letters |= matches!(glyph, Glyph::Letter(_));
        boundaries |= glyph == Glyph::Boundary;
    });
    if letters && boundaries {
        return Glyph::Boundary;
    }
    read_all(c, |glyph| match (&mut first, glyph) {
        (None, glyph) => first = Some(glyph),
        // A second tone finds no room (`ṍ`): the word must learn of it as it does from a combining mark.
        (Some(Glyph::Letter(letter)), Glyph::Mark(mark)) => several |= !letter.add(mark),
        _ => several = true,
    });
    match first {
        _ if several => Glyph::Several,
        Some(glyph) => glyph,
        None => Glyph::Boundary,
    }
}

/// Hands out, one by one, what a character does; never [`Glyph::Several`].
pub fn read_all(c: char, mut each: impl FnMut(Glyph)) {
    if is_ignorable(c) {
        return each(Glyph::Ignorable);
    }
    if is_apostrophe(c) {
        return each(Glyph::Boundary);
    }
    for lower in c.to_lowercase() {
        if let Some(letter) = stroked(lower) {
            each(Glyph::Letter(letter));
            continue;
        }
        decompose_compatible(lower, |part| {
            for x in part.to_lowercase() {
                each(match stroked(x) {
                    Some(letter) => Glyph::Letter(letter),
                    None if is_combining_mark(x) => Glyph::Mark(Mark::of(x)),
                    None if x.is_alphanumeric() && !is_apostrophe(x) => Glyph::Letter(Letter::plain(x)),
                    None => Glyph::Boundary,
                });
            }
        });
    }
}

/// Letters with a stroke do not decompose: `đ` and its look-alikes of Icelandic and Ewe, and `ƀ` of Ê Đê, which papers write `b`.
const fn stroked(c: char) -> Option<Letter> {
    match c {
        'đ' | 'ð' | 'ɖ' => Some(Letter { base: 'd', shape: Shape::Stroke, tone: Tone::Level }),
        'ƀ' => Some(Letter::plain('b')),
        _ => None,
    }
}

/// The apostrophes of names such as `H'Yim`; Unicode counts some of them as letters.
const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʻ' | 'ʼ' | '′' | 'ʹ' | '`' | '´' | '＇')
}

/// Characters that stand inside words without being part of them.
///
/// The zero width space is not one of them: it is a place to break, and stands in for a space in pasted text.
const fn is_ignorable(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200c}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_fill_slots() {
        let letter = |c| match read(c) {
            Glyph::Letter(letter) => (letter.shaped(), letter.tone.digit()),
            other => panic!("{c}: {other:?}"),
        };
        for (c, expected) in [
            ('ấ', ('â', 1)),
            ('Ặ', ('ă', 5)),
            ('ở', ('ơ', 3)),
            ('Ữ', ('ư', 4)),
            ('Đ', ('đ', 0)),
            ('Ð', ('đ', 0)),
            ('ɖ', ('đ', 0)),
            ('ñ', ('n', 0)),
            ('č', ('c', 0)),
            ('ŭ', ('u', 0)),
            ('ü', ('u', 0)),
            ('²', ('2', 0)),
            ('Ｔ', ('t', 0)),
            ('ƀ', ('b', 0)),
            ('İ', ('i', 0)),
            ('я', ('я', 0)),
            ('中', ('中', 0)),
        ] {
            assert_eq!(letter(c), expected, "{c}");
        }
    }

    #[test]
    fn marks_boundaries_and_the_rest() {
        assert_eq!(read('\u{301}'), Glyph::Mark(Mark::Tone(Tone::Sac)));
        assert_eq!(read('\u{341}'), Glyph::Mark(Mark::Tone(Tone::Sac)));
        assert_eq!(read('\u{308}'), Glyph::Mark(Mark::Foreign));
        assert_eq!(read('\u{ad}'), Glyph::Ignorable);
        assert_eq!(read('ﬁ'), Glyph::Several);
        for c in [' ', '\u{200b}', '₫', '\'', '’', '‘', 'ʼ', '′', 'ʹ', '`', '´', '＇', '.', '_', '\u{a0}', 'ŉ'] {
            assert_eq!(boundaries(c), vec![Glyph::Boundary], "{c:?}");
        }
    }

    fn boundaries(c: char) -> Vec<Glyph> {
        let mut all = Vec::new();
        match read(c) {
            Glyph::Several => read_all(c, |glyph| all.push(glyph)),
            glyph => all.push(glyph),
        }
        all.retain(|glyph| !matches!(glyph, Glyph::Mark(_)));
        all.dedup();
        all
    }

    #[test]
    fn the_order_of_marks_never_counts() {
        let marks = [Mark::Tone(Tone::Sac), Mark::Tone(Tone::Nang), Mark::Shape(Shape::Circumflex), Mark::Shape(Shape::Horn), Mark::Foreign];
        let filled = |marks: &[Mark]| {
            let mut letter = Letter::plain('o');
            let had_room: Vec<bool> = marks.iter().map(|&mark| letter.add(mark)).collect();
            (letter, !had_room.contains(&false))
        };
        for first in marks {
            for second in marks {
                assert_eq!(filled(&[first, second]), filled(&[second, first]), "{first:?} {second:?}");
            }
        }
    }

    #[test]
    fn the_table_says_what_is_worked_out() {
        for c in (0..0x3000).filter_map(char::from_u32) {
            assert_eq!((read(c), is_boundary(c)), (work_out(c), work_out(c) == Glyph::Boundary), "{c:?}");
        }
    }
}
