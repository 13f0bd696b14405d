"""Signing in at an OpenID Connect provider, by the routes and cookies of Streamlit's `st.login`.

Streamlit would run the page first and ask then. Here the door asks before: what `st.login` does in
the page is done for a link, so that strangers get no session and cannot send anything. All that is
taken from Streamlit's inside stands in this file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from starlette.requests import HTTPConnection, Request
from starlette.responses import RedirectResponse, Response
from streamlit.auth_util import (
    encode_provider_token,
    get_secrets_auth_section,
    is_authlib_installed,
    validate_auth_credentials,
)
from streamlit.errors import StreamlitAuthError
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME
from streamlit.web.server.starlette.starlette_websocket import _get_signed_cookie_with_chunks

from service.configuration import Configuration, ConfigurationError

BACK = "certgen_back"
_SHORTEST_SECRET = 32
_DESIGN = re.compile(r"[A-Za-z0-9_-]{16,64}")


@dataclass(frozen=True, slots=True)
class Provider:
    """The providers of `[auth]` in secrets.toml; `members` may come in, `*` is everybody."""

    names: tuple[str, ...]
    members: tuple[str, ...]
    callback: str

    @property
    def paths(self) -> tuple[str, ...]:
        """What has to be open so that somebody can sign in there and out again."""
        return ("/auth/login", "/auth/logout", self.callback)

    def admits(self, connection: HTTPConnection) -> bool:
        """Whether a member signed in."""
        claims = _claims(connection)
        return bool(claims) and is_member(claims, self.members)

    def person(self, connection: HTTPConnection) -> str:
        """Who signed in, member or not; "" if nobody did."""
        claims = _claims(connection)
        return str(claims.get("email") or claims.get("name") or claims.get("sub") or "")

    def sent_there(self, request: Request, name: str) -> Response:
        """The way to the provider of this name; it comes back to the design that was asked for."""
        up = "../" * (request.url.path.count("/") - 1)
        token = encode_provider_token(name)
        answer = RedirectResponse(f"{up or './'}auth/login?{urlencode({'provider': token})}", 303)
        design = request.query_params.get("p", "")
        if _DESIGN.fullmatch(design):
            answer.set_cookie(BACK, design, max_age=600, httponly=True, samesite="lax")
        return answer

    def sent_back(self, connection: HTTPConnection) -> Response | None:
        """The way to the design that was asked for before; None if none was."""
        design = connection.cookies.get(BACK, "")
        if not _DESIGN.fullmatch(design) or connection.query_params:
            return None
        answer = RedirectResponse(f"?{urlencode({'p': design})}", 303)
        answer.delete_cookie(BACK)
        return answer


def provider_of(configuration: Configuration) -> Provider | None:
    """What `[auth]` in secrets.toml asks for; None where it is not there.

    Raises:
        ConfigurationError: something it needs is missing.
    """
    section = get_secrets_auth_section()
    if not section:
        return None
    auth = dict(section)
    names = tuple(
        name for name, value in auth.items() if isinstance(value, Mapping) and "client_id" in value
    ) or ("default",)
    _check(auth, names)
    if not configuration.members:
        raise ConfigurationError(
            "People can sign in by OpenID Connect, but CERTGEN_MEMBERS does not say who.",
            "Name e-mail addresses or domains, such as CERTGEN_MEMBERS=@school.example; * lets in "
            "everybody whom the provider knows, which at a public one is everybody.",
            name="CERTGEN_MEMBERS",
        )
    callback = urlsplit(str(auth["redirect_uri"])).path
    return Provider(names, configuration.members, callback)


def is_member(claims: Mapping[str, Any], members: tuple[str, ...]) -> bool:
    """Whether somebody with these claims is one of the members.

    An address that the provider has not verified counts for nothing.
    """
    if "*" in members:
        return True
    email = str(claims.get("email", "")).lower()
    if not email or claims.get("email_verified", True) not in (True, "true"):
        return False
    domain = "@" + email.rpartition("@")[2]
    return email in members or domain in members


def _check(auth: Mapping[str, Any], names: tuple[str, ...]) -> None:
    if not is_authlib_installed():
        raise ConfigurationError(
            "Signing in by OpenID Connect needs Authlib, which is not installed.",
            "pip install 'certgen[login]', or take [auth] out of secrets.toml.",
        )
    for name in names:
        try:
            validate_auth_credentials(name)
        except StreamlitAuthError as error:
            raise ConfigurationError(" ".join(str(error).split())) from None
    if len(str(auth.get("cookie_secret", ""))) < _SHORTEST_SECRET:
        raise ConfigurationError(
            f"cookie_secret of [auth] in secrets.toml is shorter than {_SHORTEST_SECRET} "
            "characters.",
            "Take the output of `openssl rand -hex 32`: who guesses it can be anybody.",
        )


def _claims(connection: HTTPConnection) -> dict[str, Any]:
    signed = _get_signed_cookie_with_chunks(dict(connection.cookies), USER_COOKIE_NAME)
    try:
        claims = json.loads(signed) if signed else {}
    except ValueError:
        return {}
    return claims if isinstance(claims, dict) and claims.get("is_logged_in") is True else {}
