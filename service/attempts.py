"""How often somebody may guess: failures are counted for each address, and for all together."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address

WINDOW_SECONDS = 900.0
EACH = 10
OVERALL = 100
_REMEMBERED = 1000


class Attempts:
    """Counts failures within a window of time.

    An address is made to wait after `each` of them, everybody after `overall`. Addresses that
    were right before do not wait for the failures of others: guessing shuts nobody out who
    belongs here.
    """

    def __init__(
        self,
        *,
        each: int = EACH,
        overall: int = OVERALL,
        window: float = WINDOW_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._each = each
        self._overall = overall
        self._window = window
        self._clock = clock
        self._failures: deque[tuple[float, str]] = deque()
        self._known: OrderedDict[str, None] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, address: str) -> float:
        """The seconds until this address may try again; 0 if it may now."""
        who = _network(address)
        with self._lock:
            now = self._clock()
            while self._failures and self._failures[0][0] <= now - self._window:
                self._failures.popleft()
            own = [when for when, other in self._failures if other == who]
            until = [own[-self._each]] if len(own) >= self._each else []
            if len(self._failures) >= self._overall and who not in self._known:
                until.append(self._failures[-self._overall][0])
            return max((when + self._window - now for when in until), default=0.0)

    def failed(self, address: str) -> None:
        """Notes a wrong guess."""
        with self._lock:
            self._failures.append((self._clock(), _network(address)))

    def succeeded(self, address: str) -> None:
        """Notes a right one, which takes the address's failures back."""
        who = _network(address)
        with self._lock:
            self._failures = deque(one for one in self._failures if one[1] != who)
            self._known[who] = None
            self._known.move_to_end(who)
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)


def _network(address: str) -> str:
    """Who counts as one: in IPv6 a household has 2⁶⁴ addresses at least."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return parsed.packed[:8].hex()
    return str(parsed)
