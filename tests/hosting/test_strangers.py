"""What a stranger tries at a running designer: uploads, addresses, names, other people's work."""

from __future__ import annotations

import asyncio
import io
import secrets
import zipfile
from html.parser import HTMLParser

import httpx
import pytest
from PIL import Image
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from tests.person import PageError, Person
from tests.serving import serving

MARKUP = '"><script>alert(1)</script><img src=x onerror=alert(2)>'


class Tags(HTMLParser):
    """Elements as a browser finds them, with the names of their attributes."""

    def __init__(self):
        super().__init__()
        self.seen = []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, [name for name, _ in attrs]))


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("strangers")
    small = ("--server.maxUploadSize=1",)
    with serving(folder / "log.txt", options=small, CERTGEN_STORE=str(folder / "store")) as server:
        yield server.address


def played(scene):
    """Runs a scene and closes whoever came."""

    async def play():
        people: list[Person] = []
        try:
            return await scene(people)
        finally:
            for one in people:
                await one.leave()

    return asyncio.run(play())


async def newcomer(people, address, query=""):
    people.append(Person(address))
    return await people[-1].come(query)


def test_uploads_are_limited_before_they_are_in_memory(address):
    async def scene(people):
        person = await newcomer(people, address)
        token = {"X-Xsrftoken": person.client.cookies["_streamlit_xsrf"]}

        async def put(session, name, data, headers):
            path = f"/_stcore/upload_file/{session}/{name}"
            answer = await person.client.put(path, files={"file": ("x", data)}, headers=headers)
            return answer.status_code

        mine = person.session
        return [
            await put(mine, "a", b"x" * (2 * 2**20), token),
            await put(mine, "a", b"x", {}),
            await put(mine, "a", b"x", {"X-Xsrftoken": "made up"}),
            await put("somebody-else", "a", b"x", token),
            await put(mine, "../../../etc/passwd", b"x", token) in (400, 404, 405),
        ]

    assert played(scene) == [413, 403, 403, 400, True]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("page.png", b"<html><script>alert(1)</script></html>"),
        ("bomb.png", b"\x89PNG\r\n\x1a\n" + bytes(2000)),
        ("x.pdf", b"%PDF-1.7\n" + bytes(2000)),
        (f"{MARKUP}.png", b"no picture"),
    ],
)
def test_what_is_no_template_is_refused_in_words(address, name, data):
    async def scene(people):
        person = await newcomer(people, address)
        await person.choose("step", "Template")
        await person.give("template", name, data)
        await person.choose("step", "Design")
        await person.click("select course")
        return person.html()

    assert not any("alert(" in text for text in played(scene))


def test_what_a_browser_would_not_offer_is_refused_by_its_name(address):
    async def scene(people):
        person = await newcomer(people, address)
        await person.choose("step", "Template")
        await person.give("template", "x.svg", b"<svg onload='alert(1)'/>")

    with pytest.raises(PageError, match="Invalid file extension"):
        played(scene)


def test_names_are_words_wherever_they_stand(address):
    """In the page's own HTML, in the answer's headers and in the archive."""

    async def scene(people):
        person = await newcomer(people, address)
        key = "project name"
        await person.type(key, MARKUP)
        picture = io.BytesIO()
        Image.new("RGB", (40, 30)).save(picture, "PNG")
        await person.choose("step", "People")
        rows = f"Name,Course,Date,Email\n../../{MARKUP.replace(chr(34), '')},B,C,d@example.org\n"
        await person.give("people file", f"{MARKUP}.csv", rows.encode())
        await person.choose("step", "Make")
        await person.click("make start")
        while not person.links():
            await person.look(0.3)
        answer = await person.client.get("/" + person.links()[0])
        return person.html(), answer

    html, answer = played(scene)
    found = Tags()
    for text in html:
        found.feed(text)
    assert not {"script", "img"} & {tag for tag, _ in found.seen}
    assert not any(name.startswith("on") for _, names in found.seen for name in names)
    disposition = answer.headers["content-disposition"]
    assert disposition.isascii()
    assert not set("<>") & set(disposition)
    assert answer.headers["x-content-type-options"] == "nosniff"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        for name in archive.namelist():
            assert not set('<>:"/\\|?*') & set(name)


def test_nobody_finds_the_work_of_others(address):
    async def scene(people):
        ada = await newcomer(people, address)
        await ada.click("select course")
        await ada.type("box.x of course", 33.0)
        await asyncio.sleep(2)
        eve = await newcomer(people, address)
        assert eve.project_id != ada.project_id
        assert not any(w.key.startswith("recent") for w in eve.widgets())
        guessed = await newcomer(people, address, f"p={secrets.token_urlsafe(16)}")
        assert "no longer here" in guessed.text()
        await eve.click("select course")
        assert eve.number("box.x of course") != 33.0
        # Whoever was given the address is meant to come.
        friend = await newcomer(people, address, ada.query)
        await friend.click("select course")
        assert friend.number("box.x of course") == 33.0

    played(scene)


@pytest.mark.parametrize("project", ["../../etc/passwd", "..%2f..%2fetc", "a" * 5000, "%00"])
def test_addresses_of_designs_lead_nowhere_else(address, project):
    async def scene(people):
        person = await newcomer(people, address, f"p={project}")
        return person.project_id

    assert played(scene) != project


@pytest.mark.parametrize(
    "path",
    [
        "/files/x/../../../etc/passwd",
        "/files/%2e%2e/%2e%2e/etc/passwd",
        "/pictures/%2e%2e%2fetc%2fpasswd",
        "/static/../../../../etc/passwd",
        "/media/../../etc/passwd",
        "/component/../../etc/passwd",
        "/app/static/secrets.toml",
        "/.streamlit/secrets.toml",
        "/_stcore/metrics/../../etc/passwd",
    ],
)
def test_no_address_leads_to_a_file_of_the_server(address, path):
    with httpx.Client(base_url=address, timeout=60, trust_env=False) as client:
        answer = client.get(httpx.URL(address).copy_with(raw_path=path.encode()))
    assert b"root:" not in answer.content
    assert b"[auth]" not in answer.content


@pytest.mark.parametrize("origin", ["https://evil.example", "http://localhost.evil.example"])
def test_a_page_of_somebody_else_gets_no_session(address, origin):
    async def attempt():
        async with connect(
            address.replace("http", "ws", 1) + "/_stcore/stream", origin=origin, proxy=None
        ):
            pass

    with pytest.raises(InvalidStatus) as refused:
        asyncio.run(attempt())
    assert refused.value.response.status_code == 403
