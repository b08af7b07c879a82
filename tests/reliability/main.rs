//! Whether an archive survives what disks, power and people do to it.
//!
//! The short form of each campaign runs with all tests. The long form, whose figures stand in `docs/reliability.md`, is
//! `TIMBAO_CAMPAIGN=long cargo test --release --test reliability -- --nocapture --test-threads 1`.

mod campaign;
#[cfg(target_os = "linux")]
mod disks;
mod faults;
#[cfg(unix)]
mod kills;
mod mutations;
mod power;
mod scene;
mod tape;
#[cfg(unix)]
mod watch;
