"""Passes: what a browser keeps so that the password need not be asked for again."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import time
from collections.abc import Callable

from service.setting import Secret


class Passes:
    """Gives out passes that are valid for some seconds, and knows its own again.

    They are signed with a key made from the password: every instance with the same password takes
    them, also after a restart, and another password makes all of them worthless.
    """

    def __init__(
        self, password: Secret, seconds: float, *, clock: Callable[[], float] = time.time
    ) -> None:
        # Slow on purpose: whoever finds a pass must not find the password by trying.
        self._key = hashlib.scrypt(
            password.value.encode("utf-8", "surrogatepass"),
            salt=b"certgen pass",
            n=2**14,
            r=8,
            p=1,
            dklen=32,
        )
        self.seconds = seconds
        self._clock = clock

    def issue(self) -> str:
        """A new pass, of letters that a cookie may hold."""
        said = f"{int(self._clock() + self.seconds)}.{secrets.token_urlsafe(12)}"
        return f"{said}.{self._signature(said)}"

    def left(self, given: str) -> float:
        """How many seconds a pass is still valid; 0 for one that is over or was not given out."""
        said, _, signature = given.rpartition(".")
        known, shown = (
            one.encode("utf-8", "replace") for one in (self._signature(said), signature)
        )
        if not hmac.compare_digest(known, shown):
            return 0.0
        return max(0.0, int(said.partition(".")[0]) - self._clock())

    def _signature(self, said: str) -> str:
        digest = hmac.digest(self._key, said.encode("utf-8", "replace"), "sha256")
        return base64.urlsafe_b64encode(digest).decode("ascii").rstrip("=")
