//! The Nu HTML checker: found or installed, run once over a whole folder.

use super::install::{Need, from_npm, install, run, works};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

const PURPOSE: &str = "checking the HTML";

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
    from_npm("tests/html", "vnu-jar/build/dist/vnu.jar", PURPOSE)
}

/// A Java that runs, installed when there is none and the machine is ours to change.
fn java() -> PathBuf {
    let home = std::env::var_os("JAVA_HOME").map(|home| PathBuf::from(home).join("bin/java"));
    if let Some(java) = home.filter(|java| works(java, "-version")) {
        return java;
    }
    if !works("java", "-version") {
        install(&Need { purpose: PURPOSE, what: "Java 17 or later", packages: &["default-jre-headless"] });
    }
    "java".into()
}
