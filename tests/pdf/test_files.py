"""What is true of every file: valid, repeatable, titled, tagged, small."""

from __future__ import annotations

import io
import subprocess
import tracemalloc
from unittest.mock import patch

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certgen.cache import BoundedCache
from certgen.compose import Assets, compose_varying
from certgen.elements.base import Box
from certgen.elements.code.model import CodeElement
from certgen.elements.picture.model import PictureElement
from certgen.elements.text.model import Outline, Shadow
from certgen.errors import RenderError
from certgen.geometry import IDENTITY, Rect
from certgen.marks import PictureMark, artwork
from certgen.pdf import PdfMerged, PdfSingles, lettering
from certgen.picture_file import open_picture
from certgen.template import open_template
from tests.pdf.pages import (
    complaints,
    merged,
    merged_of_pages,
    needs_poppler,
    page_of,
    pdfium_text,
    plan_of,
    poppler_text,
    single,
    text_element,
)
from tests.pictures import picture_file

PEOPLE = [{"Name": name} for name in ("Ana Pérez", "محمد", "山田太郎", "Zoë")]


def full_plan():
    """A bit of everything."""
    pictures = {"seal": open_picture(picture_file(mode="RGBA"), "seal")}
    template = open_template(picture_file(297, 210), "template.png")
    return plan_of(
        text_element("Certificate", 10, size=40),
        text_element(y=60, outline=Outline(width=2), opacity=0.5),
        text_element("{{Name}} again", 100, shadow=Shadow(), rotation=10),
        CodeElement(
            id="code", name="Code", box=Box(x=10, y=150, width=40, height=40), content="{{Name}}"
        ),
        PictureElement(
            id="seal",
            name="Seal",
            box=Box(x=200, y=150, width=50, height=40),
            picture="seal",
            description="A round seal",
        ),
        assets=Assets(template=template, pictures=pictures),
        language="es",
    )


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


@pytest.mark.parametrize("values", PEOPLE)
def test_a_single_file_is_valid(values: dict[str, str]):
    assert complaints(single(full_plan(), values)) == []


@needs_poppler
@pytest.mark.parametrize("make", [single, lambda ready, values: merged(ready, [values] * 2)])
def test_poppler_lists_the_fonts_without_a_complaint(make):
    listed = subprocess.run(
        ["pdffonts", "-"], input=make(full_plan(), PEOPLE[1]), capture_output=True, check=True
    )
    assert listed.stderr == b""
    assert b"Helvetica" in listed.stdout


def test_a_merged_file_is_valid_and_has_a_page_for_each():
    data = merged(full_plan(), PEOPLE * 60)
    assert complaints(data) == []
    with opened(data) as pdf:
        assert len(pdf.pages) == 240


@pytest.mark.parametrize("people", [[], PEOPLE[:1]])
def test_a_file_of_few_pages_is_valid(people: list[dict[str, str]]):
    data = merged(full_plan(), people)
    with opened(data) as pdf:
        assert len(pdf.pages) == len(people)
    assert not people or complaints(data) == []


def test_the_same_input_gives_the_same_bytes():
    assert single(full_plan(), PEOPLE[0]) == single(full_plan(), PEOPLE[0])
    assert merged(full_plan(), PEOPLE) == merged(full_plan(), PEOPLE)


def test_a_file_does_not_depend_on_those_made_before():
    ready = full_plan()
    encoder = PdfSingles(ready)
    files = [b"".join(encoder.encode(compose_varying(ready, values))) for values in PEOPLE]
    assert files == [single(ready, values) for values in PEOPLE]


LINES = ("fi Zoë", "office", "f i", "क्षत्रिय कि", "कि", "क ि", "नमस्ते Ana", "محمد", "مح مد", "")


@given(st.lists(st.tuples(*[st.sampled_from(LINES)] * 2), min_size=1, max_size=4))
@settings(max_examples=40, deadline=None)
def test_lines_that_were_drawn_before_are_drawn_the_same(names):
    """Whether a glyph says what it said before depends on what else is on the page."""
    ready = plan_of(text_element("{{One}}", 20), text_element("{{Two}}", 80, weight=700))
    people = [{"One": one, "Two": two} for one, two in names]
    with patch.object(lettering, "_known", BoundedCache(0)):
        plain = [single(ready, values) for values in people], merged(ready, people)
    assert ([single(ready, values) for values in people], merged(ready, people)) == plain


