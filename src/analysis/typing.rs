//! Raw Telex and VNI typing: what the keys would have written with a Vietnamese keyboard switched on.
//!
//! `tranf` is `trần` without the circumflex, `vawn` is `văn`, `D9a3ng` is `Đảng`. Whether a word was meant so is for the planner to decide;
//! here it is only told what it would say.

use unicode_normalization::UnicodeNormalization;

use crate::text::letter::{Glyph, is_vowel, read};
use crate::text::{Letter, Shape, Syllable, Tone};

/// Reads a typed word as Telex, else as VNI; nothing if neither gives a valid syllable other than the word itself.
///
/// The syllable comes back in NFC and lower case, its tone where it was typed.
pub fn decode(word: &str) -> Option<String> {
    if word.len() > 16 || !word.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return None;
    }
    let keys = word.to_ascii_lowercase();
    let has_digits = keys.bytes().any(|b| b.is_ascii_digit());
    let letters = if has_digits { vni(&keys) } else { telex(&keys) }?;
    let changed = letters.iter().any(|letter| letter.is_marked());
    (changed && Syllable::of(&letters).is_some()).then(|| spell(&letters))
}

/// Telex: `aa ee oo dd` double, a third vowel takes the circumflex back (`xooong` is xoong), `w` makes ă ơ ư, `s f r x j` give the tone, `z` takes it away; marks may come anywhere behind their letter.
fn telex(keys: &str) -> Option<Vec<Letter>> {
    let mut typed = Typed::default();
    for key in keys.chars() {
        let done = match key {
            's' => typed.tone(Tone::Sac),
            'f' => typed.tone(Tone::Huyen),
            'r' => typed.tone(Tone::Hoi),
            'x' => typed.tone(Tone::Nga),
            'j' => typed.tone(Tone::Nang),
            'z' => typed.tone(Tone::Level),
            'w' => typed.horn_or_breve() || typed.push(Letter { shape: Shape::Horn, ..Letter::plain('u') }),
            'o' if typed.ends_with_round_vowel() => false,
            'a' | 'e' | 'o' => typed.undo(key) || typed.shape(&[key], Shape::Circumflex),
            'd' => typed.shape(&['d'], Shape::Stroke),
            _ => false,
        };
        if !done {
            typed.push(Letter::plain(key));
        }
    }
    typed.finish()
}

/// VNI: `6` circumflex, `7` horn, `8` breve, `9` đ, `1`–`5` the tone, `0` takes it away.
fn vni(keys: &str) -> Option<Vec<Letter>> {
    let mut typed = Typed::default();
    for key in keys.chars() {
        let done = match key {
            '0'..='5' => typed.tone(Tone::ALL[key as usize - '0' as usize]),
            '6' => typed.shape(&['a', 'e', 'o'], Shape::Circumflex),
            '7' => typed.horn(),
            '8' => typed.shape(&['a'], Shape::Breve),
            '9' => typed.shape(&['d'], Shape::Stroke),
            _ => typed.push(Letter::plain(key)),
        };
        if !done {
            return None;
        }
    }
    typed.finish()
}

/// What has been typed so far. Each method tells whether the key had something to act on.
#[derive(Default)]
struct Typed {
    letters: Vec<Letter>,
    tone: Tone,
}

impl Typed {
    fn push(&mut self, letter: Letter) -> bool {
        self.letters.push(letter);
        true
    }

    /// A tone key counts only behind a vowel: the `s` of `sang` and the `r` of `tran` are letters.
    fn tone(&mut self, tone: Tone) -> bool {
        let applies = self.letters.iter().any(|letter| is_vowel(letter.base));
        if applies {
            self.tone = tone;
        }
        applies
    }

    /// Shapes the last plain letter that is one of `bases`.
    ///
    /// In Telex the second `d` may come at the end (`dangd`), but a second vowel only where no other vowel stands between (`ho` + `o`).
    fn shape(&mut self, bases: &[char], shape: Shape) -> bool {
        let found = self.letters.iter_mut().rev().find(|letter| bases.contains(&letter.base) && letter.shape == Shape::Plain);
        found.map(|letter| letter.shape = shape).is_some()
    }

    /// The third of three equal vowels says that the first two were meant as they are.
    fn undo(&mut self, vowel: char) -> bool {
        let doubled = self.letters.last_mut().filter(|letter| letter.base == vowel && letter.shape == Shape::Circumflex);
        doubled.map(|letter| letter.shape = Shape::Plain).is_some() && self.push(Letter::plain(vowel))
    }

    /// The `o` behind `oa` and `oe` is a letter (`ngoáo`, `khoeo`): no rime has ôa or ôe.
    fn ends_with_round_vowel(&self) -> bool {
        ['a', 'e'].into_iter().any(|vowel| self.letters.ends_with(&[Letter::plain('o'), Letter::plain(vowel)]))
    }

    fn horn_or_breve(&mut self) -> bool {
        // `oaw` is oă: no rime has ơa.
        let open_a = self.letters.ends_with(&[Letter::plain('o'), Letter::plain('a')]);
        !open_a && self.horn() || self.shape(&['a'], Shape::Breve)
    }

