"""Glyphs at their places -> a text matrix and one row of codes (ISO 32000-1, 9.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate

from certgen.marks import GlyphRun, TextMark
from certgen.pdf.syntax import number, numbers

CODE = "%s"
"""What stands for a glyph's code until a file has given it one."""
# Poppler takes a tenth of an em (in thousandths here) for a space.
_SPACE = 80


def placed(
    run: GlyphRun, mark: TextMark, widths: Mapping[int, float], names: Sequence[str]
) -> tuple[str, bool]:
    """Tf, Tm and TJ; where a glyph is not where the last one's advance ends, TJ moves it.

    `names` are the font's for each glyph; %s stands for each glyph's code. Also tells whether there
    are gaps that readers take for spaces.
    """
    size, slant, start, scale = number(run.size), run.font.slant, run.x[0], 1000 / run.size
    pens = accumulate(map(widths.__getitem__, run.glyphs), initial=0.0)
    # What lifts a glyph would shear it sideways as well.
    places = [x + slant * y for x, y in zip(run.x, run.y, strict=True)] if slant else run.x
    gaps = [pen - (x - start) * scale for pen, x in zip(pens, places, strict=False)]
    if any(run.y) or names.count(names[0]) < len(names):
        row, widest = _uneven_row(run, names, size, gaps)
    else:
        row, widest = _level_row(gaps)
    place = numbers((mark.x + start, mark.y))
    return f"/{names[0]} {size} Tf 1 0 {number(slant)} -1 {place} Tm{row}", widest < -_SPACE


def _level_row(gaps: Sequence[float]) -> tuple[str, int]:
    """The codes, and moves where the pen would not be less than half a unit from its place."""
    parts: list[str] = []
    moved = widest = done = 0
    for index, gap in enumerate(gaps):
        if not -0.5 <= gap - moved <= 0.5:
            move = round(gap - moved)
            parts.append(f"{CODE * (index - done)}>{move}<")
            moved, widest, done = moved + move, min(widest, move), index
    parts.append(CODE * (len(gaps) - done))
    return _tidy(f"[<{''.join(parts)}>]TJ"), widest


def _uneven_row(
    run: GlyphRun, names: Sequence[str], size: str, gaps: Sequence[float]
) -> tuple[str, int]:
    """The same where glyphs are lifted, or the font changes its name."""
    parts = ["[<"]
    moved = widest = 0
    lift, name = 0.0, names[0]
    for y, own, gap in zip(run.y, names, gaps, strict=True):
        if own != name:
            name = own
            parts.append(f">]TJ/{name} {size} Tf[<")
        if y != lift:
            lift = y
            parts.append(f">]TJ {number(-y)} Ts[<")
        if move := round(gap - moved):
            parts.append(f">{move}<")
            moved, widest = moved + move, min(widest, move)
        parts.append(CODE)
    parts.append(">]TJ 0 Ts" if lift else ">]TJ")
    return _tidy("".join(parts)), widest


def _tidy(row: str) -> str:
    return row.replace("<>", "").replace("[]TJ", " ")
