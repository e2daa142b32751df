//! Who accepts what each level says, and whether that still holds.
//!
//! A signature is given to what a level says as a whole, whoever may see it, and to whom the level belongs. It no longer
//! holds when either is another. A level asks for a signature when somebody answers for it (its own owner, else that of
//! its track, else that of its ladder), when the settings ask for all, or when somebody has signed it; a draft never.

use crate::base::{Diagnostic, Snapshot, Span, nearest};
use crate::diff::canon::{Called, Canon};
use crate::model::handbook::Handbook;
use crate::model::things::{Family, Level, Status, Text, Track};
use crate::parse::config::Settings;
use crate::parse::signatures::{self, Signature, Signatures};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What the hashes of this version of the canonical text begin with.
const FORM: &str = "r1:";

/// How many hexadecimal digits of a hash are kept: 128 bits.
const DIGITS: usize = 32;

/// How a level stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelState {
    /// Its id.
    pub id: Arc<str>,
    /// What readers see, in plain words.
    pub title: String,
    /// Who answers for it, in plain words.
    pub owner: Option<String>,
    /// Whether it asks for a signature.
    pub is_asked: bool,
    /// Its signatures, in the order of those who signed.
    pub signed: Vec<Signed>,
    /// Where it is written.
    pub span: Span,
}

impl LevelState {
    /// Whether it has a signature, and all that it has still hold.
    pub fn is_accepted(&self) -> bool {
        !self.signed.is_empty() && self.signed.iter().all(|signed| signed.holds == Holds::Yes)
    }

    /// Whether it asks for a signature and has none that holds, or one that holds no more.
    pub fn is_open(&self) -> bool {
        self.is_asked && !self.is_accepted()
    }
}

/// A signature of a level, and whether it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// The entry of the file.
    pub signature: Signature,
    /// Whether it holds.
    pub holds: Holds,
}

/// Whether a signature holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// The level says what was signed.
    Yes,
    /// The level says something else.
    Changed,
    /// The level says the same, and belongs to another owner.
    OtherOwner,
    /// The hash is of a form that this program does not know.
    UnknownForm,
}

/// How all levels stand, in the order of the handbook's ladders.
pub fn state(handbook: &Handbook, signatures: &Signatures) -> Vec<LevelState> {
    let hashes = Hashes::of(handbook);
    let mut given: BTreeMap<&str, Vec<&Signature>> = BTreeMap::new();
    for signature in &signatures.entries {
        given.entry(&signature.level).or_default().push(signature);
    }
    let known: BTreeSet<&str> = handbook.levels.keys().map(|id| id.as_str()).collect();
    let state = |level: &Level| {
        let owner = owner(handbook, level).map(Text::plain);
        // An old id that another level has now stands for that one.
        let ids = ids(level).into_iter().filter(|id| **id == *level.id.as_str() || !known.contains(&**id));
        let given = ids.filter_map(|id| given.get(&*id)).flatten();
        let signed = |it: &&Signature| Signed { signature: (*it).clone(), holds: hashes.holds(level, &owner, it) };
        let mut signed: Vec<Signed> = given.map(signed).collect();
        signed.sort_by(|a, b| (&a.signature.by, &a.signature.date).cmp(&(&b.signature.by, &b.signature.date)));
        let wanted = owner.is_some() || handbook.settings.sign_all || !signed.is_empty();
        LevelState {
            id: level.id.name().clone(),
            title: level.title.plain(),
            is_asked: wanted && !is_draft(handbook, level),
            owner,
            signed,
            span: level.meta.span.clone(),
        }
    };
    levels(handbook).into_iter().map(state).collect()
}

/// The signatures of levels that are no more.
pub fn gone<'s>(handbook: &Handbook, signatures: &'s Signatures) -> Vec<&'s Signature> {
    let known: BTreeSet<Arc<str>> = handbook.levels.values().flat_map(ids).collect();
    signatures.entries.iter().filter(|signature| !known.contains(&signature.level)).collect()
}

/// The signatures of a handbook's files, none where there is no file; or what is wrong with that.
///
/// # Errors
///
/// When the file is not what it should be.
pub fn signatures(now: &Snapshot, settings: &Settings) -> Result<Signatures, Vec<Diagnostic>> {
    let file = Arc::from(settings.signatures.value.as_str());
    let Some(bytes) = now.get(&file) else { return Ok(Signatures::default()) };
    let (read, faults) = signatures::read(&file, bytes);
    read.ok_or(faults)
}

/// The signature that somebody gives a level on a day; `canon` tells things by their first ids.
pub fn signature<'h>(
    handbook: &'h Handbook,
    canon: &Canon<'h>,
    level: &'h Level,
    (by, date): (&str, &str),
) -> Signature {
    let owner = owner(handbook, level).map(Text::plain);
    Signature::new(level.id.as_str(), &hash(canon, level), (by, date), owner.as_deref())
}

/// The ids that a level has and had.
pub fn ids(level: &Level) -> Vec<Arc<str>> {
    let was = level.meta.was.iter().map(|was| was.value.clone());
    std::iter::once(level.id.name().clone()).chain(was).collect()
}

