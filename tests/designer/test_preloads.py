import asyncio

import httpx
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from designer import preloads
from designer.preloads import SCRIPTS, Preloads, links, paths


def answer(path):
    def page(request):
        return PlainTextResponse("x", headers={"link": "<a>; rel=b"})

    app = Starlette(
        routes=[Route("/", page), Route("/other", page)], middleware=[Middleware(Preloads)]
    )

    async def ask():
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
            return await client.get(path)

    return asyncio.run(ask())


def test_every_script_is_found_once():
    found = [path.removeprefix("static/js/").split(".")[0] for path in paths()]
    assert found[:-1] == [name.split(".")[0] for name in SCRIPTS]
    assert paths()[-1].startswith("_stcore/bidi-components/streamlit-drawable-canvas.")


def test_they_are_named_with_the_page_and_with_nothing_else():
    assert answer("/").headers.get_list("link") == ["<a>; rel=b", links()]
    assert answer("/other").headers.get_list("link") == ["<a>; rel=b"]


def test_what_another_streamlit_does_not_have_is_not_named(monkeypatch):
    monkeypatch.setattr(preloads, "SCRIPTS", ("Button", "NoSuchThing"))
    assert [path.split(".")[0] for path in paths()[:-1]] == ["static/js/Button"]
