//! stub
use crate::base::*;
use std::ops::Range;
use std::sync::Arc;
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub kind: LinkKind,
    pub target: Box<str>,
    pub span: Span,
}
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    Url,
    Wiki,
    Image,
}
pub enum Origin<'a> {
    Exact { file: &'a Arc<str>, offset: usize },
    Within { file: &'a Arc<str>, range: Range<usize>, raw: &'a str },
}
pub fn block(source: &str, _o: &Origin) -> (Text<Link>, Vec<Diagnostic>) {
    (Text::new(Prose::new("b", source, vec![Block::Paragraph(vec![Inline::Text(source.into())])]), vec![]), vec![])
}
pub fn line(source: &str, _o: &Origin) -> (Text<Link>, Vec<Diagnostic>) {
    (Text::new(Prose::new("l", source, vec![Block::Bare(vec![Inline::Text(source.into())])]), vec![]), vec![])
}
