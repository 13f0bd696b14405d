import asyncio

import pytest

from service.http.proxies import BehindProxies

PROXY = ("10.0.0.1", 4711)


def seen(count, headers, kind="http", scheme="http"):
    found = {}

    async def app(scope, receive, send):
        found.update(scope)

    scope = {
        "type": kind,
        "scheme": scheme,
        "client": PROXY,
        "headers": [(n.encode(), v.encode()) for n, v in headers],
    }
    asyncio.run(BehindProxies(app, count)(scope, None, None))
    return found["client"][0], found["scheme"]


FORGED = ("x-forwarded-for", "127.0.0.1, 198.51.100.7")


@pytest.mark.parametrize(
    ("count", "headers", "client"),
    [
        (0, [FORGED], "10.0.0.1"),
        (1, [FORGED], "198.51.100.7"),
        (2, [FORGED], "127.0.0.1"),
        (3, [FORGED], "10.0.0.1"),
        (1, [], "10.0.0.1"),
        (1, [("x-forwarded-for", "")], "10.0.0.1"),
        (1, [("x-forwarded-for", "1.2.3.4"), ("x-forwarded-for", "198.51.100.7")], "198.51.100.7"),
    ],
)
def test_only_what_the_proxies_wrote_is_believed(count, headers, client):
    assert seen(count, headers)[0] == client


def test_the_scheme_is_the_one_outside():
    said = [("x-forwarded-proto", "http, https")]
    assert seen(1, said)[1] == "https"
    assert seen(1, said, "websocket", "ws")[1] == "wss"
    assert seen(0, said)[1] == "http"
    assert seen(1, [("x-forwarded-proto", "http")])[1] == "http"
