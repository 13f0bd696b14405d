"""One certificate, as a file or as a small picture."""

from __future__ import annotations

import json

from starlette.responses import Response

from certgen.marks import Finding
from service.http.answer import download
from service.http.asked import PreviewRequest, RenderRequest, asked, project_of, with_one
from service.http.endpoint import Call
from service.http.problem import RequestError
from service.one import Made, preview_one, render_one

FINDINGS_TOLD = 20
_FINDINGS_BYTES = 3_000


def render(call: Call) -> Response:
    """One certificate."""
    request = asked(call.received, RenderRequest)
    return _file(call, render_one(*with_one(project_of(request), request)))


def preview(call: Call) -> Response:
    """One certificate as a small picture."""
    request = asked(call.received, PreviewRequest)
    project, rows = with_one(project_of(request), request)
    return _file(call, preview_one(project, rows, request.width, request.format))


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
    return download(made.data, made.name, made.media_type, headers)


def _findings(findings: tuple[Finding, ...]) -> str:
    """What was noticed, as a JSON list in ASCII that fits a header."""
    told: list[dict[str, str]] = []
    for finding in dict.fromkeys(findings):
        entry = {"severity": finding.severity, "kind": finding.kind, "message": finding.message}
        if len(told) == FINDINGS_TOLD or len(json.dumps([*told, entry])) > _FINDINGS_BYTES:
            break
        told.append(entry)
    return json.dumps(told)
