//! Hostile articles, addresses, heads and readers, each test with the id of its case.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::cli_program::Folder;
use crate::web_room::{ReadingRoom, part};

const ATTACK: &str = "<script>alert(1)</script><img src=x onerror=alert(2)>";

fn hostile() -> ReadingRoom {
    let folder = Folder::new();
    folder.write("kho/source.toml", format!("name = 'Báo \"{ATTACK}'\nurl = 'javascript:alert(3)'\n"));
    folder.write("kho/<b onclick=alert(4)>.txt", format!("{ATTACK} hội nghị\n\nHội nghị {ATTACK} đã họp, đồng chí Trần Văn Chung dự.\n"));
    let record =
        r#"{"id":"1","title":"Bài mẫu \"'><script>alert(5)</script>","url":"javascript:alert(6)","author":"<i>x</i>","text":"Hội nghị bàn việc."}"#;
    folder.write("kho/x.jsonl", format!("{record}\n"));
    assert_eq!(folder.run(["index", "kho"]).code, Some(0));
    ReadingRoom::over(folder)
}

#[test]
fn w01_w02_w03_w04_w05_what_is_written_in_articles_and_queries_stays_text() {
    let room = hostile();
    let hits = room.json("/search.json?q=hoi+nghi");
    let ids: Vec<&str> = hits["hits"].as_array().expect("hits").iter().filter_map(|hit| hit["id"].as_str()).collect();
    assert_eq!(ids.len(), 2);
    let query = part("\"><script>alert(1)</script> hội nghị");
    let mut pages = vec!["/".to_owned(), "/search?q=hoi+nghi".to_owned(), format!("/search?q={query}"), format!("/search?q=hoi+nghi&nguon={query}")];
    pages.extend(ids.iter().map(|id| format!("/article/{id}?q=hoi+nghi&du-kien=co")));
    pages.extend(["/coverage".to_owned(), format!("/official/{query}"), format!("/facet/nguon?q=hoi+nghi&loc={query}")]);
    for path in pages {
        let html = room.get(&path).text();
        let allowed = html.matches("<script src=\"/asset/").count();
        assert_eq!(html.matches("<script").count(), allowed, "{path}: {html}");
        assert!(!html.contains("<img") && !html.contains("<b onclick") && !html.contains("<i>x"), "{path}: {html}");
        assert!(!html.contains("href=\"javascript:"), "{path}: {html}");
    }
}

#[test]
fn w06_json_is_never_a_page() {
    let reply = hostile().get("/api/v1/search?q=hoi+nghi");
    assert_eq!(reply.header("content-type"), Some("application/json"));
    assert_eq!(reply.header("x-content-type-options"), Some("nosniff"));
    assert!(!reply.text().contains('<') && reply.text().contains("\\u003cscript"), "{}", reply.text());
}

#[test]
fn w08_no_page_runs_in_a_frame_or_runs_what_is_written_in_it() {
    let room = ReadingRoom::over(Folder::indexed());
    for path in ["/", "/search?q=hoi+nghi", "/nowhere", "/api/v1/years", "/healthz", "/search?q=%zz"] {
        let reply = room.get(path);
        let policy = reply.header("content-security-policy").unwrap_or_default();
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(reply.header("x-frame-options"), Some("DENY"), "{path}");
        assert!(!reply.text().contains(" style=") && !reply.text().contains(" onclick="), "{path}");
    }
}

#[test]
fn w09_w10_paths_reach_no_file() {
    let room = ReadingRoom::over(Folder::indexed());
    for path in [
        "/article/../../../etc/passwd",
        "/article/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/article/..%5c..%5cetc%5cpasswd",
        "/article/%00",
        "/asset/..%2f..%2fCargo.toml",
        "/asset/%2fetc%2fpasswd",
        "/C:/Windows/win.ini",
        "/etc/passwd",
    ] {
        let reply = room.get(path);
        assert_eq!(reply.status, 404, "{path}");
        assert!(!reply.text().contains("root:"), "{path}");
    }
}

