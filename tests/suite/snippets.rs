//! What is marked, and what is shown of an article: only true places, cut between letters as readers see them.

use proptest::prelude::*;
use timbao::analysis::fold_words;
use timbao::highlight::Taste;
use timbao::search::{Engine, Hit, Matched, Response};
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use crate::fixture::{Archive, full, page, search};

/// Returns the text of characters `start` to `end`.
fn chars(text: &str, [start, end]: [usize; 2]) -> String {
    text.chars().skip(start).take(end - start).collect()
}

fn marked(text: &str, marks: &[[usize; 2]]) -> Vec<String> {
    marks.iter().map(|mark| chars(text, *mark)).collect()
}

/// All that is marked in the snippets of all hits.
fn marks(response: &Response) -> Vec<String> {
    let snippets = response.hits.iter().flat_map(|hit| &hit.snippets);
    snippets.flat_map(|snippet| marked(&snippet.text, &snippet.marks)).collect()
}

/// Checks what is marked in the only article.
fn check(text: &str, cases: &[(&str, &[&str])]) {
    let archive = Archive::of_texts(&[text]);
    let index = archive.open();
    for (query, expected) in cases {
        assert_eq!(marks(&search(&index, query)), *expected, "{query:?} in {text:?}");
    }
}

#[test]
fn names_and_phrases_are_marked_whole_and_nowhere_else() {
    check(
        "Đồng chí Trần Văn Chung gặp ông Nguyễn Văn Bình và bà Trần Thị Chung ở Văn Giang.",
        &[
            ("tran van chung", &["Trần Văn Chung"]),
            ("Trần Văn Chung", &["Trần Văn Chung"]),
            ("\"văn chung\"", &["Văn Chung"]),
            ("trần văn chung văn giang", &["Trần Văn Chung", "Văn", "Văn Giang"]),
            ("bà", &["bà"]),
            ("ba", &["bà"]),
            ("gặp ông", &["gặp ông"]),
            ("chu*", &["Chung", "Chung"]),
            ("\"gặp bà\"~5", &["gặp", "bà"]),
            ("giang -không", &["Giang"]),
        ],
    );
    check(
        "Kỳ họp Hội đồng nhân dân tỉnh; HĐND xã cũng họp năm 2019.",
        &[
            ("HĐND", &["Hội đồng nhân dân", "HĐND"]),
            ("hội đồng nhân dân", &["Hội đồng nhân dân", "HĐND"]),
            ("hdnd 2019", &["Hội đồng nhân dân", "HĐND", "2019"]),
            ("=HĐND", &["HĐND"]),
            ("đồng nhan", &["đồng nhân"]),
        ],
    );
}

#[test]
fn the_title_is_marked_too() {
    let archive = Archive::of(&[("a.txt", "Đồng chí Trần Văn Chung thăm Văn Giang\n\nSáng nay trời mưa ở Văn Giang.\n")]);
    let hit = |query: &str| archive.search(query).hits.remove(0);
    let title = |hit: &Hit| marked(&hit.title, &hit.title_marks);
    assert_eq!(title(&hit("tran van chung")), ["Trần Văn Chung"]);
    assert_eq!(title(&hit("văn giang")), ["Văn", "Văn Giang"], "plain words are marked wherever they stand");
    assert_eq!(title(&hit("\"văn giang\"")), ["Văn Giang"]);
    let shown = hit("tran van chung");
    assert_eq!(shown.snippets.len(), 1, "what is marked only in its title is shown from its beginning");
    assert_eq!((shown.snippets[0].text.as_str(), shown.snippets[0].marks.len()), ("Sáng nay trời mưa ở Văn Giang.", 0));
}

#[test]
fn partial_hits_mark_what_they_hold() {
    let archive = Archive::of_texts(&["Đồng chí Trần Văn Chúng dự hội nghị.", "Ông Nguyễn Văn Tám dự hội thi."]);
    let response = archive.search("Trần Văn Chừng hội nghị");
    assert_eq!(response.total, 0);
    assert_eq!(marks(&response), ["Trần Văn Chúng", "hội nghị"]);
}

