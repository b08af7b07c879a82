//! VNI-Windows: a base letter, then one letter that stands for its marks (`Ñaûng uûy`).

const CIRCUMFLEX: char = '\u{302}';
const BREVE: char = '\u{306}';
const ACUTE: char = '\u{301}';
const GRAVE: char = '\u{300}';
const HOOK: char = '\u{309}';
const TILDE: char = '\u{303}';
const DOT: char = '\u{323}';

/// Letters that stand for another one; every other letter stands for itself. Capitals go the same way.
pub const ALONE: [(char, char); 7] = [('ñ', 'đ'), ('ô', 'ơ'), ('ö', 'ư'), ('æ', 'ỉ'), ('ó', 'ĩ'), ('ò', 'ị'), ('î', 'ỵ')];

/// After which vowels a letter stands for which marks.
#[rustfmt::skip]
pub const MARKS: [(&str, char, &[char]); 17] = [
    ("aeouyôö", 'ù', &[ACUTE]), ("aeouyôö", 'ø', &[GRAVE]), ("aeouyôö", 'û', &[HOOK]), ("aeouyôö", 'õ', &[TILDE]), ("aeouyôö", 'ï', &[DOT]),
    ("aeo", 'â', &[CIRCUMFLEX]), ("aeo", 'á', &[CIRCUMFLEX, ACUTE]), ("aeo", 'à', &[CIRCUMFLEX, GRAVE]), ("aeo", 'å', &[CIRCUMFLEX, HOOK]),
    ("aeo", 'ã', &[CIRCUMFLEX, TILDE]), ("aeo", 'ä', &[CIRCUMFLEX, DOT]),
    ("a", 'ê', &[BREVE]), ("a", 'é', &[BREVE, ACUTE]), ("a", 'è', &[BREVE, GRAVE]), ("a", 'ú', &[BREVE, HOOK]), ("a", 'ü', &[BREVE, TILDE]),
    ("a", 'ë', &[BREVE, DOT]),
];

/// Reads text whose VNI bytes were taken for windows-1252. The marks come out decomposed.
pub fn read(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        out.push(alone(c));
        if let Some(marks) = rest.peek().and_then(|&next| marks(c, next)) {
            out.extend(marks);
            rest.next();
        }
    }
    out
}

fn alone(c: char) -> char {
    let lower = to_lower(c);
    match ALONE.iter().find(|(written, _)| *written == lower) {
        Some((_, meant)) if lower == c => *meant,
        Some((_, meant)) => meant.to_uppercase().next().unwrap_or(*meant),
        None => c,
    }
}

fn marks(vowel: char, mark: char) -> Option<&'static [char]> {
    let (vowel, mark) = (to_lower(vowel), to_lower(mark));
    MARKS.iter().find(|(vowels, written, _)| *written == mark && vowels.contains(vowel)).map(|(.., marks)| *marks)
}

fn to_lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}
