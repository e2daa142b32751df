//! The programs that tests need from outside: looked for, and installed where the machine is ours to change.

use std::ffi::OsStr;
use std::io::Result;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A program that some tests need.
pub(crate) struct Need<'a> {
    /// What the tests do with it, such as `checking the HTML`.
    pub(crate) purpose: &'a str,
    /// What it is called in a sentence.
    pub(crate) what: &'a str,
    /// Its packages in Debian.
    pub(crate) packages: &'a [&'a str],
}

/// Whether a program runs when it is asked for its version.
pub(crate) fn works(program: impl AsRef<OsStr>, version: &str) -> bool {
    run(Command::new(program).arg(version)).is_ok_and(|output| output.status.success())
}

/// Runs a command to its end, without input.
pub(crate) fn run(command: &mut Command) -> Result<Output> {
    command.stdin(Stdio::null()).output()
}

/// A file under `node_modules` of `home`, installed from the lock file there when it is not as the lock file says.
pub(crate) fn from_npm(home: &str, file: &str, purpose: &str) -> PathBuf {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join(home);
    let wanted = home.join("node_modules").join(file);
    let lock = std::fs::read(home.join("package-lock.json")).expect("there is a lock file");
    let stamp = home.join("node_modules/.installed-lock.json");
    if wanted.exists() && std::fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return wanted;
    }
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    if !works(npm, "--version") {
        install(&Need { purpose, what: "npm", packages: &["npm"] });
    }
    let mut command = Command::new(npm);
    command.args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]).current_dir(&home);
    let output = run(&mut command).expect("npm starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && wanted.exists(), "`npm ci` in {} failed:\n{said}", home.display());
    std::fs::write(stamp, lock).expect("`node_modules` can be written");
    wanted
}

/// Installs packages of Debian where we are root; elsewhere says what is missing and fails.
pub(crate) fn install(Need { purpose, what, packages }: &Need<'_>) {
    let root = run(Command::new("id").arg("-u")).is_ok_and(|output| output.stdout.trim_ascii() == b"0");
    let names = packages.join(" ");
    assert!(
        root && works("apt-get", "--version"),
        "{purpose} needs {what}: install it (on Debian and Ubuntu `sudo apt-get install {names}`, elsewhere with the \
         system's own packages), then run the tests again"
    );
    let apt =
        |arguments: &[&str]| run(Command::new("apt-get").args(arguments).env("DEBIAN_FRONTEND", "noninteractive"));
    let _ = apt(&["update", "-q"]);
    let arguments: Vec<_> =
        ["install", "-q", "-y", "--no-install-recommends"].iter().chain(*packages).copied().collect();
    let output = apt(&arguments).expect("apt-get starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{purpose} needs {what}, and `apt-get install {names}` failed:\n{said}");
}
