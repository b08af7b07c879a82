//! Help, settings, completions and manual pages, in both languages.

use crate::cli_program::Folder;

const COMMANDS: [&str; 20] = [
    "index",
    "watch",
    "search",
    "export",
    "batch",
    "show",
    "officials",
    "bodies",
    "documents",
    "years",
    "serve",
    "mcp",
    "check",
    "compact",
    "backup",
    "restore",
    "stats",
    "analyze",
    "completions",
    "man",
];

#[test]
fn help_speaks_both_languages() {
    let folder = Folder::new();
    for (flags, usage, options) in
        [(&["--lang", "vi"][..], "Cách dùng: timbao", "Tùy chọn chung:"), (&["--lang=en"], "Usage: timbao", "Common options:")]
    {
        for command in COMMANDS {
            let help = folder.run([command, "--help"].iter().chain(flags));
            assert_eq!(help.code, Some(0));
            assert!(help.out.contains(usage) && help.out.contains(options), "{command}: {}", help.out);
            assert!(!help.out.contains("help-"), "{command} lacks a text: {}", help.out);
            assert_eq!(folder.run(["help", command].iter().chain(flags)).out, help.out);
        }
        let help = folder.run(["--help"].iter().chain(flags));
        assert!(COMMANDS.iter().all(|command| help.out.contains(&format!("\n  {command} "))), "{}", help.out);
    }
}

#[test]
fn the_language_is_found_in_order() {
    let folder = Folder::new();
    let first_word = |arguments: &[&str], environment: &[(&str, &str)]| {
        let output = folder.program(arguments).envs(environment.iter().copied()).output().expect("the program starts");
        String::from_utf8_lossy(&output.stdout).lines().find_map(|line| line.split_once(": timbao").map(|(word, _)| word.to_owned()))
    };
    let (vietnamese, english) = (Some("Cách dùng".to_owned()), Some("Usage".to_owned()));
    assert_eq!(first_word(&["--help"], &[]), vietnamese);
    assert_eq!(first_word(&["--help"], &[("LANG", "en_US.UTF-8")]), english);
    assert_eq!(first_word(&["--help"], &[("LANG", "en_US.UTF-8"), ("LC_ALL", "vi_VN.UTF-8")]), vietnamese);
    assert_eq!(first_word(&["--help"], &[("LANG", "en_US.UTF-8"), ("TIMBAO_LANG", "vi")]), vietnamese);
    assert_eq!(first_word(&["--help", "--lang", "en"], &[("TIMBAO_LANG", "vi")]), english);
    folder.write("timbao.toml", "lang = \"en\"");
    assert_eq!(first_word(&["--help"], &[]), english);
    assert_eq!(first_word(&["--help"], &[("TIMBAO_LANG", "vi")]), vietnamese);
}

#[test]
fn settings_are_read_and_mistakes_named() {
    let folder = Folder::new();
    folder.write("kho/a.txt", "Hội nghị tổng kết\n\nHội nghị tổng kết công tác năm của tỉnh.\n");
    folder.write("timbao.toml", "archive = [\"kho\"]\nindex = \"nơi khác\"\n");
    assert_eq!(folder.run(["index"]).code, Some(0));
    assert!(folder.path().join("nơi khác").is_dir());
    assert_eq!(folder.run(["search", "hội nghị"]).code, Some(0));
    let elsewhere = folder.program(["search", "hội nghị"]).env("TIMBAO_INDEX", "không có").output().expect("the program starts");
    assert_eq!(elsewhere.status.code(), Some(2));

    folder.write("timbao.toml", "\nindx = \"nơi khác\"\n");
    let mistaken = folder.run(["search", "hội nghị"]);
    assert_eq!(mistaken.code, Some(2));
    assert_eq!(mistaken.aside, "timbao: timbao.toml:2: không có thiết lập `indx`\n  có phải bạn muốn viết `index`?\n");
}

#[test]
fn completions_for_the_usual_shells() {
    let folder = Folder::new();
    for (shell, sign) in [("bash", "complete -F _timbao"), ("zsh", "#compdef timbao"), ("fish", "complete -c timbao")] {
        let script = folder.run(["completions", shell]);
        assert_eq!(script.code, Some(0));
        assert!(script.out.contains(sign), "{shell}: {}", script.out);
        assert!(script.out.contains("boilerplate"), "{shell} completes no flags");
    }
}

#[test]
fn manual_pages() {
    let folder = Folder::new();
    let pages = folder.run(["man", "--lang", "en"]).out;
    assert_eq!(pages.matches("\n.TH ").count(), COMMANDS.len() + 1);
    assert!(pages.contains("timbao\\-search"), "{pages}");
    assert_eq!(folder.run(["man", "--dir", "pages"]).code, Some(0));
    let mut names: Vec<String> = std::fs::read_dir(folder.path().join("pages"))
        .expect("the folder was made")
        .map(|entry| entry.expect("it can be read").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    let mut expected: Vec<String> = COMMANDS.iter().map(|command| format!("timbao-{command}.1")).chain(["timbao.1".to_owned()]).collect();
    expected.sort();
    assert_eq!(names, expected);
}

#[test]
fn tokens_of_a_text() {
    let folder = Folder::new();
    let tokens = folder.run(["analyze", "--json", "Trần Văn Chung 35-CT/TW 2.397"]).object();
    let column = |name: &str| -> Vec<String> {
        let tokens = tokens["tokens"].as_array().expect("a list");
        tokens.iter().map(|token| token[name].as_str().unwrap_or("–").to_owned()).collect()
    };
    assert_eq!(column("text"), ["Trần", "Văn", "Chung", "35", "CT", "TW", "2.397"]);
    assert_eq!(column("folded"), ["tran", "van", "chung", "35", "ct", "tw", "2397"]);
    assert_eq!(column("exact")[..3], ["trân2", "văn0", "chung0"]);
    assert_eq!(column("kind")[3], "number");
    assert_eq!(tokens["tokens"][1]["span"], serde_json::json!([5, 8]));
    let table = folder.run(["analyze", "Trần", "Văn"]).out;
    assert!(table.lines().nth(1).is_some_and(|line| line.starts_with("0       Trần     word")), "{table}");
}
