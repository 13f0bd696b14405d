"""Words about a large output before hours are spent on it."""

from __future__ import annotations

import shutil
from pathlib import Path

from certgen.batch.estimate import estimated_bytes
from certgen.batch.rows import Rows
from certgen.cli.screen import Screen
from certgen.errors import ExportError
from certgen.project import Project

# Estimating means making a few; with fewer records the batch itself is over as soon.
ESTIMATED_FROM = 300
LARGE = 2 * 10**9


def look_at_size(project: Project, rows: Rows, destination: Path, screen: Screen) -> None:
    """Remarks on an output of gigabytes.

    Raises:
        ExportError: there is no room for it.
    """
    folder = destination.absolute().parent
    if len(project.chosen) < ESTIMATED_FROM or not folder.is_dir():
        return
    size, free = estimated_bytes(project, rows), shutil.disk_usage(folder).free
    smaller = "JPEG or PDF files are smaller." if project.output.format == "png" else ""
    if size > free:
        raise ExportError(
            f"The output will have about {said(size)}; the disk has {said(free)} left.",
            smaller or "Free some space or choose another disk.",
        )
    if size > LARGE:
        screen.remark(f"The output will have about {said(size)}. {smaller}".rstrip())


def said(size: float) -> str:
    """A number of bytes as people say it (decimal, as disks are sold)."""
    for unit in ("bytes", "kB", "MB", "GB"):
        if size < 1000:
            return f"{size:.0f} {unit}"
        size /= 1000
    return f"{size:.1f} TB"
