"""The batches of one server: a queue, and a few threads that make them."""

from __future__ import annotations

import logging
import secrets
import shutil
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import msgspec

from certgen.batch.make import Summary, make
from certgen.batch.progress import Progress
from certgen.batch.rows import ALL, Rows
from certgen.errors import Cancelled, CertgenError, ExportError
from certgen.export.disk import writing
from certgen.file_names import safe_part
from certgen.project import Project
from designer.jobs.finished import FinishedFiles, Found
from designer.jobs.limits import BatchLimits
from designer.jobs.queue import SMALL, Batch, ahead_of, next_of, waiting
from designer.jobs.records import BatchRecord, Records
from designer.jobs.status import Outcome, Status
from service.store import StoreError

Make = Callable[..., Summary]

WORKERS = 2
KEPT_SECONDS = 3600.0
MOST_WAITING = 200

_log = logging.getLogger(__name__)


class Jobs:
    """Makes batches one after another, a few at a time.

    Whoever has fewer batches running goes first, then who came first. One thread takes small
    batches only, so that three pages never wait for ten thousand. Files are deleted after
    `kept_seconds`. A batch that was stopped, or failed in the middle, keeps what it has made as
    long, to go on with. With `scheduler`, batches that are not small are rendered by a Dask
    cluster.
    """

    def __init__(
        self,
        folder: Path,
        records: Records,
        files: FinishedFiles,
        *,
        workers: int = WORKERS,
        kept_seconds: float = KEPT_SECONDS,
        limits: BatchLimits | None = None,
        scheduler: str = "",
        make: Make = make,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.server = secrets.token_hex(8)
        self.records = records
        self.files = files
        self._folder = folder
        self._workers = workers
        self._kept_seconds = kept_seconds
        self._limits = limits or BatchLimits()
        self._scheduler = scheduler
        self._make = make
        self._clock = clock
        self._batches: dict[str, Batch] = {}
        self._change = threading.Condition()
        self._threads: list[threading.Thread] = []
        self._closed = False

    def start(
        self,
        owner: str,
        project: Project,
        *,
        rows: Rows = ALL,
        total: int,
        kind: str = "all",
        made_of: int = 0,
    ) -> str:
        """Puts a batch in the queue and gives its id, which nobody can guess.

        `total` is how many records it has; `kind` and `made_of` are the caller's, for its status.

        Raises:
            ExportError: it has too many records, or too many batches are waiting already.
        """
        self._limits.check_count(total)
        suffix = "pdf" if project.output.format == "pdf-combined" else "zip"
        batch_id = secrets.token_urlsafe(16)
        status = Status(batch_id, kind, "waiting", 0, total, self._clock(), made_of=made_of)
        name = f"{safe_part(project.name, 'certificates')}.{suffix}"
        batch = Batch(owner, project, rows, name, status)
        with self._change:
            if len(waiting(self._batches.values())) >= MOST_WAITING:
                raise ExportError(
                    "Too many batches are waiting on this server.", "Try again in a few minutes."
                )
            self._queue(batch)
        self.records.begin(self._record(batch), project)
        return batch_id

    def resume(self, record: BatchRecord, project: Project) -> None:
        """Goes on with a batch that another server, or this one before it ended, began."""
        status = replace(record.status, phase="waiting", seconds_left=None, made_of=0)
        batch = Batch(record.owner, project, record.rows, record.file_name, status, resumed=True)
        with self._change:
            if status.id not in self._batches:
                self._queue(batch)

    def status(self, batch_id: str) -> Status | None:
        """A batch as it is now; None if there is none of this id (any more)."""
        with self._change:
            batch = self._batches.get(batch_id)
            if batch is not None:
                return replace(batch.status, ahead=ahead_of(batch, self._batches.values()))
        record = self.records.read(batch_id)
        return replace(record.status, made_of=0, can_go_on=False) if record else None

    def latest(self, owner: str) -> Status | None:
        """The owner's newest batch; None if there is none (any more)."""
        with self._change:
            ids = [i for i, batch in self._batches.items() if batch.owner == owner]
        newest = ids[-1] if ids else self.records.latest(owner)
        return self.status(newest) if newest else None

    def under_way(self) -> tuple[BatchRecord, ...]:
        """The batches of this server that are not over, as records of this moment."""
        with self._change:
            return tuple(self._record(b) for b in self._batches.values() if not b.status.over)

    def cancel(self, batch_id: str) -> None:
        """Stops a batch soon, wherever it is made; one that is over stays as it is."""
        with self._change:
            batch = self._batches.get(batch_id)
            if batch is not None:
                self._stop(batch)
                return
        record = self.records.read(batch_id)
        if record is not None and not record.status.over:
            with suppress(StoreError):
                self.records.ask_to_stop(batch_id)

    def go_on(self, batch_id: str) -> None:
        """Puts a batch that ended too early in the queue again, to go on where it stopped."""
        with self._change:
            batch = self._batches.get(batch_id)
            if batch is None or batch.project is None or not batch.status.can_go_on:
                return
            batch.stop, batch.resumed = threading.Event(), True
            batch.status = replace(
                batch.status, phase="waiting", can_go_on=False, message="", hint=""
            )
            # The queue is in the order of the batches.
            del self._batches[batch_id]
            self._queue(batch)
            self.records.begin(self._record(batch), batch.project)

    def forget(self, batch_id: str) -> None:
        """Stops a batch and deletes its files."""
        self.cancel(batch_id)
        status = self.status(batch_id)
        if status is not None and status.over:
            with self._change:
                self._batches.pop(batch_id, None)
            self._delete(status)

    def file(self, batch_id: str, name: str) -> Found | None:
        """A finished file by batch and name; None for anything else. Raises StoreError."""
        status = self.status(batch_id)
        if status is None or status.outcome is None:
            return None
        files = (status.outcome.file, status.outcome.report)
        file = next((file for file in files if file.name == name), None)
        return self.files.find(file) if file else None

    def close(self, patience: float = 5.0) -> None:
        """Stops; what is under way can be gone on with after the next start."""
        with self._change:
            self._closed = True
            self._change.notify_all()
        for thread in self._threads:
            thread.join(patience)
        for record in self.under_way():
            self.records.note(msgspec.structs.replace(record, beat=0.0))
        self.records.flush()

    def tidy(self) -> None:
        """Deletes what is over for longer than it is kept."""
        oldest = self._clock() - self._kept_seconds
        with self._change:
            old = [b for b in self._batches.values() if b.status.over and b.ended < oldest]
            for batch in old:
                del self._batches[batch.status.id]
        for batch in old:
            self._delete(batch.status)

    def sweep(self, oldest: float) -> None:
        """Deletes what a server that ended left half made, if nobody went on with it since."""
        for folder in self._folder.glob("*"):
            with suppress(OSError):
                if folder.name not in self._batches and folder.stat().st_mtime < oldest:
                    shutil.rmtree(folder)

    def _record(self, batch: Batch) -> BatchRecord:
        return BatchRecord(
            status=batch.status,
            owner=batch.owner,
            rows=batch.rows,
            file_name=batch.file_name,
            server=self.server,
            beat=self._clock(),
        )

    def _queue(self, batch: Batch) -> None:
        """Starts the threads with the first batch: a server nobody uses has none."""
        self._batches[batch.status.id] = batch
        if not self._threads:
            for number in range(self._workers + 1):
                thread = threading.Thread(
                    target=self._work,
                    args=(number == 0,),
                    name=f"certgen-batches-{number}",
                    daemon=True,
                )
                self._threads.append(thread)
                thread.start()
        self._change.notify_all()

    def _work(self, small_only: bool) -> None:
        while (batch := self._taken(small_only)) is not None:
            self._run(batch)

    def _taken(self, small_only: bool) -> Batch | None:
        """Waits for the next batch and marks it as running; None when all is closed."""
        with self._change:
            while not self._closed:
                batch = next_of(self._batches.values(), small_only=small_only)
                if batch is not None:
                    batch.status = replace(batch.status, phase="running")
                    return batch
                self._change.wait()
        return None

    def _run(self, batch: Batch) -> None:
        try:
            outcome = self._made(batch)
        except Cancelled:
            if self._closed and not batch.stop.is_set():
                return  # the next server goes on with it
            self._end(batch, phase="cancelled")
        except CertgenError as error:
            # Where on the server it was made is nobody's business.
            message = error.message.replace(f"{self._folder / batch.status.id}/", "")
            self._end(batch, phase="failed", message=message, hint=error.hint)
        except Exception as error:  # a bug: it must not take the thread and its queue along
            _log.exception("a batch ended with an unexpected error")
            self._end(batch, phase="failed", message=f"{type(error).__name__}: {error}")
        else:
            self._end(batch, phase="done", outcome=outcome, done=batch.status.total)

    def _made(self, batch: Batch) -> Outcome:
        assert batch.project is not None
        destination = self._folder / batch.status.id / batch.file_name
        with writing(destination):
            destination.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._limits.check_room(batch.project, batch.rows, destination.parent)
        deadline = self._limits.deadline(lambda: batch.stop.is_set() or self._closed)
        try:
            made = self._make(
                batch.project,
                destination,
                rows=batch.rows,
                resume=batch.resumed,
                jobs=self._limits.processes(batch.project, self._workers),
                scheduler=self._scheduler if batch.status.total > SMALL else "",
                apart=True,
                progress=lambda at: self._progress(batch, at),
                cancelled=deadline,
            )
        except Cancelled:
            if deadline.met:
                raise deadline.error(batch.status.done, batch.status.total) from None
            raise
        return self.files.take(batch.status.id, made)

    def _progress(self, batch: Batch, at: Progress) -> None:
        with self._change:
            batch.status = replace(
                batch.status, done=at.done, total=at.total, seconds_left=at.seconds_left
            )

    def _stop(self, batch: Batch) -> None:
        if not batch.status.over:
            batch.stop.set()
            if batch.status.phase == "waiting":
                self._end(batch, phase="cancelled")
            self._change.notify_all()

    def _end(self, batch: Batch, **changes: object) -> None:
        with self._change:
            batch.status = replace(batch.status, seconds_left=None, **changes)  # type: ignore[arg-type]
            batch.ended = self._clock()
            can_go_on = batch.status.phase != "done" and self._has_begun(batch)
            batch.status = replace(batch.status, can_go_on=can_go_on)
            if not can_go_on:
                batch.project = None
            self.records.note(self._record(batch))
        if not can_go_on:
            shutil.rmtree(self._folder / batch.status.id, ignore_errors=True)

    def _has_begun(self, batch: Batch) -> bool:
        """Whether something is there to go on from; one PDF always begins again."""
        combined = batch.project is None or batch.project.output.format == "pdf-combined"
        return not combined and batch.status.done > 0

    def _delete(self, status: Status) -> None:
        shutil.rmtree(self._folder / status.id, ignore_errors=True)
        if status.outcome is not None:
            self.files.delete((status.outcome.file, status.outcome.report))
        self.records.forget(status.id)
