"""The command line in the test's own process, and files to give to it."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from certgen.cli.main import main
from certgen.output import Output
from certgen.project import Project, save_project
from certgen.records import table_from_rows
from certgen.starter import start_layout
from certgen.template import open_template

PEOPLE = (("Ann Lee", "Botany"), ("Zoë Marín", "Physics"), ("张伟", "Botany"))


@dataclass(frozen=True)
class Said:
    """What a command came to."""

    code: int
    out: str
    err: str


@pytest.fixture
def certgen() -> Callable[..., Said]:
    """Runs a command."""

    def run(*args: object) -> Said:
        out, err = io.StringIO(), io.StringIO()
        code = main([str(arg) for arg in args], out, err)
        return Said(code, out.getvalue(), err.getvalue())

    return run


@pytest.fixture
def template(tmp_path) -> Path:
    """A small picture in the proportions of A4 across."""
    path = tmp_path / "template.png"
    Image.new("RGB", (594, 420), "#f4efe2").save(path)
    return path


@pytest.fixture
def people(tmp_path) -> Path:
    """A list of three as CSV."""
    path = tmp_path / "people.csv"
    lines = ["Name,Course", *(",".join(row) for row in PEOPLE)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def project(tmp_path, template) -> Path:
    """A project file with the template and the three people."""
    picture = open_template(template.read_bytes(), template.name)
    table = table_from_rows(("Name", "Course"), PEOPLE)
    made = Project(
        layout=start_layout(picture, table),
        template=picture,
        table=table,
        output=Output(format="jpeg"),
    )
    path = tmp_path / "my.certgen"
    path.write_bytes(save_project(made))
    return path
