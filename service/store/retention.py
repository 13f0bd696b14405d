"""How long things are kept: designs long, what holds personal data and can be made again short."""

from __future__ import annotations

import logging
import re
import threading
import time
from collections.abc import Mapping

from certgen.export.remote import PART
from service.store.base import Store, StoreError

EVERY_SECONDS = 3600.0

# Only what has a name as we give them: the folder may be one where people keep files too.
_ID = r"[A-Za-z0-9_-]{22}"
_PART = re.compile(rf"{_ID}\.[a-z]+\.[0-9a-f]{{8}}{re.escape(PART)}")
_PART_SECONDS = 3600.0
_log = logging.getLogger(__name__)


def named(kind: str) -> re.Pattern[str]:
    """The names of things of a kind, such as "certgen": an unguessable id and that."""
    return re.compile(rf"{_ID}\.{re.escape(kind)}")


def expire(
    store: Store, kept_seconds: Mapping[re.Pattern[str], float], now: float | None = None
) -> int:
    """Deletes what is older than its kind is kept; says how much that was.

    `kept_seconds` are times by whole names; what has another name is not touched. What was left
    half written goes after an hour. `now` is in seconds since 1970.

    Raises:
        StoreError: the store does not do it now.
    """
    now = time.time() if now is None else now
    kept = {**kept_seconds, _PART: _PART_SECONDS}
    old = [
        entry.name
        for entry in store.entries()
        for names, seconds in kept.items()
        if names.fullmatch(entry.name) and entry.modified < now - seconds
    ]
    for name in old:
        store.delete(name)
    return len(old)


def expire_regularly(
    store: Store, kept_seconds: Mapping[re.Pattern[str], float], every: float = EVERY_SECONDS
) -> None:
    """Does so now and `every` so many seconds, on a thread that ends with the process."""

    def work() -> None:
        while True:
            try:
                expire(store, kept_seconds)
            except StoreError as error:
                _log.warning("what is old could not be deleted: %s", error)
            threading.Event().wait(every)

    threading.Thread(target=work, name="certgen-retention", daemon=True).start()
