"""People with addresses, and an account at a server for them."""

from __future__ import annotations

import pytest

from certgen.elements.base import Box
from certgen.elements.text.model import TextElement
from certgen.layout import Layout
from certgen.mail.account import account_of, server_at
from certgen.project import Project
from certgen.records import table_from_rows
from tests.mail.server import mail_server

COLUMNS = ("Name", "Course", "E-mail")
PEOPLE = (
    ("Ana Lindqvist", "Bookbinding", "ana@x.example"),
    ("José Núñez", "Typography", "jose@x.example"),
    ("山田 花子", "Bookbinding", "hanako@x.example"),
)


@pytest.fixture
def server():
    """A plain server; its port and its behavior."""
    with mail_server() as server:
        yield server


@pytest.fixture
def account(server):
    """The account at it."""
    return account_of(server_at(f"smtp://127.0.0.1:{server.port}"), "Lumen <office@lumen.example>")


def project_of(people=PEOPLE, columns=COLUMNS, content="{{Name}}", **rest):
    """A project with one field on a blank page."""
    box = Box(x=20, y=80, width=250, height=30)
    layout = Layout(
        elements=(TextElement(id="name", name="Name", box=box, content=content),),
        file_name="{{Name}}",
    )
    return Project(layout=layout, table=table_from_rows(columns, people), **rest)
