//! Lets merman parse, lay out and draw a diagram, with the fonts, limits and settings of this house.

use super::super::measure::Font;
use crate::base::Fault;
use merman::resources::{InputResourceLimitId, InputResourcePolicy};
use merman::svg::{
    DeterministicTextMeasurer, MeasurementProfileId, RenderResourceLimitId, RenderResourcePolicy, ResourceLimitId,
    SvgPipeline, SvgRenderOptions, TextMeasurementPolicy, TextMeasurementProfile, TextMeasurementProfileIdentity,
    TextStyle,
};
use merman::{
    Engine, MermaidConfig, OperationControl, ParseDiagnosticSpanKind, ParseOptions, RenderError, RenderOutput,
    RenderTarget, Renderer, SvgEnvironment, SvgRequest,
};
use serde_json::{Value, json};
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;

/// The size of words in px.
pub(super) const SIZE: f32 = 14.0;

/// The colour of lines in what merman writes; no author will have chosen it.
pub(super) const LINE: &str = "#000101";
/// The colour of notes in what merman writes.
pub(super) const NOTE: &str = "#000102";
/// The colour of the lines around notes in what merman writes.
pub(super) const NOTE_LINE: &str = "#000103";

/// The colour of the lines around parts in what merman writes.
pub(super) const BORDER: &str = "#000104";
/// What the colours of slices, of quadrants and of points begin with in what merman writes.
pub(super) const SLICES: &str = "#0002";
pub(super) const QUADRANTS: &str = "#0003";
pub(super) const POINT: &str = "#000401";

/// What the ids in what merman writes begin with.
pub(super) const ID: &str = "rb";

/// The most that is drawn: well above what anyone can read, and a fraction of a second of work.
const MOST_BYTES: usize = 50_000;
const MOST_ITEMS: usize = 1_500;
const MOST_DEPTH: usize = 24;
const MOST_WORK: usize = 600_000;

/// What merman made of a source.
pub(super) struct Drawn {
    /// The family by merman's name, such as `flowchart-v2`.
    pub(super) family: Family,
    /// The title in the front matter.
    pub(super) title: Option<String>,
    /// What the diagram says.
    pub(super) model: Value,
    /// What it looks like.
    pub(super) svg: String,
}

/// A family of diagrams.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    Flowchart,
    Gantt,
    Timeline,
    Quadrant,
    Mindmap,
    Pie,
    State,
    Sequence,
    Class,
    Entities,
    Journey,
}

impl Family {
    /// The family of that name in merman.
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "flowchart" | "flowchart-v2" | "flowchart-elk" | "graph" => Self::Flowchart,
            "gantt" => Self::Gantt,
            "timeline" => Self::Timeline,
            "quadrantChart" => Self::Quadrant,
            "mindmap" => Self::Mindmap,
            "pie" => Self::Pie,
            "state" | "stateDiagram" => Self::State,
            "sequence" => Self::Sequence,
            "class" | "classDiagram" => Self::Class,
            "er" => Self::Entities,
            "journey" => Self::Journey,
            _ => return None,
        })
    }
}

/// Parses and draws `source`.
pub(super) fn draw(source: &str) -> Result<Drawn, Fault> {
    match catch_unwind(AssertUnwindSafe(|| attempt(source))) {
        Ok(drawn) => drawn,
        Err(_) => Err(unreadable()),
    }
}

/// The fault of a diagram that could not be drawn for a reason that is not its author's.
pub(super) fn unreadable() -> Fault {
    fault("this diagram cannot be drawn", "write it more simply: leave out its newest part")
}

fn fault(message: impl Into<String>, help: &str) -> Fault {
    Fault { message: message.into(), help: Some(help.to_owned()), range: 0..0 }
}

fn attempt(source: &str) -> Result<Drawn, Fault> {
    let source = &without_icons(source);
    let refused = |error| refusal(error, source);
    let semantic = renderer()
        .prepare_semantic(source, OperationControl::new())
        .map_err(refused)?
        .ok_or_else(|| fault("there is no diagram here", UNKNOWN))?;
    let name = semantic.diagram_type().to_owned();
    let family =
        Family::named(&name).ok_or_else(|| fault(format!("diagrams of the kind `{name}` are not drawn"), UNKNOWN))?;
    let title = semantic.metadata().title.clone().filter(|title| !title.trim().is_empty());
    let model = semantic.compatibility_json().map_err(refused)?.as_value().clone();
    if let Some(fault) = loose(family, &model, source) {
        return Err(fault);
    }
    match semantic.render(RenderTarget::Svg(request())).map_err(refused)? {
        RenderOutput::Svg(Some(svg)) => Ok(Drawn { family, title, model, svg: svg.svg().to_owned() }),
        _ => Err(unreadable()),
    }
}

