//! A response, for people.
//!
//! Marks are bold where styles are shown and plain text everywhere else; programs read them in `--json`.

use std::io;

use super::screen::{Line, Screen, Style};
use crate::diagnostic::Severity;
use crate::messages::{self, Lang};
use crate::search::{Hit, Matched, Request, Response, Snippet, Start, Undated, UnitKind, Warning, wording};
use crate::text::visible::one_line;

/// Writes how the query was read, the hits, and how to go on; `quiet` leaves only the hits.
pub fn show(response: &Response, request: &Request, lang: Lang, quiet: bool, screen: &mut Screen) -> io::Result<()> {
    let mut view = View { response, request, lang, screen };
    if !quiet {
        view.reading()?;
        view.total()?;
    }
    view.hits(quiet)?;
    if !quiet {
        view.way_on()?;
    }
    Ok(())
}

struct View<'a> {
    response: &'a Response,
    request: &'a Request,
    lang: Lang,
    screen: &'a mut Screen,
}

impl View<'_> {
    fn say(&self, code: &str, args: &[&str]) -> String {
        messages::render(self.lang, code, args)
    }

    /// Says how the query was understood, if that is more than what was typed.
    fn reading(&mut self) -> io::Result<()> {
        let reading = &self.response.query;
        if !reading.interpreted.is_empty() && reading.interpreted != reading.text {
            let text = self.say("cli-read-as", &[&reading.interpreted]);
            self.screen.line(&Line::new().and(Style::Dim, &text))?;
        }
        self.recognised()?;
        if !reading.expansions.is_empty() {
            let pairs: Vec<String> = reading.expansions.iter().map(|expansion| format!("{} = {}", expansion.from, expansion.to)).collect();
            let text = self.say("cli-expanded", &[&pairs.join("; ")]);
            self.screen.line(&Line::new().and(Style::Dim, &text))?;
        }
        reading.warnings.iter().try_for_each(|warning| self.warning(&reading.text, warning))
    }

    /// Says which plain words were taken for a name, a committee, a document or a year, and how to take them back.
    fn recognised(&mut self) -> io::Result<()> {
        let units = self.response.query.units.iter().filter(|unit| unit.is_recognised);
        let shown: Vec<String> = units
            .map(|unit| {
                let code = match unit.kind {
                    UnitKind::Name => "cli-recognised-name",
                    UnitKind::Body => "cli-recognised-body",
                    UnitKind::Document => "cli-recognised-document",
                    _ => "cli-recognised-year",
                };
                self.say(code, &[if unit.kind == UnitKind::Year { &unit.key } else { &unit.text }])
            })
            .collect();
        if shown.is_empty() {
            return Ok(());
        }
        let text = self.say("cli-recognised", &[&shown.join("; ")]);
        self.screen.line(&Line::new().and(Style::Dim, &text))
    }

    fn warning(&mut self, query: &str, warning: &Warning) -> io::Result<()> {
        let (style, sign) = match warning.diagnostic.severity {
            Severity::Note => (Style::Dim, "· "),
            Severity::Warning | Severity::Error => (Style::Loud, "! "),
        };
        self.screen.hanging(&Line::new().and(style, sign), &Line::plain(&warning.message))?;
        let Some(span) = warning.span else { return Ok(()) };
        let (shown, caret) = pointed_at(query, span, self.screen.width().saturating_sub(4));
        self.screen.indented(4, &Line::new().and(Style::Dim, &shown))?;
        // The caret is aligned by spaces, which a line would cut off.
        let head = Line::new().and(style, &format!("    {caret}"));
        self.screen.hanging(&head, &Line::new())
    }

    fn total(&mut self) -> io::Result<()> {
        let took = wording::seconds(self.lang, self.response.took_us as f64 / 1e6);
        let text = match self.response.total {
            0 if self.response.hits.is_empty() => self.say("cli-nothing-found", &[&took]),
            0 => self.say("cli-nothing-full", &[&took]),
            total => self.say("cli-found", &[&wording::number(self.lang, total), &took]),
        };
        self.screen.text(&text)?;
        if self.response.total == 0 && !self.request.filters.is_empty() {
            let text = self.say("cli-loosen-filters", &[&given_filters(self.request)]);
            self.screen.text(&text)?;
        }
        Ok(())
    }

    fn hits(&mut self, quiet: bool) -> io::Result<()> {
        let first = self.request.hits_before().unwrap_or(0) + 1;
        let first_partial = self.response.first_partial();
        for (index, hit) in self.response.hits.iter().enumerate() {
            if first_partial == Some(index) {
                self.partial_line()?;
            }
            if !(quiet && index == 0) {
                self.screen.blank()?;
            }
            self.hit(first + index, hit)?;
        }
        Ok(())
    }

    fn partial_line(&mut self) -> io::Result<()> {
        let text = match self.response.partial_total {
            Some(total) => self.say("cli-partial-counted", &[&wording::number(self.lang, total)]),
            None => self.say("cli-partial", &[]),
        };
        self.screen.blank()?;
        self.screen.line(&Line::new().and(Style::Loud, &format!("── {text} ──")))
    }

    fn hit(&mut self, number: usize, hit: &Hit) -> io::Result<()> {
        let head = Line::plain(&format!("{number:>3}. "));
        let title = match hit.title.trim() {
            "" => Line::new().and(Style::Dim, &self.say("cli-untitled", &[])),
            _ => Line::new().and_marked(&hit.title, &hit.title_marks),
        };
        self.screen.hanging(&head, &title)?;
        let indent = head.width();

        let id = hit.id.to_string();
        let date = wording::sorted_date(self.lang, &hit.published, hit.sorted_by_event.as_ref());
        let facts = [Some(date.as_str()), Some(hit.source.as_str()), hit.province.as_deref(), Some(id.as_str())];
        let facts: Vec<&str> = facts.into_iter().flatten().filter(|fact| !fact.is_empty()).collect();
        self.screen.indented(indent, &Line::new().and(Style::Dim, &facts.join(" · ")))?;
        for snippet in &hit.snippets {
            self.screen.indented(indent, &passage(snippet))?;
        }
        if hit.matched == Matched::Partial && !hit.why.is_empty() {
            self.screen.indented(indent, &Line::new().and(Style::Dim, &format!("({})", hit.why)))?;
        }
        Ok(())
    }

    fn way_on(&mut self) -> io::Result<()> {
        let suggestions = &self.response.query.suggestions;
        if !suggestions.is_empty() {
            self.screen.blank()?;
            let text = self.say("cli-suggestions", &[]);
            self.screen.text(&text)?;
        }
        for suggestion in suggestions {
            let total = wording::number(self.lang, suggestion.total);
            let line = Line::plain(&suggestion.text).and(Style::Dim, &format!(" ({total})"));
            self.screen.indented(4, &line)?;
        }
        if let Some(next) = self.response.next_start(self.request) {
            let flag = match next {
                Start::Page(page) => format!("--page {page}"),
                Start::Cursor(cursor) => format!("--cursor {cursor}"),
            };
            let text = self.say("cli-more", &[&flag]);
            self.screen.blank()?;
            self.screen.line(&Line::new().and(Style::Dim, &text))?;
        }
        Ok(())
    }
}

