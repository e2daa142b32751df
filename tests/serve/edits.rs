//! What an author does while the preview runs: saves, breaks, mends, renames, switches branches.

use super::preview::{Preview, eventually, handbook, start};
use std::fs;
use std::io::BufRead;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

const PAGE: &str = "content/roadmaps/first-year.md";
const ADDRESS: &str = "/roadmaps/first-year.html";

/// Runs git in a folder.
pub(crate) fn git(folder: &Path, arguments: &[&str]) {
    let identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"];
    let done = Command::new("git").current_dir(folder).args(identity).args(arguments).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

/// The events that a listener has heard, as far as the next one.
fn next(listener: &mut impl BufRead) -> u64 {
    let mut line = String::new();
    loop {
        line.clear();
        assert!(listener.read_line(&mut line).unwrap() > 0, "the stream has ended");
        if let Some(number) = line.trim().strip_prefix("data: ") {
            return number.parse().unwrap();
        }
    }
}

#[test]
fn a_save_is_shown_told_and_sent_to_open_pages() {
    let preview = Preview::new();
    preview.until(ADDRESS, "<h1");
    let mut listener = preview.listen();
    let first = next(&mut listener);
    let (before, home) = (preview.state(ADDRESS), preview.state("/"));
    fs::write(preview.at(PAGE), format!("{}\nWords of mine.\n", fs::read_to_string(preview.at(PAGE)).unwrap()))
        .unwrap();
    preview.until(ADDRESS, "Words of mine.");
    assert!(next(&mut listener) > first);
    let after = preview.state(ADDRESS);
    assert!(after.page != before.page && after.style == before.style);
    assert_eq!(preview.state("/").page, home.page, "pages that did not change stay");
    preview.until_said(&format!("{PAGE}: 1 of "));
}

#[test]
fn a_change_of_style_is_no_change_of_pages() {
    let preview = Preview::new();
    let before = preview.state(ADDRESS);
    preview.write("theme/style/prose.css", "/* mine */ .prose { color: red }\n");
    let after = eventually("another style, of a theme that is new", || {
        let now = Some(preview.state(ADDRESS)).filter(|now| now.style != before.style)?;
        assert!(now.page == before.page && now.styles != before.styles && now.styles.len() == 1);
        let style = preview.get(&format!("/{}", now.styles[0].trim_start_matches("../")));
        style.text().contains("/* mine */").then_some(now)
    });
    preview.edit("theme/style/prose.css", "mine", "still mine");
    eventually("a third style", || (preview.state(ADDRESS).style != after.style).then_some(()));
}

#[test]
fn errors_leave_the_last_good_site_until_they_are_mended() {
    let mut preview = Preview::new();
    let (good, before) = (preview.get(ADDRESS), preview.state(ADDRESS));
    preview.edit("content/levels/staff.yaml", "level:", "levle:");
    let report = eventually("it fails", || {
        let state = Some(preview.state(ADDRESS)).filter(|state| state.failed)?;
        assert!(state.counts.contains("error"), "{}", state.counts);
        Some(preview.get("/.rungbook/report").text()).filter(|report| report.contains("levle"))
    });
    assert_eq!(preview.get(ADDRESS).text(), good.text());
    for words in ["content/levels/staff.yaml:", "<mark>levle</mark>", "vscode://file/", "did you mean"] {
        assert!(report.contains(words), "{words}: {report}");
    }
    let first = report.split("class=\"what\"").nth(1).unwrap();
    assert!(first.contains("<mark>levle</mark>"), "the cause stands before what follows from it: {report}");
    preview.until_said("the last good site stays");
    preview.until_said("error[");
    preview.edit("content/levels/staff.yaml", "levle:", "level:");
    let state = eventually("it is mended", || Some(preview.state(ADDRESS)).filter(|state| !state.failed));
    assert_eq!(state.page, before.page);
    assert!(preview.runs());
}

#[test]
fn a_broken_book_is_served_as_a_page_that_goes_when_it_is_mended() {
    let broken =
        ["[book\n", "[book]\ntitel = \"<script>alert(1)</script>\"\n", "[book]\nsrc = \"nowhere\"\n", "\u{0}\u{1}"];
    for (at, broken) in broken.into_iter().enumerate() {
        let home = handbook();
        let book = fs::read_to_string(home.path().join("book.toml")).unwrap();
        fs::write(home.path().join("book.toml"), broken).unwrap();
        let preview = start(home, &["-p", "0"]);
        let page = preview.get(ADDRESS);
        let text = page.text();
        assert!(page.status == 503 && text.contains("The handbook cannot be shown"), "{broken}: {text}");
        assert!(text.contains("book.toml") && !text.contains("<script>alert"), "{broken}: {text}");
        assert_eq!(text.matches("<script").count(), 1, "{text}");
        let follows = at == 1; // a table without `audiences` says that there are none
        assert_eq!(text.contains("1 error"), !follows, "nothing is told that only follows: {text}");
        let before = preview.state(ADDRESS);
        fs::write(preview.at("book.toml"), &book).unwrap();
        preview.until_status(ADDRESS, 200);
        assert_ne!(preview.state(ADDRESS).page, before.page, "an open page loads itself anew");
    }
}

#[test]
fn editors_may_save_as_they_like() {
    let preview = Preview::new();
    preview.until(ADDRESS, "<h1");
    let page = preview.at(PAGE);
    let folder = page.parent().unwrap();
    let text = |words: &str| format!("# First year\n\n{words}\n");
    // JetBrains: beside it, then over it.
    fs::write(folder.join("first-year.md___jb_tmp___"), text("Saved beside.")).unwrap();
    fs::rename(&page, folder.join("first-year.md___jb_old___")).unwrap();
    fs::rename(folder.join("first-year.md___jb_tmp___"), &page).unwrap();
    fs::remove_file(folder.join("first-year.md___jb_old___")).unwrap();
    preview.until(ADDRESS, "Saved beside.");
    // vim: the old one moves away, a new one is written.
    fs::rename(&page, folder.join("first-year.md~")).unwrap();
    fs::write(&page, text("Written anew.")).unwrap();
    fs::remove_file(folder.join("first-year.md~")).unwrap();
    preview.until(ADDRESS, "Written anew.");
    // Others: a hidden file, then over it.
    fs::write(folder.join(".first-year.md.tmp"), text("From a hidden file.")).unwrap();
    fs::rename(folder.join(".first-year.md.tmp"), &page).unwrap();
    preview.until(ADDRESS, "From a hidden file.");
    // In two steps: cut to nothing, then written.
    fs::write(&page, "").unwrap();
    std::thread::sleep(Duration::from_millis(40));
    fs::write(&page, text("In two steps.")).unwrap();
    preview.until(ADDRESS, "In two steps.");
    // The same bytes again are no change, and nothing is said of them.
    std::thread::sleep(Duration::from_millis(600));
    let said = preview.said();
    fs::write(&page, text("In two steps.")).unwrap();
    fs::write(folder.join(".hidden.swp"), "x").unwrap();
    std::thread::sleep(Duration::from_millis(600));
    assert_eq!(preview.said(), said);
}

#[test]
fn folders_come_and_go() {
    let preview = Preview::new();
    preview.write("content/new/deep/page.md", "# Deep\n\nFirst.\n");
    preview.until("/new/deep/page.html", "First.");
    preview.write("content/new/deep/page.md", "# Deep\n\nSecond.\n");
    preview.until("/new/deep/page.html", "Second.");
    fs::rename(preview.at("content/new"), preview.at("content/newer")).unwrap();
    preview.until("/newer/deep/page.html", "Second.");
    preview.until_status("/new/deep/page.html", 404);
    preview.write("content/newer/deep/page.md", "# Deep\n\nThird.\n");
    preview.until("/newer/deep/page.html", "Third.");
    fs::remove_dir_all(preview.at("content/newer")).unwrap();
    preview.until_status("/newer/deep/page.html", 404);
    preview.write("content/newer/deep/page.md", "# Deep\n\nBack.\n");
    preview.until("/newer/deep/page.html", "Back.");
}

#[test]
fn the_content_may_move_with_its_setting() {
    let preview = Preview::new();
    preview.until(ADDRESS, "<h1");
    fs::rename(preview.at("content"), preview.at("text")).unwrap();
    eventually("it fails", || preview.state("/").failed.then_some(()));
    preview.edit("book.toml", "[book]", "[book]\nsrc = \"text\"");
    eventually("it is well", || (!preview.state("/").failed).then_some(()));
    fs::write(preview.at("text/roadmaps/first-year.md"), "# First year\n\nFrom there.\n").unwrap();
    preview.until(ADDRESS, "From there.");
}

#[test]
fn content_that_a_save_in_place_moves_to_is_watched() {
    let home = handbook();
    fs::create_dir(home.path().join("text")).unwrap();
    fs::write(home.path().join("text/index.md"), "# Home\n\nFirst.\n").unwrap();
    let preview = start(home, &["-p", "0"]);
    preview.until(ADDRESS, "<h1");
    std::thread::sleep(Duration::from_millis(1200)); // the beginning is over
    preview.edit("book.toml", "[book]", "[book]\nsrc = \"text\"");
    preview.until("/", "First.");
    std::thread::sleep(Duration::from_millis(300));
    preview.write("text/index.md", "# Home\n\nSecond.\n");
    preview.until("/", "Second.");
}

#[test]
fn the_whole_folder_may_go_away_and_come_back() {
    let home = handbook();
    fs::create_dir(home.path().join("outer")).unwrap();
    fs::rename(home.path().join("content"), home.path().join("outer/content")).unwrap();
    fs::rename(home.path().join("book.toml"), home.path().join("outer/book.toml")).unwrap();
    let mut preview = start(home, &["outer", "-p", "0"]);
    let good = preview.get(ADDRESS).text();
    fs::rename(preview.at("outer"), preview.at("away")).unwrap();
    eventually("it says so", || preview.state("/").failed.then_some(()));
    assert!(preview.runs() && preview.get(ADDRESS).text() == good, "the last good site stays");
    fs::rename(preview.at("away"), preview.at("outer")).unwrap();
    eventually("it is back", || (!preview.state("/").failed).then_some(()));
    fs::write(preview.at("outer").join(PAGE), "# First year\n\nBack again.\n").unwrap();
    preview.until(ADDRESS, "Back again.");
}

#[test]
fn a_checkout_of_hundreds_of_files_is_shown_whole() {
    let home = handbook();
    let folder = home.path().to_owned();
    let write = |words: &str| {
        for number in 0..300 {
            let page = folder.join(format!("content/many/part-{}/page-{number}.md", number % 7));
            fs::create_dir_all(page.parent().unwrap()).unwrap();
            fs::write(page, format!("# Page {number}\n\nOn {words}.\n")).unwrap();
        }
    };
    git(&folder, &["init", "--quiet"]);
    write("main");
    git(&folder, &["add", "--all"]);
    git(&folder, &["commit", "--quiet", "-m", "One"]);
    git(&folder, &["checkout", "--quiet", "-b", "other"]);
    write("the other branch");
    fs::write(folder.join("content/only-here.md"), "# Only here\n\nYes.\n").unwrap();
    git(&folder, &["add", "--all"]);
    git(&folder, &["commit", "--quiet", "-m", "Two"]);
    let preview = start(home, &["-p", "0"]);
    preview.until("/many/part-6/page-6.html", "On the other branch.");
    git(&folder, &["checkout", "--quiet", "main"]);
    for number in [0, 149, 299] {
        preview.until(&format!("/many/part-{}/page-{number}.html", number % 7), "On main.");
    }
    preview.until_status("/only-here.html", 404);
    git(&folder, &["checkout", "--quiet", "other"]);
    preview.until("/many/part-5/page-299.html", "On the other branch.");
    preview.until_status("/only-here.html", 200);
}

#[test]
fn a_commit_is_seen() {
    let home = handbook();
    let folder = home.path().to_owned();
    git(&folder, &["init", "--quiet"]);
    git(&folder, &["add", "--all"]);
    git(&folder, &["commit", "--quiet", "-m", "One"]);
    let preview = start(home, &["-p", "0"]);
    preview.until("/", "<h1");
    git(&folder, &["commit", "--quiet", "--allow-empty", "-m", "Two"]);
    preview.until_said("the history: ");
    git(&folder, &["tag", "v1"]);
    preview.until("/changes/", "v1");
}

#[test]
fn an_audience_sees_only_its_own() {
    let home = || {
        let home = handbook();
        let secret = "---\naudience: managers\n---\n\n# Secret\n\nHush.\n";
        fs::write(home.path().join("content/secret.md"), secret).unwrap();
        home
    };
    assert_eq!(start(home(), &["-p", "0"]).get("/secret.html").status, 404);
    assert_eq!(start(home(), &["-p", "0", "--audience", "managers"]).get("/secret.html").status, 200);
}
