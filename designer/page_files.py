"""The 75 or so files that Streamlit's page is made of, each answered in one piece.

Streamlit hands every file to a pool of threads several times. Each time it waits for its turn, and
when the first page is wanted the turns go to whatever else is being made ready: that way the files
take as long as everything else the page needs.
"""

from __future__ import annotations

from functools import lru_cache
from mimetypes import guess_type
from pathlib import Path

import streamlit
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

_FOLDER = Path(streamlit.__file__).parent / "static" / "static"
# As Streamlit says it: their names change with their content.
_HEADERS = {"cache-control": "public, immutable, max-age=31536000"}


class PageFiles:
    """ASGI middleware: answers for these files, and passes everything else on."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers or passes on."""
        is_asked = scope["type"] == "http" and scope["method"] == "GET"
        file = files().get(scope["path"]) if is_asked else None
        if file is None:
            await self._app(scope, receive, send)
        else:
            await _answer(file)(scope, receive, send)


@lru_cache(maxsize=1)
def files() -> dict[str, Path]:
    """All of them by their addresses: nothing else in the file system can be asked for."""
    folders = (folder for folder in _FOLDER.iterdir() if folder.is_dir())
    return {f"/static/{one.name}/{file.name}": file for one in folders for file in one.iterdir()}


def _answer(file: Path) -> Response:
    kind = guess_type(file.name)[0] or "application/octet-stream"
    return Response(file.read_bytes(), headers=_HEADERS, media_type=kind)
