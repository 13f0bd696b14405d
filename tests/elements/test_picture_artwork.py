"""Where a picture goes in its box."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certgen.elements.base import Box
from certgen.elements.picture.artwork import picture_artwork
from certgen.elements.picture.model import PictureElement
from certgen.geometry import Rect
from certgen.marks import PictureMark
from certgen.picture_file import open_picture
from tests.pictures import picture_file

WIDE = {"logo": open_picture(picture_file(200, 100), "logo")}
FITS = ("contain", "cover", "stretch")


def element(width: float = 40, height: float = 40, **other) -> PictureElement:
    box = Box(x=10, y=20, width=width, height=height)
    return PictureElement(id="p", name="Logo", box=box, picture="logo", **other)


def placed(one: PictureElement) -> PictureMark:
    (mark,) = picture_artwork(one, WIDE).marks
    assert isinstance(mark, PictureMark)
    return mark


@pytest.mark.parametrize(("valign", "top"), [("top", 0.0), ("middle", 10.0), ("bottom", 20.0)])
def test_contain_shows_it_whole(valign: str, top: float) -> None:
    mark = placed(element(fit="contain", valign=valign))
    assert mark.rect == Rect(0, top, 40, top + 20)
    assert mark.crop == Rect(0, 0, 1, 1)


@pytest.mark.parametrize(("align", "left"), [("left", 0.0), ("center", 0.25), ("right", 0.5)])
def test_cover_fills_the_box_and_cuts_off_what_is_over(align: str, left: float) -> None:
    mark = placed(element(fit="cover", align=align))
    assert mark.rect == Rect(0, 0, 40, 40)
    assert mark.crop == Rect(left, 0, left + 0.5, 1)


def test_stretch_fills_the_box_with_all_of_it() -> None:
    mark = placed(element(30, 70, fit="stretch"))
    assert (mark.rect, mark.crop) == (Rect(0, 0, 30, 70), Rect(0, 0, 1, 1))


@given(st.floats(1, 300), st.floats(1, 300), st.sampled_from(FITS))
@settings(deadline=None)
def test_it_stays_in_its_box_and_in_proportion(width: float, height: float, fit: str) -> None:
    mark = placed(element(width, height, fit=fit))
    assert Rect(0, 0, width, height).contains(mark.rect, 1e-6)
    assert Rect(0, 0, 1, 1).contains(mark.crop, 1e-6)
    if fit != "stretch":
        across = mark.rect.width / (mark.crop.width * 200)
        assert across == pytest.approx(mark.rect.height / (mark.crop.height * 100))


def test_it_carries_description_opacity_and_place() -> None:
    one = element(description="The seal", opacity=0.5, rotation=90, fit="stretch")
    artwork = picture_artwork(one, WIDE)
    assert artwork.marks[0].text == "The seal"
    assert artwork.opacity == 0.5
    assert artwork.ink == pytest.approx(Rect(10, 20, 50, 60))


@pytest.mark.parametrize("name", ["", "gone.png"])
def test_a_missing_picture_is_told(name: str) -> None:
    one = PictureElement(id="p", name="Logo", box=Box(x=0, y=0, width=9, height=9), picture=name)
    artwork = picture_artwork(one, WIDE)
    assert artwork.marks == ()
    (finding,) = artwork.findings
    assert (finding.kind, finding.severity, finding.element) == ("picture-missing", "error", "p")
    assert "Logo" in finding.message
    assert name in finding.message
