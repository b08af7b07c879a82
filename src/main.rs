//! The program; everything is decided in [`timbao::cli`].

/// Where all memory comes from; `Cargo.toml` says why. The library leaves the choice to whoever uses it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    timbao::cli::run(std::env::args_os())
}
