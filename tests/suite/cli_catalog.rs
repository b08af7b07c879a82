//! `officials`, `bodies`, `documents`, `years` and the filters by facts, through the real program.

use serde_json::{Value, json};

use crate::cli_program::Folder;

/// Three articles of one paper, of three years.
fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("kho/source.toml", "name = \"Báo Mẫu\"\nprovince = \"Phú Yên\"\n");
    for (name, text) in [
        (
            "2018.txt",
            "Hội nghị cán bộ\n\nThứ Tư, 14/03/2018 08:00\n\nNgày 13-3, đồng chí Trần Văn Mẫu, Trưởng Ban Tổ chức Tỉnh ủy dự hội nghị quán triệt Chỉ thị số 99-CT/TW ngày 1/2/2018.\n",
        ),
        (
            "2020.txt",
            "Trao quyết định\n\nThứ Hai, 06/07/2020 08:00\n\nSáng 6-7, đồng chí Trần Văn Mẫu được bổ nhiệm giữ chức Phó Bí thư Tỉnh ủy. Dự lễ có bà Lê Thị Thử, Chủ nhiệm UBKT Tỉnh ủy.\n",
        ),
        ("2022.txt", "Thăm xã\n\nThứ Năm, 06/01/2022 08:00\n\nPhó Bí thư Tỉnh ủy Trần Văn Mẫu thăm xã Mẫu Sơn, nhắc lại Chỉ thị 99.\n"),
    ] {
        folder.write(&format!("kho/{name}"), text);
    }
    let ended = folder.run(["index", "kho"]);
    assert_eq!(ended.code, Some(0), "the archive could not be indexed: {}", ended.aside);
    folder
}

fn paths(response: &Value) -> Vec<String> {
    let hits = response["hits"].as_array().expect("a list");
    let full = hits.iter().filter(|hit| hit["match"] == "full");
    let mut paths: Vec<String> = full.map(|hit| hit["path"].as_str().expect("a path").to_owned()).collect();
    paths.sort();
    paths
}

/// The first marked words of a passage.
fn marked_text(snippet: &Value) -> &str {
    let text = snippet["text"].as_str().expect("a text");
    let at =
        |side: usize| snippet["marks"][0][side].as_u64().map_or(0, |at| text.char_indices().nth(at as usize).map_or(text.len(), |(byte, _)| byte));
    &text[at(0)..at(1)]
}

#[test]
fn an_official_is_shown_with_each_post() {
    let folder = folder();
    let answer = folder.run(["officials", "--json", "tran van mau"]).object();
    let posts = answer["files"][0]["posts"].as_array().expect("a list").clone();
    let told: Vec<(&str, &str, &str)> = posts
        .iter()
        .map(|post| (post["title"].as_str().unwrap_or(""), post["first"]["date"].as_str().unwrap_or(""), post["last"]["date"].as_str().unwrap_or("")))
        .collect();
    assert_eq!(told, [("Trưởng Ban Tổ chức Tỉnh ủy", "2018-03-14", "2018-03-14"), ("Phó Bí thư Tỉnh ủy", "2020-07-06", "2022-01-06")]);
    assert_eq!(answer["files"][0]["key"], "Trần Văn Mẫu@Phú Yên");

    let text = folder.run(["officials", "Trần Văn Mẫu"]).out;
    assert!(text.contains("Phó Bí thư Tỉnh ủy · 06/07/2020–06/01/2022 (2)") && text.contains("Lê Thị Thử (1)"), "{text}");
    let list = folder.run(["officials"]);
    assert!(list.out.contains("Trần Văn Mẫu · Phú Yên") && list.out.contains("2 trong 2 mục"), "{}", list.out);
    assert_eq!(folder.run(["officials", "Không Ai"]).code, Some(1));
    assert_eq!(folder.run(["officials", "--limit", "0"]).code, Some(2));
}

/// Returns the keys of the officials that fit, with the number of articles of each.
fn officials(folder: &Folder, name: &str) -> Vec<(String, u64)> {
    let answer = folder.run(["officials", "--json", name]).object();
    let entries = answer["entries"].as_array().expect("a list").clone();
    entries.iter().map(|entry| (entry["key"].as_str().expect("a key").to_owned(), entry["articles"].as_u64().expect("a number"))).collect()
}

