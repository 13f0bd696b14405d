"""What several tests share."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from hypothesis import settings

from certgen.fontbook import FontBook
from tests.boxfont import box_font_file

# No test depends on a clock, property tests neither.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="also run the tests that take minutes")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--long"):
        return
    skip = pytest.mark.skip(reason="takes minutes; runs with --long")
    for item in items:
        if "long" in item.keywords:
            item.add_marker(skip)


@pytest.fixture(scope="session")
def fonts() -> FontBook:
    """The shipped fonts."""
    return FontBook.shipped()


@pytest.fixture(scope="session")
def box_font() -> bytes:
    """A font of squares, for exact expectations; see boxfont.py."""
    return box_font_file()


@pytest.fixture(scope="session")
def box_fonts(fonts: FontBook, box_font: bytes) -> FontBook:
    """The shipped fonts and the family "Box"."""
    return fonts.with_font(box_font, "Box.ttf")[0]


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    """A running Chromium."""
    executable = shutil.which("chromium")
    if executable is None:
        pytest.skip("needs Chromium on the path")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable,
            args=["--no-sandbox", "--font-render-hinting=none", "--disable-lcd-text"],
        )
        yield browser
        browser.close()


@pytest.fixture
def chromium_page(chromium):
    """A blank page."""
    page = chromium.new_page()
    yield page
    page.close()
