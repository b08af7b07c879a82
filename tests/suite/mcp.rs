//! The tools for assistants, asked as an assistant does: the real program over its standard input and output.

#[path = "mcp/client.rs"]
mod client;
#[path = "mcp/schema.rs"]
mod schema;

use serde_json::{Value, json};

use client::Client;

use crate::cli_program::Folder;

fn texts<'a>(list: &'a Value, key: &str) -> Vec<&'a str> {
    list.as_array().into_iter().flatten().filter_map(|entry| entry[key].as_str()).collect()
}

#[test]
fn tools_are_listed_with_their_schemas() {
    let mut client = Client::of_samples();
    let tools = client.request("tools/list", &json!({}))["tools"].clone();
    assert_eq!(texts(&tools, "name"), ["coverage", "search", "read_article", "official", "body", "document"]);
    for tool in tools.as_array().expect("a list") {
        assert_eq!(tool["annotations"]["readOnlyHint"], true, "{tool}");
        assert_eq!(tool["annotations"]["idempotentHint"], true, "{tool}");
        assert_eq!((&tool["inputSchema"]["type"], &tool["outputSchema"]["type"]), (&json!("object"), &json!("object")), "{tool}");
        for property in tool["inputSchema"]["properties"].as_object().expect("arguments have names").values() {
            assert!(property["description"].as_str().is_some_and(|about| about.len() > 10), "{tool}");
        }
    }
    assert_eq!(client.close(), Some(0));
}

#[test]
fn the_archive_tells_its_size_and_shape() {
    let mut client = Client::of_samples();
    let all = client.call("coverage", &json!({}));
    let sources = all["sources"].as_array().expect("a list");
    let sum = |list: &Value| list.as_array().into_iter().flatten().filter_map(|entry| entry["articles"].as_u64()).sum::<u64>();
    assert_eq!(sum(&all["sources"]), all["articles"].as_u64().expect("a number"));
    assert_eq!(sum(&all["years"]) + all["undated"].as_u64().expect("a number"), all["articles"].as_u64().expect("a number"));
    assert!(!all["gaps"].as_array().expect("a list").is_empty());
    let one = client.call("coverage", &json!({ "source": sources[0]["source"] }));
    assert_eq!(one["articles"], sources[0]["articles"]);
    let trouble = client.trouble("coverage", &json!({ "source": "Báo Không Có" }));
    assert!(trouble.contains("Báo Không Có") && trouble.contains("without arguments"), "{trouble}");
}

#[test]
fn articles_are_found_cited_and_read() {
    let mut client = Client::of_samples();
    let found = client.call("search", &json!({ "words": "tran van hung", "limit": 2, "sort": "newest" }));
    let hit = &found["hits"][0];
    assert_eq!(hit["match"], "full", "{found}");
    assert!(found["total"].as_u64() > Some(2) && found["facets"]["official"][0]["key"].is_string(), "{found}");
    let citation = &hit["citation"];
    for key in ["id", "title", "source", "date", "cited"] {
        assert!(citation[key].as_str().is_some_and(|text| !text.is_empty()), "{key}: {citation}");
    }
    let next = client.call("search", &json!({ "words": "tran van hung", "limit": 2, "sort": "newest", "cursor": found["next"] }));
    assert_ne!(next["hits"][0]["citation"]["id"], found["hits"][1]["citation"]["id"]);

    let whole = client.call("read_article", &json!({ "id": citation["id"] }));
    assert_eq!(whole["citation"], *citation);
    assert_eq!(whole["next_offset"], Value::Null);
    let characters = whole["characters"].as_u64().expect("a number");
    let (mut offset, mut stretches) = (json!(0), 0);
    while !offset.is_null() {
        let stretch = client.call("read_article", &json!({ "id": citation["id"], "offset": offset, "length": 300 }));
        let text = stretch["text"].as_str().expect("a text");
        assert!(text.chars().count() <= 300 && text.lines().all(|line| whole["text"].as_str().is_some_and(|whole| whole.contains(line))), "{text}");
        offset = stretch["next_offset"].clone();
        stretches += 1;
    }
    assert_eq!(stretches, characters.div_ceil(300));
    let passage = &hit["passages"][0];
    let there = client.call("read_article", &json!({ "id": citation["id"], "offset": passage["offset"], "length": 20 }));
    let (begun, passage) = (there["text"].as_str().expect("a text"), passage["text"].as_str().expect("a text"));
    assert!(passage.starts_with(begun.chars().take(10).collect::<String>().as_str()), "{begun}: {passage}");
}

