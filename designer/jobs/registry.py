"""The batches of one server: a queue, a few threads that make them, and their files on disk."""

from __future__ import annotations

import logging
import secrets
import shutil
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from certgen.batch.make import Summary, make
from certgen.batch.progress import Progress
from certgen.batch.rows import ALL, Rows
from certgen.errors import Cancelled, CertgenError, ExportError
from certgen.export.disk import writing
from certgen.export.report import report_csv
from certgen.file_names import safe_part
from certgen.project import Project
from designer.jobs.status import PROBLEMS_KEPT, Outcome, Status

Make = Callable[..., Summary]

SMALL = 100
WORKERS = 2
KEPT_SECONDS = 3600.0
MOST_WAITING = 200
MOST_RECORDS = 100_000
REPORT = "report.csv"
_LOOK_AROUND_SECONDS = 60.0

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Batch:
    """A batch as the registry holds it; `status` is replaced whole, under the registry's lock."""

    owner: str
    project: Project | None
    rows: Rows
    file_name: str
    status: Status
    stop: threading.Event = field(default_factory=threading.Event)
    ended: float = 0.0
    resume: bool = False


class Jobs:
    """Makes batches one after another, a few at a time.

    Whoever has fewer batches running goes first, then who came first. One thread takes small
    batches only, so that three pages never wait for ten thousand. Files are deleted after
    `kept_seconds`. A batch that was stopped, or failed in the middle, keeps what it has made as
    long, to go on with.
    """

    def __init__(
        self,
        folder: Path,
        *,
        workers: int = WORKERS,
        kept_seconds: float = KEPT_SECONDS,
        most_records: int = MOST_RECORDS,
        make: Make = make,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._folder = folder
        self._workers = workers
        self._kept_seconds = kept_seconds
        self._most_records = most_records
        self._make = make
        self._clock = clock
        self._batches: dict[str, _Batch] = {}
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
        if total > self._most_records:
            raise ExportError(
                f"{total:,} at once are more than this server makes.",
                f"Make them in parts of up to {self._most_records:,}, chosen by their rows.",
            )
        suffix = "pdf" if project.output.format == "pdf-combined" else "zip"
        batch_id = secrets.token_urlsafe(16)
        status = Status(batch_id, kind, "waiting", 0, total, self._clock(), made_of=made_of)
        name = f"{safe_part(project.name, 'certificates')}.{suffix}"
        with self._change:
            if sum(b.status.phase == "waiting" for b in self._batches.values()) >= MOST_WAITING:
                raise ExportError(
                    "Too many batches are waiting on this server.", "Try again in a few minutes."
                )
            self._batches[batch_id] = _Batch(owner, project, rows, name, status)
            self._tidy()
            self._hire()
            self._change.notify_all()
        return batch_id

    def status(self, batch_id: str) -> Status | None:
        """A batch as it is now; None if there is none of this id (any more)."""
        with self._change:
            batch = self._batches.get(batch_id)
            if batch is None:
                return None
            return replace(batch.status, ahead=self._ahead_of(batch))

    def latest(self, owner: str) -> Status | None:
        """The owner's newest batch; None if there is none (any more)."""
        with self._change:
            ids = [i for i, batch in self._batches.items() if batch.owner == owner]
        return self.status(ids[-1]) if ids else None

    def cancel(self, batch_id: str) -> None:
        """Stops a batch soon; one that is over stays as it is."""
        with self._change:
            batch = self._batches.get(batch_id)
            if batch is not None and not batch.status.over:
                batch.stop.set()
                if batch.status.phase == "waiting":
                    self._end(batch, phase="cancelled")
                self._change.notify_all()

    def go_on(self, batch_id: str) -> None:
        """Puts a batch that ended too early in the queue again, to go on where it stopped."""
        with self._change:
            batch = self._batches.get(batch_id)
            if batch is None or not batch.status.can_go_on:
                return
            batch.stop, batch.resume = threading.Event(), True
            batch.status = replace(
                batch.status, phase="waiting", can_go_on=False, message="", hint=""
            )
            # The queue is in the order of the batches.
            self._batches[batch_id] = self._batches.pop(batch_id)
            self._hire()
            self._change.notify_all()

    def forget(self, batch_id: str) -> None:
        """Stops a batch and deletes its files."""
        self.cancel(batch_id)
        with self._change:
            batch = self._batches.get(batch_id)
            if batch is not None and batch.status.over:
                del self._batches[batch_id]
                self._delete(batch_id)

    def file(self, batch_id: str, name: str) -> Path | None:
        """A finished file by batch and name; None for anything else."""
        status = self.status(batch_id)
        if status is None or status.outcome is None:
            return None
        files = (status.outcome.file, status.outcome.report)
        return next((path for path in files if path.name == name and path.is_file()), None)

    def close(self, patience: float = 5.0) -> None:
        """Stops everything and deletes all files."""
        with self._change:
            self._closed = True
            for batch in self._batches.values():
                batch.stop.set()
            self._change.notify_all()
        for thread in self._threads:
            thread.join(patience)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _hire(self) -> None:
        """Starts the threads with the first batch: a server nobody uses has none."""
        if self._threads:
            return
        for number in range(self._workers + 1):
            thread = threading.Thread(
                target=self._work,
                args=(number == 0,),
                name=f"certgen-batches-{number}",
                daemon=True,
            )
            self._threads.append(thread)
            thread.start()

    def _work(self, small_only: bool) -> None:
        while (batch := self._taken(small_only)) is not None:
            self._run(batch)

    def _taken(self, small_only: bool) -> _Batch | None:
        """Waits for the next batch and marks it as running; None when all is closed."""
        with self._change:
            while not self._closed:
                batch = self._next(small_only)
                if batch is not None:
                    batch.status = replace(batch.status, phase="running")
                    return batch
                self._change.wait(timeout=_LOOK_AROUND_SECONDS)
                self._tidy()
        return None

    def _next(self, small_only: bool) -> _Batch | None:
        waiting = [
            batch
            for batch in self._batches.values()
            if batch.status.phase == "waiting" and (not small_only or batch.status.total <= SMALL)
        ]
        return min(waiting, key=self._running_for, default=None)

    def _running_for(self, batch: _Batch) -> int:
        return sum(
            other.owner == batch.owner and other.status.phase == "running"
            for other in self._batches.values()
        )

    def _ahead_of(self, batch: _Batch) -> int:
        if batch.status.phase != "waiting":
            return 0
        waiting = [b for b in self._batches.values() if b.status.phase == "waiting"]
        return waiting.index(batch)

    def _run(self, batch: _Batch) -> None:
        try:
            outcome = self._made(batch)
        except Cancelled:
            self._end(batch, phase="cancelled")
        except CertgenError as error:
            self._end(batch, phase="failed", message=error.message, hint=error.hint)
        except Exception as error:  # a bug: it must not take the thread and its queue along
            _log.exception("a batch ended with an unexpected error")
            self._end(batch, phase="failed", message=f"{type(error).__name__}: {error}")
        else:
            self._end(batch, phase="done", outcome=outcome, done=batch.status.total)

    def _made(self, batch: _Batch) -> Outcome:
        assert batch.project is not None
        folder = self._folder / batch.status.id
        destination = folder / batch.file_name
        with writing(destination):
            folder.mkdir(parents=True, exist_ok=True)

        def progress(at: Progress) -> None:
            with self._change:
                batch.status = replace(
                    batch.status, done=at.done, total=at.total, seconds_left=at.seconds_left
                )

        made = self._make(
            batch.project,
            destination,
            rows=batch.rows,
            resume=batch.resume,
            progress=progress,
            cancelled=lambda: batch.stop.is_set() or self._closed,
        )
        return _outcome(made, folder / REPORT)

    def _end(self, batch: _Batch, **changes: object) -> None:
        with self._change:
            batch.status = replace(batch.status, seconds_left=None, **changes)  # type: ignore[arg-type]
            batch.ended = self._clock()
            can_go_on = batch.status.phase != "done" and self._has_begun(batch)
            batch.status = replace(batch.status, can_go_on=can_go_on)
            if not can_go_on:
                batch.project = None
        if batch.status.phase != "done" and not can_go_on:
            self._delete(batch.status.id)

    def _has_begun(self, batch: _Batch) -> bool:
        """Whether something is there to go on from; one PDF always begins again."""
        combined = batch.project is None or batch.project.output.format == "pdf-combined"
        return not combined and not self._closed and batch.status.done > 0

    def _tidy(self) -> None:
        """Forgets what was finished long ago, with its files."""
        oldest = self._clock() - self._kept_seconds
        for batch_id, batch in list(self._batches.items()):
            if batch.status.over and batch.ended < oldest:
                del self._batches[batch_id]
                self._delete(batch_id)

    def _delete(self, batch_id: str) -> None:
        shutil.rmtree(self._folder / batch_id, ignore_errors=True)


def _outcome(made: Summary, report: Path) -> Outcome:
    with writing(report):
        report.write_bytes(report_csv(made.report))
    problems = [row for row in made.report if row.status != "made" or row.warnings]
    return Outcome(
        file=made.path,
        report=report,
        size=made.path.stat().st_size,
        made=made.made,
        warnings=made.warnings,
        failed=made.failed,
        problems=tuple(problems[:PROBLEMS_KEPT]),
    )
