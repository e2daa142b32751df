//! Clients that take their time, at a server with little patience.

use super::preview::{LONGEST, handbook};
use rungbook::preview::session::Session;
use rungbook::preview::{Place, Watching, run};
use rungbook::{Memos, Scope};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// For how long the server lets writing stand still.
const LIMIT: Duration = Duration::from_secs(1);

/// More bytes than the system keeps for two programs that talk with each other, and about as many as a file may have.
const LARGE: usize = 47 << 20;

/// The handbook that `init` writes and a large film, on a server that runs until the tests end.
fn serve() -> (TempDir, u16) {
    let home = handbook();
    fs::write(home.path().join("content/film.mp4"), vec![b'x'; LARGE]).unwrap();
    let place = Place::take("127.0.0.1", Some(0)).unwrap().patient(LIMIT);
    let (port, root) = (place.port(), home.path().to_owned());
    let session = Session::new(&root, Scope::default(), Memos::lasting());
    std::thread::spawn(move || run(place, (&root, Watching::Events), session, |_| {}));
    (home, port)
}

/// A connection over which an address was asked for, and of whose answer the head was read.
fn ask(port: u16, address: &str) -> BufReader<TcpStream> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.set_read_timeout(Some(LONGEST)).unwrap();
    stream.write_all(format!("GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n").as_bytes()).unwrap();
    let mut reader = BufReader::new(stream);
    let mut head = String::new();
    while reader.read_line(&mut head).unwrap() > 2 {}
    assert!(head.starts_with("HTTP/1.1 200 "), "{head}");
    reader
}

#[test]
fn who_takes_nothing_is_let_go() {
    let (_home, port) = serve();
    let mut answer = ask(port, "/film.mp4");
    std::thread::sleep(LIMIT * 3);
    let mut taken = Vec::new();
    let _ = answer.read_to_end(&mut taken); // the end may come as an error
    assert!(taken.len() < LARGE, "all of it was kept for a client that took nothing");
}

#[test]
fn who_takes_little_at_a_time_gets_all() {
    let (_home, port) = serve();
    let (mut answer, start) = (ask(port, "/film.mp4"), Instant::now());
    let mut piece = vec![0; LARGE / 64];
    for number in 0..64 {
        answer.read_exact(&mut piece).unwrap_or_else(|error| panic!("piece {number}: {error}"));
        std::thread::sleep(LIMIT / 20);
    }
    assert!(start.elapsed() > LIMIT * 3);
}

#[test]
fn who_waits_for_news_may_wait() {
    let (home, port) = serve();
    let mut events = ask(port, "/.rungbook/events");
    let mut next = || {
        let mut line = String::new();
        while !line.starts_with("data: ") {
            line.clear();
            assert!(events.read_line(&mut line).unwrap() > 0, "the stream has ended");
        }
        line
    };
    let mut first = next();
    while first.trim_end() == "data: 0" {
        first = next(); // not built yet
    }
    std::thread::sleep(LIMIT * 3);
    fs::write(home.path().join("content/new.md"), "# New\n").unwrap();
    assert_ne!(next(), first);
}
