//! The stream of events that an open page listens to: the number of each build, the newest only.

use hyper::body::{Body, Bytes, Frame};
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::sync::{mpsc, watch};

/// How often a listener hears something, so that both sides notice when the other is gone.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// How soon a page that lost the stream asks for it again, in milliseconds.
const RETRY: u32 = 500;

/// A stream of server-sent events as the body of an answer.
#[derive(Debug)]
pub(super) struct Events {
    frames: mpsc::Receiver<Bytes>,
}

impl Events {
    /// The events of a number that changes: first as it is now, then each time it has changed. A listener that reads
    /// slowly misses numbers and holds up nobody.
    pub(super) fn of<T: Send + Sync + 'static>(mut shown: watch::Receiver<T>, number: fn(&T) -> u64) -> Self {
        let (sender, frames) = mpsc::channel(1);
        tokio::spawn(async move {
            let mut text = format!("retry: {RETRY}\n");
            loop {
                text.push_str(&format!("data: {}\n\n", number(&shown.borrow_and_update())));
                if sender.send(Bytes::from(std::mem::take(&mut text))).await.is_err() {
                    return;
                }
                let is_closed = loop {
                    tokio::select! {
                        changed = shown.changed() => break changed.is_err(),
                        () = sender.closed() => break true,
                        () = tokio::time::sleep(HEARTBEAT) => {
                            if sender.send(Bytes::from_static(b":\n\n")).await.is_err() {
                                break true;
                            }
                        }
                    }
                };
                if is_closed {
                    return;
                }
            }
        });
        Self { frames }
    }
}

impl Body for Events {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.frames.poll_recv(context).map(|bytes| bytes.map(|bytes| Ok(Frame::data(bytes))))
    }
}
