"""The door of a running designer, met over real connections."""

import asyncio

import httpx
import pytest
from websockets.exceptions import InvalidStatus

from tests.person import Person
from tests.serving import NotStartedError, serving

PASSWORD = "three words here"
KEY = "a key of the test that is long"
CLOSED = ("/", "/diagnosis", "/files/a/b.zip", "/pictures/" + "0" * 32, "/_stcore/host-config")
HTML = {"accept": "text/html"}


@pytest.fixture(scope="module")
def locked(tmp_path_factory):
    """A designer with a password and a key."""
    folder = tmp_path_factory.mktemp("locked")
    settings = {"CERTGEN_PASSWORD": PASSWORD, "CERTGEN_API_KEY": KEY}
    with serving(folder / "log.txt", CERTGEN_STORE=str(folder / "store"), **settings) as server:
        yield server
        assert PASSWORD not in server.said()
        assert KEY not in server.said()


@pytest.fixture(scope="module")
def keyless(tmp_path_factory):
    """Another designer with the same password and no key."""
    log = tmp_path_factory.mktemp("keyless") / "log.txt"
    with serving(log, CERTGEN_PASSWORD=PASSWORD) as server:
        yield server


@pytest.fixture
def client(locked):
    with httpx.Client(base_url=locked.address, timeout=60, trust_env=False) as client:
        yield client


def test_a_stranger_sees_the_door_and_nothing_behind_it(locked, client):
    for path in CLOSED:
        answer = client.get(path, headers=HTML)
        assert answer.status_code == 401
        assert "certgen_pass" not in answer.headers.get("set-cookie", "")
    put = client.put("/_stcore/upload_file/a/b", files={"file": ("x.csv", b"Name")})
    assert put.status_code == 401
    with pytest.raises(InvalidStatus) as refused:
        asyncio.run(connected(locked.address))
    assert refused.value.response.status_code == 403


async def connected(address):
    person = Person(address)
    try:
        await person.connect()
    finally:
        await person.leave()


def test_who_knows_the_password_works_and_comes_back_without_it(locked):
    async def visit():
        person = Person(locked.address)
        answer = await person.client.post("/?p=" + "x" * 22, data={"password": PASSWORD})
        assert (answer.status_code, answer.headers["location"]) == (303, "./?p=" + "x" * 22)
        await person.come()
        await person.click("select course")
        assert await person.pictures() > 0
        again = await Person(locked.address, person.client).come(person.query)
        assert again.project_id == person.project_id
        assert "What works here" in (await person.client.get("/diagnosis")).text
        left = await person.client.get("/signout")
        assert left.status_code == 303
        assert (await person.client.get("/", headers=HTML)).status_code == 401
        await again.leave()
        await person.leave()

    asyncio.run(visit())


def test_a_pass_lasts_longer_than_the_server(locked, keyless):
    with httpx.Client(base_url=locked.address, timeout=60, trust_env=False) as client:
        client.post("/", data={"password": PASSWORD})
        cookies = dict(client.cookies)
    answer = httpx.get(f"{keyless.address}/", cookies=cookies, headers=HTML, trust_env=False)
    assert answer.status_code == 200
    assert "streamlit" in answer.text.lower()


def test_programs_have_their_own_key(client):
    assert client.get("/api/v1/fonts").status_code == 401
    assert "www-authenticate" in client.get("/api/v1/fonts").headers
    bearer = {"authorization": f"Bearer {KEY}"}
    assert client.get("/api/v1/fonts", headers=bearer).json()["fonts"]
    assert client.get("/api/v1/openapi.json").json()["openapi"].startswith("3.1")
    # Their key opens nothing that people see.
    assert client.get("/", headers={**bearer, **HTML}).status_code == 401


def test_health_is_told_to_everybody(client):
    assert client.get("/healthz").json() == {"status": "ok"}
    ready = client.get("/readyz")
    assert ready.status_code == 200
    assert {"door", "rendering"} <= {check["name"] for check in ready.json()["checks"]}
    assert {check["told"] for check in ready.json()["checks"]} == {""}


def test_every_answer_carries_its_headers(client):
    client.post("/", data={"password": PASSWORD})
    for path in ("/", "/static/index.html", "/healthz", "/diagnosis", "/nothing", "/files/a/b"):
        headers = client.get(path, headers=HTML).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors" in headers["content-security-policy"]
        assert headers["referrer-policy"] in ("same-origin", "no-referrer")


def test_without_a_key_there_is_no_interface_for_programs(keyless):
    bearer = {"authorization": "Bearer anything at all, really"}
    answer = httpx.get(f"{keyless.address}/api/v1/fonts", headers=bearer, trust_env=False)
    assert answer.status_code == 401
    assert httpx.get(f"{keyless.address}/readyz", trust_env=False).status_code == 200


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"CERTGEN_PASWORD": PASSWORD}, "Did you mean CERTGEN_PASSWORD"),
        ({"CERTGEN_PASSWORD": "short"}, "at least 8"),
        ({"CERTGEN_PASSWORD": PASSWORD, "CERTGEN_OPEN": "yes"}, "Take one of them away"),
    ],
)
def test_a_configuration_that_cannot_be_meant_is_refused_at_start(tmp_path, settings, told):
    with (
        pytest.raises(NotStartedError) as refused,
        serving(tmp_path / "log.txt", **settings),
    ):
        pass
    said = str(refused.value)
    assert told in said
    assert "Traceback" not in said
    assert PASSWORD not in said


def test_where_others_are_to_come_the_log_says_what_is_missing(tmp_path):
    with serving(tmp_path / "log.txt", CERTGEN_HOST="render") as server:
        ready = httpx.get(f"{server.address}/readyz", trust_env=False)
        outside = {"x-forwarded-for": "203.0.113.9", **HTML}
        answer = httpx.get(f"{server.address}/", headers=outside, trust_env=False)
    assert ready.status_code == 503
    assert answer.status_code == 503
    assert "CERTGEN_PASSWORD" in answer.text
    assert "CERTGEN_PASSWORD" in (tmp_path / "log.txt").read_text()
