//! Which of the files that a commit added are files that it removed, under another name.

use super::differences::{Difference, Kind};
use gix::ObjectId;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// How many pairs of files are compared by their text in one commit; more are left as added and removed.
const MOST_PAIRS: usize = 20_000;

/// How much of the larger file two files must share to be one, in percent, as git has it.
const ENOUGH: u64 = 50;

/// The number of the removed file for the number of each added file that it became: those with the same bytes, and then
/// those most alike, each at most once. `read` gives the bytes of a file; none where they are not to be compared.
pub(super) fn renames(
    differences: &[Difference],
    read: impl Fn(ObjectId) -> Option<Vec<u8>>,
) -> BTreeMap<usize, usize> {
    let mut added = Vec::new();
    let mut removed = Vec::new();
    for (number, difference) in differences.iter().enumerate() {
        match difference.kind {
            Kind::Added(id) if !id.is_empty_blob() => added.push((number, id)),
            Kind::Removed(id) if !id.is_empty_blob() => removed.push((number, id)),
            _ => {}
        }
    }
    let mut pairs = BTreeMap::new();
    if added.is_empty() || removed.is_empty() {
        return pairs;
    }
    let name = |number: usize| differences.get(number).and_then(|found| found.path.rsplit('/').next());
    let mut by_id: HashMap<ObjectId, Vec<usize>> = HashMap::new();
    removed.iter().for_each(|(number, id)| by_id.entry(*id).or_default().push(*number));
    for (number, id) in &added {
        let Some(sources) = by_id.get_mut(id).filter(|sources| !sources.is_empty()) else { continue };
        let same = sources.iter().position(|source| name(*source) == name(*number)).unwrap_or(0);
        pairs.insert(*number, sources.remove(same));
    }
    added.retain(|(number, _)| !pairs.contains_key(number));
    removed.retain(|(number, _)| !pairs.values().any(|source| source == number));
    if added.is_empty() || removed.is_empty() || added.len() * removed.len() > MOST_PAIRS {
        return pairs;
    }
    let lines = |files: Vec<(usize, ObjectId)>| -> Vec<(usize, Lines)> {
        files.into_iter().filter_map(|(number, id)| Some((number, Lines::of(&read(id)?)))).collect()
    };
    let (added, removed) = (lines(added), lines(removed));
    let mut alike: Vec<_> = added
        .iter()
        .flat_map(|(to, new)| removed.iter().map(move |(from, old)| (new.shared(old), *to, *from)))
        .filter(|(shared, _, _)| *shared >= ENOUGH)
        .collect();
    alike.sort_by_key(|(shared, to, from)| (Reverse(*shared), name(*to) != name(*from), *to, *from));
    let mut taken = std::collections::BTreeSet::new();
    for (_, to, from) in alike {
        if !pairs.contains_key(&to) && taken.insert(from) {
            pairs.insert(to, from);
        }
    }
    pairs
}

/// How many bytes of a text stand on which lines.
struct Lines {
    size: u64,
    lines: HashMap<Vec<u8>, u64>,
}

impl Lines {
    fn of(text: &[u8]) -> Self {
        let mut lines = HashMap::new();
        for line in text.split_inclusive(|byte| *byte == b'\n') {
            *lines.entry(line.trim_ascii_end().to_vec()).or_default() += line.len() as u64;
        }
        Self { size: text.len() as u64, lines }
    }

    /// How much of the larger of two texts stands in both, in percent.
    fn shared(&self, other: &Self) -> u64 {
        let larger = self.size.max(other.size).max(1);
        if self.size.min(other.size) * 100 < larger * ENOUGH {
            return 0;
        }
        let both = |(line, bytes): (&Vec<u8>, &u64)| other.lines.get(line).map_or(0, |there| *there.min(bytes));
        self.lines.iter().map(both).sum::<u64>() * 100 / larger
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Differences such as `+new` and `-old`, each with its text; the names of what was paired.
    fn paired(files: &[(&str, &str)]) -> Vec<(String, String)> {
        let id = |text: &str| {
            gix::objs::compute_hash(gix::hash::Kind::Sha1, gix::objs::Kind::Blob, text.as_bytes()).unwrap()
        };
        let texts: HashMap<ObjectId, Vec<u8>> =
            files.iter().map(|(_, text)| (id(text), text.as_bytes().to_vec())).collect();
        let difference = |(path, text): &(&str, &str)| {
            let kind = if path.starts_with('+') { Kind::Added(id(text)) } else { Kind::Removed(id(text)) };
            Difference { path: path[1..].into(), kind }
        };
        let differences: Vec<_> = files.iter().map(difference).collect();
        let path = |number: usize| differences[number].path.to_string();
        renames(&differences, |id| texts.get(&id).cloned())
            .into_iter()
            .map(|(to, from)| (path(to), path(from)))
            .collect()
    }

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(to, from)| ((*to).to_owned(), (*from).to_owned())).collect()
    }

    #[test]
    fn the_same_bytes_are_the_same_file() {
        assert_eq!(paired(&[("+b", "x"), ("-a", "x"), ("-c", "y")]), pairs(&[("b", "a")]));
        assert_eq!(paired(&[("+new/a", "x"), ("+new/b", "x"), ("-old/b", "x"), ("-old/c", "x")]).len(), 2);
        assert_eq!(paired(&[("+n/b", "x"), ("-o/a", "x"), ("-o/b", "x")]), pairs(&[("n/b", "o/b")]));
        assert_eq!(paired(&[("+b", ""), ("-a", "")]), pairs(&[]));
    }

    #[test]
    fn what_shares_half_of_its_lines_is_the_same_file() {
        let old = "id: staff\ntitle: Staff\none\ntwo\nthree\n";
        let new = "id: staff-engineer\ntitle: Staff\none\ntwo\nthree\nfour\n";
        assert_eq!(paired(&[("+new", new), ("-old", old), ("-other", "nothing\nof it\n")]), pairs(&[("new", "old")]));
        assert_eq!(
            paired(&[("+new", new), ("-other", "wholly\nother\nlines\nof the\nsame length here\n")]),
            pairs(&[])
        );
    }

    #[test]
    fn the_most_alike_are_paired_first() {
        let (a, b) = ("1\n2\n3\n4\n5\n6\n", "1\n2\n3\n4\n5\n7\n");
        assert_eq!(paired(&[("+x", "1\n2\n3\n4\n5\n7\n8\n"), ("-a", a), ("-b", b)]), pairs(&[("x", "b")]));
    }
}
