//! What short texts say, rule by rule.

mod bodies;
mod dates;
mod people;

use super::*;

/// Reads a text of which nothing is known but its day of publication; a line that is a date alone is the date line.
fn read_text(text: &str, published: Option<&str>) -> Facts {
    let day = published.map(|day| Day::of(day.parse().expect("an ISO date")));
    let mut is_first = true;
    let lines = Lines::of(text);
    let pieces = lines.pieces(|line| match (line.starts_with('#'), std::mem::take(&mut is_first)) {
        (true, _) => Place::DateLine,
        (false, true) => Place::Lead,
        (false, false) => Place::Body,
    });
    read(&pieces, &Known { published: day, ..Known::default() })
}

/// Prints the dates of a text as `kind first..last`.
fn dates(text: &str, published: Option<&str>) -> Vec<String> {
    let facts = read_text(text, published);
    let print = |date: &Date| {
        let kind = match date.kind {
            DateKind::Publication => "publication",
            DateKind::Event => "event",
            DateKind::Period => "period",
            DateKind::Citation => "citation",
            DateKind::Holiday => "holiday",
        };
        let days = date.days.map_or(String::new(), |days| match days.to() {
            Some(last) => format!(" {}..{last}", days.first),
            None => format!(" {}", days.first),
        });
        format!("{kind}{days}")
    };
    facts.dates.iter().map(print).collect()
}

#[test]
fn days_and_their_years() {
    for (text, published, expected) in [
        ("Ngày 20/6, Đảng bộ họp.", Some("2018-06-21"), vec!["event 2018-06-20"]),
        ("Sáng 17-1, Tỉnh ủy họp.", Some("2020-01-18"), vec!["event 2020-01-17"]),
        ("Sáng 6.1, Đảng ủy họp.", Some("2022-01-06"), vec!["event 2022-01-06"]),
        ("Sáng 6.1\u{a0}, Đảng ủy họp.", Some("2022-01-06"), vec!["event 2022-01-06"]),
        ("Ngày 30/12, Tỉnh ủy họp.", Some("2020-01-02"), vec!["event 2019-12-30"]),
        ("Đại hội sẽ diễn ra ngày 15-1.", Some("2019-12-28"), vec!["event 2020-01-15"]),
        ("Ngày 10 và 11-2, huyện họp.", Some("2020-02-12"), vec!["event 2020-02-10..2020-02-11"]),
        ("Lớp học từ ngày 27/2 đến 1/3.", Some("2020-03-02"), vec!["event 2020-02-27..2020-03-01"]),
        ("Trong các ngày 29, 30 và 31/12, huyện họp.", Some("2020-01-02"), vec!["event 2019-12-29..2019-12-31"]),
        ("Sáng nay (22/11), Tỉnh ủy họp.", Some("2023-11-22"), vec!["event 2023-11-22"]),
        ("Hôm qua, Tỉnh ủy họp.", Some("2020-01-18"), vec!["event 2020-01-17"]),
        ("Họp ngày 04 tháng 11 năm 2016.", None, vec!["event 2016-11-04"]),
        ("Họp ngày 18.5.2021 tại tỉnh.", None, vec!["event 2021-05-18"]),
        ("Ngày 20/6, Đảng bộ họp.", None, vec![]),
        ("từ trần ngày 13.3.2023 (tức ngày 22.2 năm Quý Mão)", None, vec!["event 2023-03-13"]),
    ] {
        assert_eq!(dates(text, published), expected, "{text}");
    }
}

