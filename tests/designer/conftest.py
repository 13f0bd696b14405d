import functools

import pytest
from streamlit.components.v2 import manifest_scanner

from certgen.elements.base import Box
from certgen.elements.code.model import CodeElement
from certgen.elements.picture.model import PictureElement
from certgen.elements.text.model import Fit, TextElement, TextStyle
from certgen.layout import Layout, PageSize


def box(x, y, width, height):
    return Box(x=x, y=y, width=width, height=height)


@pytest.fixture(scope="session", autouse=True)
def packages_scanned_once():
    """AppTest looks for components in all installed packages, for each app anew."""
    scan = functools.cache(manifest_scanner.scan_component_manifests)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", scan)
        yield


@pytest.fixture
def layout():
    """A page of 200 × 100 mm with a text, a code and a picture."""
    return Layout(
        page=PageSize(width=200, height=100),
        elements=(
            TextElement(
                id="name",
                name="Name",
                box=box(50, 40, 100, 20),
                content="{{Name}}",
                style=TextStyle(size=30),
                fit=Fit(min_size=12),
            ),
            CodeElement(id="code", name="Code", box=box(160, 60, 30, 30), content="{{Name}}"),
            PictureElement(id="logo", name="Logo", box=box(10, 10, 40, 20), picture="logo.png"),
        ),
    )
