//! Files that no archive should hold and every archive does, each test with the id of its case.
//!
//! What a single format makes of bad bytes is tested beside `ingest`; here whole runs are.

use std::fs::{self, File, FileTimes};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant, SystemTime};

use timbao::archive::{self, Options, Phase, Progress, Report};

use crate::archive_runs::{articles, files, notes};
use crate::cli_program::{Ended, Folder};
use crate::fixture::{Archive, found, page};

const SOUND: &str = "Hội nghị giao ban quý I\n\nSáng nay, Đảng ủy Khối đã họp giao ban ở huyện Mẫu.\n";

/// Indexes the archive of a folder, and returns the report with the seconds it took.
fn index(folder: &Folder, flags: &[&str]) -> (serde_json::Value, f64) {
    let begun = Instant::now();
    let ended = folder.run(["index", "kho", "--json"].iter().chain(flags));
    assert_eq!(ended.code, Some(0), "{}", ended.aside);
    (ended.object(), begun.elapsed().as_secs_f64())
}

/// What a report says of a file: its outcome and the reason.
fn said<'r>(report: &'r serde_json::Value, name: &str) -> (&'r str, &'r str) {
    let notes = report["notes"].as_array().expect("a list");
    let note = notes.iter().find(|note| note["path"].as_str().is_some_and(|path| path.ends_with(name)));
    let note = note.unwrap_or_else(|| panic!("{name} is not spoken of: {report}"));
    (note["outcome"].as_str().expect("an outcome"), note["reason"].as_str().expect("a reason"))
}

fn total(folder: &Folder, query: &str) -> u64 {
    folder.run(["search", "--json", query]).object()["total"].as_u64().expect("a number")
}

#[test]
fn i02_i03_old_encodings_are_found_by_one_question() {
    let folder = Folder::new();
    let utf16 = |bytes: fn(u16) -> [u8; 2]| "Đảng ủy Khối các cơ quan tỉnh họp".encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let html = |charset: &str, body: &[u8]| {
        let head = format!("<html><head><meta charset=\"{charset}\"></head><body><p>");
        [head.as_bytes(), body, b"</p></body></html>"].concat()
    };
    let tcvn = b"\xA7\xB6ng \xF1y Kh\xE8i c\xB8c c\xAC quan t\xD8nh h\xE4p";
    let windows = b"\xD0a\xD2ng u\xD2y Kh\xF4\xECi ca\xECc c\xF5 quan ti\xD2nh ho\xF2p";
    folder.write("kho/utf16le.txt", [b"\xFF\xFE".to_vec(), utf16(u16::to_le_bytes)].concat());
    folder.write("kho/utf16be.txt", [b"\xFE\xFF".to_vec(), utf16(u16::to_be_bytes)].concat());
    folder.write("kho/tcvn3.txt", tcvn);
    folder.write("kho/viscii.txt", b"\xD0\xE4ng \xFCy Kh\xAFi c\xE1c c\xBD quan t\xEFnh h\xF7p");
    folder.write("kho/windows.txt", windows);
    folder.write("kho/vni.txt", "Ñaûng uûy Khoái caùc cô quan tænh hoïp");
    folder.write("kho/wrong-meta.html", html("utf-8", windows));
    folder.write("kho/other-wrong-meta.html", html("windows-1252", "Đảng ủy Khối các cơ quan tỉnh họp".as_bytes()));
    let text = "Đảng ủy Khối các cơ quan tỉnh họp bàn về chữ";
    folder.write("kho/cut.txt", &text.as_bytes()[..text.find('ữ').expect("it is there") + 1]);
    let (report, _) = index(&folder, &[]);
    assert_eq!(report["files"]["indexed"], 9, "{report}");
    assert!(said(&report, "cut.txt").1.contains('�'), "{report}");
    for query in ["\"Đảng ủy Khối các cơ quan tỉnh\"", "dang uy khoi cac co quan"] {
        assert_eq!(total(&folder, query), 9, "{query}: {}", folder.run(["search", query]).out);
    }
}

