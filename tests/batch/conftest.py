"""Small projects to make batches of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from certgen.output import Output
from certgen.project import Project
from certgen.records import table_from_rows
from certgen.starter import start_layout

MakeProject = Callable[..., Project]


@pytest.fixture(scope="session")
def make_project() -> MakeProject:
    """A project without a template for people of these names, in files of this format."""

    def build(*names: str, **output: object) -> Project:
        rows = [(name, f"Course {number % 3}") for number, name in enumerate(names)]
        table = table_from_rows(("Name", "Course"), rows)
        settings = Output(**{"format": "png", "dpi": 18.0, **output})
        return Project(layout=start_layout(None, table), table=table, output=settings)

    return build


@pytest.fixture
def break_record(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Makes composing fail for the person of a name, with an error nobody thought of."""

    def break_it(name: str) -> None:
        from certgen.batch import render

        compose = render.compose_varying

        def failing(plan, values):
            if values["Name"] == name:
                raise ZeroDivisionError("by surprise")
            return compose(plan, values)

        monkeypatch.setattr(render, "compose_varying", failing)

    return break_it
