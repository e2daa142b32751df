//! The preview: watches a handbook, builds it in memory and serves the last good site.
//!
//! One thread watches and builds; it hands what is shown to the server through one place, and never waits for it.

mod answer;
mod events;
mod fault;
mod guard;
mod mime;
mod page;
mod patience;
mod range;
mod route;
mod server;
pub mod session;
mod shown;
mod watch;

use crate::base::{Diagnostic, Site, Snapshot};
use fault::Places;
use guard::Guard;
use session::{Made, Session};
use shown::{Good, Report, Shown};
use std::io;
use std::net::{SocketAddr, TcpListener, ToSocketAddrs};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::watch::Sender;
use watch::{Batch, Watch};

/// The port where none is asked for; mdBook has the same.
pub const PORT: u16 = 3000;

/// How many ports are tried one after the other where none is asked for, before any free one is taken.
const NEIGHBOURS: u16 = 10;

/// How long a client may take nothing of an answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// Why there is no preview.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The name leads to no address.
    #[error("`{name}` is no address of this machine: {error}")]
    Name {
        /// The name.
        name: String,
        /// What the system said.
        error: io::Error,
    },
    /// The port belongs to another program.
    #[error("the port {0} is taken by another program")]
    Taken(u16),
    /// The system gives no such place.
    #[error("cannot listen at `{address}`: {error}")]
    Listen {
        /// The place.
        address: SocketAddr,
        /// What the system said.
        error: io::Error,
    },
    /// The system gives no threads or no signals.
    #[error("the preview cannot begin: {0}")]
    System(io::Error),
}

impl Error {
    /// What to do about it.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Name { .. } => "name an address of this machine with `-n`, such as `127.0.0.1` or `0.0.0.0`",
            Self::Taken(_) => "name another port with `-p`, or none: then a free one is found",
            Self::Listen { .. } => "name another address with `-n` or another port with `-p`",
            Self::System(_) => "end some other programs, then try again",
        }
    }
}

/// A place to listen at, which is ours.
#[derive(Debug)]
pub struct Place {
    listener: TcpListener,
    name: String,
    address: SocketAddr,
    patience: Duration,
}

impl Place {
    /// Takes a place: the port asked for, or else the usual one, or else a free one.
    ///
    /// # Errors
    ///
    /// When the port that was asked for is taken, or `name` is no address of this machine.
    pub fn take(name: &str, port: Option<u16>) -> Result<Self, Error> {
        let bare = name.trim_start_matches('[').trim_end_matches(']');
        let address = |port: u16| {
            let mut found =
                (bare, port).to_socket_addrs().map_err(|error| Error::Name { name: name.to_owned(), error })?;
            found.next().ok_or_else(|| Error::Name { name: name.to_owned(), error: io::ErrorKind::NotFound.into() })
        };
        let free = (PORT..PORT.saturating_add(NEIGHBOURS)).chain([0]);
        let ports = port.map_or_else(|| free.collect::<Vec<_>>(), |port| vec![port]);
        let mut outcome = Err(Error::Taken(port.unwrap_or(PORT)));
        for port in ports {
            let address = address(port)?;
            outcome = listen(address, name);
            if !matches!(outcome, Err(Error::Taken(_))) {
                break;
            }
        }
        outcome
    }

    /// The same place, where a client that takes nothing of an answer for as long as `limit` is let go.
    #[must_use]
    pub fn patient(self, limit: Duration) -> Self {
        Self { patience: limit, ..self }
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Whether others on the network can reach it.
    pub fn is_open(&self) -> bool {
        !self.address.ip().is_loopback()
    }

    /// The address to open in a browser on this machine.
    pub fn url(&self) -> String {
        let ip = self.address.ip();
        let host = match (ip.is_unspecified(), ip) {
            (true, _) => "localhost".to_owned(),
            (false, std::net::IpAddr::V6(ip)) => format!("[{ip}]"),
            (false, std::net::IpAddr::V4(ip)) => ip.to_string(),
        };
        format!("http://{host}:{}/", self.port())
    }
}

fn listen(address: SocketAddr, name: &str) -> Result<Place, Error> {
    let listener = TcpListener::bind(address).and_then(|listener| {
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        Ok(Place { listener, name: name.to_owned(), address, patience: PATIENCE })
    });
    listener.map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => Error::Taken(address.port()),
        _ => Error::Listen { address, error },
    })
}

/// How a preview learns that files have changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Watching {
    /// The system tells; where it does not, by looks.
    Events,
    /// By looking at all of them twice a second.
    Looks,
}

/// What is told of a preview while it runs.
#[derive(Debug)]
pub enum News {
    /// A build has ended, and what it made is shown.
    Built(Box<Round>),
    /// The system sends no events, for this reason: files are looked at twice a second.
    Polling(String),
}

