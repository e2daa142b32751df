//! One object of a repository: commits as readers see them, and what is said of objects that cannot be read.

use super::Error;
use crate::base::{Commit, Moment};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use gix::bstr::BStr;
use gix::{Object, ObjectId, Repository};

/// The object `id`, which should be a `what`.
pub(super) fn object<'r>(repo: &'r Repository, id: ObjectId, what: &'static str) -> Result<Object<'r>, Error> {
    match repo.try_find_object(id) {
        Ok(Some(object)) => Ok(object),
        Ok(None) => Err(missing(repo, what, id)),
        Err(error) => Err(corrupt(what, id, &error)),
    }
}

/// The commit that `HEAD` names; none in a repository without commits.
pub(super) fn head(repo: &Repository) -> Result<Option<ObjectId>, Error> {
    let head = repo.head().and_then(gix::Head::try_into_peeled_id);
    Ok(head.map_err(|error| corrupt("name", "HEAD", &error))?.map(gix::Id::detach))
}

/// The commit `id`.
pub(super) fn commit(repo: &Repository, id: ObjectId) -> Result<Commit, Error> {
    let wrong = |error: gix::Error| corrupt("commit", id, &error);
    let object = object(repo, id, "commit")?.try_into_commit().map_err(wrong)?;
    let read = object.decode().map_err(wrong)?;
    let author = read.author().map_err(wrong)?;
    Ok(Commit {
        id: id.to_string().into(),
        author: line(author.name.as_ref(), read.encoding).into(),
        written: moment(&author),
        committed: moment(&read.committer().map_err(wrong)?),
        subject: line(&read.message().summary(), read.encoding).into(),
    })
}

/// When something was signed; the beginning of time where that is not legible, as git has it.
pub(super) fn moment(signature: &gix::actor::SignatureRef<'_>) -> Moment {
    let time = signature.trim().time();
    time.map_or(Moment { seconds: signature.seconds(), offset: 0 }, |time| Moment {
        seconds: time.seconds,
        offset: time.offset,
    })
}

/// Text of a commit or a tag: in the encoding that it names, in UTF-8, or else in what was usual before that.
pub(super) fn text(bytes: &[u8], encoding: Option<&BStr>) -> String {
    if let Some(named) = encoding.and_then(|name| Encoding::for_label(name)) {
        return named.decode_without_bom_handling(bytes).0.into_owned();
    }
    let (text, damaged) = UTF_8.decode_without_bom_handling(bytes);
    if damaged { WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned() } else { text.into_owned() }
}

/// What a library said of an error, on one line.
pub(super) fn said(error: &gix::Error) -> String {
    let cause = error.probable_cause().to_string();
    cause.lines().next().unwrap_or_default().trim_end_matches('.').to_owned()
}

/// The error about an object that is not there.
pub(super) fn missing(repo: &Repository, what: &'static str, id: impl ToString) -> Error {
    Error::Missing { what, id: id.to_string(), partial: is_partial(repo) }
}

/// The error about an object that is there but damaged.
pub(super) fn corrupt(what: &'static str, id: impl ToString, error: &gix::Error) -> Error {
    Error::Broken { what, id: id.to_string(), reason: said(error) }
}

/// Text on one line, without what could steer a terminal.
fn line(bytes: &[u8], encoding: Option<&BStr>) -> String {
    let text = text(bytes, encoding);
    let plain = text.replace(|letter: char| letter.is_control(), " ");
    plain.trim().to_owned()
}

/// Whether the clone leaves objects out on purpose, until someone asks for them.
fn is_partial(repo: &Repository) -> bool {
    let config = repo.config_snapshot();
    let mut remotes = config.sections_by_name("remote").into_iter().flatten();
    config.string("extensions.partialClone").is_some() || remotes.any(|remote| remote.value("promisor").is_some())
}
