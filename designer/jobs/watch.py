"""What goes on beside the batches: telling that they live, taking over, tidying up."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import replace

import msgspec

from designer.jobs.records import BatchRecord
from designer.jobs.registry import Jobs
from service.store import StoreError

BEAT_SECONDS = 3.0
# So long nothing was heard of a server before its batches are taken over.
STALE_SECONDS = 20.0
LOOK_SECONDS = 60.0
# Nothing is made that long, so what is older has been left for good.
_LEFT_SECONDS = 2 * 86400.0
_log = logging.getLogger(__name__)


class Watch:
    """A thread that looks after the batches of a server, and after those of servers that ended."""

    def __init__(
        self,
        jobs: Jobs,
        *,
        beat_seconds: float = BEAT_SECONDS,
        stale_seconds: float = STALE_SECONDS,
        look_seconds: float = LOOK_SECONDS,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._jobs = jobs
        self._beat_seconds = beat_seconds
        self._stale_seconds = stale_seconds
        self._look_seconds = look_seconds
        self._clock = clock
        self._ended = threading.Event()
        self._next_look = 0.0

    def start(self) -> None:
        """Begins; it ends with the process or with `stop`."""
        threading.Thread(target=self._work, name="certgen-watch", daemon=True).start()

    def stop(self) -> None:
        """Ends soon."""
        self._ended.set()

    def beat(self) -> None:
        """One round: everything that is due."""
        for record in self._jobs.under_way():
            self._jobs.records.note(record)
            if self._jobs.records.asked_to_stop(record.status.id):
                self._jobs.cancel(record.status.id)
        self._jobs.tidy()
        if self._clock() >= self._next_look:
            self._next_look = self._clock() + self._look()
            self._jobs.sweep(self._clock() - _LEFT_SECONDS)
            self._jobs.files.hand_over()

    def _look(self) -> float:
        """Takes over what is abandoned; in how many seconds to look again."""
        again = self._look_seconds
        for record in self._jobs.records.under_way():
            if record.server == self._jobs.server:
                continue
            if record.beat < self._clock() - self._stale_seconds:
                self._take_over(record)
            else:
                again = min(again, self._stale_seconds)
        return again

    def _take_over(self, record: BatchRecord) -> None:
        ours = msgspec.structs.replace(record, server=self._jobs.server, beat=self._clock())
        if not self._jobs.records.claim(record, ours):
            return
        _log.info("a batch of a server that ended is gone on with")
        project = self._jobs.records.project(record.status.id)
        if project is None:
            status = replace(
                record.status,
                phase="failed",
                message="The server was started again while this was made.",
                hint="Make it again.",
            )
            self._jobs.records.note(msgspec.structs.replace(ours, status=status))
        else:
            self._jobs.resume(ours, project)

    def _work(self) -> None:
        while not self._ended.wait(self._beat_seconds):
            try:
                self.beat()
            except StoreError as error:
                _log.warning("batches could not be looked after: %s", error)
            except Exception:  # a bug: it must not take the heartbeat along
                _log.exception("looking after the batches failed")
