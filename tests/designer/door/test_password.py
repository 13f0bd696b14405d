import asyncio
from urllib.parse import urlencode

import pytest

from designer.door.gate import Gate
from designer.door.sign_in import COOKIE, SignIn
from designer.labels import LANGUAGES
from service.attempts import EACH, OVERALL
from service.configuration import Configuration
from service.passes import Passes
from service.setting import Secret
from tests.designer.door.conftest import PASSWORD, behind_the_door
from tests.service.asgi import request

OUTSIDE = ("203.0.113.9", 4711)
HTML = {"accept": "text/html,*/*;q=0.8"}
FORM = {"content-type": "application/x-www-form-urlencoded"}
DESIGN = "d" * 22


def tell(app, password, path="/", client=OUTSIDE, **headers):
    body = urlencode({"password": password}).encode()
    return request(app, "POST", path, body, {**HTML, **FORM, **headers}, client)


def ask(app, path="/", client=OUTSIDE, **headers):
    return request(app, "GET", path, b"", {**HTML, **headers}, client)


def pass_of(answer):
    return answer.headers["set-cookie"].partition(";")[0]


def old_pass(seconds):
    """A pass given out so long ago."""
    import time

    passes = Passes(Secret(PASSWORD), Configuration().remember, clock=lambda: time.time() - seconds)
    return f"{COOKIE}={passes.issue()}"


def test_the_password_opens_and_is_remembered(locked):
    answer = tell(locked, PASSWORD)
    assert answer.status == 303
    assert answer.headers["location"] == "./"
    said = answer.headers["set-cookie"]
    assert "HttpOnly" in said
    assert "SameSite=Lax" in said
    assert "Secure" not in said
    for path in ("/", "/files/a/b.zip", "/pictures/x"):
        assert ask(locked, path, cookie=pass_of(answer)).content.startswith(b"inside")


