"""The gate: every request and every connection passes it before anything else looks at it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SIGN_OUT = "/signout"


class Keeper(Protocol):
    """Who stands at the gate."""

    def admits(self, connection: HTTPConnection) -> bool:
        """Whether somebody may come in."""

    def renewed(self, connection: HTTPConnection) -> str:
        """The cookie to be set for somebody who came in, if one is due; else ""."""

    def sent_on(self, connection: HTTPConnection) -> Response | None:
        """Where somebody who came in wanted to go before; None where they are right."""

    async def answer(self, request: Request) -> Response:
        """What everybody else gets; also whoever leaves."""


class Gate:
    """ASGI middleware: lets in whom its keeper admits, and everybody to the `open` paths.

    Nothing of an address that is not let in reaches a route, an upload or a session.
    """

    def __init__(self, app: ASGIApp, keeper: Keeper, open: Collection[str]) -> None:
        self._app = app
        self._keeper = keeper
        self._open = frozenset(open)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on, or answers."""
        if scope["type"] not in ("http", "websocket") or scope["path"] in self._open:
            await self._app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        if scope["path"] != SIGN_OUT and self._keeper.admits(connection):
            elsewhere = self._keeper.sent_on(connection)
            if elsewhere is not None:
                await elsewhere(scope, receive, send)
                return
            await self._app(scope, receive, self._renewing(connection, send))
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            response = await self._keeper.answer(Request(scope, receive))
            await response(scope, receive, send)

    def _renewing(self, connection: HTTPConnection, send: Send) -> Send:
        cookie = self._keeper.renewed(connection) if connection.scope["type"] == "http" else ""
        if not cookie:
            return send

        async def renewing(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).append("set-cookie", cookie)
            await send(message)

        return renewing
