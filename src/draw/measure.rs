//! How wide a text will be, and where its lines break: measured with the font that the theme ships.

use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, MetadataProvider};
use std::sync::OnceLock;
use unicode_width::UnicodeWidthChar;

/// The widths of Inter alone, without outlines: `themes/default/fonts/README.md` tells how they are made.
const REGULAR: &[u8] = include_bytes!("../../themes/default/fonts/inter-measure-400.ttf");
const SEMIBOLD: &[u8] = include_bytes!("../../themes/default/fonts/inter-measure-600.ttf");

/// Room for what adding up advances does not see: hinting, rounding, a fallback font that is a little wider.
const SLACK: f32 = 1.06;

/// How a text is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Font {
    /// The size in px.
    pub(super) size: f32,
    /// Semibold (600) instead of regular (400).
    pub(super) bold: bool,
}

impl Font {
    /// A regular font of the given size in px.
    pub(super) const fn regular(size: f32) -> Self {
        Self { size, bold: false }
    }

    /// A semibold font of the given size in px.
    pub(super) const fn bold(size: f32) -> Self {
        Self { size, bold: true }
    }

    /// The width of `text` in px, with 6 % to spare.
    ///
    /// Advances are added up without kerning, which only makes a text narrower.
    pub(super) fn width(self, text: &str) -> f32 {
        let widths = if self.bold { &fonts().1 } else { &fonts().0 };
        text.chars().map(|letter| widths.of(letter)).sum::<f32>() * self.size * SLACK
    }

    /// The lines of `text` when none may be wider than `room` px.
    ///
    /// Lines break at spaces, after hyphens, slashes and dashes, and around East Asian letters; a word that is too long
    /// for a line of its own is broken between letters. After `most` lines the text ends in an ellipsis. A text without
    /// words has no lines.
    pub(super) fn wrap(self, text: &str, room: f32, most: usize) -> Vec<String> {
        let mut lines = Lines { font: self, room, done: Vec::new(), line: String::new(), width: 0.0 };
        for piece in pieces(text) {
            if !lines.push(piece) {
                clusters(piece).for_each(|letter| lines.push_anyway(letter));
            }
            if lines.done.len() > most {
                break;
            }
        }
        lines.close();
        self.shorten(&mut lines.done, room, most);
        lines.done
    }

    /// All lines of `text`, as many as it needs: see [`Font::wrap`].
    pub(super) fn lines(self, text: &str, room: f32) -> Vec<String> {
        self.wrap(text, room, usize::MAX)
    }

    fn shorten(self, lines: &mut Vec<String>, room: f32, most: usize) {
        if lines.len() <= most {
            return;
        }
        lines.truncate(most);
        let Some(last) = lines.last_mut() else { return };
        let mut kept: Vec<&str> = clusters(last).collect();
        while !kept.is_empty() && self.width(&format!("{}…", kept.concat().trim_end())) > room {
            kept.pop();
        }
        *last = format!("{}…", kept.concat().trim_end());
    }
}

struct Widths {
    font: Option<FontRef<'static>>,
    ascii: [f32; 128],
}

impl Widths {
    fn load(bytes: &'static [u8]) -> Self {
        let mut widths = Self { font: FontRef::new(bytes).ok(), ascii: [0.6; 128] };
        for letter in ' '..='~' {
            widths.ascii[letter as usize] = widths.glyph(letter).unwrap_or(0.6);
        }
        widths
    }

    /// The advance of a letter in em.
    fn of(&self, letter: char) -> f32 {
        match self.ascii.get(letter as usize) {
            Some(width) => *width,
            None => self.glyph(letter).unwrap_or_else(|| guess(letter)),
        }
    }

    fn glyph(&self, letter: char) -> Option<f32> {
        let font = self.font.as_ref()?;
        let glyph = font.charmap().map(letter)?;
        GlyphMetrics::new(font, Size::new(1.0), LocationRef::default()).advance_width(glyph)
    }
}

/// The advance in em of a letter that another font will have to show.
fn guess(letter: char) -> f32 {
    match letter.width() {
        Some(0) => 0.0,
        Some(2) if letter >= '\u{1f000}' => 1.3,
        Some(2) => 1.0,
        _ => 0.6,
    }
}

fn fonts() -> &'static (Widths, Widths) {
    static FONTS: OnceLock<(Widths, Widths)> = OnceLock::new();
    FONTS.get_or_init(|| (Widths::load(REGULAR), Widths::load(SEMIBOLD)))
}

/// Lines that are being filled.
struct Lines {
    font: Font,
    room: f32,
    done: Vec<String>,
    line: String,
    width: f32,
}

