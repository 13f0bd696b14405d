"""The designer's entry: a Streamlit script and an ASGI application in one."""

from __future__ import annotations

import streamlit as st

from designer.server import lifespan, server

app = st.App(
    __file__,
    routes=server().routes,
    middleware=server().middleware,
    lifespan=lifespan,
)

if __name__ == "__main__":
    from designer.app import page

    page()
