//! A page as HTML: its passages and figures first, then its template around them.

use super::theme::Theme;
use crate::base::Diagnostic;
use crate::view::{book::Book, page::Page};
use tera::{Context, Value};

/// What all pages are shown with.
#[derive(Debug)]
pub struct Frame<'a> {
    theme: &'a Theme,
    shared: Context,
}

impl<'a> Frame<'a> {
    /// The frame of one handbook.
    pub fn new(book: &Book, theme: &'a Theme) -> Self {
        let mut shared = Context::new();
        shared.insert("book", book);
        shared.insert("assets", theme.assets());
        Self { theme, shared }
    }

    /// The page as HTML.
    ///
    /// # Errors
    ///
    /// What the page's template asks for and does not find, with its place.
    pub fn html(&self, page: &Page) -> Result<String, Vec<Diagnostic>> {
        let value = Value::from_serializable(page);
        let kind = value.get_from_path("body.kind").and_then(Value::as_str).unwrap_or_default();
        let template = format!("{kind}.html");
        let mut context = self.shared.clone();
        let texts: Vec<Value> = page.texts.iter().map(|passage| Value::safe_string(&passage.text.plain())).collect();
        let figures: Vec<Value> = page.figures.iter().map(|_| Value::safe_string("")).collect();
        context.insert_value("texts", Value::from(texts));
        context.insert_value("figures", Value::from(figures));
        context.insert_value("page", value);
        self.theme.show(&template, &context)
    }
}