#[test]
#[cfg(target_os = "linux")]
fn i05_a_file_beyond_the_cap_costs_neither_time_nor_memory() {
    const MEGABYTE: usize = 1 << 20;
    let folder = Folder::new();
    folder.write("kho/a.txt", SOUND);
    unique_words(&folder, "kho/từ.txt", 100 * MEGABYTE);
    let mut token = BufWriter::new(File::create(folder.path().join("kho/một.txt")).expect("a file"));
    (0..100).for_each(|_| token.write_all(&[b'a'; MEGABYTE]).expect("the disk has room"));
    drop(token);
    let begun = Instant::now();
    let (ended, peak) = run_measured(&folder, &["index", "kho", "--json", "--memory", "40M"]);
    assert!(begun.elapsed() < Duration::from_secs(5), "it took {:?}", begun.elapsed());
    let report = ended.object();
    for name in ["từ.txt", "một.txt"] {
        assert_eq!(said(&report, name).0, "skipped");
        assert!(said(&report, name).1.contains("32 MB"), "{report}");
    }
    assert_eq!((&report["articles"]["total"], total(&folder, "giao ban")), (&1.into(), 1));
    assert!(peak < 100 * MEGABYTE, "{} MB were used", peak / MEGABYTE);

    // Within the cap an article should take no more than four times its bytes. One of a new word on each line takes a hundred times as much
    // while it is understood, which is too much: this holds it where it is.
    unique_words(&folder, "kho/từ.txt", MEGABYTE);
    let (_, peak) = run_measured(&folder, &["index", "kho", "--json", "--memory", "40M", "--threads", "1"]);
    assert!(peak < (40 + 150) * MEGABYTE, "{} MB were used", peak / MEGABYTE);
}

fn unique_words(folder: &Folder, name: &str, bytes: usize) {
    let mut file = BufWriter::with_capacity(1 << 20, File::create(folder.path().join(name)).expect("a file"));
    let mut written = 0;
    for number in 0usize.. {
        let word = format!("{number:x}\n");
        file.write_all(word.as_bytes()).expect("the disk has room");
        written += word.len();
        if written >= bytes {
            return;
        }
    }
}

/// Runs the program, and returns also the most bytes it held in memory.
#[cfg(target_os = "linux")]
fn run_measured(folder: &Folder, arguments: &[&str]) -> (Ended, usize) {
    let output = File::create(folder.path().join("output")).expect("a file");
    let mut child = folder.program(arguments).stdout(output).spawn().expect("the program starts");
    let mut peak = 0;
    let code = loop {
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse::<usize>().ok());
        peak = peak.max(most.unwrap_or_default() << 10);
        if let Some(status) = child.try_wait().expect("it is our child") {
            break status.code();
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    assert_eq!(code, Some(0));
    (Ended { out: fs::read_to_string(folder.path().join("output")).expect("it was written"), aside: String::new(), code }, peak)
}

#[test]
#[cfg(unix)]
fn i06_a_file_without_end_is_not_begun() {
    let folder = Folder::new();
    folder.write("kho/a.txt", SOUND);
    for name in ["b.txt", "c.jsonl", "d.csv", "e.txt.gz", "f.zip"] {
        let file = File::create(folder.path().join("kho").join(name)).expect("a file");
        file.set_len(1 << 40).expect("a file of holes takes no room");
    }
    let (report, seconds) = index(&folder, &[]);
    for name in ["b.txt", "c.jsonl", "d.csv", "e.txt.gz", "f.zip"] {
        assert_eq!(said(&report, name).0, "skipped", "{name}");
        assert!(said(&report, name).1.contains(" MB"), "{report}");
    }
    assert!(seconds < 5.0, "{seconds} s");
    assert_eq!(total(&folder, "giao ban"), 1);
}

#[test]
#[cfg(target_os = "linux")]
fn i07_only_regular_files_are_opened() {
    let folder = Folder::new();
    folder.write("kho/a.txt", SOUND);
    assert!(Command::new("mkfifo").arg(folder.path().join("kho/b.txt")).status().expect("Linux has it").success());
    let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("kho/c.txt")).expect("a socket");
    std::os::unix::fs::symlink("/dev/zero", folder.path().join("kho/d.txt")).expect("a link");
    // Only root may make one; for anybody else the link above has to do.
    let device = Command::new("mknod").arg(folder.path().join("kho/e.txt")).args(["c", "1", "5"]).stderr(Stdio::null()).status();
    let (report, seconds) = index(&folder, &[]);
    for name in ["b.txt", "c.txt", "d.txt", "e.txt"].iter().take(if device.is_ok_and(|made| made.success()) { 4 } else { 3 }) {
        assert_eq!(said(&report, name).0, "skipped");
    }
    assert!(seconds < 5.0, "{seconds} s");
    for given in ["/dev/zero", "/proc/self/cmdline", "/proc/version", "kho/b.txt"] {
        let ended = folder.run(["index", given, "--json"]);
        assert_eq!((ended.code, &ended.object()["files"]["skipped"]), (Some(0), &1.into()), "{given}: {}", ended.out);
    }
    assert_eq!(total(&folder, "giao ban"), 1);
}

