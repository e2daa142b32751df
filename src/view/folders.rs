//! The Markdown pages in their folders: what is in each, and in which order one reads.

use super::address;
use super::shown::{Shown, Spot};
use crate::base::{Route, titled};
use crate::model::things::{Page, Thing};
use std::collections::{BTreeMap, HashMap};

/// The Markdown pages that the audience sees, in their folders.
#[derive(Debug, Default)]
pub struct Folders<'a> {
    folders: BTreeMap<&'a str, Folder<'a>>,
    stops: Vec<Stop>,
    positions: HashMap<Route, usize>,
    /// Where each page is found, by its path.
    spots: HashMap<&'a str, Spot>,
    /// Where each page and folder stands among those beside it.
    places: HashMap<Route, usize>,
}

/// A folder with Markdown pages in it or below it.
#[derive(Debug, Default)]
pub struct Folder<'a> {
    /// Its path in the source folder; empty for the source folder itself.
    pub path: &'a str,
    /// Its title: that of its own page, else its name.
    pub title: String,
    /// Its own page.
    pub index: Option<&'a Page>,
    /// What is in it: by the order that the pages state, then by path.
    pub children: Vec<Child<'a>>,
    /// The title and address of each child that has one.
    pub inside: Vec<(String, Route)>,
}

/// What stands in a folder.
#[derive(Clone, Copy, Debug)]
pub enum Child<'a> {
    /// A page.
    Page(&'a Page),
    /// A folder, by its path.
    Folder(&'a str),
}

/// A page on the way through the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// Its title.
    pub title: String,
    /// Its address.
    pub route: Route,
    /// The folder directly in the source folder that it is in.
    top: String,
}

impl<'a> Folders<'a> {
    /// The folders of what the audience sees.
    pub fn new(shown: &Shown<'a>) -> Self {
        let mut folders = Self::default();
        for page in &shown.handbook.pages {
            if let Some(spot) = shown.spot(&Thing::Page(page.path.clone())) {
                folders.spots.insert(&page.path, spot.clone());
                folders.add(page);
            }
        }
        folders.sort();
        folders.list();
        folders.walk("");
        folders.positions = folders.stops.iter().enumerate().map(|(at, stop)| (stop.route.clone(), at)).collect();
        folders
    }

    /// Whether a page is its folder's own.
    pub fn is_index(&self, page: &Page) -> bool {
        let route = self.spots.get(&*page.path).map(|spot| spot.route.as_str());
        route.is_some_and(|route| route == "index.html" || route.ends_with("/index.html"))
    }

    /// The folder of a path.
    pub fn get(&self, path: &str) -> Option<&Folder<'a>> {
        self.folders.get(path)
    }

    /// The title and address of what stands in a folder.
    pub fn stop(&self, child: &Child<'_>) -> Option<(String, Route)> {
        match child {
            Child::Page(page) => {
                let Spot { title, route, .. } = self.spots.get(&*page.path)?;
                Some((title.clone(), route.clone()))
            }
            Child::Folder(path) => Some((self.get(path)?.title.clone(), address::of_folder(path)?)),
        }
    }

    /// Where the page at an address stands in a folder, if it stands there.
    pub fn place(&self, folder: &Folder<'_>, route: &Route) -> Option<usize> {
        let at = self.places.get(route).copied()?;
        folder.inside.get(at).filter(|(_, there)| there == route).map(|_| at)
    }

    /// All folders in order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = &Folder<'a>> {
        self.folders.values()
    }

    /// The pages before and after the one at an address, in the same folder of the source folder.
    pub fn around(&self, route: &Route) -> (Option<&Stop>, Option<&Stop>) {
        let Some(at) = self.positions.get(route).copied() else { return (None, None) };
        let here = self.stops.get(at);
        let same = |stop: &&Stop| here.is_some_and(|here| here.top == stop.top);
        let before = at.checked_sub(1).and_then(|at| self.stops.get(at)).filter(same);
        (before, self.stops.get(at + 1).filter(same))
    }

    fn add(&mut self, page: &'a Page) {
        let folder = parent(&page.path);
        let is_index = self.is_index(page);
        self.ensure(folder);
        let Some(known) = self.folders.get_mut(folder) else { return };
        if is_index {
            known.index = Some(page);
            known.title = page.title.plain();
        } else {
            known.children.push(Child::Page(page));
        }
    }

    /// Makes the folder and those around it known.
    fn ensure(&mut self, path: &'a str) {
        if self.folders.contains_key(path) {
            return;
        }
        let title = titled(path.rsplit('/').next().unwrap_or(path));
        self.folders.insert(path, Folder { path, title, index: None, children: Vec::new(), inside: Vec::new() });
        if !path.is_empty() {
            let above = parent(path);
            self.ensure(above);
            if let Some(above) = self.folders.get_mut(above) {
                above.children.push(Child::Folder(path));
            }
        }
    }

    fn sort(&mut self) {
        let orders: BTreeMap<&str, Option<f64>> =
            self.folders.iter().map(|(path, folder)| (*path, folder.index.and_then(|page| page.order))).collect();
        let key = |child: &Child<'a>| match child {
            Child::Page(page) => (page.order, &*page.path),
            Child::Folder(path) => (orders.get(path).copied().flatten(), *path),
        };
        for folder in self.folders.values_mut() {
            folder.children.sort_by(|a, b| {
                let ((a, path_a), (b, path_b)) = (key(a), key(b));
                let (a, b) = (a.unwrap_or(f64::INFINITY), b.unwrap_or(f64::INFINITY));
                a.total_cmp(&b).then_with(|| path_a.cmp(path_b))
            });
        }
    }

    /// Lists what stands in each folder.
    fn list(&mut self) {
        let list = |folder: &Folder<'a>| folder.children.iter().filter_map(|child| self.stop(child)).collect();
        let lists: Vec<Vec<(String, Route)>> = self.folders.values().map(list).collect();
        for (folder, list) in self.folders.values_mut().zip(lists) {
            for (at, (_, route)) in list.iter().enumerate() {
                self.places.entry(route.clone()).or_insert(at);
            }
            folder.inside = list;
        }
    }

    /// Appends the pages of a folder in reading order: its own, then its children. Depth is bounded by the paths.
    fn walk(&mut self, path: &str) {
        let Some(folder) = self.folders.get(path) else { return };
        let top = path.split('/').next().unwrap_or_default().to_owned();
        let (title, children) = (folder.title.clone(), folder.children.clone());
        if let Some(route) = address::of_folder(path) {
            self.stops.push(Stop { title, route, top: top.clone() });
        }
        for child in children {
            match child {
                Child::Folder(path) => self.walk(path),
                Child::Page(page) => {
                    if let Some(Spot { title, route, .. }) = self.spots.get(&*page.path).cloned() {
                        self.stops.push(Stop { title, route, top: top.clone() });
                    }
                }
            }
        }
    }
}

/// The folder of a path; empty for what stands in the source folder itself.
pub fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}
