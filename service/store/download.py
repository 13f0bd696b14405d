"""A file of a store as an answer, whole or the range asked for; never more than a part in memory.

RFC 9110, section 14: one range is served, several at once are answered with the whole file, as a
server may.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from service.store.base import Entry, FileStore

# A part for each turn: large enough for stores that are far away.
PART_BYTES = 2 * 2**20
_RANGE = re.compile(r"bytes=(\d{1,18})?-(\d{1,18})?")


def stored_file(
    request: Request, store: FileStore, entry: Entry, media_type: str, headers: Mapping[str, str]
) -> Response:
    """The answer to a request for this file. The content under a name must never change."""
    tag = f'"{entry.name}-{entry.size}"'
    always = {**headers, "accept-ranges": "bytes", "etag": tag}
    wanted = _wanted(request, tag)
    if wanted is None:
        first, last, status = 0, entry.size - 1, 200
    else:
        first, last = _within(wanted, entry.size)
        if first > last:
            always["content-range"] = f"bytes */{entry.size}"
            return Response(status_code=416, headers=always)
        always["content-range"] = f"bytes {first}-{last}/{entry.size}"
        status = 206
    always["content-length"] = str(last - first + 1)
    if request.method == "HEAD":
        return Response(status_code=status, headers=always, media_type=media_type)
    parts = _parts(store, entry.name, first, last + 1)
    return StreamingResponse(parts, status, always, media_type)


async def _parts(store: FileStore, name: str, start: int, end: int) -> AsyncIterator[bytes]:
    """The parts of a file; a store that fails in the middle breaks the download off."""
    while start < end:
        part = await run_in_threadpool(store.read_part, name, start, min(PART_BYTES, end - start))
        if not part:
            raise EOFError(f"“{name}” is shorter than it was")
        yield part
        start += len(part)


def _wanted(request: Request, tag: str) -> tuple[int | None, int | None] | None:
    """First and last byte as asked for; None for the whole file."""
    found = _RANGE.fullmatch(request.headers.get("range", "").replace(" ", ""))
    if found is None or found[0] == "bytes=-" or request.headers.get("if-range", tag) != tag:
        return None
    first, last = (int(number) if number else None for number in found.groups())
    if first is not None and last is not None and last < first:
        return None
    return first, last


def _within(wanted: tuple[int | None, int | None], size: int) -> tuple[int, int]:
    first, last = wanted
    if first is None:  # the last so many bytes
        return (size, size - 1) if not last else (max(0, size - last), size - 1)
    return first, min(size - 1, size - 1 if last is None else last)
