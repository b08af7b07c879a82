//! A small client of the Model Context Protocol: one line a message, one question at a time.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::sync::LazyLock;

use serde_json::{Value, json};

use super::schema;
use crate::cli_program::{self, Folder};

/// The sample archive, indexed once for all tests.
static SAMPLES: LazyLock<Folder> = LazyLock::new(|| {
    let folder = Folder::new();
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/archive");
    let ended = folder.run(["index".as_ref(), samples.as_os_str()]);
    assert_eq!(ended.code, Some(0), "{}", ended.aside);
    folder
});

/// An assistant with the program at its other end.
pub struct Client {
    pub folder: Folder,
    child: Child,
    to: Option<ChildStdin>,
    from: BufReader<ChildStdout>,
    asked: u64,
    /// The schema of the answer of each tool.
    schemas: BTreeMap<String, Value>,
}

impl Client {
    /// Asks over the sample archive.
    pub fn of_samples() -> Self {
        let index = SAMPLES.path().join("index");
        Self::greeted(Folder::new(), &["--index".as_ref(), index.as_os_str()])
    }

    /// Asks over the index of a folder.
    pub fn of(folder: Folder) -> Self {
        Self::greeted(folder, &[])
    }

    /// The same after the index was refreshed from an archive in the folder.
    pub fn refreshing(folder: Folder, archive: &str) -> Self {
        Self::greeted(folder, &["--archive".as_ref(), archive.as_ref()])
    }

    fn greeted(folder: Folder, arguments: &[&std::ffi::OsStr]) -> Self {
        let mut program = folder.program(["mcp", "--lang", "en"]);
        let mut child = program.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the program starts");
        let (to, from) = (child.stdin.take(), BufReader::new(child.stdout.take().expect("its output is a pipe")));
        let mut client = Self { folder, child, to, from, asked: 1, schemas: BTreeMap::new() };
        client.write(&greeting());
        let greeted = client.read();
        assert_eq!(greeted["result"]["serverInfo"]["name"], "timbao", "{greeted}");
        assert!(greeted["result"]["instructions"].as_str().is_some_and(|text| text.contains("coverage")), "{greeted}");
        client.write("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
        let tools = client.request("tools/list", &json!({}));
        for tool in tools["tools"].as_array().expect("a list") {
            client.schemas.insert(tool["name"].as_str().expect("tools have names").to_owned(), tool["outputSchema"].clone());
        }
        client
    }

    /// Writes one line, whatever it is.
    pub fn write(&mut self, line: &str) {
        let to = self.to.as_mut().expect("the input is open");
        to.write_all(line.as_bytes()).and_then(|()| to.write_all(b"\n")).and_then(|()| to.flush()).expect("the program reads");
    }

    fn read(&mut self) -> Value {
        let mut line = String::new();
        self.from.read_line(&mut line).expect("the program writes UTF-8");
        serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: `{line}`"))
    }

    /// Asks, and returns the whole response; those to lines that nobody can name have no id and are passed over.
    fn response(&mut self, method: &str, parameters: &Value) -> Value {
        self.asked += 1;
        self.write(&message(self.asked, method, parameters));
        loop {
            let response = self.read();
            if response["id"] == self.asked {
                return response;
            }
            assert!(response["id"].is_null(), "nobody asked for this: {response}");
        }
    }

    pub fn request(&mut self, method: &str, parameters: &Value) -> Value {
        let response = self.response(method, parameters);
        assert!(response["error"].is_null(), "{method} {parameters}: {response}");
        response["result"].clone()
    }

    pub fn error(&mut self, method: &str, parameters: &Value) -> Value {
        self.response(method, parameters)["error"].clone()
    }

    /// Calls a tool, and returns its structured answer, which is as the tool declares it.
    pub fn call(&mut self, tool: &str, arguments: &Value) -> Value {
        let result = self.request("tools/call", &json!({ "name": tool, "arguments": arguments }));
        assert_ne!(result["isError"], true, "{tool} {arguments}: {result}");
        let answer = result["structuredContent"].clone();
        let text = result["content"][0]["text"].as_str().expect("the answer also stands as text");
        assert_eq!(serde_json::from_str::<Value>(text).expect("it is the same JSON"), answer);
        if let Err(wrong) = schema::check(&self.schemas[tool], &answer) {
            panic!("{tool} {arguments}: not as declared: {wrong}");
        }
        answer
    }

    /// Calls a tool that cannot answer this, and returns what it says.
    pub fn trouble(&mut self, tool: &str, arguments: &Value) -> String {
        let result = self.request("tools/call", &json!({ "name": tool, "arguments": arguments }));
        assert_eq!(result["isError"], true, "{tool} {arguments}: {result}");
        result["content"][0]["text"].as_str().expect("trouble is told in words").to_owned()
    }

    /// Closes the program's input, and returns its exit code.
    pub fn close(&mut self) -> Option<i32> {
        self.to = None;
        self.child.wait().expect("the program ends").code()
    }

    /// Sends a signal while the input is open, and returns the exit code.
    #[cfg(unix)]
    pub fn signal(&mut self, name: &str) -> Option<i32> {
        assert!(cli_program::signal(&self.child, name));
        self.child.wait().expect("the program ends").code()
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        self.to = None;
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The first message of a client.
pub fn greeting() -> String {
    let client = json!({ "name": "suite", "version": "0" });
    message(1, "initialize", &json!({ "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": client }))
}

pub fn message(id: u64, method: &str, parameters: &Value) -> String {
    json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": parameters }).to_string()
}

/// A given name, another one for each of many numbers.
pub fn name(number: usize) -> String {
    const NAMES: [&str; 20] = [
        "An", "Bình", "Chi", "Dung", "Giang", "Hà", "Khánh", "Lan", "Mai", "Nam", "Oanh", "Phúc", "Quang", "Sơn", "Tâm", "Uyên", "Vinh", "Xuân",
        "Yến", "Đức",
    ];
    format!("{} {}", NAMES[number % 20], NAMES[number / 20 % 20])
}
