//! Two texts word by word: what both say, what only one says.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::hash::Hash;

/// The longest texts, in words and what stands between them, whose differences are looked for word by word. Of longer
/// ones only what they begin and end with alike is kept.
const LONGEST: usize = 20_000;

/// A run of words of two texts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Piece {
    /// In both.
    Same(String),
    /// Only in the old text.
    Deleted(String),
    /// Only in the new text.
    Inserted(String),
}

/// The pieces of two texts in order. What is deleted stands before what is inserted in its place.
///
/// `Same` and `Deleted` together are the old text, `Same` and `Inserted` the new one.
pub fn pieces(old: &str, new: &str) -> Vec<Piece> {
    let (old, new): (Vec<&str>, Vec<&str>) = (tokens(old).collect(), tokens(new).collect());
    let mut runs = Runs::default();
    for op in ops(&old, &new) {
        let (_, before, after) = op.as_tag_tuple();
        let (before, after) = (old.get(before).unwrap_or_default(), new.get(after).unwrap_or_default());
        match op {
            DiffOp::Equal { .. } => runs.same(after),
            _ => runs.other(before, after),
        }
    }
    runs.finish()
}

/// The words of a text, its whitespace and its other signs, in order; together they are the text.
///
/// Letters and digits make words, with hyphens, apostrophes, full stops and commas between them (`99.9`, `on-call`).
/// Letters of scripts that put no spaces between words stand alone.
pub fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let end = match first {
            letter if letter.is_whitespace() => rest.find(|letter: char| !letter.is_whitespace()).unwrap_or(rest.len()),
            letter if letter.is_alphanumeric() && !stands_alone(letter) => word_end(rest),
            letter => letter.len_utf8(),
        };
        let (token, tail) = rest.split_at_checked(end)?;
        rest = tail;
        Some(token)
    })
}

/// Whether a token is a word or a number.
pub fn is_word(token: &str) -> bool {
    token.chars().next().is_some_and(char::is_alphanumeric)
}

fn word_end(text: &str) -> usize {
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        let joins =
            matches!(letter, '-' | '‐' | '‑' | '\'' | '’' | '.' | ',') && next.is_some_and(char::is_alphanumeric);
        let goes_on = letter.is_alphanumeric() || joins || is_mark(letter);
        if !goes_on || stands_alone(letter) {
            return at;
        }
    }
    text.len()
}

/// Kana and Han.
fn stands_alone(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{323af}')
}

/// Marks that belong to the letter before them.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
}

/// How the words of one text become those of another, whatever stands for a word.
pub fn ops<T: Hash + Eq + Ord>(old: &[T], new: &[T]) -> Vec<DiffOp> {
    if old.len().max(new.len()) <= LONGEST {
        return capture_diff_slices(Algorithm::Myers, old, new);
    }
    let start = old.iter().zip(new).take_while(|(one, other)| one == other).count();
    let most = old.len().min(new.len()) - start;
    let end = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(one, other)| one == other).count();
    let (old_len, new_len) = (old.len() - start - end, new.len() - start - end);
    vec![
        DiffOp::Equal { old_index: 0, new_index: 0, len: start },
        DiffOp::Replace { old_index: start, old_len, new_index: start, new_len },
        DiffOp::Equal { old_index: start + old_len, new_index: start + new_len, len: end },
    ]
}

/// Pieces under construction.
#[derive(Default)]
struct Runs {
    done: Vec<Piece>,
    deleted: String,
    inserted: String,
    /// What both say since the last difference, while it is only space.
    space: String,
}

impl Runs {
    fn same(&mut self, tokens: &[&str]) {
        let words = tokens.concat();
        if words.is_empty() {
            return;
        }
        if words.trim().is_empty() && !(self.deleted.is_empty() && self.inserted.is_empty()) {
            self.space.push_str(&words);
            return;
        }
        self.close();
        match self.done.last_mut() {
            Some(Piece::Same(before)) => before.push_str(&words),
            _ => self.done.push(Piece::Same(words)),
        }
    }

    /// Adds a difference. Only space between two differences is no reason to part them.
    fn other(&mut self, old: &[&str], new: &[&str]) {
        let space = std::mem::take(&mut self.space);
        for (run, tokens) in [(&mut self.deleted, old), (&mut self.inserted, new)] {
            run.push_str(&space);
            tokens.iter().for_each(|token| run.push_str(token));
        }
    }

    fn close(&mut self) {
        let (deleted, inserted) = (std::mem::take(&mut self.deleted), std::mem::take(&mut self.inserted));
        if !deleted.is_empty() {
            self.done.push(Piece::Deleted(deleted));
        }
        if !inserted.is_empty() {
            self.done.push(Piece::Inserted(inserted));
        }
        let space = std::mem::take(&mut self.space);
        if !space.is_empty() {
            self.done.push(Piece::Same(space));
        }
    }

    fn finish(mut self) -> Vec<Piece> {
        self.close();
        self.done
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(old: &str, new: &str) -> String {
        let show = |piece: Piece| match piece {
            Piece::Same(words) => words,
            Piece::Deleted(words) => format!("[-{words}-]"),
            Piece::Inserted(words) => format!("{{+{words}+}}"),
        };
        pieces(old, new).into_iter().map(show).collect()
    }

    #[test]
    fn marks_words_and_not_letters() {
        for (old, new, expected) in [
            ("Mentors engineers", "Mentors senior engineers", "Mentors {+senior +}engineers"),
            ("keeps 99.9 % up", "keeps 99.99 % up", "keeps [-99.9-]{+99.99+} % up"),
            ("a senior staff b", "a junior lead b", "a [-senior staff-]{+junior lead+} b"),
            ("Leads on-call.", "Leads on-call rotas.", "Leads on-call{+ rotas+}."),
            ("昇進の基準", "昇格の基準", "昇[-進-]{+格+}の基準"),
            ("same", "same", "same"),
            ("", "new", "{+new+}"),
            ("old", "", "[-old-]"),
            ("", "", ""),
            ("one\ntwo", "one\ntwo\nthree", "one\ntwo{+\nthree+}"),
        ] {
            assert_eq!(shown(old, new), expected);
        }
    }

    #[test]
    fn very_long_texts_keep_their_ends() {
        let (old, new) = ("x ".repeat(LONGEST) + "end", "y ".repeat(LONGEST) + "end");
        let found = pieces(&old, &new);
        assert!(matches!(found.as_slice(), [Piece::Deleted(_), Piece::Inserted(_), Piece::Same(end)] if end == " end"));
    }

    proptest! {
        #[test]
        fn pieces_are_both_texts(old in "([a-d]{1,2}[ .,\n-]{0,2}){0,12}|\\PC{0,20}", new in "([a-d]{1,2}[ .,\n-]{0,2}){0,12}|\\PC{0,20}") {
            let (mut before, mut after) = (String::new(), String::new());
            let found = pieces(&old, &new);
            for piece in &found {
                match piece {
                    Piece::Same(words) => { before.push_str(words); after.push_str(words); }
                    Piece::Deleted(words) => before.push_str(words),
                    Piece::Inserted(words) => after.push_str(words),
                }
                let (Piece::Same(words) | Piece::Deleted(words) | Piece::Inserted(words)) = piece;
                prop_assert!(!words.is_empty());
            }
            prop_assert_eq!(before, old.clone());
            prop_assert_eq!(after, new.clone());
            prop_assert_eq!(found.iter().all(|piece| matches!(piece, Piece::Same(_))), old == new);
            prop_assert_eq!(tokens(&old).collect::<String>(), old);
        }
    }
}
