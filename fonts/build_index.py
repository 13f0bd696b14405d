"""Writes index.json, coverage.json and README.md from the font files and catalog.py.

    python fonts/build_index.py

Run it after adding, replacing or removing a font; a test fails until then. Needs fonttools.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

sys.path.insert(0, str(Path(__file__).parent))
from catalog import SHIPPED, Shipped

FOLDER = Path(__file__).parent
LICENSE = "OFL-1.1"
README_HEAD = """# Fonts

Every font here may be used, embedded and passed on under the SIL Open Font License 1.1; its text
and copyright line lie beside it. Families with a reserved font name are shipped unchanged. This
table, `index.json` and `coverage.json` are written by `build_index.py` from the files themselves
and from `catalog.py`; run it after every change here. `cjk/build.py` makes the East Asian subset.
Versions are the fonts' own; `index.json` has each file's SHA-256, to compare with its source.

| Family | Offered as | Files | Version | License | Source | Stands in for | Characters |
| --- | --- | --- | --- | --- | --- | --- | --- |
"""


def main() -> None:
    """Writes the three files and says how large the collection is."""
    families = [described(shipped) for shipped in SHIPPED]
    forgotten = {p.parent.name for p in FOLDER.glob("*/*.[ot]tf")} - {s.folder for s in SHIPPED}
    if forgotten:
        sys.exit(f"Not in catalog.py: {', '.join(sorted(forgotten))}")
    faces = [face for family in families for face in family["faces"]]
    coverage = {face["sha256"][:16]: covered(face["file"]) for face in faces}
    _write("index.json", json.dumps({"families": families}, ensure_ascii=False, indent=1))
    _write("coverage.json", json.dumps(coverage, indent=0))
    rows = (readme_row(family, coverage) for family in families)
    _write("README.md", README_HEAD + "\n".join(rows))
    total = sum(face["size"] for face in faces)
    print(f"{len(families)} families, {len(faces)} files, {total / 2**20:.1f} MB")


def described(shipped: Shipped) -> dict[str, Any]:
    """One family as index.json holds it."""
    files = sorted((FOLDER / shipped.folder).glob("*.[ot]tf"), key=_reading_order)
    if not files or not (FOLDER / shipped.folder / "LICENSE").is_file():
        sys.exit(f"{shipped.folder} lacks its fonts or its LICENSE")
    with TTFont(files[0], lazy=True) as font:
        name = _name(font, 16) or _name(font, 1)
        version = _name(font, 5).removeprefix("Version ").partition(";")[0]
    return {
        "name": name,
        "category": shipped.category,
        "serif": shipped.serif,
        "sample": shipped.sample,
        "scripts": shipped.scripts,
        "languages": shipped.languages,
        "license": LICENSE,
        "source": shipped.source,
        "version": version,
        "faces": [face(file) for file in files],
    }


def face(file: Path) -> dict[str, Any]:
    """One file as index.json holds it; `axes` are [tag, smallest, default, largest]."""
    data = file.read_bytes()
    with TTFont(file, lazy=True) as font:
        axes = font["fvar"].axes if "fvar" in font else ()
        return {
            "file": file.relative_to(FOLDER).as_posix(),
            "sha256": hashlib.sha256(data).hexdigest(),
            "size": len(data),
            "weight": font["OS/2"].usWeightClass,
            "italic": bool(font["OS/2"].fsSelection & 1),
            "axes": [[a.axisTag, a.minValue, a.defaultValue, a.maxValue] for a in axes],
        }


def covered(file: str) -> str:
    """The code points a file has, as hexadecimal ranges: "20-7e a0-17f 192"."""
    with TTFont(FOLDER / file, lazy=True) as font:
        pairs = ranges(sorted(font.getBestCmap()))
    return " ".join(f"{a:x}" if a == b else f"{a:x}-{b:x}" for a, b in pairs)


def ranges(points: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Sorted numbers as (first, last) of each unbroken row."""
    first = last = None
    for point in points:
        if last is not None and point == last + 1:
            last = point
            continue
        if first is not None and last is not None:
            yield first, last
        first = last = point
    if first is not None and last is not None:
        yield first, last


def readme_row(family: dict[str, Any], coverage: dict[str, str]) -> str:
    """One row of README.md's table."""
    faces = family["faces"]
    folder = faces[0]["file"].partition("/")[0]
    files = ", ".join(f"`{Path(f['file']).name}`" for f in faces)
    count = max(_count(coverage[f["sha256"][:16]]) for f in faces)
    license_link = f"[{family['license']}]({folder}/LICENSE)"
    stands_in = " ".join((*family["scripts"], *(f"({tag})" for tag in family["languages"])))
    cells = (family["name"], family["category"], files, family["version"], license_link)
    return f"| {' | '.join(cells)} | {family['source']} | {stands_in} | {count:,} |"


def _count(text: str) -> int:
    ends = (part.partition("-") for part in text.split())
    return sum(int(last or first, 16) - int(first, 16) + 1 for first, _, last in ends)


def _reading_order(file: Path) -> tuple[bool, str]:
    return "Italic" in file.stem, file.name


def _name(font: TTFont, number: int) -> str:
    return font["name"].getDebugName(number) or ""


def _write(name: str, text: str) -> None:
    (FOLDER / name).write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
