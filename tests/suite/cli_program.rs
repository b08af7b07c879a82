//! The real program in a folder of its own, for the tests of the command line.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A folder with an archive in `kho`, in which the program is run.
pub struct Folder(TempDir);

/// What a run printed, and its exit code.
pub struct Ended {
    pub out: String,
    pub aside: String,
    pub code: Option<i32>,
}

/// Sends a signal, given by its name without `SIG`; tells whether the process had not ended before.
pub fn signal(child: &Child, name: &str) -> bool {
    Command::new("kill").args(["-s", name, &child.id().to_string()]).status().expect("every Unix has kill").success()
}

impl Folder {
    /// A folder with an empty archive.
    pub fn new() -> Self {
        let folder = Self(tempfile::tempdir().expect("a temporary folder"));
        fs::create_dir(folder.path().join("kho")).expect("an archive");
        folder
    }

    /// A folder with three articles, indexed.
    pub fn indexed() -> Self {
        let folder = Self::new();
        folder.write(
            "kho/chung.txt",
            "Đồng chí Trần Văn Chung thăm cơ sở\n\nSáng nay, đồng chí Trần Văn Chung, Phó Bí thư Tỉnh ủy, đến thăm cơ sở may ở huyện Mẫu.\n",
        );
        folder.write(
            "kho/khoi.txt",
            "Đảng ủy Khối tổng kết công tác năm\n\nHội nghị của Đảng ủy Khối đã nghe báo cáo theo Chỉ thị 35-CT/TW của Bộ Chính trị.\n",
        );
        folder.write("kho/ha.txt", "Đồng chí Lê Thị Thanh Hà dự hội nghị\n\nĐồng chí Lê Thị Thanh Hà đã dự hội nghị bàn về công tác cán bộ.\n");
        let ended = folder.run(["index", "kho"]);
        assert_eq!(ended.code, Some(0), "the archive could not be indexed: {}", ended.aside);
        folder
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file of this folder.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder can be made");
        fs::write(path, content).expect("a file can be written");
    }

    /// The program, ready to run: Vietnamese, and untouched by whatever the tests' own environment says.
    pub fn program<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_timbao"));
        command.current_dir(self.path()).args(arguments).stdin(Stdio::null());
        for name in ["TIMBAO_INDEX", "TIMBAO_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR"] {
            command.env_remove(name);
        }
        command
    }

    pub fn run<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Ended {
        Ended::of(self.program(arguments).output().expect("the program starts"))
    }

    /// Runs the program with `input` on its standard input.
    pub fn run_with<S: AsRef<OsStr>>(&self, input: &[u8], arguments: impl IntoIterator<Item = S>) -> Ended {
        let mut child =
            self.program(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
        child.stdin.take().expect("its input is a pipe").write_all(input).expect("the input is short");
        Ended::of(child.wait_with_output().expect("the program ends"))
    }
}

impl Ended {
    fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("the program prints UTF-8");
        Self { out: text(output.stdout), aside: text(output.stderr), code: output.status.code() }
    }

    /// Returns each line of the results as JSON.
    pub fn json(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))).collect()
    }

    /// Returns the only line of the results as JSON.
    pub fn object(&self) -> Value {
        let mut lines = self.json();
        assert_eq!(lines.len(), 1, "one line of JSON was expected, the program said: {}{}", self.out, self.aside);
        lines.remove(0)
    }
}
