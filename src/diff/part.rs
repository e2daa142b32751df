//! The parts of things in which something can change.

/// The parts of things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The thing as a whole.
    Whole,
    /// Its title.
    Title,
    /// A level's code.
    Code,
    /// A level's grade.
    Grade,
    /// The track that a level stands on.
    Track,
    /// The ladder that a track stands on.
    Family,
    /// Its place among its like.
    Order,
    /// What it belongs to: the ladder above a ladder, the area of an area or a competency.
    Parent,
    /// Another title.
    Also,
    /// Its summary.
    Summary,
    /// Where it is in its life.
    Status,
    /// Who answers for it.
    Owner,
    /// Who may see it.
    Audience,
    /// Usual years.
    Experience,
    /// What stands in a row of the comparison tables.
    Dimension,
    /// What one does.
    Responsibility,
    /// The step that is expected of a competency.
    Step,
    /// What is expected of a competency.
    Expectation,
    /// What is needed beside competencies.
    AlsoNeeded,
    /// What is reached by a time.
    Milestone,
    /// What the next level asks for.
    Promotion,
    /// How long a way usually takes.
    UsualTime,
    /// How many make it.
    SuccessRate,
    /// What else is said about a way.
    Remark,
    /// The author's heading over a group.
    Heading,
    /// An example of impact.
    Story,
    /// What holds people back.
    Pitfall,
    /// An entry of a day.
    Day,
    /// A share of the week.
    Share,
    /// Something to read.
    Resource,
    /// Where it is found.
    Address,
    /// Who made it.
    By,
    /// What else to know.
    Note,
    /// A part in the author's own words.
    Section,
    /// An example of an entry.
    Example,
    /// What kind of track or move it is.
    Type,
    /// The levels that a track comes after.
    After,
    /// Whether what lower levels expect carries over.
    Accumulates,
    /// Whether levels follow one another.
    Ordered,
    /// The scale of a competency.
    Scale,
    /// How one gets better at it.
    Development,
    /// What a step means for a competency.
    StepMeaning,
    /// How a step is told.
    Criterion,
    /// A step of a scale.
    ScaleStep,
    /// What others call a grade.
    External,
    /// The levels of a role.
    Levels,
    /// What a role needs.
    Need,
    /// What those in a role do well.
    Practice,
    /// How to get there.
    Pathways,
    /// Where a move or pathway starts.
    From,
    /// Where it leads.
    To,
    /// Why people make a move.
    Reason,
    /// How to prepare.
    Preparation,
    /// What can go wrong.
    Risk,
    /// How long it takes.
    Duration,
    /// What a step of a pathway is about.
    Theme,
    /// What to do.
    Task,
    /// Pay.
    Pay,
    /// Where it is paid.
    Location,
    /// The market of pay.
    Market,
    /// Since when something holds.
    Since,
    /// When it was published.
    Date,
    /// Where a figure comes from.
    Source,
    /// The heading under which it is listed.
    Topic,
    /// Where a difficulty comes from.
    Cause,
    /// What to do about it.
    Approach,
    /// What it is about.
    About,
    /// A block of a page.
    Block,
}

impl Part {
    /// Whether such parts stand in lists, so that they come, go and move one by one.
    pub fn is_entry(self) -> bool {
        matches!(
            self,
            Self::Also
                | Self::Responsibility
                | Self::Expectation
                | Self::Step
                | Self::AlsoNeeded
                | Self::Milestone
                | Self::Promotion
                | Self::Story
                | Self::Pitfall
                | Self::Day
                | Self::Resource
                | Self::Section
                | Self::Example
                | Self::Criterion
                | Self::ScaleStep
                | Self::Levels
                | Self::Need
                | Self::Practice
                | Self::Reason
                | Self::Preparation
                | Self::Risk
                | Self::Task
                | Self::Approach
                | Self::Block
        )
    }
}
