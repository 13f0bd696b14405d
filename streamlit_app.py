"""The designer's entry: a Streamlit script and an ASGI application in one."""

from __future__ import annotations

import streamlit as st

from designer.routes import routes

app = st.App(__file__, routes=routes())

if __name__ == "__main__":
    from designer.app import page

    page()
