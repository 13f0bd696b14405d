"""Requests to an ASGI application in this process, without a server."""

from __future__ import annotations

import asyncio
import json
import uuid
from typing import Any, NamedTuple


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.content)


def request(app, method, path, body=b"", headers=None, client=("127.0.0.1", 50000)):
    """The answer; `body` is bytes, or a list of them that come one after another."""
    return asyncio.run(_request(app, method, path, body, headers or {}, client))


async def _request(app, method, path, body, headers, client):
    parts = [body] if isinstance(body, bytes) else list(body)
    path, _, query = path.partition("?")
    coming = [
        {"type": "http.request", "body": part, "more_body": number < len(parts)}
        for number, part in enumerate(parts, 1)
    ]
    sent: list[dict[str, Any]] = []
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [
            (name.lower().encode(), value.encode("latin-1"))
            for name, value in {"host": "127.0.0.1:8600", **headers}.items()
        ],
        "client": client,
        "server": ("127.0.0.1", 8600),
    }

    async def receive():
        if coming:
            return coming.pop(0)
        await asyncio.Event().wait()

    async def send(message):
        sent.append(message)

    await app(scope, receive, send)
    named = {n.decode().lower(): v.decode("latin-1") for n, v in sent[0]["headers"]}
    return Answer(sent[0]["status"], named, b"".join(m.get("body", b"") for m in sent[1:]))


def post(app, path, value, **options):
    """The answer to a JSON body."""
    headers = {"content-type": "application/json", **options.pop("headers", {})}
    return request(app, "POST", path, json.dumps(value).encode(), headers, **options)


def multipart(app, path, value=None, files=(), **options):
    """The answer to a multipart body; `files` are (field, file name, content)."""
    body, kind = multipart_body(value, files)
    headers = {"content-type": kind, **options.pop("headers", {})}
    return request(app, "POST", path, body, headers, **options)


def multipart_body(value, files):
    edge = uuid.uuid4().hex
    body = b""
    if value is not None:
        disposition = 'Content-Disposition: form-data; name="request"'
        body += f"--{edge}\r\n{disposition}\r\n\r\n{json.dumps(value)}\r\n".encode()
    for field, name, data in files:
        disposition = f'Content-Disposition: form-data; name="{field}"; filename="{name}"'
        body += f"--{edge}\r\n{disposition}\r\n\r\n".encode() + data + b"\r\n"
    return body + f"--{edge}--\r\n".encode(), f"multipart/form-data; boundary={edge}"