#[test]
fn officials_are_merged_and_split_by_hand_and_back() {
    let folder = folder();
    folder.write("kho/2023.txt", "Họp dân\n\nThứ Sáu, 06/01/2023 08:00\n\nÔng Trần V. Mẫu họp dân. Bác sĩ Lê Thị Thử, Giám đốc Bệnh viện tỉnh dự.\n");
    let as_read = |folder: &Folder| {
        assert_eq!(officials(folder, "Trần Văn Mẫu"), [("Trần Văn Mẫu@Phú Yên".to_owned(), 3)]);
        assert_eq!(officials(folder, "Lê Thị Thử"), [("Lê Thị Thử@Phú Yên".to_owned(), 2)]);
    };
    assert_eq!(folder.run(["index", "kho"]).code, Some(0));
    as_read(&folder);

    folder.write(
        "kho/officials.toml",
        "[[merge]]\nname = \"Trần Văn Mẫu\"\nprovince = \"Phú Yên\"\nalso = [\"Trần V. Mẫu\"]\n\n\
         [[split]]\nname = \"Lê Thị Thử\"\nprovince = \"Phú Yên\"\nas = \"Lê Thị Thử (bác sĩ)\"\ntitles = [\"Giám đốc Bệnh viện\"]\n",
    );
    assert_eq!(folder.run(["index", "kho"]).code, Some(0), "a change of the file is a change of the articles");
    assert_eq!(officials(&folder, "Trần Văn Mẫu"), [("Trần Văn Mẫu@Phú Yên".to_owned(), 4)]);
    assert_eq!(officials(&folder, "Trần V. Mẫu"), [("Trần Văn Mẫu@Phú Yên".to_owned(), 4)], "the other name finds him too");
    assert_eq!(officials(&folder, "Lê Thị Thử"), [("Lê Thị Thử@Phú Yên".to_owned(), 1), ("Lê Thị Thử (bác sĩ)@Phú Yên".to_owned(), 1)]);
    for (name, year) in [("Lê Thị Thử", "2020"), ("Lê Thị Thử (bác sĩ)", "2023")] {
        let file = folder.run(["officials", "--json", name]).object()["files"][0].clone();
        let colleagues: Vec<&Value> = file["colleagues"].as_array().expect("a list").iter().map(|other| &other["name"]).collect();
        assert_eq!((&file["name"], &file["articles"], &file["years"]), (&Value::from(name), &Value::from(1), &json!([[year, 1]])));
        assert_eq!(colleagues, ["Trần Văn Mẫu"], "{name} is told apart from her namesake");
    }
    for (asked, expected) in [
        ("Trần V. Mẫu", &["2018.txt", "2020.txt", "2022.txt", "2023.txt"][..]),
        ("Lê Thị Thử (bác sĩ)", &["2023.txt"]),
        ("Lê Thị Thử", &["2020.txt", "2023.txt"]),
        ("Lê Thị Thử@Phú Yên", &["2020.txt"]),
        ("Lê Thị Thử (bác sĩ)@Phú Yên", &["2023.txt"]),
        ("Trần V. Mẫu@Phú Yên", &["2018.txt", "2020.txt", "2022.txt", "2023.txt"]),
    ] {
        assert_eq!(paths(&folder.run(["search", "--json", "--official", asked]).object()), expected, "{asked}");
    }

    std::fs::remove_file(folder.path().join("kho/officials.toml")).expect("it was there");
    assert_eq!(folder.run(["index", "kho"]).code, Some(0));
    as_read(&folder);
}

#[test]
fn a_wrong_officials_file_is_told_and_loses_nothing() {
    let folder = folder();
    folder.write("kho/officials.toml", "[[merge]]\nname = \"Trần Văn Mẫu\"\nprovince = \"Mặt Trăng\"\nalso = [\"Trần V. Mẫu\"]\n");
    folder.write("kho/2023.txt", "Họp dân\n\nThứ Sáu, 06/01/2023 08:00\n\nÔng Trần Văn Mẫu họp dân.\n");
    let ended = folder.run(["index", "kho"]);
    assert_eq!((ended.code, ended.out.as_str()), (Some(2), ""));
    assert_eq!(ended.aside.matches("officials.toml").count(), 1, "it is told once: {}", ended.aside);
    assert!(ended.aside.contains("`officials.toml` xếp `Trần Văn Mẫu` vào `Mặt Trăng`"), "{}", ended.aside);
    assert_eq!(officials(&folder, "Trần Văn Mẫu"), [("Trần Văn Mẫu@Phú Yên".to_owned(), 3)], "nothing was touched");

    folder.write("kho/officials.toml", "[[merge]]\nname = \"Trần Văn Mẫu\"\nprovnice = \"Phú Yên\"\n");
    let ended = folder.run(["index", "kho"]);
    assert!(ended.aside.contains("sai ở dòng 3: `provnice = \"Phú Yên\"`; tệp này gồm các mục"), "{}", ended.aside);
}

