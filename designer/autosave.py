"""Designs kept while people work on them, so that a reload or a restart brings them back.

The script thread only hands a design over. It lies in a store, where other servers find it too;
what was remembered here is used only if the store still has what this server wrote.
"""

from __future__ import annotations

import atexit
import hashlib
import re
import secrets
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from certgen.project import EXTENSION, Project, load_project, save_project
from designer.places import configuration, design_store
from designer.visitors import KIND as VISITOR
from service.store import MissingError, Store, StoreError
from service.store.behind import PAUSE_SECONDS, WriteBehind
from service.store.retention import expire_regularly, named

REMEMBERED = 50
# A design that is opened counts as used; writing that down once a day is enough.
FRESH_SECONDS = 24 * 3600.0

_ID = re.compile(r"[A-Za-z0-9_-]{16,64}")


@dataclass(frozen=True, slots=True)
class Kept:
    """A design as it was left; `history` is None where another server had it last."""

    project: Project
    history: Any = None


class Designs:
    """All designs by ids nobody can guess; the latest ones with their undo history."""

    def __init__(self, store: Store, *, pause: float = PAUSE_SECONDS) -> None:
        self._store = store
        self._behind = WriteBehind(store, save_project, pause=pause, written=self._on_written)
        self._remembered: OrderedDict[str, Kept] = OrderedDict()
        self._digests: dict[str, bytes] = {}
        self._lock = threading.Lock()

    @property
    def trouble(self) -> str:
        """Why the last design could not be written; "" when all is well."""
        return self._behind.trouble

    def save(self, project_id: str, project: Project, history: Any = None) -> None:
        """Keeps a design under its id. Returns at once; the same design again costs nothing.

        Raises:
            ValueError: such an id is never given out.
        """
        if not _ID.fullmatch(project_id):
            raise ValueError(f"not a design's id: {project_id!r}")
        with self._lock:
            known = self._remembered.get(project_id)
            self._remember(project_id, Kept(project, history))
        if known is None or known.project is not project:
            self._behind.put(_name(project_id), project)

    def load(self, project_id: str) -> Kept | None:
        """The design of this id; None if there is none, or none any more.

        Raises:
            CertgenError: its file is damaged, or the store fails and it is not remembered.
        """
        if not _ID.fullmatch(project_id):
            return None
        waiting = self._behind.waiting(_name(project_id))
        with self._lock:
            known = self._remembered.get(project_id)
        if waiting is not None:
            return known if known and known.project is waiting else Kept(waiting)
        try:
            data = self._store.read(_name(project_id))
        except MissingError:
            self._forget(project_id)
            return None
        except StoreError:
            if known is None:
                raise
            return known
        return self._opened(project_id, data, known)

    def flush(self) -> None:
        """Writes what is not written yet, before the server ends."""
        self._behind.flush()

    def _opened(self, project_id: str, data: bytes, known: Kept | None) -> Kept:
        digest = _digest(data)
        with self._lock:
            same = known is not None and self._digests.get(project_id) == digest
        kept = known if known and same else Kept(load_project(data, "the saved design"))
        with self._lock:
            self._remember(project_id, kept)
            self._digests[project_id] = digest
        self._mark_used(project_id, kept.project)
        return kept

    def _mark_used(self, project_id: str, project: Project) -> None:
        entry = self._store.entry(_name(project_id))
        if entry is not None and entry.modified < time.time() - FRESH_SECONDS:
            self._behind.put(_name(project_id), project)

    def _forget(self, project_id: str) -> None:
        with self._lock:
            self._remembered.pop(project_id, None)
            self._digests.pop(project_id, None)

    def _remember(self, project_id: str, kept: Kept) -> None:
        self._remembered[project_id] = kept
        self._remembered.move_to_end(project_id)
        while len(self._remembered) > REMEMBERED:
            gone, _ = self._remembered.popitem(last=False)
            self._digests.pop(gone, None)

    def _on_written(self, name: str, data: bytes) -> None:
        project_id = name.removesuffix(f".{EXTENSION}")
        with self._lock:
            if project_id in self._remembered:
                self._digests[project_id] = _digest(data)


def new_id() -> str:
    """An id nobody can guess, for an address."""
    return secrets.token_urlsafe(16)


def _name(project_id: str) -> str:
    return f"{project_id}.{EXTENSION}"


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()


@lru_cache(maxsize=1)
def designs() -> Designs:
    """The designs of this server, written to the end when it ends."""
    kept = Designs(design_store())
    atexit.register(kept.flush)
    keep_seconds = configuration().keep_designs
    expire_regularly(design_store(), {named(EXTENSION): keep_seconds, named(VISITOR): keep_seconds})
    return kept
