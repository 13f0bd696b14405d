"""Short addresses for pictures on the page, so that a gesture sends words and not pixels.

The server keeps the pictures shown last, each under a name nobody can guess and that changes with
its content; a browser fetches each once. Where only the script runs, as in a test, there is no
server to ask, and the picture itself is the address.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
import threading
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

KEPT_BYTES = 128 * 2**20
_FOLDER = "pictures"
_KINDS = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg"}


class PictureShelf:
    """Pictures by name; those not asked for longest go first when there are too many."""

    def __init__(self, kept_bytes: int = KEPT_BYTES) -> None:
        self._kept_bytes = kept_bytes
        self._key = secrets.token_bytes(32)
        self._pictures: OrderedDict[str, bytes] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def put(self, data: bytes) -> str:
        """Keeps a picture file and gives its name."""
        name = hashlib.blake2b(data, key=self._key, digest_size=16).hexdigest()
        with self._lock:
            if name not in self._pictures:
                self._bytes += len(data)
            self._pictures[name] = data
            self._pictures.move_to_end(name)
            while self._bytes > self._kept_bytes and len(self._pictures) > 1:
                self._bytes -= len(self._pictures.popitem(last=False)[1])
        return name

    def get(self, name: str) -> bytes | None:
        """The picture of this name; None if it is gone or never was."""
        with self._lock:
            if name in self._pictures:
                self._pictures.move_to_end(name)
            return self._pictures.get(name)


_shelf = PictureShelf()
_serving = threading.Event()


def address(data: bytes, page_url: str | None = None) -> str:
    """Where the page finds a PNG or JPEG file; relative to it, or complete if `page_url` is given.

    Where no server answers, a data address.
    """
    if not served():
        return f"data:{_kind(data)};base64,{base64.b64encode(data).decode('ascii')}"
    path = f"{_FOLDER}/{_shelf.put(data)}"
    return path if page_url is None else f"{page_url.partition('?')[0].rstrip('/')}/{path}"


def served() -> bool:
    """Whether there is a server to ask."""
    return _serving.is_set()


def picture_route() -> Route:
    """The route that answers for these addresses."""
    return Route(f"/{_FOLDER}/{{name}}", _picture, methods=["GET"])


@asynccontextmanager
async def answering(app: Any) -> AsyncIterator[None]:
    """Lifespan of the application: while it lasts, there is a server to ask."""
    _serving.set()
    try:
        yield
    finally:
        _serving.clear()


async def _picture(request: Request) -> Response:
    data = _shelf.get(request.path_params["name"])
    if data is None:
        return Response(status_code=404)
    headers = {
        "cache-control": "private, max-age=31536000, immutable",
        "x-content-type-options": "nosniff",
    }
    return Response(data, media_type=_kind(data), headers=headers)


def _kind(data: bytes) -> str:
    return next((kind for start, kind in _KINDS.items() if data.startswith(start)), "image/png")
