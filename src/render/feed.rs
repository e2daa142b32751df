//! A feed as Atom 1.0 (RFC 4287).

use crate::base::Bytes;
use crate::view::feed::{Entry, Feed};
use crate::view::told::{Changed, Line, Run, RunSide};

/// The feed as XML.
pub fn atom(feed: &Feed) -> Bytes {
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    xml.push_str(&format!("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n", escaped(&feed.language)));
    element("id", &feed.id, &mut xml);
    element("title", &feed.title, &mut xml);
    element("updated", &feed.updated.rfc3339(), &mut xml);
    link("self", "application/atom+xml", &feed.own, &mut xml);
    link("alternate", "text/html", &feed.page, &mut xml);
    for author in &feed.authors {
        xml.push_str(&format!("<author><name>{}</name></author>\n", escaped(author)));
    }
    xml.push_str("<generator>rungbook</generator>\n");
    feed.entries.iter().for_each(|one| entry(one, &mut xml));
    xml.push_str("</feed>\n");
    Bytes::from(xml.into_bytes())
}

fn entry(entry: &Entry, xml: &mut String) {
    xml.push_str("<entry>\n");
    element("id", &entry.id, xml);
    element("title", &entry.title, xml);
    element("updated", &entry.updated.rfc3339(), xml);
    link("alternate", "text/html", &entry.page, xml);
    element("summary", &entry.summary, xml);
    let content = escaped(&html(entry));
    xml.push_str(&format!("<content type=\"html\">{content}</content>\n</entry>\n"));
}

fn element(name: &str, text: &str, xml: &mut String) {
    xml.push_str(&format!("<{name}>{}</{name}>\n", escaped(text)));
}

fn link(relation: &str, kind: &str, address: &str, xml: &mut String) {
    xml.push_str(&format!("<link rel=\"{relation}\" type=\"{kind}\" href=\"{}\"/>\n", escaped(address)));
}

/// What changed, as HTML.
fn html(entry: &Entry) -> String {
    let words = entry.words.iter().map(|words| format!("<p>{}</p>", escaped(words)));
    let summary = entry.things.is_empty().then(|| format!("<p>{}</p>", escaped(&entry.summary)));
    words.chain(summary).chain(entry.things.iter().map(thing)).collect()
}

fn thing(thing: &Changed) -> String {
    let meaning = if thing.meaning.is_empty() { String::new() } else { format!(": {}", thing.meaning) };
    let lines: String = thing.lines.iter().map(line).collect();
    format!("<h2>{}</h2><p>{}</p><ul>{lines}</ul>", escaped(&thing.title), escaped(&format!("{}{meaning}", thing.kind)))
}

fn line(line: &Line) -> String {
    let label = if line.label.is_empty() { String::new() } else { format!(", {}", line.label) };
    let words: String = line.words.iter().map(run).collect();
    let note = line.note.as_ref().map(|note| format!(" ({})", escaped(note))).unwrap_or_default();
    format!("<li>{}: {words}{note}</li>", escaped(&format!("{}{label}", line.verb)))
}

fn run(run: &Run) -> String {
    let text = escaped(&run.text);
    match run.side {
        RunSide::Same => text,
        RunSide::Deleted => format!("<del>{text}</del>"),
        RunSide::Inserted => format!("<ins>{text}</ins>"),
    }
}

/// A text as it may stand in XML and HTML, in attributes as well; without letters that XML cannot hold.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | '\r' => escaped.push(letter),
            '\u{fffe}' | '\u{ffff}' => {}
            letter if letter.is_control() => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}
