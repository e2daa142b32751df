//! Typed fences: their bodies read, with the places of links and mistakes in the file.

use super::{Builder, Words};
use crate::base::{Block, Diagnostic, Fault, Fence, Span};
use crate::parse::fence::{self, Read, Typed};
use crate::parse::markdown::Link;
use crate::parse::markdown::node::Node;
use std::ops::Range;
use std::sync::Arc;

impl Builder<'_> {
    /// What the innermost node asks for, when it is a typed fence.
    pub(super) fn typed(&mut self) -> Option<Typed> {
        match self.stack.top() {
            Node::Code(language) if self.ignored == 0 => Typed::of(language),
            _ => None,
        }
    }

    /// Ends a typed fence that stands at `range` of the source.
    pub(super) fn close_fence(&mut self, typed: Typed, range: Range<usize>) {
        let Words { text, pieces } = std::mem::take(&mut self.text);
        let words = Words { text: text.replace('\r', " "), pieces };
        self.stack.close();
        let mut read = fence::read(typed, &words.text, u32::try_from(self.links.len()).unwrap_or(u32::MAX));
        if !self.has_end(&range) {
            read.faults = vec![open_end()];
        }
        self.place(typed, &words, &mut read, range.start);
        let title = read.title.clone().or_else(|| self.above.clone());
        let fence = Fence {
            number: self.fences,
            language: typed.word().into(),
            source: text.replace("\r\n", "\n").replace('\r', "\n").into(),
            titled: read.title.is_some(),
            title,
            body: read.body,
        };
        self.fences += 1;
        self.stack.push_block(Block::Fence(Arc::new(fence)));
    }

    /// Adds the links and reports the mistakes of a fence, whose places are asked for in order.
    fn place(&mut self, typed: Typed, words: &Words, read: &mut Read, start: usize) {
        let first = self.first_line(start);
        let mut ranges: Vec<Range<usize>> = read.links.iter().map(|link| link.range.clone()).collect();
        ranges.extend(read.faults.iter().map(|fault| fault.range.clone()));
        let mut order: Vec<usize> = (0..ranges.len()).collect();
        order.sort_by_key(|at| ranges.get(*at).map_or((0, 0), |range| (range.start, range.end)));
        let mut spans: Vec<Span> = vec![first.clone(); ranges.len()];
        for at in order {
            let place = ranges.get(at).and_then(|range| words.place(range)).map(|range| self.places.of(range));
            if let (Some(place), Some(span)) = (place, spans.get_mut(at)) {
                *span = place;
            }
        }
        let mut spans = spans.into_iter();
        for (link, span) in std::mem::take(&mut read.links).into_iter().zip(&mut spans) {
            self.links.push(Link { kind: link.kind, target: link.target, span });
        }
        for (fault, span) in std::mem::take(&mut read.faults).into_iter().zip(spans) {
            self.diagnostics.push(diagnostic(typed, fault, &span));
        }
    }

    /// Whether the fence at a range of the source is closed, and not by the end of the text.
    fn has_end(&self, range: &Range<usize>) -> bool {
        let text = self.places.source().get(range.clone()).unwrap_or_default();
        let Some((_, last)) = text.trim_end().rsplit_once(['\n', '\r']) else { return false };
        let last = last.trim_start_matches(|letter: char| letter == '>' || letter.is_whitespace());
        last.len() > 2 && (last.bytes().all(|byte| byte == b'`') || last.bytes().all(|byte| byte == b'~'))
    }
}

impl Words {
    /// Where in the source some of the text stands; nothing for what has no place of its own.
    fn place(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let end = range.end.min(self.text.len());
        if self.text.trim().is_empty() || (range.start == 0 && range.end == 0) {
            return None;
        }
        if range.start < end {
            return Some(self.source(&(range.start..end)));
        }
        // A point: the place after the last letter before it.
        let before = self.text.get(..range.start.min(self.text.len()))?;
        let last = before.trim_end().char_indices().next_back()?;
        Some(self.source(&(last.0..last.0 + last.1.len_utf8())))
    }
}

fn open_end() -> Fault {
    let help = "close it with a line of ``` as long as the one that opens it".to_owned();
    Fault { message: "this fence has no end".to_owned(), help: Some(help), range: 0..0 }
}

fn diagnostic(typed: Typed, fault: Fault, span: &Span) -> Diagnostic {
    let help = fault.help.unwrap_or_else(|| "the manual's page about fences has an example of each".to_owned());
    match typed {
        Typed::Mermaid if !fence::DRAWS_MERMAID => {
            Diagnostic::note("mermaid-not-drawn", span, fault.message).help(help)
        }
        Typed::Mermaid => Diagnostic::warning("mermaid-syntax", span, fault.message).help(help),
        Typed::Ours(_) => Diagnostic::warning("fence-syntax", span, fault.message).help(help),
    }
}
