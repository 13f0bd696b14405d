"""Joined subsets draw what the whole font draws, and are sound font files."""

from __future__ import annotations

import struct

import pytest
import uharfbuzz as hb
from hypothesis import given, settings
from hypothesis import strategies as st

from certgen.fontbook import FontBook
from certgen.fontref import FontRef
from certgen.pdf import truetype
from certgen.pdf.truetype import TrueType, checksum, sfnt_tables
from certgen.text.embed import subset
from certgen.text.harfbuzz import open_font, outline_of

BOOK = FontBook.shipped()
REFS = [
    BOOK.choose("EB Garamond", 600),  # variable, composites
    BOOK.choose("Noto Sans"),
    BOOK.choose("Great Vibes"),
    BOOK.fallbacks("Arab")[0],
]
WHOLE_FONT = 0xB1B0AFBA


def fresh(ref: FontRef) -> TrueType:
    return TrueType(ref, BOOK, sfnt_tables(subset(ref, (), BOOK)))


def opened(data: bytes) -> hb.Font:
    return hb.Font(hb.Face(data))


def drawn(font: hb.Font, glyph: int) -> str:
    pen = hb.DrawFuncs()
    said: list[str] = []
    for letter, name in zip(
        "MLQCZ", ("move_to", "line_to", "quadratic_to", "cubic_to"), strict=False
    ):
        getattr(pen, f"set_{name}_func")(
            lambda *at, letter=letter: said.append(f"{letter}{at[:-1]}")
        )
    pen.set_close_path_func(lambda _: said.append("Z"))
    font.draw_glyph(glyph, pen, None)
    return " ".join(said)


def sound(data: bytes) -> bool:
    """Whether all checksums are right, and tables follow each other in whole words."""
    at = 12 + 16 * struct.unpack_from(">H", data, 4)[0]
    for n in range(struct.unpack_from(">H", data, 4)[0]):
        tag, own, offset, length = struct.unpack_from(">4sLLL", data, 12 + 16 * n)
        table = data[offset : offset + length] + bytes(-length % 4)
        if tag == b"head":
            table = table[:8] + bytes(4) + table[12:]
        if offset != at or checksum(table) != own:
            return False
        at = offset + len(table)
    return at == len(data) and checksum(data) == WHOLE_FONT


@pytest.mark.parametrize("ref", REFS, ids=lambda ref: BOOK.face(ref).family)
@given(glyphs=st.lists(st.integers(1, 900), unique=True, max_size=30))
@settings(max_examples=25, deadline=None)
def test_glyphs_are_drawn_as_in_the_whole_font(ref: FontRef, glyphs: list[int]):
    data = fresh(ref).font(glyphs)
    assert sound(data)
    ours, theirs = opened(data), opened(subset(ref, glyphs, BOOK))
    count = open_font(ref, BOOK).face.glyph_count
    for number, glyph in enumerate([0, *glyphs]):
        if glyph < count:
            assert drawn(ours, number) == drawn(theirs, glyph)
            assert ours.get_glyph_h_advance(number) == theirs.get_glyph_h_advance(glyph)


def test_a_glyph_made_of_others_brings_them_along():
    ref = REFS[0]
    letter = open_font(ref, BOOK).glyph("Ế")
    assert outline_of(open_font(ref, BOOK), letter)
    data = fresh(ref).font([letter])
    assert opened(data).face.glyph_count > 2
    assert drawn(opened(data), 1) == drawn(opened(subset(ref, [letter], BOOK)), letter) != ""


def test_a_font_of_many_glyphs_is_sound():
    glyphs = list(range(2400, 0, -1))
    data = fresh(REFS[0]).font(glyphs)
    assert len(sfnt_tables(data)[b"glyf"]) > 0x1FFFE
    assert sound(data)
    assert drawn(opened(data), 1) == drawn(opened(subset(REFS[0], [2400], BOOK)), 2400)


def test_what_was_cut_before_makes_no_difference(monkeypatch):
    monkeypatch.setattr(truetype, "_MOST_KEPT", 20)
    font, glyphs = fresh(REFS[0]), [[5, 90, 7], list(range(40, 80)), [7, 445, 5], [90, 446]]
    assert [font.font(some) for some in glyphs] == [fresh(REFS[0]).font(some) for some in glyphs]


def test_an_empty_choice_is_a_font_with_what_stands_for_missing_glyphs():
    data = fresh(REFS[1]).font([])
    assert sound(data)
    assert opened(data).face.glyph_count >= 1