/// Prints a passage, with an ellipsis on each side where it seems to break into a sentence.
fn passage(snippet: &Snippet) -> Line {
    let before = if snippet.breaks_in() { "… " } else { "" };
    let behind = if snippet.breaks_off() { " …" } else { "" };
    Line::plain(before).and_marked(&snippet.text, &snippet.marks).and(Style::Plain, behind)
}

/// The filters of the request as they were typed.
fn given_filters(request: &Request) -> String {
    let filters = &request.filters;
    let named = [
        ("--year", &filters.years),
        ("--official", &filters.officials),
        ("--body", &filters.bodies),
        ("--document", &filters.documents),
        ("--province", &filters.provinces),
        ("--source", &filters.sources),
    ];
    let values = named.into_iter().flat_map(|(flag, values)| values.iter().map(move |filter| format!("{flag} {filter}")));
    let days = [("--from", filters.from), ("--to", filters.to)].into_iter().filter_map(|(flag, day)| Some(format!("{flag} {}", day?)));
    let undated = filters.undated.map(|undated| match undated {
        Undated::Only => "--undated only".to_owned(),
        Undated::No => "--undated no".to_owned(),
    });
    let inferred = filters.no_inferred.then(|| "--inferred no".to_owned());
    values.chain(days).chain(undated).chain(inferred).collect::<Vec<_>>().join(", ")
}

