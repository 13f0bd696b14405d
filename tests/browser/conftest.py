"""A designer in a real Chromium, on a server of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

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
    page = window.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield Designer(page, address, store)
    page.close()
    assert errors == []
