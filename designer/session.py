"""The session: one frozen object behind one door.

Nothing else of the designer's state lives in `st.session_state`; widgets are seeded from here on
every run (see `designer.seeding`), and callbacks change it through the functions below.

Streamlit may end a run for a newer one at any look into `st.session_state`, in the middle of a
callback too, which it does not call again. What a person did must never be lost that way, so
nothing here looks into it in the ordinary way: neither `state` and `update` nor `said`.
`to_dict` would do, but asks every widget on the page, several times in each edit.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import streamlit as st
from streamlit.runtime.state.session_state_proxy import get_session_state

from certgen.errors import CertgenError
from certgen.layout import Element, Layout
from certgen.mail.account import Account
from certgen.project import Project
from certgen.records import Record
from designer.companion import Room
from designer.drawing import Surface
from designer.history import History
from designer.labels import translate

_KEY = "designer"
# A session's runs have a thread of their own, and never two at a time.
_thread = threading.local()

StepName = Literal["template", "people", "design", "check", "make"]
STEPS: tuple[StepName, ...] = ("template", "people", "design", "check", "make")
Tool = Literal["select", "draw"]
MessageKind = Literal["error", "warning", "info", "success"]


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence for the person, and what to do now."""

    kind: MessageKind
    text: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """Everything the designer knows about one person's visit.

    `row` is the row number of the record shown, None for the first. `zoom` is 0 to fit the
    window, else a factor of real size; with `looking` the page is
    shown without handles. `revision` grows whenever anything but the canvas itself
    changed what the canvas has to show. `project_id` is what the address holds. `room` is what
    the browser has for the page, `surface` what canvas and page last told each other. `account`
    is the e-mail account the person named, which is kept nowhere else.
    """

    project: Project = field(default_factory=Project)
    history: History[Project] = field(default_factory=History)
    project_id: str = ""
    step: StepName = "design"
    selected: tuple[str, ...] = ()
    row: int | None = None
    zoom: float = 0.0
    snap: bool = True
    tool: Tool = "select"
    looking: bool = False
    revision: int = 0
    room: Room = field(default_factory=Room)
    surface: Surface = field(default_factory=Surface)
    language: str = "en"
    messages: tuple[Message, ...] = ()
    account: Account | None = None

    @property
    def layout(self) -> Layout:
        """The project's layout."""
        return self.project.layout

    @property
    def record(self) -> Record | None:
        """The record shown: the one of `row`, else the first; None without people."""
        records = self.project.table.records
        return next((r for r in records if r.row == self.row), records[0] if records else None)

    @property
    def selection(self) -> tuple[Element, ...]:
        """The selected elements, back to front."""
        return tuple(e for e in self.layout.elements if e.id in self.selected)


@dataclass(slots=True)
class Session:
    """What `st.session_state` holds: the place of the state, which changes, unlike the state.

    `seeds` is what `designer.seeding` remembers of the widgets.
    """

    state: State = field(default_factory=State)
    seeds: dict[str, Any] = field(default_factory=dict)


def state() -> State:
    """The session as it is now."""
    return _session().state


def seeds() -> dict[str, Any]:
    """What `designer.seeding` remembers, to be changed in place."""
    return _session().seeds


def update(**changes: Any) -> None:
    """Changes anything but the project, which goes through `edit` so that it can be undone."""
    session = _session()
    session.state = replace(session.state, **changes)


def said(key: str) -> Any:
    """What the widget of this key says now; for callbacks."""
    return _held(key)


def edit(
    label: str,
    change: Callable[[Project], Project],
    *,
    series: str = "",
    from_canvas: bool = False,
) -> None:
    """Changes the project as one step that can be undone; what changes nothing leaves no step.

    `label` is the change in the person's words ("Move Name"). Changes of one `series` in a row
    are undone together. Elements that were added are selected. Errors the person can act on become
    messages, and nothing is changed.
    """
    now = state()
    with reporting():
        project = change(now.project)
        if project == now.project:
            return
        update(
            project=project,
            history=now.history.recorded(now.project, label, series=series),
            selected=_new(now.project, project) or _still_there(now.selected, project),
            revision=now.revision + (not from_canvas),
        )


def edit_layout(
    label: str,
    change: Callable[[Layout], Layout],
    *,
    series: str = "",
    from_canvas: bool = False,
) -> None:
    """The same for a change that concerns the layout alone."""
    edit(
        label,
        lambda project: replace(project, layout=change(project.layout)),
        series=series,
        from_canvas=from_canvas,
    )


def undo() -> None:
    """Takes the last change back."""
    _travel(*state().history.undone(state().project))


def redo() -> None:
    """Makes the change again that was taken back last."""
    _travel(*state().history.redone(state().project))


def open_project(
    project: Project, project_id: str = "", history: History[Project] | None = None
) -> None:
    """Puts another project in place of this one, with its own history or none."""
    update(
        project=project,
        project_id=project_id,
        history=history or History(),
        selected=(),
        row=None,
        messages=(),
        revision=state().revision + 1,
    )


def go_to(step: StepName) -> None:
    """Shows another step of the page."""
    update(step=step, messages=(), tool="select", revision=state().revision + 1)


def select(*ids: str) -> None:
    """Selects these elements and no others."""
    update(selected=tuple(dict.fromkeys(ids)))


def show_row(row: int | None) -> None:
    """Shows the record of this row on the canvas and in the preview."""
    update(row=row, revision=state().revision + 1)


def say(kind: MessageKind, text: str, hint: str = "") -> None:
    """Leaves a message that the page shows until the next action."""
    message = Message(kind, text, hint)
    if message not in state().messages:
        update(messages=(*state().messages, message))


@contextmanager
def reporting() -> Iterator[None]:
    """Turns errors the person can act on into messages; anything else is a bug and passes."""
    try:
        yield
    except CertgenError as error:
        say("error", error.message, error.hint)


def t(key: str, **values: object) -> str:
    """The words for `key` in the language of this session."""
    return translate(state().language, key, **values)


def _session() -> Session:
    session: Session | None = getattr(_thread, "session", None)
    if session is None:
        try:
            session = _held(_KEY)
        except KeyError:
            session = st.session_state[_KEY] = Session()
        _thread.session = session
    return session


def _held(key: str) -> Any:
    held = get_session_state()
    with held._lock:
        return held._state[key]


def _travel(project: Project, history: History[Project]) -> None:
    now = state()
    if history is not now.history:
        update(
            project=project,
            history=history,
            selected=_still_there(now.selected, project),
            revision=now.revision + 1,
        )


def _new(before: Project, after: Project) -> tuple[str, ...]:
    known = {element.id for element in before.layout.elements}
    return tuple(e.id for e in after.layout.elements if e.id not in known)


def _still_there(ids: tuple[str, ...], project: Project) -> tuple[str, ...]:
    there = {element.id for element in project.layout.elements}
    return tuple(i for i in ids if i in there)
