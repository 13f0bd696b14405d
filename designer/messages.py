"""Messages: what went wrong or well, shown once."""

from __future__ import annotations

import streamlit as st

from designer.session import state, update

_KINDS = {"error": st.error, "warning": st.warning, "info": st.info, "success": st.success}


def show_messages() -> None:
    """Shows what there is to say; it goes with the next action."""
    for message in state().messages:
        _KINDS[message.kind](f"{message.text} {message.hint}".strip())
    if state().messages:
        update(messages=())
