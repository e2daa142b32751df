//! Runs kept between processes: a compact binary form that is taken whole or not at all.

use super::class::Class;
use super::runs::Run;
use crate::base::Key;

/// One block's runs in a cache.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// What the runs were made from.
    pub(super) key: Key,
    /// How many exports in a row, each of a process that wanted other runs, went by without anybody wanting these.
    pub(super) idle: u8,
    /// The runs.
    pub(super) runs: Vec<Run>,
}

const MAGIC: &[u8; 8] = b"rung-hl1";
const CHECK: usize = 16;

/// The bytes of a cache: a mark, half a hash of what follows, then the entries. Lengths are LEB128.
pub(super) fn encode(entries: &[Entry]) -> Vec<u8> {
    let mut body = Vec::new();
    put(&mut body, entries.len() as u64);
    for entry in entries {
        body.extend_from_slice(&entry.key.0.to_le_bytes());
        body.push(entry.idle);
        put(&mut body, entry.runs.len() as u64);
        for run in &entry.runs {
            body.push(run.class.byte());
            put(&mut body, u64::from(run.len));
        }
    }
    [MAGIC.as_slice(), &check(&body), &body].concat()
}

/// The entries of a cache; nothing when it is of another version or damaged anywhere.
pub(super) fn decode(bytes: &[u8]) -> Option<Vec<Entry>> {
    let (sum, mut body) = bytes.strip_prefix(MAGIC.as_slice())?.split_at_checked(CHECK)?;
    if sum != check(body) {
        return None;
    }
    let count = take(&mut body)?;
    let entries: Option<Vec<_>> = (0..count).map(|_| entry(&mut body)).collect();
    entries.filter(|_| body.is_empty())
}

fn entry(body: &mut &[u8]) -> Option<Entry> {
    let (key, rest) = body.split_first_chunk::<16>()?;
    let (idle, rest) = rest.split_first()?;
    *body = rest;
    let count = take(body)?;
    let runs: Option<Vec<_>> = (0..count).map(|_| run(body)).collect();
    Some(Entry { key: Key(u128::from_le_bytes(*key)), idle: *idle, runs: runs? })
}

fn run(body: &mut &[u8]) -> Option<Run> {
    let (class, rest) = body.split_first()?;
    *body = rest;
    Some(Run { class: Class::of_byte(*class)?, len: u32::try_from(take(body)?).ok()? })
}

fn check(body: &[u8]) -> [u8; CHECK] {
    Key::of([body]).0.to_le_bytes()
}

fn put(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn take(body: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..63).step_by(7) {
        let (byte, rest) = body.split_first()?;
        *body = rest;
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries() -> Vec<Entry> {
        let run = |class, len| Run { class, len };
        let runs = vec![run(Class::Keyword, 3), run(Class::Plain, 300), run(Class::String, u32::MAX)];
        vec![Entry { key: Key(7), idle: 2, runs }, Entry { key: Key(u128::MAX), idle: 0, runs: vec![] }]
    }

    #[test]
    fn what_was_kept_comes_back() {
        assert_eq!(decode(&encode(&entries())), Some(entries()));
        assert_eq!(decode(&encode(&[])), Some(vec![]));
    }

    #[test]
    fn a_damaged_cache_is_no_cache() {
        let good = encode(&entries());
        for at in 0..good.len() {
            let mut bad = good.clone();
            bad[at] ^= 1;
            assert_eq!(decode(&bad), None, "byte {at}");
            assert_eq!(decode(&good[..at]), None, "cut at {at}");
        }
    }

    #[test]
    fn a_well_signed_lie_is_no_cache() {
        for body in [vec![0xff; 12], vec![1], vec![0, 0], [vec![1], vec![0; 17], vec![1, 99, 1]].concat()] {
            let bytes = [MAGIC.as_slice(), &check(&body), &body].concat();
            assert_eq!(decode(&bytes), None, "{body:?}");
        }
    }
}
