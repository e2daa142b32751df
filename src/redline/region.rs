//! Where in the text of a document its content stands.

use lol_html::{HtmlRewriter, Settings, element, end_tag};
use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

/// The bytes between the tags of the first `<main>`, or of `<body>` where there is none.
///
/// Of a document without either, what follows its head; of a piece of HTML all.
pub(super) fn content(html: &str) -> Range<usize> {
    let found = Rc::new(RefCell::new(Found::default()));
    if scan(html, &found).is_err() {
        *found.borrow_mut() = Found::default();
    }
    let found = found.borrow();
    let region = found.main.clone().or_else(|| found.body.clone()).unwrap_or(found.head..html.len());
    let end = region.end.min(html.len());
    region.start.min(end)..end
}

/// What was seen of a document.
#[derive(Default)]
struct Found {
    main: Option<Range<usize>>,
    body: Option<Range<usize>>,
    /// Where the head ends, as far as it has tags.
    head: usize,
}

fn scan(html: &str, found: &Rc<RefCell<Found>>) -> Result<(), lol_html::errors::RewritingError> {
    let whole = html.len();
    let (head, body, main) = (Rc::clone(found), Rc::clone(found), Rc::clone(found));
    let handlers = vec![
        element!("html, head", move |element| {
            let (is_head, head) = (element.tag_name() == "head", Rc::clone(&head));
            head.borrow_mut().head = element.source_location().bytes().end;
            if is_head && element.can_have_content() {
                element.on_end_tag(end_tag!(move |tag| {
                    head.borrow_mut().head = tag.source_location().bytes().end;
                    Ok(())
                }))?;
            }
            Ok(())
        }),
        element!("body", move |element| {
            let (start, body) = (element.source_location().bytes().end, Rc::clone(&body));
            if body.borrow().body.is_some() {
                return Ok(());
            }
            body.borrow_mut().body = Some(start..whole);
            element.on_end_tag(end_tag!(move |tag| {
                body.borrow_mut().body = Some(start..tag.source_location().bytes().start);
                Ok(())
            }))?;
            Ok(())
        }),
        element!("main", move |element| {
            let (start, main) = (element.source_location().bytes().end, Rc::clone(&main));
            if main.borrow().main.is_some() {
                return Ok(());
            }
            main.borrow_mut().main = Some(start..whole);
            element.on_end_tag(end_tag!(move |tag| {
                main.borrow_mut().main = Some(start..tag.source_location().bytes().start);
                Ok(())
            }))?;
            Ok(())
        }),
    ];
    let settings = Settings { element_content_handlers: handlers, strict: false, ..Settings::new() };
    let mut rewriter = HtmlRewriter::new(settings, |_: &[u8]| {});
    rewriter.write(html.as_bytes())?;
    rewriter.end()
}
