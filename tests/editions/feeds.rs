//! Feeds: valid Atom, whole, stable.

use super::git::{Git, Pages};
use super::{FIRST, SECOND, ladder, values};
use roxmltree::{Document, Node};
use std::collections::BTreeSet;

const ATOM: &str = "http://www.w3.org/2005/Atom";

/// The children of an element by their name.
fn all<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Vec<Node<'a, 'i>> {
    node.children().filter(|child| child.has_tag_name((ATOM, name))).collect()
}

fn text(node: Node<'_, '_>, name: &str) -> String {
    let found = all(node, name);
    assert_eq!(found.len(), 1, "one {name}");
    found[0].text().unwrap_or_default().to_owned()
}

/// Holds a feed to RFC 4287; the titles of its entries.
fn valid(site: &Pages, route: &str) -> Vec<String> {
    let document = Document::parse(site.text(route)).unwrap_or_else(|error| panic!("{route}: {error}"));
    let feed = document.root_element();
    assert!(feed.has_tag_name((ATOM, "feed")));
    assert!(
        !all(feed, "author").is_empty() && all(feed, "author").iter().all(|author| !text(*author, "name").is_empty())
    );
    let mut ids = BTreeSet::from([text(feed, "id")]);
    let holds = |node: Node<'_, '_>| {
        assert!(!text(node, "title").is_empty());
        let updated = text(node, "updated");
        assert!(updated.len() == 25 && updated.as_bytes()[10] == b'T', "{updated}");
        assert!(text(node, "id").contains(':'), "an id is a whole address");
        updated
    };
    let newest = holds(feed);
    let own = all(feed, "link").into_iter().filter(|link| link.attribute("rel") == Some("self")).count();
    assert_eq!(own, 1);
    let mut titles = Vec::new();
    for entry in all(feed, "entry") {
        assert!(holds(entry) <= newest);
        assert!(ids.insert(text(entry, "id")), "two of one id in {route}");
        assert!(!text(entry, "summary").is_empty());
        let content = all(entry, "content")[0];
        assert_eq!(content.attribute("type"), Some("html"));
        titles.push(text(entry, "title"));
    }
    titles
}

#[test]
fn releases_are_entries_and_what_is_not_released_is_none() {
    let git = ladder();
    git.write(&SECOND.replace("and quickly", "and slowly")).commit("Slow down");
    let site = git.site();
    assert_eq!(valid(&site, "changes/feed.xml"), ["2026.2", "2026.1"]);
    assert_eq!(valid(&site, "changes/levels/c.xml"), ["2026.2"]);
    assert_eq!(valid(&site, "changes/levels/bee.xml"), ["2026.2"]);
    assert_eq!(valid(&site, "changes/levels/a.xml"), [""; 0], "nothing happened to it");
    assert!(!site.has("changes/levels/gone.xml"));
    let feed = site.text("changes/feed.xml");
    assert!(feed.contains("and quickly") && !feed.contains("and slowly"));
    assert!(site.with("mail.example").is_empty(), "addresses of mail are nobody's business");
}

#[test]
fn ids_stay_when_more_is_released() {
    let git = ladder();
    let ids = |site: &Pages, route: &str| {
        let document = Document::parse(site.text(route)).unwrap();
        let entries = all(document.root_element(), "entry");
        entries.into_iter().map(|entry| text(entry, "id")).collect::<Vec<_>>()
    };
    let before = git.site();
    git.write(&SECOND.replace("id: c,", "id: cee,").replace("bee, c]", "bee, cee]")).release("2026.3", "Rename");
    let after = git.site();
    assert_eq!(ids(&after, "changes/feed.xml")[1..], ids(&before, "changes/feed.xml"));
    assert_eq!(ids(&after, "changes/levels/cee.xml")[1..], ids(&before, "changes/levels/c.xml"));
    let both: Vec<_> = ["changes/feed.xml", "changes/levels/cee.xml"].iter().flat_map(|it| ids(&after, it)).collect();
    assert_eq!(both.iter().collect::<BTreeSet<_>>().len(), both.len(), "no two entries have one id");
}

#[test]
fn a_published_site_names_entries_by_their_addresses() {
    let git = ladder();
    let more =
        "authors = [\"Ada Löwe <ada@mail.example>\"]\n[output.html]\nsite-url = \"https://example.org/h/\"\n[rungbook]";
    git.write(&SECOND.replace("[rungbook]", more));
    let site = git.site();
    valid(&site, "changes/feed.xml");
    let feed = site.text("changes/feed.xml");
    for part in [
        "<id>https://example.org/h/changes/feed.xml</id>",
        "<id>https://example.org/h/changes/2026.2.html</id>",
        "rel=\"self\" type=\"application/atom+xml\" href=\"https://example.org/h/changes/feed.xml\"",
        "<author><name>Ada Löwe</name></author>",
    ] {
        assert!(feed.contains(part), "{part}\n{feed}");
    }
    assert!(!feed.contains("mail.example"));
}

#[test]
fn markup_and_strange_letters_do_not_break_a_feed() {
    let git = Git::new(&FIRST.replace("The first level of all.", "'1 < 2 & <b>x</b>'"));
    git.release("2026.1", "Begin");
    let odd = "\"a ]]> <script>x</script> \\u0007 & \\ufffe 2 > 1\"";
    git.write(&FIRST.replace("The first level of all.", odd)).release("2026.2", "Odd");
    let site = git.site();
    assert_eq!(valid(&site, "changes/levels/a.xml"), ["2026.2"]);
    assert!(!site.text("changes/levels/a.xml").contains("<script>"));
    let document = Document::parse(site.text("changes/levels/a.xml")).unwrap();
    let content = text(all(document.root_element(), "entry")[0], "content");
    assert!(!content.contains("<script>") && !content.contains("<b>"), "{content}");
}

#[test]
fn a_feed_without_releases_is_a_feed() {
    let git = Git::new(FIRST);
    git.commit("Begin");
    let site = git.site();
    assert_eq!(valid(&site, "changes/feed.xml"), [""; 0]);
    assert_eq!(valid(&site, "changes/levels/a.xml"), [""; 0]);
    let page = site.text("levels/a.html");
    assert_eq!(values(page, "link[type='application/atom+xml']", "href"), ["../changes/levels/a.xml"]);
    assert_eq!(values(page, "link[type='application/atom+xml']", "title"), ["Changes of Ann"]);
    let changes = site.text("changes/index.html");
    assert_eq!(values(changes, "link[type='application/atom+xml']", "href"), ["feed.xml"]);
    git.write(&FIRST.replace("[rungbook]", "[changes]\nenable = false\n[rungbook]"));
    assert!(git.site().0.keys().all(|route| !route.ends_with(".xml")));
}
