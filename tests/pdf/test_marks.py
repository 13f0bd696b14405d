"""Whatever marks there are, the file is valid and says what they say."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certgen.fontbook import FontBook
from certgen.geometry import IDENTITY, Matrix, Rect, rotation
from certgen.marks import Artwork, GlyphRun, PictureMark, ShapeMark, TextMark, artwork
from certgen.pdf.flate import small
from certgen.pdf.fonts import MAX_VARIANTS, FontSet, to_unicode
from certgen.pdf.reading import is_turned, letters_and_signs
from certgen.pdf.shapes import filled
from certgen.pdf.syntax import fine_numbers, name, number, text_string
from certgen.picture_file import open_picture
from tests.pdf.pages import Assets, complaints, merged_of_pages, page_of, plan_of
from tests.pictures import picture_file

BOOK = FontBook.shipped()
FONT = BOOK.choose("EB Garamond")
RECT = Rect(0.0, 0.0, 60.0, 20.0)
BLACK = "#000000"

lengths = st.floats(-400, 400, allow_nan=False)
fractions = st.floats(0, 1)
colors = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
fonts = st.sampled_from(
    [
        FONT,
        BOOK.choose("Great Vibes", 700, True),
        BOOK.choose("Noto Sans"),
        BOOK.fallbacks("Hani")[0],
        BOOK.fallbacks("Arab")[0],
    ]
)
turns = st.builds(rotation, st.floats(-360, 360), lengths, lengths)


@st.composite
def runs(draw: st.DrawFn) -> GlyphRun:
    count = draw(st.integers(0, 6))

    def many(values: st.SearchStrategy) -> tuple:
        return tuple(draw(st.lists(values, min_size=count, max_size=count)))

    return GlyphRun(
        draw(fonts),
        draw(st.floats(0.2, 100)),
        many(st.integers(0, 500)),
        many(lengths),
        many(st.sampled_from([0.0, 0.0, 1.5, -20.0])),
        many(texts),
        draw(st.sampled_from(["", "#aa0000"])),
    )


text_marks = st.builds(
    TextMark,
    text=texts,
    runs=st.lists(runs(), max_size=3).map(tuple),
    x=lengths,
    y=lengths,
    color=colors,
    ink=st.just(RECT),
    outline=st.sampled_from([0.0, 0.5]),
    shadow=st.sampled_from([None, (1.0, 1.0)]),
    shadow_opacity=fractions,
    blur=st.sampled_from([0.0, 1.0]),
)
shape_marks = st.builds(
    ShapeMark,
    polygons=st.lists(
        st.lists(lengths, min_size=6, max_size=12).filter(lambda p: len(p) % 2 == 0).map(tuple),
        max_size=3,
    ).map(tuple),
    color=colors,
    ink=st.just(RECT),
    text=texts,
)
picture_marks = st.builds(
    PictureMark,
    picture=st.sampled_from(["seal", "photo"]),
    rect=st.just(RECT),
    crop=st.sampled_from([Rect(0, 0, 1, 1), Rect(0.25, 0.5, 0.75, 0.6)]),
    text=texts,
)
marks = st.one_of(text_marks, shape_marks, picture_marks)
artworks = st.builds(
    lambda drawn, matrix, opacity: artwork("e", tuple(drawn), matrix, opacity=opacity),
    st.lists(marks, max_size=3),
    turns,
    st.sampled_from([1.0, 0.5, 0.0]),
)


def pictures() -> Assets:
    return Assets(
        pictures={
            "seal": open_picture(picture_file(8, 8, "RGBA"), "seal"),
            "photo": open_picture(picture_file(8, 8, "RGB", "JPEG"), "photo"),
        }
    )


@given(st.lists(st.lists(artworks, max_size=3), min_size=1, max_size=3))
@settings(max_examples=60, deadline=None)
def test_any_marks_make_a_valid_file(pages: list[list[Artwork]]):
    ready = plan_of(assets=pictures())
    assert complaints(merged_of_pages(ready, [page_of(*drawn) for drawn in pages])) == []


@given(st.floats(allow_nan=False, allow_infinity=True))
def test_numbers_are_written_as_pdf_reads_them(value: float):
    written = number(value)
    assert "e" not in written
    assert float(written) == pytest.approx(min(max(value, -32767), 32767), abs=0.0001)


@given(st.floats(-360, 360))
def test_turns_are_written_finely(degrees: float):
    matrix = rotation(degrees, 10, 20)
    assert [float(n) for n in fine_numbers(matrix).split()] == pytest.approx(matrix, abs=0.0001)


def test_fine_numbers_have_no_negative_zero():
    assert fine_numbers(Matrix(1, -1e-12, 0, 1, 0, -1e-12)) == "1 0 0 1 0 0"


@pytest.mark.parametrize(
    ("value", "written"),
    [("Ana", "(Ana)"), ("a(b)\\", r"(a\(b\)\\)"), ("é", "<FEFF00E9>"), ("𠮷", "<FEFFD842DFB7>")],
)
def test_text_strings(value: str, written: str):
    assert text_string(value) == written


def test_half_a_surrogate_becomes_the_replacement_character():
    assert text_string("a\ud800").endswith("FFFD>")


def test_names_are_escaped():
    assert name("A B#(") == "/A#20B#23#28"


def test_a_glyph_with_two_meanings_gets_two_maps():
    used = FontSet(BOOK, "F").use(FONT)
    assert [used.variant(7, text) for text in ("a", "b", "a", "b")] == [0, 1, 0, 1]
    assert used.variant_name(0) != used.variant_name(1)


def test_meanings_beyond_the_limit_are_left_to_replacement_text():
    used = FontSet(BOOK, "F").use(FONT)
    for count in range(2 * MAX_VARIANTS):
        used.variant(7, f"meaning {count}")
    assert len(used.variants) == MAX_VARIANTS


def test_imitated_styles_share_one_embedded_font():
    fonts = FontSet(BOOK, "F")
    plain = BOOK.choose("Great Vibes")
    assert fonts.use(BOOK.choose("Great Vibes", 700, True)) is fonts.use(plain)


def test_a_map_says_nothing_of_glyphs_without_text():
    assert to_unicode([("0001", "")], small) == to_unicode([], small)


def test_a_turned_cluster_is_told_by_its_widest_glyph_from_left_to_right():
    run = GlyphRun(FONT, 10.0, (1, 2, 3), (0.0, 0.0, 5.0), (0.0, 0.0, 0.0), ("בִּ", "", "א"))
    letters, signs = letters_and_signs(run, {1: 0.0, 2: 500.0, 3: 400.0}.__getitem__)
    assert letters.glyphs == (2, 3)
    assert letters.texts == ("\u200f" + "בִּ"[::-1], "א")
    assert signs.glyphs == (1,)


@pytest.mark.parametrize(("text", "turned"), [("א", True), ("ﷲ", True), ("Ana ❤️", False)])
def test_which_lines_readers_turn(text: str, turned: bool):
    assert is_turned(text) is turned


def test_rectangles_are_written_short():
    box = ShapeMark(((1.0, 2.0, 4.0, 2.0, 4.0, 6.0, 1.0, 6.0),), BLACK, RECT)
    assert filled(box) == "0 0 0 rg 1.000 2.000 3.000 4.000 re f"


def test_other_polygons_are_closed_lines():
    triangle = ShapeMark(((0.0, 0.0, 1.0, 0.0, 0.0, math.pi),), BLACK, RECT)
    assert filled(triangle).endswith("0.000 0.000 m 1.000 0.000 l 0.000 3.142 l h f")


def test_an_empty_artwork_leaves_no_trace():
    ready = plan_of()
    empty = artwork("e", (), IDENTITY)
    assert merged_of_pages(ready, [page_of(empty)]) == merged_of_pages(ready, [page_of()])
