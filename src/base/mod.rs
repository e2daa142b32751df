//! What all stages share: plain values without input, output or knowledge of any stage.

mod diagnostic;
mod drawing;
mod fence;
mod history;
mod memo;
mod moment;
mod outline;
mod past;
mod prose;
mod site;
mod slug;
mod snapshot;
mod span;
mod tame;

pub use diagnostic::{Diagnostic, Related, Severity, nearest};
pub use drawing::{Drawing, Fault, Piece, Spot};
pub use fence::{Body, Fence, Name, Scope, Step};
pub use history::{Change, Commit, Deed, Edition, History, Touch};
pub use memo::{FileMemo, Key, Memo};
pub use moment::{Moment, Until, last_day};
pub use outline::{Entry, HeadingIds};
pub use past::{Asked, AskedBase, AskedRelease, Gap, Past};
pub use prose::{Align, Block, Inline, Item, Mark, Prose, Text};
pub use site::{Late, Route, Site, encode, relative};
pub use slug::{slug, titled};
pub use snapshot::{Bytes, Snapshot};
pub use span::{Position, Span, Spanned};
pub use tame::tame;
