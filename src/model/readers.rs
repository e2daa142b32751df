//! For whom a build is, and what they may see.

use super::handbook::Handbook;
use super::things::{Audience, Level, Status};

/// For whom a build is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Readers {
    audience: Audience,
}

impl Readers {
    /// The readers of the audience that the settings name.
    pub fn of(handbook: &Handbook) -> Self {
        let settings = &handbook.settings;
        let wanted = settings.audience.as_ref();
        let known = wanted.and_then(|wanted| settings.audiences.iter().position(|audience| audience == wanted));
        Self { audience: Audience(known.unwrap_or_default()) }
    }

    /// Whether what is meant for `audience` is for them.
    pub fn see(self, audience: Audience) -> bool {
        audience <= self.audience
    }

    /// Whether a level stands on the way to or from `level`: drafts stand only beside drafts, retired levels never.
    pub fn meet(self, level: &Level, other: &Level) -> bool {
        let drafts = level.meta.status == Status::Draft;
        self.see(other.meta.audience)
            && match other.meta.status {
                Status::Active | Status::NotInUse => true,
                Status::Draft => drafts,
                Status::Retired => false,
            }
    }
}