/// The fault of a journey with tasks before its first section: merman would leave them out.
fn loose(family: Family, model: &Value, source: &str) -> Option<Fault> {
    let tasks = model.get("tasks").and_then(Value::as_array).filter(|_| family == Family::Journey)?;
    let text = |task: &Value, name: &str| task.get(name).and_then(Value::as_str).unwrap_or_default().trim().to_owned();
    let task = tasks.iter().find(|task| text(task, "section").is_empty()).map(|task| text(task, "task"))?;
    let range = source.find(&task).map_or(0..0, |start| start..start + task.len());
    let help = "write `section` and a name on a line before it";
    Some(Fault { range, ..fault(format!("`{task}` stands in no section of the journey"), help) })
}

const UNKNOWN: &str = "begin it with `flowchart TB`, `gantt`, `timeline`, `quadrantChart`, `mindmap`, `pie`, \
                       `stateDiagram-v2`, `sequenceDiagram`, `classDiagram`, `erDiagram` or `journey`";

/// The source with blanks for the names of icons before words, so that byte offsets stay: no icons are drawn.
fn without_icons(source: &str) -> String {
    let mut out = source.to_owned();
    for (start, icon) in super::words::icons(source) {
        let after = &source[start + icon.len()..];
        let word = after.trim_start_matches(' ');
        let goes_on = word.len() < after.len() && !word.starts_with(['\n', '\r', ']', ')', '}', '"', '|', '`', '/']);
        if goes_on {
            out.replace_range(start..start + icon.len(), &" ".repeat(icon.len()));
        }
    }
    out
}

/// The renderer; its first use takes a while.
fn renderer() -> &'static Renderer {
    static RENDERER: OnceLock<Renderer> = OnceLock::new();
    RENDERER.get_or_init(|| {
        let mut input = InputResourcePolicy::default();
        for (limit, most) in [
            (InputResourceLimitId::MaxSourceBytes, MOST_BYTES),
            (InputResourceLimitId::MaxModelItems, MOST_ITEMS),
            (InputResourceLimitId::MaxModelNestingDepth, MOST_DEPTH),
        ] {
            input = input.with_limit(limit, most).unwrap_or(input);
        }
        Renderer::new()
            .with_engine(Engine::new().with_site_config(MermaidConfig::from_value(settings())))
            .with_parse_options(ParseOptions::strict())
            .with_resource_policy(input)
    })
}

/// The settings of mermaid; those under `secure` are not the author's to change.
fn settings() -> Value {
    let mut settings = json!({
        "layout": "dagre", "theme": "base", "look": "classic", "htmlLabels": false, "fontSize": SIZE,
        "secure": ["secure", "securityLevel", "startOnLoad", "maxTextSize", "maxEdges", "suppressErrorRendering",
            "layout", "look", "htmlLabels", "theme", "themeVariables", "themeCSS", "fontFamily", "fontSize",
            "defaultRenderer", "useMaxWidth", "handDrawnSeed", "darkMode", "legacyMathML", "forceLegacyMathML"],
        "themeVariables": {
            "fontSize": "14px", "lineColor": LINE, "noteBkgColor": NOTE, "noteBorderColor": NOTE_LINE,
            "primaryBorderColor": BORDER, "quadrantPointFill": POINT,
            "pieTitleTextSize": "16px", "pieSectionTextSize": "14px", "pieLegendTextSize": "14px",
        },
        "flowchart": { "htmlLabels": false, "wrappingWidth": 220 },
        "state": { "wrappingWidth": 220 }, "class": { "wrappingWidth": 220 }, "mindmap": { "wrappingWidth": 220 },
        "sequence": { "actorFontSize": 14, "messageFontSize": 14, "noteFontSize": 14, "boxMargin": 10 },
        "gantt": { "fontSize": 12, "sectionFontSize": 12, "barHeight": 24, "barGap": 6, "leftPadding": 100 },
        "quadrantChart": { "quadrantLabelFontSize": 14, "xAxisLabelFontSize": 13, "yAxisLabelFontSize": 13,
            "titleFontSize": 16, "pointLabelFontSize": 13 },
    });
    let colours = &mut settings["themeVariables"];
    for number in 1..=12 {
        colours[format!("pie{number}")] = format!("{SLICES}{number:02x}").into();
    }
    for number in 1..=4 {
        colours[format!("quadrant{number}Fill")] = format!("{QUADRANTS}{number:02x}").into();
    }
    settings
}

