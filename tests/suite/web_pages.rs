//! Pages as programs see them; `tests/browser` sees them as people do.

use crate::web_room::{ReadingRoom, part};

#[test]
fn pages_answer_in_the_language_that_is_asked_for() {
    let room = ReadingRoom::of_samples();
    for (path, lines, said) in [
        ("/", "", "Tìm trong kho báo"),
        ("/?lang=en", "", "Search the Party press archive"),
        ("/", "Accept-Language: en-GB,en;q=0.8\r\n", "Search the Party press archive"),
        ("/", "Accept-Language: en\r\nCookie: lang=vi\r\n", "Tìm trong kho báo"),
        ("/search?q=hoi+nghi&lang=en", "", "Found"),
        ("/nowhere?lang=en", "", "there is no such page"),
    ] {
        let reply = room.get_with(path, lines);
        assert!(reply.text().contains(said), "{path} {lines:?} does not say {said:?}");
    }
    assert!(room.get("/?lang=en").header("set-cookie").is_some_and(|cookie| cookie.starts_with("lang=en;")));
}

#[test]
fn every_link_of_the_pages_leads_somewhere() {
    let room = ReadingRoom::of_samples();
    let mut seen = std::collections::BTreeSet::new();
    let mut open = vec!["/".to_owned(), "/search?q=hoi+nghi".to_owned(), "/search?q=2019&trang=2".to_owned()];
    while let Some(path) = open.pop() {
        if seen.len() >= 400 || !seen.insert(path.clone()) {
            continue;
        }
        let reply = room.get(&path);
        assert_eq!(reply.status, 200, "{path}");
        if reply.header("content-type") != Some("text/html; charset=utf-8") {
            continue;
        }
        let html = reply.text();
        let links = html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        let own = links.filter(|link| link.starts_with('/')).map(|link| link.split('#').next().unwrap_or(link).replace("&#38;", "&"));
        open.extend(own);
    }
    assert!(seen.len() >= 400, "only {} links were found", seen.len());
}

#[test]
fn one_article_in_every_form() {
    let room = ReadingRoom::of_samples();
    let found = room.json("/search.json?q=hoi+nghi");
    let id = found["hits"][0]["id"].as_str().expect("an id");
    for (ending, kind, begins) in [
        ("", "text/html; charset=utf-8", "<!doctype html>"),
        (".json", "application/json", "{"),
        (".bib", "application/x-bibtex; charset=utf-8", "@"),
        (".ris", "application/x-research-info-systems; charset=utf-8", "TY  - "),
    ] {
        let reply = room.get(&format!("/article/{id}{ending}"));
        assert_eq!((reply.status, reply.header("content-type")), (200, Some(kind)), "{ending}");
        assert!(reply.text().starts_with(begins), "{ending}: {}", reply.text());
    }
}

#[test]
fn exports_hold_every_full_match() {
    let room = ReadingRoom::of_samples();
    let question = "q=hoi+nghi&nam=-undated";
    let total = room.json(&format!("/search.json?{question}"))["total"].as_u64().expect("a total") as usize;
    assert!(total > 10, "more than a page is found");
    let csv = room.get(&format!("/search.csv?{question}"));
    assert!(csv.body.starts_with(b"\xEF\xBB\xBF"), "spreadsheets know UTF-8 by the mark");
    assert!(csv.header("content-disposition").is_some_and(|value| value.starts_with("attachment; filename=\"timbao-hoi-nghi.csv\"")));
    let records: Result<Vec<_>, _> = csv::Reader::from_reader(&csv.body[3..]).into_records().collect();
    assert_eq!(records.expect("it is CSV").len(), total);
    let counted = |ending: &str, sign: &str| room.get(&format!("/search.{ending}?{question}")).text().matches(sign).count();
    assert_eq!((counted("atom", "<entry>"), counted("bib", "\n@") + 1, counted("ris", "TY  - ")), (total, total, total));
}

#[test]
fn the_histogram_goes_down_to_days() {
    let room = ReadingRoom::of_samples();
    let page = |path: &str| room.get(path).text();
    let years = page("/search?q=hoi+nghi");
    let year = years.split("aria-label=\"2019: ").next().expect("a year").rsplit("href=\"").next().expect("its link").split('"').next();
    let months = page(&year.expect("its address").replace("&#38;", "&"));
    assert!(months.contains("Số bài theo tháng") && months.contains("/2019: "), "{months}");
    let (from, to) = ("tu=2019-01-01", "den=2019-12-31");
    assert!(months.contains(from) && months.contains(to), "months are of the year that was chosen");
    assert!(page("/search?q=hoi+nghi&tu=01/2019&den=01/2019").contains("Số bài theo ngày"));
}

#[test]
fn a_search_without_hits_offers_ways_out() {
    let room = ReadingRoom::of_samples();
    let html = room.get("/search?q=hoi+nghi&nam=1950&tinh=Lai+Ch%C3%A2u").text();
    assert!(html.contains("Có thể nới điều kiện"), "{html}");
    for link in ["/search?q=hoi%20nghi&#38;nam=1950\"", "/search?q=hoi%20nghi&#38;tinh=Lai%20Ch%C3%A2u\"", "/search?q=hoi%20nghi\""] {
        assert!(html.contains(link), "{link} is not offered in {html}");
    }
}

