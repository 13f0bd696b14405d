"""The body of a request, never more than is allowed, as JSON and the files that came with it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Annotated

import msgspec
from msgspec import Meta
from starlette.requests import ClientDisconnect, Request

from service.http.problem import RequestError

MAX_FILES = 150
_DRAIN_SECONDS = 3.0
_REQUEST = "request"
Name = Annotated[str, Meta(min_length=1, max_length=200)]


class File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file by its name; in JSON its content is Base64."""

    name: Name
    data: bytes


@dataclass(frozen=True, slots=True)
class Received:
    """A JSON object, and files by the field they came in."""

    json: bytes = b"{}"
    files: dict[str, list[File]] = field(default_factory=dict)


async def receive(request: Request, most: int) -> Received:
    """Reads a JSON or multipart body of at most `most` bytes into memory.

    Raises:
        RequestError: it is larger, of another kind, or damaged.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        return await _received(request, kind, most)
    except RequestError as error:
        if error.status == 413:
            await _drain(request, most)
        raise


async def _received(request: Request, kind: str, most: int) -> Received:
    _check_length(request.headers.get("content-length", ""), most)
    if kind == "application/json":
        return Received(b"".join([part async for part in _limited(request, most)]))
    if kind == "multipart/form-data":
        return await _multipart(request, most)
    raise RequestError(
        415,
        "request",
        f"A body of the type “{kind[:80]}” is not understood.",
        "Send application/json or multipart/form-data.",
    )


def _check_length(said: str, most: int) -> None:
    if said.isdecimal() and int(said[:20]) > most:
        raise _too_large(most)


async def _limited(request: Request, most: int) -> AsyncGenerator[bytes, None]:
    left = most
    async for part in request.stream():
        left -= len(part)
        if left < 0:
            raise _too_large(most)
        yield part


async def _drain(request: Request, most: int) -> None:
    """Lets a client that is still sending come to its end, so that it hears the answer.

    RFC 9112, 9.6: whoever closes while data arrive resets the connection, answer included.
    """
    # Starlette raises a RuntimeError where nothing is left to come.
    with suppress(TimeoutError, ClientDisconnect, RequestError, RuntimeError):
        async with asyncio.timeout(_DRAIN_SECONDS):
            async for _ in _limited(request, most):
                pass


def _too_large(most: int) -> RequestError:
    return RequestError(
        413,
        "limit",
        f"The request is larger than {most / 2**20:.0f} MB.",
        "Use smaller pictures. Whoever runs the server can set CERTGEN_MAX_UPLOAD.",
        headers={"connection": "close"},
    )


async def _multipart(request: Request, most: int) -> Received:
    from starlette.formparsers import MultiPartException, MultiPartParser

    parser = MultiPartParser(
        request.headers,
        _limited(request, most),
        max_files=MAX_FILES,
        max_fields=20,
        max_part_size=most,
    )
    parser.spool_max_size = 0  # files stay in memory: there may be no disk to write to
    try:
        form = await parser.parse()
    except MultiPartException as error:
        raise RequestError(
            400,
            "request",
            f"The multipart body cannot be read: {error.message}",
            "Send it as RFC 7578 says; most HTTP clients do so themselves.",
        ) from None
    files: dict[str, list[File]] = {}
    json = b"{}"
    for name, part in form.multi_items():
        if isinstance(part, str):
            data, file_name = part.encode("utf-8", "replace"), name
        else:
            data, file_name = await part.read(), part.filename or name
        if name == _REQUEST:
            json = data
        else:
            files.setdefault(name, []).append(File(_plain(file_name), data))
    await form.close()
    return Received(json, files)


def _plain(name: str) -> str:
    """A file's name as a browser should send it: no folders, nothing unprintable."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(c for c in last if c.isprintable())[-200:] or "file"
