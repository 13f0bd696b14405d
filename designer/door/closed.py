"""The door where nobody has chosen who may come in: it lets in this machine only."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

from designer.door.page import door_page, language_of
from designer.labels import translate
from service.http.access import from_here

TOLD = {
    "password": "CERTGEN_PASSWORD",
    "open": "CERTGEN_OPEN",
    "docs": "docs/configuration.md",
}


@dataclass(frozen=True, slots=True)
class ThisMachineOnly:
    """Lets in whoever sits at the machine itself, and tells all others why they are not.

    `exposed` says that others are meant to reach it: then something is missing.
    """

    exposed: bool
    framed_by: tuple[str, ...] = ()

    def admits(self, connection: HTTPConnection) -> bool:
        """Whether a request comes from this machine."""
        return from_here(connection)

    def renewed(self, connection: HTTPConnection) -> str:
        """Nothing has to be remembered."""
        return ""

    def sent_on(self, connection: HTTPConnection) -> Response | None:
        """Nobody comes from elsewhere."""
        return None

    async def answer(self, request: Request) -> Response:
        """What others get to see."""
        language = language_of(request)
        said = escape(translate(language, "door.closed" if self.exposed else "door.here"))
        slots = {name: f"<code>{value}</code>" for name, value in TOLD.items()}
        owner = translate(language, "door.owner", **slots)
        body = (f"<p>{said}</p>", f'<p class="owner">{owner}</p>')
        status = 503 if self.exposed else 403
        return door_page(request, "door.here_title", body, status=status, framed_by=self.framed_by)
