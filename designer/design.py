"""The design step: canvas, inspector and the list at hand, in one fragment that reruns alone."""

from __future__ import annotations

import streamlit as st

from designer.canvas import awaits_room, canvas, listen
from designer.field_list import field_list
from designer.inspector import inspector
from designer.keeping import keep
from designer.messages import show_messages
from designer.panels.project_menu import is_current
from designer.people_strip import people_strip
from designer.preview import preview
from designer.session import reporting, state
from designer.tools import tools


@st.fragment(key="design")
def design_panel() -> None:
    """Draws the step. What was done on the canvas is taken in before anything is drawn."""
    listen()
    if state().step != "design" or not is_current():
        # Another step was clicked while the canvas had news, or a new name was taken back.
        st.rerun()
    messages = st.container(key="design_messages")
    work, side = st.columns([3.1, 1], gap="large")
    with work:
        tools()
        with reporting():
            preview() if state().looking else canvas()
    # The browser needs longer for what stands around the canvas than for the canvas; and what there
    # is to say would go with the run that follows.
    if not awaits_room():
        with work:
            people_strip()
        with side, st.container(key="panel", gap="small"):
            if state().selection:
                inspector()
            else:
                field_list()
        with messages:
            show_messages()
    keep()
