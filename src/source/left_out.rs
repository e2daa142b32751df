//! What is said of the files that are left out of a snapshot, from wherever it is read.

use super::LARGEST;
use crate::base::{Diagnostic, Span};
use std::io;
use std::sync::Arc;

/// How many links to folders are followed in one handbook; folders of links to folders of links would never end.
pub(super) const MOST_LINKS: usize = 200;

/// An error about a whole file.
pub(super) fn left_out(code: &'static str, path: &str, message: String, help: &str) -> Diagnostic {
    Diagnostic::error(code, &Span::start_of(&Arc::from(path)), message).help(help)
}

/// The error about a file that the system does not let us read.
pub(super) fn unreadable(path: &str, error: &io::Error) -> Diagnostic {
    let message = format!("`{path}` cannot be read: {error}");
    left_out("unreadable", path, message, "give yourself the right to read it, or remove it")
}

/// The error about a file that is larger than [`LARGEST`].
pub(super) fn large(path: &str) -> Diagnostic {
    let message = format!("`{path}` is larger than {} MB: it was not read", LARGEST / 1_000_000);
    left_out("large-file", path, message, "make it smaller, or keep it elsewhere and link to it")
}

/// The error about a name for which [`is_plain`] does not hold.
pub(super) fn odd_name(shown: &str) -> Diagnostic {
    let message = "the file's name is not UTF-8, or holds a backslash or a control character: it was not read";
    left_out("file-name", shown, message.to_owned(), "rename it")
}

/// The error about a symbolic link that is not followed, which `why` says.
pub(super) fn refused(code: &'static str, path: &str, why: &str, help: &str) -> Diagnostic {
    left_out(code, path, format!("the symbolic link `{path}` {why}: it was not followed"), help)
}

/// The error about a link that leads nowhere.
pub(super) fn broken_link(path: &str) -> Diagnostic {
    refused("symlink-broken", path, "leads nowhere", "remove it, or mend where it leads")
}

/// The error about a link that leads to itself, by itself or through others.
pub(super) fn own_link(path: &str) -> Diagnostic {
    refused("symlink-loop", path, "leads to itself", "remove the link")
}

/// The error about a link to a folder that holds the link.
pub(super) fn returning_link(path: &str) -> Diagnostic {
    refused("symlink-loop", path, "leads back to a folder that holds it", "remove the link")
}

/// The error about one link to a folder too many.
pub(super) fn many_links(path: &str) -> Diagnostic {
    let message = format!("there are more than {MOST_LINKS} links to folders: `{path}` was not followed");
    left_out("symlink-loop", path, message, "remove links, or put the files themselves there")
}

/// The error about a link that leads out of the handbook's folder.
pub(super) fn outside(path: &str) -> Diagnostic {
    let help = "put the file itself there: nothing outside the folder is read";
    refused("symlink-outside", path, "leads out of the handbook's folder", help)
}

/// The error about a link to a hidden file or to the site itself.
pub(super) fn never_read(path: &str) -> Diagnostic {
    refused("symlink-outside", path, "leads to what is never read", "put the file itself there")
}

/// Whether a name may stand in an address.
pub(super) fn is_plain(name: &str) -> bool {
    !name.contains(|letter: char| letter == '\\' || letter.is_control())
}

/// Whether a file's name says that it is hidden or that an editor or a desktop left it behind.
pub(super) fn is_left_behind(name: &[u8]) -> bool {
    name.starts_with(b".")
        || name.ends_with(b"~")
        || (name.starts_with(b"#") && name.ends_with(b"#"))
        || [&b".swp"[..], b".swo", b".swx", b"___jb_tmp___", b"___jb_old___"].iter().any(|end| name.ends_with(end))
        || matches!(name, b"Thumbs.db" | b"desktop.ini" | b"4913")
}