#[test]
#[cfg(unix)]
fn i08_folders_that_lead_back_into_themselves_end() {
    use std::os::unix::fs::symlink;
    let folder = Folder::new();
    folder.write("kho/a.txt", SOUND);
    fs::create_dir(folder.path().join("kho/con")).expect("a folder");
    for (to, from) in [("tự.txt", "tự.txt"), ("y.txt", "x.txt"), ("x.txt", "y.txt"), ("../..", "con/cha"), (".", "đây"), ("a.txt", "b.txt")] {
        symlink(to, folder.path().join("kho").join(from)).expect("a link");
    }
    symlink("kho", folder.path().join("lối vào")).expect("a link");
    let (report, _) = index(&folder, &[]);
    assert_eq!((&report["files"]["indexed"], &report["files"]["skipped"]), (&1.into(), &6.into()), "{report}");
    // The same folder twice, under two names: a root that is a link is what it leads to.
    let ended = folder.run(["index", "kho", "lối vào", "--json"]);
    assert_eq!((ended.code, &ended.object()["articles"]["total"]), (Some(0), &1.into()), "{}", ended.out);
    assert_eq!(total(&folder, "giao ban"), 1);
    let looped = folder.run(["index", "kho/tự.txt"]);
    assert!(matches!(looped.code, Some(2 | 74)), "{:?} {}", looped.code, looped.aside);
}

#[test]
#[cfg(unix)]
fn i10_what_may_not_be_read_is_told_and_keeps_its_articles() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    let bench = folder.path();
    fs::set_permissions(bench, fs::Permissions::from_mode(0o777)).expect("it is ours");
    for name in ["a.txt", "b.txt", "con/c.txt", "con/d.txt", "e.txt"] {
        folder.write(&format!("kho/{name}"), SOUND);
    }
    // Where it was built, somebody else may not look.
    fs::copy(env!("CARGO_BIN_EXE_timbao"), bench.join("timbao")).expect("a copy of the program");
    let timbao = |arguments: &[&str]| {
        // Root may read everything, so it has to become somebody else.
        let is_root = fs::metadata(bench).is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0);
        let mut command = Command::new(if is_root { "setpriv" } else { "./timbao" });
        if is_root {
            command.args(["--reuid", "65534", "--regid", "65534", "--clear-groups", "./timbao"]);
        }
        let output = command.current_dir(bench).args(arguments).stdin(Stdio::null()).output().expect("util-linux is there");
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice::<serde_json::Value>(&output.stdout).expect("JSON")
    };
    let allow = |name: &str, mode: u32| fs::set_permissions(bench.join(name), fs::Permissions::from_mode(mode)).expect("it is ours");
    let first = timbao(&["index", "kho", "--json"]);
    assert_eq!(first["articles"]["total"], 5, "{first}");
    allow("kho/b.txt", 0o000);
    allow("kho/con", 0o000);
    fs::remove_file(bench.join("kho/e.txt")).expect("it was there");
    let second = timbao(&["index", "kho", "--json"]);
    assert_eq!((said(&second, "b.txt").0, said(&second, "con").0), ("failed", "failed"), "{second}");
    assert_eq!(second["articles"]["total"], 5, "while a folder is closed, nothing is known to be gone: {second}");
    allow("kho/b.txt", 0o644);
    allow("kho/con", 0o755);
    let third = timbao(&["index", "kho", "--json"]);
    assert_eq!((&third["articles"]["total"], &third["files"]["deleted"]), (&4.into(), &1.into()), "{third}");
}

/// Does something to the archive between the walk and the reading.
struct Meddle<F: Fn() + Sync>(F);

