"""Who really asks, where proxies stand in front of the server."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

_SAFE = {"http": "https", "ws": "wss"}


class BehindProxies:
    """ASGI middleware: the client and the scheme as the proxies in front tell them.

    Every proxy writes the address it was asked from at the end of X-Forwarded-For. What stands
    further left than there are proxies, anybody may have written: it is not believed.
    """

    def __init__(self, app: ASGIApp, count: int) -> None:
        self._app = app
        self._count = count

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes everything on."""
        if self._count and scope["type"] in ("http", "websocket"):
            headers = Headers(scope=scope)
            said = [one.strip() for one in ",".join(headers.getlist("x-forwarded-for")).split(",")]
            if len(said) >= self._count and said[-self._count]:
                scope = {**scope, "client": (said[-self._count], 0)}
            scheme = headers.get("x-forwarded-proto", "").rpartition(",")[2].strip().lower()
            if scheme == "https":
                scope = {**scope, "scheme": _SAFE.get(scope["scheme"], scope["scheme"])}
        await self._app(scope, receive, send)
