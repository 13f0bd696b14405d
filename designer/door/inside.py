"""The door within the page, for a host that runs the script without what is around it.

Usually the gate has asked everybody already, and there is nothing to do here.
"""

from __future__ import annotations

import math
from functools import lru_cache

import streamlit as st

from designer.addresses import served
from designer.door.closed import TOLD, ThisMachineOnly
from designer.door.provider import Provider, is_member
from designer.door.sign_in import SignIn
from designer.places import configuration
from designer.server import server
from designer.session import t
from service.attempts import Attempts
from service.configuration import is_loopback

_ADMITTED = "let in"
_TYPED = "password at the door"
_WRONG = "wrong at the door"
_PROXY_MARKS = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip")


def let_in() -> bool:
    """Whether the page may be drawn; if not, what has to be done is shown instead."""
    keeper = server().door.keeper
    if served() or keeper is None or st.session_state.get(_ADMITTED):
        return True
    if isinstance(keeper, SignIn):
        return _signed_in(keeper.provider)
    return _from_here() or _closed(isinstance(keeper, ThisMachineOnly) and keeper.exposed)


def _from_here() -> bool:
    headers = st.context.headers
    name = headers.get("Host", "localhost").rpartition(":")[0] or headers.get("Host", "localhost")
    return (
        not _address() and is_loopback(name) and not any(mark in headers for mark in _PROXY_MARKS)
    )


def _address() -> str:
    """Where somebody comes from; "" from this machine, whose own address Streamlit never tells."""
    found = st.context.ip_address
    return found if isinstance(found, str) else ""


def _closed(exposed: bool) -> bool:
    st.subheader(t("door.here_title"))
    st.write(t("door.closed" if exposed else "door.here"))
    st.write(t("door.owner", **{name: f"`{value}`" for name, value in TOLD.items()}))
    return False


def _signed_in(provider: Provider | None) -> bool:
    if provider is not None and st.user.is_logged_in and is_member(st.user, provider.members):
        return True
    _, middle, _ = st.columns([1, 1, 1])
    with middle, st.container(border=True):
        st.subheader(t("door.title"))
        if provider is not None and st.user.is_logged_in:
            st.error(t("door.not_member", who=st.user.get("email", "")))
        if configuration().password:
            _form()
        for name in provider.names if provider is not None else ():
            st.button(t("door.enter_account"), key=f"door {name}", on_click=st.login, args=(name,))
    return False


def _form() -> None:
    with st.form("door", border=False, enter_to_submit=True):
        st.text_input(t("door.password"), type="password", key=_TYPED)
        st.form_submit_button(t("door.enter"), type="primary", width="stretch", on_click=_try)
    if st.session_state.get(_WRONG):
        st.error(st.session_state.pop(_WRONG))


@lru_cache(maxsize=1)
def _attempts() -> Attempts:
    return Attempts()


def _try() -> None:
    who = _address()
    wait = _attempts().wait(who)
    if wait > 0:
        st.session_state[_WRONG] = t("door.wait", minutes=math.ceil(wait / 60))
    elif configuration().password.matches(st.session_state[_TYPED]):
        _attempts().succeeded(who)
        st.session_state[_ADMITTED] = True
    else:
        _attempts().failed(who)
        st.session_state[_WRONG] = t("door.wrong")