impl<F: Fn() + Sync> Progress for Meddle<F> {
    fn files_found(&self, _: u64, _: u64) {}
    fn file_read(&self, _: u64, _: u64) {}
    fn phase(&self, phase: Phase) {
        if phase == Phase::Read {
            (self.0)();
        }
    }
}

fn meddled(archive: &Archive, with: impl Fn() + Sync) -> Report {
    archive::update(&archive.options(), &Meddle(with), &AtomicBool::new(false)).expect("the run ends in order")
}

#[test]
#[cfg(unix)]
fn i11_what_changes_between_listing_and_reading_is_met_as_it_is() {
    let names = ["gone", "pipe", "cut", "folder", "link", "other", "stays"];
    let archive = Archive::empty();
    names.iter().for_each(|name| archive.write(&format!("{name}.txt"), page(&format!("Hội nghị {name}."))));
    archive.update();
    names.iter().for_each(|name| archive.write(&format!("{name}.txt"), page(&format!("Hội nghị {name} mới."))));
    fs::write(archive.outside().join("secret.txt"), page("Hội nghị kín.")).expect("written");
    let report = meddled(&archive, || {
        let at = |name: &str| archive.root().join(format!("{name}.txt"));
        ["gone", "pipe", "folder", "link"].iter().for_each(|name| archive.remove(&format!("{name}.txt")));
        assert!(Command::new("mkfifo").arg(at("pipe")).status().expect("Unix has it").success());
        fs::create_dir(at("folder")).expect("a folder");
        std::os::unix::fs::symlink(archive.outside().join("secret.txt"), at("link")).expect("a link");
        File::options().write(true).open(at("cut")).and_then(|file| file.set_len(3)).expect("it is ours");
        archive.write("other.txt", page("Hội nghị khác hẳn."));
    });
    let told: Vec<String> = notes(&archive, &report).into_iter().map(|(path, _, code)| format!("{path} {code}")).collect();
    let expected = ["folder.txt archive-not-a-file", "gone.txt archive-vanished", "link.txt archive-not-a-file", "pipe.txt archive-not-a-file"];
    assert_eq!(told[..4], expected, "{told:?}");
    assert_eq!(archive.search("kín").total, 0);
    archive.update();
    assert_eq!(found(&archive.search("hội nghị")), "other stays");
    assert_eq!(archive.search("khác hẳn").total, 1);
}

#[test]
#[cfg(target_os = "linux")]
fn i13_any_name_is_indexed_or_reported_and_shown_escaped() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = Folder::new();
    let kho = folder.path().join("kho");
    let long = format!("{}.txt", "ữ".repeat(83));
    let names: [&[u8]; 8] = [
        b"kh\xff\xfeng.txt",
        b"hai\ndong.txt",
        b"\x1b[31m\x1b]0;x\x07.txt",
        b"<script>alert(1)<.txt",
        "\u{202e}txt.gnảđ.txt".as_bytes(),
        b"\"'`$(x);&|.txt",
        b"-rf.txt",
        long.as_bytes(),
    ];
    for name in names {
        fs::write(kho.join(OsStr::from_bytes(name)), SOUND).expect("Linux takes any name");
    }
    // Levels are entered one by one: no path can name the deepest.
    let levels = |below: &str, name: &str, count: usize| {
        let script = format!(
            "cd -P kho && mkdir '{below}' && cd -P '{below}' && i=0; while [ $i -lt {count} ]; do mkdir {name} && cd -P {name} || exit 1; i=$((i+1)); done; printf '%s' \"$1\" > sâu.txt"
        );
        assert!(Command::new("sh").args(["-c", &script, "sh", SOUND]).current_dir(folder.path()).status().expect("a shell").success());
    };
    levels("tầng", "d", 1_000);
    let (report, seconds) = index(&folder, &[]);
    assert_eq!((&report["files"]["indexed"], &report["files"]["failed"]), (&9.into(), &0.into()), "{report}");
    levels("xa", &"x".repeat(200), 25);
    let (report, again) = index(&folder, &[]);
    assert_eq!((&report["files"]["unchanged"], &report["files"]["failed"]), (&9.into(), &1.into()), "{report}");
    assert!(seconds + again < 10.0, "{seconds} s and {again} s");

    let shown = [folder.run(["search", "giao ban", "--limit", "20"]), folder.run(["index", "kho"]), folder.run(["search", "giao ban", "--json"])];
    for ended in shown {
        assert_eq!(ended.code, Some(0), "{}", ended.aside);
        let bad = ended.out.chars().find(|c| (c.is_control() && *c != '\n') || ('\u{202a}'..='\u{202e}').contains(c));
        assert_eq!(bad, None, "{}", ended.out);
    }
}

