"""Text and fonts meant to break things: a clear result each, in bounded time."""

from __future__ import annotations

import random
import struct
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certgen.elements.text.artwork import text_artwork
from certgen.elements.text.model import Fit, Outline, Shadow
from certgen.errors import CertgenError, FontError
from certgen.geometry import Rect, scaling
from certgen.text.raster import rasterize
from tests.text.setting import element

PAGE = Rect(0, 0, 400, 300)
BOUND = 10.0
"""Seconds of processor time for what takes well under one: a hang is seen, a busy machine not."""

BAD_TEXTS = {
    "lone surrogates": "Ana \ud800\udfff Bob",
    "10,000 combining marks": "a" + "\u0301\u0323" * 5_000,
    "a million characters": "x" * 1_000_000,
    "a million marks": "\u0301" * 1_000_000,
    "a million Arabic letters": "ب" * 1_000_000,
    "right-to-left overrides": "Ana\u202e evil \u202dAna",
    "deep isolates": "\u2067a\u2066ب" * 2_000,
    "open brackets": "([{" * 1_500 + "א",
    "tabs and newlines": "Ana\tMaria\r\nBob\x0b\x00",
    "only newlines": "\n" * 4_000,
    "joiners only": "\u200d" * 3_000,
    "variation selectors": "葛" + "\U000e0100" * 3_000,
    "regional indicators": "🇫" * 2_001,
    "asterisks": "*" * 4_999 + "a",
    "an endless word": "Donaudampfschifffahrt" * 230,
    "no spaces, many scripts": "aбγא中ก한" * 700,
    "noncharacters": "\ufdd0\uffff\U0010ffff",
    "spaces": " \u00a0\u3000\u2003" * 1_000,
    "Thai without end": "ผู้ใหญ่" * 700,
}


@pytest.mark.parametrize("name", BAD_TEXTS)
@pytest.mark.parametrize("wrap", [False, True])
def test_bad_text(name, wrap, fonts):
    started = process_time()
    made = element(
        120, 80, fit=Fit(wrap=wrap, min_size=2, max_lines=100), font="EB Garamond", markup=True
    )
    artwork = text_artwork(made, BAD_TEXTS[name], fonts, "")
    for mark in artwork.marks:
        for tile in rasterize(mark, scaling(2), fonts, PAGE):
            assert tile.image.width * tile.image.height <= 400 * 300
    assert process_time() - started < BOUND
    if len(BAD_TEXTS[name]) > 5_000:
        assert "text-cut" in [finding.kind for finding in artwork.findings]


@pytest.mark.parametrize("width", [0.1, 2, 50])
@pytest.mark.parametrize("size", [2, 2_000])
def test_outlines_of_any_width(width, size, fonts):
    """However thick, and of letters however large, they take bounded time."""
    started = process_time()
    outline = Outline(width=width)
    style = {"font": "Great Vibes", "size": size, "outline": outline, "align": "left"}
    made = element(3_000, 1_000, valign="top", shadow=Shadow(), **style)
    (mark,) = text_artwork(made, "Quentin", fonts, "").marks
    tiles = list(rasterize(mark, scaling(6), fonts, Rect(0, 0, 1_500, 3_000)))
    assert [tile.image.getextrema()[1] > 0 for tile in tiles] == [True] * 3
    assert process_time() - started < 3 * BOUND


@settings(deadline=None)
@given(st.text(alphabet=st.characters(), max_size=40), st.booleans())
def test_any_text_is_set_and_drawn(fonts, text, wrap):
    made = element(60, 30, fit=Fit(wrap=wrap), font="EB Garamond", shadow=Shadow())
    for mark in text_artwork(made, text, fonts, "").marks:
        mark.text.encode()
        list(rasterize(mark, scaling(2), fonts, PAGE))


def damaged(data, seed):
    """The font with some bytes changed, or cut short."""
    chance = random.Random(seed)
    changed = bytearray(data)
    if chance.random() < 0.15:
        return bytes(changed[: chance.randrange(len(changed))])
    reach = len(changed) if chance.random() < 0.6 else min(600, len(changed))
    for _ in range(chance.choice((1, 5, 50, 500))):
        changed[chance.randrange(reach)] = chance.randrange(256)
    return bytes(changed)


SOURCES = (
    ("Great Vibes", "Maria Ángel"),
    ("EB Garamond", "Maria fi"),
    ("Noto Sans Devanagari", "क्षत्रिय"),
    ("Noto Naskh Arabic", "محمد"),
    ("Cinzel", "ANA"),
)


def use_damaged_font(fonts, family, text, seed):
    """Adds a damaged font and draws with it; "refused" if that was told, else "drawn"."""
    data = damaged(fonts.data(fonts.choose(family)), seed)
    try:
        book, added = fonts.with_font(data, "Damaged.ttf")
        for mark in text_artwork(element(100, 40, font=added.name), text, book, "").marks:
            for tile in rasterize(mark, scaling(4), book, PAGE):
                tile.image.getbbox()
    except CertgenError:
        return "refused"
    return "drawn"


def fuzz(fonts, seeds):
    outcomes = {"refused": 0, "drawn": 0}
    for seed in seeds:
        family, text = SOURCES[seed % len(SOURCES)]
        started = process_time()
        outcomes[use_damaged_font(fonts, family, text, seed)] += 1
        assert process_time() - started < BOUND, seed
    return outcomes


def test_damaged_fonts(fonts):
    outcomes = fuzz(fonts, range(120))
    assert min(outcomes.values()) > 5, "both ways are taken"


@pytest.mark.long
def test_many_damaged_fonts(fonts):
    assert sum(fuzz(fonts, range(1_000, 6_000)).values()) == 5_000


def test_a_letter_45000_em_wide_is_refused(fonts, box_font):
    data = bytearray(box_font)
    table = next(
        struct.unpack_from(">4sLLL", data, 12 + 16 * n)
        for n in range(struct.unpack_from(">H", data, 4)[0])
        if data[12 + 16 * n : 16 + 16 * n] == b"head"
    )
    struct.pack_into(">H", data, table[2] + 18, 16)
    with pytest.raises(FontError):
        fonts.with_font(bytes(data), "Wide.ttf")
