"""What one batch may take on this server, told in words when it is met."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from certgen.batch.crew import cores
from certgen.batch.estimate import estimated_bytes
from certgen.batch.rows import Rows
from certgen.errors import ExportError
from certgen.project import Project

# What a process that renders was seen to take besides its page.
PROCESS_MEGABYTES = 250
# The page, its encoded bands and a copy in the making, for each pixel.
_BYTES_PER_PIXEL = 10
_INCH = 25.4
_GIGABYTE = 10**9


@dataclass(frozen=True, slots=True)
class BatchLimits:
    """`records` in one batch, `seconds` it may take, `memory` in megabytes for all workers.

    `memory` is None where nothing limits it.
    """

    records: int = 100_000
    seconds: float = 6 * 3600.0
    memory: int | None = None

    def check_count(self, total: int) -> None:
        """Raises ExportError if these are too many at once."""
        if total > self.records:
            raise ExportError(
                f"{total:,} at once are more than this server makes.",
                f"Make them in parts of up to {self.records:,}, chosen by their rows.",
            )

    def processes(self, project: Project, workers: int) -> int:
        """How many processes may render at the same time, with so many batches beside each other.

        Raises:
            ExportError: the memory does not suffice for one.
        """
        if self.memory is None:
            return cores()
        needed = _megabytes(project)
        if needed > self.memory:
            raise ExportError(
                f"A page of this size needs about {needed:,} MB of memory to be drawn; this server "
                f"has {self.memory:,}.",
                "Choose PDF, or a lower resolution.",
            )
        return max(1, min(cores(), int(self.memory / workers / needed)))

    def check_room(self, project: Project, rows: Rows, folder: Path) -> None:
        """Raises ExportError if the output is not going to fit on the disk."""
        free = shutil.disk_usage(folder).free
        needed = estimated_bytes(project, rows)
        if needed > free:
            raise ExportError(
                f"About {needed / _GIGABYTE:.1f} GB are needed, and this server has "
                f"{free / _GIGABYTE:.1f} GB of room.",
                "Choose PDF or JPEG, a lower resolution, or make fewer at once.",
            )

    def deadline(self, cancelled: Callable[[], bool]) -> Deadline:
        """The time from now on; `cancelled` counts too."""
        return Deadline(time.monotonic() + self.seconds, self.seconds, cancelled)


@dataclass(slots=True)
class Deadline:
    """Says when to stop, and whether that was for want of time."""

    at: float
    seconds: float
    cancelled: Callable[[], bool]
    met: bool = False

    def __call__(self) -> bool:
        """Whether to stop now."""
        self.met = self.met or time.monotonic() > self.at
        return self.met or self.cancelled()

    def error(self, done: int, total: int) -> ExportError:
        """Why it was stopped, after so many of so many."""
        return ExportError(
            f"This took longer than the {_time(self.seconds)} that a batch may take on this "
            f"server: {done:,} of {total:,} were made.",
            "Make them in parts, chosen by their rows.",
        )


def _megabytes(project: Project) -> int:
    if project.output.format.startswith("pdf"):
        return PROCESS_MEGABYTES
    dpi = project.output.dpi or (project.template.dpi if project.template else 300.0)
    page = project.layout.page
    pixels = page.width * page.height * (dpi / _INCH) ** 2
    return PROCESS_MEGABYTES + round(pixels * _BYTES_PER_PIXEL / 2**20)


def _time(seconds: float) -> str:
    hours, minutes = seconds / 3600, seconds / 60
    return f"{hours:g} hours" if hours >= 2 else f"{minutes:g} minutes"
