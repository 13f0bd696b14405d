"""The first placing of fields looks right before anybody has touched it."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from certgen.elements.text.model import TextElement
from certgen.geometry import Rect
from certgen.layout import Layout, PageSize
from certgen.records import Record, Table
from certgen.starter import DARK_INK, LIGHT_INK, fresh_id, place_column, place_name, start_layout
from certgen.template import Template, open_template
from certgen.units import mm_to_pt


def people(*columns: str) -> Table:
    values = {"Name": "Ana Lima", "Email": "ana@example.org", "Course": "Botany"}
    record = Record(row=2, values={column: values.get(column, "x") for column in columns})
    return Table(columns=columns, records=(record,))


def template(color: str) -> Template:
    out = io.BytesIO()
    Image.new("RGB", (400, 300), color).save(out, "PNG")
    return open_template(out.getvalue(), "t.png")


def texts(layout: Layout) -> list[TextElement]:
    return [element for element in layout.elements if isinstance(element, TextElement)]


def test_the_name_comes_first_and_largest_and_nobody_prints_addresses() -> None:
    layout = start_layout(None, people("Course", "Email", "Name"))
    assert [e.content for e in texts(layout)] == ["{{Name}}", "{{Course}}"]
    name, course = texts(layout)
    assert name.style.size > 2 * course.style.size
    assert layout.file_name == "{{#}} {{Name}}"


def test_a_new_field_is_wide_and_in_the_middle_of_the_page() -> None:
    (name,) = texts(place_name(Layout(page=PageSize(width=200, height=100)), ("Name",)))
    assert name.box.rect.left == 20
    assert name.box.rect.right == 180
    assert name.style.align == "center"
    assert name.fit.shrink
    assert 4 <= name.fit.min_size < name.style.size


def test_type_is_in_proportion_to_the_page() -> None:
    small, large = (
        texts(place_name(Layout(page=PageSize(width=w, height=w)), ("Name",)))[0]
        for w in (100, 400)
    )
    assert large.style.size / small.style.size == pytest.approx(4, rel=0.01)
    assert mm_to_pt(small.box.height) > small.style.size


def test_type_goes_by_the_width_of_upright_pages() -> None:
    across, upright = (
        texts(place_name(Layout(page=PageSize(width=w, height=h)), ("Name",)))[0]
        for w, h in ((297, 210), (210, 297))
    )
    assert upright.style.size < across.style.size
    assert upright.style.size / upright.box.width == pytest.approx(
        across.style.size / across.box.width, rel=0.15
    )


@given(st.integers(2, 10))
def test_fields_do_not_lie_on_one_another(count: int) -> None:
    layout = place_name(Layout(), ("Name",))
    for i in range(count):
        layout = place_column(layout, f"Column {i}")
    bounds = [element.bounds for element in layout.elements]
    assert not any(a.overlaps(b) for i, a in enumerate(bounds) for b in bounds[:i])
    page = Rect(0, 0, *layout.page.size)
    assert all(page.contains(b) for b in bounds)


def test_a_list_with_no_name_starts_with_an_empty_page_of_the_templates_size() -> None:
    layout = start_layout(template("white"), people("Score"))
    assert layout.elements == ()
    assert (layout.page.width, layout.page.height) == (297, 222.75)


def test_ink_shows_on_what_is_beneath_it() -> None:
    dark, light = (
        texts(start_layout(template(color), people("Name")))[0].style.color
        for color in ("#101030", "#fafaf0")
    )
    assert (dark, light) == (LIGHT_INK, DARK_INK)


def test_ids_are_made_from_names_and_never_repeat() -> None:
    layout = place_name(Layout(), ("Full name (printed)",))
    assert layout.elements[0].id == "full-name-printed"
    assert fresh_id(layout, "Full Name: printed!") == "full-name-printed-2"
    assert fresh_id(layout, "氏名") == "field"


def test_a_name_in_two_columns_is_one_field() -> None:
    record = Record(row=2, values={"Vorname": "José", "Nachname": "Müller", "Ort": "Ulm"})
    layout = start_layout(None, Table(columns=tuple(record.values), records=(record,)))
    assert [e.content for e in texts(layout)] == ["{{Vorname}} {{Nachname}}", "{{Ort}}"]
    assert layout.file_name == "{{#}} {{Vorname}} {{Nachname}}"


@pytest.mark.parametrize(
    ("value", "content"), [("2026-04-03", "{{Date:long}}"), ("3 April 2026", "{{Date}}")]
)
def test_only_dates_as_spreadsheets_write_them_are_spelled_out(value: str, content: str) -> None:
    record = Record(row=2, values={"Name": "Ana", "Date": value})
    layout = start_layout(None, Table(columns=("Name", "Date"), records=(record,)))
    assert texts(layout)[1].content == content
