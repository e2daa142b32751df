//! Where somebody edits a handbook: a folder, a repository, and edits as a seed has them.

use crate::handbook;
use rungbook::{Base, Scope};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// The most releases; each makes every build longer.
const MOST_TAGS: usize = 4;

/// Somebody at work.
pub(crate) struct Desk {
    _home: TempDir,
    pub(crate) root: PathBuf,
    pub(crate) scope: Scope,
    /// What was done.
    pub(crate) log: Vec<String>,
    seed: u64,
    /// The files as they were when a build had no errors.
    good: BTreeMap<String, Vec<u8>>,
    is_broken: bool,
    book: [usize; 8],
    commits: usize,
    tags: usize,
}

type Edit = (&'static str, fn(&mut Desk) -> String);

/// All kinds of edits; those that are made more often stand here more often.
const EDITS: &[Edit] = &[
    ("change", Desk::change),
    ("change", Desk::change),
    ("retitle", Desk::retitle),
    ("define", Desk::define),
    ("define", Desk::define),
    ("letter", Desk::letter),
    ("heading", Desk::heading),
    ("create", Desk::create),
    ("delete", Desk::delete),
    ("rename", Desk::rename),
    ("break", Desk::damage),
    ("theme", Desk::theme),
    ("config", Desk::config),
    ("config", Desk::config),
    ("draft", Desk::draft),
    ("audience", Desk::audience),
    ("scope", Desk::other_scope),
    ("asset", Desk::asset),
    ("commit", Desk::commit),
    ("tag", Desk::tag),
    ("nothing", |_| String::new()),
];

impl Desk {
    /// A handbook as it begins, committed once.
    pub(crate) fn new(seed: u64) -> Self {
        let home = tempfile::tempdir().unwrap();
        let root = home.path().join("book");
        fs::create_dir(&root).unwrap();
        let scope = Scope { base: seed.is_multiple_of(2).then_some(Base::Usual), ..Scope::default() };
        let (log, good) = (Vec::new(), BTreeMap::new());
        let (is_broken, book, commits, tags) = (false, [0; 8], 0, 0);
        let mut desk = Self { _home: home, root, scope, log, seed, good, is_broken, book, commits, tags };
        handbook::files().iter().for_each(|(path, text)| desk.write(path, text));
        desk.git(&["init", "--quiet", "--initial-branch=main", "."]);
        desk.commit();
        desk.tag();
        desk.judge(true);
        desk
    }

    /// Makes an edit; returns its kind. What is broken is mended soon.
    pub(crate) fn edit(&mut self) -> &'static str {
        let (kind, edit) = match self.is_broken && self.next(3) > 0 {
            true => ("mend", Self::mend as fn(&mut Self) -> String),
            false => EDITS[self.next(EDITS.len())],
        };
        let what = edit(self);
        self.log.push(format!("{:3} {kind} {what}", self.log.len() + 1));
        kind
    }

    /// Remembers how the files are, if they are good.
    pub(crate) fn judge(&mut self, is_good: bool) {
        self.is_broken = !is_good;
        if is_good {
            let files = self.files(|_| true).into_iter();
            self.good = files.map(|path| (path.clone(), fs::read(self.root.join(&path)).unwrap())).collect();
        }
    }

    fn next(&mut self, end: usize) -> usize {
        self.seed = self.seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.seed >> 33) as usize % end
    }

    fn words(&mut self) -> String {
        let all =
            ["scope", "Senior Product Designer", "of", "*grows*", "[[research]]", "`x < y`", "and", "ü", "plans", "so"];
        (0..4).map(|_| all[self.next(all.len())]).collect::<Vec<_>>().join(" ")
    }

    /// The paths of files in the handbook's folder, in order.
    fn files(&self, wanted: impl Fn(&str) -> bool) -> Vec<String> {
        let (mut open, mut files) = (vec![self.root.clone()], Vec::new());
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let place = entry.unwrap().path();
                let path = place.strip_prefix(&self.root).unwrap().to_str().unwrap().to_owned();
                match place.is_dir() {
                    true if path != ".git" => open.push(place),
                    false if wanted(&path) => files.push(path),
                    _ => {}
                }
            }
        }
        files.sort();
        files
    }

    fn some(&mut self, wanted: impl Fn(&str) -> bool) -> String {
        let files = self.files(wanted);
        files[self.next(files.len())].clone()
    }

    fn page(&mut self) -> String {
        self.some(|path| path.ends_with(".md"))
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root.join(path)).unwrap()
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let place = self.root.join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, text).unwrap();
    }

    fn git(&self, arguments: &[&str]) {
        let mut git = Command::new("git");
        git.current_dir(&self.root).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        for who in ["AUTHOR", "COMMITTER"] {
            let date = format!("{} +0000", 1_767_268_800 + self.commits * 86_400);
            git.env(format!("GIT_{who}_NAME"), "Ada").env(format!("GIT_{who}_EMAIL"), "ada@example.org");
            git.env(format!("GIT_{who}_DATE"), date);
        }
        assert!(git.args(arguments).status().unwrap().success(), "git {arguments:?}");
    }
}

