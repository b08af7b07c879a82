//! Any text through the analysis: tokens lie in the text, say alone what they say in it, and do not depend on how letters are encoded.
#![no_main]

use std::fmt::Debug;

use libfuzzer_sys::fuzz_target;
use timbao::analysis::abbreviation::Abbreviation;
use timbao::analysis::{self, Kind, PARAGRAPH_STEP, Token, bigrams, fold_words, tokenize, tokenize_paragraph, typing};
use timbao::laws::{spans_cover, spans_in_order};
use timbao::text::{Syllable, sentences};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// No folded key has more letters, and so no term of the index is too long for it.
const LONGEST_KEY: usize = 64;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let spans = sentences(&text);
    spans_in_order(&text, spans.iter().copied());
    spans_cover(&text, spans);
    for tokens in [tokenize(&text), tokenize_paragraph(&text)] {
        tokens_lie_in_order(&text, &tokens);
        bigrams_stay_within_gaps(&text, &tokens);
        for from in 0..tokens.len() {
            abbreviations_stay_within_gaps(&tokens[from..]);
        }
    }
    for token in tokenize(&text) {
        slice_has_the_same_keys(token.span.of(&text), &token);
        typing_gives_a_syllable(token.span.of(&text));
    }
    line_breaks_are_gaps(&text);
    encodings_of_letters_are_equal(&text);
});

fn tokens_lie_in_order(text: &str, tokens: &[Token]) {
    spans_in_order(text, tokens.iter().map(|token| token.span));
    for pair in tokens.windows(2) {
        assert!(pair[0].position < pair[1].position && pair[1].position - pair[0].position <= PARAGRAPH_STEP, "{pair:?}");
    }
    for token in tokens {
        assert!((1..=LONGEST_KEY).contains(&token.fold.chars().count()), "{token:?}");
        // A letter, a tone each, and the sign behind them.
        assert!(token.exact.chars().count() <= 2 * LONGEST_KEY + 1, "{token:?}");
        assert_eq!(token.exact.is_empty(), token.kind != Kind::Word, "{token:?}");
        // Terms are put together with these signs.
        assert!(token.folds().all(|fold| !fold.contains([' ', '=', ':'])), "{token:?}");
    }
}

/// A bigram is two neighbours; neighbours are parted by no sign that ends a sentence for certain.
fn bigrams_stay_within_gaps(text: &str, tokens: &[Token]) {
    let neighbours = || tokens.windows(2).filter(|pair| pair[1].position == pair[0].position + 1);
    let readings = |token: &Token| token.folds().count();
    assert_eq!(bigrams(tokens).count(), neighbours().map(|pair| readings(&pair[0]) * readings(&pair[1])).sum::<usize>());
    for pair in neighbours() {
        let between = &text[pair[0].span.end..pair[1].span.start];
        assert!(!between.contains([';', '!', '?']), "a phrase across {between:?}");
    }
}

fn abbreviations_stay_within_gaps(tokens: &[Token]) {
    for (count, abbreviation) in [Abbreviation::at(tokens), Abbreviation::of_long_form(tokens)].into_iter().flatten() {
        assert!((1..=tokens.len()).contains(&count) && !abbreviation.longs.is_empty());
        assert!(tokens[..count].windows(2).all(|pair| pair[0].is_before(&pair[1])));
    }
}

fn slice_has_the_same_keys(slice: &str, token: &Token) {
    let alone = tokenize(slice);
    let [alone] = &alone[..] else { panic!("{slice:?} alone is {alone:?}") };
    assert_eq!((alone.span.start, alone.span.end), (0, slice.len()), "{slice:?}");
    assert_eq!((&alone.fold, &alone.exact, alone.kind), (&token.fold, &token.exact, token.kind), "{slice:?}");
    // Several words of the text make one token only where a point is: `2.397`, `T.Ư`.
    if !slice.contains('.') {
        assert_eq!(fold_words(slice), token.fold, "{slice:?}");
    }
    // What is typed without marks finds what was written with them.
    assert_eq!(fold_words(&token.fold), token.fold, "{slice:?}");
}

fn typing_gives_a_syllable(word: &str) {
    let Some(meant) = typing::decode(word) else { return };
    assert!(Syllable::parse(&meant).is_some(), "{word:?} was read as {meant:?}");
    assert_eq!(meant.nfc().collect::<String>(), meant);
    let again = typing::to_telex(&meant).and_then(|typed| typing::decode(&typed));
    let keys = |text: &str| analysis::tokenize(text).into_iter().map(|token| token.exact).collect::<Vec<_>>();
    assert_eq!(again.as_deref().map(keys), Some(keys(&meant)), "{word:?} was read as {meant:?}");
}

fn line_breaks_are_gaps(text: &str) {
    let tokens = tokenize(text);
    for pair in tokens.windows(2) {
        let parted = text[pair[0].span.end..pair[1].span.start].contains(['\n', '\r', '\u{2028}', '\u{2029}']);
        assert_eq!(parted, pair[1].position - pair[0].position == PARAGRAPH_STEP, "{pair:?}");
    }
}

/// As it came, composed, decomposed, and with the marks in the wrong order: the same tokens, but for their places.
fn encodings_of_letters_are_equal(text: &str) {
    let (composed, decomposed): (String, String) = (text.nfc().collect(), text.nfd().collect());
    let disordered = reverse_marks(&decomposed);
    for other in [&composed, &decomposed, &disordered] {
        assert_eq!(keys(other), keys(text), "{other:?}");
        assert_eq!(fold_words(other), fold_words(text), "{other:?}");
    }
}

fn keys(text: &str) -> Vec<impl PartialEq + Debug + use<>> {
    let key = |token: Token| (token.fold, token.exact, token.also, token.kind, token.capital, token.position);
    tokenize(text).into_iter().map(key).collect()
}

fn reverse_marks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut marks = Vec::new();
    for c in text.chars() {
        if is_combining_mark(c) {
            marks.push(c);
            continue;
        }
        out.extend(marks.drain(..).rev());
        out.push(c);
    }
    out.extend(marks.drain(..).rev());
    out
}
