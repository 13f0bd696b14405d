"""Which designs a browser worked on last.

The browser carries nothing but a random number in a cookie, which scripts on the page cannot read;
what it stands for lies in the store. Without cookies there is no list, and everything else works.
"""

from __future__ import annotations

import logging
import re
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Sequence
from http.cookies import CookieError, SimpleCookie
from math import inf

import msgspec
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from designer.cookies import cookie
from service.store import MissingError, Store, StoreError
from service.store.behind import WriteBehind

COOKIE = "certgen_visitor"
LISTED = 12
KIND = "visitor"
_REMEMBERED = 1000
_YEAR = 365 * 24 * 3600
_ID = re.compile(r"[A-Za-z0-9_-]{16,64}")
_log = logging.getLogger(__name__)


class Visited(msgspec.Struct, frozen=True):
    """A design this browser worked on."""

    project_id: str
    name: str


_lists = msgspec.json.Decoder(tuple[Visited, ...])


class Visits:
    """The lists of all browsers, a small file for each; asking and noting cost no waiting.

    What another server noted is seen after `fresh_seconds`.
    """

    def __init__(self, store: Store, *, pause: float = 1.0, fresh_seconds: float = 20.0) -> None:
        self._store = store
        self._behind = WriteBehind(store, msgspec.json.encode, pause=pause)
        self._fresh_seconds = fresh_seconds
        self._seen: OrderedDict[str, tuple[float, tuple[Visited, ...]]] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, visitor: str) -> tuple[Visited, ...]:
        """What a browser worked on, newest first; nothing where the store cannot tell."""
        if not _ID.fullmatch(visitor):
            return ()
        waiting = self._behind.waiting(_name(visitor))
        if waiting is not None:
            return waiting
        now = time.monotonic()
        with self._lock:
            at, listed = self._seen.get(visitor, (-inf, ()))
        if at + self._fresh_seconds <= now:
            listed = self._read(visitor, listed)
            self._see(visitor, listed)
        return listed

    def note(self, visitor: str, project_id: str, name: str) -> None:
        """Puts a design first in a browser's list."""
        if not _ID.fullmatch(visitor):
            return
        known = self.of(visitor)
        newest = Visited(project_id, name)
        if known[:1] == (newest,):
            return
        listed = (newest, *(v for v in known if v.project_id != project_id))[:LISTED]
        self._see(visitor, listed)
        self._behind.put(_name(visitor), listed)

    def flush(self) -> None:
        """Writes what is not written yet, before the server ends."""
        self._behind.flush()

    def _read(self, visitor: str, known: tuple[Visited, ...]) -> tuple[Visited, ...]:
        try:
            data = self._store.read(_name(visitor))
            listed: tuple[Visited, ...] = _lists.decode(data)
            return listed
        except (MissingError, msgspec.DecodeError):
            return ()
        except StoreError as error:
            _log.warning("a list of recent designs could not be read: %s", error)
            return known

    def _see(self, visitor: str, listed: tuple[Visited, ...]) -> None:
        with self._lock:
            self._seen[visitor] = time.monotonic(), listed
            self._seen.move_to_end(visitor)
            while len(self._seen) > _REMEMBERED:
                self._seen.popitem(last=False)


class VisitorCookie:
    """ASGI middleware: gives every browser its number with the first page it asks for.

    `framed_by` are the sites that show the page in a frame.
    """

    def __init__(self, app: ASGIApp, framed_by: Sequence[str] = ()) -> None:
        self._app = app
        self._framed = bool(framed_by)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes everything on; adds the cookie to answers for browsers that have none."""
        if scope["type"] != "http" or scope["path"] != "/" or _visitor_in(scope):
            await self._app(scope, receive, send)
            return
        given = cookie(
            COOKIE,
            secrets.token_urlsafe(16),
            seconds=_YEAR,
            scheme=scope.get("scheme", ""),
            framed=self._framed,
        )

        async def with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [*message.get("headers", []), (b"set-cookie", given.encode())]
                message = {**message, "headers": headers}
            await send(message)

        await self._app(scope, receive, with_cookie)


def _name(visitor: str) -> str:
    return f"{visitor}.{KIND}"


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
