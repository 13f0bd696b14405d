"""Things to try, so that a server can say how well it works."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from certgen.errors import CertgenError


class Check(msgspec.Struct, frozen=True):
    """One thing that was tried. `needed` says that nothing can be rendered without it."""

    name: str
    works: bool
    told: str
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Probe:
    """Something to try: `attempt` says in a few words how well it works.

    It raises a CertgenError or an OSError where it does not. What it says, and these errors, hold
    no secret.
    """

    name: str
    attempt: Callable[[], str]
    needed: bool = False

    def check(self) -> Check:
        """Tries it."""
        try:
            return Check(self.name, True, self.attempt(), self.needed)
        except CertgenError as error:
            return Check(self.name, False, str(error), self.needed)
        except OSError as error:
            return Check(self.name, False, error.strerror or type(error).__name__, self.needed)
