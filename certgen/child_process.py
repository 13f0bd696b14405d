"""Python processes beside this one: they find certgen wherever the work began."""

from __future__ import annotations

import os
from pathlib import Path


def child_environment() -> dict[str, str]:
    """The environment for `python -m certgen…`.

    A checkout that is run without being installed is found by the main script's folder, which a
    child, started in whatever folder is current, would not look into.
    """
    here = str(Path(__file__).resolve().parent.parent)
    known = os.environ.get("PYTHONPATH")
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (here, known)))}
