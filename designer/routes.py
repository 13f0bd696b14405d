"""Addresses beside the page: finished files, streamed from the disk."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from designer.jobs import jobs

_TYPES = {".zip": "application/zip", ".pdf": "application/pdf", ".csv": "text/csv; charset=utf-8"}


def routes() -> list[BaseRoute]:
    """What `st.App` serves besides the page."""
    return [Route("/files/{batch}/{name}", finished_file, methods=["GET"])]


def file_address(batch_id: str, path: Path) -> str:
    """Where the browser finds a finished file, relative to the page."""
    return f"files/{batch_id}/{quote(path.name, safe='')}"


async def finished_file(request: Request) -> Response:
    """A finished file, whole or the range asked for (RFC 9110); 404 for anything else.

    Nothing of the address becomes a path: both parts are only looked up among what was made.
    """
    path = jobs().file(request.path_params["batch"], request.path_params["name"])
    if path is None:
        return PlainTextResponse("This file is no longer here. Make it again.", status_code=404)
    headers = {
        "content-disposition": attachment(path.name),
        "cache-control": "private, no-store",
        "x-content-type-options": "nosniff",
    }
    return FileResponse(path, media_type=_TYPES.get(path.suffix), headers=headers)


def attachment(name: str) -> str:
    """The Content-Disposition of a download (RFC 6266), for names in any script (RFC 8187)."""
    plain = "".join(c if " " <= c <= "~" and c not in '"\\%' else "_" for c in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