#[test]
fn an_official_without_a_province_may_be_one_with() {
    let folder = folder();
    folder.write("khac/1.txt", "Tin vắn\n\nThứ Sáu, 06/01/2023 08:00\n\nÔng Trần Văn Mẫu phát biểu tại hội thảo.\n");
    assert_eq!(folder.run(["index", "khac"]).code, Some(0));
    let answer = folder.run(["officials", "--json", "Trần Văn Mẫu@?"]).object();
    assert_eq!(answer["files"][0]["possibly"][0]["key"], "Trần Văn Mẫu@Phú Yên");
    let text = folder.run(["officials", "Trần Văn Mẫu@Phú Yên"]).out;
    assert!(text.contains("Có thể là cùng một người") && text.contains("Trần Văn Mẫu · chưa rõ tỉnh (1)"), "{text}");
}

#[test]
fn a_committee_is_shown_in_all_its_spellings() {
    let folder = folder();
    for typed in ["UBKT Tỉnh ủy", "uy ban kiem tra tinh uy", "Ủy ban Kiểm tra Tỉnh uỷ@Phú Yên"] {
        let file = folder.run(["bodies", "--json", typed]).object()["files"][0].clone();
        assert_eq!(file["name"], "Ủy ban Kiểm tra Tỉnh ủy", "{typed}");
        assert_eq!(file["officials"][0]["officials"][0]["name"], "Lê Thị Thử", "{typed}");
        assert_eq!(file["successors"][0]["province"], "Đắk Lắk", "{typed}");
    }
}

#[test]
fn a_document_is_shown_with_those_who_cite_it() {
    let folder = folder();
    let file = folder.run(["documents", "--json", "99-CT/TW"]).object()["files"][0].clone();
    assert_eq!((&file["number"], &file["issued"][0]), (&Value::from("99-CT/TW"), &Value::from("2018-02-01")));
    for number in ["99-CT/TW", "99 ct tw"] {
        assert_eq!(paths(&folder.run(["search", "--json", "--document", number]).object()), ["2018.txt"], "{number}");
    }
    assert_eq!(paths(&folder.run(["search", "--json", "--document", "chỉ thị 99"]).object()), ["2018.txt", "2022.txt"]);
}

