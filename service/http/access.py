"""Who may ask: whoever knows the key; without a key, programs on this machine only."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.requests import HTTPConnection, Request

from service.configuration import Configuration, ConfigurationError, is_loopback
from service.http.problem import RequestError

_CHALLENGE = {"www-authenticate": 'Bearer realm="certgen"'}
_PROXY_MARKS = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
_HINT = "Send the key that is set as CERTGEN_API_KEY: “Authorization: Bearer …”."


def require_key(configuration: Configuration) -> None:
    """Makes sure that nobody outside gets in without a key.

    Raises:
        ConfigurationError: others can reach the server, and no key is set.
    """
    if configuration.exposed and not configuration.api_key:
        raise ConfigurationError(
            "Others can reach this server, but CERTGEN_API_KEY is not set.",
            "Set it to a long random text, such as the output of `openssl rand -hex 24`; or, on "
            "a computer that only you use, set CERTGEN_HOST=plain and CERTGEN_ADDRESS=127.0.0.1.",
            name="CERTGEN_API_KEY",
        )


def admit(request: Request, configuration: Configuration) -> None:
    """Lets a request pass.

    Raises:
        RequestError: it does not carry the key, or there is none and it comes from elsewhere.
    """
    if configuration.api_key:
        _check_key(request, configuration)
    elif not from_here(request):
        raise RequestError(
            403,
            "access",
            "Without a key, only programs on the same machine are served.",
            "Set CERTGEN_API_KEY on the server and send it with every request.",
        )


def _check_key(request: Request, configuration: Configuration) -> None:
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if not given or scheme.lower() != "bearer":
        raise RequestError(401, "access", "This needs a key.", _HINT, headers=_CHALLENGE)
    if not configuration.api_key.matches(given.strip()):
        headers = {"www-authenticate": _CHALLENGE["www-authenticate"] + ', error="invalid_token"'}
        raise RequestError(401, "access", "The key is not right.", _HINT, headers=headers)


def from_here(connection: HTTPConnection) -> bool:
    """Whether somebody on this machine asks, and no web page of a stranger's in their browser.

    A proxy on this machine asks for others, so whatever carries a proxy's mark does not count.
    """
    client = connection.client.host if connection.client else ""
    origin = connection.headers.get("origin")
    return (
        is_loopback(client)
        and is_loopback(connection.url.hostname or "")
        and (origin is None or is_loopback(urlsplit(origin).hostname or ""))
        and not any(mark in connection.headers for mark in _PROXY_MARKS)
    )
