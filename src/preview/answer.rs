//! One request to one answer. Files come from the site in memory; no path of a request ever reaches the disk.

use super::events::Events;
use super::guard::Guard;
use super::mime;
use super::page::{self, OWN};
use super::range::{self, Part};
use super::route::{self, Asked};
use super::shown::{MISSING, Shown};
use crate::base::{self, Route, Site};
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
        "client.js" => return whole(headers, "text/javascript; charset=utf-8", include_str!("client.js").into()),
        "report.css" => return whole(headers, "text/css; charset=utf-8", include_str!("report.css").into()),
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
        return whole(headers, HTML, shown.report.html.clone().into());
    }
    let Some(path) = path.strip_prefix("page").filter(|path| path.starts_with('/')) else {
        return plain(StatusCode::NOT_FOUND, "There is nothing here.\n");
    };
    let route = match route::asked(path) {
        Asked::File(route) => Some(route),
        Asked::Nothing => None,
    };
    let state = serde_json::to_string(&shown.state(route.as_ref())).unwrap_or_default();
    whole(headers, "application/json", state.into())
}

/// Answers for a file of the site.
fn file(shown: &Shown, path: &str, headers: &HeaderMap) -> Response<Body> {
    let Some(site) = shown.site.as_deref() else {
        let page = page::dressed(shown.failure().as_bytes(), &shown.version(None));
        return with_status(whole(headers, HTML, page.into()), StatusCode::SERVICE_UNAVAILABLE);
    };
    let Asked::File(route) = route::asked(path) else { return missing(shown, site) };
    let Some(bytes) = site.get(route.as_str()) else {
        let is_folder =
            Route::new(format!("{route}/index.html")).is_some_and(|index| site.get(index.as_str()).is_some());
        return if is_folder { moved(&route) } else { missing(shown, site) };
    };
    let media = mime::of(route.as_str());
    if mime::is_page(route.as_str()) {
        return whole(headers, media, served(shown, &route, bytes).into());
    }
    whole(headers, media, Bytes::from_owner(bytes.clone()))
}

/// The bytes of a page as they go out: all that the preview adds to a page is added here.
fn served(shown: &Shown, route: &Route, bytes: &base::Bytes) -> Vec<u8> {
    page::dressed(bytes, &shown.version(Some(route)))
}

/// The answer where the site has nothing: its own page for that.
fn missing(shown: &Shown, site: &Site) -> Response<Body> {
    let page = Route::new(MISSING).and_then(|route| Some(served(shown, &route, site.get(MISSING)?)));
    match page {
        Some(page) => with_status(whole(&HeaderMap::new(), HTML, page.into()), StatusCode::NOT_FOUND),
        None => plain(StatusCode::NOT_FOUND, "The site has no such page.\n"),
    }
}

/// Leads to a folder, whose address ends with `/`.
fn moved(route: &Route) -> Response<Body> {
    let mut moved = plain(StatusCode::FOUND, "");
    if let Ok(address) = HeaderValue::from_str(&route::folder(route)) {
        moved.headers_mut().insert(header::LOCATION, address);
    }
    moved
}

/// The answer with all of a content, or with what of it was asked for and is not known yet.
fn whole(headers: &HeaderMap, media: &'static str, bytes: Bytes) -> Response<Body> {
    let tag = format!("\"{}\"", page::name([&bytes[..]]));
    let Ok(tag_value) = HeaderValue::from_str(&tag) else { return plain(StatusCode::INTERNAL_SERVER_ERROR, "") };
    let mut answer = match part(headers, &tag, bytes.len()) {
        _ if is_known(headers, &tag) => with_status(response(Bytes::new()), StatusCode::NOT_MODIFIED),
        Part::Whole => response(bytes),
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
    answer.headers_mut().insert(header::ETAG, tag_value);
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