def test_different_people_have_different_identifiers():
    with (
        opened(single(full_plan(), PEOPLE[0])) as one,
        opened(single(full_plan(), PEOPLE[1])) as two,
    ):
        assert bytes(one.trailer.ID[0]) != bytes(two.trailer.ID[0])


def test_the_title_names_the_certificate_and_the_person():
    with opened(single(full_plan(), PEOPLE[0])) as pdf:
        assert str(pdf.docinfo.Title) == "Certificate – Ana Pérez"
        assert "Certificate – Ana Pérez" in pdf.Root.Metadata.read_bytes().decode()
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.Root.Lang) == "es"
        assert "/CreationDate" not in pdf.docinfo


def test_a_title_may_hold_what_xml_and_pdf_write_otherwise():
    ready = plan_of(text_element("A < B & (C\\D) ]]>", 10))
    data = single(ready)
    assert complaints(data) == []
    with opened(data) as pdf:
        assert str(pdf.docinfo.Title) == "A < B & (C\\D) ]]>"
        assert "A &lt; B &amp; (C\\D) ]]&gt;" in pdf.Root.Metadata.read_bytes().decode()


def test_a_screen_reader_is_led_from_top_to_bottom():
    with opened(single(full_plan(), PEOPLE[0])) as pdf:
        section = pdf.Root.StructTreeRoot.K.K[0]
        told = [(str(e.S), str(e.get("/Alt", ""))) for e in section.K]
    assert told == [
        ("/P", ""),
        ("/P", ""),
        ("/P", ""),
        ("/Figure", "Ana Pérez"),
        ("/Figure", "A round seal"),
    ]


@pytest.mark.parametrize(
    "make", [lambda ready: single(ready, PEOPLE[0]), lambda ready: merged(ready, PEOPLE)]
)
def test_every_tagged_content_leads_to_its_element(make):
    with opened(make(full_plan())) as pdf:
        tree = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        for page in pdf.pages:
            elements = list(tree[int(page.StructParents)])
            numbers = [n for e in elements for n in e.K]
            assert {int(n) for n in numbers} == set(range(len(elements)))
            assert all(e.Pg.objgen == page.obj.objgen for e in elements)
            assert all(number in [int(n) for n in e.K] for number, e in enumerate(elements))


def test_a_code_can_be_found_by_its_content():
    assert PEOPLE[0]["Name"] in pdfium_text(single(full_plan(), PEOPLE[0]))


@needs_poppler
def test_outline_and_shadow_do_not_double_the_text():
    ready = plan_of(text_element(outline=Outline(width=2), shadow=Shadow(blur=0)))
    assert poppler_text(single(ready, {"Name": "Ana"})).split() == ["Ana"]


def test_the_template_is_in_a_merged_file_once():
    template = open_template(picture_file(1200, 850, "L", "JPEG"), "t.jpg")
    ready = plan_of(text_element(), assets=Assets(template=template))
    data = merged(ready, PEOPLE * 25)
    assert data.count(template.data) == 1
    assert len(data) < len(template.data) + 100 * 1000


def test_the_tail_of_a_single_file_is_small():
    ready = plan_of(text_element("Certificate", 10), text_element())
    first, *tail = PdfSingles(ready).encode(compose_varying(ready, {"Name": "Ana Pérez"}))
    assert len(first) > 2_000
    assert sum(map(len, tail)) < 8_000


def test_memory_does_not_grow_with_the_pages():
    ready = plan_of(text_element("Certificate", 10), text_element(shadow=Shadow()))
    file = PdfMerged(ready)
    names = [{"Name": f"{a}{b} {c}"} for a in "ABCDEFGHIJ" for b in "aeiou" for c in "QRSTUVWXYZ"]
    pages = [compose_varying(ready, values) for values in names[:50]]
    sum(len(piece) for page in pages for piece in file.add(page))
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        for _ in range(20):
            for page in pages:
                file.add(page)
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert after - before < 1_000 * 400


def test_a_picture_that_is_not_there_is_told():
    mark = PictureMark("gone", Rect(0, 0, 10, 10))
    page = page_of(artwork("e", (mark,), IDENTITY))
    with pytest.raises(RenderError, match="gone"):
        merged_of_pages(plan_of(), [page])
