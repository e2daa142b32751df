//! A handbook whose every text holds markup, scripts and the syntax of templates, made from the table of kinds.

use rungbook::base::Snapshot;
use rungbook::parse::kind::Kind;
use rungbook::parse::shape::{Field, Shape};
use serde_json::{Map, Value, json};

/// What stands in every text.
pub(crate) const PAYLOAD: &str = "<script>alert(1)</script><img src=x alt=x onerror=alert(1)>\"'><svg onload=alert(1)> {{ 7191-7 }}{% include \"x\" %}{# gone #}&lt;b&gt;";

/// What of the payload a reader must see, letter by letter, wherever it stands in a definition.
pub(crate) const SEEN: &str = "{{ 7191-7 }}{% include";

/// What would be seen if a template were run.
pub(crate) const RUN: &str = "7184";

/// The handbook: of each kind one thing with its required fields, and one with all of its fields.
pub(crate) fn handbook() -> Snapshot {
    let mut now = Snapshot::default();
    let mut add = |path: String, text: String| now.insert(path, text.into_bytes());
    let quoted = json!(PAYLOAD).to_string();
    let settings = format!("title = {quoted}\nauthors = [{quoted}]\ndescription = {quoted}\n");
    add("book.toml".into(), format!("[book]\n{settings}[rungbook]\naudiences = [\"public\", \"staff\"]\n"));
    for kind in Kind::ALL {
        let least = thing(kind, "a", |field| field.required);
        let most = thing(kind, "b", |_| true);
        let file = json!({ kind.plural(): [least, most] });
        add(format!("content/{}.yaml", kind.plural()), file.to_string());
    }
    add("content/page.md".into(), page());
    add(
        "content/folder/index.md".into(),
        format!("---\ntitle: {quoted}\nsummary: {quoted}\nowner: {quoted}\n---\n\nA folder.\n"),
    );
    add(
        "content/picture.svg".into(),
        "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script></svg>".into(),
    );
    now
}

fn thing(kind: Kind, name: &str, wanted: impl Fn(&Field) -> bool) -> Value {
    let fields = kind.fields().iter().chain(Kind::shared_fields().iter());
    let fields: Vec<_> = fields.filter(|field| field.key == "id" || wanted(field)).collect();
    let mut thing = Map::new();
    for field in fields {
        thing
            .insert(field.key.into(), special(kind, name, field.key).unwrap_or_else(|| value(field.key, &field.shape)));
    }
    thing.retain(|_, value| !value.is_null());
    if kind == Kind::Competency {
        thing.insert("scale".into(), json!("scale-a"));
    }
    if kind == Kind::Band && name == "a" {
        thing.insert("level".into(), json!("level-a"));
        thing.insert("range".into(), json!("$1K–$2K"));
    }
    Value::Object(thing)
}

/// What the sense of a field asks for; null leaves it out.
fn special(kind: Kind, name: &str, key: &str) -> Option<Value> {
    let value = match (kind, key) {
        (kind, "id") => json!(format!("{}-{name}", kind.singular())),
        (_, "status") => json!("active"),
        (_, "was") => json!([format!("old-{}-{name}", kind.singular())]),
        (Kind::Track, "levels") => json!([format!("level-{name}")]),
        (Kind::Family, "tracks") => Value::Null,
        (Kind::Track, "family") => json!("family-b"),
        (Kind::Move, "from") => json!(["level-a"]),
        (Kind::Move, "to") => json!("level-b"),
        (Kind::Band, "grade" | "min" | "max" | "currency") => Value::Null,
        (Kind::Band, "level") => json!("level-b"),
        (Kind::Band, "range") => json!("$1K–$2K"),
        (Kind::Release, "version") => json!(format!("1.{name}")),
        _ => return None,
    };
    Some(value)
}