/// Returns the part of `query` around `span` (in characters) that fits into `width` columns, and a line of carets that belongs under it.
fn pointed_at(query: &str, span: [usize; 2], width: usize) -> (String, String) {
    const BEFORE: usize = 20;
    let chars: Vec<char> = query.chars().collect();
    let start = span[0].min(chars.len());
    let end = span[1].clamp(start, chars.len());
    let from = if chars.len() <= width { 0 } else { start.saturating_sub(BEFORE) };
    let to = chars.len().min(from + width.max(BEFORE + 1));
    let text = |from: usize, to: usize| one_line(&chars[from..to].iter().collect::<String>());
    let columns = |from: usize, to: usize| Line::plain(&text(from, to)).width();
    let carets = columns(start, end.min(to)).max(1);
    (text(from, to), " ".repeat(columns(from, start)) + &"^".repeat(carets))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::ArticleId;
    use crate::cli::screen::Look;
    use crate::cli::screen::tests::Paper;
    use crate::diagnostic::Diagnostic;
    use crate::extract::{Origin, Precision};
    use crate::search::{DateFact, Expansion, Facets, Reading, Suggestion, Tier};

    fn hit(title: &str, matched: Matched) -> Hit {
        Hit {
            id: ArticleId::from_order(7),
            source_id: None,
            path: "a.txt".into(),
            title: title.into(),
            title_marks: vec![[9, 23]],
            url: None,
            source: "Báo Tỉnh Mẫu".into(),
            province: Some("Đắk Lắk".into()),
            byline: None,
            score: 1.0,
            matched,
            tier: if matched == Matched::Full { Tier::Exact } else { Tier::FewerWords },
            why: "chỉ có một phần các từ".into(),
            published: DateFact {
                date: Some("2020-01-17".into()),
                to: None,
                precision: Some(Precision::Day),
                origin: Some(Origin::Stated),
                evidence: None,
            },
            sorted_by_event: None,
            events: Vec::new(),
            officials: Vec::new(),
            bodies: Vec::new(),
            documents: Vec::new(),
            snippets: vec![Snippet {
                text: "đồng chí Trần Văn Chung phát biểu tại hội nghị".into(), marks: vec![[9, 23]], offset: 4
            }],
        }
    }

    fn response(hits: Vec<Hit>) -> Response {
        Response {
            query: Reading { text: "\"trần văn chung".into(), interpreted: "\"trần văn chung\"".into(), ..Reading::default() },
            total: hits.iter().filter(|hit| hit.matched == Matched::Full).count() as u64,
            partial_total: Some(1_234),
            took_us: 12_345,
            hits,
            facets: Facets::default(),
            next: None,
        }
    }

    fn printed(response: &Response, request: &Request, quiet: bool, look: Look) -> String {
        let paper = Paper::default();
        show(response, request, Lang::Vi, quiet, &mut Screen::to(paper.clone(), look)).expect("paper is patient");
        paper.read()
    }

    #[test]
    fn a_page_of_hits() {
        let mut response = response(vec![hit("Đồng chí Trần Văn Chung thăm cơ sở", Matched::Full), hit("Hội nghị \x1b[2J", Matched::Partial)]);
        response.query.expansions = vec![Expansion { from: "UBND".into(), to: "ủy ban nhân dân".into() }];
        response.query.suggestions = vec![Suggestion { text: "trần văn chúng".into(), total: 3 }];
        response.next = Some("abc".into());
        let diagnostic = Diagnostic::warning("query-unclosed-quote");
        response.query.warnings =
            vec![Warning { code: diagnostic.code.clone(), message: "thiếu dấu ngoặc đóng".into(), span: Some([0, 1]), diagnostic }];
        let text = printed(&response, &Request::new("\"trần văn chung"), false, Look::PLAIN);
        let expected = "\
Hiểu là: \"trần văn chung\"
Cũng tìm: UBND = ủy ban nhân dân
! thiếu dấu ngoặc đóng
    \"trần văn chung
    ^
Tìm thấy 1 bài (0,012 giây)

  1. Đồng chí Trần Văn Chung thăm cơ sở
     17/01/2020 · Báo Tỉnh Mẫu · Đắk Lắk · 0000000000007
     … đồng chí Trần Văn Chung phát biểu tại hội nghị …

── Chỉ khớp một phần: 1.234 bài ──

  2. Hội nghị ␛[2J
     17/01/2020 · Báo Tỉnh Mẫu · Đắk Lắk · 0000000000007
     … đồng chí Trần Văn Chung phát biểu tại hội nghị …
     (chỉ có một phần các từ)

Có phải bạn muốn tìm:
    trần văn chúng (3)

Còn nữa: thêm `--page 2`
";
        assert_eq!(text, expected);
        assert!(printed(&response, &Request::new(""), true, Look::PLAIN).starts_with("  1. Đồng chí"));
    }

    #[test]
    fn marks_are_bold_and_lines_fit_on_a_terminal() {
        let look = Look { colour: true, width: Some(40) };
        let text = printed(&response(vec![hit("Đồng chí Trần Văn Chung thăm cơ sở", Matched::Full)]), &Request::new("x"), false, look);
        assert!(text.contains("Đồng chí \x1b[1mTrần Văn Chung\x1b[0m thăm cơ"), "{text}");
        for line in text.lines() {
            let bare = line.replace("\x1b[0m", "").replace("\x1b[1m", "").replace("\x1b[2m", "");
            assert!(bare.chars().count() <= 40, "{line:?} is wider than the terminal");
        }
    }

    #[test]
    fn nothing_found_says_what_to_loosen() {
        let mut request = Request::new("abc");
        request.filters.provinces = vec!["-Đắk Lắk".parse().expect("any text is a filter")];
        let text = printed(&response(Vec::new()), &request, false, Look::PLAIN);
        assert!(text.contains("Không tìm thấy") && text.contains("`--province -Đắk Lắk`"), "{text}");
    }

    #[test]
    fn partial_hits_alone_are_no_find() {
        let text = printed(&response(vec![hit("Hội nghị", Matched::Partial)]), &Request::new("x"), false, Look::PLAIN);
        assert!(text.contains("Không có bài nào có đủ mọi điều đã hỏi") && text.contains("── Chỉ khớp một phần: 1.234 bài ──"), "{text}");
    }

    #[test]
    fn an_event_is_no_publication() {
        let event = hit("Hội nghị", Matched::Full).published;
        let hit = Hit { published: DateFact::unknown(), sorted_by_event: Some(event), ..hit("Hội nghị", Matched::Full) };
        let text = printed(&response(vec![hit]), &Request::new("x"), false, Look::PLAIN);
        assert!(text.contains("     sự kiện 17/01/2020 · Báo Tỉnh Mẫu"), "{text}");
    }

    #[test]
    fn one_list_of_both_is_not_parted() {
        let hits = vec![hit("Một", Matched::Full), hit("Hai", Matched::Partial), hit("Ba", Matched::Full)];
        let text = printed(&response(hits), &Request::new("x"), false, Look::PLAIN);
        assert!(!text.contains("──") && text.matches("(chỉ có một phần các từ)").count() == 1, "{text}");
    }

    #[test]
    fn carets_stand_under_what_they_mean() {
        for (query, span, shown, caret) in [
            ("hội (nghị", [4, 5], "hội (nghị", "    ^"),
            ("ho\u{302}\u{323}i (nghị", [6, 7], "ho\u{302}\u{323}i (nghị", "    ^"),
            ("hội", [3, 3], "hội", "   ^"),
            ("hội", [9, 12], "hội", "   ^"),
            ("a\x1bb(", [3, 4], "a␛b(", "   ^"),
        ] {
            assert_eq!(pointed_at(query, span, 60), (shown.to_owned(), caret.to_owned()), "{query:?}");
        }
        let (shown, caret) = pointed_at(&"từ ".repeat(1_000), [1_500, 1_502], 60);
        assert_eq!((shown.chars().count(), caret.trim_start()), (60, "^^"));
    }
}
