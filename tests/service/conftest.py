"""A small project, and the interface that renders it."""

from __future__ import annotations

import io
import time

import msgspec
import pytest
from PIL import Image

from certgen.elements.base import Box
from certgen.elements.text.model import TextElement
from certgen.layout import Layout, PageSize
from certgen.output import Output
from certgen.project import Project, save_project
from certgen.records import table_from_rows
from certgen.template import open_template
from service.configuration import Configuration
from service.http.routes import app

NAMES = ("Ada", "Zoë", "محمد", "=Ben", "Ada", "Charles Babbage", "李娜")


def a_project(form="pdf", names=NAMES):
    """A page of 60 × 40 mm with a name on it."""
    picture = io.BytesIO()
    Image.linear_gradient("L").resize((240, 160)).convert("RGB").save(picture, "PNG")
    text = TextElement(
        id="name", name="Name", content="{{Name}}", box=Box(x=5, y=10, width=50, height=12)
    )
    layout = Layout(page=PageSize(width=60, height=40), elements=(text,))
    size = layout.page.size
    return Project(
        name="Small",
        layout=layout,
        template=open_template(picture.getvalue(), "paper.png", size=size),
        table=table_from_rows(("Name", "Course"), [(name, "Botany") for name in names]),
        output=Output(format=form),
    )


def with_format(project, form):
    output = msgspec.structs.replace(project.output, format=form)
    return msgspec.structs.replace(project, output=output)


@pytest.fixture(scope="session")
def project():
    return a_project()


@pytest.fixture(scope="session")
def project_file(project):
    return save_project(project)


@pytest.fixture
def api():
    """The interface on a laptop."""
    return app(Configuration())


@pytest.fixture
def until():
    """Waits for something that another thread does."""

    def wait(question, seconds=30.0):
        end = time.monotonic() + seconds
        while not question():
            assert time.monotonic() < end, "waited in vain"
            time.sleep(0.005)

    return wait