/// A value of a shape, with the payload in every text.
fn value(key: &str, shape: &Shape) -> Value {
    match shape {
        Shape::Line => json!(format!("{key} {PAYLOAD}")),
        Shape::Block => json!(format!("{key} {PAYLOAD}\n\n{PAYLOAD}\n")),
        Shape::Id => json!(format!("own-{}", key.replace('_', "-"))),
        Shape::Word => match key {
            "audience" => json!("public"),
            "step" => json!("own-id"),
            _ => Value::Null,
        },
        Shape::OneOf(words) => json!(words[0]),
        Shape::Number => json!(1),
        Shape::Bool => json!(true),
        Shape::Date => json!("2026-01-01"),
        Shape::Time => json!("2026-01-01T12:00Z"),
        Shape::Url => json!("https://example.org/?a='onclick='alert(1)&b=%22%3E"),
        Shape::Ref(kinds) => json!(format!("{}-a", kinds[0].singular())),
        Shape::List(inner) | Shape::Many(inner) => match value(key, inner) {
            Value::Null => Value::Null,
            inner => json!([inner]),
        },
        Shape::Map(keys, inner) => {
            let name = value("name", keys);
            let name = name.as_str().unwrap_or("own-id");
            json!({ name: value(key, inner) })
        }
        Shape::Groups(inner) => json!({ format!("group {PAYLOAD}"): [value(key, inner)] }),
        Shape::Record(fields) | Shape::Short(_, fields) => {
            let fields = fields.iter().map(|field| (field.key.to_owned(), value(field.key, &field.shape)));
            Value::Object(fields.filter(|(_, value)| !value.is_null()).collect())
        }
    }
}

/// A page that tries what has worked elsewhere.
fn page() -> String {
    let quoted = json!(PAYLOAD).to_string();
    format!(
        "---\ntitle: {quoted}\nsummary: {quoted}\nowner: {quoted}\naliases: [old.html]\n---\n\n{TRICKS}\n{PAYLOAD}\n\n- {PAYLOAD}\n"
    )
}

const TRICKS: &str = r##"
# Title <script>alert(1)</script> {onclick=alert(1) #id" onmouseover="alert(1) .class"}

[a](javascript:alert(1)) [b](JaVaScRiPt:alert(1)) [c](&#106;avascript:alert(1)) [d](java&#x0A;script:alert(1))
[e](data:text/html,<script>alert(1)</script>) [f](vbscript:alert(1)) <javascript:alert(1)> [g](\x01javascript:alert(1))
![h](javascript:alert(1)) ![i" onerror="alert(1)](picture.svg "j\" onload=\"alert(1)") [k](https://example.org "l\" onclick=\"alert(1)")

[m]: javascript:alert(1)

[m] [n][m] [[page|<img src=x onerror=alert(1)>]] [[javascript:alert(1)]]

<iframe src="https://example.org" srcdoc="<script>alert(1)</script>"></iframe>
<object data="x"></object><embed src="x"><base href="https://example.org/"><meta http-equiv="refresh" content="0;url=https://example.org">
<form action="https://example.org"><input name=a autofocus onfocus=alert(1)><button formaction="javascript:alert(1)">x</button></form>
<link rel="stylesheet" href="https://example.org/a.css"><style>@import "https://example.org/b.css"; body { background: url(https://example.org/c.png) }</style>
<p style="background: url(https://example.org/d.png)" onclick="alert(1)">styled</p>
<svg><script>alert(1)</script><a xlink:href="javascript:alert(1)"><text>x</text></a><animate onbegin=alert(1) attributeName=x dur=1s /></svg>
<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>
<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>
<img src="https://example.org/e.png" srcset="https://example.org/f.png 2x" alt="away"><video src="https://example.org/g.mp4" poster="https://example.org/h.png" autoplay></video>
<a href="javascript:alert(1)">o</a><a href="https://example.org" target="_blank" ping="https://example.org/i">p</a>
<template><script>alert(1)</script></template><xmp><script>alert(1)</script></xmp><plaintext>

```"><script>alert(1)</script>
<script>alert(1)</script> {{ 7191-7 }}
```

```html
</code></pre><script>alert(1)</script>
```

| <script>alert(1)</script> | {{ 7191-7 }} |
| --- | --- |
| <img src=x onerror=alert(1)> | `<script>alert(1)</script>` |

> [!NOTE]
> <script>alert(1)</script>

Text[^1].

[^1]: <script>alert(1)</script>

<script>alert(1)
</script>
<!-- --!><script>alert(1)</script> -->
</main></body></html><script>alert(1)</script>
"##;
