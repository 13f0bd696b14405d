"""A designer in a real Chromium, on a server of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from certgen.elements.base import Box
from certgen.elements.code.model import CodeElement
from certgen.elements.text.model import Fit, TextElement, TextStyle
from certgen.layout import Layout, PageSize
from certgen.project import Project
from certgen.records import table_from_rows
from tests.browser.driver import Designer

ROOT = Path(__file__).parents[2]


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def store(tmp_path_factory):
    return tmp_path_factory.mktemp("designs")


@pytest.fixture(scope="session")
def address(store, tmp_path_factory):
    """A designer's server, started as the README says."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = (tmp_path_factory.mktemp("server") / "log.txt").open("w+")
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py"]
    options = ["--server.headless=true", "--server.fileWatcherType=none", f"--server.port={port}"]
    server = subprocess.Popen(
        command + options,
        cwd=ROOT,
        env={**os.environ, "CERTGEN_STORE": str(store)},
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/_stcore/health", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)
        log.close()


def _wait_for(url, server, seconds=40):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        assert server.poll() is None, "the designer's server ended at once"
        try:
            urllib.request.urlopen(url, timeout=2).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the designer's server does not answer")


@pytest.fixture(scope="module")
def window(browser):
    """A window with what it remembers: with its scripts a page opens in half the time."""
    context = browser.new_context(viewport={"width": 1280, "height": 860}, locale="en-US")
    yield context
    context.close()


@pytest.fixture
def designer(window, address, store):
    """A page of its own; `open` shows a project in it."""
    designer = Designer(window.new_page(), address, store)
    yield designer
    designer.page.close()
    assert designer.errors == []


@pytest.fixture
def project():
    """A white page of 240 × 150 mm with a black square of a code, a name and a course."""
    black = TextStyle(size=30, color="#000000", font="Inter", weight=700)
    elements = (
        TextElement(
            id="name", name="Name", box=box(40, 20, 160, 20), content="{{Name}}", style=black
        ),
        TextElement(
            id="course",
            name="Course",
            box=box(60, 55, 120, 14),
            content="{{Course}}",
            style=black,
            fit=Fit(min_size=10),
        ),
        CodeElement(
            id="code", name="Code", box=box(30, 100, 30, 30), content="{{Name}}", quiet_zone=0
        ),
    )
    people = [["Ada Lovelace", "Engines"], ["Grace Hopper", "Compilers"], ["Li", "Numbers"]]
    return Project(
        layout=Layout(page=PageSize(width=240, height=150), elements=elements),
        table=table_from_rows(["Name", "Course"], people),
    )


def box(x, y, width, height):
    return Box(x=x, y=y, width=width, height=height)


@pytest.fixture(scope="module")
def handed_on():
    """The designer of the test before, if there is one whose page can be used again."""
    return []


@pytest.fixture
def opened(request, handed_on, window, address, store, project):
    """The project where the test before had its own: loading a page takes longer than most tests.

    How a person looks at it outlasts a project, so tests that change this take `alone`.
    """
    if handed_on:
        designer = handed_on.pop().turn_to(project)
    else:
        designer = Designer(window.new_page(), address, store).open(project)
    failed = request.session.testsfailed
    yield designer
    if request.session.testsfailed == failed and not designer.errors:
        handed_on.append(designer)
    else:
        designer.page.close()
    assert designer.errors == []


@pytest.fixture
def alone(designer, project):
    """The project on a page of its own."""
    return designer.open(project)
