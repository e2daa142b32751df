//! The Nu HTML checker: found or installed, run once over a whole folder.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The errors that the checker finds in the pages of some folders, each with its place.
pub(crate) fn errors(folders: &[PathBuf]) -> Vec<String> {
    let (java, jar) = (java(), jar());
    let mut command = Command::new(java);
    command.args(["-Xss8m", "-jar"]).arg(jar);
    command.args(["--format", "json", "--stdout", "--exit-zero-always", "--errors-only", "--skip-non-html"]);
    let output = run(command.args(folders)).expect("the checker starts");
    let said = String::from_utf8_lossy(&output.stdout);
    let report: Value = serde_json::from_str(&said).unwrap_or_else(|error| {
        panic!("the HTML checker did not report: {error}\n{said}\n{}", String::from_utf8_lossy(&output.stderr))
    });
    let messages = report["messages"].as_array().expect("a list of messages");
    messages.iter().map(describe).collect()
}

fn describe(message: &Value) -> String {
    let address = message["url"].as_str().unwrap_or("?").trim_start_matches("file:");
    let page = Path::new(address).strip_prefix(env!("CARGO_TARGET_TMPDIR")).unwrap_or(Path::new(address));
    let words = message["message"].as_str().unwrap_or("");
    let extract = message["extract"].as_str().unwrap_or("").replace('\n', " ");
    format!("{}:{}: {words} in `{extract}`", page.display(), message["lastLine"])
}

/// The jar, installed from the lock file beside this test when it is not there yet.
fn jar() -> PathBuf {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/html");
    let jar = home.join("node_modules/vnu-jar/build/dist/vnu.jar");
    if jar.exists() {
        return jar;
    }
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    if !works(npm, "--version") {
        install(&["npm"], "npm");
    }
    let mut command = Command::new(npm);
    command.args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]).current_dir(&home);
    let output = run(&mut command).expect("npm starts");
    assert!(jar.exists(), "`npm ci` in tests/html failed:\n{}", String::from_utf8_lossy(&output.stderr));
    jar
}

/// A Java that runs, installed when there is none and the machine is ours to change.
fn java() -> PathBuf {
    let home = std::env::var_os("JAVA_HOME").map(|home| PathBuf::from(home).join("bin/java"));
    if let Some(java) = home.filter(|java| works(java, "-version")) {
        return java;
    }
    if !works("java", "-version") {
        install(&["default-jre-headless"], "Java 17 or later");
    }
    "java".into()
}

fn works(program: impl AsRef<std::ffi::OsStr>, version: &str) -> bool {
    run(Command::new(program).arg(version)).is_ok_and(|output| output.status.success())
}

/// Installs packages of Debian where we are root; elsewhere says what is missing and fails.
fn install(packages: &[&str], what: &str) {
    let root = run(Command::new("id").arg("-u")).is_ok_and(|output| output.stdout.trim_ascii() == b"0");
    let names = packages.join(" ");
    assert!(
        root && works("apt-get", "--version"),
        "checking the HTML needs {what}: install it (on Debian and Ubuntu `sudo apt-get install {names}`, on macOS \
         `brew install openjdk node`), then run the tests again"
    );
    let apt =
        |arguments: &[&str]| run(Command::new("apt-get").args(arguments).env("DEBIAN_FRONTEND", "noninteractive"));
    let _ = apt(&["update", "-q"]);
    let arguments: Vec<_> =
        ["install", "-q", "-y", "--no-install-recommends"].iter().chain(packages).copied().collect();
    let output = apt(&arguments).expect("apt-get starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "checking the HTML needs {what}, and `apt-get install {names}` failed:\n{said}");
}

fn run(command: &mut Command) -> std::io::Result<Output> {
    command.stdin(std::process::Stdio::null()).output()
}