/// One build.
#[derive(Debug)]
pub struct Round {
    /// The files that it was made from.
    pub now: Snapshot,
    /// Everything that is wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// What is not as it was at the last build; empty for the first one.
    pub changed: Vec<String>,
    /// How many pages the site has, and how many of them are new, gone or not the same; none where there are errors.
    pub pages: Option<(usize, usize)>,
    /// How long it took from the first sign of a change.
    pub took: Duration,
}

/// Builds and serves the handbook of a session in `root` until the process is asked to end.
///
/// `news` is called on a thread of its own, one call after the other.
///
/// # Errors
///
/// When the system gives no threads; nothing about the handbook is an error.
pub fn run(
    place: Place,
    (root, watching): (&Path, Watching),
    session: Session,
    news: impl FnMut(News) + Send + 'static,
) -> Result<(), Error> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = runtime.map_err(Error::System)?;
    let (sender, latest) = tokio::sync::watch::channel(None);
    let (root, is_private) = (root.to_owned(), !place.is_open());
    let builder = Builder { root, watching, session, sender, is_private, number: 0, good: None };
    std::thread::Builder::new().name("builder".to_owned()).spawn(|| builder.run(news)).map_err(Error::System)?;
    let outcome = runtime.block_on(async {
        let guard = Guard::new(place.address, &place.name);
        let listener = tokio::net::TcpListener::from_std(place.listener)?;
        tokio::spawn(server::serve(listener, guard, latest, place.patience));
        asked_to_end().await
    });
    runtime.shutdown_background();
    outcome.map_err(Error::System)
}

/// Waits for Ctrl-C, or for the system to ask for an end.
async fn asked_to_end() -> io::Result<()> {
    #[cfg(unix)]
    {
        let mut end = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
        tokio::select! {
            pressed = tokio::signal::ctrl_c() => pressed,
            _ = end.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}

/// Anything may have happened to the files and to their history.
const AFRESH: Batch = Batch { structure: true, anew: false, history: true };

/// Builds the handbook whenever it changes.
struct Builder {
    root: PathBuf,
    watching: Watching,
    session: Session,
    sender: Sender<Option<Shown>>,
    /// Whether only this machine can see the preview.
    is_private: bool,
    number: u64,
    /// The last good site.
    good: Option<Arc<Good>>,
}

impl Builder {
    fn run(mut self, mut news: impl FnMut(News)) {
        let mut watch = Watch::new(&self.root, self.watching);
        let mut batch = AFRESH;
        loop {
            let start = Instant::now();
            let look = catch_unwind(AssertUnwindSafe(|| self.session.look(batch.history)));
            if let Some(made) = look.unwrap_or_else(|_| Some(self.session.crashed())) {
                let round = self.show(made, start);
                news(News::Built(Box::new(round)));
            }
            let is_due = batch.structure || watch.is_elsewhere(self.session.folders());
            batch = match is_due && self.follow(&mut watch, &mut news) {
                true => AFRESH, // what happened before the new watch is seen by one more look, folders included
                false => watch.wait(),
            };
        }
    }

    /// Sees to it that all that belongs to the handbook is watched; says whether it is watched anew.
    fn follow(&self, watch: &mut Watch, news: &mut impl FnMut(News)) -> bool {
        let Some(refused) = watch.follow(self.session.folders()) else { return false };
        refused.into_iter().for_each(|why| news(News::Polling(why)));
        true
    }

    /// Shows what was made, in the place of what was shown before.
    fn show(&mut self, made: Made, start: Instant) -> Round {
        let Made { now, site, late, review, diagnostics, changed } = made;
        let root = self.root.canonicalize().unwrap_or_else(|_| self.root.clone());
        let editor = self.session.editor().filter(|_| self.is_private);
        let report = Report::of(&diagnostics, Places { root: &root, now: &now, editor, saved: &changed });
        let pages = site.as_ref().map(|site| counts(self.good.as_ref().map(|good| &good.site), site));
        if let Some(site) = site {
            self.good = Some(Arc::new(Good { site, late, review }));
        }
        self.number += 1;
        self.sender.send_replace(Some(Shown::new(self.number, self.good.clone(), report)));
        Round { now, diagnostics, changed, pages, took: start.elapsed() }
    }
}

/// How many pages a site has, and how many of them are new, gone or not the same as in the old one.
fn counts(old: Option<&Site>, new: &Site) -> (usize, usize) {
    let is_page = |route: &str| mime::is_page(route);
    let pages = |site: &Site| site.iter().filter(|(route, _)| is_page(route.as_str())).count();
    let (mut kept, mut same) = (0, 0);
    for (route, bytes) in new.iter().filter(|(route, _)| is_page(route.as_str())) {
        if let Some(before) = old.and_then(|old| old.get(route.as_str())) {
            kept += 1;
            same += usize::from(Arc::ptr_eq(before, bytes) || before == bytes);
        }
    }
    let (count, gone) = (pages(new), old.map_or(0, pages) - kept);
    (count, count - same + gone)
}
