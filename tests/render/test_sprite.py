"""Elements alone, for a canvas."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from certgen.compose import compose_element
from certgen.elements.base import Box
from certgen.elements.picture.model import PictureElement
from certgen.geometry import Rect
from certgen.layout import Element, Layout
from certgen.render import render
from certgen.render.sprite import ElementPng, element_png
from tests.encode.scenes import ASSETS, code, layout_of, text

SCALE = 10.0
PLAIN = replace(ASSETS, template=None)


def drawn(element: Element, name: str = "Ada") -> ElementPng:
    artwork = compose_element(element, {"Name": name}, Layout(), PLAIN)
    return element_png(element, artwork, PLAIN, SCALE)


def image_of(sprite: ElementPng) -> Image.Image:
    return Image.open(io.BytesIO(sprite.png))


def test_it_is_as_large_as_the_box() -> None:
    sprite = drawn(code((10, 5, 20, 12.34)))
    assert sprite.rect == Rect(0, 0, 20, 12.4)
    assert image_of(sprite).size == (sprite.width_px, sprite.height_px) == (200, 124)
    assert image_of(sprite).mode == "RGBA"


@pytest.mark.parametrize("element", [code((10, 5, 20, 20)), text((10, 5, 20, 10), size=12.0)])
def test_on_paper_it_is_what_the_page_shows(element: Element) -> None:
    sprite = drawn(element)
    page = render(layout_of(element), {"Name": "Ada"}, PLAIN, width_px=600)
    at = round(sprite.rect.left * SCALE) + 100, round(sprite.rect.top * SCALE) + 50
    paper = Image.new("RGBA", page.size, "#ffffff")
    paper.alpha_composite(image_of(sprite), at)
    distance = np.asarray(paper.convert("RGB")).astype(int) - np.asarray(page)
    assert abs(distance).max() <= 1


def test_turning_does_not_change_it() -> None:
    assert drawn(code((10, 5, 20, 20), rotation=33)) == drawn(code((20, 9, 20, 20)))


def test_ink_outside_of_the_box_is_shown() -> None:
    sprite = drawn(text((10, 5, 4, 2), size=60.0), "A very long name")
    assert sprite.rect.left < 0
    assert sprite.rect.right > 4


def test_without_ink_the_box_is_there_and_transparent() -> None:
    sprite = drawn(text((10, 5, 20, 10)), "")
    assert (sprite.width_px, sprite.height_px) == (200, 100)
    assert image_of(sprite).getextrema()[3] == (0, 0)


def test_opacity_is_in_the_picture() -> None:
    assert image_of(drawn(code((0, 0, 20, 20), opacity=0.5))).getextrema()[3] == (128, 128)


def test_a_picture_keeps_its_transparency() -> None:
    box = Box(x=0, y=0, width=20, height=15)
    seal = PictureElement(id="p", name="P", box=box, picture="seal")
    low, high = image_of(drawn(seal)).getextrema()[3]
    assert low < 20
    assert high > 235


def test_the_same_is_drawn_once() -> None:
    assert drawn(code((10, 5, 20, 10))) is drawn(code((30, 5, 20, 10), id="other"))
