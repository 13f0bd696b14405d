"""A place to run in as on a strict host: nothing may be written but one small folder.

A mount namespace of its own, in which every file system is read-only except for a `tmpfs` of a few
megabytes; and no powers: another user where that one can read this Python, else root without any
of root's capabilities.
"""

from __future__ import annotations

import functools
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.serving import clean_environment

NOBODY = "65534"
_ENTER = """
set -eu
mount --make-rprivate /
while read -r _ place kind _; do
  case "$kind" in proc|sysfs|devtmpfs|devpts|cgroup*|mqueue|tmpfs.own) continue;; esac
  mount -o remount,bind,ro "$(printf '%b' "$place")" 2>/dev/null || true
done < /proc/self/mounts
mount -t tmpfs -o "size=$1,mode=1777" tmpfs "$2"
if [ "$3" = full ]; then head -c 1G /dev/zero > "$2/filled" 2>/dev/null || true; fi
if [ "$3" = readonly ]; then mount -o remount,ro "$2"; fi
shift 3
exec "$@"
"""


@dataclass(frozen=True)
class Cell:
    """How a command is run there; `temp` is the one folder that can be written to."""

    temp: Path
    size: str = "24m"
    state: str = "usable"

    @property
    def prefix(self) -> tuple[str, ...]:
        """What is put before a command."""
        enter = ("unshare", "--mount", "--", "bash", "-c", _ENTER, "cell")
        return (*enter, self.size, str(self.temp), self.state, *_without_powers())

    @property
    def settings(self) -> dict[str, str]:
        """The environment of a command there."""
        return {"TMPDIR": str(self.temp), "HOME": "/nonexistent", "PYTHONDONTWRITEBYTECODE": ""}

    def run(self, *command: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Runs a command to its end."""
        return subprocess.run(
            [*self.prefix, *command],
            env=clean_environment(**self.settings, **more),
            capture_output=True,
            text=True,
            timeout=300,
        )


def cell(folder: Path, **how: str) -> Cell:
    """A cell with its folder; skips where the machine allows no namespaces."""
    tried = subprocess.run(["unshare", "--mount", "true"], capture_output=True, text=True)
    if os.getuid() != 0 or tried.returncode != 0:
        pytest.skip("making file systems read-only for a test takes root and mount namespaces")
    temp = folder / "temp"
    temp.mkdir()
    return Cell(temp, **how)


@functools.cache
def _without_powers() -> tuple[str, ...]:
    away = ("--bounding-set=-all", "--inh-caps=-all", "--no-new-privs")
    somebody = ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", *away)
    # The first program may still be opened with the powers that are just being left: ask a second.
    twice = (
        "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import json'], check=True)"
    )
    tried = subprocess.run([*somebody, sys.executable, "-c", twice], capture_output=True)
    return somebody if tried.returncode == 0 else ("setpriv", *away)
