"""Writing behind the back of whoever hands something over, until the store has it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from certgen.errors import CertgenError
from service.store.base import Store, StoreError

PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 30.0

_log = logging.getLogger(__name__)
T = TypeVar("T")
_GONE: Any = object()


class WriteBehind(Generic[T]):
    """Takes values at once; one thread writes the latest of each name, at most once a pause.

    What the store does not take stays here and is tried again, after pauses that grow. `encode`
    makes the bytes, on that thread; `written` is told of all that arrived.
    """

    def __init__(
        self,
        store: Store,
        encode: Callable[[T], bytes],
        *,
        pause: float = PAUSE_SECONDS,
        longest_pause: float = LONGEST_PAUSE_SECONDS,
        written: Callable[[str, bytes], None] = lambda name, data: None,
    ) -> None:
        self._store = store
        self._encode = encode
        self._pause = pause
        self._longest_pause = longest_pause
        self._written = written
        self._waiting: dict[str, T] = {}
        self._change = threading.Condition()
        self._writing = threading.Lock()
        self._thread: threading.Thread | None = None
        self._trouble = ""

    @property
    def trouble(self) -> str:
        """Why something could not be written the last time; "" when all is well."""
        return self._trouble

    def put(self, name: str, value: T) -> None:
        """Hands a value over; returns at once."""
        with self._change:
            self._waiting[name] = value
            if self._thread is None:
                self._thread = threading.Thread(
                    target=self._work, name="certgen-store", daemon=True
                )
                self._thread.start()
            self._change.notify_all()

    def remove(self, name: str) -> None:
        """Has it deleted, as values are written; returns at once."""
        self.put(name, _GONE)

    def waiting(self, name: str) -> T | None:
        """The value of this name that the store does not have yet."""
        with self._change:
            value = self._waiting.get(name)
        return None if value is _GONE else value

    def flush(self) -> None:
        """Tries to write all that waits, now and once."""
        with self._writing:
            with self._change:
                waiting = dict(self._waiting)
            for name, value in waiting.items():
                self._trouble = self._written_or_why(name, value)
                if self._waiting_still(name, value):
                    break  # a store that fails would keep each of the others waiting too

    def _work(self) -> None:
        pause = self._pause
        while True:
            with self._change:
                self._change.wait_for(lambda: self._waiting)
            # What follows within this pause is written in one go.
            threading.Event().wait(pause)
            self.flush()
            with self._change:
                failed = bool(self._trouble and self._waiting)
            pause = min(max(pause, 0.1) * 2, self._longest_pause) if failed else self._pause

    def _written_or_why(self, name: str, value: T) -> str:
        data = b""
        try:
            if value is _GONE:
                self._store.delete(name)
            else:
                data = self._encode(value)
                self._store.write(name, data)
        except StoreError as error:
            return self._told(str(error))
        except CertgenError as error:
            # Nothing that time would heal: this very value cannot be written.
            self._done(name, value)
            return self._told(str(error))
        except Exception as error:  # a bug: it must not take the thread and all else along
            _log.exception("“%s” could not be written", name)
            self._done(name, value)
            return type(error).__name__
        if value is not _GONE:
            self._written(name, data)
        self._done(name, value)
        return self._told("")

    def _done(self, name: str, value: T) -> None:
        with self._change:
            if self._waiting.get(name) is value:
                del self._waiting[name]

    def _waiting_still(self, name: str, value: T) -> bool:
        """Whether it was not written; then it goes behind the others, for the next time."""
        with self._change:
            if self._waiting.get(name) is not value:
                return False
            self._waiting[name] = self._waiting.pop(name)
            return True

    def _told(self, trouble: str) -> str:
        if trouble != self._trouble:
            _log.warning("%s", trouble or "The store takes again what it is given.")
        return trouble
