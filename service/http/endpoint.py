"""One address: who may ask, what is read, how long it may take, and how errors are told."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Literal

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from certgen.errors import CertgenError
from service.configuration import Configuration
from service.http.access import admit
from service.http.body import Received, receive
from service.http.problem import RequestError, problem_response, unexpected
from service.limits import Limits
from service.probe import Probe

# The last part of the time is for sending the answer.
WORK_SHARE = 0.75
WAITING_EACH = 8
_log = logging.getLogger("certgen.http")


@dataclass(frozen=True, slots=True)
class Call:
    """A request that was let in, as work sees it."""

    received: Received
    accept: str
    configuration: Configuration
    limits: Limits
    probes: tuple[Probe, ...] = ()


Work = Callable[[Call], Response]


class Bench:
    """The threads that work, so many at a time; `waiting` more for each may wait for them."""

    def __init__(self, workers: int, waiting: int = WAITING_EACH) -> None:
        self._executor = ThreadPoolExecutor(workers, thread_name_prefix="certgen-http")
        self._places = threading.BoundedSemaphore(workers * (1 + waiting))

    async def do(self, work: Work, call: Call) -> Response:
        """The work's answer.

        Raises:
            RequestError: too many are waiting.
        """
        if not self._places.acquire(blocking=False):
            raise RequestError(
                503,
                "limit",
                "Too many requests are waiting.",
                "Try again in a few seconds.",
                headers={"retry-after": "5"},
            )
        future = self._executor.submit(work, call)
        # Work that takes too long keeps its place until it ends: it cannot be stopped.
        future.add_done_callback(lambda done: self._places.release())
        return await asyncio.wrap_future(future)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An ASGI application for one address and method; `open` ones need no key."""

    method: Literal["GET", "POST"]
    work: Work
    configuration: Configuration
    bench: Bench = field(repr=False)
    open: bool = False
    probes: tuple[Probe, ...] = field(default=(), repr=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request; whatever happens is told as problem details."""
        request = Request(scope, receive)
        begun = time.monotonic()
        try:
            response = await self._answer(request, begun)
        except ClientDisconnect:
            return
        except CertgenError as error:
            response = problem_response(error)
        except Exception as error:
            # Not its message, nor the values around it: they may be about somebody.
            place = "".join(traceback.format_tb(error.__traceback__))
            _log.error("unexpected %s\n%s", type(error).__name__, place)
            response = unexpected()
        _tell(request, response, time.monotonic() - begun)
        with suppress(ClientDisconnect):
            await response(scope, receive, send)

    async def _answer(self, request: Request, begun: float) -> Response:
        if request.method != self.method and not (request.method, self.method) == ("HEAD", "GET"):
            raise RequestError(
                405,
                "request",
                f"{request.method} is not for this address.",
                f"Use {self.method}.",
                headers={"allow": "GET, HEAD" if self.method == "GET" else "POST"},
            )
        if not self.open:
            admit(request, self.configuration)
        limit = self.configuration.time_limit
        received = Received()
        try:
            async with asyncio.timeout(limit):
                if self.method == "POST":
                    received = await receive(request, self.configuration.max_upload_bytes)
                return await self.bench.do(self.work, self._call(request, received, begun))
        except TimeoutError:
            raise _too_slow(limit, come=bool(received.files) or received.json != b"{}") from None

    def _call(self, request: Request, received: Received, begun: float) -> Call:
        limits = Limits(
            seconds=self.configuration.time_limit * WORK_SHARE,
            bytes=self.configuration.max_response_bytes,
            started=begun,
        )
        accept = request.headers.get("accept", "")
        return Call(received, accept, self.configuration, limits, self.probes)


def _tell(request: Request, response: Response, seconds: float) -> None:
    fields = {
        "method": request.method,
        "path": request.url.path,
        "status": response.status_code,
        "seconds": round(seconds, 3),
    }
    _log.info("%s %s %s in %s s", *fields.values(), extra={"fields": fields})


def _too_slow(limit: float, *, come: bool) -> RequestError:
    if not come:
        return RequestError(408, "time", f"The request did not arrive within {limit:g} seconds.")
    return RequestError(
        503,
        "time",
        f"This took longer than the {limit:g} seconds that one request may take.",
        "Ask for smaller slices, or for fewer dots per inch.",
    )
