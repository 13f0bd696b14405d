"""What went wrong, as RFC 9457 problem details."""

from __future__ import annotations

import msgspec
from starlette.responses import Response

from certgen.errors import (
    Cancelled,
    CertgenError,
    DataError,
    ExportError,
    FontError,
    LayoutError,
    ProjectError,
    RenderError,
    TemplateError,
)

MEDIA_TYPE = "application/problem+json"

# Every answer is somebody's personal data and none is a page.
HEADERS = {
    "cache-control": "private, no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
_KINDS: dict[type[CertgenError], str] = {
    TemplateError: "template",
    DataError: "data",
    LayoutError: "layout",
    FontError: "font",
    RenderError: "render",
    ProjectError: "project",
    ExportError: "export",
    Cancelled: "time",
}
_TITLES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    408: "Request Timeout",
    413: "Content Too Large",
    415: "Unsupported Media Type",
    422: "Unprocessable Content",
    500: "Internal Server Error",
    503: "Service Unavailable",
    507: "Insufficient Storage",
}


class ProblemDetails(msgspec.Struct, frozen=True, kw_only=True):
    """Why a request was not done.

    `detail` says what is wrong, `hint` what to do now. `kind` names the part that is to be
    corrected: request, access, limit, time, template, data, layout, font, render, project, export
    or internal. `row` and `column` are places in the list, `path` one in the layout.
    """

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    hint: str = ""
    kind: str = "internal"
    row: int | None = None
    column: str | None = None
    path: str = ""


class RequestError(CertgenError):
    """A request that is not done; `status` is HTTP's, `kind` as in `ProblemDetails`."""

    def __init__(
        self,
        status: int,
        kind: str,
        message: str,
        hint: str = "",
        *,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(message, hint)
        self.status = status
        self.kind = kind
        self.headers = headers or {}


def problem_response(error: CertgenError) -> Response:
    """The answer that tells an error."""
    status = _status(error)
    kind = error.kind if isinstance(error, RequestError) else _KINDS.get(type(error), "request")
    details = ProblemDetails(
        title=_TITLES[status],
        status=status,
        detail=error.message,
        hint=error.hint,
        kind=kind,
        row=getattr(error, "row", None),
        column=getattr(error, "column", None),
        path=getattr(error, "path", ""),
    )
    headers = {**HEADERS, **(error.headers if isinstance(error, RequestError) else {})}
    return Response(_encoded(details), status, headers, MEDIA_TYPE)


def unexpected() -> Response:
    """The answer to a bug: nothing of it is told outside."""
    return problem_response(
        RequestError(
            500, "internal", "Something unexpected happened.", "It has been written to the log."
        )
    )


def _status(error: CertgenError) -> int:
    if isinstance(error, RequestError):
        return error.status
    if isinstance(error, Cancelled):
        return 503
    return 507 if isinstance(error, ExportError) else 422


def _encoded(details: ProblemDetails) -> bytes:
    members = {n: v for n, v in msgspec.to_builtins(details).items() if v not in ("", None)}
    # What a person wrote is quoted in messages and may hold half of a surrogate pair.
    clean = {
        name: value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
        for name, value in members.items()
    }
    return msgspec.json.encode(clean)
