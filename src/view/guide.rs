//! The page of a guide, and the page of all of them.

use super::page::{Link, Words};
use super::parts::Entry;
use serde::Serialize;

/// All guides.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Guides {
    /// By topic.
    pub topics: Vec<GuideTopic>,
}

/// The guides of one topic.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct GuideTopic {
    /// Its id on the page.
    pub id: String,
    /// The topic; absent for guides without one.
    pub title: Option<String>,
    /// The guides.
    pub guides: Vec<GuideCard>,
}

/// A guide among others.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct GuideCard {
    /// The guide.
    pub link: Link,
    /// Where the difficulty comes from.
    pub cause: Option<Words>,
}

/// A guide.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Guide {
    /// Its topic.
    pub topic: Option<String>,
    /// Where the difficulty comes from.
    pub cause: Option<Words>,
    /// What to do.
    pub approach: Option<Words>,
    /// What to do, step by step.
    pub steps: Vec<Entry>,
    /// What it is about.
    pub about: Vec<Link>,
    /// Who answers for it.
    pub owner: Option<Words>,
    /// Who mentions it.
    pub mentioned: Vec<Link>,
}
