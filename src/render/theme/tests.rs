//! A theme of the handbook's own: what it replaces, and what it is told about its mistakes.

use super::*;
use crate::base::{Position, Severity};

fn load(files: &[(&str, &str)]) -> (Theme, Vec<Diagnostic>) {
    let now: Snapshot = files.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
    Theme::load(&now, Some("theme"))
}

fn told(files: &[(&str, &str)]) -> Vec<String> {
    let (_, diagnostics) = load(files);
    let place = |span: &Span| {
        let text = files.iter().find(|(path, _)| *path == &*span.file).map_or("", |(_, text)| *text);
        let Position { line, column } = Position::of(text.as_bytes(), span.start);
        format!("{}:{line}:{column}", span.file)
    };
    let line = |fault: &Diagnostic| {
        let at = fault.span.as_ref().map(place).unwrap_or_default();
        format!("{at} {}: {} ({})", fault.severity.word(), fault.message, fault.help.as_deref().unwrap_or(""))
    };
    diagnostics.iter().map(line).collect()
}

#[test]
fn the_default_theme_is_sound() {
    let (theme, diagnostics) = Theme::load(&Snapshot::default(), None);
    assert_eq!(diagnostics, []);
    assert!(theme.assets().style.starts_with("assets/style."));
    assert!(theme.files().iter().any(|(route, _)| route.as_str() == "assets/fonts/inter-latin.woff2"));
}

#[test]
fn own_files_replace_those_of_the_same_name() {
    let (theme, diagnostics) = load(&[("theme/templates/not-found.html", "Nothing here, {{ name }}.")]);
    assert_eq!(diagnostics, []);
    let mut context = tera::Context::new();
    context.insert("name", "<friend>");
    assert_eq!(theme.show("not-found.html", &context).unwrap(), "Nothing here, &lt;friend&gt;.");
    let (plain, _) = Theme::load(&Snapshot::default(), None);
    assert_ne!(theme.key(), plain.key());
}

#[test]
fn faults_in_templates_have_a_place() {
    let broken = "<p>\n  {{ page.title | shout }}{% include \"part/x.html\" %}\n";
    let told = told(&[("theme/templates/not-found.html", broken), ("theme/templates/level.html", "é{% if %}")]);
    assert_eq!(told.len(), 3, "{told:#?}");
    assert!(told[0].starts_with("theme/templates/level.html:1:8 error: "), "{told:#?}");
    assert!(told[1].starts_with("theme/templates/not-found.html:2:19 error: unknown filter `shout`"), "{told:#?}");
    assert!(told[2].contains("not-found.html:2:38 error: unknown template `part/x.html`"), "{told:#?}");
}

#[test]
fn a_missing_parent_has_a_place() {
    let told = told(&[("theme/templates/level.html", "{% extends \"bas.html\" %}")]);
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].starts_with("theme/templates/level.html:1:12 error: "), "{told:#?}");
    assert!(told[0].contains("did you mean `base.html`?"), "{told:#?}");
}

#[test]
fn what_a_template_asks_for_must_be_there() {
    let (theme, _) = load(&[("theme/templates/not-found.html", "{{ page.titel }}")]);
    let mut context = tera::Context::new();
    context.insert("page", &BTreeMap::from([("title", "x")]));
    let faults = theme.show("not-found.html", &context).unwrap_err();
    assert_eq!(faults[0].severity, Severity::Error);
    assert_eq!(
        faults[0].span.as_ref().map(|span| (&*span.file, span.start)),
        Some(("theme/templates/not-found.html", 8))
    );
}

#[test]
fn warns_of_files_that_nothing_uses() {
    let told = told(&[
        ("theme/style/token.css", "a{}"),
        ("theme/templates/parts/mine.html", ""),
        ("theme/templates/not-found.html", "{% include 'parts/mine.html' %}"),
    ]);
    assert_eq!(
        told,
        [
            "theme/style/token.css:1:1 warning: the theme does not use `style/token.css` (did you mean `style/tokens.css`?)"
        ]
    );
}

#[test]
fn a_faulty_manifest_has_a_place() {
    let told = told(&[("theme/theme.toml", "styles = []\nstyls = []\n")]);
    assert_eq!(told.len(), 1);
    assert!(told[0].starts_with("theme/theme.toml:2:1 error: unknown field `styls`"), "{told:#?}");
}

