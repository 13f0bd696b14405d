"""Gets ready while nobody is here yet: the first visitor waits for less."""

from __future__ import annotations

import gc
import importlib
import logging
import threading
import time

from certgen.errors import CertgenError

PAUSE_SECONDS = 2.0
_log = logging.getLogger(__name__)


def warm_up_beside() -> None:
    """Does so in a thread of its own: the server answers at once."""
    threading.Thread(target=warm_up, name="certgen-warm-up", daemon=True).start()


def warm_up() -> None:
    """Loads what a first page needs, and draws one."""
    try:
        page = importlib.import_module("designer.app")
        # Whoever came meanwhile goes first.
        time.sleep(PAUSE_SECONDS)
        project = page.sample_project()
        sample = importlib.import_module("designer.sample")
        values = sample.values_of(project, project.table.records[0])
        render = importlib.import_module("certgen.render").render
        render(project.layout, values, project.assets, dpi=72)
    except CertgenError as error:
        _log.warning("the first page could not be drawn ahead: %s", error)
    # What is here now stays: no later look for garbage has to go through it.
    gc.collect()
    gc.freeze()
