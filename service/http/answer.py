"""The shapes of answers: JSON, and files to be kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import msgspec
from starlette.responses import Response

from service.http.problem import HEADERS


def json_answer(value: Any, status: int = 200) -> Response:
    """A value as JSON."""
    return Response(msgspec.json.encode(value), status, HEADERS, "application/json")


def download(data: bytes, name: str, kind: str, headers: Mapping[str, str]) -> Response:
    """A file to be kept under a name, with its media type."""
    return Response(
        data, 200, {**HEADERS, **headers, "content-disposition": attachment(name)}, kind
    )


def attachment(name: str) -> str:
    """The Content-Disposition of a download (RFC 6266), for names in any script (RFC 8187)."""
    plain = "".join(c if " " <= c <= "~" and c not in '"\\%' else "_" for c in name)
    extended = quote(name.encode("utf-8", "replace"), safe="")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{extended}"
