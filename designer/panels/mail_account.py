"""The account that mail is sent from: named by the host, or typed in on one's own computer."""

from __future__ import annotations

from contextlib import closing

import streamlit as st

from certgen.errors import CertgenError, MailError
from certgen.mail.account import Account, Server, account_of
from certgen.mail.address import as_sent
from certgen.mail.post import NotTaken, Post
from designer.mail_account import account, may_bring_one
from designer.markdown import code, plain
from designer.providers import PROVIDERS, Provider, provider_of
from designer.session import t, update

_SETTING, _DOCS = "CERTGEN_SMTP", "docs/configuration.md"
_ADDRESS, _PASSWORD, _NAME = "mail address", "mail password", "mail name"
_PROVIDER, _HOST, _PORT, _SECURITY, _USER = (
    f"mail {part}" for part in ("provider", "host", "port", "security", "user")
)


def account_section() -> None:
    """Which account it is; the form for it where the person may name one."""
    known = account()
    if known is not None:
        _known(known)
    elif may_bring_one():
        _form()
    else:
        st.info(t("mail.account_missing", setting=code(_SETTING), docs=code(_DOCS)))


def _known(known: Account) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="mail_account"):
        said = t("mail.account_is", sender=code(known.address), host=plain(known.server.host))
        st.markdown(f":material/verified_user: {said}", width="stretch")
        if may_bring_one():
            st.button(
                t("mail.account_other"),
                key="mail account other",
                type="tertiary",
                on_click=update,
                kwargs={"account": None},
            )


def _form() -> None:
    with st.container(border=True, key="mail_form"):
        st.markdown(f"**{t('mail.account')}**")
        provider = _provider(st.text_input(t("mail.address"), key=_ADDRESS, autocomplete="email"))
        if not provider.host:
            _server()
        # Outside of a form, a password is lost where somebody leaves it with the tab key.
        with st.form("mail sign in", border=False):
            st.text_input(
                t("mail.password"), key=_PASSWORD, type="password", autocomplete="current-password"
            )
            if provider.hint:
                st.caption(t(f"mail.hint_{provider.hint}", name=provider.name))
            st.text_input(t("mail.name"), key=_NAME, autocomplete="name")
            pressed = st.form_submit_button(t("mail.sign_in"), width="stretch")
        if pressed:
            _sign_in(provider)
        st.caption(t("mail.password_kept"))


def _provider(address: str) -> Provider:
    """The provider that was chosen; as long as none was, the one whose address this is."""
    guessed = provider_of(address)
    # A new address brings its provider; what is chosen by hand afterwards stays.
    if st.session_state.get(f"{_PROVIDER} guessed") != guessed and guessed is not None:
        st.session_state[_PROVIDER] = guessed
    st.session_state[f"{_PROVIDER} guessed"] = guessed
    return st.selectbox(
        t("mail.provider"),
        PROVIDERS,
        format_func=lambda p: p.name or t("mail.provider_other"),
        key=_PROVIDER,
    )


def _server() -> None:
    st.text_input(t("mail.host"), key=_HOST, placeholder="mail.example.org")
    with st.container(horizontal=True):
        st.segmented_control(
            t("mail.security"),
            ("tls", "starttls"),
            default="tls",
            required=True,
            format_func=lambda kind: t(f"mail.security_{kind}"),
            key=_SECURITY,
        )
        st.number_input(t("mail.port"), 1, 65535, _usual_port(), key=_PORT)
    st.text_input(t("mail.user"), key=_USER)


def _usual_port() -> int:
    return 587 if st.session_state.get(_SECURITY) == "starttls" else 465


def _sign_in(provider: Provider) -> None:
    """Tries the account, and keeps it for this visit if it works."""
    try:
        with st.spinner(t("mail.signing_in")):
            typed = _typed(provider)
            with closing(Post(typed)) as post:
                post.open()
    except NotTaken as error:
        st.error(plain(error.reply), icon=":material/error:")
    except CertgenError as error:
        st.error(plain(str(error)), icon=":material/error:")
    else:
        update(account=typed)
        st.rerun()


def _typed(provider: Provider) -> Account:
    """The account as it was typed. Raises MailError if it cannot be one."""
    said = st.session_state
    address = as_sent(said[_ADDRESS].strip())
    if not address:
        raise MailError(f"“{said[_ADDRESS]}” is not an e-mail address.")
    user, host, port, security = address, provider.host, provider.port, provider.security
    if not provider.host:
        user = said[_USER].strip() or address
        host, port, security = said[_HOST].strip(), said[_PORT], said[_SECURITY]
    server = Server(host, port, security, user, said[_PASSWORD])
    name = said[_NAME].replace("<", " ").replace(">", " ")
    return account_of(server, f"{name} <{address}>", a_minute=provider.a_minute)
