//! Much at once: a thousand clients, slow ones, hundreds of saves, files that vanish while they are read.

use super::preview::{Preview, eventually};
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

const PAGE: &str = "content/roadmaps/first-year.md";
const ADDRESS: &str = "/roadmaps/first-year.html";

/// Lets this process have as many connections as the system gives.
fn many_files() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
        let limit = getrlimit(Resource::Nofile);
        let _ = setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, maximum: limit.maximum });
    }
}

#[test]
fn a_thousand_clients_at_once_are_served() {
    many_files();
    let preview = Preview::new();
    preview.until(ADDRESS, "<h1");
    let start = Instant::now();
    let mut streams: Vec<TcpStream> = (0..1000).map(|_| preview.connect()).collect();
    let request = format!("GET {ADDRESS} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n", preview.port);
    for stream in &mut streams {
        stream.write_all(request.as_bytes()).unwrap();
    }
    let expected = preview.get(ADDRESS).body;
    for stream in &mut streams {
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        assert!(answer.starts_with(b"HTTP/1.1 200 OK") && answer.ends_with(&expected));
    }
    println!("1000 clients after {} ms", start.elapsed().as_millis());
}

#[test]
fn slow_clients_hold_nobody_up() {
    many_files();
    let mut preview = Preview::new();
    preview.until(ADDRESS, "<h1");
    let host = format!("127.0.0.1:{}", preview.port);
    // Some listen and never read, some never end their question, some never read the answer.
    let asks = [
        format!("GET /.rungbook/events HTTP/1.1\r\nHost: {host}\r\n\r\n"),
        "GET / HTTP/1.1\r\nHost: 127".to_owned(),
        format!("GET {ADDRESS} HTTP/1.1\r\nHost: {host}\r\n\r\n").repeat(200),
    ];
    let slow = asks.iter().cycle().take(900).map(|ask| {
        let mut stream = preview.connect();
        stream.set_write_timeout(Some(Duration::from_millis(200))).unwrap();
        let _ = stream.write_all(ask.as_bytes());
        stream
    });
    let slow: Vec<TcpStream> = slow.collect();
    let start = Instant::now();
    for number in 0..20 {
        fs::write(preview.at(PAGE), format!("# First year\n\nEdit {number} of many.\n")).unwrap();
        preview.until(ADDRESS, &format!("Edit {number} of many."));
    }
    println!("20 edits beside {} slow clients after {} ms", slow.len(), start.elapsed().as_millis());
    assert!(preview.runs());
}

#[test]
fn of_five_hundred_saves_the_last_one_wins() {
    let preview = Preview::new();
    preview.until(ADDRESS, "<h1");
    for number in 0..500 {
        fs::write(preview.at(PAGE), format!("# First year\n\nSave {number} of many.\n")).unwrap();
    }
    let last = Instant::now();
    preview.until(ADDRESS, "Save 499 of many.");
    println!("the last of 500 saves was shown after {} ms", last.elapsed().as_millis());
    std::thread::sleep(Duration::from_millis(500));
    assert!(preview.get(ADDRESS).text().contains("Save 499 of many."), "and stays");
}

#[test]
fn files_may_vanish_and_move_while_they_are_read() {
    let mut preview = Preview::new();
    preview.until(ADDRESS, "<h1");
    let start = Instant::now();
    let mut round = 0;
    while start.elapsed() < Duration::from_secs(3) {
        round += 1;
        preview.write(&format!("content/storm/{}/page.md", round % 5), "# Storm\n\n[[first-year]]\n");
        let _ = fs::remove_file(preview.at(PAGE));
        let _ = fs::rename(preview.at("content/storm"), preview.at("content/calm"));
        preview.write(PAGE, "# First year\n\nStill here.\n");
        let _ = fs::remove_dir_all(preview.at("content/calm"));
        std::thread::sleep(Duration::from_millis(round % 17));
        assert!([200, 404].contains(&preview.get(ADDRESS).status));
    }
    preview.write("content/storm/last/page.md", "# Storm\n\nOver after all.\n");
    preview.write(PAGE, "# First year\n\nAs it ends.\n");
    preview.until("/storm/last/page.html", "Over after all.");
    preview.until(ADDRESS, "As it ends.");
    let cold = fs::read_to_string(preview.at(PAGE)).unwrap();
    assert!(cold.contains("As it ends.") && preview.runs());
    eventually("nothing is wrong", || (!preview.state("/").failed).then_some(()));
    println!("{round} rounds of files that vanish");
}
