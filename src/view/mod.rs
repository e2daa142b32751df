//! What each page says, for one audience: a handbook in, pages of plain data out, one file per kind of page.

pub mod address;
pub mod article;
pub mod assemble;
pub mod between;
pub mod body;
pub mod book;
pub mod builder;
pub mod chains;
pub mod changed;
pub mod changes;
pub mod compare;
pub mod compared;
pub mod competency;
pub mod day;
pub mod diagram;
pub mod diagrams;
pub mod editions;
pub mod expected;
pub mod feed;
pub mod fence;
#[cfg(test)]
mod fixture;
pub mod folders;
pub mod former;
pub mod gate;
pub mod guide;
pub mod history;
pub mod home;
pub mod ladder;
pub mod leaf;
pub mod letters;
pub mod level;
pub mod marked;
pub mod matrix;
pub mod nav;
pub mod page;
pub mod parts;
pub mod pathway;
pub mod pay;
pub mod plan;
pub mod profile;
pub mod release;
pub mod review;
pub mod role;
pub mod search;
pub mod sections;
pub mod shown;
pub mod signed;
pub mod split;
pub mod stated;
pub mod story;
pub mod table;
pub mod thread;
pub mod timeline;
pub mod told;
pub mod track;
pub mod ways;

use crate::base::{Key, Route};
use leaf::{Found, Leaf, Made, World};
use page::Page;
use rayon::prelude::*;
use shown::Shown;
use std::collections::BTreeMap;
use story::Story;

/// All pages of a handbook for one audience, in order of their addresses; and what claims an address that another has.
pub fn pages(shown: &Shown<'_>, story: &Story) -> (Vec<Page>, Vec<Clash>) {
    each(shown, story, |page, _| page())
}

/// The same with what each is about. Where their world is `known`, a build before may have made some of them: what is kept
/// of a page is found by the hash of what it is made from.
pub fn leaves<K: Send>(
    shown: &Shown<'_>,
    story: &Story,
    known: Option<(World, impl Fn(Key) -> Option<Found<K>> + Sync)>,
) -> (Vec<Leaf<K>>, Vec<Clash>) {
    each(shown, story, |page, (route, job)| {
        let key = known.as_ref().and_then(|(world, _)| world.key(shown, story, (route, job)));
        let found = key.zip(known.as_ref()).and_then(|(key, (_, find))| find(key));
        let made = match found {
            Some(found) => Made::Known(found, route.clone()),
            None => Made::New(Box::new(page()), key),
        };
        Leaf { made, maker: Some(plan::maker(job)) }
    })
}

/// Something of each page in order of their addresses; and what claims an address that another has.
fn each<T: Send>(
    shown: &Shown<'_>,
    story: &Story,
    of: impl Fn(&dyn Fn() -> Page, (&Route, &plan::Job<'_>)) -> T + Sync,
) -> (Vec<T>, Vec<Clash>) {
    let folders = shown.folders();
    let mut jobs = BTreeMap::new();
    let mut clashes = Vec::new();
    for (route, job) in plan::jobs(shown, folders, story) {
        match jobs.get(&route) {
            Some(first) => clashes.push(Clash { first: plan::maker(first), second: plan::maker(&job), route }),
            None => {
                jobs.insert(route, job);
            }
        }
    }
    let jobs: Vec<_> = jobs.into_iter().collect();
    let tops = nav::Tops::new(shown, folders, story);
    let page = |(route, job): &(Route, plan::Job<'_>)| {
        of(&|| assemble::page(shown, (folders, &tops), story, (route.clone(), job)), (route, job))
    };
    (jobs.par_iter().map(page).collect(), clashes)
}

/// Two things that claim one address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// The address.
    pub route: Route,
    /// What has it.
    pub first: plan::Maker,
    /// What wants it too.
    pub second: plan::Maker,
}
