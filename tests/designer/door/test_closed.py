"""Without any setting only this machine is let in."""

import pytest

from certgen.errors import CertgenError
from designer.door.choice import door_of
from service.configuration import Configuration
from service.setting import Secret
from tests.designer.door.conftest import behind_the_door
from tests.service.asgi import request

OUTSIDE = ("203.0.113.9", 4711)
HTML = {"accept": "text/html"}


@pytest.mark.parametrize("path", ["/", "/files/a/b.zip", "/pictures/x", "/_stcore/host-config"])
def test_this_machine_is_let_in(closed, path):
    assert request(closed, "GET", path).status == 200


@pytest.mark.parametrize("path", ["/", "/files/a/b.zip", "/pictures/x", "/_stcore/upload_file/a/b"])
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "HEAD"])
def test_others_are_told_what_is_missing(closed, path, method):
    answer = request(closed, method, path, b"", HTML, OUTSIDE)
    assert answer.status == 403
    if method == "GET":
        assert b"CERTGEN_PASSWORD" in answer.content
        assert b"inside" not in answer.content


@pytest.mark.parametrize(
    ("client", "headers"),
    [
        (None, {}),
        # A proxy on this machine, with and without marks of it.
        (("127.0.0.1", 5), {"host": "certificates.example"}),
        (("127.0.0.1", 5), {"x-forwarded-for": "203.0.113.9"}),
        (("127.0.0.1", 5), {"forwarded": "for=203.0.113.9"}),
        (("127.0.0.1", 5), {"x-forwarded-host": "certificates.example"}),
        # A page of a stranger's in somebody's browser.
        (("127.0.0.1", 5), {"origin": "https://evil.example"}),
    ],
)
def test_whoever_asks_for_others_is_not_this_machine(closed, client, headers):
    assert request(closed, "GET", "/", b"", headers, client).status == 403


def test_where_others_are_meant_to_come_the_server_says_that_it_is_not_ready():
    app = behind_the_door(host="render")
    answer = request(app, "GET", "/", b"", {**HTML, "accept-language": "es"}, OUTSIDE)
    assert answer.status == 503
    assert "nadie ha elegido" in answer.content.decode()
    with pytest.raises(CertgenError, match="CERTGEN_PASSWORD"):
        door_of(Configuration(host="render")).probe.attempt()
    assert not door_of(Configuration(host="render")).probe.check().works
    assert door_of(Configuration()).probe.check().works


@pytest.mark.parametrize("path", ["/healthz", "/_stcore/health"])
def test_health_is_told_to_everybody(closed, path):
    assert request(closed, "GET", path, b"", {}, OUTSIDE).status == 200


def test_everybody_comes_in_where_that_is_said():
    app = behind_the_door(open=True, host="render")
    assert request(app, "GET", "/", b"", {}, OUTSIDE).status == 200


def test_a_server_told_to_listen_to_others_is_exposed(monkeypatch):
    from streamlit import config

    told = {"server.address": "0.0.0.0"}
    known = config.get_option
    monkeypatch.setattr(config, "get_option", lambda name: told.get(name) or known(name))
    assert door_of(Configuration()).missing
    told["server.address"] = "localhost"
    assert not door_of(Configuration()).missing
    told["server.address"] = "0.0.0.0"
    assert not door_of(Configuration(password=Secret("long enough"))).missing
