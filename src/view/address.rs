//! Where everything has its page. Addresses are flat files, made from ids and from the paths of Markdown pages.

use crate::base::Route;
use crate::model::things::Thing;

/// The home page.
pub const HOME: &str = "index.html";
/// All ladders.
pub const LADDERS: &str = "ladders/index.html";
/// All comparisons.
pub const COMPARE: &str = "compare/index.html";
/// All competencies.
pub const COMPETENCIES: &str = "competencies/index.html";
/// All roles.
pub const ROLES: &str = "roles/index.html";
/// All pathways.
pub const PATHWAYS: &str = "pathways/index.html";
/// All guides.
pub const GUIDES: &str = "guides/index.html";
/// What changed, release by release.
pub const CHANGES: &str = "changes/index.html";
/// What differs from what is published.
pub const REVIEW: &str = "changes/review.html";
/// Everything by name.
pub const LETTERS: &str = "a-z/index.html";
/// What is shown for an address that does not exist.
pub const NOT_FOUND: &str = "404.html";

/// The page of a thing, and its place there when it has no page of its own.
///
/// `None` for a Markdown page whose path cannot be an address.
pub fn of(thing: &Thing) -> Option<(Route, Option<String>)> {
    let page = |folder: &str, id: &str| Some((Route::new(format!("{folder}/{id}.html"))?, None));
    match thing {
        Thing::Family(id) => page("ladders", id.as_str()),
        Thing::Track(id) => page("tracks", id.as_str()),
        Thing::Level(id) => page("levels", id.as_str()),
        Thing::Competency(id) => page("competencies", id.as_str()),
        Thing::Role(id) => page("roles", id.as_str()),
        Thing::Pathway(id) => page("pathways", id.as_str()),
        Thing::Guide(id) => page("guides", id.as_str()),
        Thing::Area(id) => Some((Route::new(COMPETENCIES)?, Some(format!("area-{}", id.as_str())))),
        Thing::Scale(id) => Some((Route::new(COMPETENCIES)?, Some(format!("scale-{}", id.as_str())))),
        Thing::Page(path) => Some((of_page(path)?, None)),
    }
}

/// The page that a thing would have under another name; `None` for one without a page of its own.
pub fn of_name(thing: &Thing, name: &str) -> Option<Route> {
    let folder = match thing {
        Thing::Family(_) => "ladders",
        Thing::Track(_) => "tracks",
        Thing::Level(_) => "levels",
        Thing::Competency(_) => "competencies",
        Thing::Role(_) => "roles",
        Thing::Pathway(_) => "pathways",
        Thing::Guide(_) => "guides",
        Thing::Area(_) | Thing::Scale(_) => return None,
        Thing::Page(_) => return of_page(name),
    };
    Route::new(format!("{folder}/{name}.html"))
}

/// The address of a Markdown page: `index.md` and `README.md` stand for their folder.
pub fn of_page(path: &str) -> Option<Route> {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let stem = match stem.strip_suffix("README") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => format!("{folder}index"),
        _ => stem.to_owned(),
    };
    Route::new(format!("{stem}.html"))
}

/// The page of what changed with one release.
pub fn chapter(slug: &str) -> Option<Route> {
    Route::new(format!("changes/{slug}.html"))
}

/// The feed of all changes.
pub fn feed() -> Option<Route> {
    Route::new("changes/feed.xml")
}

/// The feed of what changed of a level.
pub fn level_feed(level: &str) -> Option<Route> {
    Route::new(format!("changes/levels/{level}.xml"))
}

/// The page of a folder.
pub fn of_folder(folder: &str) -> Option<Route> {
    Route::new(if folder.is_empty() { HOME.to_owned() } else { format!("{folder}/index.html") })
}

/// A part of everything by name, by its number among the parts of its letter.
pub fn letters(letter: &str, part: usize) -> Option<Route> {
    let part = if part == 0 { String::new() } else { format!("-{}", part + 1) };
    Route::new(format!("a-z/{letter}{part}.html"))
}

/// The comparison of the levels of a track.
pub fn compare_track(track: &str) -> Option<Route> {
    Route::new(format!("compare/track-{track}.html"))
}

/// The comparison of the levels of a grade.
pub fn compare_grade(grade: &str) -> Option<Route> {
    Route::new(format!("compare/grade-{grade}.html"))
}

/// The comparison of two levels.
pub fn compare_pair(first: &str, second: &str) -> Option<Route> {
    Route::new(format!("compare/{first}--{second}.html"))
}

/// The matrix of a ladder.
pub fn matrix(family: &str) -> Option<Route> {
    Route::new(format!("matrix/{family}.html"))
}

/// The matrix of one track of a ladder that is too large for one matrix.
pub fn matrix_track(track: &str) -> Option<Route> {
    Route::new(format!("matrix/track-{track}.html"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_their_index_pages() {
        let route = |path| of_page(path).map(|route| route.to_string());
        assert_eq!(route("a/README.md"), Some("a/index.html".into()));
        assert_eq!(route("README.md"), Some("index.html".into()));
        assert_eq!(route("a/MY-README.md"), Some("a/MY-README.html".into()));
        assert_eq!(route("a/b.c.md"), Some("a/b.c.html".into()));
    }
}
