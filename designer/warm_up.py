"""Gets ready while the first visitor's browser still loads its own part of the page."""

from __future__ import annotations

import gc
import importlib
import logging
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from certgen.errors import CertgenError

PAUSE_SECONDS = 6.0
# What Streamlit itself loads only when it is first needed; with the last it looks at everything a
# component is given, the canvas too.
FIRST = ("streamlit.emojis", "streamlit.material_icon_names", "pandas")
LATER = (
    "designer.panels.people",
    "designer.panels.check",
    "designer.panels.output",
    "designer.panels.template",
)
# Python's own is ten times as long, and whoever is served meanwhile waits for a turn many times.
_TURN_SECONDS = 0.0005
_log = logging.getLogger(__name__)
_first_page = threading.Event()
_first_page.set()


def warm_up_beside() -> None:
    """Does so in a thread of its own: the server answers at once."""
    _first_page.clear()
    threading.Thread(target=_warm_up, name="certgen-warm-up", daemon=True).start()


def wait_until_warm() -> None:
    """Waits for a first page that is being made, rather than making it a second time beside it."""
    _first_page.wait()


def draw_first_page() -> None:
    """Loads what a first page needs, and draws it."""
    page = importlib.import_module("designer.app")
    importlib.import_module("designer.design")
    canvas = importlib.import_module("designer.canvas")
    try:
        canvas.draw_ahead(page.sample_project())
    except CertgenError as error:
        _log.warning("the first page could not be drawn ahead: %s", error)


def load_the_rest() -> None:
    """Loads what the other steps need."""
    _load(LATER)
    # What is here now stays: no later look for garbage has to go through it.
    gc.collect()
    gc.freeze()


def _load(names: tuple[str, ...]) -> None:
    for name in names:
        importlib.import_module(name)


def _warm_up() -> None:
    # One thing after the other: a second busy thread would be in the way of whoever is served.
    with _short_turns():
        try:
            draw_first_page()
        finally:
            _first_page.set()
        _load(FIRST)
    # Whoever came meanwhile goes first, until the page is there and looked at.
    time.sleep(PAUSE_SECONDS)
    load_the_rest()


@contextmanager
def _short_turns() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(_TURN_SECONDS)
    try:
        yield
    finally:
        sys.setswitchinterval(before)
