"""Addresses beside the page: finished files, streamed from where they are kept."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from designer.jobs import jobs
from designer.jobs.status import FinishedFile
from service.http.answer import attachment
from service.store import StoreError
from service.store.download import stored_file

_TYPES = {".zip": "application/zip", ".pdf": "application/pdf", ".csv": "text/csv; charset=utf-8"}


def routes() -> list[BaseRoute]:
    """What `st.App` serves besides the page."""
    return [Route("/files/{batch}/{name}", finished_file, methods=["GET"])]


def file_address(batch_id: str, file: FinishedFile) -> str:
    """Where the browser finds a finished file, relative to the page."""
    return f"files/{batch_id}/{quote(file.name, safe='')}"


async def finished_file(request: Request) -> Response:
    """A finished file, whole or the range asked for; 404 for anything else.

    Nothing of the address becomes a path: both parts are only looked up among what was made.
    """
    try:
        found = await run_in_threadpool(
            jobs().file, request.path_params["batch"], request.path_params["name"]
        )
    except StoreError as error:
        return PlainTextResponse(f"{error.message} Try again in a minute.", status_code=503)
    if found is None:
        return PlainTextResponse("This file is no longer here. Make it again.", status_code=404)
    headers = {
        "content-disposition": attachment(found.file.name),
        "cache-control": "private, no-store",
        "x-content-type-options": "nosniff",
    }
    kind = _TYPES.get(Path(found.file.name).suffix, "application/octet-stream")
    return stored_file(request, found.store, found.entry, kind, headers)
