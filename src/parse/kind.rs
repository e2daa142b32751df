//! The kinds of things that a definition file may define, and the fields of each.

use super::shape::Shape::{
    Block, Bool, Date, Groups, Id, Line, List, Many, Map, Number, OneOf, Record, Ref, Short, Time, Url, Word,
};
use super::shape::{Field, Shape, field, required};

/// A kind of thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A ladder: a discipline's set of tracks.
    Family,
    /// One column of a ladder.
    Track,
    /// One rung.
    Level,
    /// A group of competencies.
    Area,
    /// What is assessed.
    Competency,
    /// Named steps of mastery.
    Scale,
    /// One organisation-wide rung.
    Grade,
    /// A job that people hold.
    Role,
    /// An edge beyond "the next level".
    Move,
    /// A learning plan on a time line.
    Pathway,
    /// Pay.
    Band,
    /// A declared row of the comparison tables.
    Dimension,
    /// A short answer to a named difficulty.
    Guide,
    /// A published version of the ladder.
    Release,
}

impl Kind {
    /// All kinds, in the order of the manual.
    pub const ALL: [Self; 14] = [
        Self::Family,
        Self::Track,
        Self::Level,
        Self::Area,
        Self::Competency,
        Self::Scale,
        Self::Grade,
        Self::Role,
        Self::Move,
        Self::Pathway,
        Self::Band,
        Self::Dimension,
        Self::Guide,
        Self::Release,
    ];

    /// The key that holds one thing of this kind.
    pub fn singular(self) -> &'static str {
        self.words().0
    }

    /// The key that holds a list of things of this kind.
    pub fn plural(self) -> &'static str {
        self.words().1
    }

    /// What a thing of this kind is, one sentence of Markdown.
    pub fn doc(self) -> &'static str {
        match self {
            Self::Family => "A ladder: a discipline's set of tracks.",
            Self::Track => "One column of a ladder.",
            Self::Level => "One rung of a track.",
            Self::Area => "A group of competencies.",
            Self::Competency => "What is assessed; shared by levels and roles.",
            Self::Scale => "Named steps, lowest first, in the handbook's own words.",
            Self::Grade => "One organisation-wide rung; levels of the same grade are equivalent.",
            Self::Role => "A job that people hold: what it needs and how to get there.",
            Self::Move => {
                "A way from one level to another beyond the next one: a fork, a switch of track, a return, a lateral step."
            }
            Self::Pathway => "A learning plan on a time line.",
            Self::Band => "Pay by level or grade, place and market, in force from a date.",
            Self::Dimension => "A declared row of the comparison tables.",
            Self::Guide => "A short answer to a named difficulty.",
            Self::Release => "A published version of the ladder.",
        }
    }

    /// The fields of a thing of this kind.
    pub fn fields(self) -> &'static [Field] {
        match self {
            Self::Family => FAMILY,
            Self::Track => TRACK,
            Self::Level => LEVEL,
            Self::Area => AREA,
            Self::Competency => COMPETENCY,
            Self::Scale => SCALE,
            Self::Grade => GRADE,
            Self::Role => ROLE,
            Self::Move => MOVE,
            Self::Pathway => PATHWAY,
            Self::Band => BAND,
            Self::Dimension => DIMENSION,
            Self::Guide => GUIDE,
            Self::Release => RELEASE,
        }
    }

    /// The fields that all kinds share beside their id.
    pub fn shared_fields() -> &'static [Field] {
        SHARED
    }

    /// The field with the given key, of this kind or shared by all.
    pub fn field(self, key: &str) -> Option<&'static Field> {
        self.fields().iter().chain(SHARED).find(|field| field.key == key)
    }

    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Family => ("family", "families"),
            Self::Track => ("track", "tracks"),
            Self::Level => ("level", "levels"),
            Self::Area => ("area", "areas"),
            Self::Competency => ("competency", "competencies"),
            Self::Scale => ("scale", "scales"),
            Self::Grade => ("grade", "grades"),
            Self::Role => ("role", "roles"),
            Self::Move => ("move", "moves"),
            Self::Pathway => ("pathway", "pathways"),
            Self::Band => ("band", "bands"),
            Self::Dimension => ("dimension", "dimensions"),
            Self::Guide => ("guide", "guides"),
            Self::Release => ("release", "releases"),
        }
    }
}