#[test]
fn a_long_sentence_is_cut_around_its_marks() {
    let filler = "rất nhiều ý kiến đã nêu ra, ".repeat(40);
    let text = format!("Hôm ấy {filler}rồi đồng chí Trần Văn Chung kết luận, {filler}hết.");
    let archive = Archive::of_texts(&[&text]);
    let response = archive.search("tran van chung");
    let snippet = &response.hits[0].snippets[0];
    assert_eq!(marked(&snippet.text, &snippet.marks), ["Trần Văn Chung"]);
    let length = snippet.text.chars().count();
    assert!((150..=Taste::default().chars).contains(&length), "{length} characters: {}", snippet.text);
    assert!(!snippet.text.starts_with(char::is_whitespace) && !snippet.text.ends_with(char::is_whitespace), "{:?}", snippet.text);
}

/// Sentences of common syllables, names, short forms and whatever else newspapers put between them.
#[test]
fn a_word_longer_than_a_passage_is_cut_between_graphemes() {
    // Seven characters that are one letter to the reader; and one of more characters than are shown.
    let family = "👨\u{200d}👩\u{200d}👧\u{200d}👦";
    let endless = format!("a{}", "\u{301}".repeat(400));
    for pad in 0..7 {
        let text = format!("Hội nghị {}{}", "x".repeat(pad), family.repeat(60));
        let response = search(&Archive::of_texts(&[&text]).open(), "hội nghị");
        let shown = &response.hits[0].snippets[0].text;
        assert!(shown.chars().count() <= Taste::default().chars, "{pad}: {} characters", shown.chars().count());
        assert!(text.starts_with(shown.as_str()) && on_grapheme_bounds(&text, [0, shown.chars().count()]), "{pad}");
    }
    let archive = Archive::empty();
    archive.write("bài.txt", format!("Hội nghị\n\n{endless}\n"));
    archive.update();
    let response = search(&archive.open(), "hội nghị");
    let shown = response.hits[0].snippets[0].text.chars().count();
    assert!((1..=Taste::default().chars).contains(&shown), "{shown} characters");
}

fn sentence(words: usize) -> impl Strategy<Value = String> {
    const WORDS: [&str; 24] = [
        "hội",
        "nghị",
        "đảng",
        "ủy",
        "uỷ",
        "khối",
        "Trần",
        "Văn",
        "Chung",
        "Trần Văn Chung",
        "văn",
        "chúng",
        "tổng kết",
        "HĐND",
        "năm",
        "2019",
        "35-CT/TW",
        "🙂",
        "👨‍👩‍👧",
        "e\u{301}\u{302}",
        "(họp)",
        "“Vì dân”",
        "tỉnh,",
        "a\u{308}\u{323}ơ",
    ];
    prop::collection::vec(prop::sample::select(&WORDS[..]), 1..words).prop_map(|words| format!("Rồi {}.", words.join(" ")))
}

fn article(words: usize) -> impl Strategy<Value = String> {
    let paragraph = prop::collection::vec(sentence(words), 1..6).prop_map(|sentences| sentences.join(" "));
    let title = sentence(words).prop_map(|title| format!("Tin {}", title.trim_end_matches('.')));
    (title, prop::collection::vec(paragraph, 1..4)).prop_map(|(title, paragraphs)| format!("{title}\n\n{}\n", paragraphs.join("\n\n")))
}

fn query() -> impl Strategy<Value = String> {
    const QUERIES: [&str; 14] = [
        "hội nghị",
        "đảng ủy khối",
        "dang uy",
        "tran van chung",
        "Trần Văn Chung",
        "\"văn chung\"",
        "văn",
        "hđnd 2019",
        "\"đảng khối\"~6",
        "tổng*",
        "35-CT/TW",
        "năm 2019 OR khối",
        "chung -chúng",
        "Trần Van Chung hội",
    ];
    prop::sample::select(&QUERIES[..]).prop_map(str::to_owned)
}

/// Folded words that a mark may consist of: those of the query, and the long form of its short form.
fn allowed(query: &str, word: &str) -> bool {
    let long = if query.contains("hđnd") { " hoi dong nhan dan" } else { "" };
    fold_words(&(query.to_owned() + long)).split(' ').any(|asked| word == asked || (query.contains('*') && word.starts_with(asked)))
}

