"""The alphabet that all files of a heavy template have: used where it says the same, else not."""

from __future__ import annotations

import io
import random
from functools import cache
from unittest.mock import patch

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from certgen.compose import Assets, Plan, compose_varying
from certgen.pdf import PdfSingles, alphabet
from certgen.template import open_template
from tests.pdf.pages import (
    complaints,
    needs_poppler,
    pdfium_image,
    pdfium_text,
    plan_of,
    poppler_text,
    single,
    text_element,
)
from tests.pdf.test_names import NAMES

LATIN = (
    *("Ana Pérez", "Þórsdóttir Ægir", "Çağla İşık", "Łukasz Żółć", "Ștefan Țepeș", "O’Brien-Smith"),
    *("Affligem Office fjord waffle", "1 May 2026 (A+)", "Guðrún “Fía” Ødegård"),
)
OTHERS = ("Фёдор", "Nguyễn Thị Ánh", "محمد عبد الله", "山田太郎", "M̄̂ā", "Ana\u00a0Pérez")


@cache
def heavy(**style: object) -> Plan:
    """A name on a template of nearly a megabyte, all of it noise."""
    noise = Image.frombytes("RGB", (640, 453), random.Random(1).randbytes(640 * 453 * 3))
    file = io.BytesIO()
    noise.save(file, "PNG")
    assets = Assets(template=open_template(file.getvalue(), "noise.png"))
    return plan_of(text_element(**style), assets=assets)


def light(**style: object) -> Plan:
    """The same name on a template that an alphabet would outweigh."""
    return plan_of(text_element(**style))


def own_part(ready: Plan, name: str) -> bytes:
    """What only this person's file has."""
    return PdfSingles(ready).encode(compose_varying(ready, {"Name": name}))[1]


def fonts_of(data: bytes) -> list[str]:
    """The names of the embedded fonts that the page draws with."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        drawn = b"".join(stream.read_bytes() for stream in pdf.pages[0].Contents)
        fonts = pdf.pages[0].Resources.Font
        return [key for key in fonts if f"{key} ".encode() in drawn and key != "/Found"]


@pytest.mark.parametrize("name", LATIN)
def test_latin_names_need_no_font_of_their_own(name: str):
    assert b"FontFile" not in own_part(heavy(), name)
    assert fonts_of(single(heavy(), {"Name": name})) == ["/S0"]


@pytest.mark.parametrize("name", OTHERS)
def test_what_the_alphabet_does_not_say_has_a_font_of_its_own(name: str):
    assert b"FontFile" in own_part(heavy(), name)
    assert "/S0" not in fonts_of(single(heavy(), {"Name": name}))


@pytest.mark.parametrize(
    ("style", "name"),
    [
        ({"font": "Inter"}, "Noʼeau"),
        ({"font": "Cinzel"}, "Ana\u00a0Pérez"),
        ({"font": "Great Vibes", "case": "small-caps"}, "Ana Pérez"),
    ],
    ids=["modifier letter", "fixed space", "imitated small capitals"],
)
def test_a_glyph_that_says_something_else_is_of_a_font_of_its_own(style: dict, name: str):
    data = single(heavy(**style), {"Name": name})
    assert "/F0" in fonts_of(data)
    assert pdfium_text(data) == name


def test_a_file_can_need_both():
    ready = plan_of(text_element(), text_element("{{City}}", 120), assets=heavy().assets)
    data = single(ready, {"Name": "Ana", "City": "Мурманск"})
    assert fonts_of(data) == ["/F0", "/S0"]
    assert pdfium_text(data).split() == ["Ana", "Мурманск"]
    assert complaints(data) == []


def test_a_light_template_gets_no_alphabet():
    assert fonts_of(single(light(), {"Name": "Ana"})) == ["/F0"]


def test_the_alphabet_weighs_less_than_a_tenth():
    with patch.object(alphabet, "_SHARE", 0.0):
        without = len(PdfSingles(heavy()).beginning)
    # Beside the font there are its widths, and what it says.
    assert 1.0 < len(PdfSingles(heavy()).beginning) / without < 1.11


@pytest.mark.parametrize("name", [*LATIN, *OTHERS, *NAMES.values()])
def test_every_name_reads_as_without(name: str):
    data, twin = single(heavy(), {"Name": name}), single(light(), {"Name": name})
    assert pdfium_text(data) == pdfium_text(twin)


@needs_poppler
@pytest.mark.parametrize("name", LATIN)
def test_latin_names_come_back(name: str):
    assert poppler_text(single(heavy(), {"Name": name})).strip() == name


@pytest.mark.parametrize(
    "style",
    [
        {},
        {"font": "Great Vibes"},
        {"font": "Certgen CJK"},
        {"font": "Great Vibes", "weight": 700, "italic": True},
        {"letter_spacing": 0.1},
        {"case": "small-caps"},
        {"features": ("onum", "ss01")},
    ],
    ids=str,
)
def test_it_looks_the_same(style: dict):
    ready = heavy(**style)
    data = single(ready, {"Name": "Ófelía Thomas 2026"})
    with patch.object(alphabet, "_SHARE", 0.0):
        twin = single(ready, {"Name": "Ófelía Thomas 2026"})
    assert data != twin
    assert ImageChops.difference(pdfium_image(data, 900), pdfium_image(twin, 900)).getbbox() is None
    assert pdfium_text(data) == pdfium_text(twin)
    assert complaints(data) == []


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(categories=("L", "N", "P", "Zs"), max_codepoint=0x52F), max_size=12))
def test_any_text_reads_the_same_with_it(text: str):
    ready = heavy()
    data = single(ready, {"Name": text})
    with patch.object(alphabet, "_SHARE", 0.0):
        twin = single(ready, {"Name": text})
    assert pdfium_text(data) == pdfium_text(twin)
