"""Values worth keeping while there is room for them."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

_Key = TypeVar("_Key", bound=Hashable)
_Kept = TypeVar("_Kept")


class BoundedCache(Generic[_Key, _Kept]):
    """Keeps values up to a total cost; the least recently used is given up first.

    What costs more than an eighth of the limit is not kept: it would push everything else out.
    Safe in threads. A pickle is empty.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._total = 0
        self._kept: OrderedDict[_Key, tuple[_Kept, int]] = OrderedDict()
        self._lock = threading.Lock()

    def __reduce__(self) -> tuple[type[BoundedCache[_Key, _Kept]], tuple[int]]:
        return BoundedCache, (self._limit,)

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


class Later(Generic[_Kept]):
    """A value made when it is first asked for, once, by threads too. A pickle makes its own."""

    def __init__(self, make: Callable[[], _Kept]) -> None:
        self._make = make
        self._made: list[_Kept] = []
        self._lock = threading.Lock()

    def __reduce__(self) -> tuple[type[Later[_Kept]], tuple[Callable[[], _Kept]]]:
        return Later, (self._make,)

    def get(self) -> _Kept:
        """The value."""
        with self._lock:
            if not self._made:
                self._made.append(self._make())
            return self._made[0]
