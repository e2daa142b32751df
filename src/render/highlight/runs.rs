//! Runs of one class over a piece of code, and the HTML they make.

use super::class::Class;

/// Consecutive bytes of one class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// The class of the bytes.
    pub(super) class: Class,
    /// How many bytes.
    pub(super) len: u32,
}

/// Collects runs from the start of `code` to its end.
///
/// Whitespace is never seen, so it takes the class of both its neighbours if that is the same, else none. Equal
/// neighbours become one run. So two lexers that colour the same visible characters alike give the same runs.
pub(super) struct Painter<'a> {
    code: &'a str,
    painted: usize,
    blank: usize,
    runs: Vec<Run>,
}

impl<'a> Painter<'a> {
    /// A painter at the start of `code`.
    pub(super) fn new(code: &'a str) -> Self {
        Self { code, painted: 0, blank: 0, runs: Vec::with_capacity(code.len() / 8) }
    }

    /// Gives `class` to the bytes from where the last call ended up to `end`; nothing when `end` is not beyond.
    pub(super) fn paint(&mut self, end: usize, class: Class) {
        let Some(text) = self.code.as_bytes().get(self.painted..end) else { return };
        self.painted = end;
        let rest = text.trim_ascii_start();
        self.blank += text.len() - rest.len();
        if rest.is_empty() {
            return;
        }
        let seen = rest.trim_ascii_end();
        self.add(class, seen.len());
        self.blank = rest.len() - seen.len();
    }

    /// The runs; what was not painted is plain.
    pub(super) fn finish(mut self) -> Vec<Run> {
        let left = self.blank + self.code.len().saturating_sub(self.painted);
        if left > 0 {
            self.blank = 0;
            self.add(Class::Plain, left);
        }
        self.runs
    }

    fn add(&mut self, class: Class, len: usize) {
        let blank = std::mem::take(&mut self.blank);
        match self.runs.last_mut() {
            Some(last) if last.class == class => return last.len += length(blank + len),
            Some(last) if last.class == Class::Plain => last.len += length(blank),
            _ if class == Class::Plain => return self.runs.push(Run { class, len: length(blank + len) }),
            _ if blank > 0 => self.runs.push(Run { class: Class::Plain, len: length(blank) }),
            _ => {}
        }
        self.runs.push(Run { class, len: length(len) });
    }
}

/// The runs of code that is not highlighted.
pub(super) fn plain(code: &str) -> Vec<Run> {
    Painter::new(code).finish()
}

/// Whether the runs cover `code` exactly and divide it between characters.
pub(super) fn fit(runs: &[Run], code: &str) -> bool {
    let mut end = 0usize;
    for run in runs {
        end = end.saturating_add(run.len as usize);
        if run.len == 0 || !code.is_char_boundary(end) {
            return false;
        }
    }
    end == code.len()
}

/// The escaped HTML of `code`, each run that has a class in a `span`. Bytes that no run covers are plain.
pub(super) fn html(runs: &[Run], code: &str) -> String {
    let mut out = String::with_capacity(code.len() + code.len() / 8 + runs.len() * 12);
    let mut rest = code;
    for run in runs {
        let Some((text, after)) = rest.split_at_checked(run.len as usize) else { break };
        out.push_str(run.class.open());
        escape(text, &mut out);
        if run.class != Class::Plain {
            out.push_str("</span>");
        }
        rest = after;
    }
    escape(rest, &mut out);
    out
}

fn escape(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'&' | b'<' | b'>' | 0)) {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        out.push_str(match after.as_bytes().first() {
            Some(b'&') => "&amp;",
            Some(b'<') => "&lt;",
            Some(b'>') => "&gt;",
            _ => "\u{fffd}",
        });
        rest = after.get(1..).unwrap_or_default();
    }
    out.push_str(rest);
}

fn length(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whitespace_joins_equals_and_parts_others() {
        let code = " pub fn  main \n\n";
        let mut painter = Painter::new(code);
        painter.paint(4, Class::Keyword);
        painter.paint(8, Class::Keyword);
        painter.paint(14, Class::Function);
        let runs = painter.finish();
        assert!(fit(&runs, code));
        assert_eq!(html(&runs, code), " <span class=k>pub fn</span>  <span class=f>main</span> \n\n");
    }

    #[test]
    fn escapes_markup_and_null() {
        assert_eq!(html(&plain("a<b> & \"c\"\0é"), "a<b> & \"c\"\0é"), "a&lt;b&gt; &amp; \"c\"\u{fffd}é");
    }

    #[test]
    fn runs_that_do_not_fit_are_known() {
        let run = |len| Run { class: Class::Keyword, len };
        assert!(fit(&[run(1), run(2)], "aé"));
        for bad in [vec![run(2), run(1)], vec![run(3), run(0)], vec![run(1)], vec![run(4)], vec![run(u32::MAX), run(4)]]
        {
            assert!(!fit(&bad, "aé"), "{bad:?}");
        }
        assert!(fit(&[], ""));
    }
}
