"""Beginning where the person left off: the address holds the design's id, the store its content."""

from __future__ import annotations

import atexit
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

import streamlit as st

from certgen.project import Project
from designer.autosave import designs, new_id
from designer.history import History
from designer.places import design_store
from designer.session import open_project, reporting, say, state, t, update
from designer.visitors import COOKIE, Visited, Visits

PARAMETER = "p"
_LEFT = "address left"
_TOLD = "told that designs cannot be kept"


@lru_cache(maxsize=1)
def visits() -> Visits:
    """Which browser worked on what."""
    lists = Visits(design_store())
    atexit.register(lists.flush)
    return lists


def begin(sample: Callable[[], Project]) -> None:
    """In the first run of a session, opens the design in the address, else the sample.

    Also when the address was changed by hand. `sample` makes the sample project. Says too if
    nothing can be kept.
    """
    _open_asked(sample)
    _tell(designs().trouble)


def _open_asked(sample: Callable[[], Project]) -> None:
    asked = st.query_params.get(PARAMETER, "")
    late = _comes_late(asked)
    if asked and (asked == state().project_id or (not late and open_design(asked))):
        return
    if not state().project_id:
        told = state().messages
        start_design(sample())
        update(messages=told)
        if asked and not told:
            say("info", t("project.gone"), t("project.gone_hint"))
    st.query_params[PARAMETER] = state().project_id


def _comes_late(asked: str) -> bool:
    """Whether a click was quicker than a new address, and still comes with the old one."""
    left, runs = st.session_state.get(_LEFT, ("", 0))
    if left and left == asked:
        st.session_state[_LEFT] = ("", 0)
        return True
    # The first run is the one that left it; with the second the browser has followed.
    st.session_state[_LEFT] = ("", 0) if runs else (left, runs + 1)
    return False


def open_design(project_id: str) -> bool:
    """Opens a kept design with its undo history; False if there is none (any more)."""
    kept = None
    with reporting():
        kept = designs().load(project_id)
    if kept is None:
        return False
    open_project(kept.project, project_id)
    if isinstance(kept.history, History):
        update(history=kept.history)
    st.query_params[PARAMETER] = project_id
    return True


def start_design(project: Project) -> None:
    """Opens a project as a new design with an address of its own."""
    st.session_state[_LEFT] = (state().project_id, 0)
    open_project(project, new_id())
    st.query_params[PARAMETER] = state().project_id


def keep() -> None:
    """Hands the design over to be saved; to be called when a run of the page is over."""
    now = state()
    designs().save(now.project_id, now.project, now.history)
    if now.history.past:
        visits().note(visitor(), now.project_id, now.project.name)


def _tell(trouble: str) -> None:
    """Says once that nothing is kept, and once that it is again."""
    told = st.session_state.get(_TOLD, False)
    if trouble and not told:
        say("warning", t("keep.not_kept"), t("keep.not_kept_hint"))
    elif told and not trouble:
        say("success", t("keep.kept_again"))
    if bool(trouble) != told:
        st.session_state[_TOLD] = bool(trouble)


def recent() -> tuple[Visited, ...]:
    """The designs this browser worked on before, newest first, without the one that is open."""
    return tuple(v for v in visits().of(visitor()) if v.project_id != state().project_id)


def renamed(project: Project, name: str) -> Project:
    """The project under another name; a blank one changes nothing."""
    tidy = " ".join(name.split())[:200]
    return replace(project, name=tidy) if tidy else project


def visitor() -> str:
    """The number of this browser; "" where it keeps no cookies or the page came without them."""
    number = st.context.cookies.get(COOKIE)
    return number if isinstance(number, str) else ""
