"""Which designs a browser worked on last.

The browser carries nothing but a random number in a cookie, which scripts on the page cannot read;
what it stands for lies in the store. Without cookies there is no list, and everything else works.
"""

from __future__ import annotations

import logging
import re
import secrets
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from pathlib import Path

import msgspec
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "certgen_visitor"
LISTED = 12
_YEAR = 365 * 24 * 3600
_ID = re.compile(r"[A-Za-z0-9_-]{16,64}")
_log = logging.getLogger(__name__)


class Visited(msgspec.Struct, frozen=True):
    """A design this browser worked on."""

    project_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Visits:
    """The lists of all browsers, a small file for each."""

    folder: Path

    def of(self, visitor: str) -> tuple[Visited, ...]:
        """What a browser worked on, newest first."""
        if not _ID.fullmatch(visitor):
            return ()
        try:
            return msgspec.json.decode(self._path(visitor).read_bytes(), type=tuple[Visited, ...])
        except (OSError, msgspec.DecodeError):
            return ()

    def note(self, visitor: str, project_id: str, name: str) -> None:
        """Puts a design first in a browser's list; a full disk costs the list, nothing else."""
        if not _ID.fullmatch(visitor):
            return
        known = self.of(visitor)
        newest = Visited(project_id, name)
        if known[:1] == (newest,):
            return
        listed = (newest, *(v for v in known if v.project_id != project_id))[:LISTED]
        part = self._path(visitor).with_suffix(".part")
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            part.write_bytes(msgspec.json.encode(listed))
            part.replace(self._path(visitor))
        except OSError as error:
            _log.warning("the list of recent designs could not be saved: %s", error)

    def _path(self, visitor: str) -> Path:
        return self.folder / f"{visitor}.visitor"


class VisitorCookie:
    """ASGI middleware: gives every browser its number with the first page it asks for."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes everything on; adds the cookie to answers for browsers that have none."""
        if scope["type"] != "http" or scope["path"] != "/" or _visitor_in(scope):
            await self._app(scope, receive, send)
            return
        cookie = _cookie(secure=scope.get("scheme") == "https")

        async def with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [*message.get("headers", []), (b"set-cookie", cookie.encode())]
                message = {**message, "headers": headers}
            await send(message)

        await self._app(scope, receive, with_cookie)


def _cookie(*, secure: bool) -> str:
    value = f"{COOKIE}={secrets.token_urlsafe(16)}; Max-Age={_YEAR}; Path=/; HttpOnly; SameSite=Lax"
    return value + ("; Secure" if secure else "")


def _visitor_in(scope: Scope) -> str:
    for name, value in scope["headers"]:
        if name == b"cookie":
            try:
                found = SimpleCookie(value.decode("latin-1")).get(COOKIE)
            except CookieError:
                continue
            if found is not None and _ID.fullmatch(found.value):
                return found.value
    return ""
