//! The tools are described in both languages, and trouble in one call is trouble of that call only.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::desk::Desk;
use super::tool::{Entry, TOOLS, Tool, entry};
use super::trouble::Trouble;
use crate::archive;
use crate::engine::embedded::Live;
use crate::messages::Lang;
use crate::search::Engine;

#[test]
fn tools_speak_both_languages() {
    for tool in TOOLS {
        let [vietnamese, english] = [Lang::Vi, Lang::En].map(|lang| {
            let input = tool.input(lang);
            let properties = input["properties"].as_object().expect("arguments have names");
            let arguments = properties.values().map(|property| property["description"].as_str().unwrap_or_default().to_owned());
            [tool.title(lang), tool.about(lang)].into_iter().chain(arguments).collect::<Vec<_>>()
        });
        for (vi, en) in vietnamese.iter().zip(&english) {
            assert!(!vi.starts_with("mcp-") && !en.starts_with("mcp-"), "{}: add {en} to the message area `mcp`", tool.name);
            assert_ne!(vi, en, "{} is not translated", tool.name);
        }
    }
}

#[test]
fn schemas_are_plain() {
    for tool in TOOLS {
        let (input, output) = (Value::Object(tool.input(Lang::En)), Value::Object(tool.output()));
        assert_eq!((&input["type"], &output["type"]), (&json!("object"), &json!("object")), "{}", tool.name);
        assert_eq!(input["additionalProperties"], false, "{}: an argument that means nothing is refused", tool.name);
        let text = input.to_string();
        assert!(!["\"null\"", "$ref", "anyOf", "null"].iter().any(|word| text.contains(word)), "{}: {text}", tool.name);
        assert!(output["required"].as_array().is_some_and(|keys| keys.contains(&json!("cut"))), "{}: answers say what was cut", tool.name);
    }
}

/// A tool with a mistake in it.
#[derive(Deserialize, JsonSchema)]
struct Broken {}

impl Tool for Broken {
    const NAME: &'static str = "broken";
    type Answer = Vec<String>;

    fn answer(self, _: &dyn Engine, _: Lang) -> Result<Vec<String>, Trouble> {
        panic!("a mistake in a tool");
    }
}

static BROKEN: Entry = entry::<Broken>();

#[test]
fn a_broken_tool_is_trouble_of_one_call() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (kho, index) = (folder.path().join("kho"), folder.path().join("index"));
    std::fs::create_dir(&kho).expect("a folder in it");
    std::fs::write(kho.join("a.txt"), "Hội nghị\n\nHội nghị đã kết thúc tốt đẹp.\n").expect("a file can be written");
    let update = || archive::update(&archive::Options::new(vec![kho.clone()], index.clone()), &(), &AtomicBool::new(false));
    update().expect("the archive can be indexed");
    let desk = Desk::new(Live::open(&index).expect("the archive was indexed"), Lang::En, Arc::new(|_| {}));
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a machine has threads");
    let articles = || runtime.block_on(desk.answer(&TOOLS[0], json!({}))).expect("the next call is answered")["articles"].clone();
    // More often than there are turns to take.
    for _ in 0..100 {
        let trouble = runtime.block_on(desk.answer(&BROKEN, json!({}))).expect_err("it panics");
        assert_eq!(trouble.told(Lang::En).lines().next(), Some("the program made a mistake in this call; others are not affected"));
    }
    assert_eq!(articles(), 1);
    std::fs::write(kho.join("b.txt"), "Đại hội\n\nĐại hội đã thành công.\n").expect("a file can be written");
    update().expect("the archive can be indexed");
    assert_eq!(articles(), 2, "what was committed meanwhile is seen");
}
