from __future__ import annotations

import streamlit as st

from designer.canvas import canvas, listen
from designer.session import state


@st.fragment(key="design")
def design_panel() -> None:
    listen()
    work, panel = st.columns([3, 1], gap="medium")
    with work:
        canvas()
    with panel:
        st.write(state().selected)
        for e in state().selection:
            st.write(e.box, e.rotation)
        st.write(state().history.undo_label, state().revision)
