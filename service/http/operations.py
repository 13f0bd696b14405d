"""Every address as data: the routes and their description are made from this."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from service.diagnosis import Diagnosis
from service.http import answers
from service.http.asked import (
    Design,
    PlanRequest,
    PreflightRequest,
    PreviewRequest,
    RenderRequest,
    SliceRequest,
)
from service.http.endpoint import Work
from service.slices import SlicePlan

PREFIX = "/api/v1"
_FILES = ("application/pdf", "image/png", "image/jpeg")


@dataclass(frozen=True, slots=True)
class Operation:
    """One address. `answer` is the type of a JSON answer; else `media` are those of the file."""

    path: str
    method: Literal["GET", "POST"]
    name: str
    work: Work
    request: type[Design] | None = None
    answer: type | None = None
    media: tuple[str, ...] = ()
    open: bool = False
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def summary(self) -> str:
        """What it gives, in one sentence."""
        return (self.work.__doc__ or "").partition("\n")[0]


_FINDINGS = (("certgen-findings", "what was noticed, as a JSON list in ASCII"),)
_SLICE = (
    ("certgen-first", "the place of its first record, from 0"),
    ("certgen-count", "how many records it is about"),
    ("certgen-total", "how many the list has"),
    ("certgen-failed", "how many of them could not be made; its report.csv says why"),
    ("certgen-next", "the place to go on from; missing at the end of the list"),
)

OPERATIONS = (
    Operation("/healthz", "GET", "health", answers.health, answer=answers.Health, open=True),
    Operation(
        "/readyz", "GET", "readiness", answers.readiness, answer=answers.Readiness, open=True
    ),
    Operation(f"{PREFIX}/diagnosis", "GET", "diagnosis", answers.diagnosis, answer=Diagnosis),
    Operation(f"{PREFIX}/fonts", "GET", "fonts", answers.fonts, answer=answers.FontList),
    Operation(
        f"{PREFIX}/render",
        "POST",
        "render",
        answers.render_answer,
        RenderRequest,
        media=_FILES,
        headers=_FINDINGS,
    ),
    Operation(
        f"{PREFIX}/preview",
        "POST",
        "preview",
        answers.preview_answer,
        PreviewRequest,
        media=_FILES[1:],
        headers=_FINDINGS,
    ),
    Operation(
        f"{PREFIX}/preflight",
        "POST",
        "preflight",
        answers.preflight_answer,
        PreflightRequest,
        answers.PreflightAnswer,
    ),
    Operation(f"{PREFIX}/plan", "POST", "plan", answers.plan_answer, PlanRequest, SlicePlan),
    Operation(
        f"{PREFIX}/slice",
        "POST",
        "slice",
        answers.slice_answer,
        SliceRequest,
        media=("application/zip",),
        headers=_SLICE,
    ),
    Operation(f"{PREFIX}/join", "POST", "join", answers.join_answer, media=("application/zip",)),
)
