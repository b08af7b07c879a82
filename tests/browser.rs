//! The reading room in a real browser: `tests/browser/*.test.mjs`, run by node against the program that was just built.
//!
//! What node needs is fetched by npm into `tests/browser/node_modules` when it is not there yet. Nothing is skipped where something is
//! missing: one line says what to install.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;
use std::{env, fs};

/// What Debian calls all that is needed.
const INSTALL: &str = "apt-get install chromium nodejs npm";
const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

fn main() {
    if let Err(trouble) = run() {
        eprintln!("{trouble}");
        std::process::exit(1);
    }
}

fn run() -> Result<(), String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
    // `cargo test NAME` hands every target the same words; here they choose files.
    let words: Vec<String> = env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let files: Vec<String> =
        test_files(&folder).into_iter().filter(|file| words.is_empty() || words.iter().any(|word| file.contains(word))).collect();
    if files.is_empty() || env::args().any(|word| word == "--list") {
        return Ok(());
    }
    let chromium = env::var_os("TIMBAO_CHROMIUM").map(PathBuf::from).or_else(|| BROWSERS.iter().find_map(|name| found(name)));
    let (Some(chromium), Some(node), Some(npm)) = (chromium, found("node"), found("npm")) else {
        return Err(format!("the browser tests need chromium, node 18 or later and npm: {INSTALL}"));
    };
    if !is_fetched(&folder) {
        let fetched = Command::new(npm).args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]).current_dir(&folder).status();
        if !fetched.is_ok_and(|status| status.success()) {
            return Err("npm could not fetch what tests/browser/package-lock.json names: look above, and run `npm ci` in tests/browser".to_owned());
        }
    }
    let tests = Command::new(node)
        .args(["--test", "--test-concurrency=2", "--test-reporter=spec"])
        .args(files)
        .current_dir(&folder)
        .env("TIMBAO_PROGRAM", env!("CARGO_BIN_EXE_timbao"))
        .env("TIMBAO_CHROMIUM", chromium)
        .status();
    match tests {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err("a browser test failed: look above; `cargo test --test browser NAME` runs the files of that name again".to_owned()),
        Err(error) => Err(format!("node cannot be run ({error}): {INSTALL}")),
    }
}

fn test_files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the tests lie in the repository");
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut files: Vec<String> = names.filter(|name| name.ends_with(".test.mjs")).collect();
    files.sort();
    files
}

/// Finds a program on the PATH.
fn found(name: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(name)).find(|path| path.is_file())
}

/// Tells whether npm has fetched what the lock file names as it is now.
fn is_fetched(folder: &Path) -> bool {
    let changed = |path: &str| -> Option<SystemTime> { fs::metadata(folder.join(path)).ok()?.modified().ok() };
    changed("node_modules/.package-lock.json").is_some_and(|fetched| Some(fetched) >= changed("package-lock.json"))
}
