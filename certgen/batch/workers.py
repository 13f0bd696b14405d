"""Worker processes of our own: fresh interpreters that are asked over pipes.

`multiprocessing` would either fork a server that runs threads or import its main script anew, and
its pool is lost with the first worker that dies. Here each thread of a pool owns one process; one
that dies takes a single call with it and is replaced. Run as a module this file is the worker.
"""

from __future__ import annotations

import os
import pickle
import signal
import struct
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import Any, BinaryIO, ParamSpec, TypeVar, cast

from certgen.child_process import child_environment

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")
_LENGTH = struct.Struct(">Q")
# Half of what there is: others come first, and on an idle machine nothing is lost by it.
LOW_PRIORITY = 10


class WorkerDied(BrokenExecutor):
    """A worker process ended in the middle of a call."""


class WorkerProcesses(Executor):
    """An executor over `count` processes, started when first needed.

    With `yielding` whatever else the machine has to do comes first (not on Windows).
    """

    def __init__(self, count: int, *, yielding: bool = False) -> None:
        self._priority = LOW_PRIORITY if yielding else 0
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="certgen-worker")
        self._mine = threading.local()
        self._all: set[_Worker] = set()
        self._lock = threading.Lock()
        self._closed = False

    def submit(
        self, fn: Callable[_Given, _Result], /, *args: _Given.args, **kwargs: _Given.kwargs
    ) -> Future[_Result]:
        """Calls an importable function in one of the processes.

        The future raises WorkerDied if the process ends without an answer.
        """
        return self._threads.submit(self._call, partial(fn, *args, **kwargs))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Ends the processes; with `cancel_futures` in the middle of what they do."""
        self._threads.shutdown(wait=wait and not cancel_futures, cancel_futures=cancel_futures)
        with self._lock:
            self._closed = True
            workers, self._all = self._all, set()
        for worker in workers:
            worker.end()

    def _call(self, call: partial[_Result]) -> _Result:
        if self._closed:
            raise WorkerDied("The workers are shut down.")
        worker = getattr(self._mine, "worker", None) or self._started()
        try:
            done, value = worker.ask(call)
        except (OSError, EOFError, pickle.UnpicklingError):
            self._mine.worker = None
            self._all.discard(worker)
            worker.end()
            raise WorkerDied("A worker process ended in the middle of its work.") from None
        if done:
            return value  # type: ignore[no-any-return]
        raise value

    def _started(self) -> _Worker:
        with self._lock:
            if self._closed:
                raise WorkerDied("The workers are shut down.")
            worker = _Worker(self._priority)
            self._all.add(worker)
        self._mine.worker = worker
        return worker


class _Worker:
    """One process and the pipes to it."""

    def __init__(self, priority: int) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "certgen.batch.workers", str(priority)],
            env=child_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        # Popen has both, being asked for pipes; its types cannot say so.
        self._questions = cast(BinaryIO, self._process.stdin)
        self._answers = cast(BinaryIO, self._process.stdout)

    def ask(self, call: partial[Any]) -> tuple[bool, Any]:
        _send(self._questions, call)
        done, value = _receive(self._answers)
        return done, value

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._questions, self._answers):
            with suppress(OSError):
                pipe.close()


def _send(pipe: BinaryIO, value: object) -> None:
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    pipe.write(_LENGTH.pack(len(data)) + data)
    pipe.flush()


def _receive(pipe: BinaryIO) -> Any:
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    data = pipe.read(length)
    if len(data) < length:
        raise EOFError
    return pickle.loads(data)


def _answer(call: partial[Any]) -> tuple[bool, Any]:
    try:
        return True, call()
    except Exception as error:
        return False, error


def _main() -> int:
    if hasattr(os, "nice"):
        os.nice(int(sys.argv[1]))
    # Ctrl-C is the parent's to handle; what anybody prints must not get between the answers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    questions, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    while True:
        try:
            call = _receive(questions)
        except EOFError:
            return 0
        try:
            _send(answers, _answer(call))
        except Exception as error:  # The answer cannot be pickled; nothing of it was sent yet.
            _send(answers, (False, TypeError(f"the answer cannot be sent: pickle says {error}")))


if __name__ == "__main__":
    raise SystemExit(_main())
