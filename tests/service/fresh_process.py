"""One request to the bundle's function, as a serverless host makes it: a process for each.

Run with the bundle's folder as its argument: a JSON request on stdin, a JSON answer on stdout.
What is not among the function's requirements cannot be imported here either.
"""

import asyncio
import base64
import importlib.util
import json
import sys
import time
from pathlib import Path

NOT_INSTALLED = (
    "streamlit", "pandas", "pyarrow", "uvicorn", "rich", "tornado", "requests", "jsonschema",
    "fontTools", "openpyxl", "websockets", "click",
)  # fmt: skip


def main() -> None:
    sys.modules.update(dict.fromkeys(NOT_INSTALLED))
    asked = json.load(sys.stdin)
    begun = time.process_time()
    path = Path(sys.argv[1]) / "api" / "index.py"
    spec = importlib.util.spec_from_file_location("index", path)
    index = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(index)
    loaded = time.process_time()
    answer = asyncio.run(request(index.app, asked))
    answer["seconds_to_load"] = loaded - begun
    answer["seconds"] = time.process_time() - begun
    json.dump(answer, sys.stdout)


async def request(app, asked):
    sent = []
    coming = [{"type": "http.request", "body": base64.b64decode(asked["body"]), "more_body": False}]
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": asked["method"],
        "scheme": "https",
        "path": asked["path"],
        "raw_path": asked["path"].encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(n.lower().encode(), v.encode()) for n, v in asked["headers"].items()],
        "client": ("203.0.113.9", 4711),
        "server": ("certgen.vercel.app", 443),
    }

    async def receive():
        return coming.pop() if coming else await asyncio.Event().wait()

    async def send(message):
        sent.append(message)

    await app(scope, receive, send)
    return {
        "status": sent[0]["status"],
        "headers": {n.decode(): v.decode() for n, v in sent[0]["headers"]},
        "body": base64.b64encode(b"".join(m.get("body", b"") for m in sent[1:])).decode(),
    }


if __name__ == "__main__":
    main()