/// What is said of a template, in the place of the one for missing pages, when a page is shown with it.
fn shown(template: &str) -> String {
    let (theme, mut faults) = load(&[("theme/templates/not-found.html", template)]);
    let item = BTreeMap::from([("text", 1)]);
    let mut context = tera::Context::new();
    context.insert("page", &serde_json::json!({"title": "x", "body": {"groups": [{"items": [item]}]}}));
    context.insert("texts", &["<p>One</p>"]);
    faults.extend(theme.show("not-found.html", &context).err().unwrap_or_default());
    let line = |fault: &Diagnostic| {
        let at = Position::of(template.as_bytes(), fault.span.as_ref().map_or(0, |span| span.start));
        format!("{}:{} {} ({})", at.line, at.column, fault.message, fault.help.as_deref().unwrap_or(""))
    };
    faults.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Each kind of mistake has its place, and where names are known the right one.
#[test]
fn mistakes_in_templates_are_told_with_the_names_that_exist() {
    for (template, wanted) in [
        ("{{ page.titel }}", "1:9 field `titel` is not defined (did you mean `title`?)"),
        ("\n {{ pag.title }}", "2:5 variable `pag` is not defined (did you mean `page`?)"),
        ("{{ zzzz }}", "1:4 variable `zzzz` is not defined (known here are page, texts)"),
        (
            "{% for g in page.body.groups %}{% for item in g.items %}{{ item.txet | html }}{% endfor %}{% endfor %}",
            "1:60 field `txet` is not defined (did you mean `text`?)",
        ),
        ("{% for x in page.bodi %}{% endfor %}", "1:13 field `bodi` is not defined (did you mean `body`?)"),
        ("{{ page.body.groups[7] | html }}", "1:4 `page.body.groups[7]` is not defined ()"),
        ("{{ page.title | uper }}", "1:17 unknown filter `uper` (did you mean `upper`?)"),
        ("{% if page is strange %}{% endif %}", "1:15 unknown test `strange` "),
        ("{{ rang(end=3) }}", "1:4 unknown function `rang` (did you mean `range`?)"),
        (
            "{% include \"parts/heder.html\" %}",
            "1:12 unknown template `parts/heder.html` (did you mean `parts/header.html`?)",
        ),
        ("{{ <crad card={page} /> }}", "1:4 unknown component `crad` (did you mean `card`?)"),
        ("{{ <card crd={page} /> }}", "1:4 unknown argument(s) `crd` in component call (did you mean `card`?)"),
        ("{% extends \"base.html\" %}{% block boddy %}{% endblock %}", "(did you mean `body`?)"),
        ("{% if page %}", "1:"),
        ("{% for x in 3 %}{% endfor %}", "1:13 iteration not possible on type `i64` ()"),
        ("{% include \"not-found.html\" %}", "1:4 it includes itself in a circle ()"),
        ("{% component a() %}{{ <a /> }}{% endcomponent a %}{{ <a /> }}", "1:1 maximum render recursion depth"),
    ] {
        let said = shown(template);
        assert!(said.contains(wanted), "{template}\n{said}\n{wanted}");
    }
}

#[test]
fn a_replaced_part_must_keep_the_components_that_others_use() {
    let told = told(&[("theme/templates/parts/cards.html", "{% component card(card) %}{% endcomponent card %}")]);
    let cards: Vec<_> = told.iter().filter(|line| line.contains("`cards`")).collect();
    assert_eq!(
        cards,
        [
            "theme/templates/parts/cards.html:1:1 error: the component `cards` is missing here, and other templates use it \
          (a file replaces the default one whole: copy `cards` from the default `parts/cards.html`)"
        ]
    );
}

#[test]
fn a_manifest_names_files_that_exist() {
    let manifest = "styles = []\npreload = [\"fonts/inter-lation.woff2\"]\nicon = \"mine.svg\"\n";
    let told = told(&[("theme/theme.toml", manifest)]);
    assert_eq!(
        told[0],
        "theme/theme.toml:2:13 error: the theme has no file `fonts/inter-lation.woff2` (did you mean `fonts/inter-latin.woff2`?)"
    );
    assert!(told[1].starts_with("theme/theme.toml:3:9 error: the theme has no file `mine.svg`"), "{told:#?}");
}

/// A style file, a script, a font, a picture, the manifest and files of its own.
#[test]
fn every_kind_of_file_is_replaced_or_added() {
    let default = files::FILES.iter().find(|(name, _)| *name == MANIFEST).map(|(_, bytes)| *bytes).unwrap();
    let manifest = String::from_utf8_lossy(default)
        .replace("\"style/print.css\",", "\"style/print.css\",\n  \"style/own.css\",")
        .replace("favicon.svg", "logo.svg");
    let (theme, diagnostics) = load(&[
        ("theme/theme.toml", &manifest),
        ("theme/style/tokens.css", ":root{--accent:rebeccapurple}"),
        ("theme/style/own.css", ".own{}"),
        ("theme/script/print.js", "print.own=1"),
        ("theme/fonts/inter-latin.woff2", "a font"),
        ("theme/logo.svg", "<svg/>"),
    ]);
    assert_eq!(diagnostics, []);
    let text = |name: &str| {
        let bytes = theme.files().iter().find(|(route, _)| route.as_str() == name).map(|(_, bytes)| bytes);
        String::from_utf8_lossy(bytes.unwrap()).into_owned()
    };
    let style = text(&theme.assets().style);
    assert!(style.contains("rebeccapurple") && !style.contains("--paper: light-dark"));
    assert!(style.find(".own{}") > style.find("rebeccapurple"));
    assert!(text(theme.assets().script.as_deref().unwrap()).contains("print.own=1"));
    assert_eq!(text("assets/fonts/inter-latin.woff2"), "a font");
    assert_eq!((theme.assets().icon.as_str(), text("assets/logo.svg").as_str()), ("assets/logo.svg", "<svg/>"));
}
