//! The preview as its author and its attackers meet it: the program itself, on a port of its own.

#![allow(clippy::unwrap_used)]

#[path = "serve/attacks.rs"]
mod attacks;
#[path = "serve/edits.rs"]
mod edits;
#[path = "serve/patience.rs"]
mod patience;
#[path = "serve/polling.rs"]
mod polling;
#[path = "serve/preview.rs"]
mod preview;
#[path = "serve/review.rs"]
mod review;
#[path = "serve/storms.rs"]
mod storms;

use preview::{Preview, handbook, start};
use std::fs;
use std::net::TcpListener;

#[test]
fn a_page_says_what_it_is_and_is_not_sent_twice() {
    let preview = Preview::new();
    let page = preview.get("/");
    assert_eq!(page.status, 200);
    let said = [
        ("content-type", "text/html; charset=utf-8"),
        ("cache-control", "no-cache"),
        ("x-content-type-options", "nosniff"),
        ("cross-origin-resource-policy", "same-origin"),
    ];
    for (name, value) in said {
        assert_eq!(page.header(name), Some(value), "{name}");
    }
    assert_eq!(page.header("content-length"), Some(page.body.len().to_string().as_str()));
    let tag = page.header("etag").unwrap();
    for known in [tag.to_owned(), format!("W/{tag}"), format!("\"x\", {tag}"), "*".to_owned()] {
        let again = preview.ask("GET", "/", &[("If-None-Match", &known)]);
        assert_eq!((again.status, again.body.len()), (304, 0), "{known}");
        assert_eq!(again.header("etag"), Some(tag));
    }
    assert_eq!(preview.ask("GET", "/", &[("If-None-Match", "\"x\"")]).status, 200);
}

#[test]
fn head_says_the_same_and_sends_nothing() {
    let preview = Preview::new();
    for path in ["/", "/404.html", "/nowhere.html", "/.rungbook/client.js"] {
        let (whole, head) = (preview.get(path), preview.ask("HEAD", path, &[]));
        assert_eq!((head.status, head.body.len()), (whole.status, 0), "{path}");
        for name in ["content-type", "content-length", "etag"] {
            assert_eq!(head.header(name), whole.header(name), "{path}: {name}");
        }
    }
}

#[test]
fn parts_of_files_are_sent_as_asked_for() {
    let home = handbook();
    fs::write(home.path().join("content/film.mp4"), "0123456789").unwrap();
    let preview = start(home, &["-p", "0"]);
    let part = |range: &str, more: &[(&str, &str)]| {
        let headers: Vec<_> = std::iter::once(("Range", range)).chain(more.iter().copied()).collect();
        let answer = preview.ask("GET", "/film.mp4", &headers);
        let said = answer.header("content-range").unwrap_or_default().to_owned();
        (answer.status, said, answer.text())
    };
    let some = |range: &str, text: &str| (206, range.to_owned(), text.to_owned());
    assert_eq!(part("bytes=2-4", &[]), some("bytes 2-4/10", "234"));
    assert_eq!(part("bytes=7-", &[]), some("bytes 7-9/10", "789"));
    assert_eq!(part("bytes=-2", &[]), some("bytes 8-9/10", "89"));
    assert_eq!(part("bytes=5-99", &[]), some("bytes 5-9/10", "56789"));
    assert_eq!(part("bytes=10-", &[]), (416, "bytes */10".to_owned(), String::new()));
    let whole = (200, String::new(), "0123456789".to_owned());
    for range in ["bytes=0-1,3-4", "bytes=4-2x", "pages=1-2"] {
        assert_eq!(part(range, &[]), whole, "{range}");
    }
    assert_eq!(part("bytes=0-1", &[("If-Range", "\"old\"")]), whole);
    let tag = preview.get("/film.mp4").header("etag").unwrap().to_owned();
    assert_eq!(part("bytes=0-1", &[("If-Range", &tag)]), some("bytes 0-1/10", "01"));
    let head = preview.ask("HEAD", "/film.mp4", &[("Range", "bytes=0-1")]);
    assert_eq!((head.status, head.header("content-length"), head.body.len()), (206, Some("2"), 0));
}

