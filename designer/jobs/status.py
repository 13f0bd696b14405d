"""What can be known about a batch, as a value that does not change under the reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from certgen.export.report import ReportRow

Phase = Literal["waiting", "running", "done", "cancelled", "failed"]

PROBLEMS_KEPT = 500


@dataclass(frozen=True, slots=True)
class FinishedFile:
    """A file to be fetched: the name it is saved under, and the one it has in the store."""

    name: str
    stored: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a finished batch came to. `problems` are its first rows with warnings or errors."""

    file: FinishedFile
    report: FinishedFile
    size: int
    made: int
    warnings: int
    failed: int
    problems: tuple[ReportRow, ...]


@dataclass(frozen=True, slots=True)
class Status:
    """One batch now.

    `seconds_left` is None until it can be told; `ahead` counts the batches waiting before it.
    `message` and `hint` say why it failed, `can_go_on` whether it can where it stopped. `made_of`
    tells whoever started it what it was made of, as long as the server runs; 0 is unknown.
    """

    id: str
    kind: str
    phase: Phase
    done: int
    total: int
    started: float
    seconds_left: float | None = None
    ahead: int = 0
    outcome: Outcome | None = None
    message: str = ""
    hint: str = ""
    made_of: int = 0
    can_go_on: bool = False

    @property
    def over(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.phase in ("done", "cancelled", "failed")
