"""The designer's entry: a Streamlit script and an ASGI application in one."""

from __future__ import annotations

import streamlit as st
from starlette.middleware import Middleware

from designer.addresses import answering, picture_route
from designer.routes import routes
from designer.visitors import VisitorCookie

app = st.App(
    __file__,
    routes=[*routes(), picture_route()],
    middleware=[Middleware(VisitorCookie)],
    lifespan=answering,
)

if __name__ == "__main__":
    from designer.app import page

    page()