#[test]
fn a_document_is_one_in_every_spelling() {
    let folder = folder();
    for (name, text) in [
        ("2023-1.txt", "Học tập\n\nThứ Sáu, 06/01/2023 08:00\n\nChi bộ quán triệt Chỉ thị 5 và Chỉ thị số 05.\n"),
        ("2023-2.txt", "Làm theo\n\nThứ Bảy, 07/01/2023 08:00\n\nĐảng ủy sơ kết Chỉ thị số 05.\n"),
        ("2023-3.txt", "Sơ kết\n\nChủ nhật, 08/01/2023 08:00\n\nĐảng ủy sơ kết Chỉ thị số 5-CT/TW và Chỉ thị 05-CT/TW.\n"),
    ] {
        folder.write(&format!("kho/{name}"), text);
    }
    assert_eq!(folder.run(["index", "kho"]).code, Some(0));
    let listed = |typed: &str| {
        let answer = folder.run(["documents", "--json", typed]).object();
        let of = |list: &str, name: &str, count: fn(&Value) -> u64| -> Vec<(String, u64)> {
            let list = answer[list].as_array().expect("a list");
            list.iter().map(|entry| (entry[name].as_str().expect("a number").to_owned(), count(entry))).collect()
        };
        let files = of("files", "number", |file| file["articles"].as_array().map_or(0, Vec::len) as u64);
        (of("entries", "name", |entry| entry["articles"].as_u64().unwrap_or(0)), files)
    };
    let both = vec![("CT 05".to_owned(), 2), ("05-CT/TW".to_owned(), 1)];
    for typed in ["chỉ thị 5", "Chỉ thị số 05", "ct 5"] {
        assert_eq!(listed(typed), (both.clone(), both.clone()), "{typed}: the list and the files count alike");
    }
    assert_eq!(listed("5 ct/tw"), (vec![both[1].clone()], vec![both[1].clone()]));
    let (all, full) = (&["2023-1.txt", "2023-2.txt", "2023-3.txt"][..], &["2023-3.txt"][..]);
    for (typed, expected) in [
        ("chỉ thị 5", all),
        ("Chỉ thị số 05", all),
        ("chi thi 5", all),
        ("05-CT/TW", full),
        ("5 CT/TW", full),
        ("5 ct tw", full),
        ("chi thi so 5 ct tw", full),
    ] {
        let (field, quoted) = (format!("van-ban:\"{typed}\""), format!("sơ kết {typed}"));
        for asked in [&["--document", typed][..], &[field.as_str()], &[typed]] {
            let response = folder.run(["search", "--json"].iter().chain(asked)).object();
            assert_eq!(paths(&response), expected, "{asked:?}");
        }
        let units = folder.run(["search", "--json", &quoted]).object()["query"]["units"].clone();
        assert_eq!((&units[2]["kind"], &units[2]["text"]), (&json!("document"), &json!(typed)), "{quoted}");
    }
    for typed in ["họp 5 chi bộ", "chỉ thị 7", "hội nghị 05-CT/TW", "chỉ thị 5 năm", "chỉ thị 5 điều", "chỉ thị 05 người"]
    {
        let units = folder.run(["search", "--json", typed]).object()["query"]["units"].clone();
        assert_ne!(units[0]["kind"], "document", "{typed}");
    }
    let marked = folder.run(["search", "--json", "chỉ thị 5"]).object();
    let texts: Vec<&str> = marked["hits"].as_array().expect("a list").iter().map(|hit| marked_text(&hit["snippets"][0])).collect();
    assert_eq!(texts[..3].iter().filter(|text| text.contains('5')).count(), 3, "{texts:?}");
    let facets = folder.run(["search", "--json", "--document", "chỉ thị 5"]).object()["facets"]["document"].clone();
    assert_eq!(facets[0], json!({"value": "CT 05", "key": "=CT 05", "count": 2}));
    for facet in facets.as_array().expect("a list") {
        let key = facet["key"].as_str().expect("a key");
        let found = folder.run(["search", "--json", "--document", key]).object()["total"].clone();
        assert_eq!((&found, &folder.run(["documents", "--json", key]).object()["total"]), (&facet["count"], &json!(1)), "{key}");
    }
}

#[test]
fn a_province_is_one_by_all_its_names() {
    let folder = Folder::new();
    for (paper, province) in [("a", "Đắk Lắk"), ("b", "Daklak"), ("c", "Thừa Thiên Huế")] {
        folder.write(&format!("kho/{paper}/source.toml"), format!("name = \"Báo {paper}\"\nprovince = \"{province}\"\n"));
        folder.write(&format!("kho/{paper}/{paper}.txt"), "Hội nghị tổng kết\n\nĐồng chí Trần Văn Mẫu, Bí thư Tỉnh ủy dự hội nghị tổng kết.\n");
    }
    assert_eq!(folder.run(["index", "kho"]).code, Some(0));
    for (asked, expected) in [
        (&["--province", "Đăk Lăk"][..], &["a/a.txt", "b/b.txt"][..]),
        (&["--province", "daklak"], &["a/a.txt", "b/b.txt"]),
        (&["tinh:\"thua thien hue\""], &["c/c.txt"]),
        (&["--province", "Huế"], &["c/c.txt"]),
        (&["--official", "Trần Văn Mẫu@Daklak"], &["a/a.txt", "b/b.txt"]),
        (&["--body", "Tỉnh ủy@Thừa Thiên Huế"], &["c/c.txt"]),
    ] {
        let response = folder.run(["search", "--json"].iter().chain(asked)).object();
        assert_eq!(paths(&response), expected, "{asked:?}");
    }
    let facets = folder.run(["search", "--json", "hội nghị"]).object()["facets"]["province"].clone();
    assert_eq!(facets, json!([{"value": "Đắk Lắk", "key": "Đắk Lắk", "count": 2}, {"value": "Huế", "key": "Huế", "count": 1}]));
    assert_eq!(folder.run(["officials", "--json", "Mẫu@dak lak"]).object()["total"], 1);
}

