"""Imposition: pages where they are to be cut."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from certgen.errors import ExportError, TemplateError
from certgen.geometry import Rect, Size
from certgen.pdf_page import draw_pdf_page
from certgen.sheet import Sheet
from certgen.sheets import grid, impose
from certgen.units import mm_to_pt

CARD = Size(85.0, 55.0)


@pytest.fixture
def cards(tmp_path):
    """A PDF of pages of one color each: so many shades of red, from dark to light."""

    def make(count: int, name: str = "cards.pdf", size: Size = CARD, rotate: int = 0) -> Path:
        width, height = mm_to_pt(size.width), mm_to_pt(size.height)
        with pikepdf.new() as pdf:
            for number in range(count):
                page = pdf.add_blank_page(page_size=(width, height))
                shade = (number + 1) / (count + 1)
                drawing = f"{shade:.3f} 0 0 rg 0 0 {width} {height} re f"
                page.Contents = pdf.make_stream(drawing.encode())
                page.Rotate = rotate
            pdf.save(tmp_path / name)
        return tmp_path / name

    return make


def colors(path: Path, page: int, places: list[Rect], sheet: Sheet) -> list[int]:
    """The red of the middle of each place, one pixel to a millimeter."""
    image = draw_pdf_page(
        path.read_bytes(), path.name, page, round(sheet.width), round(sheet.height)
    )
    pixels = [
        image.getpixel((int(p.left + p.width / 2), int(p.top + p.height / 2))) for p in places
    ]
    return [pixel[0] if pixel[1] == 0 else -1 for pixel in pixels]


def test_as_many_as_go_in_the_middle_of_the_sheet():
    layout = grid(Sheet(gap=2.0), CARD)
    assert (layout.columns, layout.rows) == (2, 4)
    first = next(layout.places())
    assert first == pytest.approx(Rect(19.0, 35.5, 104.0, 90.5))


def test_bleed_is_cut_off():
    layout = grid(Sheet(gap=6.0, bleed=3.0), Size(91.0, 61.0))
    assert layout.cut == CARD


@pytest.mark.parametrize(
    "sheet",
    [Sheet(columns=3), Sheet(rows=6), Sheet(width=80.0), Sheet(margin=100.0), Sheet(bleed=27.0)],
)
def test_what_does_not_go(sheet):
    with pytest.raises(ExportError):
        grid(sheet, CARD)


def test_pages_stand_in_order_row_by_row(cards, tmp_path):
    sheet = Sheet(gap=2.0)
    assert impose(cards(10), tmp_path / "sheets.pdf", sheet) == 2
    places = list(grid(sheet, CARD).places())
    first = colors(tmp_path / "sheets.pdf", 0, places, sheet)
    assert first == pytest.approx([round(255 * (n + 1) / 11) for n in range(8)], abs=2)
    second = colors(tmp_path / "sheets.pdf", 1, places, sheet)
    assert second[:2] == pytest.approx([round(255 * 9 / 11), round(255 * 10 / 11)], abs=2)
    assert second[2:] == [-1] * 6


def test_backs_lie_behind_their_fronts(cards, tmp_path):
    sheet = Sheet(gap=2.0)
    fronts, backs = cards(4), cards(4, "backs.pdf")
    assert impose(fronts, tmp_path / "sheets.pdf", sheet, backs=backs) == 2
    places = list(grid(sheet, CARD).places())
    front = colors(tmp_path / "sheets.pdf", 0, places, sheet)
    back = colors(tmp_path / "sheets.pdf", 1, places, sheet)
    assert [back[1], back[0], back[3], back[2]] == front[:4]


def test_one_back_for_all(cards, tmp_path):
    impose(cards(10), tmp_path / "sheets.pdf", Sheet(), backs=cards(1, "back.pdf"))
    places = list(grid(Sheet(), CARD).places())
    assert len(set(colors(tmp_path / "sheets.pdf", 1, places, Sheet()))) == 1


def test_a_number_of_backs_that_does_not_match(cards, tmp_path):
    with pytest.raises(ExportError, match="4 pages for the front and 3"):
        impose(cards(4), tmp_path / "s.pdf", Sheet(), backs=cards(3, "backs.pdf"))
    assert not (tmp_path / "s.pdf").exists()


def test_a_rotated_page_lies_as_it_is_seen(cards, tmp_path):
    turned = cards(8, size=Size(55.0, 85.0), rotate=90)
    impose(turned, tmp_path / "sheets.pdf", Sheet(gap=2.0))
    places = list(grid(Sheet(gap=2.0), CARD).places())
    assert -1 not in colors(tmp_path / "sheets.pdf", 0, places, Sheet())


def test_bleed_stays_within_half_the_gap(cards, tmp_path):
    sheet = Sheet(gap=4.0, bleed=3.0, cut_marks=False)
    impose(cards(8), tmp_path / "sheets.pdf", sheet)
    layout = grid(sheet, CARD)
    first = next(layout.places())
    between = [Rect(x, first.top, x + 0.2, first.bottom) for x in (first.right, first.right + 1.5)]
    assert -1 not in colors(tmp_path / "sheets.pdf", 0, between, sheet)


def test_cut_marks_stand_outside_of_the_pages(cards, tmp_path):
    impose(cards(8), tmp_path / "with.pdf", Sheet(gap=2.0))
    impose(cards(8), tmp_path / "without.pdf", Sheet(gap=2.0, cut_marks=False))
    images = [
        draw_pdf_page((tmp_path / name).read_bytes(), name, 0, 840, 1188)
        for name in ("with.pdf", "without.pdf")
    ]
    places = list(grid(Sheet(gap=2.0), CARD).places())
    marked = [
        (x / 4, y / 4)
        for x in range(840)
        for y in range(1188)
        if images[0].getpixel((x, y)) != images[1].getpixel((x, y))
    ]
    assert marked
    assert not any(p.left < x < p.right and p.top < y < p.bottom for x, y in marked for p in places)


def test_the_same_pages_give_the_same_bytes(cards, tmp_path):
    for name in ("one.pdf", "two.pdf"):
        impose(cards(3), tmp_path / name, Sheet())
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_what_is_no_pdf(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"hello")
    for name in ("a.pdf", "missing.pdf"):
        with pytest.raises(TemplateError, match=name):
            impose(tmp_path / name, tmp_path / "s.pdf", Sheet())
