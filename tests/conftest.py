"""What several tests share."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from certgen.fontbook import FontBook
from tests.boxfont import box_font_file

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.mail.tls import Tls

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",
    "--disable-lcd-text",
]

TEMP = "CERTGEN_TEMP"
PLACE = pytest.StashKey[str]()

# No test depends on a clock, property tests neither.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="also run the tests that take minutes")
    parser.addoption("--screens", metavar="FOLDER", help="keep pictures of every page there")


def pytest_configure(config: pytest.Config) -> None:
    """What is put in temporary places, kept designs too, is not put where those of people are."""
    config.stash[PLACE] = os.environ[TEMP] = tempfile.mkdtemp(prefix="certgen-tests-")


def pytest_unconfigure(config: pytest.Config) -> None:
    if PLACE in config.stash:
        shutil.rmtree(config.stash[PLACE], ignore_errors=True)
        os.environ.pop(TEMP, None)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--long"):
        return
    skip = pytest.mark.skip(reason="takes minutes; runs with --long")
    for item in items:
        if item.get_closest_marker("long") is not None:
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
def tls(tmp_path_factory: pytest.TempPathFactory) -> Tls:
    """A certificate for 127.0.0.1 that nobody trusts who is not told to."""
    from tests.mail.tls import self_signed

    return self_signed(tmp_path_factory.mktemp("tls"))


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Where Chromium is; without one the test says so, and fails where everything has to run."""
    found = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    if found is None:
        sentence = "No Chromium on this machine: `apt install chromium` to run the browser tests."
        if os.environ.get("CI"):
            pytest.fail(sentence)
        pytest.skip(sentence)
    return found


@pytest.fixture(scope="module")
def browser(chromium_path: str) -> Iterator[Browser]:
    """A running Chromium. Not for the whole session: an event loop runs as long as it does."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def chromium_page(browser):
    """A blank page."""
    page = browser.new_page()
    yield page
    page.close()