#[test]
fn names_stand_together_and_filters_narrow() {
    let mut client = Client::of_samples();
    let total = |client: &mut Client, arguments: Value| client.call("search", &arguments)["total"].as_u64().expect("a number");
    let words = total(&mut client, json!({ "words": "hội nghị tổng kết" }));
    let name = total(&mut client, json!({ "names": ["hội nghị tổng kết"] }));
    assert!(0 < name && name <= words, "{name} of {words}");
    let official = total(&mut client, json!({ "official": "Trần Văn Hùng" }));
    assert!(official > 0);
    let narrowed = total(&mut client, json!({ "official": "Trần Văn Hùng", "from": "2024", "to": "31/12/2024" }));
    assert!(narrowed < official, "{narrowed} of {official}");
    assert!(total(&mut client, json!({ "document": "35-CT/TW" })) > 0);
    assert!(total(&mut client, json!({ "body": "UBKT Tỉnh ủy", "province": "phu yen" })) > 0);
    assert_eq!(total(&mut client, json!({ "words": null, "official": "Trần Văn Hùng", "from": null })), official, "null is not given");
}

#[test]
fn files_of_officials_bodies_and_documents() {
    let mut client = Client::of_samples();
    let several = client.call("official", &json!({ "name": "tran van hung" }));
    let file = if several["file"].is_null() {
        let key = several["candidates"][0]["key"].clone();
        client.call("official", &json!({ "name": key }))
    } else {
        several
    };
    assert!(file["candidates"].as_array().is_some_and(Vec::is_empty), "{file}");
    assert_eq!(file["file"]["posts"][0]["first"]["id"].as_str().map(str::len), Some(13), "{file}");

    let bodies = client.call("body", &json!({ "name": "Tỉnh ủy" }));
    assert!(bodies["file"].is_null() && bodies["total"].as_u64() > Some(1), "{bodies}");
    let body = client.call("body", &json!({ "name": bodies["candidates"][0]["key"] }));
    assert_eq!(body["file"]["key"], bodies["candidates"][0]["key"]);

    let document = client.call("document", &json!({ "number": "35 ct/tw" }));
    assert_eq!(document["file"]["number"], "35-CT/TW");
    assert_eq!(document["file"]["articles"][0]["id"].as_str().map(str::len), Some(13));

    for (tool, arguments) in [
        ("official", json!({ "name": "Nguyễn Không Ai" })),
        ("body", json!({ "name": "Ban Không Có" })),
        ("document", json!({ "number": "9999-ZZ/XX" })),
    ] {
        let trouble = client.trouble(tool, &arguments);
        assert!(trouble.contains("`search`"), "{trouble}");
    }
}

#[test]
fn hostile_words_are_words() {
    let mut client = Client::of_samples();
    for words in
        ["nam:2019 OR -\"", "can-bo:\"Trần Văn Hùng\"", "((((|||", "-hội -nghị", "a* =b ~5", "\u{202e}\u{0}\u{200d}nam:2019", "*", "\"", "OR"]
    {
        let asked = json!({ "words": words });
        let found = client.request("tools/call", &json!({ "name": "search", "arguments": asked }));
        let interpreted = found["structuredContent"]["interpreted"].as_str().unwrap_or_default();
        // A name that is recognised is shown in quotes.
        assert!(!interpreted.contains(['|', '*', ':', '(', '=']) && !interpreted.starts_with('-'), "{words}: {interpreted}");
    }
    // As words, they narrow nothing: the year is one more word that must stand in the article.
    let found = client.call("search", &json!({ "words": "nam:2019 OR -\"", "expand": false }));
    assert_eq!(found["interpreted"], "nam 2019 OR,", "{found}");
    for arguments in [
        json!({}),
        json!({ "words": "   " }),
        json!({ "words": "x ".repeat(2_000) }),
        json!({ "words": "x ".repeat(200) }),
        json!({ "words": ["a"] }),
        json!({ "query": "a" }),
        json!({ "words": "a", "limit": 21 }),
        json!({ "words": "a", "limit": 0 }),
        json!({ "words": "a", "limit": -1 }),
        json!({ "words": "a", "from": "hôm qua" }),
        json!({ "words": "a", "cursor": "x" }),
        json!({ "words": "a", "sort": "random" }),
        json!({ "official": "x".repeat(300) }),
        json!({ "names": vec!["a b"; 21] }),
        json!({ "years": vec![2019; 21] }),
    ] {
        let trouble = client.trouble("search", &arguments);
        assert!(trouble.lines().count() == 2 && !trouble.contains("mcp-"), "{arguments}: {trouble}");
    }
}