#[test]
fn files_are_what_their_names_say() {
    let home = handbook();
    let names = ["a.svg", "b.png", "c.pdf", "d.unknown", "e.csv", "F.JPG", "g h ü.txt"];
    for name in names {
        fs::write(home.path().join("content").join(name), "x").unwrap();
    }
    let preview = start(home, &["-p", "0"]);
    let media = |path: &str| preview.get(path).header("content-type").unwrap_or_default().to_owned();
    assert_eq!(media("/a.svg"), "image/svg+xml");
    assert_eq!(media("/b.png"), "image/png");
    assert_eq!(media("/c.pdf"), "application/pdf");
    assert_eq!(media("/d.unknown"), "application/octet-stream");
    assert_eq!(media("/e.csv"), "text/csv; charset=utf-8");
    assert_eq!(media("/F.JPG"), "image/jpeg");
    assert_eq!(media("/g%20h%20%C3%BC.txt"), "text/plain; charset=utf-8");
    assert_eq!(media("/assets/favicon.svg"), "image/svg+xml");
    let style = preview.state("/").styles[0].clone();
    assert_eq!(media(&format!("/{style}")), "text/css; charset=utf-8");
}

#[test]
fn folders_lead_to_their_pages_and_nowhere_is_said_so() {
    let preview = Preview::new();
    assert_eq!(preview.get("/roadmaps/").status, 200);
    let moved = preview.get("/roadmaps");
    assert_eq!((moved.status, moved.header("location")), (302, Some("/roadmaps/")));
    let missing = preview.get("/no/such/page.html");
    assert_eq!(missing.status, 404);
    assert!(missing.text().contains("data-kind=\"not-found\""), "the site's own page");
    assert!(missing.text().contains("src=\"/.rungbook/client.js\""), "it follows as well: the page may come");
}

#[test]
fn drafts_are_there_and_say_so() {
    let draft = "---\nstatus: draft\n---\n\n# Sketch\n\nNot yet.\n";
    let home = handbook();
    fs::write(home.path().join("content/sketch.md"), draft).unwrap();
    let shown = start(home, &["-p", "0"]);
    let page = shown.get("/sketch.html");
    assert!(
        page.status == 200 && page.text().contains("<aside class=\"draft\" aria-label=\"Draft\">"),
        "{}",
        page.text()
    );
    assert!(!shown.get("/").text().contains("class=\"draft\""));
    let home = handbook();
    fs::write(home.path().join("content/sketch.md"), draft).unwrap();
    assert_eq!(start(home, &["-p", "0", "--no-drafts"]).get("/sketch.html").status, 404);
}

#[test]
fn an_end_that_is_asked_for_is_at_once_and_leaves_nothing() {
    for signal in ["INT", "TERM"] {
        let mut preview = Preview::new();
        let before = preview.files();
        let _page = preview.get("/");
        let _listening = preview.listen();
        let (code, took) = preview.end(signal);
        assert_eq!(code, Some(0), "{signal}");
        println!("ended after {} ms", took.as_millis());
        assert_eq!(preview.files(), before, "nothing is written to the disk");
        drop(TcpListener::bind(("127.0.0.1", preview.port)).unwrap());
    }
}

#[test]
fn a_taken_port_is_told() {
    let own = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = own.local_addr().unwrap().port().to_string();
    let (code, said) = preview::fails(handbook().path(), &["-p", &port]);
    assert_eq!(code, Some(2));
    assert!(said.contains(&format!("the port {port} is taken")) && said.contains("-p"), "{said}");
    let _usual = TcpListener::bind("127.0.0.1:3000"); // another program may have it already
    let preview = start(handbook(), &[]);
    assert_ne!(preview.port, 3000);
    preview.until_said("the port 3000 is taken by another program");
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn what_cannot_be_served_is_refused() {
    let home = tempfile::tempdir().unwrap();
    let (code, said) = preview::fails(home.path(), &["-p", "0"]);
    assert!(code == Some(2) && said.contains("there is no `book.toml`"), "{said}");
    let (code, said) = preview::fails(handbook().path(), &["-p", "0", "-n", "no-such-host.invalid"]);
    assert!(code == Some(2) && said.contains("no address of this machine"), "{said}");
}

#[test]
fn others_on_the_network_are_warned_of() {
    let preview = start(handbook(), &["-p", "0", "-n", "0.0.0.0"]);
    preview.until_said("everyone on the network can read this preview, drafts included");
    assert_eq!(preview.ask_as("192.0.2.7", "/").status, 200, "an address in numbers cannot be rebound");
    assert_eq!(preview.ask_as("evil.example", "/").status, 421);
    assert!(!start(handbook(), &["-p", "0"]).said().contains("network"));
}
