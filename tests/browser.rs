//! Handbooks as readers see them, in a real Chromium: found accessible, quiet, at home on every width, usable by keyboard,
//! readable without scripts and on paper. `tests/browser/run.js` asks; this builds what it looks at. And a preview as its
//! author sees it, which `tests/browser/preview.js` looks at.

#![allow(clippy::print_stdout)]

#[path = "browser/handbooks.rs"]
mod handbooks;
#[path = "tools/install.rs"]
mod install;

use install::{Need, from_npm, install, works};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};

const PURPOSE: &str = "looking at the pages";

/// One browser at a time: two of them wait for each other on a small machine until something takes too long.
static ONE: Mutex<()> = Mutex::new(());

#[test]
fn readers_find_nothing_wrong_with_any_kind_of_page() {
    let sites = [
        ("handbook", handbooks::repository()),
        ("releases", handbooks::releases()),
        ("review", handbooks::review()),
        ("figures", handbooks::figures()),
        ("letters", handbooks::letters()),
    ];
    let mut look = Command::new(node());
    let run = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/run.js");
    from_npm("tests/browser", "playwright-core/package.json", PURPOSE);
    look.arg(run).arg(chromium());
    for (name, site) in &sites {
        look.arg(format!("{name}={}", handbooks::publish(site, name).display()));
    }
    finds_nothing(look);
}

#[test]
fn authors_see_every_save() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser/preview");
    let _ = std::fs::remove_dir_all(&folder);
    let rungbook = env!("CARGO_BIN_EXE_rungbook");
    let made = Command::new(rungbook).arg("init").arg(&folder).stdout(Stdio::null()).status();
    assert!(made.expect("the program runs").success());
    let mut look = Command::new(node());
    from_npm("tests/browser", "playwright-core/package.json", PURPOSE);
    look.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/preview.js"));
    look.arg(chromium()).arg(rungbook).arg(&folder);
    finds_nothing(look);
}

/// Runs a script that looks at pages, and prints what it says.
fn finds_nothing(mut look: Command) {
    let _alone = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    let mut run = look.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().expect("node starts");
    let lines = BufReader::new(run.stdout.take().expect("its output is ours")).lines();
    for line in lines.map_while(Result::ok) {
        println!("{line}");
    }
    assert!(run.wait().expect("node ends").success(), "Chromium found what is told above");
}

fn node() -> PathBuf {
    if !works("node", "--version") {
        install(&Need { purpose: PURPOSE, what: "Node.js 20 or later", packages: &["nodejs", "npm"] });
    }
    "node".into()
}

/// The Chromium that the environment names, or one on the path.
fn chromium() -> PathBuf {
    if let Some(named) = std::env::var_os("CHROMIUM") {
        assert!(works(&named, "--version"), "`CHROMIUM` names `{}`, which does not run", named.display());
        return named.into();
    }
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let find = || names.into_iter().find_map(|name| works(name, "--version").then(|| on_path(name)));
    let found = find().or_else(|| {
        install(&Need { purpose: PURPOSE, what: "Chromium, or its path in `CHROMIUM`", packages: &["chromium"] });
        find()
    });
    found.expect("Chromium runs once it is installed")
}

/// The whole path of a program, which a driver of browsers wants.
fn on_path(name: &str) -> PathBuf {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&folders).map(|folder| folder.join(name)).find(|program| program.is_file());
    found.unwrap_or_else(|| name.into())
}