fn on_grapheme_bounds(text: &str, [start, end]: [usize; 2]) -> bool {
    let mut at = 0;
    let bounds: Vec<usize> = std::iter::once(0)
        .chain(text.graphemes(true).map(|grapheme| {
            at += grapheme.chars().count();
            at
        }))
        .collect();
    start < end && bounds.contains(&start) && bounds.contains(&end)
}

fn check_marks(query: &str, text: &str, marks: &[[usize; 2]]) {
    let mut last = 0;
    for mark in marks {
        assert!(on_grapheme_bounds(text, *mark), "{query:?}: {mark:?} cuts a letter of {text:?}");
        assert!(mark[0] >= last, "{query:?}: marks {marks:?} are in order and apart");
        last = mark[1];
        let marked = chars(text, *mark);
        let words = fold_words(&marked);
        assert!(!words.is_empty() && words.split(' ').all(|word| allowed(query, word)), "{query:?} marks {marked:?} in {text:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 60, ..ProptestConfig::default() })]

    #[test]
    fn every_mark_and_every_cut_is_true(articles in prop::collection::vec(article(60), 1..8), queries in prop::collection::vec(query(), 4)) {
        let archive = Archive::empty();
        articles.iter().enumerate().for_each(|(number, article)| archive.write(&format!("{number}.txt"), article));
        archive.update();
        let index = archive.open();
        for query in queries {
            for hit in search(&index, &query).hits {
                let stored = index.article(hit.id).expect("the index can be read").expect("a hit is in the index");
                check_marks(&query, &hit.title, &hit.title_marks);
                let mut any = !hit.title_marks.is_empty();
                for snippet in &hit.snippets {
                    let length = snippet.text.chars().count();
                    prop_assert!(length <= Taste::default().chars, "{length} characters");
                    prop_assert_eq!(&chars(&stored.text, [snippet.offset, snippet.offset + length]), &snippet.text);
                    prop_assert!(on_grapheme_bounds(&stored.text, [snippet.offset, snippet.offset + length]), "{:?} is cut inside a letter", snippet.text);
                    check_marks(&query, &snippet.text, &snippet.marks);
                    any |= !snippet.marks.is_empty();
                }
                prop_assert!(any, "{:?}: nothing is marked in {:?}", query, stored.text);
                prop_assert!(hit.snippets.len() <= Taste::default().passages);
            }
        }
    }

    /// The same article in decomposed letters is found alike and marked at the same letters. (Sentences are short: where one is cut
    /// depends on its characters, and decomposed letters have more of them.)
    #[test]
    fn decomposed_articles_are_marked_alike(article in article(12), queries in prop::collection::vec(query(), 4)) {
        let article: String = article.nfc().collect();
        let composed = Archive::of(&[("a.txt", &article)]);
        let decomposed = Archive::of(&[("a.txt", &article.nfd().collect::<String>())]);
        for query in queries {
            let [one, other] = [&composed, &decomposed].map(|archive| shown(&archive.search(&query)));
            prop_assert_eq!(one, other, "{}", query);
        }
    }
}

/// Titles and snippets with their marks, in NFC.
fn shown(response: &Response) -> Vec<(Matched, String, Vec<[usize; 2]>)> {
    let composed = |text: &str, marks: &[[usize; 2]]| {
        let at = |end: usize| text.chars().take(end).nfc().count();
        (text.nfc().collect::<String>(), marks.iter().map(|[start, end]| [at(*start), at(*end)]).collect::<Vec<_>>())
    };
    let texts = |hit: &Hit| {
        let snippets = hit.snippets.iter().map(|snippet| composed(&snippet.text, &snippet.marks));
        std::iter::once(composed(&hit.title, &hit.title_marks)).chain(snippets).collect::<Vec<_>>()
    };
    response.hits.iter().flat_map(|hit| texts(hit).into_iter().map(|(text, marks)| (hit.matched, text, marks)).collect::<Vec<_>>()).collect()
}

#[test]
fn captions_are_shown_only_if_the_text_says_nothing() {
    let archive = Archive::of(&[("a.txt", &page("Đồng chí Trần Văn Chung phát biểu. Hội nghị bế mạc."))]);
    let response = archive.search("trần văn chung");
    assert_eq!(full(&response).count(), 1);
    assert_eq!(response.hits[0].snippets[0].text, "Đồng chí Trần Văn Chung phát biểu.", "one sentence that says it is enough");
}
