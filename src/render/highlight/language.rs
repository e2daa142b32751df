//! The names that authors give to languages, and the one that each is known by.

use std::borrow::Cow;

/// The name by which lexers and grammars know the language that a fence's info string begins with.
///
/// Empty for plain text. A name without an alias is its own, in lower case.
pub(super) fn canonical(info: &str) -> Cow<'_, str> {
    let end = |letter: char| letter.is_whitespace() || matches!(letter, ',' | '{' | ';' | ':');
    let info = info.trim_start_matches(['.', '{', ' ', '\t']);
    let name = info.split(end).next().unwrap_or_default().trim_end_matches('}');
    let name = if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    };
    match ALIASES.iter().find(|(_, names)| names.contains(&name.as_ref())) {
        Some((canonical, _)) => Cow::Borrowed(canonical),
        None => name,
    }
}

const ALIASES: &[(&str, &[&str])] = &[
    ("", &["plain", "plaintext", "text", "txt", "none", "nohighlight", "output"]),
    ("bash", &["sh", "shell", "zsh", "ksh", "shellscript"]),
    ("console", &["shell-session", "shellsession", "sh-session", "terminal"]),
    ("yaml", &["yml"]),
    ("json", &["jsonc", "json5", "geojson", "webmanifest"]),
    ("markdown", &["md", "mdx", "mdown"]),
    ("rust", &["rs"]),
    ("diff", &["patch", "udiff"]),
    ("toml", &["tml"]),
    ("ini", &["cfg", "conf", "properties", "dosini", "editorconfig"]),
    ("c++", &["cpp", "cc", "cxx", "hpp"]),
    ("c#", &["csharp", "cs"]),
    ("objective-c", &["objc", "objectivec"]),
    ("js", &["javascript", "node", "mjs", "cjs", "jsx"]),
    ("ts", &["typescript", "mts", "cts"]),
    ("py", &["python", "python3", "py3"]),
    ("rb", &["ruby"]),
    ("go", &["golang"]),
    ("kt", &["kotlin", "kts"]),
    ("terraform", &["hcl", "tf", "tfvars", "opentofu"]),
    ("dockerfile", &["docker", "containerfile"]),
    ("makefile", &["make", "mk"]),
    ("sql", &["postgres", "postgresql", "psql", "mysql", "sqlite", "plsql", "tsql"]),
    ("html", &["htm", "xhtml"]),
    ("jinja2", &["jinja", "tera", "django", "twig"]),
    ("graphql", &["gql"]),
    ("proto", &["protobuf"]),
    ("tex", &["latex"]),
    ("vim", &["vimscript", "viml"]),
    ("r", &["rscript"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_for_each_language() {
        for (info, name) in [
            ("", ""),
            ("text", ""),
            ("YAML", "yaml"),
            ("yml", "yaml"),
            ("rust,ignore", "rust"),
            ("Shell", "bash"),
            ("yaml title=\"a\"", "yaml"),
            ("{.python}", "py"),
            ("no-such", "no-such"),
            (",", ""),
        ] {
            assert_eq!(canonical(info), name, "{info}");
        }
    }
}
