//! The real `timbao watch` while files pour in, while its root goes away, and while it is killed or asked to stop.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::campaign::{Chance, is_long, scale};
use crate::scene::{Articles, Scene, assert_sound, held};

fn start(folder: &Path, arguments: &[&str], home: &Path) -> Child {
    let mut program = Command::new(env!("CARGO_BIN_EXE_timbao"));
    program.args(arguments).args(["--memory", "60M", "--lang", "en"]).arg("--index").arg(home).current_dir(folder);
    program.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the program starts")
}

fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill").args(["-s", name, &child.id().to_string()]).status().expect("every Unix has kill");
    assert!(sent.success(), "it had ended before");
}

/// Ends a watch in peace, and returns what it said aside.
fn end(mut child: Child) -> String {
    signal(&child, "TERM");
    let mut said = String::new();
    child.stderr.take().expect("a pipe").read_to_string(&mut said).expect("it is text");
    assert_eq!(child.wait().expect("it ends").code(), Some(143), "{said}");
    said
}

/// Waits until the index holds these articles.
fn await_articles(home: &Path, articles: &Articles, at_most: Duration, when: &str) -> Duration {
    let begun = Instant::now();
    loop {
        let now = held(home).unwrap_or_else(|error| panic!("{when}: {error}"));
        if now == *articles {
            return begun.elapsed();
        }
        assert!(begun.elapsed() < at_most, "{when}: {} of {} articles after {at_most:?}", now.len(), articles.len());
        sleep(Duration::from_millis(250));
    }
}

fn text(number: usize) -> String {
    format!("Bản tin số {number}\n\nHội nghị lần thứ {number} đã nghe báo cáo và bàn phương hướng nhiệm vụ.\n")
}

#[test]
fn i29_a_flood_of_files_is_followed() {
    let count = scale(3_000, 50_000);
    for round in 0..scale(1, 5) {
        let scene = Scene::new(43);
        let (root, home) = (scene.path().join("kho"), scene.home());
        fs::write(root.join("đầu.txt"), text(0)).expect("a file can be written");
        let mut articles = Articles::from([("đầu.txt".to_owned(), text(0))]);
        let watch = start(scene.path(), &["watch", "kho"], &home);
        await_articles(&home, &articles, Duration::from_secs(20), "the first run");
        let begun = Instant::now();
        for number in 0..count {
            let path = format!("{}/{number}.txt", number % 50);
            if number < 50 {
                fs::create_dir(root.join((number % 50).to_string())).expect("a folder can be made");
            }
            fs::write(root.join(&path), text(number)).expect("a file can be written");
            articles.insert(path, text(number));
            // All of them within ten seconds.
            let due = Duration::from_secs(10).mul_f64(number as f64 / 50_000.0);
            sleep(due.saturating_sub(begun.elapsed()));
        }
        let poured = begun.elapsed();
        let took = await_articles(&home, &articles, Duration::from_secs(60), "the flood");
        println!("flood {round}: {count} files in {poured:.1?}, the index equal {took:.1?} later");
        end(watch);
        assert_sound(&home, "after the flood");
    }
}

#[test]
fn i25_a_root_that_is_moved_away_and_back_loses_nothing() {
    let mut scene = Scene::new(47);
    scene.change(30);
    let (root, aside, home) = (scene.path().join("kho"), scene.path().join("aside"), scene.home());
    let watch = start(scene.path(), &["watch", "kho"], &home);
    await_articles(&home, &scene.articles, Duration::from_secs(30), "the first run");
    for round in 0..scale(1, 5) {
        let when = format!("round {round}");
        fs::rename(&root, &aside).expect("it can be moved");
        sleep(Duration::from_secs(4));
        assert!(held(&home).expect("it can be read") == scene.articles, "{when}: lost while the root was away");
        fs::create_dir(&root).expect("the place where a disk is mounted");
        sleep(Duration::from_secs(4));
        assert!(held(&home).expect("it can be read") == scene.articles, "{when}: lost while the root was empty");
        fs::remove_dir(&root).expect("it is empty");
        fs::rename(&aside, &root).expect("it can be moved back");
        sleep(Duration::from_secs(3));
        scene.change(5);
        await_articles(&home, &scene.articles, Duration::from_secs(30), &when);
    }
    let said = end(watch);
    assert!(said.contains("is not there") && said.contains("is back"), "{said}");
    assert_sound(&home, "in the end");
}

