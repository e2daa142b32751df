#!/usr/bin/env python3
"""Makes the fonts of this folder anew from the npm packages named in README.md.

    npm install @fontsource-variable/inter@5.3.0 @fontsource-variable/source-serif-4@5.3.1 \
        @fontsource-variable/jetbrains-mono@5.3.0
    pip install fonttools brotli
    python3 rebuild.py path/to/node_modules
"""
import pathlib
import shutil
import sys

from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib import TTFont, newTable
from fontTools.varLib import instancer

PACKAGES = pathlib.Path(sys.argv[1]) / "@fontsource-variable"
HERE = pathlib.Path(__file__).parent
# (package, our name, subsets, the weights that are kept; None ships the file as it is)
FAMILIES = [
    ("inter", "inter", ["latin", "latin-ext", "cyrillic", "greek"], (400, 700)),
    ("source-serif-4", "source-serif", ["latin", "latin-ext", "cyrillic", "greek"], None),
    ("jetbrains-mono", "jetbrains-mono", ["latin", "latin-ext"], (400, 700)),
]
MEASURED = ["latin", "latin-ext", "cyrillic", "cyrillic-ext", "greek", "vietnamese"]
WEIGHTS = [400, 600]


def source(package, subset):
    return PACKAGES / package / "files" / f"{package}-{subset}-wght-normal.woff2"


def ship():
    for package, name, subsets, weights in FAMILIES:
        shutil.copyfile(PACKAGES / package / "LICENSE", HERE / f"{name}-OFL.txt")
        for subset in subsets:
            target = HERE / f"{name}-{subset}.woff2"
            if weights is None:
                shutil.copyfile(source(package, subset), target)
                continue
            font = TTFont(source(package, subset), recalcTimestamp=False)
            font = instancer.instantiateVariableFont(font, {"wght": weights})
            font.flavor = "woff2"
            font.save(target)


def advances(weight):
    """The advance of each character at the weight, and the units per em."""
    widths = {}
    for subset in MEASURED:
        path = source("inter", subset)
        if not path.exists():
            continue
        font = instancer.instantiateVariableFont(TTFont(path), {"wght": weight})
        for code, glyph in font.getBestCmap().items():
            widths.setdefault(code, font["hmtx"][glyph][0])
        units = font["head"].unitsPerEm
    return widths, units


def measure(weight):
    """A font without outlines: characters of one width share a glyph, so the file is little more than a table."""
    widths, units = advances(weight)
    distinct = sorted(set(widths.values()))
    names = {width: f"w{width}" for width in distinct}
    builder = FontBuilder(units, isTTF=True)
    builder.setupGlyphOrder([".notdef"] + [names[width] for width in distinct])
    builder.setupCharacterMap({code: names[width] for code, width in widths.items()})
    metrics = {names[width]: (width, 0) for width in distinct}
    builder.setupHorizontalMetrics({".notdef": (0, 0), **metrics})
    builder.setupHorizontalHeader(ascent=units, descent=0)
    builder.font["maxp"] = maxp = newTable("maxp")
    maxp.tableVersion, maxp.numGlyphs = 0x00005000, len(distinct) + 1
    builder.font["head"].created = builder.font["head"].modified = 0
    builder.font.recalcTimestamp = False
    builder.save(HERE / f"inter-measure-{weight}.ttf")


ship()
for weight in WEIGHTS:
    measure(weight)