#[test]
fn years_show_what_is_missing() {
    let folder = folder();
    let coverage = folder.run(["years", "--json"]).object();
    let years: Vec<(i64, i64)> = coverage["years"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|year| (year["year"].as_i64().unwrap_or(0), year["articles"].as_i64().unwrap_or(-1)))
        .collect();
    assert_eq!(years, [(2018, 1), (2019, 0), (2020, 1), (2021, 0), (2022, 1)]);
    assert_eq!((&coverage["years"][1]["months"][0]["gap"], &coverage["years"][0]["months"][0]["gap"]), (&Value::from(true), &Value::from(false)));
    assert!(folder.run(["years"]).out.contains("2019         0"));
}

#[test]
fn a_year_is_one_with_its_word_and_without() {
    let folder = folder();
    folder.write("kho/2019.txt", "Nhìn lại\n\nThứ Tư, 02/01/2019 08:00\n\nBan tổ chức nhớ lại khóa 2020 của trường, ở miền Nam.\n");
    assert_eq!(folder.run(["index", "kho"]).code, Some(0));
    for (typed, expected) in [
        ("2020", &["2019.txt", "2020.txt"][..]),
        ("năm 2020", &["2019.txt", "2020.txt"]),
        ("nam 2020", &["2019.txt", "2020.txt"]),
        ("bổ nhiệm năm 2020", &["2020.txt"]),
        ("miền nam 2020", &["2019.txt"]),
        ("BO NHIEM NAM 2020", &["2020.txt"]),
    ] {
        assert_eq!(paths(&folder.run(["search", "--json", typed]).object()), expected, "{typed}");
    }
    for asked in [&["=2020"][..], &["--no-expand", "2020"], &["\"2020\""]] {
        let response = folder.run(["search", "--json"].iter().chain(asked)).object();
        assert_eq!(paths(&response), ["2019.txt"], "{asked:?}: the number alone");
    }
    let text = folder.run(["search", "năm 2018 ubkt tinh uy tran van mau"]).out;
    assert!(text.contains("Nhận ra: năm `2018`; cơ quan `ubkt tinh uy`; tên người `tran van mau` (muốn tìm như chữ thường"), "{text}");
    let plain = folder.run(["search", "\"2018\" hội nghị"]).out;
    assert!(!plain.contains("Nhận ra"), "{plain}");
}

#[test]
fn filters_by_facts() {
    let folder = folder();
    for (arguments, expected) in [
        (&["--year", "2020"][..], &["2020.txt"][..]),
        (&["--year", "2018", "--year", "2020"], &["2018.txt", "2020.txt"]),
        (&["--year", "-2020"], &["2018.txt", "2022.txt"]),
        (&["--official", "Trần Văn Mẫu", "--body", "-UBKT Tỉnh ủy"], &["2018.txt", "2022.txt"]),
        (&["--from", "2019", "--to", "07/2020"], &["2020.txt"]),
        (&["--date", "event", "--from", "13/3/2018", "--to", "13/3/2018"], &["2018.txt"]),
        (&["--date", "published", "--from", "13/3/2018", "--to", "13/3/2018"], &[]),
        (&["--undated", "only"], &[]),
        (&["can-bo:\"lê thị thử\""], &["2020.txt"]),
        (&["nam:2018", "nam:2020"], &["2018.txt", "2020.txt"]),
        (&["nam:2018", "nam:2020", "can-bo:\"Lê Thị Thử\"", "can-bo:\"Trần Văn Mẫu\""], &["2018.txt", "2020.txt"]),
        (&["can-bo:\"Trần Văn Mẫu\" && can-bo:\"Lê Thị Thử\""], &["2020.txt"]),
        (&["nam:2022", "cap-uy:\"Tỉnh ủy\""], &["2022.txt"]),
        (&["ubkt tinh uy"], &["2020.txt"]),
    ] {
        let response = folder.run(["search", "--json"].iter().chain(arguments)).object();
        assert_eq!(paths(&response), expected, "{arguments:?}");
        assert_eq!(response["query"]["warnings"], json!([]), "{arguments:?}: a filter is a whole question");
    }
    for arguments in [&["--year", "20"][..], &["--from", "hôm qua"], &["--undated", "maybe"], &["--date", "x"]] {
        let ended = folder.run(["search"].iter().chain(arguments));
        assert_eq!(ended.code, Some(2), "{arguments:?}: {}", ended.aside);
    }
}

