"""Values worth keeping while there is room for them."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

_Key = TypeVar("_Key", bound=Hashable)
_Kept = TypeVar("_Kept")


class BoundedCache(Generic[_Key, _Kept]):
    """Keeps values up to a total cost; the least recently used is given up first.

    What costs more than an eighth of the limit is not kept: it would push everything else out.
    Safe in threads.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._total = 0
        self._kept: OrderedDict[_Key, tuple[_Kept, int]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: _Key) -> _Kept | None:
        """The value kept under a key, if any."""
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                return None
            self._kept.move_to_end(key)
            return found[0]

    def put(self, key: _Key, value: _Kept, cost: int) -> None:
        """Keeps a value at its cost, in whatever the limit counts."""
        if cost * 8 > self._limit:
            return
        with self._lock:
            before = self._kept.pop(key, None)
            self._total += cost - (before[1] if before else 0)
            self._kept[key] = (value, cost)
            while self._total > self._limit:
                self._total -= self._kept.popitem(last=False)[1][1]
