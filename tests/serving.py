"""The designer's server, started as the README says."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COMMAND = (sys.executable, "-m", "streamlit", "run")
ENTRY = "streamlit_app.py"
HASTY = "tests/hasty_app.py"
OPTIONS = ("--server.headless=true", "--server.fileWatcherType=none")


def free_port() -> int:
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def clean_environment(**settings: str) -> dict[str, str]:
    """This process's, with these settings of Certgen and no others but where it writes.

    That is left to the system where a `TMPDIR` is among them.
    """
    if "TMPDIR" not in settings and (folder := os.environ.get("CERTGEN_TEMP")):
        settings = {"CERTGEN_TEMP": folder, **settings}
    kept = {n: v for n, v in os.environ.items() if not n.startswith("CERTGEN_")}
    return {**kept, "CERTGEN_HOST": "plain", **settings}


class NotStartedError(Exception):
    """The server did not come up; with what it wrote."""


@dataclass
class Serving:
    """A running server, and what it wrote."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def kill(self) -> None:
        """As a host does that takes the machine away."""
        self.process.kill()
        self.process.wait(30)


@contextmanager
def serving(
    log: Path,
    *,
    prefix: Sequence[str] = (),
    options: Sequence[str] = (),
    cwd: Path = ROOT,
    port: int = 0,
    entry: str = ENTRY,
    **settings: str,
) -> Iterator[Serving]:
    """Starts a designer and waits until it answers; `prefix` is put before the command."""
    port = port or free_port()
    command = [*prefix, *COMMAND, entry, *OPTIONS, f"--server.port={port}", *options]
    with log.open("ab") as written:
        process = subprocess.Popen(
            command,
            cwd=cwd,
            env=clean_environment(**settings),
            stdout=written,
            stderr=subprocess.STDOUT,
        )
    server = Serving(process, port, log)
    try:
        wait_for(f"{server.address}/healthz", process, log)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_for(url: str, process: subprocess.Popen[bytes], log: Path, seconds: float = 90) -> None:
    """Waits until something answers there, whatever it says."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise NotStartedError(log.read_text(encoding="utf-8", errors="replace"))
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except urllib.error.HTTPError as error:
            error.close()
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise NotStartedError(f"{url} does not answer\n{log.read_text(errors='replace')}")
