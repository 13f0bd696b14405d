"""What can be known of mail that is being sent, as a value that does not change meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from certgen.mail.report import SentRow

Phase = Literal["running", "done", "cancelled", "failed"]


@dataclass(frozen=True, slots=True)
class Sending:
    """One sending now.

    `rows` say what became of each person so far; `message` and `hint` why it failed.
    `seconds_left` is None until it can be told.
    """

    phase: Phase
    done: int
    total: int
    seconds_left: float | None = None
    rows: tuple[SentRow, ...] = ()
    message: str = ""
    hint: str = ""

    @property
    def over(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.phase != "running"
