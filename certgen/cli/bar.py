"""The progress bar on a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as RichProgress

from certgen.batch.progress import Progress


@contextmanager
def progress_bar(err: TextIO, title: str) -> Iterator[Callable[[Progress], None]]:
    """A bar with the number of records and the time left; it goes away when it is done."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[left]}"),
    )
    with RichProgress(*columns, console=Console(file=err), transient=True) as bar:
        task = bar.add_task(title, total=None, left="")

        def move(at: Progress) -> None:
            bar.update(task, completed=at.done, total=at.total, left=time_left(at.seconds_left))

        yield move


@contextmanager
def bytes_bar(err: TextIO, title: str, total: int) -> Iterator[Callable[[int], None]]:
    """A bar with the number of bytes and the time left; it goes away when it is done."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TimeRemainingColumn(),
    )
    with RichProgress(*columns, console=Console(file=err), transient=True) as bar:
        task = bar.add_task(title, total=total)
        yield lambda size: bar.advance(task, size)


def time_left(seconds: float | None) -> str:
    """The time left as people say it."""
    if seconds is None:
        return ""
    minutes, rest = divmod(round(seconds), 60)
    if minutes >= 60:
        return f"{minutes // 60} h {minutes % 60} min left"
    if minutes:
        return f"{minutes} min {rest} s left"
    return f"{rest} s left"
