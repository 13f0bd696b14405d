"""Projects to find problems in."""

from __future__ import annotations

import io
from collections.abc import Callable

import msgspec
import pytest
from PIL import Image

from certgen.elements.base import Box
from certgen.elements.code.model import CodeElement
from certgen.elements.text.model import Fit, TextElement, TextStyle
from certgen.geometry import Size
from certgen.layout import Element, Layout
from certgen.preflight import Problem, check
from certgen.project import Project
from certgen.records import table_from_rows
from certgen.template import Template, open_template


def text(content: str, *, box: Box | None = None, **changes: object) -> TextElement:
    """A wide text field that shrinks to half its size."""
    style = TextStyle(**{"size": 24.0, **changes.pop("style", {})})
    return TextElement(
        **{
            "id": "field",
            "name": "Field",
            "box": box or Box(x=20, y=80, width=200, height=20),
            "content": content,
            "style": style,
            "fit": Fit(min_size=12.0),
            **changes,
        }
    )


def code(content: str, **changes: object) -> CodeElement:
    """A QR code of 30 mm."""
    box = Box(x=20, y=120, width=30, height=30)
    return CodeElement(**{"id": "code", "name": "Code", "box": box, "content": content, **changes})


def picture(color: str = "#ffffff", size: tuple[int, int] = (1782, 1260)) -> Template:
    """A template of one color, 297 × 210 mm, about 150 dpi."""
    out = io.BytesIO()
    Image.new("RGB", size, color).save(out, "PNG")
    return open_template(out.getvalue(), "t.png", size=Size(297.0, 210.0))


@pytest.fixture
def problems() -> Callable[..., list[Problem]]:
    """The problems of these elements for people with these names."""

    def find(
        *elements: Element,
        names: tuple[str, ...] = ("Ann",),
        template: Template | None = None,
        columns: tuple[str, ...] = ("Name",),
        rows: tuple[tuple[str, ...], ...] | None = None,
        **project: object,
    ) -> list[Problem]:
        table = table_from_rows(columns, rows or [(name,) for name in names])
        layout = Layout(elements=elements, file_name="{{#}}")
        layout = msgspec.structs.replace(layout, **project)
        made = Project(layout=layout, template=template or picture(), table=table)
        return list(check(made))

    return find
