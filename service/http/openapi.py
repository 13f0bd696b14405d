"""The description of the HTTP interface (OpenAPI 3.1), made from the types it is built of."""

from __future__ import annotations

from typing import Any

import msgspec

from certgen import __version__
from certgen.layout_file import LayoutFile
from service.configuration import Configuration
from service.http.asked import Design
from service.http.operations import OPERATIONS, Operation
from service.http.problem import MEDIA_TYPE, ProblemDetails

_ABOUT = """\
Certificates for programs. Nothing is kept between requests: every one brings its design.

A whole list: ask `plan` for the slices, then `slice` for each (at the same time, if you like), and
put the ZIPs together with `join`, or with `python -m service.join` where they are too large to be
sent. Or ask `slice` without `count`, and go on at the place that `certgen-next` names until it is
missing. The joined ZIP is, byte for byte, the one that the whole batch gives.
"""
_FILES = ("project", "layout", "template", "table")
_LISTS = ("pictures", "fonts")
_REFUSALS = {
    "400": "The body cannot be read.",
    "401": "The key is missing or wrong.",
    "403": "The server has no key, and the request comes from another machine.",
    "408": "The body came too slowly.",
    "413": "More than the server's limits allow.",
    "415": "The body is neither JSON nor multipart.",
    "422": "Something in the request cannot be used; `kind` and `hint` say what to do.",
    "503": "It took too long, or too many are waiting.",
}


def description(configuration: Configuration) -> dict[str, Any]:
    """The OpenAPI document; the limits in it are those of this server."""
    types = [o.found(name) for o in OPERATIONS for name in (o.request, o.answer) if name]
    _, schemas = msgspec.json.schema_components(
        [LayoutFile, ProblemDetails, *types], ref_template="#/components/schemas/{name}"
    )
    limits = (
        f"Limits here: {configuration.max_upload} MB in a request, "
        f"{configuration.max_response} MB in an answer, {configuration.time_limit:g} seconds, "
        f"{configuration.max_records:,} records."
    )
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Certgen",
            "version": __version__,
            "description": f"{_ABOUT}\n{limits}\n",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "paths": {o.path: {o.method.lower(): _operation(o)} for o in OPERATIONS},
        "components": {
            "schemas": schemas,
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operation(operation: Operation) -> dict[str, Any]:
    described: dict[str, Any] = {
        "operationId": operation.name,
        "summary": operation.summary,
        "responses": {"200": _answer(operation), **_refusals(operation)},
        "security": [] if operation.open else [{"key": []}],
    }
    if operation.method == "POST":
        described["requestBody"] = {"required": True, "content": _bodies(operation)}
    return described


def _answer(operation: Operation) -> dict[str, Any]:
    headers = {
        name: {"description": meaning, "schema": {"type": "string"}}
        for name, meaning in operation.headers
    }
    answer: dict[str, Any] = {"description": operation.summary}
    if operation.answer:
        answer["content"] = {"application/json": {"schema": _ref(operation.answer)}}
    else:
        answer["content"] = {media: {} for media in operation.media}
    return answer | ({"headers": headers} if headers else {})


def _refusals(operation: Operation) -> dict[str, Any]:
    problem = {MEDIA_TYPE: {"schema": _ref("ProblemDetails")}}
    told = ["503"] if operation.open else ["401", "403", "503"]
    if operation.method == "POST":
        told = list(_REFUSALS)
    if operation.name == "readiness":
        return {"503": {**_answer(operation), "description": "Certificates cannot be rendered."}}
    return {code: {"description": _REFUSALS[code], "content": problem} for code in told}


def _bodies(operation: Operation) -> dict[str, Any]:
    if not operation.request:
        slices = {"type": "array", "items": {"type": "string", "format": "binary"}}
        schema = {"type": "object", "properties": {"slices": slices}, "required": ["slices"]}
        return {"multipart/form-data": {"schema": schema}}
    return {
        "application/json": {"schema": _ref(operation.request)},
        "multipart/form-data": {
            "schema": _multipart(operation.found(operation.request), operation.request)
        },
    }


def _multipart(request: type[Design], name: str) -> dict[str, Any]:
    """The same request with its files as parts of their own."""
    names = request.__struct_fields__
    binary = {"type": "string", "format": "binary"}
    files = {part: binary for part in _FILES if part in names}
    lists = {part: {"type": "array", "items": binary} for part in _LISTS}
    return {"type": "object", "properties": {"request": _ref(name), **files, **lists}}


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}
