//! Pages, fields with markup, and pages that no parser should be given.

use std::time::Instant;

use super::*;

fn lines(draft: &Draft) -> Vec<&str> {
    draft.lines.iter().map(|line| line.span.of(&draft.text)).collect()
}

const PARAGRAPH: &str =
    "Sáng 5-3, Đảng uỷ Khối các cơ quan tỉnh Mẫu tổ chức hội nghị giao ban quý I, với sự có mặt của 120 đại biểu, đại diện cho các chi bộ.";

fn page() -> String {
    format!(
        r##"<!DOCTYPE html><html><head><meta charset="utf-8"><title>Giao ban quý I năm nay - Báo Mẫu</title>
        <meta property="article:published_time" content="2019-03-05T08:00:00+07:00"><link rel="canonical" href="/tin/1.html">
        <script type="application/ld+json">{{"@graph":[{{"@type":"NewsArticle","headline":"Giao ban quý I năm nay","datePublished":"2019-03-05","author":{{"name":"Thu Trà"}}}}]}}</script>
        <style>p {{ color: red }}</style></head><body><form>
        <div id="menu"><ul><li><a href="/">Trang chủ</a></li><li><a href="/t">Tin tức</a></li></ul></div>
        <div class="side"><a href="/2">Giao ban quý I năm nay</a></div>
        <div class="article"><h1>Giao ban quý I năm nay</h1><div class="date">Thứ Ba, 05/03/2019</div>
        <p>{PARAGRAPH}</p><p>{PARAGRAPH} T&igrave;nh h&#236;nh&nbsp;ổn định.<br>Dòng hai của đoạn văn này.</p>
        <figure><img src="a.jpg"><figcaption>Các đại biểu</figcaption></figure><p>{PARAGRAPH} Hết.</p><p>{PARAGRAPH} Thật.</p></div>
        <script>var x = "<p>không phải bài</p>";</script><p style="display: none">ẩn</p></form>
        <div class="footer"><a href="/x">Liên hệ</a></div></body></html>"##
    )
}

#[test]
fn a_page_is_read() {
    let page = read(&page());
    assert_eq!(page.published.as_deref(), Some("2019-03-05T08:00:00+07:00"));
    assert_eq!((page.url.as_deref(), page.author.as_deref()), (Some("/tin/1.html"), Some("Thu Trà")));
    let found = lines(&page.draft);
    assert_eq!(&found[..2], ["Giao ban quý I năm nay", "Thứ Ba, 05/03/2019"]);
    assert_eq!(page.draft.lines[0].hint, Some(Class::Title));
    assert!(found.contains(&format!("{PARAGRAPH} Tình hình\u{a0}ổn định.").as_str()), "{found:?}");
    assert!(found.contains(&"Dòng hai của đoạn văn này."));
    assert!(page.draft.lines.iter().any(|line| line.hint == Some(Class::Caption) && line.span.of(&page.draft.text) == "Các đại biểu"));
    assert!(!page.draft.text.contains("không phải bài") && !page.draft.text.contains("ẩn") && !page.draft.text.contains("Liên hệ"), "{found:?}");
}

#[test]
fn a_page_without_an_article_gives_all_its_text() {
    let page = read("<html><body><b>Một</b> dòng<br>Dòng hai</body></html>");
    assert_eq!(lines(&page.draft), ["Một dòng", "Dòng hai"]);
    assert!(lines(&read("").draft).is_empty());
}

#[test]
fn fields_with_markup() {
    assert!(has_markup("<p>Một</p>") && has_markup("a<br/>b") && has_markup("x <STRONG>y</STRONG>"));
    assert!(!has_markup("2 < 3 và 4 > 3") && !has_markup("<không phải thẻ>") && !has_markup(""));
    assert_eq!(lines(&fragment("<p>Một<p>Hai<br>Ba <i>bốn</i></p><ul><li>Năm</li></ul>")), ["Một", "Hai", "Ba bốn", "Năm"]);
    assert_eq!(plain("T&igrave;nh h&#236;nh"), "Tình hình");
    assert_eq!(plain("<b>Tỉnh</b> &amp; huyện"), "Tỉnh & huyện");
    assert_eq!(decode_entities("R&D; a < b &amp; c\nd"), "R&D; a < b & c\nd");
    assert_eq!(decode_entities("không có gì"), "không có gì");
}

#[test]
fn charsets() {
    for (head, expected) in [
        (r#"<meta charset="UTF-8">"#, Some("utf-8")),
        (r#"<META http-equiv=Content-Type content="text/html; charset=windows-1258">"#, Some("windows-1258")),
        (r#"<?xml version="1.0" encoding='iso-8859-1'?>"#, Some("iso-8859-1")),
        ("<p>charset=x</p>", None),
        ("<meta charset=>", None),
    ] {
        assert_eq!(declared_charset(head.as_bytes()).as_deref(), expected, "{head}");
    }
}

/// Every one in well under a second even unoptimised, and the text is not lost.
#[test]
fn i17_hostile_pages() {
    let text = "<p>Lời bài vẫn còn</p>";
    for (name, html) in [
        ("nested divs", "<div>".repeat(50_000) + text),
        ("nested lists", "<ul><li>".repeat(30_000) + text),
        ("nested tables", "<table><tr><td>".repeat(20_000) + text),
        ("attributes", format!("<p {}>x</p>{text}", (0..20_000).map(|n| format!("a{n}=1 ")).collect::<String>())),
        ("open brackets", text.to_owned() + &"<".repeat(1_000_000)),
        ("open comment", text.to_owned() + "<!--" + &"x".repeat(1_000_000)),
        ("many comment starts", text.to_owned() + &"<!--".repeat(200_000)),
        ("open attribute", text.to_owned() + "<a href=\"" + &"x ".repeat(500_000)),
        ("unclosed formatting", "<font size=1>".repeat(400) + &"<p>a".repeat(20_000) + text),
        ("unclosed bold", "<b><p>".repeat(20_000) + text),
        ("many scripts", "<script>".repeat(100_000) + "</script>" + text),
        ("many styles", text.to_owned() + &"<style><".repeat(100_000)),
        ("entities", text.to_owned() + &"&amp".repeat(200_000)),
        ("doctypes", "<!DOCTYPE".repeat(50_000) + ">" + text),
        ("closing tags", "</div>".repeat(100_000) + text),
        ("links", format!("<div>{}</div>{text}", "<a href=x>y</a> ".repeat(30_000))),
    ] {
        let start = Instant::now();
        let page = read(&html);
        let seconds = start.elapsed().as_secs_f64();
        assert!(seconds < 5.0, "{name} took {seconds:.1} s");
        println!("{name}: {seconds:.3} s, flat: {}", page.is_flat);
        // Script without end is no text, and among 30,000 links readability takes the links.
        let swallowed = ["many scripts", "links"].contains(&name);
        assert!(swallowed || page.draft.text.contains("Lời bài vẫn còn"), "{name} lost its text");
    }
}