#[test]
fn a_killed_watch_loses_nothing() {
    let rounds = scale(20, 500);
    let mut chance = Chance::new(53);
    let mut scene = Scene::new(59);
    let home = scene.home();
    let mut reported = Articles::new();
    for round in 0..rounds {
        let when = format!("round {round}");
        let mut watch = start(scene.path(), &["watch", "kho", "--threads", "1"], &home);
        sleep(Duration::from_millis(chance.below(300) as u64));
        let before = scene.articles.clone();
        scene.change(1 + chance.below(8));
        // Until it has been quiet and what was written has settled there is little to kill.
        sleep(Duration::from_millis(if chance.below(4) == 0 { 0 } else { 900 + chance.below(700) as u64 }));
        assert!(watch.try_wait().expect("it is our child").is_none(), "{when}: it has ended by itself: {}", end(watch));
        watch.kill().expect("it runs");
        watch.wait().expect("it ends");
        let now = held(&home).unwrap_or_else(|error| panic!("{when}: {error}"));
        let touched: BTreeSet<&String> = before.keys().filter(|path| before.get(*path) != scene.articles.get(*path)).collect();
        for (path, text) in reported.iter().filter(|(path, text)| !touched.contains(path) && scene.articles.get(*path) == Some(text)) {
            assert!(now.get(path) == Some(text), "{when}: {path} was in the index and is not now");
        }
        for (path, text) in &now {
            let known = [&before, &scene.articles, &reported].iter().any(|articles| articles.get(path) == Some(text));
            assert!(known, "{when}: {path} never held this");
        }
        reported = now;
        if round % 10 == 9 {
            let index = start(scene.path(), &["index", "kho"], &home).wait_with_output().expect("it ends");
            assert!(index.status.success(), "{when}: refused: {}", String::from_utf8_lossy(&index.stderr));
            assert_eq!(held(&home).expect("it can be read"), scene.articles, "{when}");
            assert_sound(&home, &when);
            reported.clone_from(&scene.articles);
        }
    }
    println!("kill -9 of `watch`: {rounds} rounds, 0 articles lost, 0 refused starts");
}

#[test]
fn a_signal_ends_index_and_watch_in_order() {
    let scene = Scene::new(61);
    let folder = scene.path();
    let body = "Hội nghị đã nghe báo cáo tổng kết công tác xây dựng Đảng và phương hướng nhiệm vụ của năm tới. ".repeat(30);
    let record = |number| format!("{{\"id\": \"{number}\", \"title\": \"Hội nghị số {number}\", \"body\": \"{body}\"}}\n");
    fs::create_dir(folder.join("lớn")).expect("a folder");
    fs::write(folder.join("lớn/lớn.jsonl"), (0..scale(20_000, 60_000)).map(record).collect::<String>()).expect("a file can be written");
    fs::create_dir(folder.join("nhỏ")).expect("a folder");
    fs::write(folder.join("nhỏ/a.txt"), text(1)).expect("a file can be written");
    let mut chance = Chance::new(67);
    let (mut runs, mut slowest) = (0, Duration::ZERO);
    for round in 0..scale(1, 20) {
        for (command, root) in [("index", "lớn"), ("watch", "lớn"), ("watch", "nhỏ")] {
            for (name, code) in [("INT", 130), ("TERM", 143), ("HUP", 129)] {
                let when = format!("{command} {root}, SIG{name}, round {round}");
                let home = folder.join(format!("index-{runs}"));
                let child = start(folder, &[command, root, "--threads", "1"], &home);
                sleep(Duration::from_millis(150 + chance.below(if is_long() { 1_000 } else { 400 }) as u64));
                signal(&child, name);
                let begun = Instant::now();
                let ended = child.wait_with_output().expect("it ends");
                let took = begun.elapsed();
                assert_eq!(ended.status.code(), Some(code), "{when}: {}", String::from_utf8_lossy(&ended.stderr));
                assert!(took < Duration::from_secs(5), "{when}: ended after {took:?}");
                assert_sound(&home, &when);
                fs::remove_dir_all(&home).expect("it is there");
                slowest = slowest.max(took);
                runs += 1;
            }
        }
    }
    println!("signals: {runs} runs ended in order, the slowest after {slowest:.1?}");
}
