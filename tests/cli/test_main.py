"""The command line as a whole: help, errors in one place, quick to start."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from certgen import __version__
from certgen.cli.main import COMMANDS
from certgen.errors import ExitCode

NAMES = [command.__name__.rpartition(".")[2] for command in COMMANDS]
HEAVY = ("numpy", "PIL", "pikepdf", "pypdfium2", "segno", "uharfbuzz", "rich", "pandas", "msgspec")


def help_of(certgen, capsys, *command: str) -> str:
    with pytest.raises(SystemExit) as ended:
        certgen(*command, "--help")
    assert ended.value.code == 0
    return capsys.readouterr().out


def test_help_names_every_command_and_shows_a_way_through(certgen, capsys):
    said = help_of(certgen, capsys)
    assert all(name in said for name in NAMES)
    assert "certgen render" in said


@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_help_with_an_example(certgen, capsys, name):
    assert f"certgen {name} " in help_of(certgen, capsys, name).partition("example")[2]


def test_wrong_usage_ends_with_two(certgen, capsys):
    with pytest.raises(SystemExit) as ended:
        certgen("rendre")
    assert ended.value.code == ExitCode.USAGE
    assert "invalid choice" in capsys.readouterr().err


def test_without_a_command_the_help_is_shown(certgen, capsys):
    with pytest.raises(SystemExit) as ended:
        certgen()
    assert ended.value.code == ExitCode.USAGE
    assert "certgen sample -o sample" in capsys.readouterr().err


def test_help_tells_every_exit_code(certgen, capsys):
    told = help_of(certgen, capsys).partition("exit codes:")[2]
    assert {int(number) for number in re.findall(r"\b\d+\b", told)} == set(ExitCode)


def test_the_version(certgen, capsys):
    with pytest.raises(SystemExit) as ended:
        certgen("--version")
    assert ended.value.code == ExitCode.OK
    assert capsys.readouterr().out == f"certgen {__version__}\n"


def test_help_imports_nothing_heavy():
    code = (
        "import sys; from certgen.cli.main import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_module_is_the_command():
    done = subprocess.run(
        [sys.executable, "-m", "certgen", "schema"], capture_output=True, check=True
    )
    assert json.loads(done.stdout)["$schema"].startswith("https://json-schema.org")


def test_a_reader_that_has_enough_is_no_error():
    command = f"{sys.executable} -m certgen schema | head -c 10"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=True, text=True)
    assert done.stderr == ""


def test_an_error_is_a_sentence_and_what_to_do(certgen, tmp_path):
    said = certgen("render", tmp_path / "no.certgen", "--out", tmp_path / "out.zip")
    assert said.code == ExitCode.PROJECT
    assert said.out == ""
    first, hint = said.err.splitlines()
    assert first == f"certgen: There is no file “{tmp_path / 'no.certgen'}”."
    assert hint == "  Check the name and the folder."


def test_ctrl_c_is_not_an_error_report(certgen, monkeypatch):
    def interrupted(args, screen):
        raise KeyboardInterrupt

    monkeypatch.setattr("certgen.cli.schema._run", interrupted)
    said = certgen("schema")
    assert (said.code, said.err) == (ExitCode.CANCELLED, "certgen: Stopped.\n")
