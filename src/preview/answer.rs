//! One request to one answer. Files come from the site in memory; no path of a request ever reaches the disk.

use super::events::Events;
use super::guard::Guard;
use super::mime;
use super::page::{OWN, Version};
use super::range::{self, Part};
use super::route::{self, Asked};
use super::shown::{Served, Shown};
use crate::base::Route;
use http_body_util::{Either, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{self, HeaderMap, HeaderName, HeaderValue};
use hyper::{Method, Request, Response, StatusCode};
use tokio::sync::watch;

/// The body of an answer.
pub(super) type Body = Either<Full<Bytes>, Events>;

/// What is shown, once there is something.
pub(super) type Latest = watch::Receiver<Option<Shown>>;

const TEXT: &str = "text/plain; charset=utf-8";
const HTML: &str = "text/html; charset=utf-8";

/// Answers a request.
pub(super) async fn answer(request: Request<Incoming>, guard: &Guard, latest: Latest) -> Response<Body> {
    let (method, headers, uri) = (request.method(), request.headers(), request.uri());
    if !guard.is_for_us(headers, uri.authority()) {
        let words = "This preview answers only to the address that it was started with.\n\
                     To open it to others by name, start it with that name: rungbook serve -n NAME\n";
        return plain(StatusCode::MISDIRECTED_REQUEST, words);
    }
    if method != Method::GET && method != Method::HEAD {
        let mut refused = plain(StatusCode::METHOD_NOT_ALLOWED, "Only GET and HEAD are answered.\n");
        refused.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        return refused;
    }
    let path = uri.path();
    if let Some(own) = path.strip_prefix(OWN) {
        if !guard.is_from_us(headers) {
            return plain(StatusCode::FORBIDDEN, "This is for the pages of the preview alone.\n");
        }
        return self::own(own, method, headers, latest).await;
    }
    match current(latest).await {
        Some(shown) => file(&shown, path, headers),
        None => gone(),
    }
}

/// What is shown now; waits for the first build.
async fn current(mut latest: Latest) -> Option<Shown> {
    latest.wait_for(Option::is_some).await.ok()?.clone()
}

/// The answer of a server that is about to end.
fn gone() -> Response<Body> {
    plain(StatusCode::SERVICE_UNAVAILABLE, "The preview has ended.\n")
}

/// Answers for what is the preview's own.
async fn own(path: &str, method: &Method, headers: &HeaderMap, latest: Latest) -> Response<Body> {
    match path {
        "client.js" => return own_file(headers, "text/javascript; charset=utf-8", include_str!("client.js")),
        "report.css" => return own_file(headers, "text/css; charset=utf-8", include_str!("report.css")),
        "events" if method == Method::GET => {
            let number = |shown: &Option<Shown>| shown.as_ref().map_or(0, |shown| shown.number);
            let mut stream = Response::new(Either::Right(Events::of(latest, number)));
            describe(&mut stream, "text/event-stream");
            stream.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            return stream;
        }
        _ => {}
    }
    let Some(shown) = current(latest).await else { return gone() };
    if path == "report" {
        return own_file(headers, HTML, &shown.report.html);
    }
    let Some(path) = path.strip_prefix("page").filter(|path| path.starts_with('/')) else {
        return plain(StatusCode::NOT_FOUND, "There is nothing here.\n");
    };
    let route = match route::asked(path) {
        Asked::File(route) => Some(route),
        Asked::Nothing => None,
    };
    let state = serde_json::to_string(&shown.state(route.as_ref())).unwrap_or_default();
    own_file(headers, "application/json", &state)
}

fn own_file(headers: &HeaderMap, media: &'static str, text: &str) -> Response<Body> {
    whole(headers, media, &Served::new(Bytes::copy_from_slice(text.as_bytes()), Version::default()))
}

/// Answers for a file of the site.
fn file(shown: &Shown, path: &str, headers: &HeaderMap) -> Response<Body> {
    let Asked::File(route) = route::asked(path) else { return missing(shown) };
    match shown.served(&route) {
        Some(file) => whole(headers, mime::of(route.as_str()), &file),
        None if shown.is_folder(&route) => moved(&route),
        None => missing(shown),
    }
}

/// The answer where nothing is: a page that says so, or that there is no site yet and why.
fn missing(shown: &Shown) -> Response<Body> {
    let status = if shown.good.is_some() { StatusCode::NOT_FOUND } else { StatusCode::SERVICE_UNAVAILABLE };
    let Some(page) = shown.missing() else { return plain(status, "The site has no such page.\n") };
    with_status(whole(&HeaderMap::new(), HTML, &page), status)
}

/// Leads to a folder, whose address ends with `/`.
fn moved(route: &Route) -> Response<Body> {
    let mut moved = plain(StatusCode::FOUND, "");
    if let Ok(address) = HeaderValue::from_str(&route::folder(route)) {
        moved.headers_mut().insert(header::LOCATION, address);
    }
    moved
}

/// The answer with all of a file, or with what of it was asked for and is not known yet.
fn whole(headers: &HeaderMap, media: &'static str, file: &Served) -> Response<Body> {
    let Served { bytes, tag, .. } = file;
    let mut answer = match part(headers, tag, bytes.len()) {
        _ if is_known(headers, tag) => with_status(response(Bytes::new()), StatusCode::NOT_MODIFIED),
        Part::Whole => response(bytes.clone()),
        Part::Some(range) => {
            let total = bytes.len();
            let said = format!("bytes {}-{}/{total}", range.start, range.end.saturating_sub(1));
            let mut part = with_status(response(bytes.slice(range)), StatusCode::PARTIAL_CONTENT);
            set(&mut part, header::CONTENT_RANGE, &said);
            part
        }
        Part::Unsatisfiable => {
            let mut none = with_status(response(Bytes::new()), StatusCode::RANGE_NOT_SATISFIABLE);
            set(&mut none, header::CONTENT_RANGE, &format!("bytes */{}", bytes.len()));
            none
        }
    };
    describe(&mut answer, media);
    set(&mut answer, header::ETAG, tag);
    answer.headers_mut().insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    answer
}

/// Whether the one who asks has the content with this tag.
fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let tags = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|tags| tags.to_str().ok());
    let mut tags = tags.flat_map(|tags| tags.split(',')).map(|tag| tag.trim());
    tags.any(|known| known == "*" || known.trim_start_matches("W/") == tag)
}

/// Which part is asked for. One of an older content, which `If-Range` names, is answered with the whole.
fn part(headers: &HeaderMap, tag: &str, length: usize) -> Part {
    let is_of_this = headers.get(header::IF_RANGE).is_none_or(|known| known.as_bytes() == tag.as_bytes());
    let mut ranges = headers.get_all(header::RANGE).iter();
    match (ranges.next().and_then(|range| range.to_str().ok()), ranges.next()) {
        (Some(range), None) if is_of_this => range::part(range, length),
        _ => Part::Whole,
    }
}

fn plain(status: StatusCode, words: &'static str) -> Response<Body> {
    let mut answer = with_status(response(Bytes::from_static(words.as_bytes())), status);
    describe(&mut answer, TEXT);
    answer
}

fn response(bytes: Bytes) -> Response<Body> {
    Response::new(Either::Left(Full::new(bytes)))
}

fn with_status(mut answer: Response<Body>, status: StatusCode) -> Response<Body> {
    *answer.status_mut() = status;
    answer
}

fn set(answer: &mut Response<Body>, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        answer.headers_mut().insert(name, value);
    }
}

/// Says what the content is, and that it is for our own pages and to be asked for again each time.
fn describe(answer: &mut Response<Body>, media: &'static str) {
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
}