/// The edits; each says what it did.
impl Desk {
    fn change(&mut self) -> String {
        let (path, words) = (self.page(), self.words());
        self.write(&path, format!("{}\n{words}.\n", self.read(&path)));
        format!("{path}: {words}")
    }

    fn retitle(&mut self) -> String {
        let path = self.page();
        let title = format!("{} {}", self.next(9), ["The year", "Later", "A & B"][self.next(3)]);
        let text: Vec<String> = self
            .read(&path)
            .lines()
            .map(|line| match line.split_once(' ') {
                Some(("#" | "title:", _)) => format!("{} {title}", &line[..line.find(' ').unwrap()]),
                _ => line.to_owned(),
            })
            .collect();
        self.write(&path, text.join("\n") + "\n");
        format!("{path}: {title}")
    }

    /// Says something else in a definition.
    fn define(&mut self) -> String {
        let path = self.some(|path| path.ends_with(".yaml"));
        let text = self.read(&path);
        let is_text = |line: &str| {
            let line = line.trim_start();
            ["summary: ", "title: ", "- ", "text: "].iter().any(|start| line.starts_with(start))
                && !line.contains(['{', '[', '"', '|', '\'', '#'])
                && line.matches(':').count() == usize::from(!line.starts_with("- "))
        };
        let lines: Vec<usize> = text.lines().enumerate().filter(|(_, line)| is_text(line)).map(|(at, _)| at).collect();
        let Some(at) = lines.get(self.next(lines.len().max(1))) else { return "nothing".into() };
        let word = ["more", "less", "again", "daily"][self.next(4)];
        let changed = |(number, line): (usize, &str)| {
            if number == *at { format!("{line} {word}\n") } else { format!("{line}\n") }
        };
        self.write(&path, text.lines().enumerate().map(changed).collect::<String>());
        format!("{path}:{}: {word}", at + 1)
    }

    /// Writes another letter, so that the file is as long as before and says that it is as old.
    fn letter(&mut self) -> String {
        let path = self.page();
        let text = self.read(&path);
        let modified = fs::metadata(self.root.join(&path)).unwrap().modified().unwrap();
        let (from, to) = if self.next(2) == 0 { ('e', 'o') } else { ('o', 'e') };
        let Some(at) = text.rfind(from) else { return "nothing".into() };
        self.write(&path, format!("{}{to}{}", &text[..at], &text[at + 1..]));
        fs::File::options().write(true).open(self.root.join(&path)).unwrap().set_modified(modified).unwrap();
        format!("{path}: {from} to {to} at {at}")
    }

    /// Calls the parts of a page something else, so that links to them lead nowhere, or somewhere again.
    fn heading(&mut self) -> String {
        let path = self.page();
        let text = self.read(&path);
        let (from, to) =
            if text.contains("## Part\n") { ("## Part\n", "## Whole\n") } else { ("## Whole\n", "## Part\n") };
        self.write(&path, text.replace(from, to));
        path
    }

    fn create(&mut self) -> String {
        let (number, words) = (self.next(20), self.words());
        let extra = [
            "```python\nx = [1, 2]\n```\n".to_owned(),
            "```mermaid\npie\n  \"One\" : 3\n  \"Two\" : 4\n```\n".to_owned(),
            "```ladder\npd-management\n```\n".to_owned(),
            format!("See [this](new-{}.md#part) and [that](../index.md).\n", self.next(20)),
        ];
        let folder = ["", "roadmaps/", "new/", "new/inner/"][self.next(4)];
        let path = format!("content/{folder}new-{number}.md");
        let extra = &extra[self.next(4)];
        self.write(&path, format!("# New {number}\n\n{words}\n\n## Part\n\n{extra}"));
        path
    }

    fn delete(&mut self) -> String {
        let path = self.some(|path| path.starts_with("content/") && path != "content/index.md");
        fs::remove_file(self.root.join(&path)).unwrap();
        path
    }

