"""Templates: what size they have on paper, and their pixels at any width."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from certgen.errors import TemplateError
from certgen.geometry import Size
from certgen.template import open_template, paper_for, physical_size
from tests.pictures import pdf_file, picture_file, png_that_claims

A4_ACROSS, LETTER = Size(297, 210), Size(215.9, 279.4)


@pytest.mark.parametrize(
    ("pixels", "dpi", "size"),
    [
        ((3508, 2480), 300, (297.01, 209.97)),
        ((3508, 2480), None, A4_ACROSS),
        ((3508, 2480), 72, A4_ACROSS),
        ((3508, 2480), 96, A4_ACROSS),
        ((850, 1100), None, LETTER),
        ((1600, 900), None, (297, 167.06)),
        ((900, 1600), None, (167.06, 297)),
        ((3508, 2480), 10_000, A4_ACROSS),
        ((1, 10_000), None, (5, 297)),
    ],
)
def test_the_size_on_paper(
    pixels: tuple[int, int], dpi: float | None, size: tuple[float, float]
) -> None:
    assert physical_size(*pixels, dpi) == pytest.approx(size)


def test_papers_are_known_by_their_proportions() -> None:
    assert paper_for(1.414) == A4_ACROSS
    assert paper_for(1.0) is None


def test_a_picture_knows_its_pixels_size_and_resolution() -> None:
    template = open_template(picture_file(3508, 2480), "a.png")
    assert (template.width_px, template.height_px, template.size) == (3508, 2480, A4_ACROSS)
    assert template.dpi == pytest.approx(300, abs=0.1)
    assert not template.notes
    assert not template.is_pdf


def test_a_coarse_picture_comes_with_a_word_of_warning() -> None:
    template = open_template(picture_file(800, 566), "a.png")
    assert "68 dots per inch" in template.notes[0]
    assert "3508 pixels wide" in template.notes[0]


def test_a_size_that_is_given_overrules_the_file() -> None:
    assert open_template(picture_file(), "a", size=Size(100, 50)).size == Size(100, 50)


def test_a_pdf_page_is_as_large_as_it_says_and_drawn_at_300_dpi() -> None:
    template = open_template(pdf_file((841.89, 595.276), (100, 100)), "a.pdf", page=0)
    assert template.is_pdf
    assert template.size == pytest.approx((297, 210), abs=0.01)
    assert (template.width_px, template.height_px) == (3508, 2480)
    assert template.notes == ("Page 1 of 2 is used.",)


def test_junk_before_the_pdf_header_is_forgiven() -> None:
    assert open_template(b"\n\n" + pdf_file(), "a.pdf").is_pdf


def test_a_poster_is_drawn_with_fewer_dots_and_a_wall_is_refused() -> None:
    poster = open_template(pdf_file((4000, 3000)), "a.pdf")
    assert poster.width_px * poster.height_px <= 60_000_000
    with pytest.raises(TemplateError, match="5080"):
        open_template(pdf_file((14_400, 100)), "wall.pdf")


def test_pixels_come_at_any_width_and_are_made_once() -> None:
    template = open_template(picture_file(600, 400), "a.png")
    assert template.image().size == (600, 400)
    assert template.image(300).size == (300, 200)
    assert template.image(300) is template.image(300)
    assert template.image(90).size == (90, 60)


def test_making_it_smaller_keeps_the_colors() -> None:
    image = Image.new("RGB", (1000, 10), "#336699")
    template = open_template(_png(image), "a.png")
    assert set(template.image(100).get_flattened_data()) == {(0x33, 0x66, 0x99)}


def test_transparency_shows_white_paper() -> None:
    template = open_template(_png(Image.new("RGBA", (4, 4), (255, 0, 0, 0))), "a.png")
    assert template.image().getpixel((0, 0)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"Dear all,", "not a picture"),
        (png_that_claims(20_000, 10_000), "pixels"),
        (picture_file(400, 300, kind="JPEG")[:2_000], "not copied whole"),
        (pdf_file(password="x"), "password"),
    ],
    ids=["empty", "text", "200 megapixels", "truncated", "protected"],
)
def test_bad_templates_are_refused_in_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(TemplateError, match=said) as caught:
        open_template(data, "template.png")
    assert caught.value.hint


def _png(image: Image.Image) -> bytes:

    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
