"""What a command says and hears: results, remarks, progress, and Ctrl-C."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, current_thread, main_thread
from types import FrameType
from typing import TYPE_CHECKING, TextIO

from certgen.errors import CertgenError

if TYPE_CHECKING:
    from certgen.batch.progress import Progress

_REMARKS = 5


@dataclass(frozen=True, slots=True)
class Screen:
    """Results go to `out`, so that they can be piped; everything else to `err`."""

    out: TextIO
    err: TextIO

    def say(self, text: str) -> None:
        """A result."""
        print(text, file=self.out)

    def remark(self, text: str) -> None:
        """Something to know that is not the result."""
        print(text, file=self.err)

    def remark_some(self, texts: Sequence[str]) -> None:
        """The first few remarks, and how many more there are."""
        for text in texts[:_REMARKS]:
            self.remark(text)
        if len(texts) > _REMARKS:
            self.remark(f"… and {len(texts) - _REMARKS} more.")

    def complain(self, error: CertgenError) -> None:
        """An error: what is wrong and where, and below it what to do now."""
        self.remark(f"certgen: {error.message}")
        if error.hint:
            self.remark(f"  {error.hint}")

    @contextmanager
    def progress(self, title: str) -> Iterator[Callable[[Progress], None]]:
        """A bar that the yielded function moves; nothing where nobody watches."""
        if not self.err.isatty():
            yield lambda at: None
            return
        from certgen.cli.bar import progress_bar

        with progress_bar(self.err, title) as move:
            yield move

    @contextmanager
    def bytes_progress(self, title: str, total: int) -> Iterator[Callable[[int], None]]:
        """The same for `total` bytes; the yielded function hears how many more there are."""
        if not self.err.isatty():
            yield lambda size: None
            return
        from certgen.cli.bar import bytes_bar

        with bytes_bar(self.err, title, total) as advance:
            yield advance


@contextmanager
def stoppable() -> Iterator[Callable[[], bool]]:
    """The first Ctrl-C asks to stop, which the yielded function tells; the second one insists."""
    asked = Event()

    def ask(number: int, frame: FrameType | None) -> None:
        asked.set()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    if current_thread() is not main_thread():
        yield asked.is_set
        return
    before = signal.signal(signal.SIGINT, ask)
    try:
        yield asked.is_set
    finally:
        signal.signal(signal.SIGINT, before)
