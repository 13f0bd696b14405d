"""Records -> bytes of finished files. What runs in the workers, wherever they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from certgen.batch.job import Job, Task
from certgen.compose import Plan, compose_varying, plan
from certgen.encode import Encoder, encoder_for
from certgen.errors import CertgenError
from certgen.marks import Finding


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one task: the pieces of its file, or in `error` why there is none."""

    task: Task
    pieces: Sequence[bytes] = ()
    findings: tuple[Finding, ...] = ()
    error: str = ""


class Source(Protocol):
    """Where a worker gets what it renders with."""

    def ready(self) -> Ready:
        """The job made ready; quick when it was asked for before."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A job made ready for many records; threads share it."""

    plan: Plan
    encoder: Encoder

    def ready(self) -> Ready:
        """Itself."""
        return self


def prepare(job: Job) -> Ready:
    """What is done once: constant elements set, the template encoded.

    Raises:
        CertgenError: the template or the layout cannot be rendered at all.
    """
    made = plan(job.layout, job.assets)
    return Ready(made, encoder_for(made, job.output))


def render_all(source: Source, tasks: Sequence[Task]) -> list[Result]:
    """The tasks' results, in order."""
    ready = source.ready()
    return [render(ready, task) for task in tasks]


def render(ready: Ready, task: Task) -> Result:
    """One task. Whatever goes wrong with one record is told and leaves the others alone."""
    try:
        page = compose_varying(ready.plan, task.values)
        pieces = ready.encoder.encode(page)
    except CertgenError as error:
        return Result(task, error=str(error))
    except Exception as error:
        return Result(task, error=f"{type(error).__name__}: {error}")
    findings = tuple(f for artwork in page.artworks for f in artwork.findings)
    return Result(task, pieces, task.findings + findings)
