"""What is answered, one function for each address."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any, Literal
from urllib.parse import quote

import msgspec
from starlette.responses import Response

from certgen.errors import DataError
from certgen.fontbook import FontBook
from certgen.marks import Finding
from certgen.preflight.problem import Problem
from service.archive import MemoryZip
from service.diagnosis import Check, checks, diagnose
from service.http.asked import (
    PlanRequest,
    PreflightRequest,
    PreviewRequest,
    RenderRequest,
    SliceRequest,
    asked,
    project_of,
    with_list,
    with_one,
)
from service.http.endpoint import Call
from service.http.problem import HEADERS, RequestError
from service.join import join
from service.one import Made, preview_one, render_one
from service.slices import make_slice, plan_slices

FINDINGS_TOLD = 20
_FINDINGS_BYTES = 3_000


class Health(msgspec.Struct, frozen=True):
    """The server answers."""

    status: Literal["ok"] = "ok"


class Readiness(msgspec.Struct, frozen=True):
    """`ready` certificates can be rendered; `limited` they can, but something else is wrong."""

    status: Literal["ready", "limited", "broken"]
    checks: tuple[Check, ...]


class FontFamily(msgspec.Struct, frozen=True):
    """A family by the name that layouts use, its weights from 100 to 900 and a line set in it."""

    name: str
    category: str
    weights: tuple[int, ...]
    italic: bool
    sample: str


class FontList(msgspec.Struct, frozen=True):
    """All families that can be used without sending a font."""

    fonts: tuple[FontFamily, ...]


class PreflightAnswer(msgspec.Struct, frozen=True):
    """The problems found. Not `complete`: the time was over, and some may be missing."""

    complete: bool
    errors: int
    warnings: int
    problems: tuple[Problem, ...]


def health(call: Call) -> Response:
    """That the server answers."""
    return json_answer(Health())


def readiness(call: Call) -> Response:
    """Whether certificates can be rendered; 503 if not."""
    found = checks(call.configuration)
    works = all(check.works for check in found)
    usable = all(check.works for check in found if check.needed)
    # Anybody may ask this: why something fails is told by the diagnosis.
    quiet = tuple(Check(c.name, c.works, "", c.needed) for c in found)
    status: Any = "ready" if works else "limited" if usable else "broken"
    return json_answer(Readiness(status, quiet), 200 if usable else 503)


def diagnosis(call: Call) -> Response:
    """The state of the server, as JSON or, for a browser, as a page."""
    found = diagnose(call.configuration)
    if "text/html" in call.accept:
        from service.http.page import diagnosis_page

        return Response(diagnosis_page(found), 200, HEADERS, "text/html; charset=utf-8")
    return json_answer(found)


def fonts(call: Call) -> Response:
    """The fonts that can be used by name."""
    return json_answer(
        FontList(
            tuple(
                FontFamily(
                    name=family.name,
                    category=family.category,
                    weights=tuple(sorted({w for f in family.faces for w in _weights(f)})),
                    italic=any(face.italic for face in family.faces),
                    sample=family.sample,
                )
                for family in FontBook.shipped().families
            )
        )
    )


def _weights(face: Any) -> range | tuple[int]:
    lightest, boldest = (round(weight) for weight in face.lightest_to_boldest())
    return (lightest,) if lightest == boldest else range(lightest, boldest + 1, 100)


def render_answer(call: Call) -> Response:
    """One certificate."""
    request = asked(call.received, RenderRequest)
    return _file(call, render_one(*with_one(project_of(request), request)))


def preview_answer(call: Call) -> Response:
    """One certificate as a small picture."""
    request = asked(call.received, PreviewRequest)
    project, rows = with_one(project_of(request), request)
    return _file(call, preview_one(project, rows, request.width, request.format))


def preflight_answer(call: Call) -> Response:
    """Every problem that can be found within the time."""
    from certgen.preflight import check

    request = asked(call.received, PreflightRequest)
    project, rows = with_list(project_of(request), request, call.configuration.max_records)
    problems: list[Problem] = []
    complete = True
    for problem in check(project, rows=rows):
        problems.append(problem)
        if call.limits.left < 0:
            complete = False
            break
    return json_answer(
        PreflightAnswer(
            complete=complete,
            errors=sum(problem.severity == "error" for problem in problems),
            warnings=sum(problem.severity == "warning" for problem in problems),
            problems=tuple(problems),
        )
    )


def plan_answer(call: Call) -> Response:
    """The slices that a list is best made in."""
    request = asked(call.received, PlanRequest)
    project, rows = with_list(project_of(request), request, call.configuration.max_records)
    return json_answer(plan_slices(project, rows, call.limits))


def slice_answer(call: Call) -> Response:
    """Some certificates of a list in a ZIP, and in the headers where to go on."""
    request = asked(call.received, SliceRequest)
    project, rows = with_list(project_of(request), request, call.configuration.max_records)
    made = make_slice(project, rows, request.first, request.count, call.limits, job=request.job)
    headers = {
        "certgen-first": str(made.note.first),
        "certgen-count": str(made.note.count),
        "certgen-total": str(made.note.total),
        "certgen-failed": str(made.failed),
        **({} if made.next is None else {"certgen-next": str(made.next)}),
    }
    return _download(made.data, f"slice-{made.note.first}.zip", "application/zip", headers)


def join_answer(call: Call) -> Response:
    """The slices of a batch as the one ZIP that the batch would have given."""
    if set(call.received.files) - {"slices"}:
        raise RequestError(422, "request", "Only parts of the name “slices” belong here.")
    files = call.received.files.get("slices", [])
    if not files:
        raise DataError("There are no slices to join.", "Send each as a part named “slices”.")
    archive = MemoryZip()

    def add(name: str, pieces: Any) -> None:
        archive.add(name, pieces)
        if archive.size > call.limits.bytes:
            raise RequestError(
                413,
                "limit",
                f"The joined file is larger than {call.limits.bytes / 2**20:.0f} MB.",
                "Join the slices where they are: python -m service.join OUT SLICE…",
            )

    report = join([(file.name, io.BytesIO(file.data)) for file in files], add)
    return _download(archive.finish(report), "certificates.zip", "application/zip", {})


def json_answer(value: Any, status: int = 200) -> Response:
    """A value as JSON."""
    return Response(msgspec.json.encode(value), status, HEADERS, "application/json")


def _file(call: Call, made: Made) -> Response:
    if len(made.data) > call.limits.bytes:
        raise RequestError(
            413,
            "limit",
            f"The certificate has {len(made.data) / 2**20:.1f} MB; an answer may have "
            f"{call.limits.bytes / 2**20:.0f} MB.",
            "Choose PDF or JPEG, or a lower resolution.",
        )
    headers = {"certgen-findings": _findings(made.findings)} if made.findings else {}
    return _download(made.data, made.name, made.media_type, headers)


def _findings(findings: tuple[Finding, ...]) -> str:
    """What was noticed, as a JSON list in ASCII that fits a header."""
    told: list[dict[str, str]] = []
    for finding in dict.fromkeys(findings):
        entry = {"severity": finding.severity, "kind": finding.kind, "message": finding.message}
        if len(told) == FINDINGS_TOLD or len(_ascii([*told, entry])) > _FINDINGS_BYTES:
            break
        told.append(entry)
    return _ascii(told)


def _ascii(value: Any) -> str:
    import json

    return json.dumps(value)


def _download(data: bytes, name: str, kind: str, headers: Mapping[str, str]) -> Response:
    return Response(data, 200, {**HEADERS, **headers, "content-disposition": _named(name)}, kind)


def _named(name: str) -> str:
    """RFC 6266, with the name in any script as RFC 8187 has it."""
    plain = "".join(c if " " <= c <= "~" and c not in '"\\%' else "_" for c in name)
    extended = quote(name.encode("utf-8", "replace"), safe="")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{extended}"