#[test]
fn days_of_the_week_are_compared() {
    for (text, published, expected, origin) in [
        ("Sáng thứ Sáu, ngày 17/1, huyện họp.", Some("2020-01-18"), "event 2020-01-17", Origin::Stated),
        ("Sáng thứ Sáu (17/1), huyện họp.", Some("2020-01-18"), "event 2020-01-17", Origin::Stated),
        // Another year fits.
        ("Sáng thứ Năm, ngày 17/1, huyện họp.", Some("2020-01-18"), "event 2019-01-17", Origin::Inferred),
        // No year fits: day and month stay as they are written.
        ("Sáng thứ Hai, ngày 17/1, huyện họp.", Some("2020-01-18"), "event 2020-01-17", Origin::Inferred),
        ("Họp ngày 18/5/2021 (thứ Ba) tại tỉnh.", None, "event 2021-05-18", Origin::Stated),
        ("Họp ngày 18/5/2021 (thứ Tư) tại tỉnh.", None, "event 2021-05-18", Origin::Inferred),
        ("Thứ Bảy tuần qua, huyện họp.", Some("2020-01-21"), "event 2020-01-18", Origin::Stated),
    ] {
        assert_eq!(dates(text, published), [expected], "{text}");
        assert_eq!(read_text(text, published).dates[0].origin, origin, "{text}");
    }
    for (line, origin, evidence) in [
        ("#Cập nhật lúc 07:01, Thứ Bảy, 18/01/2020 (GMT+7)", Origin::Stated, "18/01/2020"),
        ("#THỨ NĂM, 06/01/2022 13:02:54", Origin::Stated, "06/01/2022"),
        ("#Thứ 6 Ngày 21/06/2018", Origin::Inferred, "Thứ 6 Ngày 21/06/2018"),
    ] {
        let published = read_text(line, None).published.expect("the line says it");
        assert_eq!((published.origin, published.evidence.map(|span| span.of(line))), (origin, Some(evidence)), "{line}");
    }
}

