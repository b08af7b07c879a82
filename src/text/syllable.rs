//! The valid-syllable test: an onset, one of the rimes that Vietnamese has, and a tone that the coda allows.
//!
//! It decides where glued words part, which legacy encoding a text is in and whether typed letters are raw Telex. Indexing does not ask it.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::letter::{Glyph, Letter, Tone, read, read_all};

/// A valid Vietnamese syllable, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Syllable {
    pub onset: &'static str,
    /// With shapes, without its tone.
    pub rime: String,
    pub tone: Tone,
}

/// Longest first, so that `ngh` is tried before `ng` and `n`.
pub const ONSETS: [&str; 28] = [
    "ngh", "ng", "nh", "gh", "gi", "kh", "ph", "th", "tr", "ch", "qu", "b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v",
    "x", "",
];

/// The closed list of rimes. `ăk ôk uk` stand only in place names of Tây Nguyên.
static RIMES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt ăk âc âm ân âng âp ât âu ây \
     e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu \
     o oc oi om on ong op ot oong ooc oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oem oen oeo oet \
     ô ôc ôi ôm ôn ông ôp ôt ôk ơ ơc ơi ơm ơn ơp ơt \
     u ua uc ui um un ung up ut uk uôc uôi uôm uôn uông uôt uê uêch uênh uơ uân uâng uât uây uy uya uych uyn uynh uyp uyt uyu uyên uyêt \
     ư ưa ưc ưi ưm ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu y ych ynh yt yêm yên yêng yêt yêu"
        .split_whitespace()
        .collect()
});

/// Returns every onset with every rime, without tones; more than the language has.
pub fn all() -> impl Iterator<Item = String> {
    RIMES.iter().flat_map(|rime| ONSETS.iter().map(move |onset| format!("{onset}{rime}")))
}

/// No syllable is longer: `nghiêng`.
const LONGEST: usize = 7;

impl Syllable {
    /// Reads a word in any case and any normal form; nothing if it is not a Vietnamese syllable.
    ///
    /// A missing tone is tolerated (`Đăk Lăk`, unmarked text); a missing shape is not.
    pub fn parse(word: &str) -> Option<Self> {
        let mut letters = Vec::with_capacity(LONGEST);
        let mut sound = true;
        let mut take = |glyph| match glyph {
            Glyph::Letter(letter) => letters.push(letter),
            Glyph::Mark(mark) => sound &= letters.last_mut().is_some_and(|letter: &mut Letter| letter.add(mark)),
            Glyph::Ignorable => {}
            Glyph::Boundary | Glyph::Several => sound = false,
        };
        for c in word.chars().take(4 * LONGEST) {
            match read(c) {
                Glyph::Several => read_all(c, &mut take),
                glyph => take(glyph),
            }
        }
        if sound { Self::of(&letters) } else { None }
    }

    /// Reads letters.
    pub fn of(letters: &[Letter]) -> Option<Self> {
        if letters.is_empty() || letters.len() > LONGEST {
            return None;
        }
        let mut tones = letters.iter().map(|letter| letter.tone).filter(|&tone| tone != Tone::Level);
        let tone = tones.next().unwrap_or_default();
        if tones.next().is_some() {
            return None;
        }
        let spelled: String = letters.iter().map(|letter| letter.shaped()).collect();
        let (onset, rime) =
            ONSETS.iter().find_map(|onset| spelled.strip_prefix(onset).filter(|rime| RIMES.contains(rime)).map(|rime| (*onset, rime)))?;
        let stopped = rime.ends_with(['c', 'k', 'p', 't']) || rime.ends_with("ch");
        let tone_fits = !stopped || matches!(tone, Tone::Level | Tone::Sac | Tone::Nang);
        tone_fits.then(|| Self { onset, rime: rime.to_owned(), tone })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables() {
        for word in [
            "đảng",
            "ĐẢNG",
            "uỷ",
            "ủy",
            "nghiêng",
            "nguyễn",
            "quyết",
            "quý",
            "gì",
            "gìn",
            "giếng",
            "già",
            "Đắk",
            "Lăk",
            "hòan",
            "qúy",
            "khuỷu",
            "Ý",
            "a\u{309}",
            "dang",
            "khuya",
            "xoong",
            "thuở",
            "quốc",
            "y",
            "yêu",
            "Kon",
            "đe\u{302}\u{301}n",
        ] {
            assert!(Syllable::parse(word).is_some(), "{word}");
        }
        for word in
            ["", "x", "hđnd", "iphone", "you", "nhungý", "càc", "tổt", "óà", "covid", "2019", "m2", "w", "tranf", "straße", "Đảng ủy", "nghieengs"]
        {
            assert!(Syllable::parse(word).is_none(), "{word}");
        }
    }

    #[test]
    fn parts() {
        let syllable = Syllable::parse("Quyền").expect("valid");
        assert_eq!((syllable.onset, syllable.rime.as_str(), syllable.tone), ("qu", "yên", Tone::Huyen));
        let syllable = Syllable::parse("gìn").expect("valid");
        assert_eq!((syllable.onset, syllable.rime.as_str()), ("g", "in"));
    }
}