#[test]
fn w12_w13_w27_only_reading_is_allowed() {
    let room = ReadingRoom::over(Folder::indexed());
    let host = room.address;
    let ask = |method: &str, lines: &str| {
        room.raw(format!("{method} /api/v1/search?q=a HTTP/1.1\r\nHost: {host}\r\n{lines}Connection: close\r\n\r\n").as_bytes())
    };
    let status = |method: &str, lines: &str| ask(method, lines).map(|reply| reply.status);
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"] {
        assert_eq!(status(method, ""), Some(405), "{method}");
    }
    assert_eq!(status("POST", "Sec-Fetch-Site: cross-site\r\nContent-Type: text/plain\r\n"), Some(403));
    assert_eq!(status("POST", "Origin: https://evil.example\r\n"), Some(403));
    assert_eq!(status("POST", "Origin: null\r\n"), Some(403));
    assert_eq!(ask("POST", "").and_then(|reply| reply.header("allow").map(str::to_owned)).as_deref(), Some("GET, HEAD"));
    assert_eq!(ask("HEAD", "").map(|reply| (reply.status, reply.body.len())), Some((200, 0)));
}

#[test]
fn w14_w15_only_own_names_are_answered() {
    let room = ReadingRoom::over(Folder::indexed());
    let port = room.address.port();
    let ask = |lines: &str| room.raw(format!("GET / HTTP/1.1\r\n{lines}Connection: close\r\n\r\n").as_bytes());
    let evil = ask("Host: evil.example\r\n").expect("an answer");
    assert_eq!((evil.status, evil.body.len()), (421, 0));
    for (lines, status) in [
        (String::new(), 400),
        (format!("Host: localhost:{port}\r\nHost: evil.example\r\n"), 400),
        ("Host: localhost:9@evil\r\n".to_owned(), 400),
        (format!("Host: localhost:{port}\r\n"), 200),
        (format!("Host: LOCALHOST:{port}\r\n"), 200),
        (format!("Host: 127.0.0.1.evil.example:{port}\r\n"), 421),
    ] {
        assert_eq!(ask(&lines).map(|reply| reply.status), Some(status), "{lines:?}");
    }
}

#[test]
fn w16_no_other_site_may_read_an_answer() {
    let room = ReadingRoom::over(Folder::indexed());
    for origin in ["null", "https://evil.example", "http://localhost"] {
        let reply = room.get_with("/api/v1/search?q=hoi", &format!("Origin: {origin}\r\n"));
        assert!(!reply.headers.iter().any(|(name, _)| name.starts_with("access-control-")), "{origin}");
    }
}

#[test]
fn w18_a_head_that_never_ends_is_not_waited_for() {
    let room = ReadingRoom::over(Folder::indexed());
    for begun in ["", "GET / HTTP/1.1\r\nHost: loc"] {
        let mut stream = room.connect();
        stream.write_all(begun.as_bytes()).expect("it listens");
        let waited = Instant::now();
        let _ = stream.read_to_end(&mut Vec::new());
        assert!((3..15).contains(&waited.elapsed().as_secs()), "{begun:?} was waited for {:?}", waited.elapsed());
    }
    let mut stream = room.connect();
    stream.write_all(b"GET / HTTP/1.1\r\nX: ").expect("it listens");
    let begun = Instant::now();
    while stream.write_all(b"a").is_ok() && begun.elapsed() < Duration::from_secs(15) {
        std::thread::sleep(Duration::from_millis(300));
    }
    assert!(begun.elapsed() < Duration::from_secs(15), "a head that dribbles in was waited for");
}

