//! The command `rungbook`: calls the command line and exits.

/// Pages are many small strings: this allocator builds a large handbook in less time than the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    rungbook::cli::run()
}
