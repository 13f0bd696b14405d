"""What the designer's server has besides the page: its door, its routes, its headers."""

from __future__ import annotations

import logging.config
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NoReturn

from starlette.concurrency import run_in_threadpool
from starlette.formparsers import MultiPartParser
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from designer import addresses, routes
from designer.door.choice import Door, door_of
from designer.door.gate import Gate
from designer.headers import PageHeaders
from designer.jobs import jobs
from designer.page_files import PageFiles
from designer.places import configuration, design_store, file_store
from designer.preloads import Preloads
from designer.probes import PROBES
from designer.visitors import VisitorCookie
from designer.warm_up import warm_up_beside
from service.configuration import Configuration, ConfigurationError
from service.diagnosis import diagnose
from service.hosts import HOSTS
from service.http.access import from_here
from service.http.page import HEADERS, diagnosis_page
from service.http.proxies import BehindProxies
from service.http.routes import health_routes
from service.http.routes import routes as api_routes
from service.log import log_settings
from service.probe import Probe
from service.store import StoreError

DIAGNOSIS = "diagnosis"
# Answers as long as the process lives; Streamlit's own pages ask for it while they reconnect.
_STREAMLIT_HEALTH = "/_stcore/health"


@dataclass(frozen=True, slots=True)
class Server:
    """The parts of the application around the page."""

    door: Door
    routes: tuple[BaseRoute, ...]
    middleware: tuple[Middleware, ...]


@lru_cache(maxsize=1)
def server() -> Server:
    """This process's server. A configuration that cannot be used ends the process."""
    try:
        settings = configuration()
        made = server_of(settings)
        # An address that can be none is told now, not when the first person comes.
        design_store(), file_store()
    except (ConfigurationError, StoreError) as error:
        _refuse(error)
    _set_up_logs(settings)
    return made


@asynccontextmanager
async def lifespan(app: Any) -> AsyncIterator[None]:
    """While it lasts, pictures have addresses, and batches that a server before began go on."""
    async with addresses.answering(app):
        registry = await run_in_threadpool(jobs)
        warm_up_beside()
        yield
        await run_in_threadpool(registry.close)


def server_of(settings: Configuration) -> Server:
    """The server of a configuration.

    Raises:
        ConfigurationError: something is missing that the settings need.
    """
    # Streamlit holds uploads in memory in the end. On their way there they must not need a disk,
    # which may be full or read-only.
    MultiPartParser.spool_max_size = 0
    door = door_of(settings)
    probes = (door.probe, *PROBES)
    programs = api_routes if settings.api_key else health_routes
    open_routes = programs(settings, probes)
    shown = Route(f"/{DIAGNOSIS}", _diagnosis(settings, probes, door), methods=["GET"])
    framed_by = HOSTS[settings.host].framed_by
    around: list[Middleware] = [
        Middleware(BehindProxies, count=settings.proxies),
        Middleware(PageHeaders, framed_by=framed_by),
    ]
    if door.keeper is not None:
        # The interface for programs has its key.
        free = {route.path for route in open_routes if isinstance(route, Route)}
        paths = {*free, *door.open_paths, _STREAMLIT_HEALTH}
        around.append(Middleware(Gate, keeper=door.keeper, open=paths))
    around += [
        Middleware(VisitorCookie, framed_by=framed_by),
        Middleware(Preloads),
        Middleware(PageFiles),
    ]
    pages = (*routes.routes(), addresses.picture_route(), shown)
    return Server(door, (*open_routes, *pages), tuple(around))


def diagnosis_shown() -> bool:
    """Whether people on the page may see the diagnosis: not those that nobody knows."""
    return server().door.keeper is not None


def asks_people() -> bool:
    """Whether people signed in, so that they can leave."""
    settings = configuration()
    return bool(settings.password or server().door.open_paths)


def _diagnosis(
    settings: Configuration, probes: tuple[Probe, ...], door: Door
) -> Callable[[Request], Response]:
    def shown(request: Request) -> Response:
        """The state of the server as a page. Runs in a thread of its own."""
        if door.keeper is None and not from_here(request):
            return Response("Only whoever runs this server may see this.", 403, HEADERS)
        page = diagnosis_page(diagnose(settings, probes))
        return Response(page, 200, HEADERS, "text/html; charset=utf-8")

    return shown


def _refuse(error: ConfigurationError | StoreError) -> NoReturn:
    sys.stderr.write(f"{error}\n")
    raise SystemExit(int(error.exit_code))


def _set_up_logs(settings: Configuration) -> None:
    said = log_settings(as_json=settings.exposed)
    # Libraries say little of interest, and Streamlit has handlers of its own.
    said["root"]["level"] = "WARNING"
    said["loggers"] = {name: {"level": "INFO"} for name in ("certgen", "service", "designer")}
    logging.config.dictConfig(said)
