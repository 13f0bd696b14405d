"""How far a batch is, and how long it will still take."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

_LOOK_BACK = 20.0


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` records; `seconds_left` is None until it can be told."""

    done: int
    total: int
    seconds_left: float | None = None


class Pace:
    """Tells progress from the speed of the last twenty seconds; `clock` counts seconds."""

    def __init__(
        self, total: int, done: int = 0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._total = total
        self._clock = clock
        self._seen: deque[tuple[float, int]] = deque([(clock(), done)])

    def at(self, done: int) -> Progress:
        """The progress when so many records are done."""
        now = self._clock()
        if now - self._seen[-1][0] >= 0.05:
            self._seen.append((now, done))
        while len(self._seen) > 2 and now - self._seen[0][0] > _LOOK_BACK:
            self._seen.popleft()
        since, before = self._seen[0]
        if done <= before or now - since < 0.2:
            return Progress(done, self._total)
        left = (self._total - done) * (now - since) / (done - before)
        return Progress(done, self._total, left)
