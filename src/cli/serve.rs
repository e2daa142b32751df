//! `rungbook serve`: a preview that follows every save.

use super::handbook::{self, Choice};
use super::report::{Format, Report};
use super::{Failure, Outcome, say, tell};
use crate::output::cache::Cache;
use crate::preview::session::Session;
use crate::preview::{self, News, PORT, Place, Round, Watching};
use crate::{Base, Memos};
use std::path::Path;

/// Serve a preview that follows every save
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  rungbook serve                       The handbook in this folder, at http://127.0.0.1:3000/
  rungbook serve handbook --open       Open it in the browser as well
  rungbook serve --base v1.0           What differs from the tag `v1.0`, marked on each page
  rungbook serve --audience public     As everyone may see it, without drafts: --no-drafts
  rungbook serve -p 8080 -n 0.0.0.0    For others on the network too; they see drafts

Nothing is written to the disk. While the handbook has errors, the last good site stays and says what is wrong.")]
pub(super) struct Options {
    #[command(flatten)]
    choice: Choice,
    /// Leave drafts out, as a build does
    #[arg(long, conflicts_with = "drafts")]
    no_drafts: bool,
    /// The git revision to show the differences from; when none is named: the one that is published
    #[arg(long, value_name = "REV")]
    base: Option<String>,
    /// Show no differences from what is published
    #[arg(long, conflicts_with = "base")]
    no_base: bool,
    /// Look at the files twice a second, for drives that tell of no changes: of a network, of some containers
    #[arg(long)]
    poll: bool,
    /// The port; when none is named: 3000, or a free one
    #[arg(short, long)]
    port: Option<u16>,
    /// The name or address to listen at
    #[arg(short = 'n', long, value_name = "HOST", default_value = "127.0.0.1")]
    hostname: String,
    /// Open the preview in the browser
    #[arg(short, long)]
    open: bool,
}

/// How many names of changed files are told.
const MOST_NAMES: usize = 3;

pub(super) fn run(options: &Options) -> Result<Outcome, Failure> {
    let root = &options.choice.root;
    let mut scope = options.choice.scope(Some("/".to_owned()));
    scope.drafts = !options.no_drafts;
    scope.base = (!options.no_base).then(|| options.base.clone().map_or(Base::Usual, Base::Named));
    handbook::folders(root, &scope)?;
    let place = Place::take(&options.hostname, options.port)?;
    welcome(options, &place);
    let session = Session::new(root, scope, handbook::memos(&Cache::of(root), Memos::lasting()));
    let (folder, mut told) = (root.clone(), String::new());
    let watching = if options.poll { Watching::Looks } else { Watching::Events };
    preview::run(place, (root, watching), session, move |news| match news {
        News::Built(round) => report(&folder, *round, &mut told),
        News::Polling(why) => tell(&format!("{why}: looking for changes twice a second\n")),
    })?;
    Ok(Outcome::Well)
}

/// Says where the preview is, and who can see it.
fn welcome(options: &Options, place: &Place) {
    if options.port.is_none() && place.port() != PORT {
        tell(&format!("the port {PORT} is taken by another program: taking {}\n", place.port()));
    }
    if place.is_open() {
        let drafts = if options.no_drafts { "" } else { ", drafts included" };
        tell(&format!("warning: everyone on the network can read this preview{drafts}\n"));
    }
    let url = place.url();
    say(&format!("serving the handbook at {url} (Ctrl-C ends)\n"));
    if options.open
        && let Err(error) = open::that_detached(&url)
    {
        tell(&format!("cannot open a browser: {error}\n"));
    }
}

/// Says what a build made, and what is wrong, where that is not what was `told` last.
fn report(root: &Path, round: Round, told: &mut String) {
    let what = changed(&round.changed);
    let text = Report::new(root, &round.now, round.diagnostics).brief().text(Format::Human);
    let took = round.took.as_millis();
    match (round.pages, round.changed.is_empty()) {
        (Some((all, _)), true) => say(&format!("{} in {took} ms\n", pages(all))),
        (Some((all, differing)), false) => say(&format!("{what}: {differing} of {} in {took} ms\n", pages(all))),
        (None, true) => say(&format!("no page in {took} ms: the handbook has errors\n")),
        (None, false) => say(&format!("{what}: the last good site stays ({took} ms)\n")),
    }
    if text != *told {
        tell(&text);
        *told = text;
    }
}

/// `1 page`, `2 pages`.
fn pages(count: usize) -> String {
    format!("{count} page{}", if count == 1 { "" } else { "s" })
}

/// The names of what has changed, of many only the first.
fn changed(names: &[String]) -> String {
    let shown: Vec<String> = names.iter().take(MOST_NAMES).map(|name| crate::base::tame(name).into_owned()).collect();
    let more = names.len().saturating_sub(MOST_NAMES);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{more}", shown.join(", "))
}

impl From<preview::Error> for Failure {
    fn from(error: preview::Error) -> Self {
        Self::new(error.to_string(), error.help())
    }
}
