"""PDF pages as pictures."""

from __future__ import annotations

import pytest

from certgen.errors import TemplateError
from certgen.pdf_page import MAX_PIXELS, draw_pdf_page, inspect_pdf
from tests.pictures import pdf_file


def test_pages_are_counted_and_measured() -> None:
    facts = inspect_pdf(pdf_file((595.276, 841.89), (200, 100)), "a.pdf", 1)
    assert facts.pages == 2
    assert facts.size == pytest.approx((70.556, 35.278), abs=0.01)


def test_a_rotated_page_is_measured_as_it_is_seen() -> None:
    assert inspect_pdf(pdf_file((72, 144), rotate=90), "a", 0).size == pytest.approx((50.8, 25.4))


def test_a_page_is_drawn_at_exactly_the_pixels_asked_for() -> None:
    image = draw_pdf_page(pdf_file(), "a.pdf", 0, 301, 217)
    assert (image.mode, image.size) == ("RGB", (301, 217))
    assert image.getpixel((10, 100)) == (255, 0, 0)
    assert image.getpixel((290, 100)) == (255, 255, 255)


def test_a_page_that_is_not_there_is_named() -> None:
    with pytest.raises(TemplateError, match=r"“a\.pdf” has no page 3\. There is only page 1\."):
        inspect_pdf(pdf_file(), "a.pdf", 2)
    with pytest.raises(TemplateError, match="Choose a page from 1 to 2"):
        inspect_pdf(pdf_file((72, 72), (72, 72)), "a.pdf", 5)


def test_a_password_is_told_apart_from_damage() -> None:
    with pytest.raises(TemplateError, match="protected by a password"):
        inspect_pdf(pdf_file(password="secret"), "a.pdf", 0)
    with pytest.raises(TemplateError, match="cannot be opened"):
        inspect_pdf(b"%PDF-1.7\nnothing", "a.pdf", 0)


def test_a_page_may_be_drawn_where_only_changing_it_is_forbidden() -> None:
    assert inspect_pdf(pdf_file(owner="secret"), "a.pdf", 0).pages == 1


def test_asking_for_more_pixels_than_a_page_can_need_is_a_mistake() -> None:
    with pytest.raises(ValueError, match=str(MAX_PIXELS)):
        draw_pdf_page(pdf_file(), "a.pdf", 0, 60_000, 60_000)
