//! A page of the site as a browser would read it.

use rungbook::base::Site;
use scraper::{ElementRef, Html, Selector};

/// A page and its tree.
pub(crate) struct Page {
    pub(crate) route: String,
    pub(crate) tree: Html,
}

/// All pages of a site.
pub(crate) fn all(site: &Site) -> impl Iterator<Item = Page> {
    let pages = site.iter().filter(|(route, _)| route.as_str().ends_with(".html"));
    pages.map(|(route, bytes)| Page::new(route.as_str(), std::str::from_utf8(bytes).expect("pages are UTF-8")))
}

impl Page {
    pub(crate) fn new(route: &str, text: &str) -> Self {
        Self { route: route.into(), tree: Html::parse_document(text) }
    }

    /// The elements that a CSS selector finds.
    pub(crate) fn find(&self, selector: &str) -> Vec<ElementRef<'_>> {
        self.tree.select(&Selector::parse(selector).expect("a selector")).collect()
    }

    pub(crate) fn count(&self, selector: &str) -> usize {
        self.find(selector).len()
    }

    /// The words of the elements that a selector finds.
    pub(crate) fn text_of(&self, selector: &str) -> String {
        self.find(selector).iter().flat_map(ElementRef::text).collect()
    }

    /// The attributes that are handlers of events, such as `onclick`.
    pub(crate) fn handlers(&self) -> Vec<String> {
        self.attributes(|_, name, _| name.to_ascii_lowercase().starts_with("on"))
    }

    /// The attributes whose value would run as a script or open a document of its own making.
    pub(crate) fn running_addresses(&self) -> Vec<String> {
        self.attributes(|_, name, value| {
            let plain: String =
                value.chars().filter(|letter| !letter.is_whitespace() && !letter.is_control()).collect();
            let plain = plain.to_ascii_lowercase();
            let runs = ["javascript:", "vbscript:", "data:"].iter().any(|scheme| plain.starts_with(scheme));
            let address =
                matches!(name, "href" | "src" | "action" | "formaction" | "data" | "poster" | "srcset" | "background");
            (runs && address) || name == "srcdoc"
        })
    }

    /// The elements that carry a document or a request of their own.
    pub(crate) fn embedded(&self) -> Vec<String> {
        let found =
            self.find("iframe, frame, frameset, object, embed, applet, base, meta[http-equiv][content*='//'], body meta, portal, foreignObject");
        found.iter().map(|element| format!("{}: {}", self.route, element.html())).collect()
    }

    /// The scripts: the address of each, or its text.
    pub(crate) fn scripts(&self) -> Vec<String> {
        let script = |element: &ElementRef<'_>| {
            element.value().attr("src").map_or_else(|| element.inner_html(), |address| format!("src {address}"))
        };
        self.find("script").iter().map(script).collect()
    }

    pub(crate) fn images_without_words(&self) -> Vec<String> {
        self.find("img:not([alt])").iter().map(ElementRef::html).collect()
    }

    fn attributes(&self, wanted: impl Fn(&ElementRef<'_>, &str, &str) -> bool) -> Vec<String> {
        let mut found = Vec::new();
        for element in self.find("*") {
            for (name, value) in element.value().attrs().filter(|(name, value)| wanted(&element, name, value)) {
                found.push(format!("{}: <{} {name}={value:?}>", self.route, element.value().name()));
            }
        }
        found
    }
}
