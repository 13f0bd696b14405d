"""A person at the designer without a browser: speaks the protocol of Streamlit's page.

Everything goes through the server's own doors, as from a browser: the websocket, the addresses for
uploads, the pictures and the finished files. Nothing is drawn.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urljoin

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

_PICTURE = re.compile(rb"pictures/[0-9a-f]{32}")
_ROOM = json.dumps({"room": {"width": 854, "height": 604, "ratio": 1}})
_LINK = re.compile(r'href="(files/[^"]+)"')


@dataclass(frozen=True)
class Widget:
    """An element of the page that can be acted on."""

    id: str
    kind: str
    element: Any
    fragment: str

    @property
    def key(self) -> str:
        """The key that the designer gave it."""
        return self.id.split("-", 2)[-1]


@dataclass(frozen=True)
class Drawn:
    """An element of the page, the fragment it belongs to, and the run that drew it."""

    element: Any
    fragment: str
    run: str


class PageError(AssertionError):
    """The page shows an exception."""


class Person:
    """One visit. `client` carries the cookies and can be used for anything beside the page."""

    def __init__(self, address: str, client: httpx.AsyncClient | None = None) -> None:
        self.address = address
        self._own_client = client is None
        self.client = client or httpx.AsyncClient(base_url=address, timeout=120, trust_env=False)
        self.query = ""
        self.received = 0
        self._socket: ClientConnection | None = None
        self._elements: dict[tuple[int, ...], Drawn] = {}
        self._repeated: set[str] = set()
        self._session = ""
        self._current = ""
        self._pictures: set[bytes] = set()
        self._seen: set[bytes] = set()

    # ---- Coming and going ----

    async def come(self, query: str = "") -> Person:
        """Opens the page, with its cookies, and waits until it is drawn."""
        self.query = query
        page = await self.client.get(
            f"/?{query}" if query else "/", headers={"accept": "text/html"}
        )
        page.raise_for_status()
        await self.client.get("/_stcore/health")  # gives the token for uploads
        await self.connect()
        await self._run()
        return await self._measure()

    async def _measure(self) -> Person:
        """Tells the room for the canvas, as a browser that shows one does at once."""
        shown = next((w for w in self.widgets() if w.key == "companion"), None)
        return self if shown is None else await self._act(shown, json_value=_ROOM)

    async def connect(self) -> None:
        """Opens the websocket alone; raises where the door is closed."""
        cookies = "; ".join(f"{c.name}={c.value}" for c in self.client.cookies.jar)
        self._socket = await connect(
            self.address.replace("http", "ws", 1) + "/_stcore/stream",
            origin=self.address,  # type: ignore[arg-type]
            subprotocols=["streamlit"],  # type: ignore[list-item]
            additional_headers={"cookie": cookies} if cookies else {},
            max_size=None,
            open_timeout=120,
            ping_timeout=None,
            proxy=None,
        )

    async def leave(self) -> None:
        """Closes the window, and forgets the cookies if they were its own."""
        if self._socket is not None:
            await self._socket.close()
        if self._own_client:
            await self.client.aclose()

    @property
    def session(self) -> str:
        """The name of this visit on the server."""
        return self._session

    @property
    def project_id(self) -> str:
        """The design in the address."""
        return parse_qs(self.query).get("p", [""])[0]

    # ---- Eyes ----

    def widgets(self) -> Iterator[Widget]:
        """What can be acted on, as it stands on the page."""
        for drawn in self._elements.values():
            kind = drawn.element.WhichOneof("type")
            inside = getattr(drawn.element, kind) if kind else None
            if inside is not None and getattr(inside, "id", ""):
                yield Widget(inside.id, kind, inside, drawn.fragment)

    def find(self, key: str, kind: str = "") -> Widget:
        """The widget whose key begins so, of a kind."""
        for widget in self.widgets():
            if widget.key.startswith(key) and kind in ("", widget.kind):
                return widget
        known = ", ".join(sorted(w.key for w in self.widgets()))
        raise AssertionError(f"no widget {key!r} on the page, but {known}")

    def text(self) -> str:
        """All words that are not on widgets."""
        words = []
        for drawn in self._elements.values():
            kind = drawn.element.WhichOneof("type")
            inside = getattr(drawn.element, kind) if kind else None
            words.append(getattr(inside, "body", "") or getattr(inside, "text", ""))
        return "\n".join(word for word in words if isinstance(word, str))

    def number(self, key: str) -> float:
        """What stands in a number box."""
        box = self.find(key, "number_input").element
        return float(box.value if box.set_value else box.default)

    def html(self) -> list[str]:
        """What stands on the page as HTML rather than as words."""
        drawn = (one.element for one in self._elements.values())
        bodies = [e.html.body for e in drawn if e.WhichOneof("type") == "html"]
        marked = (one.element for one in self._elements.values())
        return bodies + [
            e.markdown.body
            for e in marked
            if e.WhichOneof("type") == "markdown" and e.markdown.allow_html
        ]

    def links(self) -> list[str]:
        """The addresses of finished files on the page."""
        return _LINK.findall(self.text())

    async def file(self, link: str) -> bytes:
        """A finished file."""
        answer = await self.client.get(urljoin(f"{self.address}/", link))
        answer.raise_for_status()
        return answer.content

    async def pictures(self) -> int:
        """Fetches the pictures that are new on the page, as a browser does; how many."""
        wanted, self._pictures = self._pictures - self._seen, set()
        self._seen |= wanted
        for path in wanted:
            (await self.client.get("/" + path.decode())).raise_for_status()
        return len(wanted)

    # ---- Hands ----

    async def click(self, key: str) -> Person:
        """Presses a button."""
        return await self._act(self.find(key), trigger_value=True)

    async def type(self, key: str, value: Any) -> Person:
        """Enters a number or a text."""
        widget = self.find(key)
        kind = "double_value" if widget.kind == "number_input" else "string_value"
        return await self._act(widget, **{kind: value})

    async def choose(self, key: str, option: str) -> Person:
        """Chooses one of the buttons in a row by a part of the words on it."""
        widget = self.find(key)
        said = [o.content for o in widget.element.options if option in o.content]
        assert said, widget.element
        return await self._act(widget, string_array_value=said[:1])

    async def give(self, key: str, name: str, data: bytes) -> Person:
        """Drops a file on an uploader."""
        widget = self.find(key, "file_uploader")
        asked = BackMsg()
        asked.file_urls_request.request_id = name
        asked.file_urls_request.file_names.append(name)
        asked.file_urls_request.session_id = self._session
        await self._send(asked)
        answer = await self._until(lambda m: m.WhichOneof("type") == "file_urls_response")
        urls = answer.file_urls_response.file_urls[0]
        token = self.client.cookies.get("_streamlit_xsrf", "")
        put = await self.client.put(
            urls.upload_url, files={"file": (name, data)}, headers={"X-Xsrftoken": token}
        )
        put.raise_for_status()
        state = WidgetState(id=widget.id)
        info = state.file_uploader_state_value.uploaded_file_info.add(
            file_id=urls.file_id, name=name, size=len(data)
        )
        info.file_urls.CopyFrom(urls)
        return await self._run(state, widget.fragment)

    async def bring(self, people: bytes) -> Person:
        """Gives a list of people and goes where certificates are made."""
        await self.choose("step", "People")
        await self.give("people file", "people.csv", people)
        return await self.choose("step", "Make")

    async def _act(self, widget: Widget, **value: Any) -> Person:
        state = WidgetState(id=widget.id)
        for name, given in value.items():
            if name == "string_array_value":
                state.string_array_value.data.extend(given)
            else:
                setattr(state, name, given)
        return await self._run(state, widget.fragment)

    async def _run(
        self,
        changed: WidgetState | None = None,
        fragment: str = "",
        *,
        by_itself: bool = False,
    ) -> Person:
        """Asks for a run. What was not changed the server knows."""
        asked = BackMsg()
        asked.rerun_script.is_auto_rerun = by_itself
        asked.rerun_script.query_string = self.query
        asked.rerun_script.fragment_id = fragment
        if changed is not None:
            asked.rerun_script.widget_states.widgets.append(changed)
        await self._send(asked)
        await self.rest()
        return self

    async def rest(self, patience: float = 120) -> None:
        """Waits until the run that was asked for is over, and runs that it asked for itself."""
        finished = ForwardMsg.ScriptFinishedStatus
        over = (finished.FINISHED_SUCCESSFULLY, finished.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)

        def done(message: ForwardMsg) -> bool:
            return message.WhichOneof("type") == "script_finished" and (
                message.script_finished in over
            )

        async with asyncio.timeout(patience):
            await self._until(done)
        self._complain()

    async def look(self, seconds: float) -> None:
        """Waits, and then looks at the parts of the page that are to be looked at again."""
        await asyncio.sleep(seconds)
        for fragment in sorted(self._repeated):
            await self._run(fragment=fragment, by_itself=True)

    # ---- The wire ----

    async def _send(self, message: BackMsg) -> None:
        assert self._socket is not None
        await self._socket.send(message.SerializeToString())

    async def _until(self, wanted: Callable[[ForwardMsg], bool]) -> ForwardMsg:
        assert self._socket is not None
        while True:
            data = await self._socket.recv()
            assert isinstance(data, bytes)
            self.received += len(data)
            self._pictures.update(_PICTURE.findall(data))
            message = ForwardMsg.FromString(data)
            self._take(message)
            if wanted(message):
                return message

    def _take(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        run = message.metadata.run
        if kind == "new_session":
            self._session = message.new_session.initialize.session_id or self._session
            self._current = run.script_run_id
            if not run.fragment_ids:
                self._repeated.clear()
        elif kind == "auto_rerun":
            self._repeated.add(message.auto_rerun.fragment_id)
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            drawn = message.delta
            path = tuple(message.metadata.delta_path)
            self._elements[path] = Drawn(drawn.new_element, drawn.fragment_id, self._current)
        elif kind == "script_finished":
            self._clear(set(run.fragment_ids))

    def _clear(self, fragments: set[str]) -> None:
        """What was not drawn again in this run is gone."""
        for path, drawn in list(self._elements.items()):
            concerned = not fragments or drawn.fragment in fragments
            if concerned and drawn.run != self._current:
                del self._elements[path]

    def _complain(self) -> None:
        for drawn in self._elements.values():
            if drawn.element.WhichOneof("type") == "exception":
                raise PageError(drawn.element.exception.message)
