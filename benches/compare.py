#!/usr/bin/env python3
"""Time rungbook beside Hugo and mdBook over the same generated pages, and over a ladder of many levels.

    compare.py --bench DIR --peers DIR --work DIR [--pages 100,1000,10000] [--levels 1000 --tracks 20]

--bench holds the neutral corpus (gen_corpus.py) and runner (peers.py); --peers holds `bin/hugo` and `bin/mdbook`, of which
a missing one is skipped. Build first with `cargo build --release`. Standard library only.

Printed are, for each number of pages: a cold build, a build with nothing changed and one after one edit, each a new
process; peak memory; and the ratio to Hugo, taken round by round.
"""
import argparse
import importlib.util
import json
import os
import random
import statistics
import subprocess
import sys
import types

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
OURS = {
    "name": "rungbook", "site": "rungbook", "version": ["--version"], "build": ["{bin}", "build", "{site}"],
    "clean": ["site", ".rungbook"], "out": "site", "source": "content/{edit}.md", "url": "/{edit}.html",
}


def load(folder, name):
    """The module of a script that is not a package."""
    spec = importlib.util.spec_from_file_location(name, os.path.join(folder, name + ".py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def corpus(gen, out, pages):
    """The pages as a handbook, and as the peers' own sites: the same bodies for all."""
    def handbook(root, pages, index):
        def front(page):
            return '---\ntitle: "%s"\norder: %d\n---\n\n' % (page.title, page.weight)
        gen.write_tree(root, "content", pages, index, "index.md", front, gen.relative_to("index.md"))
        gen.put(root, "book.toml", '[book]\ntitle = "Benchmark"\n')

    if os.path.exists(os.path.join(out, "corpus.json")):
        return
    gen.PEERS["rungbook"] = handbook
    argv, sys.argv = sys.argv, ["gen_corpus.py", out, "--pages", str(pages), "--peers", "rungbook,hugo,mdbook"]
    try:
        with open(os.devnull, "w", encoding="utf-8") as sink:
            stdout, sys.stdout = sys.stdout, sink
            try:
                gen.main()
            finally:
                sys.stdout = stdout
    finally:
        sys.argv = argv


def ladder(gen, root, levels, tracks):
    """A handbook of many levels: one ladder for each five tracks, ten competencies, three to five entries each."""
    rng = random.Random("ladder")
    text = gen.Text(rng)
    names = ["skill-%d" % number for number in range(10)]
    gen.put(root, "book.toml", '[book]\ntitle = "Levels"\n')
    gen.put(root, "content/index.md", "# Levels\n\nA handbook of many levels.\n")
    shared = ["scale:", "  id: mastery", "  steps:"]
    shared += ["    - {id: s%d, title: Step %d}" % (step, step) for step in range(5)]
    shared += ["grades:"] + ["  - {id: g%d, title: Grade %d}" % (grade, grade) for grade in range(levels // tracks)]
    shared += ["competencies:"]
    shared += ["  - {id: %s, title: %s, scale: mastery, summary: %s}" % (name, text.title(), json.dumps(text.sentence()))
               for name in names]
    gen.put(root, "content/shared.yaml", "\n".join(shared) + "\n")
    for track in range(tracks):
        family = "family-%d" % (track // 5)
        ids = ["t%d-l%d" % (track, level) for level in range(levels // tracks)]
        lines = ["track:", "  id: track-%d" % track, "  family: " + family, "  title: Track %d" % track]
        lines += ["  kind: %s" % ("ic", "management", "hybrid", "specialist", "shared")[track % 5]]
        lines += ["  accumulate: restate", "  levels: [%s]" % ", ".join(ids)]
        if track % 5 == 0:
            lines += ["family: {id: %s, title: %s}" % (family, text.title())]
        gen.put(root, "content/track-%d.yaml" % track, "\n".join(lines) + "\n")
        for level, ident in enumerate(ids):
            lines = ["level:", "  id: " + ident, "  title: %s %d" % (text.title(), level), "  code: T%dL%d" % (track, level)]
            lines += ["  grade: g%d" % level, "  experience: %d–%d years" % (level, level + 3)]
            lines += ["  summary: " + json.dumps(text.sentence(), ensure_ascii=False), "  responsibilities:"]
            lines += ["    - " + json.dumps(text.sentence(), ensure_ascii=False) for _ in range(6)]
            lines += ["  expects:"]
            for name in rng.sample(names, 6):
                lines += ["    %s:" % name, "      step: s%d" % min(4, level // 2), "      items:"]
                lines += ["        - " + json.dumps(text.sentence(), ensure_ascii=False) for _ in range(rng.randint(3, 5))]
            gen.put(root, "content/levels/%s.yaml" % ident, "\n".join(lines) + "\n")


def measure(peers, args, site):
    """Cold, nothing changed and one edit over one handbook, as peers.py does it."""
    runner = peers.Runner(types.SimpleNamespace(boost=args.boost, timeout=900, tries=4, quiet=20, noise=0.15))
    trash = os.path.join(args.work, "trash")
    argv = [args.ours, "build", site]
    source = os.path.join(site, "content", "levels", "t%d-l%d.yaml" % (args.tracks // 2, 3))

    def cold():
        for name in OURS["clean"]:
            peers.set_aside(os.path.join(site, name), trash)

    def edit():
        with open(source, encoding="utf-8") as handle:
            lines = handle.read().splitlines()
        at = next(at for at, line in enumerate(lines) if line.startswith("  summary:"))
        lines[at] = "  summary: Edited as number %d." % random.getrandbits(40)
        with open(source, "w", encoding="utf-8") as handle:
            handle.write("\n".join(lines) + "\n")

    cold()
    log = os.path.join(args.work, "ladder.log")
    first = runner.once(argv, log=log)
    if first["rc"]:
        raise SystemExit("the build of the ladder failed: see " + log)
    size = sum(os.path.getsize(os.path.join(at, name)) for at, _, names in os.walk(os.path.join(site, "content")) for name in names)
    files, total, html = peers.tree_size(os.path.join(site, "site"))
    print("\n## %d levels in %d tracks (%.1f MB of YAML)\n" % (args.levels, args.tracks, size / 1e6))
    print("| build | wall | CPU | peak MB | peak / input |\n| --- | ---: | ---: | ---: | ---: |")
    for name, prepare in (("cold", cold), ("nothing changed", lambda: None), ("one edit", edit)):
        runs = [runner.clean_once(prepare, argv) for _ in range(args.runs)]
        middle = {key: statistics.median(run[key] for run in runs) for key in ("wall", "cpu", "peak_mb")}
        mark = "~" if any(run["noisy"] for run in runs) else ""
        print("| %s | %s%s | %s | %.0f | %.1f |" % (name, peers.show(middle["wall"]), mark, peers.show(middle["cpu"]),
                                                    middle["peak_mb"], middle["peak_mb"] * 1e6 / size))
    print("\n%d files, of which %d pages, %.1f MB." % (files, html, total / 1e6))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", default=os.path.join(ROOT, "..", "shared", "bench"))
    parser.add_argument("--peers", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--ours", default=os.path.join(ROOT, "target", "release", "rungbook"))
    parser.add_argument("--pages", default="100,1000,10000")
    parser.add_argument("--levels", type=int, default=1000)
    parser.add_argument("--tracks", type=int, default=20)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--against", default="hugo")
    parser.add_argument("--boost", action="store_true", help="run each child at top priority (root)")
    args = parser.parse_args()
    args.bench, args.work, args.ours = (os.path.abspath(path) for path in (args.bench, args.work, args.ours))
    gen, peers = load(args.bench, "gen_corpus"), load(args.bench, "peers")
    os.makedirs(args.work, exist_ok=True)
    extra = os.path.join(args.work, "rungbook.json")
    with open(extra, "w", encoding="utf-8") as handle:
        json.dump([dict(OURS, bin=args.ours)], handle)
    for pages in (int(value) for value in args.pages.split(",") if value):
        corpus(gen, os.path.join(args.work, "corpus-%d" % pages), pages)
        argv = [sys.executable, os.path.join(args.bench, "peers.py"), "--peers", args.peers, "--work", args.work, "--extra", extra]
        argv += ["--only", "rungbook,hugo,mdbook", "--against", args.against, "--pages", str(pages)]
        argv += ["--runs", str(args.runs if pages < 5000 else min(args.runs, 2))] + (["--boost"] if args.boost else [])
        subprocess.run(argv, check=True)
    if args.levels:
        site = os.path.join(args.work, "levels-%d" % args.levels)
        if not os.path.exists(os.path.join(site, "book.toml")):
            ladder(gen, site, args.levels, args.tracks)
        measure(peers, args, site)


if __name__ == "__main__":
    main()
