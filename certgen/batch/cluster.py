"""Workers on other machines, through a Dask scheduler (docs.dask.org, “distributed”).

The job travels once, as a task of its own whose result the others ask for: where the worker that
holds it is lost, the scheduler makes it again elsewhere, which scattered data would not survive.
Whoever can reach a scheduler can run code on its workers, so keep it in a private network.
"""

from __future__ import annotations

import hashlib
import logging
import pickle
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import metadata
from typing import Any, ParamSpec, TypeVar, cast

from certgen import __version__
from certgen.batch.job import Job
from certgen.batch.render import Ready, Source, prepare
from certgen.batch.workers import WorkerDied
from certgen.errors import Cancelled, CertgenError, RenderError

CONNECT_SECONDS = 5.0
# Long enough for a cluster that starts its first worker when something is to be done.
WORKER_SECONDS = 60.0
_POLL_SECONDS = 0.1
# What decides about the bytes of a file; equal runs are to make equal bytes. Not the zlib of Python
# and the kind of processor (see deflate.py): nobody can choose these for their own machine.
_ENGINES = (
    *("pillow", "uharfbuzz", "icu4py", "pypdfium2", "pikepdf", "segno", "babel", "msgspec"),
    *("numpy", "isal"),
)
# Dask's client has no complete types.
Client = Any
_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")
_preparing = threading.Lock()
_prepared: dict[str, Ready] = {}


@dataclass(frozen=True, slots=True)
class SentJob:
    """A job on its way to workers, and the versions of what is to render it."""

    digest: str
    pickled: bytes = field(repr=False)
    versions: dict[str, str]

    def ready(self) -> Ready:
        """Made ready; kept for the next call in the same process.

        Raises:
            RenderError: other versions are installed here than where the job comes from.
        """
        check_versions(self.versions)
        with _preparing:  # a worker may have several threads, and all begin at once
            if self.digest not in _prepared:
                _prepared.clear()
                _prepared[self.digest] = prepare(pickle.loads(self.pickled))
            return _prepared[self.digest]


@dataclass(frozen=True, slots=True)
class Cluster:
    """A connection: an executor, what its workers render with, and how many threads they have."""

    executor: Executor
    source: Source
    threads: int


@contextmanager
def connected(scheduler: str, job: Job, cancelled: Callable[[], bool]) -> Iterator[Cluster]:
    """The workers of a scheduler, by its address such as `tcp://host:8786`.

    Raises:
        RenderError: Dask is not installed, the scheduler does not answer, or it has no workers.
        Cancelled: `cancelled` said so before a worker was there.
    """
    client = _client(scheduler)
    try:
        sent = _sent(client, job)
        threads = _awaited_threads(client, scheduler, cancelled)
        executor = ClusterExecutor(client.get_executor(pure=False), scheduler)
        try:
            yield Cluster(executor, sent, threads)
        finally:
            executor.shutdown(wait=False)
    finally:
        # What is still under way has nobody left who wants it, so the scheduler gives it up.
        client.close()


class ClusterExecutor(Executor):
    """Dask's executor, with failures of the cluster told as `run` knows them."""

    def __init__(self, executor: Executor, scheduler: str) -> None:
        self._executor = executor
        self._scheduler = scheduler

    def submit(
        self, fn: Callable[_Given, _Result], /, *args: _Given.args, **kwargs: _Given.kwargs
    ) -> Future[_Result]:
        """Calls an importable function somewhere in the cluster.

        The future raises WorkerDied if several workers ended over it, RenderError if the cluster
        is not usable.
        """
        told: Future[_Result] = Future()
        theirs = self._executor.submit(fn, *args, **kwargs)
        told.add_done_callback(lambda done: theirs.cancel() if done.cancelled() else None)
        theirs.add_done_callback(lambda done: _tell(done, told, self._scheduler))
        return told

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Gives up what is under way unless it is to be waited for."""
        self._executor.shutdown(wait and not cancel_futures)


def versions() -> dict[str, str]:
    """What decides about the bytes of a file, as installed here."""
    python = "{}.{}".format(*sys.version_info)
    return {"certgen": __version__, "Python": python, **{name: _version(name) for name in _ENGINES}}


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "missing"


def check_versions(wanted: dict[str, str]) -> None:
    """Makes sure that files come out the same here.

    Raises:
        RenderError: something else is installed here.
    """
    here = versions()
    other = [f"{n} {here.get(n)} instead of {v}" for n, v in wanted.items() if here.get(n) != v]
    if other:
        raise RenderError(
            f"A worker of the cluster has {', '.join(other)}.",
            "Install the same versions on all workers and here.",
        )


def _client(scheduler: str) -> Client:
    try:
        import distributed
    except ImportError:
        raise RenderError(
            "Making certificates on a cluster needs Dask, which is not installed.",
            'Install it with: pip install "certgen[cluster]"',
        ) from None
    # What it has to say of lost connections comes as an error, once and in our words.
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        open_client: Any = distributed.Client
        return open_client(scheduler, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise RenderError(
            f"The scheduler at {scheduler} does not answer: {error}.",
            "Is it running, and is that its address, as in tcp://host:8786?",
        ) from None


def _sent(client: Client, job: Job) -> Source:
    """The job in the cluster: a Dask future, which arrives in calls as what it stands for."""
    import dask

    pickled = pickle.dumps(job, pickle.HIGHEST_PROTOCOL)
    made = hashlib.sha256(pickled).hexdigest()
    # Dask warns of large arguments because they are usually sent again and again.
    with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 TiB"}):
        source = client.submit(SentJob, made, pickled, versions(), pure=False)
    return cast(Source, source)


def _awaited_threads(client: Client, scheduler: str, cancelled: Callable[[], bool]) -> int:
    for _ in range(round(WORKER_SECONDS / _POLL_SECONDS)):
        if threads := sum(client.nthreads().values()):
            return int(threads)
        if cancelled():
            raise Cancelled("Stopped.")
        time.sleep(_POLL_SECONDS)
    raise RenderError(f"The scheduler at {scheduler} has no workers.", "Start some.")


def _tell(done: Future[_Result], told: Future[_Result], scheduler: str) -> None:
    """Hands an outcome on, unless nobody waits for it any more."""
    if not told.set_running_or_notify_cancel():
        return
    if done.cancelled():
        told.set_exception(
            RenderError(
                f"The scheduler at {scheduler} is gone.",
                "Start it and run this again; what was made is kept.",
            )
        )
    elif error := done.exception():
        told.set_exception(_in_our_words(error))
    else:
        told.set_result(done.result())


def _in_our_words(error: BaseException) -> BaseException:
    from distributed import KilledWorker

    if isinstance(error, KilledWorker):
        return WorkerDied("Several workers ended over this.")
    missing = error if isinstance(error, ImportError) else error.__cause__
    if isinstance(missing, ImportError) and not isinstance(error, CertgenError):
        return RenderError(
            f"The cluster does not have what is needed: {missing}.",
            "Install certgen, the same version as here, on its scheduler and all its workers.",
        )
    return error
