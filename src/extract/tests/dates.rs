//! Dates and years that read otherwise at first sight.

use super::{dates, read_text};

#[test]
fn days_before_a_month_are_a_range() {
    for (text, published, expected) in [
        ("Ngày 5-6/1, huyện họp.", Some("2022-01-07"), vec!["event 2022-01-05..2022-01-06"]),
        ("Từ ngày 5 - 8/1/2022, huyện họp.", Some("2022-01-07"), vec!["event 2022-01-05..2022-01-08"]),
        ("từ 03 - 05/01/2022, huyện họp", None, vec!["event 2022-01-03..2022-01-05"]),
        ("Huyện họp (5-6/1).", Some("2022-01-07"), vec!["event 2022-01-05..2022-01-06"]),
        ("Ngày 3–4.11, huyện họp.", Some("2021-11-05"), vec!["event 2021-11-03..2021-11-04"]),
        ("Ngày 4, 5-6/1, huyện họp.", Some("2022-01-07"), vec!["event 2022-01-04..2022-01-06"]),
        ("5-8/1/2022 và 12-15/1/2022", None, vec!["event 2022-01-05..2022-01-08", "event 2022-01-12..2022-01-15"]),
        // The first day may be of the month before.
        ("Ngày 28-2/3, huyện họp.", Some("2022-03-03"), vec!["event 2022-02-28..2022-03-02"]),
        ("từ ngày 29 - 2/1/2022", None, vec!["event 2021-12-29..2022-01-02"]),
        // One sign throughout is a day with its month.
        ("Ngày 5-6, huyện họp.", Some("2022-06-07"), vec!["event 2022-06-05"]),
        ("Ngày 5-6-2022, huyện họp.", None, vec!["event 2022-06-05"]),
        // An anniversary has two years.
        ("kỷ niệm ngày truyền thống (11-6-1948 - 11-6-2018)", None, vec!["holiday 1948-06-11", "holiday 2018-06-11"]),
        ("tỷ số (3-1/2), đạt 5-6/1 điểm", Some("2022-01-07"), vec![]),
    ] {
        assert_eq!(dates(text, published), expected, "{text}");
    }
}

#[test]
fn days_of_tomorrow_and_feasts() {
    for (text, expected) in [
        ("Sáng mai 8/1, huyện họp.", vec!["event 2022-01-08"]),
        ("Sáng mai, huyện họp.", vec!["event 2022-01-08"]),
        ("Chiều mai (8/1), huyện họp.", vec!["event 2022-01-08"]),
        ("Sáng Mai Thanh Sơn đến.", vec![]),
        ("Nhân ngày 8/3, xã tặng quà.", vec!["holiday"]),
        ("tặng quà nhân ngày 27-2", vec!["holiday"]),
        ("khám cho bệnh nhân ngày 27/2", vec!["event 2022-02-27"]),
        ("Ngày 8/3, xã họp.", vec!["event 2022-03-08"]),
    ] {
        assert_eq!(dates(text, Some("2022-01-07")), expected, "{text}");
    }
}

#[test]
fn decades() {
    for (text, expected) in [
        ("thập niên 1990", vec!["period 1990-01-01..1999-12-31"]),
        ("thập kỷ 80 của thế kỷ trước", vec!["period 1980-01-01..1989-12-31"]),
        ("thập niên 1995, thập niên 7", vec![]),
    ] {
        assert_eq!(dates(text, None), expected, "{text}");
    }
}

#[test]
fn the_years_of_an_article_are_written_in_it() {
    for (text, published, expected) in [
        ("Ngày 26-12-2019, xã tổng kết năm 2019, bàn việc năm 2020 và nhiệm vụ năm tới.", None, vec![2019, 2020]),
        ("Trong quý IV và năm ngoái, tỉnh làm tốt.", Some("2022-01-07"), vec![2022]),
        ("Tháng 5/2019, tỉnh làm tốt.", None, vec![2019]),
    ] {
        assert_eq!(read_text(text, published).years, expected, "{text}");
    }
    for (text, published, expected) in [
        ("Ngày 26-12-2019, xã bàn việc năm 2020 và nhiệm vụ năm tới.", None, "period 2020-01-01..2020-12-31"),
        ("Tổng kết năm 2019, triển khai nhiệm vụ năm 2020 và năm tới.", None, "period 2020-01-01..2020-12-31"),
        ("Sau năm 2010, năm tới là đại hội.", Some("2022-01-07"), "period 2023-01-01..2023-12-31"),
    ] {
        assert_eq!(dates(text, published).last().map(String::as_str), Some(expected), "{text}");
    }
}
