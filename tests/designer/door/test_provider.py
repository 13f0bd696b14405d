"""Signing in by OpenID Connect, against a small provider that really runs."""

import asyncio
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest
from streamlit.runtime.secrets import AttrDict

from designer.door.provider import is_member, provider_of
from service.configuration import Configuration, ConfigurationError
from tests.person import Person
from tests.serving import ROOT, free_port, serving

HTML = {"accept": "text/html"}
SECRET = "s" * 40


@contextmanager
def provider():
    """Its address."""
    port = free_port()
    script = Path(__file__).with_name("fake_provider.py")
    process = subprocess.Popen([sys.executable, str(script), str(port)])
    try:
        for _ in range(600):
            try:
                httpx.get(f"http://127.0.0.1:{port}/keys", trust_env=False)
                break
            except httpx.TransportError:
                assert process.poll() is None
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


@contextmanager
def designer(folder, address, members):
    """A designer in a folder of its own, since the secrets lie beside the program."""
    metadata = f"{address}/.well-known/openid-configuration"
    port = free_port()
    for name in ("certgen", "designer", "service", "fonts", "streamlit_app.py"):
        (folder / name).symlink_to(ROOT / name)
    (folder / ".streamlit").mkdir()
    shutil.copy(ROOT / ".streamlit" / "config.toml", folder / ".streamlit")
    (folder / ".streamlit" / "secrets.toml").write_text(
        f'CERTGEN_MEMBERS = "{members}"\n'
        "[auth]\n"
        f'redirect_uri = "http://127.0.0.1:{port}/oauth2callback"\n'
        f'cookie_secret = "{SECRET}"\n'
        'client_id = "certgen"\n'
        'client_secret = "another secret"\n'
        f'server_metadata_url = "{metadata}"\n'
    )
    with serving(folder / "log.txt", cwd=folder, port=port) as server:
        yield server


@pytest.fixture(scope="module")
def signing_in(tmp_path_factory):
    """A designer, and what makes somebody the one its provider signs in."""
    folder = tmp_path_factory.mktemp("signing in")
    with provider() as address, designer(folder, address, "@school.example") as server:

        def come_as(email, *, verified=True):
            account = {"email": email, "email_verified": verified}
            httpx.put(f"{address}/account", json=account, trust_env=False).raise_for_status()

        yield server, come_as
        assert SECRET not in server.said()


def test_a_member_signs_in_and_works(signing_in):
    async def visit(address):
        design = "d" * 22
        async with httpx.AsyncClient(base_url=address, timeout=60, trust_env=False) as client:
            page = await client.get(f"/?p={design}", headers=HTML)
            assert page.status_code == 401
            assert 'type="password"' not in page.text
            assert f"?p={design}&amp;sign_in=default" in page.text
            client.follow_redirects = True
            inside = await client.get(f"/?p={design}&sign_in=default", headers=HTML)
            assert inside.status_code == 200
            assert str(inside.url).endswith(f"?p={design}")
            client.follow_redirects = False
            person = await Person(address, client).come()
            await person.click("select course")
            assert await person.pictures() > 0
            await person.leave()
            left = await client.get("/signout")
            assert left.headers["location"] == "auth/logout"
            await client.get("/auth/logout")
            assert (await client.get("/", headers=HTML)).status_code == 401

    server, come_as = signing_in
    come_as("ada@school.example")
    asyncio.run(visit(server.address))


@pytest.mark.parametrize(
    ("email", "verified"), [("eve@elsewhere.example", True), ("ada@school.example", False)]
)
def test_others_stay_outside_and_are_told_why(signing_in, email, verified):
    server, come_as = signing_in
    come_as(email, verified=verified)
    with httpx.Client(
        base_url=server.address, timeout=60, trust_env=False, follow_redirects=True
    ) as client:
        answer = client.get("/?sign_in=default", headers=HTML)
        assert answer.status_code == 401
        assert f"{email} has no access here" in answer.text
        assert client.get("/pictures/" + "0" * 32).status_code == 401


@pytest.mark.parametrize(
    ("claims", "member"),
    [
        ({"email": "ada@school.example"}, True),
        ({"email": "ADA@School.Example"}, True),
        ({"email": "grace@navy.example"}, True),
        ({"email": "ada@school.example", "email_verified": True}, True),
        ({"email": "ada@school.example", "email_verified": "true"}, True),
        ({"email": "ada@school.example", "email_verified": False}, False),
        ({"email": "ada@school.example", "email_verified": "false"}, False),
        ({"email": "ada@evil-school.example"}, False),
        ({"email": "ada@school.example.evil.example"}, False),
        ({"email": "other@navy.example"}, False),
        ({"email": ""}, False),
        ({"sub": "1"}, False),
    ],
)
def test_members_are_known_by_their_verified_address(claims, member):
    assert is_member(claims, ("@school.example", "grace@navy.example")) is member
    assert is_member(claims, ("*",))


@pytest.mark.parametrize(
    ("change", "members", "told"),
    [
        ({}, (), "CERTGEN_MEMBERS"),
        ({"cookie_secret": ""}, ("*",), "cookie_secret"),
        ({"cookie_secret": "short"}, ("*",), "cookie_secret"),
        ({"client_secret": None}, ("*",), "client_secret"),
        ({"redirect_uri": None}, ("*",), "redirect_uri"),
    ],
)
def test_nothing_is_defaulted(monkeypatch, change, members, told):
    section = {
        "redirect_uri": "https://certificates.example/oauth2callback",
        "cookie_secret": SECRET,
        "client_id": "x",
        "client_secret": "y",
        "server_metadata_url": "https://provider.example/.well-known/openid-configuration",
    } | change
    kept = {name: value for name, value in section.items() if value is not None}
    found = SimpleNamespace(
        load_if_toml_exists=lambda: True,
        get=lambda name, default=None: AttrDict(kept) if name == "auth" else default,
    )
    monkeypatch.setattr("streamlit.auth_util.secrets_singleton", found)
    with pytest.raises(ConfigurationError, match=told) as refused:
        provider_of(Configuration(members=members))
    assert SECRET not in str(refused.value)
    assert "short" not in str(refused.value).replace("shorter", "")