@pytest.mark.parametrize("path", ["/", "/files/a/b.zip", "/pictures/x", "/diagnosis", "/api/v1/x"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE"])
@pytest.mark.parametrize("client", [OUTSIDE, ("127.0.0.1", 5)])
def test_nothing_is_behind_the_door_for_others(locked, path, method, client):
    for headers in (HTML, {}, {"cookie": f"{COOKIE}=9999999999.x.y"}):
        answer = request(locked, method, path, b"", headers, client)
        assert answer.status == 401
        assert b"inside" not in answer.content


@pytest.mark.parametrize("typed", ["", "Three words here", PASSWORD + " ", "x" * 5000, "\0", "é"])
def test_a_wrong_password_is_told(locked, typed):
    answer = tell(locked, typed)
    assert answer.status == 401
    assert "set-cookie" not in answer.headers
    assert "This is not the password" in answer.content.decode()
    assert PASSWORD not in answer.content.decode()


def test_the_address_that_was_asked_for_opens_afterwards(locked):
    assert tell(locked, PASSWORD, f"/?p={DESIGN}&lang=es").headers["location"] == f"./?p={DESIGN}"
    assert tell(locked, PASSWORD, "//evil.example").headers["location"] == "evil.example"
    assert tell(locked, PASSWORD, "/files/a/b.zip").headers["location"] == "b.zip"


def test_every_language_is_offered_and_the_browser_chooses(locked):
    for code, name in LANGUAGES.items():
        page = ask(locked, **{"accept-language": f"fr;q=0.9,{code};q=0.8,en;q=0.1"})
        text = page.content.decode()
        assert f'<html lang="{code}">' in text
        assert all(other in text for other in LANGUAGES.values())
        assert f'<span lang="{code}" aria-current="true">{name}</span>' in text
    assert (
        '<html lang="en">' in ask(locked, **{"accept-language": "xx;q=nonsense"}).content.decode()
    )


def test_guessing_ends_soon_and_the_right_password_waits_too(locked):
    for _ in range(EACH):
        assert tell(locked, "a wrong one").status == 401
    answer = tell(locked, PASSWORD)
    assert answer.status == 429
    assert 0 < int(answer.headers["retry-after"]) <= 900
    assert "15 minutes" in answer.content.decode()
    assert tell(locked, PASSWORD, client=("203.0.113.77", 1)).status == 303


def test_guessing_from_everywhere_ends_too_but_not_for_those_who_belong_here(locked):
    known = ("198.51.100.1", 1)
    assert tell(locked, PASSWORD, client=known).status == 303
    for number in range(OVERALL):
        tell(locked, "a wrong one", client=(f"203.0.{number}.1", 1))
    assert tell(locked, PASSWORD, client=("192.0.2.200", 1)).status == 429
    assert tell(locked, PASSWORD, client=known).status == 303


def test_a_proxy_is_not_everybody():
    app = behind_the_door(password=Secret(PASSWORD), proxies=1)
    proxy = ("10.0.0.1", 1)
    for _ in range(EACH):
        tell(app, "wrong", client=proxy, **{"x-forwarded-for": "6.6.6.6, 203.0.113.9"})
    assert tell(app, PASSWORD, client=proxy, **{"x-forwarded-for": "203.0.113.9"}).status == 429
    other = tell(app, PASSWORD, client=proxy, **{"x-forwarded-for": "203.0.113.10"})
    assert other.status == 303
    secure = {"x-forwarded-for": "203.0.113.10", "x-forwarded-proto": "https"}
    assert "; Secure" in tell(app, PASSWORD, client=proxy, **secure).headers["set-cookie"]


def test_another_page_cannot_sign_people_in_or_out(locked):
    assert tell(locked, PASSWORD, origin="https://evil.example").status == 403
    assert tell(locked, PASSWORD, origin="null").status == 403
    assert tell(locked, PASSWORD, origin="http://127.0.0.1:8600").status == 303
    assert ask(locked, "/signout", **{"sec-fetch-site": "cross-site"}).status == 403


def test_leaving_takes_the_pass_away(locked):
    answer = ask(locked, "/signout", cookie=pass_of(tell(locked, PASSWORD)))
    assert answer.status == 303
    assert answer.headers["location"] == "./"
    assert answer.headers["set-cookie"].startswith(f"{COOKIE}=; Max-Age=0;")


def test_who_comes_back_stays_in_and_who_does_not_is_asked_again(locked):
    week = Configuration().remember
    known = f"certgen_visitor={'v' * 22}; "
    assert "set-cookie" not in ask(locked, cookie=known + old_pass(week * 0.4)).headers
    renewed = ask(locked, cookie=known + old_pass(week * 0.6))
    assert renewed.headers["set-cookie"].startswith(COOKIE)
    assert ask(locked, cookie=pass_of(renewed)).status == 200
    assert ask(locked, cookie=old_pass(week + 1)).status == 401


def test_in_the_frame_of_its_host_the_pass_comes_back():
    app = behind_the_door(password=Secret(PASSWORD), host="hugging-face", proxies=1)
    secure = {"x-forwarded-for": "203.0.113.10", "x-forwarded-proto": "https"}
    answer = tell(app, PASSWORD, **secure)
    assert "SameSite=None; Partitioned; Secure" in answer.headers["set-cookie"]
    page = ask(app, **secure)
    policy = page.headers["content-security-policy"]
    assert "frame-ancestors 'self' https://huggingface.co" in policy
    assert "x-frame-options" not in page.headers


def test_the_page_needs_nothing_from_anywhere(locked):
    page = ask(locked)
    text = page.content.decode()
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "<script" not in text
    assert " style=" not in text
    assert 'autocomplete="current-password"' in text
    assert '<label for="password">' in text


@pytest.mark.parametrize("scheme", ["ws", "wss"])
@pytest.mark.parametrize(("cookie", "came_in"), [(None, False), ("good", True), ("x.y.z", False)])
def test_a_websocket_is_let_in_with_a_pass_only(scheme, cookie, came_in):
    inside = []

    async def app(scope, receive, send):
        inside.append(scope["path"])

    keeper = SignIn(Configuration(password=Secret(PASSWORD)))
    value = old_pass(0) if cookie == "good" else f"{COOKIE}={cookie}"
    headers = [(b"cookie", value.encode())] if cookie else []
    scope = {"type": "websocket", "path": "/_stcore/stream", "scheme": scheme, "headers": headers}
    sent = []

    async def send(message):
        sent.append(message)

    asyncio.run(Gate(app, keeper, ())(scope, None, send))
    assert bool(inside) is came_in
    assert came_in or sent == [{"type": "websocket.close", "code": 1008}]