/// A million names would take the test half a minute; twenty thousand show what each costs.
#[test]
#[cfg(target_os = "linux")]
fn i14_a_file_costs_a_name_of_memory_not_its_content() {
    const FILES: usize = 20_000;
    let folder = Folder::new();
    folder.write("kho/mẫu", " ".repeat(4_000));
    for number in 0..FILES {
        fs::hard_link(folder.path().join("kho/mẫu"), folder.path().join(format!("kho/{number}.jpg"))).expect("a link");
    }
    let (_, few) = run_measured(&folder, &["index", "kho", "--json", "--memory", "40M"]);
    for number in 0..FILES {
        fs::rename(folder.path().join(format!("kho/{number}.jpg")), folder.path().join(format!("kho/{number}.txt"))).expect("renamed");
    }
    let (ended, many) = run_measured(&folder, &["index", "kho", "--json", "--memory", "40M"]);
    assert_eq!(ended.object()["files"]["skipped"], FILES + 1);
    let each = many.saturating_sub(few) / FILES;
    // A note in the report, and what the next run is to remember of the file.
    assert!(each < 2_200, "{each} bytes a file");
}

#[test]
fn i15_nothing_is_written_outside_whatever_an_archive_says() {
    let folder = Folder::new();
    let mut packer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for name in ["../../thoát.txt", "/tmp/timbao-thoát.txt", "..\\..\\thoát.txt", "C:\\thoát.txt", "trong/a.txt"] {
        packer.start_file(name, zip::write::SimpleFileOptions::default()).expect("a member");
        packer.write_all(SOUND.as_bytes()).expect("a vector takes all");
    }
    folder.write("kho/sâu/x.zip", packer.finish().expect("a whole archive").into_inner());
    let mut bomb = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    (0..64).for_each(|_| bomb.write_all(&vec![b'a'; 1 << 20]).expect("a vector takes all"));
    folder.write("kho/bom.txt.gz", bomb.finish().expect("a whole file"));
    let (report, _) = index(&folder, &[]);
    assert_eq!((&report["articles"]["total"], said(&report, "bom.txt.gz").0), (&5.into(), "failed"), "{report}");
    let listed = |path: &Path| {
        let mut names: Vec<_> = fs::read_dir(path).expect("a folder").flatten().map(|entry| entry.file_name()).collect();
        names.sort();
        names
    };
    assert_eq!(listed(folder.path()), ["index", "kho"]);
    assert_eq!(listed(&folder.path().join("kho")), ["bom.txt.gz", "sâu"]);
    assert!(!Path::new("/tmp/timbao-thoát.txt").exists());
}

#[test]
fn i23_the_same_article_twice_is_two_articles_with_one_text() {
    let archive = Archive::of(&[("a.txt", SOUND), ("b.txt", SOUND)]);
    assert_eq!(found(&archive.search("giao ban")), "a b", "which of two copies is the right one, nobody can tell from them");
}

#[test]
fn i24_what_was_changed_is_told_by_content_and_not_by_time() {
    let archive = Archive::of(&[("a.txt", &page("Hội nghị một.")), ("b.txt", &page("Hội nghị hai.")), ("c.txt", &page("Hội nghị ba."))]);
    let set = |name: &str, at: SystemTime| {
        let file = File::options().write(true).open(archive.root().join(name)).expect("it is there");
        file.set_times(FileTimes::new().set_modified(at)).expect("it is ours");
    };
    let time = fs::metadata(archive.root().join("a.txt")).and_then(|metadata| metadata.modified()).expect("it has one");
    archive.write("a.txt", page("Hội nghị bốn."));
    set("a.txt", time);
    set("b.txt", SystemTime::now() + Duration::from_secs(10 * 365 * 86_400));
    set("c.txt", SystemTime::UNIX_EPOCH);
    archive.write("d.txt", page("Hội nghị năm."));
    set("d.txt", SystemTime::now() + Duration::from_secs(86_400));
    let report = archive.update();
    assert_eq!((files(&report), articles(&report)), ([2, 2, 0, 0, 0], [1, 1, 2, 0, 4]));
    assert_eq!(found(&archive.search("\"hội nghị bốn\"")), "a");
    assert_eq!(files(&archive.update()), [0, 4, 0, 0, 0]);
}

