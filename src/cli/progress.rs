//! A word on the terminal when work takes more than half a second; nothing in a pipe.

use super::tell;
use std::io::IsTerminal;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

/// How long work may take before a word is said of it.
const PATIENCE: Duration = Duration::from_millis(500);

/// Work under way; the word is taken away when this is dropped.
pub(super) struct Progress {
    done: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Progress {
    /// Work of the given name begins.
    pub(super) fn start(work: &'static str) -> Self {
        if !std::io::stderr().is_terminal() {
            return Self { done: None, thread: None };
        }
        let (done, wait) = channel();
        Self { done: Some(done), thread: Some(std::thread::spawn(move || show(work, &wait))) }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        drop(self.done.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn show(work: &str, wait: &Receiver<()>) {
    if wait.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
        tell(&format!("{work} …"));
        let _ = wait.recv();
        tell("\r\u{1b}[K");
    }
}
