"""What can happen to a machine in the middle of a batch, done to real processes."""

from __future__ import annotations

import resource
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from certgen.batch.journal import journal_of
from certgen.errors import ExitCode
from certgen.export.disk import part_of
from certgen.project import save_project
from certgen.sheet import Sheet

NAMES = [f"Person {number}" for number in range(150)]


@pytest.fixture(scope="module")
def project_file(make_project, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("faults") / "p.certgen"
    path.write_bytes(save_project(make_project(*NAMES, dpi=60.0)))
    return path


@pytest.fixture(scope="module")
def whole(project_file) -> bytes:
    """What comes of it where nothing happens."""
    return finished(project_file, project_file.with_name("whole.zip"))


def command(project: Path, out: Path, *more: str) -> list[str]:
    render = [sys.executable, "-m", "certgen", "render", str(project), "--out", str(out)]
    return [*render, "--jobs", "1", *more]


def finished(project: Path, out: Path, *more: str) -> bytes:
    subprocess.run(command(project, out, *more), check=True, capture_output=True)
    return out.read_bytes()


SIGNALLED = """
import os, sys
from contextlib import contextmanager
from certgen.cli import main, screen

@contextmanager
def progress(self, title):
    yield lambda at: at.done == 70 and os.kill(os.getpid(), int(sys.argv[1]))

screen.Screen.progress = progress
sys.exit(main.main(sys.argv[2:]))
"""


def interrupted(project: Path, out: Path, number: int) -> subprocess.CompletedProcess[bytes]:
    """A run that gets a signal after 70 records."""
    arguments = command(project, out)[3:]
    return subprocess.run(
        [sys.executable, "-c", SIGNALLED, str(number), *arguments],
        capture_output=True,
        check=False,
    )


def lines_in(journal: Path) -> int:
    return len(journal.read_bytes().splitlines())


def test_killed_in_the_middle_and_gone_on_with(project_file, whole, tmp_path):
    killed = interrupted(project_file, tmp_path / "out.zip", signal.SIGKILL)
    assert killed.returncode == -signal.SIGKILL
    assert not (tmp_path / "out.zip").exists()
    assert lines_in(journal_of(tmp_path / "out.zip")) == 1 + 70
    assert finished(project_file, tmp_path / "out.zip", "--resume") == whole
    assert [path.name for path in tmp_path.iterdir()] == ["out.zip"]
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert archive.testzip() is None
        assert len(set(archive.namelist())) == len(NAMES) + 1


def test_ctrl_c_stops_in_order_and_says_how_to_go_on(project_file, whole, tmp_path):
    stopped = interrupted(project_file, tmp_path / "out.zip", signal.SIGINT)
    assert stopped.returncode == ExitCode.CANCELLED
    assert "--resume" in stopped.stderr.decode()
    assert lines_in(journal_of(tmp_path / "out.zip")) == 1 + 70
    assert finished(project_file, tmp_path / "out.zip", "--resume") == whole


def test_a_full_disk_is_told_and_loses_nothing(project_file, whole, tmp_path):
    limit = len(whole) // 2
    full = subprocess.run(
        command(project_file, tmp_path / "out.zip"),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        capture_output=True,
        check=False,
    )
    assert full.returncode == ExitCode.EXPORT
    assert "The disk is full" in full.stderr.decode()
    assert not (tmp_path / "out.zip").exists()
    assert part_of(tmp_path / "out.zip").stat().st_size > 0
    assert finished(project_file, tmp_path / "out.zip", "--resume") == whole


def test_a_full_disk_where_worker_processes_write_is_told(project_file, tmp_path):
    """Not even the first of their files goes on it."""
    program = (
        "import sys; from certgen.batch import crew; from certgen.cli.main import main; "
        "crew.PROCESSES_FROM = dict.fromkeys(crew.PROCESSES_FROM, 1); sys.exit(main(sys.argv[1:]))"
    )
    arguments = [*command(project_file, tmp_path / "out.zip")[3:], "--jobs", "2"]
    full = subprocess.run(
        [sys.executable, "-c", program, *arguments, "--format", "pdf"],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000)),
        capture_output=True,
        check=False,
    )
    assert full.returncode == ExitCode.EXPORT
    said = full.stderr.decode()
    assert said.startswith(f"certgen: The disk is full: “{tmp_path / 'out.zip'}”")


def test_a_full_disk_at_the_very_end(project_file, whole, tmp_path):
    limit = len(whole) - 100
    full = subprocess.run(
        command(project_file, tmp_path / "out.zip"),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        capture_output=True,
        check=False,
    )
    assert full.returncode == ExitCode.EXPORT
    assert finished(project_file, tmp_path / "out.zip", "--resume") == whole


@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_full_disk_under_sheets_is_told_and_leaves_nothing(make_project, tmp_path, share):
    sheet = Sheet(width=500.0, height=700.0)
    path, out = tmp_path / "p.certgen", tmp_path / "out.pdf"
    path.write_bytes(save_project(make_project(*NAMES, format="pdf-combined", sheet=sheet)))
    limit = int(len(finished(path, out)) * share)
    out.unlink()
    full = subprocess.run(
        command(path, out),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        capture_output=True,
        check=False,
    )
    assert full.returncode == ExitCode.EXPORT
    assert full.stderr.decode().startswith(f"certgen: The disk is full: “{out}”")
    assert [path.name for path in tmp_path.iterdir()] == ["p.certgen"]
