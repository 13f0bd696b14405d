"""`python -m service` over a real connection."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from service.configuration import markdown_table
from tests.service.asgi import multipart_body

ROOT = Path(__file__).resolve().parents[2]
KEY = "a key of the test that is long"


def free_port():
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def environment(**settings):
    kept = {n: v for n, v in os.environ.items() if not n.startswith("CERTGEN_")}
    return {**kept, "CERTGEN_HOST": "plain", **settings}


@contextmanager
def serving(**settings):
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "service"],
        cwd=ROOT,
        env=environment(CERTGEN_PORT=str(port), **settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        wait_for(port, server)
        yield f"http://127.0.0.1:{port}", server
    finally:
        server.terminate()
        server.communicate(timeout=30)


def wait_for(port, server):
    for _ in range(600):
        assert server.poll() is None, server.communicate()
        with closing(socket.socket()) as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("the server does not answer")


def ask(address, body=None, **headers):
    asked = urllib.request.Request(address, body, headers)
    try:
        with urllib.request.urlopen(asked, timeout=60) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()


def test_it_serves_whoever_has_the_key(project_file):
    with serving(CERTGEN_API_KEY=KEY) as (address, server):
        assert ask(f"{address}/healthz") == (200, b'{"status":"ok"}')
        body, kind = multipart_body({"row": 2}, [("project", "small.certgen", project_file)])
        status, data = ask(
            f"{address}/api/v1/render",
            body,
            **{"Content-Type": kind, "Authorization": f"Bearer {KEY}"},
        )
        assert (status, data[:4]) == (200, b"%PDF")
        assert ask(f"{address}/api/v1/fonts")[0] == 401
        server.terminate()
        out, told = server.communicate(timeout=30)
    assert out == ""
    assert "POST /api/v1/render 200 in" in told
    assert KEY not in out + told
    assert "Ada" not in out + told


def test_a_body_that_is_too_large_is_refused_while_it_comes():
    with serving(CERTGEN_MAX_UPLOAD="1") as (address, _):
        status, data = ask(
            f"{address}/api/v1/render", b"{" * 2**21, **{"Content-Type": "application/json"}
        )
        assert status == 413
        assert b"CERTGEN_MAX_UPLOAD" in data
        assert ask(f"{address}/healthz")[0] == 200


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"CERTGEN_ADDRESS": "0.0.0.0"}, "CERTGEN_API_KEY"),
        ({"CERTGEN_HOST": "docker"}, "CERTGEN_API_KEY"),
        ({"CERTGEN_PORT": "none"}, "CERTGEN_PORT"),
        ({"CERTGEN_APIKEY": KEY}, "Did you mean CERTGEN_API_KEY"),
    ],
)
def test_it_refuses_to_start_with_a_wrong_configuration(settings, told):
    done = subprocess.run(
        [sys.executable, "-m", "service"],
        cwd=ROOT,
        env=environment(**settings),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert KEY not in done.stderr


def test_the_documentation_has_the_table_as_it_is():
    text = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    assert markdown_table() in text


def test_the_http_interface_needs_nothing_heavy_until_it_is_asked():
    script = "import sys; from service.http.routes import app; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    heavy = {"PIL", "numpy", "uharfbuzz", "pikepdf", "pandas", "streamlit", "babel", "segno"}
    assert not heavy & set(done.stdout.split())


def test_no_part_of_it_loads_streamlit():
    script = (
        "import sys, pkgutil, importlib, service\n"
        "for module in pkgutil.walk_packages(service.__path__, 'service.'):\n"
        "    module.name.endswith('__main__') or importlib.import_module(module.name)\n"
        "print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert not {"streamlit", "pandas"} & set(done.stdout.split())
