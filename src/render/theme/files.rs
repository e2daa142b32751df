//! The default theme's files, embedded in the binary.

/// A file's path in the theme's folder and its bytes.
pub(super) type File = (&'static str, &'static [u8]);

macro_rules! embed {
    ($($path:literal)*) => {
        &[$(($path, include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/", $path)))),*]
    };
}

/// All files of the default theme in order of their paths, apart from what only its makers need.
pub(super) const FILES: &[File] = embed! {
    "favicon.svg"
    "fonts/inter-OFL.txt"
    "fonts/inter-cyrillic.woff2"
    "fonts/inter-greek.woff2"
    "fonts/inter-latin-ext.woff2"
    "fonts/inter-latin.woff2"
    "fonts/jetbrains-mono-OFL.txt"
    "fonts/jetbrains-mono-latin-ext.woff2"
    "fonts/jetbrains-mono-latin.woff2"
    "fonts/source-serif-OFL.txt"
    "fonts/source-serif-cyrillic.woff2"
    "fonts/source-serif-greek.woff2"
    "fonts/source-serif-latin-ext.woff2"
    "fonts/source-serif-latin.woff2"
    "script/checklists.js"
    "script/contents.js"
    "script/differences.js"
    "script/print.js"
    "script/scheme.js"
    "script/search.js"
    "script/search/engine.js"
    "script/search/panel.js"
    "style/base.css"
    "style/buttons.css"
    "style/cards.css"
    "style/changes.css"
    "style/charts.css"
    "style/checklists.css"
    "style/code.css"
    "style/editions.css"
    "style/fences.css"
    "style/figures.css"
    "style/fonts.css"
    "style/header.css"
    "style/home.css"
    "style/ladder.css"
    "style/layers.css"
    "style/layout.css"
    "style/level.css"
    "style/matrix.css"
    "style/mermaid.css"
    "style/navigation.css"
    "style/print.css"
    "style/profile.css"
    "style/prose.css"
    "style/review.css"
    "style/search.css"
    "style/tables.css"
    "style/threads.css"
    "style/timelines.css"
    "style/tokens.css"
    "templates/article.html"
    "templates/base.html"
    "templates/cards.html"
    "templates/changes.html"
    "templates/chapter.html"
    "templates/compare-index.html"
    "templates/compare.html"
    "templates/competencies.html"
    "templates/competency.html"
    "templates/folder.html"
    "templates/guide.html"
    "templates/guides.html"
    "templates/home.html"
    "templates/ladder.html"
    "templates/ladders.html"
    "templates/letters.html"
    "templates/level.html"
    "templates/matrix.html"
    "templates/not-found.html"
    "templates/parts/card-groups.html"
    "templates/parts/cards.html"
    "templates/parts/changes.html"
    "templates/parts/contents.html"
    "templates/parts/crumbs.html"
    "templates/parts/edition.html"
    "templates/parts/editions.html"
    "templates/parts/fence/compare.html"
    "templates/parts/fence/ladder.html"
    "templates/parts/fence/matrix.html"
    "templates/parts/fence/mermaid.html"
    "templates/parts/fence/pathway.html"
    "templates/parts/fence/pay.html"
    "templates/parts/fence/source.html"
    "templates/parts/figures.html"
    "templates/parts/footer.html"
    "templates/parts/header.html"
    "templates/parts/level/expected.html"
    "templates/parts/level/history.html"
    "templates/parts/level/pay.html"
    "templates/parts/level/promotion.html"
    "templates/parts/level/week.html"
    "templates/parts/lists.html"
    "templates/parts/pager.html"
    "templates/parts/side.html"
    "templates/parts/tables.html"
    "templates/pathway.html"
    "templates/pathways.html"
    "templates/redirect.html"
    "templates/role.html"
    "templates/roles.html"
    "templates/track.html"
    "theme.toml"
};

#[cfg(test)]
mod tests {
    use super::FILES;
    use std::path::Path;

    /// Files that stand beside the theme's but are not shipped with a site.
    const KEPT_BACK: [&str; 3] = [".py", ".ttf", "README.md"];

    fn list(folder: &Path, names: &mut Vec<String>, root: &Path) {
        for entry in folder.read_dir().unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                list(&path, names, root);
                continue;
            }
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            if !KEPT_BACK.iter().any(|end| name.ends_with(end)) {
                names.push(name);
            }
        }
    }

    #[test]
    fn every_file_is_embedded() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default");
        let mut names = Vec::new();
        list(&root, &mut names, &root);
        names.sort();
        assert_eq!(FILES.iter().map(|(name, _)| *name).collect::<Vec<_>>(), names);
    }
}
