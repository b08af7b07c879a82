//! `batch`: one line of JSON out for each line in, whatever stands in it.

use crate::cli_program::Folder;
use crate::cli_search::check_shape;

#[test]
fn one_line_out_for_each_line_in() {
    let folder = Folder::indexed();
    let lines: [(&[u8], Option<u64>); 9] = [
        ("Trần Văn Chung".as_bytes(), Some(1)),
        (b"", Some(0)),
        (b"   ", Some(0)),
        (r#"{"query": "Lê Thị Thanh Hà", "limit": 1}"#.as_bytes(), Some(1)),
        (br#"{"query": 1}"#, Some(0)),
        (br#"{"query": "a", "limt": 1}"#, Some(0)),
        (b"\xff\xfe", Some(0)),
        ("tran van chung\r".as_bytes(), Some(1)),
        ("\"".as_bytes(), None),
    ];
    let input = lines.map(|(line, _)| line).join(&b"\n"[..]);
    folder.write("queries.txt", &input);
    let from_file = folder.run(["batch", "queries.txt"]);
    let from_pipe = folder.run_with(&input, ["batch", "-"]);
    for ended in [&from_file, &from_pipe] {
        let answers = ended.json();
        assert_eq!(answers.len(), lines.len(), "{}", ended.aside);
        for (answer, (line, total)) in answers.iter().zip(&lines) {
            check_shape(answer);
            if let Some(total) = total {
                assert_eq!(answer["total"], *total, "{}", String::from_utf8_lossy(line));
            }
        }
        assert_eq!(ended.code, Some(2), "faulty lines are data that is wrong");
    }
    assert_eq!(folder.run_with("hội nghị\n\nkhông có gì\n".as_bytes(), ["batch", "-"]).code, Some(0));
    assert_eq!(folder.run_with(b"", ["batch", "-"]).json().len(), 0);
}

#[test]
fn flags_hold_for_every_line_that_does_not_set_them() {
    let folder = Folder::indexed();
    let input = "đồng chí\n{\"query\": \"đồng chí\", \"limit\": 2}\n";
    let answers = folder.run_with(input.as_bytes(), ["batch", "-", "--limit", "1", "--no-facets", "--no-snippets"]).json();
    let hits = |line: usize| answers[line]["hits"].as_array().expect("a list").clone();
    assert_eq!((hits(0).len(), hits(1).len()), (1, 2));
    assert!(hits(0).iter().all(|hit| hit["snippets"].as_array().is_some_and(Vec::is_empty)));
}

#[test]
fn a_line_that_is_no_query_is_passed_over_whole() {
    let folder = Folder::indexed();
    let input = [&b"a".repeat((1 << 20) + 100)[..], "\nTrần Văn Chung\n".as_bytes()].concat();
    let answers = folder.run_with(&input, ["batch", "-"]).json();
    assert_eq!((answers.len(), &answers[0]["query"]["warnings"][0]["code"]), (2, &"cli-batch-too-long".into()));
    assert_eq!(answers[1]["total"], 1);
}
