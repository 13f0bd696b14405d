"""What is known of batches outside of the server that makes them.

While a batch is under way its server writes down every few seconds how far it is. Whoever finds
that this has stopped may go on with it: the project lies beside, until the batch is over.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Iterator

import msgspec

from certgen.batch.rows import Rows
from certgen.errors import CertgenError
from certgen.project import Project, load_project, save_project
from designer.jobs.status import Status
from service.store import MissingError, Store, StoreError
from service.store.behind import WriteBehind
from service.store.retention import named

BATCH, LATEST, JOB, STOP = "batch", "latest", "job", "stop"
_FRESH_SECONDS = 1.0
_REMEMBERED = 1000
CLAIM_SECONDS = 1.0
_log = logging.getLogger(__name__)


class BatchRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A batch for all servers.

    `server` is the one that makes it, `beat` when that last said so, in seconds since 1970; 0 where
    it gave the batch up. `file_name` is what the finished file is to be called.
    """

    status: Status
    owner: str
    rows: Rows
    file_name: str
    server: str
    beat: float


_decode = msgspec.json.Decoder(BatchRecord).decode


class Records:
    """The records of all servers that share a store. Writing never waits for it, reading does.

    What is begun is written at once: a server may end in the very next second.
    """

    def __init__(self, store: Store, *, claim_seconds: float = CLAIM_SECONDS) -> None:
        self._store = store
        self._claim_seconds = claim_seconds
        self._notes: WriteBehind[BatchRecord] = WriteBehind(store, msgspec.json.encode, pause=0.0)
        self._latest: WriteBehind[str] = WriteBehind(store, str.encode, pause=0.0)
        self._projects = WriteBehind(store, save_project, pause=0.0)
        self._seen: OrderedDict[str, tuple[float, bytes]] = OrderedDict()
        self._lock = threading.Lock()

    def begin(self, record: BatchRecord, project: Project) -> None:
        """Writes down a batch that was just started, and what it is made of."""
        self._projects.put(f"{record.status.id}.{JOB}", project)
        self._latest.put(f"{record.owner}.{LATEST}", record.status.id)
        self.note(record)

    def note(self, record: BatchRecord) -> None:
        """Writes down how a batch is now; one that is over needs its project no more."""
        self._notes.put(f"{record.status.id}.{BATCH}", record)
        if record.status.over:
            self._projects.remove(f"{record.status.id}.{JOB}")

    def read(self, batch_id: str) -> BatchRecord | None:
        """A batch as it was written down last; None if there is none (any more)."""
        waiting = self._notes.waiting(f"{batch_id}.{BATCH}")
        return waiting or _record(self._read(f"{batch_id}.{BATCH}"))

    def latest(self, owner: str) -> str | None:
        """The id of the owner's newest batch."""
        waiting = self._latest.waiting(f"{owner}.{LATEST}")
        return waiting or self._read(f"{owner}.{LATEST}").decode("ascii", "replace") or None

    def project(self, batch_id: str) -> Project | None:
        """What a batch is made of; None if it is gone."""
        try:
            return load_project(self._store.read(f"{batch_id}.{JOB}"), "the project of the batch")
        except CertgenError as error:
            _log.warning("the project of a batch could not be read: %s", error)
            return None

    def claim(self, record: BatchRecord, ours: BatchRecord) -> bool:
        """Tries to become the server that makes this batch, if it still is as it was seen.

        Of several who try within `claim_seconds` it is the last. Where a store is slower than that,
        two make it, to the same bytes.

        Raises:
            StoreError: the store does not do it now.
        """
        name = f"{record.status.id}.{BATCH}"
        if _record(self._store.read(name)) != record:
            return False
        self._store.write(name, msgspec.json.encode(ours))
        time.sleep(self._claim_seconds)
        found = _record(self._store.read(name))
        return found is not None and found.server == ours.server

    def under_way(self) -> Iterator[BatchRecord]:
        """All batches that are not over, of this server and of others.

        Raises:
            StoreError: the store cannot be looked through now.
        """
        names = named(BATCH)
        for entry in self._store.entries():
            if names.fullmatch(entry.name):
                record = _record(self._fetched(entry.name) or b"")
                if record is not None and not record.status.over:
                    yield record

    def forget(self, batch_id: str) -> None:
        """Deletes all that is written of a batch."""
        self._notes.remove(f"{batch_id}.{BATCH}")
        self._projects.remove(f"{batch_id}.{JOB}")

    def ask_to_stop(self, batch_id: str) -> None:
        """Asks the server that makes it, whichever that is; raises StoreError."""
        self._store.write(f"{batch_id}.{STOP}", b"")

    def asked_to_stop(self, batch_id: str) -> bool:
        """Whether somebody did; a store that fails says nothing."""
        try:
            return self._store.entry(f"{batch_id}.{STOP}") is not None
        except StoreError:
            return False

    def flush(self) -> None:
        """Writes what is not written yet, before the server ends."""
        for behind in (self._projects, self._latest, self._notes):
            behind.flush()

    def _read(self, name: str) -> bytes:
        """The content, at most a second old; nothing where there is none or the store fails."""
        with self._lock:
            at, data = self._seen.get(name, (-_FRESH_SECONDS, b""))
        if at + _FRESH_SECONDS > time.monotonic():
            return data
        fetched = self._fetched(name)
        if fetched is None:
            return data
        with self._lock:
            self._seen[name] = time.monotonic(), fetched
            while len(self._seen) > _REMEMBERED:
                self._seen.popitem(last=False)
        return fetched

    def _fetched(self, name: str) -> bytes | None:
        """The content now, empty if there is none; None where the store cannot tell."""
        try:
            return self._store.read(name)
        except (MissingError, ValueError):
            return b""
        except StoreError as error:
            _log.warning("a batch could not be looked up: %s", error)
            return None


def _record(data: bytes) -> BatchRecord | None:
    try:
        return _decode(data) if data else None
    except msgspec.DecodeError:
        return None
