//! A page as HTML: its passages and figures first, then its template around them.

use super::figure;
use super::highlight::Highlighter;
use super::prose::{self, Address, Kind, Style, Target};
use super::theme::Theme;
use crate::base::Diagnostic;
use crate::view::body::Body;
use crate::view::book::Book;
use crate::view::fence::Parts;
use crate::view::page::{Form, Href, Page, Passage, Reach, Words};
use std::collections::BTreeMap;
use tera::{Context, Value};

/// What all pages are shown with.
#[derive(Debug)]
pub struct Frame<'a> {
    theme: &'a Theme,
    highlighter: &'a Highlighter,
    words: prose::Words,
    shared: Context,
}

impl<'a> Frame<'a> {
    /// The frame of one handbook.
    pub fn new(book: &Book, theme: &'a Theme, highlighter: &'a Highlighter) -> Self {
        let mut shared = Context::new();
        shared.insert("book", book);
        shared.insert("assets", theme.assets());
        Self { theme, highlighter, words: prose::Words::default(), shared }
    }

    /// The page as HTML.
    ///
    /// # Errors
    ///
    /// What the page's template asks for and does not find, with its place.
    pub fn html(&self, page: &Page) -> Result<String, Vec<Diagnostic>> {
        let own = own_text(&page.body);
        let figures = page.figures.iter().enumerate().map(|(at, drawing)| figure::svg(drawing, format!("figure-{at}")));
        let figures: Vec<Value> = figures.map(|svg| Value::safe_string(&svg)).collect();
        let value = Value::from_serializable(page);
        let kind = value.get_from_path("body.kind").and_then(Value::as_str).unwrap_or_default();
        let template = format!("{kind}.html");
        let mut context = self.shared.clone();
        context.insert_value("figures", Value::from(figures));
        let mut texts: Vec<Value> = Vec::with_capacity(page.texts.len());
        for (at, passage) in page.texts.iter().enumerate() {
            // What stands in the fences of a passage was set before it.
            let fences = self.fences(&passage.fences, &context, &texts)?;
            texts.push(Value::safe_string(&self.passage(at, passage, &fences, own == Some(Words(at)))));
        }
        context.insert_value("texts", Value::from(texts));
        context.insert_value("page", value);
        self.theme.show(&template, &context)
    }

    /// What fences show as HTML, each by its template.
    fn fences(
        &self,
        parts: &Parts,
        context: &Context,
        texts: &[Value],
    ) -> Result<BTreeMap<u32, String>, Vec<Diagnostic>> {
        if parts.is_empty() {
            return Ok(BTreeMap::new());
        }
        let mut context = context.clone();
        context.insert_value("texts", Value::from(texts.to_vec()));
        let mut shown = BTreeMap::new();
        for (number, part) in parts {
            let value = Value::from_serializable(part);
            let kind = value.get_from_path("kind").and_then(Value::as_str).unwrap_or_default();
            let template = format!("parts/fence/{kind}.html");
            context.insert_value("fence", value);
            shown.insert(*number, self.theme.show(&template, &context)?);
        }
        Ok(shown)
    }

    /// A passage as HTML. The author's own text keeps its ids, which links and the contents list name; those of all
    /// other passages begin with the passage's number.
    fn passage(&self, at: usize, passage: &Passage, fences: &BTreeMap<u32, String>, is_own: bool) -> String {
        let highlight = |language: &str, code: &str| self.highlighter.html(language, code);
        let prefix = if is_own { String::new() } else { format!("text-{at}-") };
        let style = Style { shift: 0, prefix: &prefix, links: true, words: &self.words, highlight: &highlight, fences };
        match passage.form {
            Form::Line => prose::line(&passage.text, &style),
            Form::Label => prose::line(&passage.text, &Style { links: false, ..style }),
            Form::Blocks(shift) => prose::blocks(&passage.text, &Style { shift, ..style }),
        }
    }
}

/// The text that makes up most of a page: what its author wrote in Markdown.
fn own_text(body: &Body) -> Option<Words> {
    match body {
        Body::Article(article) => Some(article.text),
        Body::Home(home) => home.text,
        Body::Ladders(cards) | Body::Roles(cards) | Body::Pathways(cards) | Body::Folder(cards) => cards.text,
        Body::CompareIndex(index) => index.text,
        Body::Competencies(index) => index.text,
        Body::Guides(index) => index.text,
        Body::Changes(changes) => changes.text,
        _ => None,
    }
}

impl Target for Href {
    fn address(&self) -> Address<'_> {
        let kind = match self.reach {
            Reach::Inside => Kind::Internal,
            Reach::Outside => Kind::External,
            Reach::Nowhere => Kind::Missing,
            Reach::Hidden => Kind::Hidden,
        };
        Address { kind, href: &self.address, words: &self.words }
    }
}