#[test]
fn w21_more_connections_than_can_be_served_harm_nobody() {
    let room = ReadingRoom::with_handles(Folder::indexed(), 256);
    let mut active = room.connect();
    let mut ask = || {
        active.write_all(format!("HEAD /healthz HTTP/1.1\r\nHost: {}\r\n\r\n", room.address).as_bytes()).expect("it listens");
        let mut answer = [0; 4096];
        let length = active.read(&mut answer).expect("it answers");
        assert!(answer[..length].starts_with(b"HTTP/1.1 200 "));
    };
    ask();
    let held: Vec<_> = (0..300).filter_map(|_| TcpStream::connect(room.address).ok()).collect();
    assert!(held.len() > 200, "they connect, and some are closed at once");
    std::thread::sleep(Duration::from_millis(300));
    ask();
    let closed = |mut stream: &TcpStream| {
        stream.set_nonblocking(true).expect("a connection can be told so");
        !matches!(stream.read(&mut [0]), Err(error) if error.kind() == std::io::ErrorKind::WouldBlock)
    };
    let refused = held.iter().filter(|stream| closed(stream)).count();
    assert!((100..250).contains(&refused), "{refused} were refused, and half of 256 handles are for connections");
    drop(held);
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(room.get("/healthz").status, 200);
}

#[test]
fn w21_a_rush_of_connections_waits_until_it_is_let_in() {
    let room = ReadingRoom::over(Folder::indexed());
    // While the server does nothing at all, the system holds what connects; without room for it, it would be tried again after a second.
    room.send("STOP");
    let rush: Vec<_> = (0..400).map(|_| TcpStream::connect_timeout(&room.address, Duration::from_secs(3))).collect();
    room.send("CONT");
    assert_eq!(rush.iter().filter(|stream| stream.is_err()).count(), 0, "all of them are held");
    let mut last = rush.into_iter().last().expect("there are some").expect("it is held");
    last.write_all(format!("HEAD /healthz HTTP/1.1\r\nHost: {}\r\n\r\n", room.address).as_bytes()).expect("it listens");
    let mut answer = [0; 12];
    last.read_exact(&mut answer).expect("an answer");
    assert_eq!(&answer, b"HTTP/1.1 200");
}

#[test]
fn w23_w24_w32_too_much_is_refused() {
    let room = ReadingRoom::over(Folder::indexed());
    assert_eq!(room.get(&format!("/search?q={}", "a".repeat(9_000))).status, 414);
    let long = room.get_with("/", &format!("X-Long: {}\r\n", "a".repeat(64 * 1024)));
    assert!(matches!(long.status, 414 | 431), "{}", long.status);
    let many: String = (0..100).map(|number| format!("X-{number}: a\r\n")).collect();
    assert_eq!(room.get_with("/", &many).status, 431);
    assert_eq!(room.get_with("/", "Content-Length: 104857600\r\n").status, 413);
    // Without an end nobody knows how long it would be: refused before it begins.
    assert_eq!(room.get_with("/", "Transfer-Encoding: chunked\r\n").status, 400);
    assert_eq!(room.get_with("/", "Content-Encoding: gzip\r\nContent-Length: 3\r\n").status, 415);
}

#[test]
fn w25_w26_heads_that_two_programs_would_read_differently_are_refused() {
    let room = ReadingRoom::over(Folder::indexed());
    let host = room.address;
    for request in [
        format!(
            "GET / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /nowhere HTTP/1.1\r\nHost: {host}\r\n\r\n"
        ),
        format!("GET / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nHost : {host}\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nHost: {host}\r\n folded\r\n\r\n"),
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned(),
    ] {
        let reply = room.raw(request.as_bytes());
        assert!(reply.as_ref().is_none_or(|reply| reply.status == 400), "{request:?}: {:?}", reply.map(|reply| reply.status));
    }
    let mut stream = room.connect();
    stream.write_all(format!("GET / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").as_bytes()).expect("it listens");
    let mut answered = Vec::new();
    let _ = stream.read_to_end(&mut answered);
    assert_eq!(String::from_utf8_lossy(&answered).matches("HTTP/1.1 ").count(), 1, "one request has one answer");
}