impl Lines {
    /// Adds a piece to the line or, where that has no room left, to the next; `false` where it is too long for any line.
    fn push(&mut self, piece: &str) -> bool {
        let width = self.font.width(piece);
        // A space at the end of a line takes no room.
        let fits = piece == " " || self.width + width <= self.room;
        if !fits {
            self.close();
        }
        if fits || width <= self.room {
            self.line.push_str(piece);
            self.width += width;
            return true;
        }
        false
    }

    /// Adds a piece even to a line that is too short for it.
    fn push_anyway(&mut self, piece: &str) {
        if !self.push(piece) {
            self.line.push_str(piece);
            self.width = self.font.width(piece);
        }
    }

    /// Ends the line; a line without words is forgotten.
    fn close(&mut self) {
        let text = self.line.trim_end();
        if !text.is_empty() {
            self.done.push(text.to_owned());
        }
        self.line.clear();
        self.width = 0.0;
    }
}

/// The parts of a text between which a line may break, white space folded into one space at the end of a part.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    for word in text.split_whitespace() {
        let mut start = 0;
        let mut before = None;
        for (at, letter) in word.char_indices() {
            if before.is_some_and(|before| breaks(before, letter)) {
                pieces.push(&word[start..at]);
                start = at;
            }
            before = Some(letter);
        }
        pieces.push(&word[start..]);
        pieces.push(" ");
    }
    pieces
}

fn breaks(before: char, after: char) -> bool {
    let wide = |letter: char| letter.width() == Some(2);
    let closes = matches!(
        after,
        '、' | '。' | '，' | '．' | '！' | '？' | '）' | '」' | '』' | '】' | '》' | '：' | '；' | 'ー'
    );
    let opens = matches!(before, '（' | '「' | '『' | '【' | '《');
    if wide(before) || wide(after) {
        return !closes && !opens && after.width() != Some(0) && before != '\u{200d}';
    }
    matches!(before, '-' | '/' | '–' | '—' | '‐') && after.is_alphabetic()
}

/// The letters of a text with what is set on top of them, so that no line starts with an accent.
fn clusters(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut letters = rest.char_indices();
        letters.next()?;
        let mut joined = false;
        let mut goes_on = |letter: char| {
            let on = joined || letter.width().unwrap_or(0) == 0;
            joined = letter == '\u{200d}';
            on
        };
        let end = letters.find(|(_, letter)| !goes_on(*letter)).map_or(rest.len(), |(at, _)| at);
        let (cluster, after) = rest.split_at(end);
        rest = after;
        Some(cluster)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FONT: Font = Font::bold(14.0);

    #[test]
    fn widths_are_those_of_inter() {
        // Chromium gives 108.6 px for this text at 14 px and 600; the slack is 6 %.
        let width = FONT.width("Staff Engineer");
        assert!((90.0..125.0).contains(&width), "{width}");
        assert!(FONT.width("Staff") > Font::regular(14.0).width("Staff"));
        assert!((Font::regular(10.0).width("技術") - 21.2).abs() < 0.01);
        assert!((Font::regular(10.0).width("e\u{301}") - Font::regular(10.0).width("e")).abs() < 0.01);
        assert!(Font::regular(10.0).width("Ж") > Font::regular(10.0).width("г"));
    }

    #[test]
    fn lines_break_where_readers_expect_it() {
        assert_eq!(FONT.wrap("Senior  Site\nReliability Engineer", 150.0, 9), ["Senior Site", "Reliability Engineer"]);
        assert_eq!(FONT.wrap("Manager/Director", 80.0, 9), ["Manager/", "Director"]);
        assert_eq!(FONT.wrap("上級エンジニア。", 64.0, 9), ["上級エン", "ジニア。"]);
        assert_eq!(FONT.wrap("  \n ", 64.0, 9), Vec::<String>::new());
    }

    #[test]
    fn no_line_is_wider_than_its_room() {
        let word = "Donaudampfschifffahrtsgesellschaftskapitän".repeat(3);
        let lines = FONT.wrap(&word, 100.0, 99);
        assert!(lines.iter().all(|line| FONT.width(line) <= 100.0));
        assert_eq!(lines.concat(), word);
        let short = FONT.wrap(&word, 100.0, 2);
        assert_eq!(short.len(), 2);
        assert!(short[1].ends_with('…') && FONT.width(&short[1]) <= 100.0);
    }

    #[test]
    fn accents_stay_with_their_letters() {
        assert_eq!(clusters("e\u{301}x👩\u{200d}🚒y").collect::<Vec<_>>(), ["e\u{301}", "x", "👩\u{200d}🚒", "y"]);
    }
}
