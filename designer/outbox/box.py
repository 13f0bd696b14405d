"""The mail of one server: a thread for each design that is being sent."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from certgen.batch.progress import Progress
from certgen.errors import Cancelled, CertgenError, MailError
from certgen.mail.account import Account
from certgen.mail.journal import Journal
from certgen.mail.mailing import Mailing
from certgen.mail.report import SentRow
from certgen.mail.send import send
from designer.outbox.notes import StoredJournal
from designer.outbox.status import Sending
from service.store import Store

MOST_AT_ONCE = 8
MOST_RECORDS = 100_000
_REMEMBERED = 200
_log = logging.getLogger(__name__)

Send = Callable[..., Iterator[SentRow]]


@dataclass(slots=True)
class _Run:
    """A sending as the outbox holds it; `now` is replaced whole, under the outbox's lock."""

    now: Sending
    rows: list[SentRow] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)
    thread: threading.Thread | None = None


class Outbox:
    """Sends for several designs at a time, for each only once at a time.

    Whoever starts it can go; what came of it is remembered until the next one of the design, or
    the end of the server. `work` is a folder for what worker processes make.
    """

    def __init__(
        self,
        store: Store,
        work: Path,
        *,
        most_records: int = MOST_RECORDS,
        send: Send = send,
    ) -> None:
        self._store = store
        self._work = work
        self._most_records = most_records
        self._send = send
        self._runs: OrderedDict[str, _Run] = OrderedDict()
        self._journals: OrderedDict[str, StoredJournal] = OrderedDict()
        self._lock = threading.Lock()
        self._closed = threading.Event()

    def journal(self, owner: str) -> Journal:
        """What was sent of a design.

        Raises:
            StoreError: the store does not tell now.
        """
        with self._lock:
            known = self._journals.get(owner)
        if known is None:
            known = StoredJournal(self._store, owner)
            with self._lock:
                known = self._journals.setdefault(owner, known)
                while len(self._journals) > _REMEMBERED:
                    self._journals.popitem(last=False)
        return known

    def start(self, owner: str, mailing: Mailing, account: Account, *, again: bool = False) -> None:
        """Begins to send; returns at once. While it is being sent already, nothing happens.

        Raises:
            MailError: these are too many, or too many others are sending.
        """
        total = len(mailing.due(again=again))
        if total > self._most_records:
            raise MailError(
                f"{total:,} at once are more than this server sends.",
                f"Send them in parts of up to {self._most_records:,}, chosen by their rows.",
            )
        journal = self.journal(owner)
        with self._lock:
            busy = [one for one, run in self._runs.items() if not run.now.over]
            if owner in busy:
                return
            if len(busy) >= MOST_AT_ONCE:
                raise MailError(
                    "Too many are sending from this server.", "Try again in a few minutes."
                )
            run = self._runs[owner] = _Run(Sending("running", 0, total))
            self._runs.move_to_end(owner)
            while len(self._runs) > _REMEMBERED + MOST_AT_ONCE:
                self._runs.popitem(last=False)
        run.thread = threading.Thread(
            target=self._work_on,
            args=(owner, run, mailing, account, journal, again),
            name="certgen-mail",
            daemon=True,
        )
        run.thread.start()

    def status(self, owner: str) -> Sending | None:
        """The design's latest sending as it is now; None if there was none."""
        with self._lock:
            run = self._runs.get(owner)
            return replace(run.now, rows=tuple(run.rows)) if run is not None else None

    def cancel(self, owner: str) -> None:
        """Stops soon: the message that is on its way is sent to its end."""
        with self._lock:
            run = self._runs.get(owner)
        if run is not None:
            run.stop.set()

    def close(self, patience: float = 5.0) -> None:
        """Stops all, at the end of the server."""
        self._closed.set()
        with self._lock:
            threads = [run.thread for run in self._runs.values() if run.thread is not None]
        for thread in threads:
            thread.join(patience)

    def _work_on(
        self,
        owner: str,
        run: _Run,
        mailing: Mailing,
        account: Account,
        journal: Journal,
        again: bool,
    ) -> None:
        def progress(at: Progress) -> None:
            self._change(run, done=at.done, total=at.total, seconds_left=at.seconds_left)

        try:
            with suppress(OSError):  # whoever needs it will say so
                self._work.mkdir(mode=0o700, parents=True, exist_ok=True)
            rows = self._send(
                mailing,
                account,
                journal,
                again=again,
                apart=True,
                work=self._work / owner,
                progress=progress,
                cancelled=lambda: run.stop.is_set() or self._closed.is_set(),
            )
            for row in rows:
                with self._lock:
                    run.rows.append(row)
        except Cancelled:
            self._change(run, phase="cancelled")
        except CertgenError as error:
            # Where on the server it was made is nobody's business.
            message = error.message.replace(f"{self._work}/", "")
            self._change(run, phase="failed", message=message, hint=error.hint)
        except Exception as error:  # a bug: it must be told, and not by silence
            _log.exception("sending ended with an unexpected error")
            self._change(run, phase="failed", message=f"{type(error).__name__}: {error}")
        else:
            self._change(run, phase="done")

    def _change(self, run: _Run, **changes: object) -> None:
        with self._lock:
            run.now = replace(run.now, **changes)  # type: ignore[arg-type]
