//! A preview that runs, and a client that speaks plainly with it.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How long anything may take on a busy machine before it counts as never.
pub(crate) const LONGEST: Duration = Duration::from_secs(60);

/// A preview of a handbook of its own.
pub(crate) struct Preview {
    pub(crate) home: TempDir,
    pub(crate) port: u16,
    child: Child,
    said: Arc<Mutex<String>>,
}

/// What the server answered.
pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

/// What an open page is told of itself.
#[derive(Debug, serde::Deserialize)]
pub(crate) struct State {
    pub(crate) page: String,
    pub(crate) style: String,
    pub(crate) styles: Vec<String>,
    pub(crate) failed: bool,
    pub(crate) counts: String,
}

/// A folder with the handbook that `init` writes.
pub(crate) fn handbook() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    let made = rungbook(home.path(), &["init"]).stdout(Stdio::null()).status().unwrap();
    assert!(made.success());
    home
}

/// Serves a handbook and waits until the server has said where.
pub(crate) fn start(home: TempDir, arguments: &[&str]) -> Preview {
    let arguments: Vec<&str> = ["serve"].iter().chain(arguments).copied().collect();
    let mut command = rungbook(home.path(), &arguments);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let said = Arc::new(Mutex::new(String::new()));
    gather(child.stdout.take().unwrap(), said.clone());
    gather(child.stderr.take().unwrap(), said.clone());
    let mut preview = Preview { home, port: 0, child, said };
    preview.port = eventually("the server says where it is", || {
        let said = preview.said();
        let (_, rest) = said.split_once("http://")?;
        let (address, _) = rest.split_once('/')?;
        address.rsplit_once(':')?.1.parse().ok()
    });
    preview
}

/// The exit code and the words of a preview that cannot begin.
pub(crate) fn fails(home: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let arguments: Vec<&str> = ["serve"].iter().chain(arguments).copied().collect();
    let output = rungbook(home, &arguments).output().unwrap();
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

fn rungbook(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rungbook"));
    command.current_dir(folder).args(arguments).env("NO_COLOR", "1").env_remove("CLICOLOR_FORCE").stdin(Stdio::null());
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("RUNGBOOK_")) {
        command.env_remove(name);
    }
    command
}

fn gather(from: impl Read + Send + 'static, said: Arc<Mutex<String>>) {
    std::thread::spawn(move || {
        for line in BufReader::new(from).lines().map_while(Result::ok) {
            said.lock().unwrap().push_str(&format!("{line}\n"));
        }
    });
}

/// Waits for something that is to come.
#[track_caller]
pub(crate) fn eventually<T>(what: &str, mut test: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = test() {
            return found;
        }
        assert!(start.elapsed() < LONGEST, "never: {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

impl Preview {
    /// Serves the handbook that `init` writes.
    pub(crate) fn new() -> Self {
        start(handbook(), &["-p", "0"])
    }

    /// All that it has printed.
    pub(crate) fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }

    /// A place in the handbook's folder.
    pub(crate) fn at(&self, path: &str) -> PathBuf {
        self.home.path().join(path)
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let place = self.at(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, text).unwrap();
    }

    /// Writes other words in a file.
    #[track_caller]
    pub(crate) fn edit(&self, path: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.at(path)).unwrap();
        assert!(text.contains(from), "`{from}` in {path}:\n{text}");
        fs::write(self.at(path), text.replace(from, to)).unwrap();
    }

    /// All files of the handbook's folder with their bytes.
    pub(crate) fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let entries = walkdir::WalkDir::new(self.home.path()).into_iter().map(Result::unwrap);
        let files = entries.filter(|entry| entry.file_type().is_file());
        files.map(|entry| (entry.path().to_owned(), fs::read(entry.path()).unwrap())).collect()
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[])
    }

    /// Asks with further headers.
    pub(crate) fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let more: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let host = format!("127.0.0.1:{}", self.port);
        self.send(&format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\n{more}Connection: close\r\n\r\n"), method)
    }

    /// Asks under another name for the host.
    pub(crate) fn ask_as(&self, host: &str, path: &str) -> Answer {
        let port = self.port;
        self.send(&format!("GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n"), "GET")
    }

    /// Sends a request as it is written and reads the answer to its end.
    pub(crate) fn send(&self, request: &str, method: &str) -> Answer {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes); // a refused request may end in a reset
        Answer::read(&bytes, method)
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(LONGEST)).unwrap();
        stream
    }

    /// Begins to listen to the stream of events.
    pub(crate) fn listen(&self) -> BufReader<TcpStream> {
        let mut stream = self.connect();
        let host = format!("127.0.0.1:{}", self.port);
        write!(stream, "GET /.rungbook/events HTTP/1.1\r\nHost: {host}\r\n\r\n").unwrap();
        BufReader::new(stream)
    }

    /// What an open page at a path is told.
    pub(crate) fn state(&self, path: &str) -> State {
        let answer = self.get(&format!("/.rungbook/page{path}"));
        serde_json::from_slice(&answer.body).unwrap_or_else(|error| panic!("{error}: {}", answer.text()))
    }

    /// Waits until a page holds some words.
    #[track_caller]
    pub(crate) fn until(&self, path: &str, words: &str) {
        eventually(&format!("`{words}` at {path}"), || self.get(path).text().contains(words).then_some(()));
    }

    /// Waits until a page has a status.
    #[track_caller]
    pub(crate) fn until_status(&self, path: &str, status: u16) {
        eventually(&format!("{status} at {path}"), || (self.get(path).status == status).then_some(()));
    }

    /// Waits until the preview has said some words.
    #[track_caller]
    pub(crate) fn until_said(&self, words: &str) {
        eventually(&format!("it says `{words}`:\n{}", self.said()), || self.said().contains(words).then_some(()));
    }

    /// Asks the program to end; returns its exit code and how long that took.
    pub(crate) fn end(&mut self, signal: &str) -> (Option<i32>, Duration) {
        let start = Instant::now();
        let sent = Command::new("kill").args([&format!("-{signal}"), &self.child.id().to_string()]).status().unwrap();
        assert!(sent.success());
        let code = eventually("it ends", || self.child.try_wait().unwrap()).code();
        (code, start.elapsed())
    }

    /// Whether the program still runs.
    pub(crate) fn runs(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Answer {
    fn read(bytes: &[u8], method: &str) -> Self {
        let end = bytes.windows(4).position(|part| part == b"\r\n\r\n").map_or(bytes.len(), |at| at + 4);
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|code| code.parse().ok());
        let headers = lines.filter_map(|line| line.split_once(": "));
        let headers = headers.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned())).collect();
        let answer = Self { status: status.unwrap_or_default(), headers, body: bytes[end..].to_vec() };
        let length = answer.header("content-length").and_then(|length| length.parse().ok());
        let is_whole = method == "HEAD"
            || [0, 304].contains(&answer.status)
            || length.is_none_or(|length: usize| length == answer.body.len());
        assert!(is_whole, "the answer is cut off: {length:?}, {} bytes", answer.body.len());
        answer
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}
