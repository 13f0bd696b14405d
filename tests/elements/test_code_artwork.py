"""Codes: what they hold, where they are, and which mask they have."""

from __future__ import annotations

from itertools import groupby, product

import numpy as np
import pytest
import segno
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from certgen.elements.base import Box
from certgen.elements.code.artwork import LIMITS, code_artwork, encoded
from certgen.elements.code.masking import penalties
from certgen.elements.code.model import CodeElement
from certgen.geometry import Rect
from certgen.marks import ShapeMark

TEXTS = ("7", "HELLO WORLD", "https://example.org/v/1?a=b", "Zoë 王小明 😀", "x" * 400)


def element(**other) -> CodeElement:
    box = other.pop("box", Box(x=10, y=20, width=60, height=40))
    return CodeElement(id="c", name="Check", box=box, **other)


def read(modules: tuple[bytes, ...]) -> str:
    plain = np.array([list(row) for row in modules], dtype=np.uint8)
    picture = np.kron(255 * (1 - np.pad(plain, 4)), np.ones((4, 4))).astype(np.uint8)
    (found,) = zxingcpp.read_barcodes(picture)
    return str(found.text)


def area(mark: ShapeMark) -> float:
    return sum((p[2] - p[0]) * (p[5] - p[1]) for p in mark.polygons)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("level", ["L", "M", "Q", "H"])
def test_it_reads_as_what_was_written(text: str, level: str) -> None:
    assert read(encoded(text, level)) == text


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=80))
@settings(deadline=None, max_examples=40)
def test_any_text_reads_as_what_was_written(text: str) -> None:
    assert read(encoded(text, "M")) == text


def penalty(rows: list[list[int]]) -> int:
    """ISO/IEC 18004, 7.8.3, word for word."""
    count, total = len(rows), 0
    for line in [*rows, *map(list, zip(*rows, strict=True))]:
        for _, run in groupby(line):
            length = len(list(run))
            total += length - 2 if length >= 5 else 0
        around = [0] * 4 + line + [0] * 4
        for at in range(count - 6):
            wanted = line[at : at + 7] == [1, 0, 1, 1, 1, 0, 1]
            if wanted and not any(around[at : at + 4]):
                total += 40
            if wanted and not any(around[at + 11 : at + 15]):
                total += 40
    for y, x in product(range(count - 1), repeat=2):
        total += 3 * (len({rows[y][x], rows[y][x + 1], rows[y + 1][x], rows[y + 1][x + 1]}) == 1)
    dark = 100 * sum(map(sum, rows)) / count**2
    return total + 10 * int(abs(dark - 50) // 5)


@pytest.mark.parametrize("text", TEXTS[:4])
def test_its_mask_is_the_one_of_the_lowest_penalty(text: str) -> None:
    plain = text.isascii()
    made = [
        segno.make(
            text,
            error="m",
            micro=False,
            mask=mask,
            encoding=None if plain else "utf-8",
            eci=not plain,
        )
        for mask in range(8)
    ]
    symbols = [[list(row) for row in one.matrix] for one in made]
    by_the_book = [penalty(symbol) for symbol in symbols]
    assert penalties(np.array(symbols, dtype=np.uint8)).tolist() == by_the_book
    best = symbols[by_the_book.index(min(by_the_book))]
    assert encoded(text, "M") == tuple(map(bytes, best))


def test_it_is_a_square_in_the_middle_of_its_box() -> None:
    paper, dark = code_artwork(element(), "Ada").marks
    assert paper.ink == Rect(10, 0, 50, 40)
    margin = 40 / (21 + 2 * 2) * 2
    assert dark.ink == paper.ink.grown(-margin)
    assert (paper.color, dark.color) == ("#ffffff", "#000000")
    assert dark.crisp


def test_the_dark_area_is_that_of_the_dark_modules() -> None:
    modules = encoded("Ada", "M")
    (dark,) = code_artwork(element(background="", quiet_zone=0), "Ada").marks
    unit = 40 / len(modules)
    assert area(dark) == pytest.approx(sum(map(sum, modules)) * unit**2)


def test_it_tells_its_content_to_those_who_cannot_see_it() -> None:
    assert code_artwork(element(), "Ada").marks[1].text == "Ada"


def test_nothing_to_encode_is_told() -> None:
    artwork = code_artwork(element(), "")
    assert artwork.marks == ()
    assert [f.kind for f in artwork.findings] == ["code-empty"]
    assert code_artwork(element(required=False), "").findings == ()


@pytest.mark.parametrize("level", sorted(LIMITS))
def test_too_much_is_told_with_the_limit(level: str) -> None:
    full = code_artwork(element(error_correction=level), "a" * LIMITS[level])
    assert full.findings == ()
    over = code_artwork(element(error_correction=level), "a" * (LIMITS[level] + 1))
    (finding,) = over.findings
    assert (finding.kind, over.marks) == ("code-too-long", ())
    assert str(LIMITS[level]) in finding.message


def test_opacity_and_rotation_go_with_it() -> None:
    artwork = code_artwork(element(opacity=0.5, rotation=45), "Ada")
    assert artwork.opacity == 0.5
    assert artwork.ink.width == pytest.approx(40 * 2**0.5)
