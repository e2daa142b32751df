//! The command line: arguments to one function a command, reports and exit codes; the only place that prints.

mod build;
mod check;
mod clean;
mod completions;
mod diff;
mod handbook;
mod init;
mod progress;
mod report;
mod review;
mod schema;
mod serve;
mod signed;

use crate::base::{Diagnostic, Severity};
use crate::{output, source};
use clap::{Parser, Subcommand};
use std::io::Write;
use std::process::ExitCode;

/// Turns a folder of Markdown roadmaps and YAML level definitions into a cross-linked career handbook.
#[derive(Debug, Parser)]
#[command(name = "rungbook", version, propagate_version = true, disable_help_subcommand = true)]
#[command(after_help = "Examples:
  rungbook init handbook     Write a small complete handbook into the folder `handbook`
  rungbook build handbook    Build its site
  rungbook serve handbook    See it in the browser while you write
  rungbook check handbook    Find everything that is wrong with it
  rungbook diff v1.0         What changed in the ladder since the tag `v1.0`

Exit codes: 0 all is well, 1 the handbook has errors, 2 the command could not run.")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Init(init::Options),
    Build(build::Options),
    Serve(serve::Options),
    Check(check::Options),
    Diff(diff::Options),
    Review(review::Options),
    Schema(schema::Options),
    Clean(clean::Options),
    Completions(completions::Options),
}

/// How a command ended that could run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// All is well.
    Well,
    /// The handbook has errors, or differs where the caller wants to know.
    Errors,
}

/// Why a command could not run.
#[derive(Debug)]
struct Failure {
    message: String,
    help: Option<String>,
}

impl Failure {
    fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: Some(help.into()) }
    }
}

impl From<source::Error> for Failure {
    fn from(error: source::Error) -> Self {
        Self::new(error.to_string(), "name the folder of a handbook")
    }
}

impl From<source::git::Error> for Failure {
    fn from(error: source::git::Error) -> Self {
        Self::new(error.to_string(), error.help())
    }
}

impl From<output::Error> for Failure {
    fn from(error: output::Error) -> Self {
        Self::new(error.to_string(), error.help())
    }
}

/// Runs the command that the arguments of the process name.
pub fn run() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Init(options) => init::run(&options),
        Command::Build(options) => build::run(&options),
        Command::Serve(options) => serve::run(&options),
        Command::Check(options) => check::run(&options),
        Command::Diff(options) => diff::run(&options),
        Command::Review(options) => review::run(&options),
        Command::Schema(options) => schema::run(&options),
        Command::Clean(options) => clean::run(&options),
        Command::Completions(options) => completions::run(&options),
    };
    match outcome {
        Ok(Outcome::Well) => ExitCode::SUCCESS,
        Ok(Outcome::Errors) => ExitCode::from(1),
        Err(failure) => {
            tell(&report::human::failure(&failure.message, failure.help.as_deref()));
            ExitCode::from(2)
        }
    }
}

/// Whether anything is wrong that ends a command with an error.
fn fails(diagnostics: &[Diagnostic], strict: bool) -> bool {
    let worst = if strict { Severity::Warning } else { Severity::Error };
    diagnostics.iter().any(|found| found.severity <= worst)
}

/// Prints the result of a command. A reader that went away is no mistake of ours.
fn say(text: &str) {
    let _ = anstream::stdout().lock().write_all(text.as_bytes());
}

/// Prints what is not a result: what is wrong, and how far things are.
fn tell(text: &str) {
    let _ = anstream::stderr().lock().write_all(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_hold_together() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn every_command_has_an_example() {
        let mut command = Arguments::command();
        for command in std::iter::once(&mut command.clone()).chain(command.get_subcommands_mut()) {
            let help = command.render_long_help().to_string();
            assert!(help.contains("\nExamples:\n"), "{help}");
        }
    }
}