const LINES: Shape = List(&Line);
const ITEM: Shape = Short(&["text"], ITEM_FIELDS);
const ITEMS: Shape = List(&ITEM);
const GROUPS: Shape = Groups(&ITEM);
const SECTIONS: Shape = List(&Record(SECTION_FIELDS));
const RESOURCES: Shape = List(&Short(&["title"], RESOURCE_FIELDS));
const LEVEL_REF: Shape = Ref(&[Kind::Level]);
const LEVEL_REFS: Shape = Many(&LEVEL_REF);
const PERSON_REFS: Shape = Many(&Ref(&[Kind::Level, Kind::Role]));

const ID: Field = required("id", Id, "The stable name, `[a-z0-9-]`: addresses and references are made from it.");
const OWN_ID: Field = field("id", Id, "A stable name, where one is needed.");
const TITLE: Field = required("title", Line, "What readers see.");
const SUMMARY: Field = field("summary", Block, "What it is, in a sentence or two.");

const SHARED: &[Field] = &[
    field("was", Many(&Word), "Old ids: they redirect here, and tie the history together."),
    field("status", OneOf(&["draft", "active", "not-in-use", "retired"]), "`draft` shows in previews only."),
    field("owner", Line, "Who answers for it."),
    field("audience", Word, "Who may see it, one of the `audiences` in book.toml; all when absent."),
];

const ITEM_FIELDS: &[Field] = &[
    required("text", Line, "What is said."),
    field("id", Id, "A stable name, so that the entry can be followed through levels and time."),
    field("examples", LINES, "What it looks like."),
    field("builds_on", Word, "The id of the entry of a lower level that this one grows out of."),
    field("audience", Word, "Who may see it."),
];

const SECTION_FIELDS: &[Field] = &[
    required("title", Line, "The section's heading."),
    required("text", Block, "The section."),
    field("audience", Word, "Who may see it."),
];

const RESOURCE_FIELDS: &[Field] = &[
    required("title", Line, "What it is called."),
    field("url", Url, "Where it is."),
    field("by", Line, "Who made it."),
    field("note", Line, "Why it is worth the time."),
];

const FAMILY: &[Field] = &[
    ID,
    TITLE,
    SUMMARY,
    field("parent", Ref(&[Kind::Family]), "The ladder that this one belongs to."),
    field("tracks", List(&Ref(&[Kind::Track])), "The order of the tracks; as defined when absent."),
    field("sections", SECTIONS, "Anything else, in Markdown."),
];

const TRACK: &[Field] = &[
    ID,
    required("family", Ref(&[Kind::Family]), "The ladder that it belongs to."),
    TITLE,
    required("kind", OneOf(&["shared", "ic", "management", "hybrid", "specialist"]), "Decides its colour."),
    SUMMARY,
    field("after", LEVEL_REFS, "The levels from which one enters its first level: a fork, or a join of several."),
    field(
        "accumulate",
        OneOf(&["add", "restate"]),
        "`add`: what lower levels expect carries over; `restate` (default): each level states all.",
    ),
    required("levels", List(&LEVEL_REF), "Its levels, lowest first."),
    field(
        "ordered",
        Bool,
        "`false`: its levels stand side by side, and none follows another; each is entered from `after`.",
    ),
    field("sections", SECTIONS, "Anything else, in Markdown."),
];