    /// In `uo` the horn goes to the `o` first; [`Typed::finish`] gives the `u` its own where a coda follows.
    fn horn(&mut self) -> bool {
        let letters = &mut self.letters;
        if let Some(index) = letters.windows(2).rposition(|pair| pair[0].base == 'u' && pair[1].base == 'o' && pair[1].shape == Shape::Plain) {
            letters[index + 1].shape = Shape::Horn;
            return true;
        }
        // The `u` behind `q` is no vowel: `quawng` is quăng.
        let begins_with_q = letters.first().is_some_and(|letter| letter.base == 'q');
        let takes_horn = |(index, letter): &(usize, &mut Letter)| match letter.base {
            'o' => letter.shape == Shape::Plain,
            'u' => letter.shape == Shape::Plain && !(begins_with_q && *index == 1),
            _ => false,
        };
        letters.iter_mut().enumerate().rev().find(takes_horn).map(|(_, letter)| letter.shape = Shape::Horn).is_some()
    }

    /// Settles what only the end of the word tells: `uo` typed before its coda, and where the tone stands.
    fn finish(mut self) -> Option<Vec<Letter>> {
        let letters = &mut self.letters;
        for index in 1..letters.len().saturating_sub(1) {
            let pair = (letters[index - 1], letters[index]);
            let horned = pair.0.shape == Shape::Horn || pair.1.shape == Shape::Horn;
            let after_q = index > 1 && letters[index - 2].base == 'q';
            if (pair.0.base, pair.1.base) == ('u', 'o') && horned && !after_q {
                letters[index - 1].shape = Shape::Horn;
                letters[index].shape = Shape::Horn;
            }
        }
        // The key is the same wherever the tone stands, so the last vowel with a shape, else the first vowel, is as good as any.
        let place =
            letters.iter().rposition(|l| is_vowel(l.base) && l.shape != Shape::Plain).or_else(|| letters.iter().position(|l| is_vowel(l.base)))?;
        letters[place].tone = self.tone;
        Some(self.letters)
    }
}

/// Writes letters as text.
fn spell(letters: &[Letter]) -> String {
    let toneless: String = letters.iter().map(|letter| letter.shaped()).collect();
    let tone = letters.iter().map(|letter| letter.tone).find(|&tone| tone != Tone::Level).unwrap_or_default();
    crate::text::spelling::place_tone(&toneless, tone, crate::text::spelling::Style::Old)
}

/// Types a syllable as Telex with the tone at the end: the other direction, for tests of the round trip and for generated queries.
pub fn to_telex(syllable: &str) -> Option<String> {
    let mut keys = String::new();
    let mut tone = Tone::Level;
    let mut previous = None;
    for c in syllable.nfc() {
        let Glyph::Letter(letter) = read(c) else { return None };
        keys.push(letter.base);
        let plain = (letter.shape == Shape::Plain).then_some(letter.base);
        if plain == Some('o') && previous == plain {
            keys.push('o');
        }
        previous = plain;
        match letter.shape {
            Shape::Plain => {}
            Shape::Circumflex | Shape::Stroke => keys.push(letter.base),
            Shape::Breve | Shape::Horn => keys.push('w'),
        }
        if letter.tone != Tone::Level {
            tone = letter.tone;
        }
    }
    keys.push_str(["", "s", "f", "r", "x", "j"][tone.digit() as usize]);
    Some(keys)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_words() {
        for (typed, meant) in [
            ("ddangr", "đảng"),
            ("dangdr", "đảng"),
            ("uyr", "ủy"),
            ("ddooongx", "đoõng"),
            ("d9oong4", "đoõng"),
            ("D9a3ng", "đảng"),
            ("u3y", "ủy"),
            ("nguyeenx", "nguyễn"),
            ("quys", "quý"),
            ("tranf", "tràn"),
            ("traanf", "trần"),
            ("vawn", "văn"),
            ("tru7o7ng2", "trường"),
            ("truowngf", "trường"),
            ("tru7ong2", "trường"),
            ("nguwowif", "người"),
            ("nguoiwf", "người"),
            ("thuowr", "thuở"),
            ("huee", "huê"),
            ("khoois", "khối"),
            ("chuwcs", "chức"),
            ("tw", "tư"),
            ("quoocs", "quốc"),
            ("quawngj", "quặng"),
            ("qua8ng5", "quặng"),
            ("quow", "quơ"),
            ("hoaf", "hòa"),
            ("giuwx", "giữ"),
            ("ngoaos", "ngoáo"),
            ("ngoao1", "ngoáo"),
            ("ngoeoj", "ngoẹo"),
            ("ddoox", "đỗ"),
            ("d9o64", "đỗ"),
        ] {
            assert_eq!(decode(typed).as_deref(), Some(meant), "{typed}");
        }
        for word in ["", "chung", "văn", "bar9", "19", "2019", "covid19", "hđnd", "x", "w2w", "tran van", "sang", "khoeo"] {
            assert_eq!(decode(word), None, "{word}");
        }
    }

    #[test]
    fn what_is_typed_is_read_back() {
        for syllable in "đảng ủy khối các cơ tỉnh nguyễn trường người giữa quyết thuở quốc khuỷu hoặc ngoằn nghiệm yếu được rượu cứu".split(' ')
        {
            let typed = to_telex(syllable).expect("letters");
            let keys = |word: &str| super::super::tokenize(word)[0].exact.clone();
            assert_eq!(decode(&typed).map(|word| keys(&word)), Some(keys(syllable)), "{typed}");
        }
    }
}
