"""Waiting: for a server that wants to be asked later, and for one that takes so many a minute."""

from __future__ import annotations

import time
from collections.abc import Callable

from certgen.errors import Cancelled

# After each message in a row that was put off. Servers that put off whoever they do not know yet
# (graylisting) mostly take mail after five minutes.
PAUSES = (1.0, 5.0, 30.0, 120.0, 300.0)
_LOOK_SECONDS = 0.25


class Patience:
    """How long to wait before the next message; `sleep` and `clock` count seconds."""

    def __init__(
        self,
        a_minute: int = 0,
        cancelled: Callable[[], bool] = lambda: False,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._apart = 60.0 / a_minute if a_minute else 0.0
        self._cancelled = cancelled
        self._sleep = sleep
        self._clock = clock
        self._next = clock()
        self._in_a_row = 0

    @property
    def is_over(self) -> bool:
        """Whether so many in a row were put off that it is no use any more."""
        return self._in_a_row > len(PAUSES)

    def turn(self) -> None:
        """Waits until one more may be sent.

        Raises:
            Cancelled: while it waited.
        """
        self._wait(self._next - self._clock())
        self._next = max(self._next, self._clock()) + self._apart

    def put_off(self) -> None:
        """Waits after a message that was put off, longer each time in a row. Raises as `turn`."""
        self._in_a_row += 1
        if not self.is_over:
            self._wait(PAUSES[self._in_a_row - 1])

    def answered(self) -> None:
        """The server took or refused something: it is listening."""
        self._in_a_row = 0

    def _wait(self, seconds: float) -> None:
        while seconds > 0:
            if self._cancelled():
                raise Cancelled("Stopped.")
            self._sleep(min(seconds, _LOOK_SECONDS))
            seconds -= _LOOK_SECONDS