const LEVEL: &[Field] = &[
    ID,
    TITLE,
    field("code", Line, "A short code such as `IC4`."),
    field("grade", Ref(&[Kind::Grade]), "The organisation-wide rung; levels of one grade are equivalent."),
    field("also", LINES, "Other titles for the same level."),
    SUMMARY,
    field("experience", Line, "Usual years, such as `8–12 years` or `15+ years`."),
    field("dimensions", Map(&Ref(&[Kind::Dimension]), &Line), "What stands in the declared rows of comparison tables."),
    field("responsibilities", GROUPS, "What one does, in one list or in named groups."),
    field(
        "expects",
        Map(&Ref(&[Kind::Competency]), &Short(&["step", "items"], EXPECT_FIELDS)),
        "What is expected, by competency.",
    ),
    field("also_needs", GROUPS, "What is needed beside competencies, such as certifications."),
    field("milestones", List(&Record(MILESTONE_FIELDS)), "What is reached when, on the way through this level."),
    field("promotion", Many(&Record(PROMOTION_FIELDS)), "What the next level asks for before the move."),
    field("stories", List(&Short(&["text"], STORY_FIELDS)), "Examples of impact at this level."),
    field("pitfalls", ITEMS, "What holds people back here."),
    field("week", Record(WEEK_FIELDS), "A week in the life."),
    field("resources", RESOURCES, "What to read."),
    field("sections", SECTIONS, "Anything else, in Markdown."),
];

const EXPECT_FIELDS: &[Field] = &[
    field("step", Word, "The step on the competency's scale."),
    field("items", ITEMS, "What is expected."),
    field("audience", Word, "Who may see it."),
];

const MILESTONE_FIELDS: &[Field] = &[
    required("by", Line, "When, such as `Month 3` or `Years 2–3`."),
    required("items", ITEMS, "What is reached by then."),
];

const PROMOTION_FIELDS: &[Field] = &[
    required("to", LEVEL_REF, "The level that one moves to."),
    field("usual_time", Line, "How long it usually takes."),
    field("success_rate", Line, "How many make it, such as `~30%`."),
    field("text", Block, "Anything else about the move."),
    field("groups", GROUPS, "What is asked for, in one list or in named groups."),
];

const STORY_FIELDS: &[Field] = &[field("title", Line, "What it is about."), required("text", Block, "The story.")];

const WEEK_FIELDS: &[Field] = &[
    field("days", Map(&Line, &LINES), "The entries of each day."),
    field("split", Map(&Line, &Line), "How the time is spent: a share for each kind of work."),
];

const AREA: &[Field] = &[ID, TITLE, SUMMARY, field("parent", Ref(&[Kind::Area]), "The area that this one belongs to.")];

const COMPETENCY: &[Field] = &[
    ID,
    TITLE,
    field("area", Ref(&[Kind::Area]), "The group that it belongs to."),
    SUMMARY,
    field("scale", Ref(&[Kind::Scale]), "The scale that its steps are on."),
    field("development", Block, "How one gets better at it."),
    field("steps", Map(&Word, &Short(&["text"], STEP_FIELDS)), "What each step of the scale means here."),
    field("resources", RESOURCES, "What to read."),
    field("sections", SECTIONS, "Anything else, in Markdown."),
];

const STEP_FIELDS: &[Field] = &[
    field("text", Block, "What the step means."),
    field("criteria", ITEMS, "How it is told."),
    field("examples", LINES, "What it looks like."),
];

const SCALE: &[Field] = &[
    ID,
    field("title", Line, "What readers see."),
    required("steps", List(&Record(SCALE_STEP_FIELDS)), "The steps, lowest first."),
];

const SCALE_STEP_FIELDS: &[Field] = &[ID, TITLE, field("text", Block, "What the step means.")];

const GRADE: &[Field] = &[
    ID,
    TITLE,
    field("order", Number, "Its height; as defined when absent."),
    field("external", Map(&Line, &Line), "What other organisations call it."),
];

const ROLE: &[Field] = &[
    ID,
    TITLE,
    SUMMARY,
    field("levels", LEVEL_REFS, "The levels that the people in it hold."),
    field("competencies", List(&Short(&["text"], NEED_FIELDS)), "What it needs: ids of competencies, or words."),
    field("practices", ITEMS, "What those do who do it well."),
    field("pathway", Many(&Ref(&[Kind::Pathway])), "How to get there."),
    field("resources", RESOURCES, "What to read."),
    field("sections", SECTIONS, "Anything else, in Markdown."),
];

const NEED_FIELDS: &[Field] = &[
    field("text", Line, "What is needed, in words."),
    field("competency", Ref(&[Kind::Competency]), "What is needed, as a competency."),
    field("step", Word, "The step on its scale."),
];

