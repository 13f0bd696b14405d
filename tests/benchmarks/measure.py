"""Methods that take turns, each run in a process of its own and bound to a core; their medians."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
FEWEST, MOST = 1, 1000
# Beyond so many pages these take minutes, or all memory; time is for a page.
MOST_PAGES = {"usual script": 4, "WeasyPrint": 100, "pdfme": 200}


class Job(NamedTuple):
    """One cell of the table."""

    output: str
    method: str
    kind: str


class Found(NamedTuple):
    """For one certificate: seconds, bytes; the process's peak memory; certificates in a run."""

    seconds: float
    size: float
    memory: float
    count: int

    @property
    def speed(self) -> float:
        """Certificates in a second."""
        return 1 / self.seconds


class MethodError(Exception):
    """A method did not run."""


@dataclass(frozen=True)
class Bench:
    """How to measure: with whose Python, where, how often and how long."""

    python: Path
    folder: Path
    rounds: int
    seconds: float
    pages: int
    patience: float
    cores: int = 1

    def table(self, jobs: list[Job], failures: dict[str, str]) -> dict[Job, Found]:
        """Medians over interleaved rounds; who fails is noted and left out.

        A first try, not counted, tells how many certificates a run takes. Who took longer than
        the patience for one of them is not asked again.
        """
        tried: dict[Job, dict[str, float]] = {}
        for job in jobs:
            try:
                tried[job] = self._run(job, self._first_count(job))
            except MethodError as error:
                failures[f"{job.method} ({job.output})"] = str(error)
        counts = {job: self._count(job, run["seconds"]) for job, run in tried.items()}
        found: dict[Job, list[dict[str, float]]] = {job: [] for job in tried}
        for _ in range(self.rounds):
            for job, runs in found.items():
                if tried[job]["seconds"] < self.patience:
                    runs.append(self._run(job, counts[job]))
        return {job: _median(runs or [tried[job]], counts[job]) for job, runs in found.items()}

    def _first_count(self, job: Job) -> int:
        if job.output == "merged":
            return min(20, self._count(job, self.seconds))
        return 1 if job.method == "usual script" else 3

    def _count(self, job: Job, tried: float) -> int:
        if job.output == "merged":
            return min(self.pages, MOST_PAGES.get(job.method, self.pages))
        return round(min(MOST, max(FEWEST, self.seconds / tried)))

    def _run(self, job: Job, count: int) -> dict[str, float]:
        """One run on each core at once. On one core, seconds are the processor's."""
        cores = sorted(os.sched_getaffinity(0))[-self.cores :]
        running = [
            subprocess.Popen(
                ["taskset", "-c", str(core), *self._command(job, count), str(core)],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                cwd=self.folder,
            )
            for core in cores
        ]
        said = [process.communicate() for process in running]
        if any(process.returncode for process in running):
            raise MethodError((said[0][1].strip().splitlines() or ["it does not say why"])[-1])
        found: list[dict[str, float]] = [json.loads(out) for out, _ in said]
        clock = "seconds" if self.cores == 1 else "wall"
        most = {key: max(one[key] for one in found) for key in ("bytes", "memory")}
        return {"seconds": 1 / sum(1 / one[clock] for one in found), **most}

    def _command(self, job: Job, count: int) -> list[str]:
        if job.method == "pdfme":
            program = ["node", str(HERE / "pdfme.mjs"), job.output, job.kind]
            return [*program, str(count), str(self.folder)]
        ours = job.method.startswith(("certgen", "limit"))
        python = sys.executable if ours else str(self.python)
        return [python, str(HERE / "one_method.py"), *job, str(count), str(self.folder)]


def _median(found: list[dict[str, float]], count: int) -> Found:
    keys = ("seconds", "bytes", "memory")
    return Found(*(statistics.median(one[key] for one in found) for key in keys), count)
