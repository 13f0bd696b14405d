"""A small application behind the door, and requests to it."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from designer.server import server_of
from service.configuration import Configuration
from service.setting import Secret

PASSWORD = "three words here"


def behind_the_door(**settings):
    """The door of these settings with a page behind it that answers to everything."""

    async def page(request):
        return PlainTextResponse(f"inside {request.client.host} {request.url.scheme}")

    server = server_of(Configuration(**settings))
    routes = [Route("/healthz", page), Route("/{rest:path}", page, methods=["GET", "POST", "PUT"])]
    return Starlette(routes=routes, middleware=list(server.middleware))


@pytest.fixture
def closed():
    """Nothing is set."""
    return behind_the_door()


@pytest.fixture
def locked():
    """A password is set."""
    return behind_the_door(password=Secret(PASSWORD), host="docker")
