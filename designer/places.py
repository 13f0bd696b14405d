"""Where the designer puts files: never among its own source, always private to its user."""

from __future__ import annotations

import atexit
import logging
import os
import shutil
import stat
import tempfile
from functools import lru_cache
from pathlib import Path

from service.configuration import Configuration, read_configuration

_log = logging.getLogger(__name__)


@lru_cache(maxsize=1)
def configuration() -> Configuration:
    """The settings of this server, read once.

    Raises:
        ConfigurationError: one of them is wrong.
    """
    return read_configuration()


def temporary_folder(name: str) -> Path:
    """A new folder for finished files, gone when the server ends."""
    parent = configuration().temp_folder
    parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f"certgen-{name}-", dir=parent))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def store_folder() -> Path:
    """The folder of saved designs, which outlives the server.

    Where none is set, it is one in the folder for temporary files that nobody else can read.
    """
    said = configuration().store
    if said and "://" not in said:
        return Path(said)
    if said:
        _log.warning("designs are kept in a folder on this machine: CERTGEN_STORE is none")
    owner = os.getuid() if hasattr(os, "getuid") else "user"
    folder = configuration().temp_folder / f"certgen-designs-{owner}"
    return folder if _is_private(folder) else temporary_folder("designs")


def _is_private(folder: Path) -> bool:
    """Whether nobody else made this folder first, which anybody could on a shared machine."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        there = folder.lstat()
    except OSError:
        return True  # whoever writes there will say so
    if not hasattr(os, "getuid"):
        return True
    return there.st_uid == os.getuid() and stat.S_ISDIR(there.st_mode) and not there.st_mode & 0o022
