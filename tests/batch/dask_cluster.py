"""A Dask scheduler and its workers as processes of their own, on loopback and free ports."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from pathlib import Path

from certgen.child_process import child_environment


class DaskCluster:
    """Starts a scheduler; `with` ends it and all its workers.

    A task that ended a worker is tried on so many others, `more_tries`, until it is given up.
    """

    def __init__(self, folder: Path, more_tries: int = 3) -> None:
        self._folder = folder
        self._tries = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": str(more_tries)}
        self._processes: list[subprocess.Popen[str]] = []
        self.scheduler = self._start(
            "scheduler", "Scheduler at", "--port", "0", "--no-dashboard", "--no-show"
        )
        self.address = self._said.split()[-1]

    def add_worker(self, *options: str) -> subprocess.Popen[str]:
        """A worker with one thread, once it is known to the scheduler."""
        fixed = ("--nthreads", "1", "--no-dashboard", "--local-directory", str(self._folder))
        ready = "Registered to" if "--no-nanny" in options else "Start Nanny"
        return self._start("worker", ready, self.address, *fixed, *options)

    def __enter__(self) -> DaskCluster:
        return self

    def __exit__(self, *error: object) -> None:
        for process in reversed(self._processes):
            process.kill()
        for process in self._processes:
            process.communicate()

    def _start(self, kind: str, ready: str, *options: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "distributed.cli.dask_" + kind, "--host", "127.0.0.1", *options],
            cwd=self._folder,
            env={**child_environment(), **self._tries},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._processes.append(process)
        said = ""
        for line in process.stderr:
            said += line
            if ready in line:
                self._said = line
                return process
        raise AssertionError(f"the {kind} ended:\n{said}")


class DeadlyToWorkers(str):
    """A name that ends a worker under its nanny; the scheduler, which reads it too, lives."""

    def __reduce__(self):
        return (_end_or_read, (str(self),))


def _end_or_read(text):
    if multiprocessing.parent_process():
        os._exit(9)
    return DeadlyToWorkers(text)
