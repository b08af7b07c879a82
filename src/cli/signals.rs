//! Ctrl-C and the wish of the system to stop, as a flag that long work looks at.
//!
//! Listened to only around work that must be left in order. The first signal sets the flag, the second ends the process at once.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

/// Whether, and by which signal, the work was asked to stop.
#[derive(Debug, Default)]
pub struct Stop {
    asked: Arc<AtomicBool>,
    signal: Arc<AtomicUsize>,
}

impl Stop {
    /// Begins to listen.
    pub fn listen() -> io::Result<Self> {
        let stop = Self::default();
        for signal in [SIGINT, SIGTERM] {
            // The order matters: the first signal passes here before the flag is set.
            flag::register_conditional_shutdown(signal, 128 + signal, Arc::clone(&stop.asked))?;
            let number = usize::try_from(signal).expect("signals are small positive numbers");
            flag::register_usize(signal, Arc::clone(&stop.signal), number)?;
            flag::register(signal, Arc::clone(&stop.asked))?;
        }
        Ok(stop)
    }

    /// The flag that work looks at.
    pub fn flag(&self) -> &AtomicBool {
        &self.asked
    }

    /// Returns the signal that asked to stop, if one did. From now on, the next signal ends the process at once.
    pub fn release(self) -> Option<u8> {
        let was_asked = self.asked.swap(true, Ordering::SeqCst);
        was_asked.then(|| u8::try_from(self.signal.load(Ordering::SeqCst)).unwrap_or(0))
    }
}
