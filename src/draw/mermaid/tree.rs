//! A picture as a tree of few elements, and how it is written.

use super::super::escape::Escaped;
use crate::base::Piece;
use std::fmt::Write;

/// A part of a picture.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    /// An element.
    Element(Element),
    /// Words.
    Text(String),
    /// What may become a link, with its number.
    Spot(u32, Vec<Node>),
}

/// An element of SVG.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Element {
    /// Its name.
    pub(super) name: &'static str,
    /// Its attributes, in order.
    pub(super) attributes: Vec<(&'static str, Value)>,
    /// What is in it.
    pub(super) children: Vec<Node>,
}

/// The value of an attribute.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    /// As it is.
    Plain(String),
    /// An id in this picture, by what follows the picture's own.
    Id(String),
    /// A reference to such an id.
    Url(String),
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Plain(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Plain(value.to_owned())
    }
}

impl Element {
    /// An element without attributes and children.
    pub(super) fn new(name: &'static str) -> Self {
        Self { name, ..Self::default() }
    }

    /// Adds an attribute.
    pub(super) fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }
}

/// Writes a picture as pieces of markup.
#[derive(Debug, Default)]
pub(super) struct Writer {
    pieces: Vec<Piece>,
    markup: String,
}

impl Writer {
    /// Writes markup that is safe as it is.
    pub(super) fn raw(&mut self, markup: &str) {
        self.markup.push_str(markup);
    }

    /// Writes words, escaped.
    pub(super) fn text(&mut self, text: &str) {
        let _ = write!(self.markup, "{}", Escaped(text));
    }

    /// Writes the id of the picture.
    pub(super) fn id(&mut self) {
        self.piece(Piece::Id);
    }

    /// Writes parts one after the other.
    pub(super) fn nodes(&mut self, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Text(text) => self.text(text),
                Node::Element(element) => self.element(element),
                Node::Spot(number, inside) => {
                    self.piece(Piece::Open(*number));
                    self.nodes(inside);
                    self.piece(Piece::Close(*number));
                }
            }
        }
    }

    /// All pieces.
    pub(super) fn into_pieces(mut self) -> Vec<Piece> {
        self.flush();
        self.pieces
    }

    fn element(&mut self, element: &Element) {
        let _ = write!(self.markup, "<{}", element.name);
        for (name, value) in &element.attributes {
            let _ = write!(self.markup, " {name}=\"");
            match value {
                Value::Plain(value) => self.text(value),
                Value::Id(value) => {
                    self.id();
                    let _ = write!(self.markup, "-{value}");
                }
                Value::Url(value) => {
                    self.raw("url(#");
                    self.id();
                    let _ = write!(self.markup, "-{value})");
                }
            }
            self.raw("\"");
        }
        if element.children.is_empty() {
            self.raw("/>");
            return;
        }
        self.raw(">");
        self.nodes(&element.children);
        let _ = write!(self.markup, "</{}>", element.name);
    }

    fn piece(&mut self, piece: Piece) {
        self.flush();
        self.pieces.push(piece);
    }

    fn flush(&mut self) {
        if !self.markup.is_empty() {
            self.pieces.push(Piece::Markup(std::mem::take(&mut self.markup).into()));
        }
    }
}
