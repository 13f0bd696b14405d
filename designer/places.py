"""Where the designer puts files: never among its own source, always private to its user."""

from __future__ import annotations

import atexit
import logging
import os
import secrets
import shutil
import stat
import tempfile
from functools import lru_cache
from pathlib import Path

from service.configuration import Configuration, read_configuration
from service.store import FileStore, Store, open_file_store, open_store

_log = logging.getLogger(__name__)


@lru_cache(maxsize=1)
def configuration() -> Configuration:
    """The settings of this server, read once.

    Raises:
        ConfigurationError: one of them is wrong.
    """
    return read_configuration()


def temporary_folder(name: str) -> Path:
    """A new folder for finished files, gone when the server ends.

    Where none can be made now it is only named: the page works, and whoever writes there says so.
    """
    parent = configuration().temp_folder
    try:
        parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f"certgen-{name}-", dir=parent))
    except OSError as error:
        _log.warning("nothing can be written to %s: %s", parent, error.strerror)
        return parent / f"certgen-{name}-{secrets.token_hex(8)}"
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@lru_cache(maxsize=1)
def design_store() -> Store:
    """Where designs are kept: Redis where one is set, else the store, which is a folder or S3.

    Raises:
        StoreError: its address cannot be one.
    """
    settings = configuration()
    place = settings.sessions or settings.store or str(lasting_folder("designs"))
    return open_store(place, keep_seconds=settings.keep_designs)


@lru_cache(maxsize=1)
def file_store() -> FileStore:
    """Where finished files are kept: in the store that is set, else beside the designs.

    Raises:
        StoreError: its address cannot be one.
    """
    return open_file_store(configuration().store or str(lasting_folder("designs")))


def lasting_folder(name: str) -> Path:
    """A folder beside the temporary files, private to its user, that outlives the server.

    Whoever finds it occupied by somebody else gets one that does not last.
    """
    owner = os.getuid() if hasattr(os, "getuid") else "user"
    folder = configuration().temp_folder / f"certgen-{name}-{owner}"
    return folder if _is_private(folder) else temporary_folder(name)


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
