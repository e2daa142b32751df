//! A Markdown page.

use super::body::Card;
use super::page::{Link, Words};
use serde::Serialize;

/// A Markdown page.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Article {
    /// `Draft`, `Not in use`, `Retired`; absent when active.
    pub status: Option<String>,
    /// What it is about.
    pub summary: Option<Words>,
    /// What it says.
    pub text: Words,
    /// The pages of its folder, where it is the folder's own page.
    pub pages: Vec<Card>,
    /// Who answers for it.
    pub owner: Option<Words>,
    /// Who mentions it.
    pub mentioned: Vec<Link>,
}
