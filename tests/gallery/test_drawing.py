from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest

from certgen.gallery.drawing import Drawing
from certgen.gallery.path import circle, line, rectangle
from certgen.geometry import Rect, Size

SIZE = Size(100.0, 50.0)
LEFT_HALF = Rect(0.0, 0.0, 50.0, 50.0)


def drawn(page):
    """RGB pixels, ten per millimeter."""
    document = pypdfium2.PdfDocument(page.pdf())
    return document[0].render(scale=10 * 25.4 / 72).to_pil().convert("RGB")


def test_page_has_its_size_and_opens_without_repairs():
    page = Drawing(SIZE)
    page.paper("#ffffff")
    with pikepdf.open(io.BytesIO(page.pdf())) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert [float(v) for v in pdf.pages[0].mediabox] == pytest.approx([0, 0, 283.465, 141.732])


def test_fill_is_measured_from_the_top_left_in_millimeters():
    page = Drawing(SIZE)
    page.paper("#ffffff")
    page.fill(rectangle(Rect(10.0, 5.0, 20.0, 15.0)), "#ff0000")
    image = drawn(page)
    assert image.getpixel((150, 100)) == (255, 0, 0)
    assert image.getpixel((150, 160)) == (255, 255, 255)
    assert image.getpixel((210, 100)) == (255, 255, 255)


def test_even_odd_leaves_a_hole():
    rings = circle(25.0, 25.0, 20.0) + circle(25.0, 25.0, 10.0)
    filled, holed = Drawing(SIZE), Drawing(SIZE)
    for page, even_odd in ((filled, False), (holed, True)):
        page.paper("#ffffff")
        page.fill(rings, "#000000", even_odd=even_odd)
    assert drawn(filled).getpixel((250, 250)) == (0, 0, 0)
    assert drawn(holed).getpixel((250, 250)) == (255, 255, 255)


def test_stroke_is_as_wide_as_said():
    page = Drawing(SIZE)
    page.paper("#ffffff")
    page.stroke(line(0.0, 25.0, 100.0, 25.0), "#000000", 2.0)
    image = drawn(page)
    dark = [y for y in range(500) if image.getpixel((500, y))[0] < 128]
    assert len(dark) == pytest.approx(20, abs=1)
    assert sum(dark) / len(dark) == pytest.approx(250, abs=1)


def test_shade_runs_through_its_colors_and_stays_in_its_path():
    page = Drawing(SIZE)
    page.paper("#ffffff")
    page.shade(rectangle(LEFT_HALF), ("#ff0000", "#00ff00", "#0000ff"), (0.0, 0.0), (50.0, 0.0))
    page.fill(rectangle(Rect(60.0, 0.0, 70.0, 10.0)), "#123456")
    image = drawn(page)
    red, green, blue = (image.getpixel((x, 250)) for x in (5, 250, 495))
    assert red[0] > 240
    assert green[1] > 240
    assert blue[2] > 240
    assert image.getpixel((550, 250)) == (255, 255, 255)
    assert image.getpixel((650, 50)) == (0x12, 0x34, 0x56)


def test_same_drawing_gives_the_same_bytes():
    def draw():
        page = Drawing(SIZE)
        page.paper("#fffdf8")
        page.stroke(circle(50.0, 25.0, 12.3456), "#1d3557", 0.2)
        return page.pdf()

    assert draw() == draw()
