//! A published state of the handbook that today's is held against.

use super::{Depth, assets, changed, lasting, opened};
use crate::Memos;
use crate::base::{Bytes, Diagnostic, Edition, Key, Route};
use crate::diff::Changes;
use crate::model::handbook::Handbook;
use crate::model::things::Audience;
use crate::view::gate::Veil;
use crate::view::shown::Shown;
use crate::view::story;
use std::sync::Arc;

/// A published state of the handbook, as today's readers may see it, and what changed since.
#[derive(Debug)]
pub(crate) struct Before {
    /// The handbook of then.
    pub(crate) book: Arc<Handbook>,
    /// Today's readers in its own list of audiences.
    pub(crate) readers: Audience,
    /// What changed since.
    pub(crate) changes: Changes,
    /// The files that were copied as they are.
    pub(crate) assets: Vec<(Route, Bytes)>,
}

/// The handbook of a published state, and what changed since.
///
/// # Errors
///
/// When it cannot be read, or when it knows audiences and not today's.
pub(crate) fn before(
    state: &Edition,
    (now, veil): (&Shown<'_>, &Veil),
    memos: &Memos,
) -> Result<Before, Box<Diagnostic>> {
    let read = opened(state, now).and_then(|(content, mut settings, faults)| {
        settings.changes = now.handbook.settings.changes;
        settings.edit_url_template.clone_from(&now.handbook.settings.edit_url_template);
        lasting((content, settings, faults), (memos, Depth::Whole))
    });
    let mut book = read.map_err(|cause| Box::new(cause.of_base(&state.name)))?;
    let Some(readers) = story::audience_of(&book, now.handbook) else {
        let message = format!("what differs from `{}` is not shown: it does not know this audience", state.name);
        return Err(Box::new(Diagnostic::unplaced("no-base", message).help("build for an audience that it knows")));
    };
    let changes =
        if veil.is_idle() { changed(&book, now.handbook, memos) } else { seen(&mut book, readers, (now, veil), memos) };
    let assets = assets(&book, state).collect();
    Ok(Before { readers, changes, assets, book })
}

/// What changed, without what today's readers may not see; that is taken out of the handbook of then.
fn seen(book: &mut Arc<Handbook>, readers: Audience, (now, today): (&Shown<'_>, &Veil), memos: &Memos) -> Changes {
    let covered = covered(book, readers, today, memos);
    let mut veil = covered.veil.with_words_of(today);
    *book = covered.book.clone();
    let mut changes = changed(book, now.handbook, memos);
    if veil.follow(&changes, now.scope.audience) {
        cover(Arc::make_mut(book), readers, &mut veil);
        changes = changed(book, now.handbook, memos);
    }
    veil.sift(changes)
}

/// A handbook of then without what today's readers may not see.
#[derive(Debug)]
pub(crate) struct Covered {
    /// All of it: what was made of one handbook is found again for just that one.
    whole: Arc<Handbook>,
    book: Arc<Handbook>,
    /// What has learned from it.
    veil: Veil,
}

/// Lays a veil over a handbook of then, or finds what the last build of this process made of it.
fn covered(whole: &Arc<Handbook>, readers: Audience, veil: &Veil, memos: &Memos) -> Arc<Covered> {
    let key = memos.lasting.then(|| Key::of_value(&(Arc::as_ptr(whole) as usize, readers, veil.key(whole))));
    let known = key.and_then(|key| memos.covered.get(key));
    if let Some(known) = known.filter(|known| Arc::ptr_eq(&known.whole, whole)) {
        return known;
    }
    let (mut book, mut learned) = (Handbook::clone(whole), veil.clone());
    cover(&mut book, readers, &mut learned);
    let is_lasting = !learned.has_learned(veil);
    let covered = Arc::new(Covered { whole: whole.clone(), book: Arc::new(book), veil: learned });
    key.filter(|_| is_lasting).into_iter().for_each(|key| memos.covered.insert(key, covered.clone()));
    covered
}

fn cover(book: &mut Handbook, readers: Audience, veil: &mut Veil) {
    veil.cover(book, readers);
    book.derive();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture::handbook_of;
    use crate::view::shown::Scope;

    const WORDS: [&str; 5] = ["", "Night watch", "Feeds the bongo", "A night", "Watch the night watch now"];

    /// Handbooks that say some of a few words, each to all or to managers.
    struct Writer(u64);

    impl Writer {
        fn next(&mut self, below: u64) -> u64 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) % below
        }

        fn words(&mut self) -> &'static str {
            WORDS[self.next(5) as usize]
        }

        fn audience(&mut self) -> &'static str {
            if self.next(3) == 0 { "managers" } else { "staff" }
        }

        fn line(&mut self) -> String {
            match (self.next(3), self.words()) {
                (0, words) if !words.is_empty() => format!("\n## {words} {{audience={}}}\n", self.audience()),
                (_, words) => format!("\n{words}\n"),
            }
        }

        fn page(&mut self, path: &str) -> String {
            let lines: String = (0..3).map(|_| self.line()).collect();
            format!("== {path}.md\n---\naudience: {}\n---\n\n# Page {path}\n{lines}", self.audience())
        }

        fn handbook(&mut self) -> Handbook {
            let mut text = "== book.toml\n[rungbook]\naudiences = ['staff', 'managers']\n".to_owned();
            text += "== all.yaml\nfamilies: [{id: f, title: F}]\n";
            text += "tracks: [{id: t, family: f, title: T, kind: ic, levels: [a, b]}]\nlevels:\n";
            for level in ["a", "b"] {
                let (all, own, one, two) = (self.audience(), self.audience(), self.words(), self.words());
                text += &format!("  - {{id: {level}, title: Level {level} {one}, audience: {all}, pitfalls: [");
                text += &format!("{{text: 'At {level} {two}', audience: {own}}}, '{level} {one}']}}\n");
            }
            let pages: String = ["p", "q", "r"].iter().map(|path| self.page(path)).collect();
            handbook_of(&(text + &pages))
        }
    }

    #[test]
    fn what_is_covered_once_is_covered_again_just_so() {
        let scope = Scope { audience: Audience(0), drafts: false, base: "/".into() };
        let (mut writer, warm, mut found) = (Writer(7), Memos::lasting(), 0);
        for _ in 0..20 {
            let then = Arc::new(writer.handbook());
            let mut now = Handbook::clone(&then);
            for step in 0..40 {
                let (at, from) = (writer.next(6) as usize, writer.handbook());
                match at {
                    0..3 => now.pages[at].clone_from(&from.pages[at]),
                    3 => now.levels.clone_from(&from.levels),
                    4 => now = Handbook::clone(&then),
                    _ => now = from,
                }
                now.derive();
                let shown = Shown::new(&now, &scope);
                let told = |memos: &Memos, book: &mut Arc<Handbook>| {
                    let veil = Veil::again(&now, &scope, memos.lasting.then_some(&memos.spoken));
                    let changes = seen(book, Audience(0), (&shown, &veil), memos);
                    format!("{changes:?}")
                };
                let (mut again, mut anew, kept) = (then.clone(), then.clone(), warm.covered.len());
                assert_eq!(told(&warm, &mut again), told(&Memos::default(), &mut anew));
                found += usize::from(warm.covered.len() == kept && Arc::strong_count(&again) > 1);
                assert_eq!(format!("{again:?}"), format!("{anew:?}"), "step {step}");
            }
        }
        assert!(found > 5, "{found} of {} were found again", warm.covered.len());
    }
}
