"""Where the designer puts files: never among its own source, always private to its user."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

TEMP = "CERTGEN_TEMP"
STORE = "CERTGEN_STORE"


def temporary_folder(name: str) -> Path:
    """A new folder for finished files, gone when the server ends; CERTGEN_TEMP says where."""
    parent = os.environ.get(TEMP) or None
    if parent:
        Path(parent).mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f"certgen-{name}-", dir=parent))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def store_folder() -> Path:
    """The folder of saved designs, which outlives the server; CERTGEN_STORE says where.

    Without that it is one in the system's folder for temporary files that nobody else can read.
    """
    said = os.environ.get(STORE)
    if said:
        return Path(said)
    owner = os.getuid() if hasattr(os, "getuid") else "user"
    return Path(tempfile.gettempdir()) / f"certgen-designs-{owner}"
