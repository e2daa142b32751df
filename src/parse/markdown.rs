//! stub
use crate::base::*;
use std::ops::Range;
use std::sync::Arc;
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub kind: Kind,
    pub target: Box<str>,
    pub span: Span,
}
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Url,
    Wiki,
    Image,
}
pub enum Origin<'a> {
    Exact { file: &'a Arc<str>, offset: usize },
    Within { file: &'a Arc<str>, range: Range<usize>, raw: &'a str },
}
pub fn block(source: &str, _o: Origin<'_>) -> (Text<Link>, Vec<Diagnostic>) {
    (Text::new(Prose::new("b", source, vec![Block::Paragraph(vec![Inline::Text(source.into())])]), vec![]), vec![])
}
pub fn line(source: &str, _o: Origin<'_>) -> (Text<Link>, Vec<Diagnostic>) {
    (Text::new(Prose::new("l", source, vec![Block::Bare(vec![Inline::Text(source.into())])]), vec![]), vec![])
}

pub fn page(source: &str, _o: Origin<'_>) -> (Text<Link>, Vec<Diagnostic>) {
    (Text::new(Prose::new("p", source, vec![Block::Paragraph(vec![Inline::Text(source.into())])]), vec![]), vec![])
}