    fn rename(&mut self) -> String {
        let path = self.some(|path| path.starts_with("content/"));
        let (stem, end) = path.rsplit_once('.').unwrap();
        let to = format!(
            "{}-{}.{end}",
            stem.trim_end_matches(|last: char| last == '-' || last.is_ascii_digit()),
            self.next(9)
        );
        fs::rename(self.root.join(&path), self.root.join(&to)).unwrap();
        format!("{path} to {to}")
    }

    fn damage(&mut self) -> String {
        let (path, more) = match self.next(5) {
            0 => (self.some(|path| path.ends_with(".yaml")), "\n  - [: {\n"),
            1 => (self.page(), "\nSee [nothing](no/such/page.md).\n"),
            2 => ("book.toml".to_owned(), "\n[[nonsense\n"),
            3 => (self.some(|path| path.ends_with(".yaml")), "\nno_such_kind: {id: x}\n"),
            _ => ("theme/templates/parts/footer.html".to_owned(), "{% if book %}{{ nonsense }}"),
        };
        let text = if self.root.join(&path).exists() { self.read(&path) } else { String::new() };
        self.write(&path, text + more);
        path
    }

    /// Makes all files what they were.
    fn mend(&mut self) -> String {
        for path in self.files(|_| true) {
            if !self.good.contains_key(&path) {
                fs::remove_file(self.root.join(path)).unwrap();
            }
        }
        for (path, bytes) in &self.good {
            if fs::read(self.root.join(path)).ok().as_ref() != Some(bytes) {
                self.write(path, bytes);
            }
        }
        String::new()
    }

    fn theme(&mut self) -> String {
        let all = ["templates/parts/footer.html", "templates/article.html", "templates/level.html", "style/base.css"];
        let default = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default");
        let name = all[self.next(all.len())];
        let path = format!("theme/{name}");
        if self.root.join(&path).exists() && self.next(2) == 0 {
            fs::remove_file(self.root.join(&path)).unwrap();
            return format!("{path} goes");
        }
        let text = fs::read_to_string(default.join(name)).unwrap_or_default();
        let number = self.next(50);
        let more =
            if name.ends_with("html") { format!("<!-- {number} -->") } else { format!("\np {{ order: {number} }}\n") };
        self.write(&path, if name.starts_with("templates/parts") { more + &text } else { text + &more });
        format!("{path} {number}")
    }

    fn config(&mut self) -> String {
        let at = self.next(self.book.len());
        self.book[at] = self.next(3);
        self.write("book.toml", handbook::book(&self.book));
        format!("{:?}", self.book)
    }

    fn draft(&mut self) -> String {
        let path = self.page();
        let text = self.read(&path);
        let text = match text.contains("status: draft\n") {
            true => text.replace("status: draft\n", ""),
            false if text.starts_with("---\n") => text.replacen("---\n", "---\nstatus: draft\n", 1),
            false => format!("---\nstatus: draft\n---\n\n{text}"),
        };
        self.write(&path, text);
        path
    }

    fn audience(&mut self) -> String {
        let (path, words) = (self.page(), self.words());
        self.write(&path, format!("{}\n## Kept {{audience=managers}}\n\n{words}\n", self.read(&path)));
        path
    }

    fn other_scope(&mut self) -> String {
        self.scope.audience = [None, Some("staff"), Some("managers")][self.next(3)].map(str::to_owned);
        self.scope.drafts = self.next(2) == 0;
        self.scope.base_url = [None, Some("/preview/")][self.next(2)].map(str::to_owned);
        let bases = [None, None, Some(Base::Usual), Some(Base::Named("v1".into())), Some(Base::Named("HEAD~1".into()))];
        self.scope.base = bases[self.next(5)].clone();
        format!("{:?}", self.scope)
    }

    fn asset(&mut self) -> String {
        let bytes: Vec<u8> = (0..20).map(|_| self.next(256) as u8).collect();
        self.write("content/files/picture.bin", &bytes);
        format!("{bytes:?}")
    }

    fn commit(&mut self) -> String {
        self.commits += 1;
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "--message", &format!("Step {}", self.commits)]);
        String::new()
    }

    fn tag(&mut self) -> String {
        if self.tags == MOST_TAGS {
            return "no more".into();
        }
        self.tags += 1;
        self.git(&["tag", &format!("v{}", self.tags)]);
        format!("v{}", self.tags)
    }
}
