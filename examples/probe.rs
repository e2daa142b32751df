fn main() {
    let root = std::path::PathBuf::from(std::env::args().nth(1).unwrap());
    let mut files = vec![];
    for e in walkdir::WalkDir::new(root.join("content")).sort_by_file_name() {
        let e = e.unwrap();
        if e.file_type().is_file() {
            files.push(e.into_path());
        }
    }
    let mut sources = vec![];
    let mut faults = vec![];
    let mut texts = std::collections::HashMap::new();
    for f in files {
        let rel: std::sync::Arc<str> = f.strip_prefix(&root).unwrap().to_str().unwrap().into();
        let bytes = std::fs::read(&f).unwrap();
        let (document, more) = rungbook::parse::document::read(&rel, &bytes);
        faults.extend(more);
        texts.insert(rel.clone(), bytes);
        sources.push(rungbook::model::resolve::Source {
            path: rel.strip_prefix("content/").unwrap().into(),
            file: rel,
            document,
        });
    }
    let (settings, more) = rungbook::parse::config::read(
        &"book.toml".into(),
        b"[rungbook]\naudiences=['public','staff','managers']\n",
        &[],
    );
    faults.extend(more);
    let (book, more) = rungbook::model::resolve::handbook(&sources, settings);
    faults.extend(more);
    for f in &faults {
        let p = f.span.as_ref().map(|s| rungbook::base::Position::of(&texts[&s.file], s.start));
        println!(
            "{}:{:?} {} {} | {}",
            f.span.as_ref().map_or("", |s| &s.file),
            p.map(|p| (p.line, p.column)),
            f.code,
            f.message,
            f.help.as_deref().unwrap_or("")
        );
    }
    println!("{} levels {} pages {} faults", book.levels.len(), book.pages.len(), faults.len());
}
