"""Contrast on parts of a template."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from certgen.geometry import Rect, Size
from certgen.preflight.background import background, contrast
from certgen.template import open_template

PAGE = Size(200.0, 100.0)


def half_black():
    """The left half black, the right half white."""
    image = Image.new("RGB", (400, 200), "#ffffff")
    image.paste("#000000", (0, 0, 200, 200))
    out = io.BytesIO()
    image.save(out, "PNG")
    return background(open_template(out.getvalue(), "t.png", size=PAGE), PAGE)


def test_contrast_is_that_of_wcag():
    assert contrast(0.0, 1.0) == pytest.approx(21.0)
    assert contrast(0.5, 0.5) == 1.0


@pytest.mark.parametrize(
    ("color", "area", "share"),
    [
        ("#000000", Rect(10, 10, 90, 90), 1.0),
        ("#000000", Rect(110, 10, 190, 90), 0.0),
        ("#ffffff", Rect(110, 10, 190, 90), 1.0),
        ("#000000", Rect(50, 10, 150, 90), 0.5),
        ("#000000", Rect(-100, -100, -50, -50), 0.0),
        ("#808080", Rect(10, 10, 190, 90), 0.0),
    ],
)
def test_the_share_that_is_hidden(color, area, share):
    assert half_black().hidden_share(color, 1.0, area) == pytest.approx(share, abs=0.01)


def test_faint_ink_is_hidden_sooner():
    assert half_black().hidden_share("#808080", 0.1, Rect(110, 10, 190, 90)) == 1.0


def test_the_mean_luminance():
    assert half_black().mean(Rect(50, 0, 150, 100)) == pytest.approx(0.5, abs=0.01)
    assert half_black().mean(Rect(300, 300, 310, 310)) == 1.0


def test_without_a_template_it_is_white():
    assert background(None, PAGE).mean(Rect(0, 0, 10, 10)) == 1.0
