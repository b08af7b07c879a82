//! Ctrl-C, a terminal that is closed and the wish of the system to stop, as a flag that long work looks at.
//!
//! Listened to only around work that must be left in order, one such work after the other. While one listens, the first signal sets the
//! flag and the second ends the process at once; while none does, the first ends it.

use std::io;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use super::failure::Failure;

/// What was heard. There is one for the process: whoever listened before would end it under whoever listens now.
static HEARD: LazyLock<io::Result<Heard>> = LazyLock::new(Heard::register);

struct Heard {
    asked: Arc<AtomicBool>,
    signal: Arc<AtomicUsize>,
    /// Whether nobody listens any more.
    is_over: Arc<AtomicBool>,
}

impl Heard {
    fn register() -> io::Result<Self> {
        let heard = Self { asked: Arc::default(), signal: Arc::default(), is_over: Arc::default() };
        for signal in [SIGINT, SIGTERM].into_iter().chain(hang_up()) {
            // The order matters: the first signal passes here before the flag is set. A closed terminal is told by the system and by the
            // shell, which is no second wish.
            let is_wish = [SIGINT, SIGTERM].contains(&signal);
            let ends = if is_wish { &heard.asked } else { &heard.is_over };
            flag::register_conditional_shutdown(signal, 128 + signal, Arc::clone(ends))?;
            let number = usize::try_from(signal).expect("signals are small positive numbers");
            flag::register_usize(signal, Arc::clone(&heard.signal), number)?;
            flag::register(signal, Arc::clone(&heard.asked))?;
        }
        Ok(heard)
    }
}

/// Returns the signal of a terminal that is closed, unless whoever started us wants the work to go on without one, as `nohup` does.
#[cfg(target_os = "linux")]
fn hang_up() -> Option<i32> {
    use signal_hook::consts::SIGHUP;
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| u64::from_str_radix(line.strip_prefix("SigIgn:")?.trim(), 16).ok());
    (ignored.unwrap_or(0) >> (SIGHUP - 1) & 1 == 0).then_some(SIGHUP)
}

/// Elsewhere it cannot be told what was wanted, and the system ends us, which loses nothing that was committed.
#[cfg(not(target_os = "linux"))]
const fn hang_up() -> Option<i32> {
    None
}

/// Whether, and by which signal, the work was asked to stop.
pub struct Stop(&'static Heard);

impl Stop {
    /// Begins to listen.
    pub fn listen() -> Result<Self, Failure> {
        let heard = HEARD.as_ref().map_err(|error| Failure::io("cli-signals", "", error))?;
        heard.asked.store(false, Ordering::SeqCst);
        heard.is_over.store(false, Ordering::SeqCst);
        Ok(Self(heard))
    }

    /// The flag that work looks at.
    pub fn flag(&self) -> &AtomicBool {
        &self.0.asked
    }

    pub fn is_asked(&self) -> bool {
        self.flag().load(Ordering::Relaxed)
    }

    /// Returns the signal that asked to stop, if one did. From now on, the next signal ends the process at once.
    pub fn release(self) -> Option<u8> {
        let was_asked = self.0.asked.swap(true, Ordering::SeqCst);
        self.0.is_over.store(true, Ordering::SeqCst);
        was_asked.then(|| u8::try_from(self.0.signal.load(Ordering::SeqCst)).unwrap_or(0))
    }
}
