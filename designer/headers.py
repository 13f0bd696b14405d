"""Headers that every answer of the designer carries."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class PageHeaders:
    """ASGI middleware: no frame on other sites, no guessing of types, no address given away.

    The address of a page holds the design's id, which opens it: no other site is to be told.
    Answers that say something stricter themselves keep it. Streamlit's page writes its own styles
    and scripts, so its policy cannot be stricter than this.
    """

    def __init__(self, app: ASGIApp, framed_by: Sequence[str] = ()) -> None:
        self._app = app
        sites = " ".join(("'self'", *framed_by))
        self._headers = {
            "content-security-policy": (
                f"frame-ancestors {sites}; base-uri 'self'; form-action 'self'; object-src 'none'"
            ),
            "referrer-policy": "same-origin",
            "x-content-type-options": "nosniff",
        }
        if not framed_by:
            self._headers["x-frame-options"] = "SAMEORIGIN"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes everything on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, with_headers)
