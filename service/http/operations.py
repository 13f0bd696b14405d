"""Every address as data: the routes and their description are made from this.

What does the work is named, not imported: a process that was started for one request loads what
that request needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any, Literal

from starlette.responses import Response

from service.http.endpoint import Call

PREFIX = "/api/v1"
_FILES = ("application/pdf", "image/png", "image/jpeg")
_FINDINGS = (("certgen-findings", "what was noticed, as a JSON list in ASCII"),)
_SLICE = (
    ("certgen-first", "the place of its first record, from 0"),
    ("certgen-count", "how many records it is about"),
    ("certgen-total", "how many the list has"),
    ("certgen-failed", "how many of them could not be made; its report.csv says why"),
    ("certgen-next", "the place to go on from; missing at the end of the list"),
)


@dataclass(frozen=True, slots=True)
class Operation:
    """One address.

    `module` is the one in `service.http` that holds the function `name` and the types `request`
    and `answer`, the last one of a JSON answer; else `media` are the types of the file.
    """

    path: str
    method: Literal["GET", "POST"]
    module: str
    name: str
    request: str = ""
    answer: str = ""
    media: tuple[str, ...] = ()
    open: bool = False
    headers: tuple[tuple[str, str], ...] = ()

    def __call__(self, call: Call) -> Response:
        """The answer to a request that was let in."""
        response: Response = self.found(self.name)(call)
        return response

    def found(self, name: str) -> Any:
        """What its module calls so."""
        return getattr(import_module(f"service.http.{self.module}"), name)

    @property
    def summary(self) -> str:
        """What it gives, in one sentence."""
        return str(self.found(self.name).__doc__).partition("\n")[0]


def _post(module: str, name: str, **more: Any) -> Operation:
    return Operation(f"{PREFIX}/{name}", "POST", module, name, **more)


OPERATIONS = (
    Operation("/healthz", "GET", "status", "health", answer="Health", open=True),
    Operation("/readyz", "GET", "status", "readiness", answer="Readiness", open=True),
    Operation(f"{PREFIX}/diagnosis", "GET", "status", "diagnosis", answer="Diagnosis"),
    Operation(f"{PREFIX}/fonts", "GET", "status", "fonts", answer="FontList"),
    _post("rendering", "render", request="RenderRequest", media=_FILES, headers=_FINDINGS),
    _post("rendering", "preview", request="PreviewRequest", media=_FILES[1:], headers=_FINDINGS),
    _post("checking", "preflight", request="PreflightRequest", answer="PreflightAnswer"),
    _post("slicing", "plan", request="PlanRequest", answer="SlicePlan"),
    _post("slicing", "slice", request="SliceRequest", media=("application/zip",), headers=_SLICE),
    _post("slicing", "join", media=("application/zip",)),
)
