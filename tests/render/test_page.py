"""Pages as images: the plain path, and parts of pages."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest
import zxingcpp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from certgen.compose import Assets, compose
from certgen.elements.base import Box
from certgen.elements.picture.model import PictureElement
from certgen.errors import RenderError
from certgen.geometry import Size
from certgen.layout import Layout, PageSize
from certgen.render import draw, page_pixels, render
from certgen.render.preview import preview, preview_jpeg
from certgen.template import open_template
from tests.encode.scenes import ASSETS, PAGE, code, layout_of, layouts, template, text
from tests.pictures import picture_file

ADA = {"Name": "https://example.org/verify/ada-lovelace"}
WITH = replace(ASSETS, template=template(480, 320))


@given(layouts(), st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_part_is_drawn_as_in_the_whole(layout: Layout, data: st.DataObject) -> None:
    page = compose(layout, {"Name": "Ada"}, WITH)
    whole = render(layout, {"Name": "Ada"}, WITH)
    left, top = data.draw(st.integers(0, 470)), data.draw(st.integers(0, 310))
    box = (left, top, data.draw(st.integers(left + 1, 480)), data.draw(st.integers(top + 1, 320)))
    part = template(480, 320).image().crop(box)
    draw(part, page.artworks, 480 / PAGE.width, WITH, (left, top))
    assert part.tobytes() == whole.crop(box).tobytes()


@pytest.mark.parametrize("opacity", [1.0, 0.4])
@pytest.mark.parametrize("rotation", [0, 25])
def test_gray_is_drawn_on_gray_as_on_color(rotation: float, opacity: float) -> None:
    layout = layout_of(
        code((2, 2, 20, 20), color="#333333", rotation=rotation, opacity=opacity),
        text((5, 15, 50, 20), color="#eeeeee", rotation=rotation, opacity=opacity),
    )
    page = compose(layout, {"Name": "Ada"}, WITH)
    colored = Image.new("RGB", (480, 320), "#c8c8c8")
    gray = colored.convert("L")
    draw(colored, page.artworks, 8.0, WITH)
    draw(gray, page.artworks, 8.0, WITH)
    assert colored.getextrema()[0][0] < 150
    assert (np.asarray(gray) == np.asarray(colored)[..., 0]).all()


@pytest.mark.parametrize("width", [300, 480, 900, 1754])
@pytest.mark.parametrize("rotation", [0, 90, 17])
def test_codes_can_be_read_from_the_picture(width: int, rotation: float) -> None:
    layout = layout_of(code((10, 5, 25, 25), rotation=rotation))
    found = zxingcpp.read_barcodes(render(layout, ADA, WITH, width_px=width))
    assert [one.text for one in found] == [ADA["Name"]]


def test_a_code_in_color_without_paper_can_be_read() -> None:
    layout = layout_of(code((10, 5, 25, 25), color="#1b2a41", background="", opacity=0.9))
    behind = replace(ASSETS, template=None)
    found = zxingcpp.read_barcodes(render(layout, ADA, behind, width_px=700))
    assert [one.text for one in found] == [ADA["Name"]]


def test_opacity_is_that_of_the_whole_element() -> None:
    layout = layout_of(code((0, 0, 40, 40), opacity=0.5))
    image = render(layout, ADA, replace(ASSETS, template=None), width_px=600)
    assert set(np.unique(np.asarray(image))) == {127, 255}


def test_the_template_is_left_as_it_was() -> None:
    before = template(480, 320).image().tobytes()
    render(layout_of(code((0, 0, 40, 40))), ADA, WITH)
    assert template(480, 320).image().tobytes() == before


@pytest.mark.parametrize(
    ("asked", "pixels"),
    [({}, (480, 320)), ({"dpi": 254}, (600, 400)), ({"width_px": 90}, (90, 60))],
)
def test_the_size_is_the_template_s_or_what_was_asked_for(
    asked: dict[str, float], pixels: tuple[int, int]
) -> None:
    assert render(layout_of(), {}, WITH, **asked).size == pixels


def test_without_a_template_it_is_300_dots_per_inch() -> None:
    assert page_pixels(Size(297, 210), ASSETS)[:2] == (3508, 2480)


def test_more_pixels_than_can_be_drawn_are_refused() -> None:
    with pytest.raises(RenderError, match="28,063 × 19,843"):
        page_pixels(Size(297, 210), ASSETS, dpi=2400)


def test_a_picture_of_one_color_fills_its_box_and_nothing_else() -> None:
    box = Box(x=10, y=10, width=20, height=10)
    seal = PictureElement(id="p", name="P", box=box, picture="seal", fit="stretch")
    page = np.asarray(render(layout_of(seal), {}, replace(ASSETS, template=None), width_px=600))
    inked = np.argwhere((page != 255).any(axis=2))
    assert inked.min(axis=0).tolist()[1] == 100
    assert (inked.max(axis=0) + 1).tolist() == [200, 300]


def test_a_preview_is_the_page_at_another_size() -> None:
    layout = layout_of(text((5, 5, 50, 20)), code((30, 20, 15, 15)))
    page = compose(layout, {"Name": "Ada"}, WITH)
    small = preview(page, WITH, 240)
    assert small.tobytes() == render(layout, {"Name": "Ada"}, WITH, width_px=240).tobytes()
    shown = Image.open(io.BytesIO(preview_jpeg(page, WITH, 240)))
    assert (shown.format, shown.size) == ("JPEG", (240, 160))
    distance = np.asarray(shown).astype(int) - np.asarray(small)
    assert abs(distance).mean() < 2


def test_a_template_out_of_proportion_is_stretched_over_the_page() -> None:
    template = open_template(picture_file(300, 200), "wide.png", size=Size(100, 100))
    layout = Layout(page=PageSize(width=100, height=100))
    image = render(layout, {}, Assets(template), width_px=90)
    assert image.size == (90, 90)
    assert image.tobytes() == template.image(90, 90).tobytes()


def test_a_template_of_about_the_pages_proportions_keeps_its_own_pixels() -> None:
    template = open_template(picture_file(702, 495), "a4.png")
    assert render(Layout(), {}, Assets(template)).size == (702, 495)
