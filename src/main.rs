//! The program; everything is decided in [`timbao::cli`].

fn main() -> std::process::ExitCode {
    timbao::cli::run(std::env::args_os())
}
