"""Python processes beside this one, for files from outside that could do harm in it.

A child gets a request and a file on its stdin, and answers on its stdout. It finds certgen wherever
the work began, and is held to a time and a memory.
"""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from contextlib import suppress
from pathlib import Path


def ask_child(
    module: str, request: bytes, data: bytes, seconds: float
) -> subprocess.CompletedProcess[bytes]:
    """Runs `python -m module` with a request and a file; what it answers may be a failure.

    Raises:
        subprocess.TimeoutExpired: it was not done after so many seconds.
    """
    return subprocess.run(
        [sys.executable, "-m", module],
        env=child_environment(),
        input=struct.pack(">I", len(request)) + request + data,
        capture_output=True,
        timeout=seconds,
        check=False,
    )


def asked_of_child() -> tuple[bytes, bytes]:
    """In the child: the request and the file."""
    given = sys.stdin.buffer.read()
    (length,) = struct.unpack_from(">I", given)
    return given[4 : 4 + length], given[4 + length :]


def limit_child(memory: int, seconds: float) -> None:
    """In the child: holds it to so many bytes and seconds, where the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    limits = {
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_CPU: int(seconds),
        # Being stopped here is expected: no core dump is wanted.
        resource.RLIMIT_CORE: 0,
    }
    for kind, most in limits.items():
        # macOS knows the kinds but refuses some.
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))


def child_environment() -> dict[str, str]:
    """The environment for `python -m certgen…`.

    A checkout that is run without being installed is found by the main script's folder, which a
    child, started in whatever folder is current, would not look into.
    """
    here = str(Path(__file__).resolve().parent.parent)
    known = os.environ.get("PYTHONPATH")
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (here, known)))}
