"""What the last steps show while the list is empty: the way to it."""

from __future__ import annotations

import streamlit as st

from designer.session import go_to, t


def nobody_yet() -> None:
    """Says that people come first, with the button that leads there."""
    with st.container(border=True):
        st.subheader(t("make.nobody"))
        st.markdown(t("make.nobody_help"))
        st.button(t("make.to_people"), type="primary", on_click=go_to, args=("people",))