#[test]
fn w28_addresses_that_cannot_be_read_have_a_code() {
    let room = ReadingRoom::over(Folder::indexed());
    for (parameters, code) in [
        ("q=%zz", "web-bad-encoding"),
        ("q=%ff", "web-bad-encoding"),
        ("q=a%00b", "web-bad-encoding"),
        ("q=a&q=b", "web-given-twice"),
        ("q[]=a", "web-unknown-parameter"),
    ] {
        let reply = room.get(&format!("/api/v1/search?{parameters}"));
        let body: serde_json::Value = serde_json::from_slice(&reply.body).expect("it is JSON");
        assert_eq!((reply.status, body["code"].as_str()), (400, Some(code)), "{parameters}");
        assert_eq!(room.get(&format!("/search?{parameters}")).status, 400, "{parameters}");
    }
}

#[test]
fn w30_answers_name_no_path_of_the_machine() {
    let room = ReadingRoom::over(Folder::indexed());
    let folder = room.folder().path().to_string_lossy().into_owned();
    for path in ["/", "/nowhere", "/search?q=hoi+nghi", "/search?q=a&cursor=x", "/api/v1/search?cursor=x&q=a", "/coverage", "/metrics"] {
        let reply = room.get(path);
        let all = format!("{:?} {}", reply.headers, reply.text());
        assert!(!all.contains(&folder) && !all.contains("panicked") && reply.header("server").is_none(), "{path}: {all}");
    }
}

#[test]
fn w31_names_of_files_break_no_head() {
    let room = ReadingRoom::over(Folder::indexed());
    let reply = room.get(&format!("/search.csv?q={}", part("hội \"nghị\"\r\nX-Evil: 1; ../a")));
    let name = reply.header("content-disposition").expect("it is a file");
    assert!(reply.header("x-evil").is_none() && !name.contains("..") && name.contains("filename*=UTF-8''"), "{name}");
}

#[test]
fn w33_the_server_stops_although_somebody_stays_connected() {
    // One that has just refreshed its index listens to signals like one that has not.
    for arguments in [&[][..], &["kho"]] {
        stops_with_somebody_connected(ReadingRoom::with(Folder::indexed(), arguments));
    }
}

fn stops_with_somebody_connected(mut room: ReadingRoom) {
    let mut idle = room.connect();
    idle.write_all(format!("GET /healthz HTTP/1.1\r\nHost: {}\r\n\r\n", room.address).as_bytes()).expect("it listens");
    idle.read_exact(&mut [0; 12]).expect("an answer");
    room.send("TERM");
    let begun = Instant::now();
    let ended = loop {
        if let Some(status) = room.server().try_wait().expect("it is our child") {
            break status;
        }
        assert!(begun.elapsed() < Duration::from_secs(10), "it waits for somebody who asks nothing");
        std::thread::sleep(Duration::from_millis(50));
    };
    assert!(ended.success(), "{ended}");
}

#[test]
fn w20_a_reader_who_never_reads_is_let_go() {
    let folder = Folder::new();
    // Larger than what the system keeps for a reader who is late.
    let body = "Hội nghị bàn việc xây dựng nông thôn mới ở các xã vùng cao của huyện.\n".repeat(100_000);
    folder.write("kho/dai.txt", format!("Bài dài\n\n{body}"));
    assert_eq!(folder.run(["index", "kho"]).code, Some(0));
    let room = ReadingRoom::over(folder);
    let id = room.json("/search.json?q=hoi+nghi")["hits"][0]["id"].as_str().expect("an id").to_owned();
    let whole = room.get(&format!("/article/{id}.json")).body.len();
    let ask = || {
        let mut stream = room.connect();
        let request = format!("GET /article/{id}.json HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", room.address);
        stream.write_all(request.as_bytes()).expect("it listens");
        stream
    };
    let mut never = ask();
    // Whoever reads slowly, for longer than the silence that is allowed, gets everything.
    let mut slowly = ask();
    let mut read = Vec::new();
    for _ in 0..34 {
        std::thread::sleep(Duration::from_secs(1));
        let _ = (&mut slowly).take((whole / 36) as u64).read_to_end(&mut read);
    }
    let _ = slowly.read_to_end(&mut read);
    assert!(read.len() > whole, "{} of {whole} bytes came to a slow reader", read.len());
    read.clear();
    let _ = never.read_to_end(&mut read);
    assert!(read.len() < whole, "{} of {whole} bytes came although nobody read for long", read.len());
}

