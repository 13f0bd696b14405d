"""The README's first command on a machine where Streamlit was never started."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[2]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_nothing_is_asked_and_nobody_elsewhere(tmp_path):
    port = free_port()
    # As on a desktop: with a screen, and with a browser that is opened.
    desktop = {"HOME": str(tmp_path), "DISPLAY": ":0", "BROWSER": "true"}
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "streamlit_app.py", f"--server.port={port}"],
        cwd=ROOT,
        env={**os.environ, **desktop},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        deadline = time.monotonic() + 60
        while not answers(port):
            assert server.poll() is None
            assert time.monotonic() < deadline, "the designer waits for something"
            time.sleep(0.1)
    finally:
        server.terminate()
        said = server.communicate(timeout=30)[0]
    assert f"http://localhost:{port}" in said
    assert "Email" not in said
    assert "External URL" not in said


def answers(port):
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2).close()
    except OSError:
        return False
    return True
