"""Designs kept while people work on them, so that a reload or a restart brings them back.

The script thread only hands a design over; one thread writes, at most once a second for each, and
a file is replaced whole or not at all.
"""

from __future__ import annotations

import atexit
import logging
import re
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from certgen.errors import CertgenError
from certgen.project import EXTENSION, Project, load_project, save_project
from designer.places import configuration, store_folder

PAUSE_SECONDS = 1.0
# So long nobody has opened a design before it is deleted.
KEPT_SECONDS = 60 * 24 * 3600.0
REMEMBERED = 50

_ID = re.compile(r"[A-Za-z0-9_-]{16,64}")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Kept:
    """A design as it was left; `history` is None after the server was started again."""

    project: Project
    history: Any = None


class Store:
    """The designs of one server, by ids nobody can guess.

    The latest ones are remembered with their undo history; all are files in `folder`.
    """

    def __init__(
        self,
        folder: Path,
        *,
        pause: float = PAUSE_SECONDS,
        kept_seconds: float = KEPT_SECONDS,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._folder = folder
        self._pause = pause
        self._kept_seconds = kept_seconds
        self._clock = clock
        self._remembered: OrderedDict[str, Kept] = OrderedDict()
        self._unsaved: dict[str, Project] = {}
        self._change = threading.Condition()
        self._writing = threading.Lock()
        self._thread: threading.Thread | None = None
        self._trouble = ""

    @property
    def trouble(self) -> str:
        """Why the last design could not be written; "" when all is well."""
        return self._trouble

    def save(self, project_id: str, project: Project, history: Any = None) -> None:
        """Keeps a design under its id. Returns at once; the same design again costs nothing.

        Raises:
            ValueError: such an id is never given out.
        """
        _check(project_id)
        with self._change:
            known = self._remembered.get(project_id)
            self._remembered[project_id] = Kept(project, history)
            self._remembered.move_to_end(project_id)
            while len(self._remembered) > REMEMBERED:
                self._remembered.popitem(last=False)
            if known is not None and known.project is project:
                return
            self._unsaved[project_id] = project
            self._ensure_thread()
            self._change.notify_all()

    def load(self, project_id: str) -> Kept | None:
        """The design of this id; None if there is none, or none any more.

        Raises:
            CertgenError: its file is damaged.
        """
        if not _ID.fullmatch(project_id):
            return None
        with self._change:
            if project_id in self._remembered:
                return self._remembered[project_id]
            if project_id in self._unsaved:
                return Kept(self._unsaved[project_id])
        path = self._path(project_id)
        try:
            data = path.read_bytes()
            path.touch()
        except OSError:
            return None
        return Kept(load_project(data, "the saved design"))

    def flush(self) -> None:
        """Writes what is not written yet, before the server ends."""
        with self._writing:
            with self._change:
                unsaved, self._unsaved = self._unsaved, {}
            for project_id, project in unsaved.items():
                self._write(project_id, project)

    def _ensure_thread(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="certgen-autosave", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        self._delete_old()
        while True:
            with self._change:
                self._change.wait_for(lambda: self._unsaved)
            # What follows within this pause is written in one go.
            time.sleep(self._pause)
            self.flush()

    def _write(self, project_id: str, project: Project) -> None:
        path = self._path(project_id)
        part = path.with_suffix(".part")
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            part.write_bytes(save_project(project))
            part.replace(path)
        except OSError as error:
            _log.warning("a design could not be saved in %s: %s", self._folder, error)
            self._trouble = error.strerror or str(error)
        except CertgenError as error:
            _log.warning("a design could not be saved: %s", error)
            self._trouble = error.message
        else:
            self._trouble = ""

    def _delete_old(self) -> None:
        oldest = self._clock() - self._kept_seconds
        try:
            for path in self._folder.glob(f"*.{EXTENSION}"):
                if path.stat().st_mtime < oldest:
                    path.unlink(missing_ok=True)
        except OSError as error:
            _log.warning("old designs in %s could not be deleted: %s", self._folder, error)

    def _path(self, project_id: str) -> Path:
        return self._folder / f"{project_id}.{EXTENSION}"


def new_id() -> str:
    """An id nobody can guess, for an address."""
    return secrets.token_urlsafe(16)


def _check(project_id: str) -> None:
    if not _ID.fullmatch(project_id):
        raise ValueError(f"not a design's id: {project_id!r}")


@lru_cache(maxsize=1)
def store() -> Store:
    """The designs of this server, written to the end when it ends."""
    designs = Store(store_folder(), kept_seconds=configuration().keep_designs)
    atexit.register(designs.flush)
    return designs