#[test]
fn i25_a_root_that_is_missing_or_empty_loses_nothing() {
    let folder = Folder::new();
    let records = |from: usize| -> String {
        (from..from + 20)
            .map(|number| format!("{{\"id\":\"{number}\",\"title\":\"Tin số {number}\",\"body\":\"Hội nghị lần thứ {number}.\"}}\n"))
            .collect()
    };
    (0..3).for_each(|part| folder.write(&format!("kho/{part}.jsonl"), records(100 * part)));
    index(&folder, &[]);
    // Three files are few, sixty articles are not.
    for taken in [&["1.jsonl"][..], &["0.jsonl", "1.jsonl", "2.jsonl"]] {
        taken.iter().for_each(|name| fs::rename(folder.path().join("kho").join(name), folder.path().join(name)).expect("moved away"));
        let (report, _) = index(&folder, &[]);
        assert_eq!((&report["articles"]["total"], &report["files"]["deleted"]), (&60.into(), &0.into()), "{report}");
        assert!(said(&report, "kho").1.contains("--allow-mass-delete"), "{report}");
        taken.iter().for_each(|name| fs::rename(folder.path().join(name), folder.path().join("kho").join(name)).expect("moved back"));
    }
    fs::rename(folder.path().join("kho"), folder.path().join("xa")).expect("moved away");
    let missing = folder.run(["index", "kho"]);
    assert_eq!((missing.code, total(&folder, "hội nghị")), (Some(2), 60), "{}", missing.aside);
    fs::create_dir(folder.path().join("kho")).expect("an empty folder");
    index(&folder, &[]);
    assert_eq!(total(&folder, "hội nghị"), 60);
    index(&folder, &["--allow-mass-delete"]);
    assert_eq!(total(&folder, "hội nghị"), 0);
}

#[test]
fn i26_the_index_is_no_part_of_its_archive() {
    let folder = Folder::new();
    folder.write("kho/a.txt", SOUND);
    for _ in 0..2 {
        let (report, _) = index(&folder, &["--index", "kho/mục lục"]);
        assert_eq!((&report["articles"]["total"], &report["files"]["failed"]), (&1.into(), &0.into()), "{report}");
    }
    let (report, _) = index(&folder, &["--index", "kho/mục lục"]);
    assert_eq!(said(&report, "mục lục").0, "skipped");
}

#[test]
fn i30_names_that_differ_only_to_the_machine_are_one_document_each() {
    let archive = Archive::of(&[
        ("Tỉnh uỷ.txt", &page("Hội nghị dựng sẵn.")),
        ("Ti\u{309}nh uy\u{309}.txt", &page("Hội nghị tổ hợp.")),
        ("Khối.txt", &page("Hội nghị Khối.")),
    ]);
    assert_eq!(archive.search("hội nghị").total, 3);
    fs::rename(archive.root().join("Khối.txt"), archive.root().join("KHỐI.txt")).expect("renamed");
    let report = archive.update();
    assert_eq!((report.files.deleted, report.articles.total), (1, 3), "{report:?}");
    assert_eq!(found(&archive.search("\"hội nghị khối\"")), "KHỐI");
}

/// A record too long to be held is passed over at its own cost alone.
#[test]
fn i18_a_line_without_end_is_passed_over() {
    let archive = Archive::empty();
    let long = "x".repeat(3 << 20);
    archive.write("a.jsonl", format!("{{\"title\":\"Hội nghị đầu\"}}\n{{\"title\":\"{long}\"}}\n{{\"title\":\"Hội nghị cuối\"}}\n"));
    let report = archive.try_update(&Options { max_file: 1 << 20, ..archive.options() }).expect("it can be indexed");
    assert_eq!((report.articles.total, report.articles.failed), (2, 1), "{:?}", report.notes);
}