#[test]
fn facts_of_a_text_are_told_to_people_too() {
    let folder = Folder::new();
    let text = "Ông Trần Văn Mẫu, Bí thư Tỉnh ủy Phú Yên dự hội nghị tổng kết năm 2019, triển khai nhiệm vụ năm 2020 theo Chỉ thị số 35-CT/TW.";
    let facts = folder.run(["analyze", "--json", text]).object()["facts"].clone();
    assert_eq!((&facts["inferred"]["date"], &facts["inferred"]["to"]), (&json!("2019-12-01"), &json!("2020-02-29")));
    assert!(facts["inferred"]["evidence"].as_str().is_some_and(|words| words.contains("tổng kết năm 2019")), "{facts}");
    let told = folder.run(["analyze", text]).out;
    for part in [
        "\nCán bộ\n  Trần Văn Mẫu@Phú Yên · Bí thư Tỉnh ủy Phú Yên\n",
        "\nCấp ủy, cơ quan\n  Tỉnh ủy@Phú Yên · Tỉnh ủy Phú Yên\n",
        "\nVăn bản\n  35-CT/TW\n",
        "2019 · thời kỳ\n",
        "\nThời gian viết bài, suy từ\n  01/12/2019–29/02/2020 (suy đoán) · ",
    ] {
        assert!(told.contains(part), "`{part}` is missing in:\n{told}");
    }
}

#[test]
fn a_long_text_is_analysed_in_time_that_grows_with_it() {
    let folder = Folder::new();
    let sentence = "Ngày 20/6/2019, đồng chí Trần Văn Mẫu, Bí thư Tỉnh ủy dự hội nghị. ";
    let record = |times: usize| format!("{{\"id\": 1, \"text\": \"{}\"}}\n", sentence.repeat(times));
    let seconds = |times: usize| {
        folder.write("long.jsonl", record(times));
        let started = std::time::Instant::now();
        assert_eq!(folder.run(["analyze", "--jsonl", "long.jsonl"]).code, Some(0));
        started.elapsed().as_secs_f64()
    };
    let (short, long) = (seconds(4_000), seconds(32_000));
    assert!(long < 24.0 * short + 1.0, "eight times the text took {long:.2} s instead of {short:.2} s");
}

#[test]
fn what_the_archive_does_not_have_is_said() {
    let folder = folder();
    folder.write("kho/2024.txt", "Gặp mặt\n\nThứ Bảy, 06/01/2024 08:00\n\nBà Lê Thị Thứ gặp bà Lê Thị Thu.\n");
    assert_eq!(folder.run(["index", "kho"]).code, Some(0));
    for (asked, message) in [
        (&["van-ban:35"][..], "kho báo chưa biết `35` nên các chữ này được tìm trong lời bài"),
        (&["can-bo:\"Không Có Ai\""], "kho báo chưa biết `Không Có Ai` nên các chữ này được tìm trong lời bài"),
        (&["can-bo:\"Trần Văn Mâu\""], "có phải ý bạn là `Trần Văn Mẫu`?"),
        (&["can-bo:\"Lê Thị Thưu\""], "có phải ý bạn là `Lê Thị Thu`?"),
        (&["can-bo:\"Lê Thịi Thứ\""], "có phải ý bạn là `Lê Thị Thứ`?"),
        (&["tinh:phuyen"], "không có bài nào thuộc `phuyen`; có phải ý bạn là `Phú Yên`?"),
        (&["--province", "Phú Yênn"], "không có bài nào thuộc `Phú Yênn`; có phải ý bạn là `Phú Yên`?"),
        (&["--official", "Trần Văn Mẫu@Nghệ An"], "không có bài nào thuộc `Trần Văn Mẫu@Nghệ An`; có phải ý bạn là `Trần Văn Mẫu`?"),
        (&["--document", "98-CT/TW"], "không có bài nào thuộc `98-CT/TW`"),
        (&["nam:1950"], "không có bài nào thuộc `1950`"),
        (&["--body", "UBKT Tỉnh uy"], ""),
        (&["den:2018", "tu:2020"], "không có ngày nào vừa từ 01/01/2020 trở đi vừa đến 31/12/2018 trở về trước"),
        (&["--from", "2020", "--to", "2018"], "không có ngày nào vừa từ 01/01/2020 trở đi vừa đến 31/12/2018 trở về trước"),
        (&["tu:2018", "den:2020"], ""),
    ] {
        let response = folder.run(["search", "--json"].iter().chain(asked)).object();
        let warnings = response["query"]["warnings"].as_array().expect("a list");
        let said: Vec<&str> = warnings.iter().map(|warning| warning["message"].as_str().expect("a sentence")).collect();
        if message.is_empty() {
            assert!(said.is_empty(), "{asked:?}: {said:?}");
        } else {
            assert!(said.len() == 1 && said[0].contains(message), "{asked:?}: {said:?}");
        }
    }
}

