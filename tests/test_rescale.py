import pytest
from hypothesis import given
from hypothesis import strategies as st

from certgen.elements.base import Box
from certgen.elements.code.model import CodeElement
from certgen.elements.picture.model import PictureElement
from certgen.elements.text.model import Fit, Outline, Shadow, TextElement, TextStyle
from certgen.geometry import Size
from certgen.layout import Layout, PageSize
from certgen.rescale import rescaled

A4 = PageSize(width=297.0, height=210.0)
TEXT = TextElement(
    id="name",
    name="Name",
    box=Box(x=29.7, y=90.0, width=237.6, height=30.0),
    style=TextStyle(size=40.0, outline=Outline(width=2.0), shadow=Shadow(dx=1.0, dy=2.0, blur=3.0)),
    fit=Fit(min_size=16.0),
)
CODE = CodeElement(id="code", name="Code", box=Box(x=250.0, y=170.0, width=30.0, height=30.0))
LOGO = PictureElement(id="logo", name="Logo", box=Box(x=10.0, y=10.0, width=40.0, height=20.0))
LAYOUT = Layout(page=A4, elements=(TEXT, CODE, LOGO), file_name="{{Name}}")


def test_the_same_size_changes_nothing():
    assert rescaled(LAYOUT, A4.size) is LAYOUT


def test_everything_doubles_on_a_page_twice_as_large():
    text, code, logo = rescaled(LAYOUT, Size(594.0, 420.0)).elements
    assert text.box == Box(x=59.4, y=180.0, width=475.2, height=60.0)
    assert (text.style.size, text.fit.min_size, text.style.outline.width) == (80.0, 32.0, 4.0)
    assert text.style.shadow == Shadow(dx=2.0, dy=4.0, blur=6.0)
    assert code.box == Box(x=500.0, y=340.0, width=60.0, height=60.0)
    assert logo.box == Box(x=20.0, y=20.0, width=80.0, height=40.0)


def test_nothing_is_distorted_when_landscape_becomes_portrait():
    text, code, logo = rescaled(LAYOUT, Size(210.0, 297.0)).elements
    assert code.box.width == code.box.height
    assert logo.box.width == pytest.approx(2 * logo.box.height, abs=0.02)
    assert text.style.size == pytest.approx(40.0 * 210 / 297, abs=0.01)
    assert text.box.width == pytest.approx(237.6 * 210 / 297, abs=0.01)


def test_a_turned_text_keeps_its_shape():
    turned = TextElement(id="t", name="T", box=TEXT.box, rotation=90.0)
    layout = rescaled(Layout(page=A4, elements=(turned,)), Size(594.0, 210.0))
    assert (layout.elements[0].box.width, layout.elements[0].box.height) == (237.6, 30.0)
    assert layout.elements[0].box.center[0] == pytest.approx(297.0)


def test_what_is_not_about_size_stays():
    layout = rescaled(LAYOUT, Size(100.0, 100.0))
    assert layout.file_name == "{{Name}}"
    assert layout.page == PageSize(width=100.0, height=100.0)
    assert [e.id for e in layout.elements] == ["name", "code", "logo"]


@given(width=st.floats(5.0, 5000.0), height=st.floats(5.0, 5000.0))
def test_any_page_gives_a_valid_layout_with_middles_in_proportion(width, height):
    layout = rescaled(LAYOUT, Size(width, height))
    for before, after in zip(LAYOUT.elements, layout.elements, strict=True):
        x, y = before.box.center
        assert after.box.center[0] == pytest.approx(x * width / 297.0, abs=0.02)
        assert after.box.center[1] == pytest.approx(y * height / 210.0, abs=0.02)
