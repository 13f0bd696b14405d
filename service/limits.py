"""What one answer may take."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Limits:
    """What one answer may take: `seconds` of work from `started` on, and bytes.

    `clock` counts seconds.
    """

    seconds: float
    bytes: int
    clock: Callable[[], float] = time.monotonic
    started: float = field(default_factory=time.monotonic)

    @property
    def left(self) -> float:
        """The seconds that are left."""
        return self.seconds - (self.clock() - self.started)
