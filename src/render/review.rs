//! What a review adds to pages: the bar, its style and script, and marks on the links that lead to what differs.

use super::theme::Theme;
use crate::base::{Bytes, Diagnostic, Route};
use crate::view::book::Book;
use crate::view::review::{Bar, Fate};
use lol_html::html_content::{ContentType, Element};
use lol_html::{RewriteStrSettings, element, rewrite_str};
use std::cell::Cell;
use tera::{Context, Value};

/// The bar as HTML.
///
/// # Errors
///
/// What the theme's template asks for and does not find, with its place.
pub fn bar(bar: &Bar, book: &Book, theme: &Theme) -> Result<String, Vec<Diagnostic>> {
    let mut context = Context::new();
    context.insert("book", book);
    context.insert("assets", theme.assets());
    context.insert_value("bar", Value::from_serializable(bar));
    theme.show("parts/review/bar.html", &context)
}

/// A page with the bar under its header, and a mark at each link of its navigation that leads to a page that differs:
/// `fate` says what became of the page at an address. Bytes that are no page stay as they are.
pub fn dressed(
    html: &Bytes,
    (route, theme): (&Route, &Theme),
    bar: &Bar,
    markup: &str,
    fate: impl Fn(&str) -> Option<(Fate, usize)>,
) -> Bytes {
    let Ok(text) = std::str::from_utf8(html) else { return html.clone() };
    let assets = theme.assets();
    let mut head = String::new();
    if let Some(style) = &assets.review_style {
        head.push_str(&format!("<link rel=\"stylesheet\" href=\"{}{style}\">\n", bar.site));
    }
    if let Some(script) = &assets.review_script {
        head.push_str(&format!("<script src=\"{}{script}\" defer></script>\n", bar.site));
    }
    let rewritten = |place: &'static str| {
        let is_placed = Cell::new(false);
        let handlers = vec![
            element!("head", |it| {
                it.append(&head, ContentType::Html);
                Ok(())
            }),
            element!(place, |it| {
                if !is_placed.replace(true) {
                    match place {
                        "body" => it.prepend(markup, ContentType::Html),
                        _ => it.after(markup, ContentType::Html),
                    }
                }
                Ok(())
            }),
            element!("nav:not(.crumbs) a[href]", |it| {
                let target = it.get_attribute("href").and_then(|href| route.target(&href));
                if let Some((fate, changes)) = target.and_then(|target| fate(&target)) {
                    it.append(&mark(fate, changes), ContentType::Html);
                }
                Ok(())
            }),
        ];
        let settings = RewriteStrSettings { element_content_handlers: handlers, ..RewriteStrSettings::new() };
        rewrite_str(text, settings).ok().filter(|_| is_placed.get())
    };
    let rewritten = rewritten("body > header").or_else(|| rewritten("body"));
    rewritten.map_or_else(|| html.clone(), |text| Bytes::from(text.into_bytes()))
}

/// A page that is shown at another address: its links lead where they led. `place` says where a file of the site is now, by
/// its percent-encoded address; a link to what has no place leads nowhere.
pub fn moved(html: &Bytes, (from, to): (&Route, &Route), place: impl Fn(&str) -> Option<String>) -> Bytes {
    let Ok(text) = std::str::from_utf8(html) else { return html.clone() };
    let lead = |it: &mut Element<'_, '_>, name: &str| {
        let Some(written) = it.get_attribute(name) else { return };
        let Some(target) = from.target(&written) else { return };
        let rest = written.find(['#', '?']).and_then(|at| written.get(at..)).unwrap_or_default();
        match place(&target).map(|place| format!("{}{rest}", to.to_encoded(&place))) {
            Some(address) if address == written => {}
            // Only a name that cannot be an attribute's would be refused, and `href` and `src` can.
            Some(address) => drop(it.set_attribute(name, &address)),
            None => it.remove_attribute(name),
        }
    };
    let handlers = vec![
        element!("a[href]", |it| {
            lead(it, "href");
            Ok(())
        }),
        element!("link[href]", |it| {
            lead(it, "href");
            if !it.has_attribute("href") {
                it.remove();
            }
            Ok(())
        }),
        element!("img[src]", |it| {
            lead(it, "src");
            Ok(())
        }),
    ];
    let settings = RewriteStrSettings { element_content_handlers: handlers, ..RewriteStrSettings::new() };
    rewrite_str(text, settings).map_or_else(|_| html.clone(), |text| Bytes::from(text.into_bytes()))
}

/// The sign at a link that leads to a page that differs.
fn mark(fate: Fate, changes: usize) -> String {
    let (sign, word) = match fate {
        Fate::Changed if changes == 1 => ("Δ", "1 change".to_owned()),
        Fate::Changed => ("Δ", format!("{changes} changes")),
        Fate::Added => ("+", "new".to_owned()),
        Fate::Removed => ("−", "gone".to_owned()),
    };
    format!(
        " <span class=\"differs\" title=\"{word}\"><span aria-hidden=\"true\">{sign}</span><span class=\"unseen\">, {word}</span></span>"
    )
}
