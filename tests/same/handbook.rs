//! The handbook that is edited: the one that `rungbook init` writes, and one of everything else.

use std::path::Path;

/// All files with their texts, `book.toml` first.
pub(crate) fn files() -> Vec<(String, String)> {
    let init = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli/init");
    let (small, _) = rungbook::source::folder(&init, &["content"], None).unwrap();
    let small = small.iter().map(|(path, bytes)| (path.to_string(), String::from_utf8(bytes.to_vec()).unwrap()));
    let more = MORE.split("== ").skip(1).map(|file| {
        let (path, text) = file.split_once('\n').unwrap();
        (path.to_owned(), text.to_owned())
    });
    let book = ("book.toml".to_owned(), book(&[0; 8]));
    [book].into_iter().chain(small).chain(more).collect()
}

/// A `book.toml`; each number is a choice.
pub(crate) fn book(choices: &[usize; 8]) -> String {
    let pick = |at: usize, all: &[&str]| all[choices[at] % all.len()].to_owned();
    [
        "[book]\n".to_owned(),
        format!("title = 'Product design{}'\n", pick(0, &["", " handbook", " & more"])),
        pick(1, &["", "language = 'de'\n", "description = 'How designers grow.'\n"]),
        "[output.html]\n".to_owned(),
        pick(2, &["site-url = 'https://example.org/book/'\n", "", "additional-css = ['content/files/own.css']\n"]),
        pick(3, &["", "edit-url-template = 'https://example.org/{path}'\n", "search = {enable = false}\n"]),
        "[rungbook]\naudiences = ['staff', 'managers']\n".to_owned(),
        pick(4, &["audience = 'managers'\n", "audience = 'staff'\n", ""]),
        pick(5, &["", "autolink = false\n", "ladder = 'falling'\n"]),
        "[changes]\n".to_owned(),
        pick(6, &["", "", "enable = false\n"]),
        pick(7, &["", "[editions]\nkeep = ['*']\n", "[editions]\nkeep = ['v1']\n"]),
    ]
    .concat()
}

const MORE: &str = "== content/files/own.css
p { color: inherit }
== content/files/note.txt
A file that is copied.
== content/more.yaml
roles:
  - id: researcher
    title: Researcher
    summary: Finds out what people do.
    levels: [pd-senior]
    competencies:
      - {competency: research, step: strong, text: Plans studies}
      - Knows the law
pathway:
  id: to-manager
  title: Becoming a manager
  from: [pd-senior]
  to: [pd-manager]
  steps:
    - when: Month 1
      title: Listen
      items: ['Sit in on [[critique]]', Ask two designers what they miss]
guides:
  - id: stuck
    title: Stuck at a level
    topic: Growing
    cause: Nobody said what the next level asks for.
    approach: [Read the next level, Ask for feedback]
    about: [coaching]
== content/pay.yaml
bands:
  - {id: senior-pay, level: pd-senior, place: US, range: $105K–$180K, audience: managers}
  - {id: staff-pay, level: pd-staff, place: US, range: $145K–$240K, note: Before bonus}
== content/releases.yaml
release:
  version: v1
  date: '2026-01-01'
  title: The first one
  summary: All that we had.
== content/figures.md
---
title: Figures
---

# Figures

```ladder
pd-ic
```

```mermaid
flowchart LR
  one[Ask] --> two[Listen] --> one
```

```matrix
track: pd-ic
```

```compare
levels: [pd-senior, pd-staff]
```

```pay
track: pd-ic
```

```python
def grow(level):
    return level + 1  # slowly
```

## For managers {audience=managers}

What only managers read of a Senior Product Designer.
== content/roadmaps/second-year.md
---
title: The second year
summary: What comes then.
order: 2
---

# The second year

After [the first year](first-year.md) read [the figures](../figures.md) and [[stuck]].
A Staff Product Designer was here, too.[^1]

[^1]: And left a note.
== content/roadmaps/later.md
# Later

| When | What |
| --- | --- |
| Soon | [[research]] |

> [!NOTE]
> Nothing is sure.
";
