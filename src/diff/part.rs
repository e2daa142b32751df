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
    /// What such a part is called, in lower case.
    pub fn word(self) -> &'static str {
        match self {
            Self::Whole => "as a whole",
            Self::Title => "title",
            Self::Code => "code",
            Self::Grade => "grade",
            Self::Track => "track",
            Self::Family => "ladder",
            Self::Order => "order",
            Self::Parent => "group",
            Self::Also => "other title",
            Self::Summary => "summary",
            Self::Status => "status",
            Self::Owner => "owner",
            Self::Audience => "audience",
            Self::Experience => "experience",
            Self::Dimension => "dimension",
            Self::Responsibility => "responsibility",
            Self::Step => "step",
            Self::Expectation => "expectation",
            Self::AlsoNeeded => "also needed",
            Self::Milestone => "milestone",
            Self::Promotion => "promotion criterion",
            Self::UsualTime => "usual time",
            Self::SuccessRate => "success rate",
            Self::Remark => "remark",
            Self::Heading => "heading",
            Self::Story => "story",
            Self::Pitfall => "pitfall",
            Self::Day => "day",
            Self::Share => "share of time",
            Self::Resource => "resource",
            Self::Address => "address",
            Self::By => "author",
            Self::Note => "note",
            Self::Section => "section",
            Self::Example => "example",
            Self::Type => "kind",
            Self::After => "comes after",
            Self::Accumulates => "carries over",
            Self::Ordered => "in order",
            Self::Scale => "scale",
            Self::Development => "development",
            Self::StepMeaning => "meaning of the step",
            Self::Criterion => "criterion",
            Self::ScaleStep => "step of the scale",
            Self::External => "name elsewhere",
            Self::Levels => "level",
            Self::Need => "need",
            Self::Practice => "practice",
            Self::Pathways => "pathway",
            Self::From => "start",
            Self::To => "destination",
            Self::Reason => "reason",
            Self::Preparation => "preparation",
            Self::Risk => "risk",
            Self::Duration => "duration",
            Self::Theme => "theme",
            Self::Task => "task",
            Self::Pay => "pay",
            Self::Location => "place",
            Self::Market => "market",
            Self::Since => "in force since",
            Self::Date => "date",
            Self::Source => "source",
            Self::Topic => "topic",
            Self::Cause => "cause",
            Self::Approach => "approach",
            Self::About => "about",
            Self::Block => "text",
        }
    }

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
