//! The edges: reading a folder of 1,000 and 10,000 files, and writing a site of as many.

#![allow(clippy::unwrap_used)]

use divan::{Bencher, black_box};
use rungbook::base::{Route, Site};
use rungbook::output::place::{Guard, Place};
use rungbook::output::tree::Kept;
use rungbook::output::{fingerprint, is_current, publish};
use rungbook::source;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use tempfile::TempDir;

const FILES: [usize; 2] = [1_000, 10_000];

fn main() {
    divan::main();
}

/// About 7 KB of text, the same for the same number.
fn page(number: usize) -> String {
    format!("# Page {number}\n\n").repeat(450)
}

/// A handbook of that many pages in folders of 100.
fn handbook(files: usize) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    for number in 0..files {
        let folder = home.path().join(format!("content/{}", number / 100));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(format!("{number}.md")), page(number)).unwrap();
    }
    home
}

/// A site of that many pages, of which the last `changed` are as they were written.
fn site(files: usize, changed: usize) -> Site {
    let mut site = Site::default();
    for number in 0..files {
        let text = if number + changed < files { page(number) } else { "changed".to_owned() };
        site.insert(Route::new(format!("{}/{number}.html", number / 100)).unwrap(), text.as_bytes());
    }
    site
}

fn place(root: &Path) -> Place {
    let guard = Guard { root, inputs: &["content"], home: None, inside: true, create: true };
    Place::new(&root.join("site"), guard).unwrap()
}

/// A folder with the site already written, and what stands there.
fn written(files: usize) -> (TempDir, Place, Vec<Kept>) {
    let home = tempfile::tempdir().unwrap();
    let place = place(home.path());
    let known = publish(&place, &site(files, 0), &[]).unwrap().files;
    (home, place, known)
}

#[divan::bench(args = FILES, sample_count = 20)]
fn read(bencher: Bencher<'_, '_>, files: usize) {
    let home = handbook(files);
    bencher.bench(|| source::folder(black_box(home.path()), &["content"], None).unwrap());
}

#[divan::bench(args = FILES, sample_count = 20)]
fn name(bencher: Bencher<'_, '_>, files: usize) {
    let home = handbook(files);
    let (now, _) = source::folder(home.path(), &["content"], None).unwrap();
    bencher.bench(|| fingerprint(black_box(&now), &[]));
}

#[divan::bench(args = FILES, sample_count = 10)]
fn write_all(bencher: Bencher<'_, '_>, files: usize) {
    // all are removed at the end: ext4 makes files many times slower for a while after it has removed as many
    let home = tempfile::tempdir().unwrap();
    let site = site(files, 0);
    let turn = AtomicUsize::new(0);
    let root = || home.path().join(turn.fetch_add(1, Ordering::Relaxed).to_string());
    bencher.with_inputs(root).bench_values(|root| {
        fs::create_dir(&root).unwrap();
        publish(&place(&root), &site, &[]).unwrap()
    });
}

#[divan::bench(args = FILES, sample_count = 20)]
fn write_one(bencher: Bencher<'_, '_>, files: usize) {
    let (_home, place, known) = written(files);
    let sites = [site(files, 0), site(files, 1)];
    let turn = std::cell::Cell::new(0);
    bencher.bench_local(|| {
        turn.set(turn.get() + 1);
        publish(&place, &sites[turn.get() % 2], &known).unwrap()
    });
}

#[divan::bench(args = FILES, sample_count = 20)]
fn write_nothing(bencher: Bencher<'_, '_>, files: usize) {
    let (_home, place, known) = written(files);
    let site = site(files, 0);
    bencher.bench(|| publish(&place, &site, &known).unwrap());
}

#[divan::bench(args = FILES, sample_count = 20)]
fn ask(bencher: Bencher<'_, '_>, files: usize) {
    let (_home, place, known) = written(files);
    bencher.bench(|| assert!(is_current(&place, &known)));
}
