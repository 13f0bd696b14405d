"""One panel as an app of its own, for AppTest."""

from __future__ import annotations

import re

from streamlit.testing.v1 import AppTest

from certgen.elements.base import Box
from certgen.elements.text.model import TextElement
from certgen.layout import Layout
from certgen.project import Project
from certgen.records import table_from_rows
from designer.session import Session, State

SCRIPT = """
import streamlit as st
from designer.messages import show_messages
from designer.panels.{module} import {function} as panel

panel({given})
show_messages()
"""
PEOPLE = table_from_rows(
    ("Name", "Course"),
    [("Ana Lindqvist", "Bookbinding"), ("José Núñez", "Typography"), ("山田 花子", "Bookbinding")],
    source="people.csv",
)


def box_of(x, y, width, height):
    return Box(x=x, y=y, width=width, height=height)


def text(content, name="Name", y=80.0):
    return TextElement(id=name.lower(), name=name, box=box_of(20, y, 250, 30), content=content)


LAYOUT = Layout(elements=(text("{{Name}}"), text("{{Course}}", "Course", 130.0)))
PROJECT = Project(name="Spring", layout=LAYOUT, table=PEOPLE)


def open_panel(module, function, project=PROJECT, given="", **state):
    """The panel with this project, drawn once."""
    app = AppTest.from_string(
        SCRIPT.format(module=module, function=function, given=given), default_timeout=60
    )
    give(app, State(project=project, project_id="p" * 22, **state))
    return app.run()


def give(app, state):
    """Puts the session into this state."""
    app.session_state["designer"] = Session(state)


def state_of(app):
    return app.session_state["designer"].state


def project_of(app):
    return state_of(app).project


def upload(app, name, data, place=0):
    """Brings a file to the panel's uploader."""
    app.file_uploader[place].upload(name, data)
    return app.run()


def said(app):
    """Every message on the page, without the exceptions that there must never be."""
    assert not app.exception, app.exception[0].message
    return [one.value for kind in (app.error, app.warning, app.success, app.info) for one in kind]


def button(app, key):
    return next(b for b in app.button if b.key == key)


def field(kind, name):
    """The widget of this name, whichever turn it is (see designer/seeding.py)."""
    return next(w for w in kind if re.fullmatch(rf"{re.escape(name)}( \d+)?", w.key or ""))