#[test]
fn ids_are_never_guessed() {
    let mut client = Client::of_samples();
    for id in ["", "abc", "../../etc/passwd", "0000000000000", "zzzzzzzzzzzzz"] {
        let trouble = client.trouble("read_article", &json!({ "id": id }));
        assert!(trouble.contains("earlier answer"), "{id}: {trouble}");
    }
    let id = client.call("search", &json!({ "words": "hội nghị", "limit": 1 }))["hits"][0]["citation"]["id"].clone();
    for arguments in [json!({ "id": id, "offset": 1_000_000 }), json!({ "id": id, "length": 20_001 }), json!({ "id": id, "offset": -1 }), json!({})] {
        client.trouble("read_article", &arguments);
    }
}

#[test]
fn what_is_no_message_ends_nothing() {
    let mut client = Client::of_samples();
    for line in ["{\"jsonrpc\":\"2.0\",", "not JSON at all", "", "\u{0}\u{1}", "[]", "{\"jsonrpc\":\"2.0\",\"id\":7}"] {
        client.write(line);
    }
    client.write(&format!("{{\"jsonrpc\":\"2.0\",\"id\":8,\"method\":\"{}\"}}", "x".repeat(2 << 20)));
    assert_eq!(client.error("tools/call", &json!({ "name": "delete", "arguments": {} }))["code"], -32602);
    assert_eq!(client.error("no/such/method", &json!({}))["code"], -32601);
    assert!(client.call("coverage", &json!({}))["articles"].as_u64() > Some(0));
    assert_eq!(client.close(), Some(0));
}

#[test]
fn answers_are_bounded() {
    let folder = Folder::new();
    let people: String = (0..400).map(|number| format!("đồng chí Trần Văn {}, Phó Bí thư Huyện ủy Mẫu {number}; ", client::name(number))).collect();
    for number in 0..30 {
        folder.write(&format!("kho/{number}.txt"), format!("Hội nghị số {number} {}\n\nDự hội nghị có {people}\n", "tổng kết ".repeat(10)));
    }
    assert_eq!(folder.run(["index", "kho"]).code, Some(0));
    let mut client = Client::of(folder);
    let found = client.call("search", &json!({ "words": "hội nghị", "limit": 20 }));
    assert_eq!(found["hits"].as_array().map(Vec::len), Some(20));
    assert!(found.to_string().len() < 50_000, "{} bytes", found.to_string().len());
    assert!(found["cut"][0]["total"].as_u64() > found["cut"][0]["shown"].as_u64(), "{}", found["cut"]);
    let id = &found["hits"][0]["citation"]["id"];
    let read = client.call("read_article", &json!({ "id": id, "length": 20_000 }));
    assert!(read.to_string().len() < 150_000 && read["next_offset"] == 20_000, "{} bytes", read.to_string().len());
}

#[test]
fn the_end_of_input_is_a_good_end() {
    let folder = Folder::indexed();
    let silent = folder.run_with(b"", ["mcp"]);
    assert_eq!((silent.code, silent.out.as_str(), silent.aside.as_str()), (Some(0), "", ""));
    let hasty = [client::greeting(), client::message(2, "tools/call", &json!({ "name": "coverage", "arguments": {} }))].join("\n") + "\n";
    let ended = folder.run_with(hasty.as_bytes(), ["mcp"]);
    assert_eq!((ended.code, ended.json().len()), (Some(0), 2), "what was asked is answered: {}{}", ended.out, ended.aside);
    let stranger = folder.run_with(b"{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n", ["mcp", "--lang", "en"]);
    assert_eq!((stranger.code, stranger.out.as_str()), (Some(2), ""));
    assert!(stranger.aside.contains("initialize"), "{}", stranger.aside);
    let refreshed = folder.run_with(client::greeting().as_bytes(), ["mcp", "--archive", "kho"]);
    assert!(refreshed.json().iter().all(|line| line["jsonrpc"] == "2.0"), "only the protocol goes to standard output: {}", refreshed.out);
    assert_eq!(Folder::new().run_with(b"", ["mcp"]).code, Some(2), "there is no index");
}

#[cfg(unix)]
#[test]
fn a_signal_is_a_good_end() {
    for signal in ["INT", "TERM"] {
        for mut client in [Client::of(Folder::indexed()), Client::refreshing(Folder::indexed(), "kho")] {
            client.call("coverage", &json!({}));
            assert_eq!(client.signal(signal), Some(0), "SIG{signal}");
        }
    }
}

#[test]
fn new_articles_are_seen() {
    let mut client = Client::of(Folder::indexed());
    let articles = |client: &mut Client| client.call("coverage", &json!({}))["articles"].as_u64();
    assert_eq!(articles(&mut client), Some(3));
    client.folder.write("kho/moi.txt", "Tin mới\n\nĐồng chí Nguyễn Văn Mới đã đến thăm.\n");
    assert_eq!(client.folder.run(["index", "kho"]).code, Some(0));
    assert_eq!(articles(&mut client), Some(4));
}
