//! Builds of a folder as a preview makes them: with all that can be kept between them, or with nothing.

use rungbook::base::{Diagnostic, Late, Site};
use rungbook::source::past::Recall;
use rungbook::source::{self, Reader};
use rungbook::{BOOK, Memos, Scope};
use std::path::Path;

/// What is kept from build to build.
pub(crate) struct Session {
    reader: Reader,
    recall: Recall,
    memos: Memos,
}

impl Default for Session {
    fn default() -> Self {
        Self { reader: Reader::default(), recall: Recall::default(), memos: Memos::lasting() }
    }
}

/// What a build made and said.
pub(crate) struct Made {
    pub(crate) diagnostics: Vec<String>,
    pub(crate) site: Option<Site>,
}

impl Session {
    /// One that keeps nothing, as a command has it that builds once.
    pub(crate) fn fresh() -> Self {
        Self { memos: Memos::default(), ..Self::default() }
    }

    pub(crate) fn build(&mut self, root: &Path, scope: &Scope) -> Made {
        let (book, _) = source::folder(root, &[BOOK], None).unwrap();
        let (inputs, output) = rungbook::inputs(&book);
        let paths: Vec<&str> = [BOOK].into_iter().chain(inputs.iter().map(String::as_str)).collect();
        let output = output.map(|output| root.join(output));
        let (now, unread) = self.reader.folder(root, &paths, output.as_deref()).unwrap();
        let (past, untold) = self.recall.read(root, &rungbook::asked(&now, scope), BOOK, rungbook::inputs);
        let made = rungbook::build(&now, past, scope, &self.memos);
        let said = |found: &Diagnostic| format!("{found:?}");
        let mut diagnostics: Vec<String> = unread.iter().chain(untold).chain(&made.diagnostics).map(said).collect();
        diagnostics.sort();
        let site = made.site.map(|mut site| {
            let late = made.late.into_iter().flat_map(Late::into_files);
            let late: Vec<_> = late.filter(|(route, _)| site.get(route.as_str()).is_none()).collect();
            late.into_iter().for_each(|(route, bytes)| site.insert(route, bytes));
            made.review.as_ref().map_or(site.clone(), |review| review.site(&site, &now, &made.diagnostics))
        });
        Made { diagnostics, site }
    }
}

impl Made {
    /// How another build differs, for people to read.
    pub(crate) fn difference(&self, fresh: &Self) -> Option<String> {
        if self.diagnostics != fresh.diagnostics {
            let only = |some: &[String], others: &[String]| {
                some.iter().filter(|found| !others.contains(found)).cloned().collect::<Vec<_>>().join("\n  ")
            };
            let (warm, cold) = (&self.diagnostics, &fresh.diagnostics);
            return Some(format!("said only warm:\n  {}\nonly fresh:\n  {}", only(warm, cold), only(cold, warm)));
        }
        let (Some(warm), Some(cold)) = (&self.site, &fresh.site) else {
            return (self.site.is_some() != fresh.site.is_some()).then(|| "only one of the two made a site".to_owned());
        };
        let routes = warm.iter().chain(cold.iter()).map(|(route, _)| route.as_str());
        let mut wrong: Vec<&str> = routes.filter(|route| warm.get(route) != cold.get(route)).collect();
        wrong.sort_unstable();
        wrong.dedup();
        let first = wrong.first()?;
        let text =
            |site: &Site| site.get(first).map_or_else(String::new, |it| String::from_utf8_lossy(it).into_owned());
        let (warm, cold) = (text(warm), text(cold));
        let at = warm.lines().zip(cold.lines()).find(|(one, other)| one != other);
        Some(format!(
            "{} files differ: {}\nthe first line of `{first}` warm and fresh: {at:#?}",
            wrong.len(),
            wrong.join(", ")
        ))
    }
}