#[test]
fn a_question_without_words_is_said_to_be_one() {
    let room = ReadingRoom::of_samples();
    for query in ["-", "... !!!", "( )"] {
        let html = room.get(&format!("/search?q={}", part(query))).text();
        assert!(html.contains("Bạn chưa gõ từ nào để tìm."), "{query}: {html}");
        assert!(!html.contains("Không có bài nào có đủ") && !html.contains("không có từ nào để tìm"), "{query}: {html}");
    }
}

#[test]
fn a_list_without_the_name_that_was_typed_leads_on() {
    let room = ReadingRoom::of_samples();
    for list in ["/officials", "/bodies", "/documents"] {
        let html = room.get(&format!("{list}?q=zzz+zzz")).text();
        let offers = ["href=\"/search?q=zzz%20zzz\">Tìm các từ này trong các bài<".to_owned(), format!("href=\"{list}\">Xem cả danh sách<")];
        assert!(offers.iter().all(|offer| html.contains(offer)), "{list}: {html}");
        assert!(!room.get(list).text().contains("Xem cả danh sách"));
    }
}

#[test]
fn what_is_left_out_reads_as_a_sentence() {
    let room = ReadingRoom::of_samples();
    let page = |path: &str| room.get(path).text();
    let html = page("/search?q=hoi+nghi&nam=-2012&nam=-undated");
    assert!(html.contains(">Trừ năm 2012 <") && html.contains(">Trừ bài không rõ ngày <"), "{html}");
    assert!(html.contains("− loại trừ"), "the sign before the values is explained");
    assert!(page("/search?q=hoi+nghi&nam=-2012&lang=en").contains(">Without year 2012 <"));
}

#[test]
fn things_that_are_not_there_are_said_so() {
    let room = ReadingRoom::of_samples();
    let official = format!("/official/{}", part("Không Có Ai@?"));
    for path in ["/article/0000000000000", "/article/-1", "/article/18446744073709551616", official.as_str(), "/body/x", "/document/x/y", "/facet/x"]
    {
        let page = room.get(path);
        assert_eq!((page.status, page.header("content-type")), (404, Some("text/html; charset=utf-8")), "{path}");
        let json = room.get(&format!("{path}.json"));
        assert_eq!((json.status, json.header("content-type")), (404, Some("application/json")), "{path}.json");
        let body: serde_json::Value = serde_json::from_slice(&json.body).expect("it is JSON");
        assert!(["code", "message", "hint", "link"].iter().all(|key| body[key].is_string()), "{body}");
    }
}

#[test]
fn a_body_that_no_article_names_is_known_by_what_it_became() {
    let room = ReadingRoom::of_samples();
    let key = part("Đảng ủy Dân Chính Đảng tỉnh@Tuyên Quang");
    let body = room.json(&format!("/body/{key}.json"));
    assert_eq!((&body["articles"], body["successors"][0]["name"].as_str()), (&0.into(), Some("Đảng ủy Khối các cơ quan tỉnh")));
    assert_eq!(room.json(&format!("/api/v1/bodies/{key}")), body, "the API and the page answer the same");
    assert!(room.get(&format!("/body/{key}")).text().contains("Tuyên Quang · kế tục cơ quan này từ 2007"));
    let united = room.get(&format!("/body/{}", part("Tỉnh ủy@Tuyên Quang"))).text();
    assert!(united.contains("Hà Giang · hợp nhất vào cơ quan này từ 07/2025"), "{united}");
}

#[test]
fn a_page_goes_on_without_a_value_that_it_cannot_read_and_the_api_refuses_it() {
    let room = ReadingRoom::of_samples();
    let page = room.get("/search?q=hoi+nghi&nam=abc");
    assert!(page.status == 200 && page.text().contains("không phải năm"), "{}", page.text());
    assert_eq!(room.get("/api/v1/search?q=hoi+nghi&year=abc").status, 400);
    assert_eq!(room.get("/api/v1/search?q=hoi+nghi&yaer=2019").status, 400);
    assert_eq!(room.get("/search?q=hoi+nghi&fbclid=x").status, 200);
}

#[test]
fn what_is_typed_is_completed() {
    let room = ReadingRoom::of_samples();
    let official = room.json("/api/v1/officials?limit=1")["entries"][0].clone();
    let name = official["name"].as_str().expect("a name");
    let begun: String = name.chars().take(name.chars().count() - 1).collect();
    let suggestions = room.json(&format!("/api/v1/suggest?q={}", part(&begun)));
    let found = suggestions["suggestions"].as_array().expect("a list").iter().any(|entry| entry["key"] == official["key"]);
    assert!(found, "{begun} does not bring {official}: {suggestions}");
}

#[test]
fn a_new_commit_is_read_without_a_new_start() {
    let room = ReadingRoom::over(crate::cli_program::Folder::indexed());
    let total = |room: &ReadingRoom| room.json("/search.json?q=hoi+nghi")["total"].as_u64();
    let before = total(&room);
    room.folder().write("kho/moi.txt", "Hội nghị mới\n\nHội nghị bàn việc mới.\n");
    assert_eq!(room.folder().run(["index", "kho"]).code, Some(0));
    let begun = std::time::Instant::now();
    while total(&room) == before {
        assert!(begun.elapsed().as_secs() < 30, "the new article is not found");
        std::thread::sleep(std::time::Duration::from_millis(200));
    }
    assert_eq!(total(&room), before.map(|before| before + 1));
}