#[test]
fn an_article_without_a_day_of_its_own_shows_the_day_that_sorts_it() {
    let folder = folder();
    folder.write("kho/khong-ngay.txt", "Tổng kết\n\nNgày 20/6/2019, Tỉnh ủy tổ chức hội nghị tổng kết.\n");
    assert_eq!(folder.run(["index", "kho"]).code, Some(0));
    let text = folder.run(["search", "tổng kết"]).out;
    assert!(text.contains("     sự kiện 20/06/2019 · Báo Mẫu") && !text.contains("không rõ ngày"), "{text}");
    let hit = folder.run(["search", "--json", "tổng kết"]).object()["hits"][0].clone();
    assert_eq!(hit["published"]["date"], Value::Null, "nothing says when it came out");
    let shown = folder.run(["show", hit["id"].as_str().expect("an id")]).out;
    assert!(shown.contains("sự kiện 20/06/2019 · Báo Mẫu"), "{shown}");
}

#[test]
fn records_are_analysed_line_by_line() {
    let folder = folder();
    folder.write("records.jsonl", "{\"id\": 7, \"text\": \"Ngày 20/6, ông Trần Văn Mẫu họp.\", \"published\": \"2018-06-21\"}\nkhông phải\n");
    let ended = folder.run(["analyze", "--jsonl", "records.jsonl"]);
    assert_eq!(ended.code, Some(2), "one line is no record");
    let lines = ended.json();
    assert_eq!((lines.len(), &lines[0]["id"]), (2, &Value::from(7)));
    assert_eq!((&lines[0]["officials"][0]["name"], &lines[0]["dates"][0]["date"]), (&Value::from("Trần Văn Mẫu"), &Value::from("2018-06-20")));
    folder.write("signed.jsonl", "{\"id\": 1, \"text\": \"Ông Trần Văn Mẫu, Bí thư Tỉnh ủy họp.\\nToàn cảnh buổi họp. (Ảnh: Lê Văn Chụp)\\nTin, ảnh: Trần Văn Viết\\nNguyễn Văn Ký\"}\n");
    let facts = folder.run(["analyze", "--jsonl", "signed.jsonl"]).object();
    let names: Vec<&Value> = facts["officials"].as_array().expect("a list").iter().map(|official| &official["name"]).collect();
    assert_eq!(names, ["Trần Văn Mẫu"], "who signs is no official");
    folder.write("twice.jsonl", "{\"id\": 1, \"text\": \"Ông Trần Văn Mẫu, Bí thư Tỉnh ủy họp. Sau đó Trần Văn Mẫu về.\"}\n");
    let facts = folder.run(["analyze", "--jsonl", "twice.jsonl"]).object();
    let spans: Vec<&Value> = facts["officials"].as_array().expect("a list").iter().map(|official| &official["span"]).collect();
    assert_eq!(spans, [&json!([4, 16]), &json!([45, 57])], "one entry for each mention");
    assert_eq!((facts["officials"][0]["titles"][0]["text"].as_str(), &facts["officials"][1]["titles"]), (Some("Bí thư Tỉnh ủy"), &json!([])));
    assert!(lines[1]["error"].is_string() && lines[1]["officials"] == Value::Array(Vec::new()));
}
