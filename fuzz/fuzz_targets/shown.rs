//! Any text on a terminal: one line, nothing that moves a cursor, turns a line around or cannot be seen, and the same when shown again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use timbao::text::visible::one_line;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let shown = one_line(&text);
    for c in shown.chars() {
        assert!(!c.is_control(), "{c:?} moves something");
        assert!(
            !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{61c}'),
            "{c:?} hides something"
        );
    }
    assert!(shown.len() <= 3 * text.len(), "{} bytes became {}", text.len(), shown.len());
    assert_eq!(one_line(&shown), shown, "what is shown is shown as it is");
    let quoted = serde_json::to_string(&shown).expect("a text can be quoted");
    assert_eq!(quoted.lines().count(), 1, "a record is one line");
});