fn request() -> SvgRequest {
    let mut resources = RenderResourcePolicy::default();
    resources = resources
        .with_limit(ResourceLimitId::Render(RenderResourceLimitId::MaxLayoutWorkUnits), MOST_WORK)
        .unwrap_or(resources);
    let mut environment = SvgEnvironment::deterministic().with_resource_policy(resources);
    if let Some(policy) = widths() {
        environment = environment.with_text_measurement_policy(policy);
    }
    SvgRequest {
        environment,
        options: SvgRenderOptions { diagram_id: Some(ID.to_owned()), ..SvgRenderOptions::default() },
        pipeline: Some(SvgPipeline::parity()),
        ..SvgRequest::default()
    }
}

/// Texts measured with the font that the theme ships.
fn widths() -> Option<TextMeasurementPolicy> {
    let identity = TextMeasurementProfileIdentity::new(MeasurementProfileId::new("inter").ok()?, "1").ok()?;
    let widths = DeterministicTextMeasurer::default().with_width_callback(|text, style| f64::from(width(text, style)));
    Some(TextMeasurementPolicy::uniform(TextMeasurementProfile::new(identity, widths)))
}

fn width(text: &str, style: &TextStyle) -> f32 {
    let bold = style.font_weight.as_deref().is_some_and(is_bold);
    Font { size: style.font_size as f32, bold }.width(text)
}

/// Whether a font weight is above medium.
pub(super) fn is_bold(weight: &str) -> bool {
    matches!(weight, "bold" | "bolder") || weight.parse::<u16>().is_ok_and(|weight| weight >= 600)
}

fn refusal(error: RenderError, source: &str) -> Fault {
    let first = || {
        let start = source.len() - source.trim_start().len();
        start..start + source[start..].lines().next().map_or(0, str::len)
    };
    match error {
        RenderError::Parse(diagnostic) => {
            let details = diagnostic.terminal_diagnostic_details();
            let message = diagnostic.terminal_safe_message();
            match details.code.as_str() {
                "merman.parse.no_diagram_detected" => {
                    return Fault { range: first(), ..fault("this is no kind of diagram that is drawn here", UNKNOWN) };
                }
                "merman.parse.unsupported_diagram" => {
                    let kind = details.diagram_type.unwrap_or_default();
                    let message = format!("diagrams of the kind `{kind}` are not drawn");
                    return Fault { range: first(), ..fault(message, UNKNOWN) };
                }
                _ => {}
            }
            let placed = details.span_kind.is_some_and(|kind| kind != ParseDiagnosticSpanKind::Fallback);
            let range = match details.span.filter(|_| placed) {
                Some(span) => span.start..span.end,
                None => super::fault::in_front(&message, source).unwrap_or_else(|| found(source, &message)),
            };
            super::fault::parse(&message, range, source)
        }
        RenderError::NoDiagram => fault("there is no diagram here", UNKNOWN),
        RenderError::ResourceLimitExceeded(limit) => super::fault::limit(limit.id),
        error => super::fault::parse(&error.to_string(), 0..0, source),
    }
}

/// The line that a message without a place is about: the last one of the shortest beginning of the source that gives
/// the same message.
fn found(source: &str, message: &str) -> Range<usize> {
    let ends: Vec<usize> = source.match_indices('\n').map(|(at, _)| at + 1).chain([source.len()]).collect();
    let same = |end: usize| {
        let parsed = renderer().prepare_semantic(&source[..end], OperationControl::new());
        matches!(parsed, Err(RenderError::Parse(other)) if other.terminal_safe_message() == message)
    };
    let line = ends.partition_point(|end| !same(*end));
    let Some(end) = ends.get(line) else { return 0..0 };
    let start = line.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
    let text = &source[start..*end];
    let start = start + text.len() - text.trim_start().len();
    start..start + text.trim().len()
}
