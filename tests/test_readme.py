"""What the README shows works as it stands there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from certgen import Layout, Output, PageSize, Project, make, read_table
from certgen.cli.main import main
from certgen.errors import ExitCode
from certgen.starter import place_name
from tests.pictures import picture_file

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^certgen (?!COMMAND)([^#\n]+)", README, re.MULTILINE)
PROGRAMS = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
PEOPLE = b"Name,Course,E-mail\nAna Lindqvist,Botany,ana@x.org\nLi Yu,Astronomy,li@x.org\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files the README speaks of."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "template.png").write_bytes(picture_file(702, 496))
    for name in ("people", "next-month"):
        (tmp_path / f"{name}.csv").write_bytes(PEOPLE)
    badges = Project(
        layout=place_name(Layout(page=PageSize(width=86, height=54)), ("Name",)),
        table=read_table(PEOPLE, "people.csv"),
        output=Output(format="pdf-combined"),
    )
    make(badges, tmp_path / "badges.pdf")
    return tmp_path


def run(command: str) -> int:
    return main(shlex.split(command.replace(".xlsx", ".csv")))


def test_every_command_in_order(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in COMMANDS:
        assert run(command) == ExitCode.OK, capsys.readouterr().err
    for made in ("certificates.zip", "pictures/report.csv", "sheets.pdf"):
        assert (desk / made).stat().st_size > 0


def test_every_program(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("new --template template.png --data people.csv -o my.certgen") == ExitCode.OK
    names: dict[str, object] = {}
    for program in PROGRAMS:
        exec(compile(program, "README.md", "exec"), names)
    assert "2 made" in capsys.readouterr().out
    assert names["image"].size == (702, 496)  # type: ignore[attr-defined]


def test_every_place_it_names_is_there() -> None:
    named = set(re.findall(r"`((?:certgen|designer|fonts|tests)/[\w/.]*)`", README))
    named |= set(re.findall(r"\]\(([\w/.]+)\)", README))
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []
