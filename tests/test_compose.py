"""From layout and record to artworks, and what is worked out once for a whole batch."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from certgen.compose import Assets, compose, compose_varying, plan, shows
from certgen.elements.base import Box, Condition
from certgen.elements.code.model import CodeElement
from certgen.elements.picture.model import PictureElement
from certgen.elements.text.model import TextElement
from certgen.errors import FontError, LayoutError
from certgen.layout import Element, Layout
from certgen.picture_file import open_picture
from tests.pictures import picture_file

ASSETS = Assets(pictures={"seal.png": open_picture(picture_file(), "seal.png")})
VALUES = {"Name": "Ana Lima", "Course": "", "#": "1"}


def text(element_id: str, content: str, y: float = 0, **changes: object) -> TextElement:
    box = Box(x=10, y=y, width=100, height=10)
    made = TextElement(id=element_id, name=element_id, box=box, content=content)
    return msgspec.structs.replace(made, **changes)


def drawn(layout: Layout, **values: str) -> list[str]:
    return [a.element for a in compose(layout, VALUES | values, ASSETS).artworks]


def test_a_page_has_every_element_back_to_front() -> None:
    layout = Layout(
        elements=(
            PictureElement(
                id="seal", name="s", picture="seal.png", box=Box(x=0, y=0, width=20, height=20)
            ),
            text("name", "{{Name}}"),
            CodeElement(
                id="code", name="c", content="{{Name}}", box=Box(x=0, y=50, width=20, height=20)
            ),
        )
    )
    page = compose(layout, VALUES, ASSETS)
    assert page.size == layout.page.size
    assert [a.element for a in page.artworks] == ["seal", "name", "code"]
    assert all(a.marks for a in page.artworks)
    assert not any(a.findings for a in page.artworks)


def test_what_is_hidden_or_does_not_apply_is_left_out() -> None:
    only_honors = Condition(column="Course", test="equals", value=" botany ")
    layout = Layout(
        elements=(text("a", "A", hidden=True), text("b", "B", only_if=only_honors), text("c", "C"))
    )
    assert drawn(layout) == ["c"]
    assert drawn(layout, Course="Botany") == ["b", "c"]


@pytest.mark.parametrize(
    ("test", "value", "given_value", "shown"),
    [
        ("filled", "", "x", True),
        ("filled", "", "  ", False),
        ("empty", "", "  ", True),
        ("empty", "", "x", False),
        ("equals", "Yes", "YES ", True),
        ("equals", "Yes", "No", False),
        ("differs", "Yes", "No", True),
        ("differs", "Yes", "yes", False),
    ],
)
def test_conditions(test: str, value: str, given_value: str, shown: bool) -> None:
    condition = Condition(column="C", test=test, value=value)  # type: ignore[arg-type]
    assert shows(condition, {"C": given_value}) is shown


def test_a_column_that_is_not_there_is_an_error_not_an_empty_text() -> None:
    for element in (text("a", "{{Nmae}}"), text("a", "x", only_if=Condition(column="Nmae"))):
        with pytest.raises(LayoutError, match="“Nmae”"):
            compose(Layout(elements=(element,)), VALUES, ASSETS)


def test_an_unknown_font_is_an_error_that_names_it() -> None:
    element = text("a", "A")
    style = msgspec.structs.replace(element.style, font="Papyrus")
    with pytest.raises(FontError, match="“Papyrus”"):
        compose(Layout(elements=(msgspec.structs.replace(element, style=style),)), VALUES, ASSETS)


def test_what_the_merge_noticed_is_told_with_the_element() -> None:
    box = Box(x=0, y=50, width=20, height=20)
    code = CodeElement(id="code", name="c", content="{{Name:%d %B}}", box=box)
    page = compose(Layout(elements=(text("when", "{{Name:%d %B}}"), code)), VALUES, ASSETS)
    told = [(f.element, f.kind) for artwork in page.artworks for f in artwork.findings]
    assert told == [("when", "date"), ("code", "date")]


def test_what_never_changes_is_composed_once() -> None:
    ready = plan(Layout(elements=(text("a", "Diploma"), text("b", "{{Name}}", y=50))), ASSETS)
    assert [a.element for a in ready.base] == ["a"]
    assert [e.id for e in ready.varying] == ["b"]


def test_what_covers_something_that_changes_stays_above_it() -> None:
    ready = plan(Layout(elements=(text("a", "{{Name}}"), text("b", "Diploma", y=5))), ASSETS)
    assert ready.base == ()
    assert [e.id for e in ready.varying] == ["a", "b"]


def test_a_condition_makes_even_a_fixed_text_vary() -> None:
    element = text("a", "With honors", only_if=Condition(column="Course"))
    ready = plan(Layout(elements=(element,)), ASSETS)
    assert [e.id for e in ready.varying] == ["a"]


contents = st.sampled_from(["Fixed", "{{Name}}", "", "{{Course|none}}"])
placed = st.tuples(contents, st.integers(0, 8), st.booleans())


@given(st.lists(placed, max_size=6))
def test_base_and_varying_together_are_the_whole_page_in_an_order_that_looks_the_same(
    made: list[tuple[str, int, bool]],
) -> None:
    elements: tuple[Element, ...] = tuple(
        text(f"e{i}", content, y=8.0 * y, only_if=Condition(column="Name") if only else None)
        for i, (content, y, only) in enumerate(made)
    )
    layout = Layout(elements=elements)
    ready = plan(layout, ASSETS)
    whole = compose(layout, VALUES, ASSETS).artworks
    split = ready.base + compose_varying(ready, VALUES).artworks
    assert sorted(a.element for a in split) == sorted(a.element for a in whole)
    order = {a.element: i for i, a in enumerate(split)}
    for i, below in enumerate(whole):
        for above in whole[i + 1 :]:
            if below.ink.overlaps(above.ink):
                assert order[below.element] < order[above.element]
