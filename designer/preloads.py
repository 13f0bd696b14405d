"""What the browser is to fetch at once, since the page needs it in the end.

Streamlit's page goes for the script of each kind of element when the first of its kind is to be
shown, one after another; the canvas is the last of them.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import metadata
from pathlib import Path

import streamlit
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from designer.page_files import files

# The names that Streamlit's build gives them, without the part that changes with their content.
SCRIPTS = (
    "BidiComponent",
    "Button",
    "ButtonGroup",
    "Html",
    "WidgetLabel",
    "WidgetLabelHelpIconInline",
    "_arrayReduce",
    "purify.es",
    "recordbatch",
    "serialization",
    "styled-components",
    "useBasicWidgetState",
)
_CANVAS = "streamlit-drawable-canvas"
_CANVAS_PATH = f"_stcore/bidi-components/{_CANVAS}.streamlit_drawable_canvas"


class Preloads:
    """ASGI middleware: names the scripts with the page itself."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes everything on; adds a header to the page."""
        if scope["type"] != "http" or scope["path"] != "/":
            await self._app(scope, receive, send)
            return

        async def with_links(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                MutableHeaders(scope=message).append("link", links())
            await send(message)

        await self._app(scope, receive, with_links)


@lru_cache(maxsize=1)
def links() -> str:
    """The header: addresses relative to the page (RFC 8288). What is not found is not named."""
    return ", ".join(f"<{path}>; rel=modulepreload" for path in paths())


def paths() -> list[str]:
    """Where the scripts are, relative to the page, without those that the page names itself."""
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    late = [path[1:] for path in files() if path.endswith(".js") and path[1:] not in page]
    named = {path.removeprefix("static/js/").rsplit(".", 2)[0]: path for path in late}
    streamlits = [named[name] for name in SCRIPTS if name in named]
    built = metadata.files(_CANVAS) or ()
    canvas = [file.name for file in built if file.match("frontend/build/index-*.js")]
    return [*streamlits, *(f"{_CANVAS_PATH}/{name}" for name in canvas)]
