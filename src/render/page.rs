//! A page as HTML: its passages and figures first, then its template around them.

use super::figure;
use super::highlight::Highlighter;
use super::prose::{self, Address, Kind, Style, Target};
use super::theme::Theme;
use crate::base::Diagnostic;
use crate::view::book::Book;
use crate::view::page::{Form, Href, Page, Passage, Reach};
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
        let texts = page.texts.iter().enumerate().map(|(at, passage)| self.passage(at, passage));
        let texts: Vec<Value> = texts.map(|html| Value::safe_string(&html)).collect();
        let figures = page.figures.iter().enumerate().map(|(at, drawing)| figure::svg(drawing, format!("figure-{at}")));
        let figures: Vec<Value> = figures.map(|svg| Value::safe_string(&svg)).collect();
        let value = Value::from_serializable(page);
        let kind = value.get_from_path("body.kind").and_then(Value::as_str).unwrap_or_default();
        let template = format!("{kind}.html");
        let mut context = self.shared.clone();
        context.insert_value("texts", Value::from(texts));
        context.insert_value("figures", Value::from(figures));
        context.insert_value("page", value);
        self.theme.show(&template, &context)
    }

    /// A passage as HTML. The first passage of blocks keeps its ids; those of the others begin with their number.
    fn passage(&self, at: usize, passage: &Passage) -> String {
        let highlight = |language: &str, code: &str| self.highlighter.html(language, code);
        let prefix = format!("text-{at}-");
        let style = Style { shift: 0, prefix: &prefix, links: true, words: &self.words, highlight: &highlight };
        match passage.form {
            Form::Line => prose::line(&passage.text, &style),
            Form::Blocks(0) => prose::blocks(&passage.text, &Style { prefix: "", ..style }),
            Form::Blocks(shift) => prose::blocks(&passage.text, &Style { shift, ..style }),
        }
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
