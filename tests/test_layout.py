"""Layouts: always valid, changed by making new ones."""

from __future__ import annotations

import pytest

from certgen.elements.base import Box
from certgen.elements.code.model import CodeElement
from certgen.elements.text.model import TextElement
from certgen.errors import LayoutError
from certgen.geometry import Size
from certgen.layout import MAX_ELEMENTS, Layout, PageSize

BOX = Box(x=10, y=20, width=30, height=40)


def text(element_id: str) -> TextElement:
    return TextElement(id=element_id, name=element_id, box=BOX)


def test_two_elements_never_share_an_id() -> None:
    with pytest.raises(ValueError, match="“a”"):
        Layout(elements=(text("a"), text("b"), text("a")))


def test_there_is_an_end_to_the_number_of_elements() -> None:
    with pytest.raises(ValueError, match="elements"):
        Layout(elements=tuple(text(f"e{i}") for i in range(MAX_ELEMENTS + 1)))


def test_an_element_is_found_by_its_id() -> None:
    layout = Layout(elements=(text("a"), text("b")))
    assert layout.element("b") == text("b")
    with pytest.raises(LayoutError, match="“c”"):
        layout.element("c")


def test_replacing_keeps_the_order_and_the_original() -> None:
    layout = Layout(elements=(text("a"), text("b")))
    changed = layout.replacing(CodeElement(id="a", name="Code", box=BOX))
    assert [e.name for e in changed.elements] == ["Code", "b"]
    assert [e.name for e in layout.elements] == ["a", "b"]


def test_the_page_is_a_4_across_until_said_otherwise() -> None:
    assert Layout().page.size == Size(297, 210)
    with pytest.raises(ValueError, match="width"):
        PageSize(width=1, height=100)


def test_a_rotated_element_turns_about_its_middle() -> None:
    turned = TextElement(id="a", name="a", box=BOX, rotation=90)
    assert turned.matrix.apply(15, 20) == pytest.approx((25, 40))
    assert tuple(turned.bounds) == pytest.approx((5, 25, 45, 55))
