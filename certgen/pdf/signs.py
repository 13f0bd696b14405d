"""Glyphs as paths: ink without a meaning of its own."""

from __future__ import annotations

from certgen.fontbook import FontBook
from certgen.marks import GlyphRun, TextMark
from certgen.text.embed import outline
from certgen.text.harfbuzz import Outline


def sign_paths(run: GlyphRun, mark: TextMark, fonts: FontBook) -> str:
    """The run's glyphs as path operators, to be filled or stroked."""
    return " ".join(
        _path(outline(run.font, glyph, fonts), run, (mark.x + x, mark.y + y))
        for glyph, x, y in zip(run.glyphs, run.x, run.y, strict=True)
    )


def _path(commands: Outline, run: GlyphRun, place: tuple[float, float]) -> str:
    size, slant = run.size, run.font.slant
    operators: list[str] = []
    pen = (0.0, 0.0)
    for letter, numbers in commands:
        points = [
            (place[0] + size * (x - slant * y), place[1] + size * y)
            for x, y in zip(numbers[::2], numbers[1::2], strict=True)
        ]
        if letter == "Q":
            points = _cubic(pen, *points)
        operators.append(" ".join(f"{x:.4f} {y:.4f}" for x, y in points) + _OPERATORS[letter])
        pen = points[-1] if points else pen
    return " ".join(operators)


_OPERATORS = {"M": " m", "L": " l", "Q": " c", "C": " c", "Z": "h"}


def _cubic(
    start: tuple[float, float], control: tuple[float, float], end: tuple[float, float]
) -> list[tuple[float, float]]:
    """A quadratic curve as PDF has them, with two control points."""

    def toward(corner: tuple[float, float]) -> tuple[float, float]:
        return (
            corner[0] + (control[0] - corner[0]) * 2 / 3,
            corner[1] + (control[1] - corner[1]) * 2 / 3,
        )

    return [toward(start), toward(end), end]