#[test]
fn w17_a_token_opens_the_room() {
    let folder = Folder::indexed();
    folder.write("token", "  Zx9-bí mật\r\nnothing else\n");
    let room = ReadingRoom::with(folder, &["--token-file", "token"]);
    for path in ["/", "/search?q=hoi", "/search.csv?q=hoi", "/api/v1/years", "/metrics", "/asset/style.css", "/nowhere", "/healthz/"] {
        let reply = room.get(path);
        let asked: Vec<_> = reply.headers.iter().filter(|(name, _)| name == "www-authenticate").map(|(_, value)| value.as_str()).collect();
        assert_eq!(reply.status, 401, "{path}");
        assert!(asked.iter().any(|asked| asked.starts_with("Basic ")) && asked.iter().any(|asked| asked.starts_with("Bearer ")), "{asked:?}");
        assert_eq!(reply.header("x-frame-options"), Some("DENY"));
        assert!(!reply.text().contains("Trần Văn Chung") && !reply.text().contains("Zx9"), "{path}");
    }
    let body: serde_json::Value = serde_json::from_slice(&room.get("/api/v1/years").body).expect("it is JSON");
    assert_eq!(body["code"], "web-locked");
    assert_eq!(room.get("/healthz").status, 200);
    // `ai:Zx9-bí mật`, as a browser sends it.
    for (given, status) in [("Bearer Zx9-bí mật", 200), ("Basic YWk6Wng5LWLDrSBt4bqtdA==", 200), ("Bearer Zx9", 401), ("Basic YWk6Wng5", 401)] {
        for path in ["/search?q=hoi", "/api/v1/years"] {
            assert_eq!(room.get_with(path, &format!("Authorization: {given}\r\n")).status, status, "{given}");
        }
    }
    let evil = room.raw(b"GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n").expect("an answer");
    assert_eq!(evil.status, 421, "other names are refused first");
}

#[test]
fn w17_a_token_that_cannot_be_read_opens_nothing() {
    let folder = Folder::indexed();
    folder.write("empty", " \nsecond line\n");
    folder.write("long", "a".repeat(2_000));
    folder.write("binary", b"\xff\xfe\n");
    for name in ["empty", "long", "binary", "missing", "kho"] {
        let ended = folder.run(["serve", "--listen", "127.0.0.1:0", "--token-file", name, "--lang", "en"]);
        assert_eq!((ended.code, ended.out.as_str()), (Some(2), ""), "{name}");
        assert!(ended.aside.contains(name) && ended.aside.contains("openssl rand"), "{name}: {}", ended.aside);
    }
}

#[test]
fn w33_a_connection_on_which_nothing_is_asked_is_closed() {
    let room = ReadingRoom::over(Folder::indexed());
    let mut stream = room.connect();
    stream.write_all(format!("GET /healthz HTTP/1.1\r\nHost: {}\r\n\r\n", room.address).as_bytes()).expect("it listens");
    let begun = Instant::now();
    let _ = stream.read_to_end(&mut Vec::new());
    assert!(begun.elapsed() < Duration::from_secs(50), "it was kept for {:?}", begun.elapsed());
}

#[test]
fn w17_only_this_machine_may_enter_unless_it_is_said_otherwise() {
    let room = ReadingRoom::over(Folder::indexed());
    assert!(room.address.ip().is_loopback());
    let folder = Folder::indexed();
    let mut open = folder.program(["serve", "--listen", "0.0.0.0:0"]).stderr(std::process::Stdio::piped()).spawn().expect("the server starts");
    let mut aside = std::io::BufReader::new(open.stderr.take().expect("a pipe"));
    let mut warning = String::new();
    std::io::BufRead::read_line(&mut aside, &mut warning).expect("it warns");
    open.kill().expect("it runs");
    open.wait().expect("it ends");
    assert!(warning.contains("cảnh báo"), "{warning:?}");
}