const MOVE: &[Field] = &[
    OWN_ID,
    required("from", LEVEL_REFS, "Where it starts."),
    required("to", LEVEL_REF, "Where it leads."),
    required("kind", OneOf(&["promotion", "fork", "switch", "return", "lateral"]), "What kind of step it is."),
    field("title", Line, "What readers see."),
    field("text", Block, "What the move is."),
    field("why", ITEMS, "Why people make it."),
    field("prepare", ITEMS, "How to prepare."),
    field("usual_time", Line, "How long it usually takes."),
    field("success_rate", Line, "How many make it."),
    field("risks", ITEMS, "What can go wrong."),
];

const PATHWAY: &[Field] = &[
    ID,
    TITLE,
    SUMMARY,
    field("from", PERSON_REFS, "Where it starts: levels or roles."),
    field("to", PERSON_REFS, "Where it leads: levels or roles."),
    field("duration", Line, "How long it takes."),
    required("steps", List(&Record(PATHWAY_STEP_FIELDS)), "Its steps in order."),
    field("resources", RESOURCES, "What to read."),
];

const PATHWAY_STEP_FIELDS: &[Field] = &[
    required("when", Line, "When, such as `Month 1–3`."),
    field("title", Line, "What the step is about."),
    field("items", ITEMS, "What to do."),
];

const BAND: &[Field] = &[
    OWN_ID,
    field("level", LEVEL_REF, "The level that it is for."),
    field("grade", Ref(&[Kind::Grade]), "The grade that it is for, instead of a level."),
    field("title", Line, "What readers see."),
    field("range", Line, "The pay as written, such as `$185K–$320K` or `$600K+`."),
    field("min", Number, "The lower end, where `range` is not given."),
    field("max", Number, "The upper end, where `range` is not given."),
    field("currency", Word, "The currency of `min` and `max`, such as `EUR`."),
    field("open_ended", Bool, "Whether more than `max` is paid."),
    field("place", Line, "Where it is paid."),
    field("market", Line, "The market that it describes; the general one when absent."),
    field("from", Date, "Since when it is in force."),
    field("source", Line, "Where the figure comes from."),
    field("note", Line, "What else to know."),
];

const DIMENSION: &[Field] = &[
    ID,
    TITLE,
    field("kind", OneOf(&["text", "range", "percent", "money", "years"]), "What its values are."),
    field("order", Number, "Its place among the rows; as defined when absent."),
    SUMMARY,
];

const GUIDE: &[Field] = &[
    ID,
    TITLE,
    field("topic", Line, "The heading under which guides are listed."),
    field("cause", Block, "Where the difficulty comes from."),
    field("approach", Short(&["text", "items"], APPROACH_FIELDS), "What to do: text, or a list."),
    field("about", Many(&Ref(&[Kind::Level, Kind::Role, Kind::Competency])), "What it is about."),
];

const APPROACH_FIELDS: &[Field] =
    &[field("text", Block, "What to do."), field("items", ITEMS, "What to do, step by step.")];

const RELEASE: &[Field] = &[
    OWN_ID,
    required("version", Word, "Its name, such as `2026.2`."),
    required(
        "date",
        Time,
        "When it was published: a day, or a time such as `2026-03-01T12:00Z`. Its text is read from the last commit \
         on or before it.",
    ),
    field("revision", Word, "The commit or tag that holds its text, where the date alone does not say it."),
    field("in_force", Date, "Since when it holds."),
    field(
        "class",
        OneOf(&["major", "minor", "patch"]),
        "How much changes with it, which `rungbook check --against` holds against what does; the version says it when \
         absent.",
    ),
    field("title", Line, "What readers see."),
    SUMMARY,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_kinds_are_unique() {
        for kind in Kind::ALL {
            let mut keys: Vec<_> = kind.fields().iter().chain(SHARED).map(|field| field.key).collect();
            let all = keys.len();
            keys.sort_unstable();
            keys.dedup();
            assert_eq!(keys.len(), all, "{kind:?}");
        }
    }
}
