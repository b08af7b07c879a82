//! What must hold wherever text is cut into pieces, and how a target reads a file of the archive.

use std::io::Cursor;
use std::ops::ControlFlow;

use crate::article::{Article, Class};
use crate::ingest::{self, FileError, Input, Limits, Parsed, RecordError, Source};
use crate::text::Span;

/// Asserts that spans slice the text, hold something, stand in order and share nothing.
#[track_caller]
pub fn spans_in_order(text: &str, spans: impl IntoIterator<Item = Span>) {
    let mut end = 0;
    for span in spans {
        assert!(end <= span.start && span.start < span.end && span.end <= text.len(), "{span:?} behind byte {end} of {}", text.len());
        assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end), "{span:?} cuts a character");
        end = span.end;
    }
}

/// Asserts that only what nobody can see stands outside the spans.
#[track_caller]
pub fn spans_cover(text: &str, spans: impl IntoIterator<Item = Span>) {
    let mut end = 0;
    for span in spans.into_iter().chain([Span::new(text.len(), text.len())]) {
        let between = &text[end..span.start];
        assert!(between.chars().all(is_blank), "no span covers {between:?}");
        end = span.end;
    }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}' | '\u{200C}' | '\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

/// Asserts what every article promises of its text and parts.
#[track_caller]
pub fn article_is_whole(article: &Article) {
    let spans = || article.parts.iter().map(|part| part.span);
    spans_in_order(&article.text, spans());
    spans_cover(&article.text, spans());
    for part in &article.parts {
        let text = part.span.of(&article.text);
        assert_eq!(text, text.trim(), "a part begins and ends with something");
        assert!(part.class != Class::Removed || part.rule.is_some(), "removed without a reason: {text:?}");
    }
    assert!(article.parts.iter().any(|part| part.class.is_kept()), "an article without text is no article");
    assert!(article.parts_of(Class::Title).count() <= 1);
    assert!(article.url.as_ref().is_none_or(|url| url.to_ascii_lowercase().starts_with("http")), "{:?}", article.url);
}

/// Reads one file as the archive does; the records that gave no article are left out.
pub fn read_file(path: &str, bytes: &[u8]) -> Vec<Parsed> {
    let mut articles = Vec::new();
    let mut sink = |record: Result<Parsed, RecordError>| {
        articles.extend(record);
        ControlFlow::Continue(())
    };
    let source = Source { url: Some("https://bao.example/".to_owned()), ..Source::named("Báo Tỉnh Mẫu") };
    let read = ingest::read(Input { path, content: &mut Cursor::new(bytes) }, ingest::Folder::of(&source), &Limits::default(), &mut sink);
    assert!(!matches!(read, Err(FileError::Io(_))), "reading from memory cannot fail: {read:?}");
    articles
}
