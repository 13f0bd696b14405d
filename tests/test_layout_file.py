"""Layout files: a round trip loses nothing, and complaints say where."""

from __future__ import annotations

import codecs
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certgen.elements.base import Box, Condition
from certgen.elements.code.model import CodeElement
from certgen.elements.picture.model import PictureElement
from certgen.elements.text.model import Fit, Outline, Shadow, TextElement, TextStyle
from certgen.errors import LayoutError
from certgen.layout import Layout, PageSize
from certgen.layout_file import MAX_BYTES, VERSION, dump_layout, layout_schema, load_layout

lengths = st.floats(0.01, 1000).map(lambda v: round(v, 3))
words = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
boxes = st.builds(Box, x=lengths, y=lengths, width=lengths, height=lengths)
conditions = st.none() | st.builds(
    Condition, column=words, test=st.sampled_from(["filled", "empty", "equals", "differs"])
)
common: dict[str, Any] = {
    "name": words,
    "box": boxes,
    "rotation": st.floats(-360, 360),
    "opacity": st.floats(0, 1),
    "locked": st.booleans(),
    "only_if": conditions,
}
styles = st.builds(
    TextStyle,
    size=st.floats(0.5, 2000),
    weight=st.integers(1, 1000),
    align=st.sampled_from(["left", "center", "right", "justify"]),
    features=st.lists(st.sampled_from(["onum", "swsh"]), max_size=2).map(tuple),
    outline=st.none() | st.builds(Outline, width=st.floats(0, 50)),
    shadow=st.none() | st.builds(Shadow, blur=st.floats(0, 20)),
)


def elements(i: int) -> st.SearchStrategy[Any]:
    identifier = st.just(f"e{i}")
    return st.one_of(
        st.builds(
            TextElement,
            id=identifier,
            content=words,
            style=styles,
            fit=st.builds(Fit, wrap=st.booleans()),
            **common,
        ),
        st.builds(CodeElement, id=identifier, content=words, **common),
        st.builds(PictureElement, id=identifier, picture=st.just("logo.png"), **common),
    )


layouts = st.integers(0, 4).flatmap(
    lambda n: st.builds(
        Layout,
        page=st.builds(PageSize, width=st.floats(5, 5000), height=st.floats(5, 5000)),
        elements=st.tuples(*(elements(i) for i in range(n))),
    )
)


@given(layouts)
def test_what_is_written_is_read_again(layout: Layout) -> None:
    data = dump_layout(layout)
    assert load_layout(data) == layout
    assert dump_layout(load_layout(data)) == data


def layout_with(**changes: Any) -> bytes:
    element = {
        "kind": "text",
        "id": "name",
        "name": "Name",
        "box": {"x": 1, "y": 2, "width": 3, "height": 4},
    }
    return json.dumps({"version": 1, "elements": [element | changes]}).encode()


@pytest.mark.parametrize(
    ("data", "path", "said"),
    [
        (b"", "", "not valid JSON"),
        (b"\xff\xfe{}", "", "not valid JSON"),
        (b'{"version": 1, "elements": ' + b"[" * 100_000, "elements[0]", "an object"),
        (b'{"version": 1, "pages": []}', "", "“pages” is not known"),
        (b'{"elements": []}', "", "“version” is missing"),
        (b'{"version": 0}', "version", "version"),
        (b'{"version": 1, "page": {"width": NaN}}', "", "not valid JSON"),
        (b'{"version": 1, "page": {"width": 1e999}}', "page.width", "out of range"),
        (
            b'{"version": 1, "page": {"width": true}}',
            "page.width",
            "has to be a number, not true or false",
        ),
        (layout_with(kind="video"), "elements[0].kind", "video"),
        (
            layout_with(box={"x": 0, "y": 0, "width": -1, "height": 1}),
            "elements[0].box.width",
            "width: has to be at least 0.01",
        ),
        (layout_with(style={"color": "red"}), "elements[0].style.color", ""),
        (layout_with(sise=3), "elements[0]", "“sise” is not known"),
        (layout_with(id="../../etc"), "elements[0].id", ""),
    ],
)
def test_a_complaint_says_what_and_where(data: bytes, path: str, said: str) -> None:
    with pytest.raises(LayoutError) as caught:
        load_layout(data, "my.json")
    assert caught.value.path == path
    assert said in caught.value.message
    assert caught.value.message.startswith("my.json")
    assert caught.value.hint


def test_the_mark_that_windows_puts_before_a_text_is_no_complaint() -> None:
    assert load_layout(codecs.BOM_UTF8 + layout_with()) == load_layout(layout_with())


def test_two_elements_with_one_id_are_a_complaint_too() -> None:
    twice = json.loads(layout_with())
    twice["elements"] *= 2
    with pytest.raises(LayoutError, match="“name”"):
        load_layout(json.dumps(twice).encode())


def test_a_file_from_the_future_is_told_apart_from_a_broken_one() -> None:
    data = json.dumps({"version": VERSION + 1, "hologram": {}}).encode()
    with pytest.raises(LayoutError, match="newer certgen") as caught:
        load_layout(data)
    assert "Update" in caught.value.hint


def test_a_huge_file_is_refused_unread() -> None:
    with pytest.raises(LayoutError, match="at most"):
        load_layout(b" " * (MAX_BYTES + 1))


def test_the_schema_names_every_kind_of_element_and_the_limits() -> None:
    schema = layout_schema()
    definitions = schema["$defs"]
    assert {"TextElement", "CodeElement", "PictureElement"} <= set(definitions)
    assert definitions["Box"]["properties"]["width"]["maximum"] == 10_000
    assert definitions["TextElement"]["additionalProperties"] is False
