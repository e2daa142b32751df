//! The server: takes connections, many at once, and lets no slow one hold up the others.

use super::answer::{Latest, answer};
use super::guard::Guard;
use super::patience::Patient;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

/// How long a client may take to say what it wants, and may then want nothing more.
const PATIENCE: Duration = Duration::from_secs(20);

/// The most bytes that the head of a request may have.
const LARGEST_HEAD: usize = 32 * 1024;

/// How many connections there may be at once, where the system allows as many.
const MOST: u64 = 4096;

/// How long the server waits when the system gives it no more connections.
const PAUSE: Duration = Duration::from_millis(50);

/// Serves what is shown, until the program ends. A client that takes nothing of an answer for as long as `limit` is let
/// go.
pub(super) async fn serve(listener: TcpListener, guard: Guard, latest: Latest, limit: Duration) {
    let guard = Arc::new(guard);
    let places = Arc::new(Semaphore::new(places()));
    loop {
        let Ok(place) = places.clone().acquire_owned().await else { return };
        let Ok((stream, _)) = listener.accept().await else {
            tokio::time::sleep(PAUSE).await;
            continue;
        };
        let (guard, latest) = (guard.clone(), latest.clone());
        tokio::spawn(async move {
            talk(stream, &guard, latest, limit).await;
            drop(place);
        });
    }
}

/// Answers all requests of one connection.
async fn talk(stream: TcpStream, guard: &Guard, latest: Latest, limit: Duration) {
    let _ = stream.set_nodelay(true);
    let service = service_fn(|request| {
        let latest = latest.clone();
        async move { Ok::<_, Infallible>(answer(request, guard, latest).await) }
    });
    let mut connection = http1::Builder::new();
    connection.timer(TokioTimer::new()).header_read_timeout(PATIENCE).max_buf_size(LARGEST_HEAD);
    let stream = TokioIo::new(Patient::new(stream, limit));
    let _ = connection.serve_connection(stream, service).await; // a client that breaks off is none of ours
}

/// How many connections there may be at once; the system is asked for as many files as it gives.
#[cfg(unix)]
fn places() -> usize {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    let wanted = limit.maximum.map_or(2 * MOST, |most| most.min(2 * MOST));
    if limit.current.is_some_and(|now| now < wanted) {
        let _ = setrlimit(Resource::Nofile, Rlimit { current: Some(wanted), maximum: limit.maximum });
    }
    let open = getrlimit(Resource::Nofile).current.unwrap_or(2 * MOST);
    usize::try_from(open.saturating_sub(128).clamp(64, MOST)).unwrap_or(64)
}

#[cfg(not(unix))]
fn places() -> usize {
    usize::try_from(MOST).unwrap_or(64)
}