/// The level that somebody calls by an id, an old id, a code or a title.
///
/// # Errors
///
/// When there is none of that name, or there are several: a sentence, and what to do.
pub fn called<'h>(handbook: &'h Handbook, name: &str) -> Result<&'h Level, (String, String)> {
    let folded = name.trim().to_lowercase();
    let is = |text: &str| text.to_lowercase() == folded;
    let all = || handbook.levels.values();
    let by_id: Vec<&Level> = all().filter(|level| is(level.id.as_str())).collect();
    let by_old: Vec<&Level> = all().filter(|level| ids(level).iter().any(|id| is(id))).collect();
    let code = |level: &&Level| level.code.as_ref().is_some_and(|code| is(&code.plain()));
    let by_code: Vec<&Level> = all().filter(code).collect();
    let by_title: Vec<&Level> = all().filter(|level| is(&level.title.plain())).collect();
    let found = [by_id, by_old, by_code, by_title].into_iter().find(|found| !found.is_empty()).unwrap_or_default();
    match found.as_slice() {
        [level] => Ok(level),
        [] => {
            let names: Vec<String> =
                all().flat_map(|level| [level.id.as_str().to_owned(), level.title.plain()]).collect();
            let near = nearest(name, names.iter().map(String::as_str));
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "name a level by its id, its code or its title; `rungbook review` lists them".to_owned(),
            };
            Err((format!("there is no level `{name}`"), help))
        }
        several => {
            let ids: Vec<&str> = several.iter().map(|level| level.id.as_str()).collect();
            Err((format!("`{name}` may be several levels"), format!("name one by its id: `{}`", ids.join("`, `"))))
        }
    }
}

/// Who answers for a level: its own owner, else that of its track, else that of its ladder or of one around it.
fn owner<'h>(handbook: &'h Handbook, level: &'h Level) -> Option<&'h Text> {
    let track = track_of(handbook, level);
    let own = level.meta.owner.as_ref().or_else(|| track?.meta.owner.as_ref());
    let mut family = track.and_then(|track| handbook.families.get(track.family.as_ref()?));
    let mut owner = own;
    // No more steps than there are ladders: a circle of parents is an error told elsewhere.
    for _ in 0..handbook.families.len() {
        let Some(known) = family.filter(|_| owner.is_none()) else { break };
        owner = known.meta.owner.as_ref();
        family = parent(handbook, known);
    }
    owner.filter(|owner| !owner.plain().trim().is_empty())
}

fn parent<'h>(handbook: &'h Handbook, family: &Family) -> Option<&'h Family> {
    handbook.families.get(&family.parent.as_ref()?.value)
}

fn track_of<'h>(handbook: &'h Handbook, level: &Level) -> Option<&'h Track> {
    handbook.tracks.values().find(|track| track.levels.iter().any(|known| known.value == level.id))
}

/// Whether a level is not written yet, or the track or ladder that it stands on.
fn is_draft(handbook: &Handbook, level: &Level) -> bool {
    let track = track_of(handbook, level);
    let family = track.and_then(|track| handbook.families.get(track.family.as_ref()?));
    let metas = [Some(&level.meta), track.map(|track| &track.meta), family.map(|family| &family.meta)];
    metas.into_iter().flatten().any(|meta| meta.status == Status::Draft)
}

/// All levels: those of tracks in the order of the ladders, then the others.
fn levels(handbook: &Handbook) -> Vec<&Level> {
    let of_families = handbook.families.values().flat_map(|family| &family.tracks);
    let tracks = of_families.filter_map(|track| handbook.tracks.get(track)).chain(handbook.tracks.values());
    let on_tracks = tracks.flat_map(|track| &track.levels).filter_map(|level| handbook.levels.get(&level.value));
    let mut known = BTreeSet::new();
    on_tracks.chain(handbook.levels.values()).filter(|level| known.insert(level.id.as_str())).collect()
}

fn hash<'h>(canon: &Canon<'h>, level: &'h Level) -> String {
    let hash = blake3::hash(canon.level(level).as_bytes()).to_hex();
    format!("{FORM}{}", hash.get(..DIGITS).unwrap_or(&hash))
}

/// What the levels of a handbook say, told by each id that other things have had: one may have got a new one since.
struct Hashes<'h> {
    handbook: &'h Handbook,
    canons: Vec<Canon<'h>>,
}

impl<'h> Hashes<'h> {
    fn of(handbook: &'h Handbook) -> Self {
        let ways = [Called::First, Called::Last, Called::Now];
        Self { handbook, canons: ways.into_iter().map(|called| Canon::new(handbook, called)).collect() }
    }

    fn holds(&self, level: &Level, owner: &Option<String>, signature: &Signature) -> Holds {
        let level = self.handbook.levels.get(&level.id);
        let is_it = |canon: &Canon<'h>| level.is_some_and(|level| hash(canon, level) == *signature.content);
        if !signature.content.starts_with(FORM) {
            return Holds::UnknownForm;
        }
        if !self.canons.iter().any(is_it) {
            return Holds::Changed;
        }
        if signature.owner.as_deref() == owner.as_deref() { Holds::Yes } else { Holds::OtherOwner }
    }
}
