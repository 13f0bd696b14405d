"""The routes, to be mounted beside a page, and the application that has nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from service.configuration import Configuration
from service.http.access import require_key
from service.http.answer import json_answer
from service.http.endpoint import Bench, Call, Endpoint
from service.http.operations import OPERATIONS, PREFIX
from service.http.problem import RequestError, problem_response
from service.probe import Probe


def routes(configuration: Configuration, probes: Sequence[Probe] = ()) -> list[BaseRoute]:
    """All addresses; `probes` are what else has to work besides rendering.

    Raises:
        ConfigurationError: others can reach the server, and no key is set.
    """
    require_key(configuration)
    return _routes(configuration, probes, only_open=False)


def health_routes(configuration: Configuration, probes: Sequence[Probe] = ()) -> list[BaseRoute]:
    """The addresses that need no key: for a server that offers no interface to programs."""
    return _routes(configuration, probes, only_open=True)


def app(configuration: Configuration) -> Starlette:
    """The HTTP interface as an ASGI application. Raises as `routes`."""
    return Starlette(
        routes=routes(configuration),
        exception_handlers={HTTPException: _no_such_address},
    )


def _routes(
    configuration: Configuration, probes: Sequence[Probe], *, only_open: bool
) -> list[BaseRoute]:
    bench = Bench(configuration.workers)
    # Health has to be told while all benches are busy.
    quick = Bench(2, waiting=500)
    made: list[BaseRoute] = [
        Route(
            operation.path,
            Endpoint(
                operation.method,
                operation,
                configuration,
                quick if operation.open else bench,
                operation.open,
                tuple(probes),
            ),
            name=operation.name,
        )
        for operation in OPERATIONS
        if operation.open or not only_open
    ]
    if only_open:
        return made
    described = Endpoint("GET", _describe, configuration, quick, open=True)
    return [*made, Route(f"{PREFIX}/openapi.json", described, name="openapi")]


def _describe(call: Call) -> Response:
    from service.http.openapi import description

    return json_answer(description(call.configuration))


async def _no_such_address(request: Request, error: Exception) -> Response:
    return problem_response(
        RequestError(
            404, "request", "There is nothing at this address.", f"See {PREFIX}/openapi.json."
        )
    )
