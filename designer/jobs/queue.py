"""Whose turn it is: the order of the batches of one server."""

from __future__ import annotations

import threading
from collections.abc import Collection
from dataclasses import dataclass, field

from certgen.batch.rows import Rows
from certgen.project import Project
from designer.jobs.status import Status

SMALL = 100


@dataclass(slots=True)
class Batch:
    """A batch as the registry holds it; `status` is replaced whole, under the registry's lock."""

    owner: str
    project: Project | None
    rows: Rows
    file_name: str
    status: Status
    resumed: bool = False
    stop: threading.Event = field(default_factory=threading.Event)
    ended: float = 0.0


def next_of(batches: Collection[Batch], *, small_only: bool) -> Batch | None:
    """The batch to be made next: of whoever has the fewest running, the one that came first."""
    turn = [b for b in waiting(batches) if not small_only or b.status.total <= SMALL]
    return min(turn, key=lambda batch: _running_of(batch.owner, batches), default=None)


def waiting(batches: Collection[Batch]) -> list[Batch]:
    """Those that have not begun, in the order in which they came."""
    return [batch for batch in batches if batch.status.phase == "waiting"]


def ahead_of(batch: Batch, batches: Collection[Batch]) -> int:
    """How many came before it and have not begun either."""
    return waiting(batches).index(batch) if batch.status.phase == "waiting" else 0


def _running_of(owner: str, batches: Collection[Batch]) -> int:
    return sum(batch.owner == owner and batch.status.phase == "running" for batch in batches)
