"""Which columns a layout asks for."""

from __future__ import annotations

from certgen.columns import columns_missing, columns_of, columns_used
from certgen.elements.base import Box, Condition
from certgen.elements.code.model import CodeElement
from certgen.elements.picture.model import PictureElement
from certgen.elements.text.model import TextElement
from certgen.layout import Layout

BOX = Box(x=0, y=0, width=10, height=10)
NAME = TextElement(id="name", name="Name", box=BOX, content="{{Title}} {{Name}}")
CODE = CodeElement(id="code", name="Code", box=BOX, content="https://example.org/{{ID}}")
SEAL = PictureElement(id="seal", name="Seal", box=BOX, only_if=Condition(column="Honors"))
LAYOUT = Layout(elements=(NAME, CODE, SEAL), file_name="{{#}} {{Name}} {{Year}}")


def test_contents_conditions_and_the_file_name_all_ask_for_columns() -> None:
    assert columns_used(LAYOUT) == ("Title", "Name", "ID", "Honors", "Year")


def test_one_element_asks_for_its_own_only() -> None:
    assert columns_of(SEAL) == ("Honors",)
    assert columns_of(NAME) == ("Title", "Name")


def test_case_does_not_make_a_column_missing() -> None:
    assert columns_missing(LAYOUT, ("NAME", "title", "Id")) == ("Honors", "Year")
