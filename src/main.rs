//! The command `rungbook`: calls the command line and exits.

fn main() -> std::process::ExitCode {
    rungbook::cli::run()
}
