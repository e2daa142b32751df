//! `rungbook schema`: what an editor needs to complete and check definitions and `book.toml`.

use super::{Failure, Outcome, say};
use crate::{book_schema, schema};
use clap::ValueEnum;

/// Print the JSON Schema of the YAML definitions or of `book.toml`
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  rungbook schema > .schema/definitions.json
  rungbook schema book > .schema/book.json

An editor with the YAML language server takes it from the first line of a file:
  # yaml-language-server: $schema=../.schema/definitions.json")]
pub(super) struct Options {
    /// Of which files
    #[arg(value_enum, default_value_t = Kind::Definitions)]
    kind: Kind,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Kind {
    /// The YAML files in the content folder
    Definitions,
    /// `book.toml`
    Book,
}

pub(super) fn run(options: &Options) -> Result<Outcome, Failure> {
    let schema = match options.kind {
        Kind::Definitions => schema(),
        Kind::Book => book_schema(),
    };
    say(&text(&schema));
    Ok(Outcome::Well)
}

/// A schema as it is written to a file.
pub(super) fn text(schema: &serde_json::Value) -> String {
    format!("{schema:#}\n")
}