#[test]
fn an_event_is_told_by_its_ends() {
    for (text, expected) in [
        ("Sau hai ngày làm việc, sáng 24.7, Đại hội đã bế mạc.\nĐại hội khai mạc ngày 23.7 với 199 đại biểu.", vec!["2020-07-23..2020-07-24"]),
        (
            "Sau một ngày rưỡi làm việc, Đại hội bế mạc trưa ngày 24 tháng 7 năm 2020.\nDự phiên khai mạc sáng 23/7 có ông Lê An.",
            vec!["2020-07-23..2020-07-24"],
        ),
        ("Chiều 24/7, Hội thao kết thúc sau 3 ngày tranh tài.", vec!["2020-07-22..2020-07-24"]),
        ("Chiều 24/7, Hội thao kết thúc tốt đẹp.", vec!["2020-07-24"]),
        ("Ngày 23/7, huyện khai mạc hội thao.\nNgày 24/7, xã họp.", vec!["2020-07-23"]),
        ("Sáng 24/7, huyện họp. Chiều 25/7, xã họp.", vec!["2020-07-24", "2020-07-25"]),
    ] {
        let print = |event: &Event| match event.days.to() {
            Some(last) => format!("{}..{last}", event.days.first),
            None => event.days.first.to_string(),
        };
        let found: Vec<String> = read_text(text, Some("2020-07-26")).events.iter().map(print).collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn numbers_that_are_no_dates() {
    for text in [
        "4.740 đảng viên, chiếm 98,1%",
        "tỷ lệ 79,85% và 17%",
        "gần 2 tỷ đồng",
        "trực 24/7, tỷ lệ 50/50, thắng 3-1, có 1/3 số đại biểu",
        "Ngày 31/4/2020 không có thật",
        "Đại hội XIII, khóa XII",
        "2.021 đảng viên và 2021 đảng viên",
        "khoản 1 Điều 9, số 8/15",
        "lớp 12A3, U23, Covid-19, Quốc lộ 1A",
    ] {
        assert_eq!(dates(text, Some("2020-06-01")), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn periods() {
    for (text, published, expected) in [
        ("nhiệm kỳ 2015-2020", None, vec!["period 2015-01-01..2020-12-31"]),
        ("kiểm điểm giữa nhiệm kỳ 2015-2020", None, vec!["period 2017-07-01..2018-06-30"]),
        ("quý IV năm 2019, triển khai quý I năm 2020", None, vec!["period 2019-10-01..2019-12-31", "period 2020-01-01..2020-03-31"]),
        ("Trong quý IV, công tác tốt.", Some("2020-01-18"), vec!["period 2019-10-01..2019-12-31"]),
        ("trong quý I, cần làm", Some("2020-01-18"), vec!["period 2020-01-01..2020-03-31"]),
        ("6 tháng đầu năm 2021", None, vec!["period 2021-01-01..2021-06-30"]),
        ("9 tháng năm 2020", None, vec!["period 2020-01-01..2020-09-30"]),
        ("tháng 5/2019 và tháng 6 năm 2019", None, vec!["period 2019-05-01..2019-05-31", "period 2019-06-01..2019-06-30"]),
        ("giai đoạn 2016-20", None, vec!["period 2016-01-01..2020-12-31"]),
        ("Từ tháng 3/2005 đến tháng 8/2010", None, vec!["period 2005-03-01..2010-08-31"]),
        ("năm nay và năm ngoái", Some("2020-05-01"), vec!["period 2020-01-01..2020-12-31", "period 2019-01-01..2019-12-31"]),
    ] {
        assert_eq!(dates(text, published), expected, "{text}");
    }
}

#[test]
fn citations_and_holidays_are_no_events() {
    for (text, expected) in [
        ("Quy định số 205- QĐ/TW ngày 23/9/2019 của Bộ Chính trị", vec!["citation 2019-09-23"]),
        ("Nghị quyết Trung ương ngày 16-1-2012", vec!["citation 2012-01-16"]),
        ("kỷ niệm Quốc khánh ngày 02/9/1945", vec!["holiday 1945-09-02"]),
        ("dịp Quốc khánh 2/9", vec!["holiday"]),
        ("số nhà 161 đường 30/4", vec!["holiday"]),
    ] {
        assert_eq!(dates(text, None), expected, "{text}");
    }
}

#[test]
fn undated_articles_are_placed_by_what_they_review_and_plan() {
    let inferred = |text: &str| {
        let facts = read_text(text, None);
        facts.inferred.map(|inferred| format!("{}..{}", inferred.days.first, inferred.days.last))
    };
    for (text, expected) in [
        ("Hội nghị tổng kết công tác Đảng năm 2019, triển khai phương hướng, nhiệm vụ năm 2020.", Some("2019-12-01..2020-02-29")),
        ("Đánh giá kết quả thực hiện nhiệm vụ năm 2020; triển khai nhiệm vụ năm 2021.", Some("2020-12-01..2021-02-28")),
        ("Đánh giá công tác quý IV năm 2019, triển khai nhiệm vụ quý I năm 2020.", Some("2019-12-01..2020-02-29")),
        ("Hội nghị kiểm điểm giữa nhiệm kỳ 2015-2020.", Some("2017-07-01..2018-06-30")),
        ("Đại hội đại biểu lần thứ I, nhiệm kỳ 2020-2025.", Some("2020-01-01..2020-12-31")),
        ("Năm 2019, tỉnh làm tốt.", None),
    ] {
        assert_eq!(inferred(text).as_deref(), expected, "{text}");
    }
    let with_day = "Ngày 17-1, Đảng bộ đánh giá kết quả thực hiện nhiệm vụ năm 2020; triển khai nhiệm vụ năm 2021.";
    assert_eq!(dates(with_day, None)[0], "event 2021-01-17");
}

#[test]
fn the_date_line_says_when_it_was_published() {
    for (line, expected) in [
        ("#Thứ 5 Ngày 21/06/2018", "2018-06-21"),
        ("#Cập nhật lúc 07:01, Thứ Bảy, 18/01/2020 (GMT+7)", "2020-01-18"),
        ("#THỨ NĂM, 06/01/2022 13:02:54", "2022-01-06"),
        ("#15/3/2016 04:35", "2016-03-15"),
    ] {
        let facts = read_text(&format!("Lời dẫn.\n{line}"), None);
        let published = facts.published.expect("a day of publication");
        assert_eq!((published.days.first.to_string().as_str(), published.origin), (expected, Origin::Stated), "{line}");
    }
}

#[test]
fn a_post_that_is_also_told_as_former_is_not_held() {
    let facts = read_text("Đồng chí Lê Văn An, nguyên Bí thư Huyện uỷ Mẫu, từ trần.\nTừ năm 2010, đồng chí An giữ chức Bí thư Huyện ủy Mẫu.", None);
    let held: Vec<&str> = facts.officials[0].titles_held().map(|title| title.text.as_str()).collect();
    assert_eq!(held, ["nguyên Bí thư Huyện uỷ Mẫu"]);
    assert_eq!(facts.officials[0].titles().count(), 2, "both are in the text");
}

#[test]
fn officials_and_their_titles() {
    for (text, expected) in [
        (
            "đồng chí Trần Văn Chung - Phó Bí thư thường trực Tỉnh ủy, Chủ tịch HĐND tỉnh; đồng chí Lê Văn Va",
            "Trần Văn Chung: Phó Bí thư thường trực Tỉnh ủy, Chủ tịch HĐND tỉnh; Lê Văn Va: ",
        ),
        ("Phó Bí thư Thường trực Tỉnh ủy Phạm Minh Tấn chủ trì.", "Phạm Minh Tấn: Phó Bí thư Thường trực Tỉnh ủy"),
        ("ông Vừ Mí Sùng, Chủ tịch UBND xã Bản Máy, huyện Hoàng Su Phì", "Vừ Mí Sùng: Chủ tịch UBND xã Bản Máy"),
        ("bà H'Yim Kđoh, nguyên Bí thư Huyện ủy Cư M'gar", "H'Yim Kđoh: nguyên Bí thư Huyện ủy Cư M'gar"),
        (
            "Đồng chí Lê Văn An, sinh năm 1952; quê quán: xã Mẫu; nguyên Phó Bí thư Tỉnh ủy, nguyên Chủ tịch HĐND tỉnh đã từ trần.",
            "Lê Văn An: nguyên Phó Bí thư Tỉnh ủy, nguyên Chủ tịch HĐND tỉnh",
        ),
        ("Bầu đồng chí Lò Văn Muôn giữ chức Bí thư Đảng ủy xã.", "Lò Văn Muôn: Bí thư Đảng ủy xã"),
        ("các đồng chí Phó Chủ tịch UBND tỉnh: Lê Văn An, Trần Thị Bình", "Lê Văn An: Phó Chủ tịch UBND tỉnh; Trần Thị Bình: Phó Chủ tịch UBND tỉnh"),
        ("Giám đốc Sở Y tế Nguyễn Văn An và Bí thư Huyện ủy Lê Văn Bình", "Nguyễn Văn An: Giám đốc Sở Y tế; Lê Văn Bình: Bí thư Huyện ủy"),
        ("Tỉnh ủy viên, Bí thư Thành ủy Vinh, đồng chí Phan Văn Đức", "Phan Văn Đức: Tỉnh ủy viên, Bí thư Thành ủy Vinh"),
        ("ĐỒNG CHÍ TRẦN VĂN CHUNG", "Trần Văn Chung: "),
        ("học tập tư tưởng, đạo đức, phong cách Hồ Chí Minh", ""),
        ("phố Nguyễn Văn Cừ, Trường THPT Lê Quý Đôn, quận Lê Chân", ""),
        ("huyện Vũ Quang, tỉnh Lâm Đồng, xã Kim Sơn", ""),
    ] {
        let print = |official: &Official| {
            let titles: Vec<&str> = official.titles().map(|title| title.text.as_str()).collect();
            format!("{}: {}", official.name, titles.join(", "))
        };
        let found: Vec<String> = read_text(text, None).officials.iter().map(print).collect();
        assert_eq!(found.join("; "), expected, "{text}");
    }
}

/// Prints every mention of a name, in the order of the text.
fn mentions(text: &str) -> Vec<String> {
    let facts = read_text(text, None);
    let mut spans: Vec<_> = facts.officials.iter().flat_map(|official| &official.mentions).map(|mention| mention.span).collect();
    spans.sort();
    spans.iter().map(|span| span.of(text).to_owned()).collect()
}

#[test]
fn names_of_foreigners() {
    for (text, expected) in [
        ("Tổng thống Mỹ Donald Trump gặp ông Kim Jong-un.", vec!["Donald Trump", "Kim Jong-un"]),
        ("Tổng thống Hàn Quốc Moon Jae - in và Thủ tướng Đức Angela Merkel", vec!["Moon Jae - in", "Angela Merkel"]),
        ("Tổng thống Syria Bashar al - Assad tại Damascus", vec!["Bashar al - Assad"]),
        ("Thứ trưởng Ngoại giao Triều Tiên Choe Son Hui", vec!["Choe Son Hui"]),
        ("Đại sứ Hàn Quốc tại Việt Nam Lee Hyuk dự lễ", vec!["Lee Hyuk"]),
        ("Ca sĩ Mary J. Blige hát.", vec!["Mary J. Blige"]),
        ("Denis Manturov nhấn mạnh điều này.", vec!["Denis Manturov"]),
        ("Zhang Yian, chủ quán ăn, cho biết", vec!["Zhang Yian"]),
        ("trận Real Madrid gặp Manchester United ở New York", vec![]),
        ("nữ diễn viên Star Wars và lãnh đạo Triều Tiên", vec![]),
        ("ở TP Christchurch, châu Âu, Thái Bình Dương", vec![]),
    ] {
        assert_eq!(mentions(text), expected, "{text}");
    }
}

#[test]
fn every_mention_of_a_name_counts() {
    for (text, expected) in [
        ("Ông Lê Văn An họp.\nSau đó Lê Văn An về.", vec!["Lê Văn An", "Lê Văn An"]),
        // What one paragraph shows to be a name is one in the others.
        ("Ca sĩ Ngọc Vân hát.\nTheo Ngọc Vân, đêm diễn hay.", vec!["Ngọc Vân", "Ngọc Vân"]),
        ("Cụ Hồ Chí Minh viết.\nHọc tập tư tưởng Hồ Chí Minh.", vec!["Hồ Chí Minh"]),
        ("Bí thư Tỉnh uỷ Khánh Hoà Lê Thanh Quang", vec!["Lê Thanh Quang"]),
        ("Ngoại trưởng Mike Pompeo đến Hà Nội", vec!["Mike Pompeo"]),
    ] {
        assert_eq!(mentions(text), expected, "{text}");
    }
}

#[test]
fn given_names_refer_to_who_was_named_last() {
    for (text, expected) in [
        ("Đồng chí Trần Văn Chung dự. Đồng chí Chung yêu cầu làm tốt.", vec!["Chung: Trần Văn Chung"]),
        ("Ông Lê Văn Bắc đến.\nSau đó ông Bắc về, bà Hoa ở lại.", vec!["Bắc: Lê Văn Bắc"]),
        ("Ông Lê Văn Nam và ông Trần Văn Nam. Ông Nam nói.", vec!["Nam: Trần Văn Nam"]),
        ("Tổng thống Mỹ Donald Trump đến. Ông Trump nói.", vec!["Trump: Donald Trump"]),
        ("Ông Bắc đến. Ông Lê Văn Bắc nói.", vec![]),
        ("Ông Lê Văn Hà. Bà Hà Thị Nga. Hội Hà Nội.", vec![]),
    ] {
        let facts = read_text(text, None);
        let print =
            |official: &Official| -> Vec<String> { official.references.iter().map(|span| format!("{}: {}", span.of(text), official.name)).collect() };
        assert_eq!(facts.officials.iter().flat_map(print).collect::<Vec<_>>(), expected, "{text}");
    }
    let facts = read_text("Ông Lê Văn Bắc đến.\nÔng Bắc là nguyên Bí thư Huyện ủy Na Hang.", None);
    assert_eq!(facts.officials[0].titles().map(|title| title.text.as_str()).collect::<Vec<_>>(), ["nguyên Bí thư Huyện ủy Na Hang"]);
}

#[test]
fn a_paragraph_of_any_length_is_read_whole() {
    let sentence = "Ngày 20/6, ông Trần Văn Chung, Bí thư Tỉnh ủy đọc Chỉ thị số 35-CT/TW. ";
    for (text, count) in [(sentence.repeat(700), 700), (sentence.replace('.', ",").repeat(700), 700)] {
        let facts = read_text(&text, Some("2018-06-21"));
        assert!(mentions(&text).iter().all(|name| name == "Trần Văn Chung"));
        assert!(facts.officials[0].titles().all(|title| title.text == "Bí thư Tỉnh ủy"));
        let of_chung = &facts.officials[0];
        let found = [of_chung.mentions.len(), of_chung.titles().count(), facts.bodies.len(), facts.documents.len(), facts.dates.len()];
        // Without the end of a sentence near, a cut may fall into one of them.
        assert!(found.iter().all(|found| (count - 10..=count).contains(found)), "{found:?}");
    }
}

#[test]
fn streets_and_withheld_names_are_nobody() {
    for text in [
        "ngập các tuyến đường Huỳnh Tấn Phát, Nguyễn Duy Trinh, Phan Huy Ích",
        "vào hẻm 193 Lê Trọng Tấn",
        "chị Nguyễn Thị Ng. và anh Vi Văn H. bị thương",
        "CÔNG BỐ CÁC QUYẾT ĐỊNH VỀ CÔNG TÁC CÁN BỘ",
    ] {
        assert_eq!(mentions(text), Vec::<String>::new(), "{text}");
    }
    assert_eq!(mentions("thương binh 1/4 Phan Văn Trụ"), ["Phan Văn Trụ"]);
}

#[test]
fn bodies_have_one_name_in_all_their_spellings() {
    let keys = |text: &str| -> Vec<String> { read_text(text, None).bodies.iter().map(Body::key).collect() };
    for (text, expected) in [
        ("UBKT Tỉnh uỷ Phú Yên họp", vec!["Ủy ban Kiểm tra Tỉnh ủy@Phú Yên"]),
        ("Đảng bộ Khối các cơ quan tỉnh", vec!["Đảng ủy Khối các cơ quan tỉnh@?"]),
        ("ĐUK các cơ quan tỉnh", vec!["Đảng ủy Khối các cơ quan tỉnh@?"]),
        ("Ban Thường vụ Huyện ủy Na Hang", vec!["Ban Thường vụ Huyện ủy Na Hang@?"]),
        ("HĐND, UBND tỉnh Đăk Lăk", vec!["HĐND@?", "UBND tỉnh@Đắk Lắk"]),
        ("Bộ Chính trị, Ban Bí thư", vec!["Bộ Chính trị@Trung ương", "Ban Bí thư@Trung ương"]),
        ("Uỷ ban Mặt trận Tổ quốc tỉnh", vec!["Ủy ban MTTQ Việt Nam tỉnh@?"]),
        ("các huyện ủy, 70 đảng bộ trực thuộc, UBND các cấp", vec![]),
        ("Tỉnh ủy viên", vec![]),
    ] {
        assert_eq!(keys(text), expected, "{text}");
    }
}

#[test]
fn document_numbers() {
    let print = |document: &Document| match document.issued {
        Some(day) => format!("{} [{}] {day}", document.number, document.key),
        None => format!("{} [{}]", document.number, document.key),
    };
    for (text, expected) in [
        ("Chỉ thị số 35-CT/TW của Bộ Chính trị", vec!["35-CT/TW [35-ct/tw]"]),
        ("Quy định số 205- QĐ/TW ngày 23/9/2019", vec!["205-QĐ/TW [205-qd/tw] 2019-09-23"]),
        ("Kết luận số 01-KL/TW ngày 18.5.2021", vec!["01-KL/TW [1-kl/tw] 2021-05-18"]),
        ("31 – HD/BTCTW, 72-NQ-TW", vec!["31-HD/BTCTW [31-hd/btctw]", "72-NQ/TW [72-nq/tw]"]),
        ("Nghị định số 30/2020/NĐ-CP", vec!["30/2020/NĐ-CP [30/2020/nd-cp]"]),
        ("1989/QĐ-BGDĐT và 202/2025/QH15", vec!["1989/QĐ-BGDĐT [1989/qd-bgddt]", "202/2025/QH15 [202/2025/qh15]"]),
        ("Chỉ thị 03, 05 được triển khai", vec!["CT 03 [ct-3]", "CT 05 [ct-5]"]),
        ("Nghị quyết số 54/NQ-HĐND, 55/NQ-HĐND ngày 10/12/2020", vec!["54/NQ-HĐND [54/nq-hdnd] 2020-12-10", "55/NQ-HĐND [55/nq-hdnd] 2020-12-10"]),
        ("Nghị quyết 18, 19 của Trung ương", vec!["NQ 18 [nq-18]", "NQ 19 [nq-19]"]),
        ("Nghị quyết số 18, số 19 và 20 ngày 25/10/2017", vec!["NQ 18 [nq-18]", "NQ 19 [nq-19] 2017-10-25", "NQ 20 [nq-20] 2017-10-25"]),
        ("Nghị quyết 18, 5 năm qua; Kết luận 21 và 70 đảng viên", vec!["NQ 18 [nq-18]", "KL 21 [kl-21]"]),
        ("Nghị quyết 18, 5 ngày sau; Chỉ thị 5, 6/2", vec!["NQ 18 [nq-18]", "CT 5 [ct-5]"]),
        ("số 35/CT-TW, 12/NQ-TU, 15/QĐ-BTCTW", vec!["35-CT/TW [35-ct/tw]", "12-NQ/TU [12-nq/tu]", "15-QĐ/BTCTW [15-qd/btctw]"]),
        ("12/KH-UBND", vec!["12/KH-UBND [12/kh-ubnd]"]),
        ("Covid-19, U23, 2015-2020, quý IV-2019, kế hoạch 5 năm", vec![]),
    ] {
        let found: Vec<String> = read_text(text, None).documents.iter().map(print).collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn usual_forms_are_their_own_usual_form() {
    let recs = include_str!("../../tests/facts/paragraphs.jsonl");
    for line in recs.lines() {
        let record: serde_json::Value = serde_json::from_str(line).expect("the labels are JSON");
        let text = record["text"].as_str().expect("a text");
        for body in read_text(text, None).bodies {
            assert_eq!(usual_body(&body.name).0, body.name, "{text}");
        }
    }
}
