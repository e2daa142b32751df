//! `rungbook completions`: what a shell needs to complete commands.

use super::{Arguments, Failure, Outcome, say};
use clap::CommandFactory;
use clap_complete::Shell;

/// Print a script that lets a shell complete commands and options
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  rungbook completions bash > ~/.local/share/bash-completion/completions/rungbook
  rungbook completions fish > ~/.config/fish/completions/rungbook.fish")]
pub(super) struct Options {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

pub(super) fn run(options: &Options) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut Arguments::command(), "rungbook", &mut script);
    say(&String::from_utf8_lossy(&script));
    Ok(Outcome::Well)
}
