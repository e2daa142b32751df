//! What is told stands on the pages: every word of every change on its release's page, every release in the overview, and the
//! history of each level on the level's own page.

use super::script::Handbook;
use super::twelve;
use rungbook::base::Site;
use rungbook::view::story::Chapter;
use rungbook::view::told::Mark;
use scraper::{Html, Selector};

/// The main part of a page: its words with single spaces between them, and where its links lead.
struct Page {
    words: String,
    links: Vec<String>,
}

impl Page {
    fn of(site: &Site, route: &str) -> Self {
        let bytes = site.get(route).unwrap_or_else(|| panic!("there is no page `{route}`"));
        let html = Html::parse_document(std::str::from_utf8(bytes).unwrap());
        let select = |selector: &str| Selector::parse(selector).unwrap();
        let main = html.select(&select("main")).next().unwrap();
        let links = main.select(&select("a[href]")).filter_map(|link| link.attr("href")).map(str::to_owned).collect();
        Self { words: words(&main.text().collect::<Vec<_>>().concat()), links }
    }

    #[track_caller]
    fn says(&self, what: &str, place: &str) {
        assert!(self.words.contains(&words(what)), "{place} does not say “{what}”, but:\n{}", self.words);
    }
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn route(chapter: &Chapter) -> String {
    format!("changes/{}.html", chapter.slug)
}

#[test]
fn every_change_stands_on_the_page_of_its_release() {
    let git = twelve::repository();
    let handbook = Handbook::read(&git.at.join(twelve::FOLDER), Some("managers"));
    let (story, site) = (handbook.story(), handbook.build().site.unwrap());
    assert_eq!(story.chapters.len(), 13);
    for chapter in &story.chapters {
        let place = route(chapter);
        let page = Page::of(&site, &place);
        page.says(&chapter.name(), &place);
        for commit in &chapter.commits {
            page.says(&commit.subject, &place);
        }
        for thing in &chapter.told.things {
            page.says(&thing.title, &place);
            let asks = thing.classes.iter().any(|mark| matches!(mark, Mark::Raises | Mark::Lowers));
            page.says(if asks && thing.whole.is_empty() { &thing.meaning } else { "" }, &place);
            for line in &thing.lines {
                page.says(&line.label, &place);
                line.words.iter().for_each(|run| page.says(&run.text, &place));
                line.note.iter().for_each(|note| page.says(note, &place));
            }
            for mark in thing.classes.iter().filter(|_| thing.whole.is_empty()) {
                page.says(mark.label(), &place);
            }
        }
        let others =
            story.chapters.iter().filter(|other| other.slug != chapter.slug).flat_map(|other| &other.told.things);
        let own: Vec<_> =
            chapter.told.things.iter().flat_map(|thing| &thing.lines).flat_map(|line| &line.words).collect();
        let foreign = others.flat_map(|thing| &thing.lines).flat_map(|line| &line.words);
        for run in foreign.filter(|run| run.text.split_whitespace().count() > 3 && !own.contains(run)) {
            let known = own.iter().any(|known| known.text.contains(&run.text));
            assert!(known || !page.words.contains(&words(&run.text)), "{place} tells of another release: {}", run.text);
        }
    }
}

#[test]
fn the_overview_leads_to_every_release_that_changed_something() {
    let git = twelve::repository();
    let handbook = Handbook::read(&git.at.join(twelve::FOLDER), None);
    let (story, site) = (handbook.story(), handbook.build().site.unwrap());
    let page = Page::of(&site, "changes/index.html");
    for chapter in &story.chapters {
        page.says(&chapter.name(), "the overview");
        let href = format!("{}.html", chapter.slug);
        assert!(chapter.told.is_empty() || page.links.contains(&href), "no link to {href} among {:?}", page.links);
    }
}

#[test]
fn each_level_has_its_history_on_its_page() {
    let git = twelve::repository();
    let handbook = Handbook::read(&git.at.join(twelve::FOLDER), None);
    let (story, site) = (handbook.story(), handbook.build().site.unwrap());
    let histories: [(&str, &[&str]); 4] = [
        ("engineer", &["1.7", "1.1"]),
        ("senior-engineer", &["1.7", "1.6", "1.5", "1.4", "1.3"]),
        ("staff", &["unreleased", "1.5", "1.2"]),
        ("manager", &["1.8"]),
    ];
    for (level, releases) in histories {
        let page = Page::of(&site, &format!("levels/{level}.html"));
        for chapter in &story.chapters {
            let leads = page.links.iter().any(|link| link.contains(&route(chapter)));
            assert_eq!(leads, releases.contains(&&*chapter.slug), "`{level}` and {}", chapter.slug);
        }
    }
}
